//! Brand names as a search reads them: folded once, and compared without asking for memory.
//!
//! Per brand a set of its letters goes ahead of every comparison of texts: a letter of the query that the
//! name lacks costs an edit, so most names are done with after one look at two numbers.

use super::typo::edits;
use crate::checkout::fold::fold;

/// So many ranks there are; see [`Names::rank`].
pub(super) const RANKS: usize = 6;

/// The names of a shelf, one after the other.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    entries: Vec<Entry>,
    /// The words of all of them.
    parts: Vec<Part>,
}

/// Where one word lies in the text.
#[derive(Debug)]
struct Part {
    start: usize,
    end: usize,
    letters: u64,
}

/// Where one brand's names lie in the text.
#[derive(Debug)]
struct Entry {
    start: usize,
    /// The end of its own name; behind it a blank and the family's, where that is another.
    name: usize,
    end: usize,
    /// Its first word and the one behind its last.
    parts: (usize, usize),
    letters: u64,
}

/// What is sought.
pub(super) struct Query {
    text: String,
    words: Vec<Word>,
    letters: u64,
    /// So many edits may lie between it and a name.
    forgiven: u32,
}

struct Word {
    text: String,
    signs: Vec<char>,
    letters: u64,
}

impl Query {
    /// What was typed, folded and split.
    pub(super) fn new(typed: &str) -> Self {
        let text = fold(typed);
        let words: Vec<Word> = text
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| Word {
                text: word.to_owned(),
                signs: word.chars().collect(),
                letters: letters(word),
            })
            .collect();
        let count: usize = words.iter().map(|word| word.signs.len()).sum();
        let longest = words.iter().map(Word::forgiven).max().unwrap_or(0);
        Self {
            letters: letters(&text),
            words,
            text,
            forgiven: if count < 4 { 0 } else { longest },
        }
    }
}

impl Word {
    /// How many of its signs are not in a set of letters. Each costs an edit.
    fn lacks(&self, set: u64) -> u32 {
        if self.letters & !set == 0 {
            return 0;
        }
        let missing = self.signs.iter().filter(|sign| letter(**sign) & !set != 0);
        u32::try_from(missing.count()).unwrap_or(u32::MAX)
    }

    /// One edit, or two in eight letters; a single letter is what it is, and so is a number, whose neighbours
    /// are as likely to be meant.
    fn forgiven(&self) -> u32 {
        match self.signs.len() {
            _ if self.signs.iter().all(char::is_ascii_digit) => 0,
            0 | 1 => 0,
            2..8 => 1,
            _ => 2,
        }
    }

    /// The edits between this word and the nearest one of a name. A word of five letters may be meant as
    /// another's beginning; shorter ones would be near to everything so. Of two or three letters, all have
    /// to be there.
    fn edits<'a>(&self, others: impl Iterator<Item = (u64, &'a str)>) -> u32 {
        let forgiven = self.forgiven();
        let may_lack = if self.signs.len() < 4 { 0 } else { forgiven };
        let open = self.signs.len() > 4;
        let mut least = u32::MAX;
        for (letters, other) in others {
            let lacks = self.lacks(letters);
            if lacks == 0 && other.contains(self.text.as_str()) {
                return 0;
            }
            if lacks <= may_lack && lacks < least {
                least = least.min(edits(&self.signs, other, open));
            }
        }
        if least > forgiven { u32::MAX } else { least }
    }
}

impl Names {
    /// One more brand, which is found by its family too.
    pub(super) fn push(&mut self, brand: &str, family: &str) {
        let start = self.text.len();
        let own = fold(brand);
        let family = fold(family);
        self.text.push_str(&own);
        let name = self.text.len();
        if own != family {
            self.text.push(' ');
            self.text.push_str(&family);
        }
        let first = self.parts.len();
        let mut set = 0;
        let mut at = start;
        for word in self.text.get(start..).unwrap_or_default().split(' ') {
            let letters = letters(word);
            set |= letters;
            self.parts.push(Part {
                start: at,
                end: at + word.len(),
                letters,
            });
            at += word.len() + 1;
        }
        self.entries.push(Entry {
            start,
            name,
            end: self.text.len(),
            parts: (first, self.parts.len()),
            letters: set,
        });
    }

    /// How well the name at a place answers: 0 it is the query, 1 it begins with it, 2 it has words that
    /// begin with all of the query's, 3 they occur in it, 4 they do after one edit, 5 after two.
    pub(super) fn rank(&self, place: usize, query: &Query) -> Option<usize> {
        let entry = self.entries.get(place)?;
        let mut lacks = (query.letters & !entry.letters).count_ones();
        if lacks > query.forgiven {
            return None;
        }
        if lacks > 0 {
            lacks = query
                .words
                .iter()
                .map(|word| word.lacks(entry.letters))
                .sum();
            if lacks > query.forgiven {
                return None;
            }
        }
        let names = self.text.get(entry.start..entry.end)?;
        if lacks == 0 && query.words.iter().all(|word| names.contains(&*word.text)) {
            let name = self.text.get(entry.start..entry.name)?;
            let family = self.text.get(entry.name..entry.end)?.trim_start();
            return Some(if name == query.text || family == query.text {
                0
            } else if names.starts_with(&query.text) {
                1
            } else if query.words.iter().all(|word| starts_a_word(names, word)) {
                2
            } else {
                3
            });
        }
        if query.forgiven == 0 {
            return None;
        }
        if lacks == 0 && is_parted(names, &query.text) {
            return Some(4);
        }
        let mut sum = 0_u32;
        for word in &query.words {
            let parts = self.parts.get(entry.parts.0..entry.parts.1)?.iter();
            let others = parts.map(|part| {
                let text = self.text.get(part.start..part.end);
                (part.letters, text.unwrap_or_default())
            });
            sum = sum.saturating_add(word.edits(others));
            if sum > query.forgiven {
                return None;
            }
        }
        Some(if sum < 2 { 4 } else { 5 })
    }

    /// The place of a brand whose name or family is this one, folded.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        let query = Query::new(name);
        if query.words.is_empty() {
            return None;
        }
        (0..self.entries.len()).find(|place| self.rank(*place, &query) == Some(0))
    }
}

fn starts_a_word(names: &str, word: &Word) -> bool {
    names
        .split(' ')
        .any(|part| part.starts_with(word.text.as_str()))
}

/// Whether the query begins at one of the words, were nothing parted by blanks: `googleplay` in
/// `google play`.
fn is_parted(names: &str, query: &str) -> bool {
    let mut rest = Some(names);
    while let Some(from) = rest {
        let mut signs = from.bytes().filter(|sign| *sign != b' ');
        let mut sought = query.bytes().filter(|sign| *sign != b' ');
        if sought.all(|sign| signs.next() == Some(sign)) {
            return true;
        }
        rest = from.split_once(' ').map(|(_, later)| later);
    }
    false
}

/// The letters of a text as a set. Letters of other scripts share places, which makes it larger than it
/// had to be, never smaller.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |set, sign| set | letter(sign))
}

fn letter(sign: char) -> u64 {
    match u32::from(sign) {
        0x20 => 0,
        code @ 0x61..=0x7a => 1 << (code - 0x61),
        code @ 0x30..=0x39 => 1 << (code - 0x30 + 26),
        code => 1 << (36 + code % 28),
    }
}
