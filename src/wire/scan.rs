//! The grammar of JSON (RFC 8259): whether a text keeps to it, and where its parts lie in it.
//!
//! May import nothing of ours; never knows what a value means. Our own, because serde_json's reader
//! brings float parsing and long error texts along, which weigh as much as a screen. Two ways over a
//! text: [`is_json`] checks all of it once, and [`Parts`] then walks it on trust, so that no byte is
//! checked again for each level it lies under.

pub(super) use escape::unescape;

mod escape;

/// The depth at which a list or an object is refused. RFC 8259, section 9, lets a parser set a limit;
/// this is the one of serde_json's values, and no answer of the API comes near it.
const DEPTH_LIMIT: usize = 128;

/// Whether the text is one JSON value with nothing but blanks around it.
pub(super) fn is_json(text: &str) -> bool {
    Scanner::new(text).check().is_some()
}

/// The elements of a list, or the members of an object with their names, as they stand in the text.
///
/// Only for text that [`is_json`] accepts, without blanks around it. Of anything but a list or an
/// object there are no parts. A name is still escaped; an element has an empty one.
pub(super) struct Parts<'a> {
    scanner: Scanner<'a>,
    named: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut scanner = Scanner::new(text);
        let named = scanner.next() == Some(b'{');
        if !named && !text.starts_with('[') {
            scanner = Scanner::new("");
        }
        Self { scanner, named }
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let scanner = &mut self.scanner;
        scanner.skip_while(|byte| is_blank(byte) || byte == b',');
        let mut name = "";
        if self.named {
            name = scanner.string()?;
            scanner.skip_while(|byte| is_blank(byte) || byte == b':');
        }
        Some((name, scanner.value()?))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// How many of these eight bytes come before the first that is a quote, a backslash or a control
/// character. All at once, since most of a catalogue is the inside of strings: a byte becomes zero or
/// less than a blank and then borrows its top bit. Bytes beyond the first may be wrong, so it counts.
fn first_special(bytes: u64) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes;
    let quote = below(bytes ^ (ONES * u64::from(b'"')), 1);
    let backslash = below(bytes ^ (ONES * u64::from(b'\\')), 1);
    let found = (quote | backslash | below(bytes, b' ')) & (ONES << 7);
    (found.trailing_zeros() / 8) as usize
}

/// A place in a text. Only ever moves forward, by whole bytes of ASCII or over the inside of a string.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    // Left to the size setting, this would be a call for every byte.
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Passes this byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_while(&mut self, skipped: impl Fn(u8) -> bool) {
        let rest = self.rest().iter();
        self.at += rest.take_while(|byte| skipped(**byte)).count();
    }

    // As `peek`.
    #[inline(always)]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Passes all of a string that stands for itself.
    fn skip_plain(&mut self) {
        let mut rest = self.rest();
        while let Some((chunk, after)) = rest.split_first_chunk() {
            let plain = first_special(u64::from_le_bytes(*chunk));
            self.at += plain;
            if plain < 8 {
                return;
            }
            rest = after;
        }
        self.skip_while(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
    }

    /// Passes one value with the blanks around it and the end of the text; `None` at the first byte
    /// that the grammar does not allow. Nested values are kept as a stack of the brackets that are
    /// still to come, since calls within calls would exhaust the real one.
    fn check(&mut self) -> Option<()> {
        let mut owed: Vec<u8> = Vec::new();
        loop {
            self.skip_while(is_blank);
            match self.peek()? {
                opening @ (b'[' | b'{') => {
                    self.at += 1;
                    // In ASCII the closing bracket is the second after its opening one.
                    let closing = opening + 2;
                    owed.push(closing);
                    if owed.len() >= DEPTH_LIMIT {
                        return None;
                    }
                    self.skip_while(is_blank);
                    if self.peek() != Some(closing) {
                        self.check_name(closing)?;
                        continue;
                    }
                }
                b'"' => drop(self.string()?),
                b't' => self.check_word(b"true")?,
                b'f' => self.check_word(b"false")?,
                b'n' => self.check_word(b"null")?,
                _ => self.check_number()?,
            }
            loop {
                self.skip_while(is_blank);
                let Some(&closing) = owed.last() else {
                    return self.peek().is_none().then_some(());
                };
                if self.take(b',') {
                    self.skip_while(is_blank);
                    self.check_name(closing)?;
                    break;
                }
                if !self.take(closing) {
                    return None;
                }
                owed.pop();
            }
        }
    }

    /// Passes what comes before a value: in an object its name and the colon, in a list nothing.
    fn check_name(&mut self, closing: u8) -> Option<()> {
        if closing == b'}' {
            self.string()?;
            self.skip_while(is_blank);
            return self.take(b':').then_some(());
        }
        Some(())
    }

    fn check_word(&mut self, word: &[u8]) -> Option<()> {
        word.iter().all(|byte| self.take(*byte)).then_some(())
    }

    /// RFC 8259, section 6: no leading zeros, and a digit on each side of the point.
    fn check_number(&mut self) -> Option<()> {
        self.take(b'-');
        if !self.take(b'0') {
            self.check_digits()?;
        }
        if self.take(b'.') {
            self.check_digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _signed = self.take(b'+') || self.take(b'-');
            self.check_digits()?;
        }
        Some(())
    }

    fn check_digits(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_digit());
        (self.at > start).then_some(())
    }

    /// Passes a string and gives its inside, still escaped; `None` if it is no string (RFC 8259,
    /// section 7).
    fn string(&mut self) -> Option<&'a str> {
        if !self.take(b'"') {
            return None;
        }
        let start = self.at;
        loop {
            self.skip_plain();
            let end = self.at;
            match self.next()? {
                b'"' => return self.text.get(start..end),
                b'\\' => match self.next()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => (),
                    b'u' => {
                        for _ in 0..4 {
                            self.next().filter(u8::is_ascii_hexdigit)?;
                        }
                    }
                    _ => return None,
                },
                _ => return None,
            }
        }
    }

    /// Passes a value of checked text and gives it; `None` where the list or object around it ends.
    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => drop(self.string()?),
                b'[' | b'{' => {
                    self.at += 1;
                    depth += 1;
                }
                b']' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                _ if depth > 0 => {
                    self.skip_while(|byte| !matches!(byte, b'"' | b'[' | b'{' | b']' | b'}'));
                }
                // A number or a word ends at the first byte that belongs to neither.
                _ => self.skip_while(|byte| !matches!(byte, b',' | b']' | b'}') && !is_blank(byte)),
            }
            if depth == 0 {
                return self.text.get(start..self.at);
            }
        }
    }
}

#[cfg(test)]
mod tests;
