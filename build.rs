//! Packs the style sheet for the module: no comments, no white space that means nothing.

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=style/widget.css");
    let css = fs::read_to_string("style/widget.css")?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("widget.css"), packed(&css))?;
    Ok(())
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
