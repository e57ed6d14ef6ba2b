//! Hostile instructions, as a vendor's catalogue might one day hold them.
//!
//! `html.jsonl` has one attack a line: `[family, text]`, or `[family, piece, times, end]` for a piece that
//! is repeated. An attack that runs calls `hit()`; one that loads something asks for a path or a host
//! with `evil` in it.

use serde::Deserialize;

/// One hostile text.
pub struct Attack {
    /// The kind of trick.
    pub family: String,
    /// What the vendor would send.
    pub html: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Repeated(String, String, usize, String),
    Whole(String, String),
}

/// All of them, in the order of the file.
pub fn attacks() -> Vec<Attack> {
    include_str!("html.jsonl")
        .lines()
        .map(|line| match serde_json::from_str(line) {
            Ok(Line::Whole(family, html)) => Attack { family, html },
            Ok(Line::Repeated(family, piece, times, end)) => Attack {
                family,
                html: piece.repeat(times) + &end,
            },
            Err(error) => panic!("{error} in {line}"),
        })
        .collect()
}
