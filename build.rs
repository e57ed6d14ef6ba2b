//! Packs the style sheet for the module, without comments and white space that means nothing, and makes the
//! keys of all texts from `locales/en.json`.

#[path = "xtask/src/stage/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=style/widget.css");
    let css = fs::read_to_string("style/widget.css")?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("widget.css"), packed(&css))?;
    println!("cargo::rerun-if-changed=locales/en.json");
    let english = words::texts(&fs::read_to_string("locales/en.json")?)?;
    fs::write(Path::new(&out).join("keys.rs"), keys(&english)?)?;
    Ok(())
}

/// The enum of all keys and the English texts, both in the keys' order.
fn keys(english: &BTreeMap<String, String>) -> Result<String, std::fmt::Error> {
    let mut names = String::new();
    let mut texts = String::new();
    for (key, text) in english {
        writeln!(names, "    #[doc = {text:?}]\n    {key},")?;
        writeln!(texts, "    {text:?},")?;
    }
    let count = english.len();
    Ok(format!(
        "/// Every text that a shopper can read. `{{name}}` stands for something that is filled in.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         #[allow(clippy::enum_variant_names, reason = \"some keys end like the list's name\")]\n\
         pub enum Key {{\n{names}}}\n\n\
         /// The English texts by key.\n\
         static ENGLISH: [&str; {count}] = [\n{texts}];\n"
    ))
}

/// The sheet has no strings with spaces or comment signs, so signs can be judged one by one.
fn packed(css: &str) -> String {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut out = String::new();
    for word in bare.split_whitespace() {
        let tight = |sign: char| matches!(sign, '{' | '}' | ';' | ',' | '>' | '~');
        let apart = out
            .chars()
            .last()
            .is_some_and(|last| !tight(last) && last != ':')
            && !word.starts_with(tight);
        if apart {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace(";}", "}")
}
