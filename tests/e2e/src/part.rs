//! The names that tests find things by: a `part` inside the shadow root, and its `data-*` state.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A selector for one kind of part (contract §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part(String);

impl Part {
    /// Every element that carries `name` among its parts.
    pub fn named(name: &str) -> Self {
        Self(format!("[part~={}]", quoted(name)))
    }

    /// Only those whose `attribute` is exactly `value`.
    #[must_use]
    pub fn with(self, attribute: &str, value: &str) -> Self {
        Self(format!("{}[{attribute}={}]", self.0, quoted(value)))
    }

    /// Those of a name that stand in this one.
    #[must_use]
    pub fn within(&self, name: &str) -> Self {
        Self(format!("{} {}", self.0, Self::named(name).0))
    }

    /// The CSS selector.
    pub fn selector(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Part {
    fn from(name: &str) -> Self {
        Self::named(name)
    }
}

/// A CSS string (CSS Syntax §4.3.5): only the quote, the backslash and line ends need care.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\a "),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// One element as it was at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Seen {
    /// Its text without outer white space, shown or not.
    pub text: String,
    /// An input's value; empty for anything else.
    pub value: String,
    /// Whether it takes up space and is not hidden.
    pub shown: bool,
    /// Neither `disabled` nor `aria-disabled`.
    pub enabled: bool,
    /// Chosen: `checked`, `aria-checked`, `aria-pressed` or `aria-selected`.
    pub chosen: bool,
    /// All attributes by name.
    pub attributes: BTreeMap<String, String>,
}

impl Seen {
    /// The value of `data-{name}`, or an empty text.
    pub fn data(&self, name: &str) -> &str {
        self.attributes
            .get(&format!("data-{name}"))
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_quote_what_css_would_misread() {
        let part = Part::named("brand").with("data-brand", r#"5" \ bar"#);
        assert_eq!(
            part.selector(),
            r#"[part~="brand"][data-brand="5\" \\ bar"]"#
        );
    }
}
