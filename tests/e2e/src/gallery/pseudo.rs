//! A language that nobody speaks: English with accents, in brackets and 40 % longer, so that what is cut, too
//! narrow or not translated at all is seen. It takes the place of a real language in a copy of the bundle.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::settings;

// The same file as in the build, so that the texts are in the same order.
#[path = "../../../../xtask/src/stage/words.rs"]
mod words;

/// The language whose place it takes.
pub const SLOT: &str = "de";

const GLUE: &str = "cryptorefills-checkout-glue.js";
const LOADER: &str = "cryptorefills-checkout.js";

/// Copies the built bundle to `to`, with the language in it. Every digest is mended, so that nothing else is
/// different from what ships.
///
/// # Errors
/// When the bundle is not as expected.
pub fn bundle(to: &Path) -> Result<()> {
    let dist = settings::dist()?;
    copy(&dist, to)?;
    let english = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en.json");
    let texts = words::texts(&fs::read_to_string(english)?)
        .map_err(|error: Box<dyn Error>| anyhow!("the English texts: {error}"))?;
    let list: Vec<String> = texts.values().map(|text| stretched_forms(text)).collect();
    let file = PathBuf::from("locales").join(format!("{SLOT}.json"));
    let real = fs::read(dist.join(&file))?;
    let pseudo = serde_json::to_vec(&list)?;
    let count = serde_json::from_slice::<Vec<String>>(&real)?.len();
    ensure!(count == list.len(), "the bundle is of another version");
    fs::write(to.join(&file), &pseudo)?;
    let glue = fs::read(dist.join(GLUE))?;
    let mended = mend(&glue, &real, &pseudo).context("the glue's digest of the language")?;
    fs::write(to.join(GLUE), &mended)?;
    let loader = fs::read(dist.join(LOADER))?;
    let loader = mend(&loader, &glue, &mended).context("the loader's digest of the glue")?;
    fs::write(to.join(LOADER), loader)?;
    Ok(())
}

/// Replaces the digest of one file by that of another.
fn mend(text: &[u8], old: &[u8], new: &[u8]) -> Result<Vec<u8>> {
    let text = std::str::from_utf8(text)?;
    let (old, new) = (sha384(old), sha384(new));
    ensure!(text.matches(&old).count() == 1, "it is not there once");
    Ok(text.replace(&old, &new).into_bytes())
}

fn sha384(bytes: &[u8]) -> String {
    STANDARD.encode(Sha384::digest(bytes))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Each plural form of a text, under its category.
fn stretched_forms(text: &str) -> String {
    let forms =
        text.split(words::BETWEEN_FORMS)
            .map(|form| match form.split_once(words::AFTER_CATEGORY) {
                Some((category, text)) => {
                    format!("{category}{}{}", words::AFTER_CATEGORY, stretched(text))
                }
                None => stretched(form),
            });
    let forms: Vec<String> = forms.collect();
    forms.join(&words::BETWEEN_FORMS.to_string())
}

/// A text with accents, in brackets, and 40 % longer by words of its own kind. Placeholders stay.
fn stretched(text: &str) -> String {
    let accents: BTreeMap<char, char> = "aàcçeéiînñoôsšuûyýzžAÀCÇEÉIÎNÑOÔSŠUÛYÝZŽ"
        .chars()
        .collect::<Vec<char>>()
        .chunks(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .collect();
    let mut within = false;
    let said: String = text
        .chars()
        .map(|letter| {
            within = letter == '{' || (within && letter != '}');
            match accents.get(&letter) {
                Some(accented) if !within => *accented,
                _ => letter,
            }
        })
        .collect();
    let more = (text.chars().count() * 2).div_ceil(5).saturating_sub(2);
    let padding: String = "lôrém îpšûm dôlôr ".chars().cycle().take(more).collect();
    format!("[{said} {}]", padding.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_grows_by_two_fifths_and_keeps_its_placeholders() {
        let long = "Pay exactly {amount} {coin} within the next minutes";
        let said = stretched(long);
        assert!(
            said.starts_with("[Pàý éxàçtlý {amount} {coin} wîthîñ"),
            "{said}"
        );
        let grown = said.chars().count() * 10 / long.chars().count();
        assert!((13..=15).contains(&grown), "{said}");
        assert_eq!(stretched("Pay"), "[Pàý ]");
    }

    #[test]
    fn plural_forms_keep_their_categories() {
        let said = stretched_forms("one\u{1f}1 brand\u{1e}other\u{1f}{count} brands");
        let forms: Vec<&str> = said.split('\u{1e}').collect();
        assert!(forms[0].starts_with("one\u{1f}[1 bràñd"), "{said}");
        assert!(forms[1].starts_with("other\u{1f}[{count} bràñdš"), "{said}");
    }

    #[test]
    fn a_digest_that_is_not_there_is_told() {
        let text = format!("x = '{}'", sha384(b"one"));
        let mended = mend(text.as_bytes(), b"one", b"two").unwrap();
        assert_eq!(mended, format!("x = '{}'", sha384(b"two")).into_bytes());
        assert!(mend(&mended, b"one", b"two").is_err());
    }
}
