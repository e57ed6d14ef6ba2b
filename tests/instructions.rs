//! The text-only rendering of instructions, against the corpus of attacks.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod corpus;

use std::collections::BTreeSet;

use corpus::{Attack, attacks};
use cryptorefills_checkout::checkout::plain::lines;

#[test]
fn the_corpus_is_large_and_without_repetition() {
    let attacks = attacks();
    let texts: BTreeSet<&str> = attacks.iter().map(|attack| attack.html.as_str()).collect();
    let families: BTreeSet<&str> = attacks.iter().map(|attack| &*attack.family).collect();
    assert_eq!(texts.len(), attacks.len());
    assert!(texts.len() >= 400, "{} attacks", texts.len());
    assert!(families.len() >= 20, "{families:?}");
}

#[test]
fn what_is_shown_is_bounded_and_has_no_unseen_signs() {
    for Attack { family, html } in attacks() {
        let shown = lines(&html);
        let bytes: usize = shown.iter().map(String::len).sum();
        assert!(shown.len() <= 120, "{family}: {} lines", shown.len());
        assert!(bytes <= 40_000, "{family}: {bytes} bytes");
        for line in &shown {
            assert!(!line.trim().is_empty(), "{family}: an empty line of {html}");
            let unseen = |c: char| {
                c.is_control()
                    || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!line.contains(unseen), "{family}: {line:?}");
        }
    }
}

/// A text that spells `<` as a reference, or that hides one behind a tag, is shown as it reads. All
/// others lose their tags.
#[test]
fn tags_are_not_shown() {
    let spelled = ["reference", "reassembled"];
    for Attack { family, html } in attacks() {
        if spelled.contains(&&*family) {
            continue;
        }
        for line in lines(&html) {
            let tag = line.match_indices('<').any(|(place, _)| {
                let next = line[place + 1..].chars().next();
                next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c))
            });
            assert!(!tag, "{family}: {line}");
        }
    }
}
