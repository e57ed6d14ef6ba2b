//! Packs the style sheet for the module, and makes the keys of all texts from `locales/en.json`. Texts and
//! styles that the first screen does not need stand together, for `cargo xtask stage` to move them out.

#[path = "xtask/src/stage/later.rs"]
mod later;
#[path = "xtask/src/stage/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for source in [
        "style/widget.css",
        "locales/en.json",
        "src",
        "xtask/src/stage",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let css = fs::read_to_string("style/widget.css")?;
    let names = ["begin.css", "later.css", "end.css"];
    for (name, sheet) in names.into_iter().zip(later::sheets(&css)?) {
        fs::write(out.join(name), sheet)?;
    }
    let english = words::texts(&fs::read_to_string("locales/en.json")?)?;
    let later = later::keys(Path::new("src"), &english)?;
    fs::write(out.join("keys.rs"), keys(&english, &later)?)?;
    Ok(())
}

/// The enum of all keys and the English texts, both in the keys' order.
fn keys(
    english: &BTreeMap<String, String>,
    later: &BTreeSet<String>,
) -> Result<String, std::fmt::Error> {
    let mut names = String::new();
    let mut texts = String::new();
    let mut place = 0;
    for (key, text) in english {
        writeln!(names, "    #[doc = {text:?}]\n    {key},")?;
        if later.contains(key) {
            writeln!(texts, "    later({place}, {}),", text.len())?;
            place += text.len();
        } else {
            writeln!(texts, "    {text:?},")?;
        }
    }
    let count = english.len();
    let blob = later::texts(english, later);
    Ok(format!(
        "/// Every text that a shopper can read. `{{name}}` stands for something that is filled in.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         #[allow(clippy::enum_variant_names, reason = \"some keys end like the list's name\")]\n\
         pub enum Key {{\n{names}}}\n\n\
         /// The English texts by key.\n\
         static ENGLISH: [&str; {count}] = [\n{texts}];\n\n\
         /// Those that no first screen says: in the module, they come with its rest.\n\
         static LATER: [u8; {}] = *b\"{}\";\n",
        blob.len(),
        blob.as_bytes().escape_ascii(),
    ))
}
