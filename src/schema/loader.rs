//! What the hand-written loader offers, read from its text: it has no types of its own.

use std::path::{Path, PathBuf};

/// `src/embed/element.js`.
const SOURCE: &str = include_str!("../embed/element.js");

/// The attributes that the element observes.
pub fn attributes() -> Vec<String> {
    quoted(between(SOURCE, "const ATTRIBUTES = [", "];"))
}

/// Properties that hold a function of the page's.
pub fn functions() -> Vec<String> {
    let list = SOURCE.split_once("const FUNCTIONS = [");
    let list = list.or_else(|| SOURCE.split_once("[...ATTRIBUTES.map(camel), "));
    quoted(list.unwrap().1.split(']').next().unwrap())
}

/// Public methods and getters of the element: its members whose names are neither private nor the platform's.
pub fn members() -> Vec<String> {
    let class = between(
        SOURCE,
        "class CryptorefillsCheckout extends HTMLElement {",
        "\n}",
    );
    let platform = |name: &str| name == "constructor" || name.ends_with("Callback");
    class
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(") {"))
        .map(|head| {
            let head = head.trim_start_matches("async ").trim_start_matches("get ");
            head.split('(').next().unwrap()
        })
        .filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter(|name| !name.contains(' ') && !platform(name))
        .map(str::to_owned)
        .collect()
}

/// What the module exports.
pub fn exports() -> Vec<String> {
    SOURCE
        .lines()
        .filter_map(|line| line.strip_prefix("export "))
        .filter_map(|line| line.trim_start_matches("async ").strip_prefix("function "))
        .map(|line| line.split('(').next().unwrap().to_owned())
        .collect()
}

/// Every source file of the widget but ours.
pub fn sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                sources.push((path, text));
            } else if !path.ends_with("schema") {
                folders.push(path);
            }
        }
    }
    sources
}

/// Whether the sources tell the host an event of this name: the loader by `tell`, the module by `say`.
pub fn speaks_of(event: &str) -> bool {
    let calls = [
        format!("tell('{event}'"),
        format!("CustomEvent('{event}'"),
        format!("say(\"{event}\""),
    ];
    sources().iter().any(|(_, text)| {
        let text: String = text.split_whitespace().collect();
        calls.iter().any(|call| text.contains(call))
    })
}

/// Why the widget could not start.
pub fn reasons() -> Vec<String> {
    let mut reasons: Vec<String> = SOURCE
        .split("throw fault(")
        .skip(1)
        .flat_map(|text| quoted(text.split([';', '`']).next().unwrap()))
        .chain(quoted(between(SOURCE, "const { reason = ", " }")))
        .filter(|text| {
            text.chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '_')
        })
        .collect();
    reasons.sort();
    reasons.dedup();
    reasons
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

/// The words in single quotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('\'')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_loader_is_read_as_it_is_meant() {
    assert!(attributes().contains(&"utm-content".into()));
    assert!(functions().contains(&"requestHeaders".into()));
    for name in ["state", "open", "back", "reset"] {
        assert!(members().contains(&name.into()), "{name}");
    }
    assert!(exports().contains(&"preload".into()));
    for reason in [
        "blocked_by_policy",
        "unreachable",
        "unusable",
        "webassembly_missing",
    ] {
        assert!(reasons().contains(&reason.into()), "{reason}");
    }
}
