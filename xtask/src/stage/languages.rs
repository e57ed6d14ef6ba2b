//! The languages as they ship: texts in the order of the keys, without the keys.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};

use super::{fixed, read_text, sha384, words, write};

/// The texts that the keys are made of.
const ENGLISH: &str = "en.json";
/// The names of all texts: only pages that change some fetch it.
const KEYS: &str = "keys.json";

/// Writes each language but English, which is compiled in, as a list of its texts in the order of the keys.
/// Returns their digests.
///
/// # Errors
/// A language is not JSON, or lacks a key that English has, or has one more.
pub fn ship(from: &Path, to: &Path) -> Result<BTreeMap<String, String>> {
    let texts = |path: &Path| {
        words::texts(&read_text(path)?)
            .map_err(|error| anyhow!("{} cannot be read: {error}", path.display()))
    };
    let english = texts(&from.join(ENGLISH))?;
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    let keys = serde_json::to_string(&keys(&english))?;
    write(&to.join(KEYS), &keys)?;
    let mut digests = BTreeMap::from([("keys".to_owned(), sha384(keys.as_bytes()))]);
    for path in crate::fingerprint::files_in(from)? {
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        let (Some(name), Some(stem)) = (path.file_name(), path.file_stem()) else {
            continue;
        };
        if !is_json || name == ENGLISH {
            continue;
        }
        let texts = texts(&path)?;
        ensure!(
            texts.keys().eq(english.keys()),
            "{} has other keys than {ENGLISH}",
            path.display()
        );
        let list = serde_json::to_string(&texts.into_values().collect::<Vec<_>>())?;
        digests.insert(stem.to_string_lossy().into_owned(), sha384(list.as_bytes()));
        write(&to.join(name), &list)?;
    }
    Ok(digests)
}

/// The keys in their order, each with the places of its text, or with `!` if pages may not change it.
fn keys(english: &BTreeMap<String, String>) -> Vec<String> {
    let line = |(key, text): (&String, &String)| {
        if fixed::is_fixed(key) {
            return format!("{key} !");
        }
        let mut places: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}').map(|(name, _)| name))
            .collect();
        places.sort_unstable();
        places.dedup();
        let places = places.into_iter().map(|place| format!(" {place}"));
        key.clone() + &places.collect::<String>()
    };
    english.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    /// Languages as they are written, and what becomes of them.
    fn translated(files: &[(&str, &str)]) -> Result<(tempfile::TempDir, BTreeMap<String, String>)> {
        let folder = tempfile::tempdir()?;
        let from = folder.path().join("from");
        fs::create_dir_all(&from)?;
        let english = r#"{"Pay":"Pay","Found":{"one":"1 brand","other":"{count} brands"}}"#;
        for (name, text) in [("en.json", english), ("README.md", "none")]
            .iter()
            .chain(files)
        {
            fs::write(from.join(name), text)?;
        }
        let digests = ship(&from, &folder.path().join("to"))?;
        Ok((folder, digests))
    }

    #[test]
    fn a_language_ships_as_its_texts_in_the_order_of_the_keys() {
        let italian = r#"{"Pay":"Paga","Found":{"many":"{count} di marchi","one":"1 marchio","other":"{count} marchi"}}"#;
        let (folder, digests) = translated(&[("it.json", italian)]).unwrap();
        let to = folder.path().join("to");
        let shipped = read(&to.join("it.json")).unwrap();
        let list: Vec<String> = serde_json::from_slice(&shipped).unwrap();
        assert_eq!(
            list,
            [
                "many\u{1f}{count} di marchi\u{1e}one\u{1f}1 marchio\u{1e}other\u{1f}{count} marchi",
                "Paga"
            ]
        );
        assert_eq!(
            digests,
            BTreeMap::from([
                ("it".to_owned(), sha384(&shipped)),
                (
                    "keys".to_owned(),
                    sha384(&read(&to.join("keys.json")).unwrap())
                ),
            ])
        );
        assert_eq!(crate::fingerprint::files_in(&to).unwrap().len(), 2);
    }

    #[test]
    fn the_names_of_the_texts_come_with_their_places() {
        let (folder, _) = translated(&[]).unwrap();
        let shipped = read(&folder.path().join("to/keys.json")).unwrap();
        let lines: Vec<String> = serde_json::from_slice(&shipped).unwrap();
        assert_eq!(lines, ["Found count", "Pay !"]);
    }

    #[test]
    fn a_language_that_is_not_like_english_stops_the_build() {
        for (text, why) in [
            ("{\"Pay\":", "it.json cannot be read"),
            ("{\"Pay\":\"Paga\"}", "it.json has other keys"),
            (
                "{\"Pay\":\"Paga\",\"Found\":7}",
                "neither a text nor plural forms",
            ),
        ] {
            let error = format!("{:#}", translated(&[("it.json", text)]).unwrap_err());
            assert!(error.contains(why), "{error}");
        }
    }
}
