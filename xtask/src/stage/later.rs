// What the module holds as data and the first screen never reads: texts and styles of later screens. `cargo
// xtask stage` moves it into the part that comes later. The widget's build script compiles this file too, so
// that both agree on the bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Sources that only the rest of the module is made of, as far as texts go. Every other one may speak on the
/// first screen.
const SOURCES: [&str; 15] = [
    "view/abroad.rs",
    "view/amount.rs",
    "view/configure",
    "view/history",
    "view/methods.rs",
    "view/number.rs",
    "view/panel.rs",
    "view/payment.rs",
    "view/phases.rs",
    "view/problems.rs",
    "view/quote.rs",
    "view/receipt",
    "view/saving",
    "view/till.rs",
    "view/wallets.rs",
];

/// Begins what no first screen shows, in the style sheet.
const LATER: &str = "/* later:";
/// Ends it.
const FIRST: &str = "/* first:";

/// The keys of the texts that no first screen says.
pub fn keys(
    sources: &Path,
    texts: &BTreeMap<String, String>,
) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut later: BTreeSet<String> = texts.keys().cloned().collect();
    let mut folders = vec![sources.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let own = path.strip_prefix(sources)?.to_string_lossy().into_owned();
            if SOURCES.iter().any(|name| own.starts_with(name)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                for after in fs::read_to_string(&path)?.split("Key::").skip(1) {
                    let end = after.find(|sign: char| !sign.is_ascii_alphanumeric());
                    later.remove(after.get(..end.unwrap_or(after.len())).unwrap_or_default());
                }
            }
        }
    }
    Ok(later)
}

/// Their texts, one after the other, in the keys' order.
pub fn texts(texts: &BTreeMap<String, String>, later: &BTreeSet<String>) -> String {
    let theirs = texts.iter().filter(|(key, _)| later.contains(*key));
    theirs.map(|(_, text)| text.as_str()).collect()
}

/// The style sheet without comments and white space that means nothing: what comes before the later part,
/// that part, and what comes after it.
pub fn sheets(css: &str) -> Result<[String; 3], Box<dyn Error>> {
    let parts = css.split_once(LATER).and_then(|(begin, rest)| {
        let (later, end) = rest.split_once(FIRST)?;
        let after = |text: &str| text.split_once("*/").map(|(_, after)| packed(after));
        Some([packed(begin), after(later)?, after(end)?])
    });
    parts.ok_or_else(|| format!("the style sheet has no {LATER} or no {FIRST} after it").into())
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
