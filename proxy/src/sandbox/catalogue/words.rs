//! Makes thousands of distinct brand names out of three lists of words.

use serde::Deserialize;

use crate::config::SetupError;

const WORDS: &str = include_str!("../data/words.json");

/// The lists.
#[derive(Debug, Clone, Deserialize)]
pub struct Words {
    first: Vec<String>,
    second: Vec<String>,
    third: Vec<String>,
}

impl Words {
    /// Reads the built-in lists.
    ///
    /// # Errors
    /// The lists are broken; a fault of the build.
    pub fn load() -> Result<Self, SetupError> {
        serde_json::from_str(WORDS).map_err(|error| SetupError::Data("words", error.to_string()))
    }

    /// Every combination once, with a category that suits its last word.
    pub fn names(&self) -> impl Iterator<Item = (String, &'static str)> + '_ {
        self.first.iter().flat_map(move |first| {
            self.second.iter().flat_map(move |second| {
                self.third
                    .iter()
                    .map(move |third| (format!("{first} {second} {third}"), category(third)))
            })
        })
    }
}

fn category(last_word: &str) -> &'static str {
    match last_word {
        "Games" | "Club" => "games",
        "Kitchen" => "food",
        "Outfitters" | "Studio" => "fashion",
        "Cinemas" | "Books" => "entertainment",
        "Travel" => "travel",
        "Electronics" | "Works" => "electronics",
        _ => "e-commerce",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_more_than_ten_thousand_five_hundred_distinct_names() {
        let words = Words::load().unwrap();
        let names: std::collections::HashSet<String> = words.names().map(|(n, _)| n).collect();
        assert!(names.len() > 10_500);
    }
}
