//! What a string stands for once its escapes are undone. May import nothing of ours.

use std::borrow::Cow;
use std::str::Chars;

/// Undoes the escapes of a string's inside (RFC 8259, section 7). `None` for half a surrogate pair,
/// which stands for no character. Only for the inside of a string that the scanner has checked.
pub(in crate::wire) fn unescape(inside: &str) -> Option<Cow<'_, str>> {
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((plain, escape)) = rest.split_once('\\') {
        let mut chars = escape.chars();
        text.push_str(plain);
        text.push(match chars.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => utf16(&mut chars)?,
            itself => itself,
        });
        rest = chars.as_str();
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// The character after `\u`: one code unit, or two with another `\u` between them.
fn utf16(chars: &mut Chars<'_>) -> Option<char> {
    let unit = code_unit(chars)?;
    let Some(high) = unit.checked_sub(0xD800).filter(|high| *high < 0x400) else {
        return char::from_u32(unit);
    };
    if (chars.next(), chars.next()) != (Some('\\'), Some('u')) {
        return None;
    }
    let low = code_unit(chars)?.checked_sub(0xDC00);
    let low = low.filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + (high << 10) + low)
}

fn code_unit(chars: &mut Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |unit, _| Some((unit << 4) + chars.next()?.to_digit(16)?))
}
