//! E-mail addresses and phone numbers as buyers write them.

use super::{code, problem};
use crate::wire::Problem;

/// A plausible address: RFC 5321 lengths, one `@`, a dotted domain of letters, digits and hyphens.
pub(super) fn read_email(typed: &str, missing: &str, unreadable: &str) -> Result<String, Problem> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(problem(missing));
    }
    let bad = || problem(unreadable);
    let (local, domain) = text.rsplit_once('@').ok_or_else(bad)?;
    let local_is_fine = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && !local.contains(|c: char| "@,;:<>()[]\\\"".contains(c));
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_is_fine = text.len() <= 254
        && !text.contains(is_unseen)
        && labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
        })
        && labels.last().is_some_and(|top| {
            top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit())
        });
    if local_is_fine && domain_is_fine {
        Ok(text.to_owned())
    } else {
        Err(bad())
    }
}

/// What nobody would see in an address, and a mail server would not forgive: blanks, control characters,
/// and signs that join, part or reorder others.
fn is_unseen(sign: char) -> bool {
    let joins = matches!(
        sign,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    joins || sign.is_whitespace() || sign.is_control()
}

/// E.164 from common ways of writing it: spaces, dots, hyphens, brackets, `00` for `+`.
///
/// A number without a country's code is refused: guessing would top up a stranger (api-notes section 5).
pub fn read_phone(typed: &str) -> Result<String, Problem> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(problem(code::PHONE_MISSING));
    }
    let mut digits = String::with_capacity(16);
    let mut plus = false;
    for (place, sign) in text.chars().enumerate() {
        match sign {
            '0'..='9' => digits.push(sign),
            '+' if place == 0 => plus = true,
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '\u{2011}' | '\u{2013}' | '(' | ')' | '/' => {
            }
            _ => return Err(problem(code::PHONE_UNREADABLE)),
        }
    }
    if !plus {
        digits = digits
            .strip_prefix("00")
            .map(str::to_owned)
            .ok_or_else(|| problem(code::PHONE_UNREADABLE))?;
    }
    let long_enough = (8..=15).contains(&digits.len());
    if !long_enough || digits.starts_with('0') {
        return Err(problem(code::PHONE_UNREADABLE));
    }
    Ok(format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> Result<String, String> {
        read_email(text, "missing", "unreadable").map_err(|problem| problem.code)
    }

    #[test]
    fn e_mail_addresses() {
        for good in [
            "a@b.co",
            " ann.lee+gift@mail.example ",
            "用户@例子.公司",
            "o'neil@x-y.org",
        ] {
            assert_eq!(email(good), Ok(good.trim().to_owned()), "{good}");
        }
        for bad in [
            "ann",
            "ann@",
            "@b.co",
            "a@b",
            "a b@c.de",
            "a@b..co",
            "a@-b.co",
            "a@b.c",
            "a@1.2.3.4",
            "a@b@c.de",
            ".a@b.co",
            "a@b.co,c@d.ef",
            "a@mail.\u{a0}example",
            "a@mail\u{2028}.example",
            "a@ma\u{200b}il.example",
            "a\u{202e}b@mail.example",
            "a\u{feff}@mail.example",
        ] {
            assert_eq!(email(bad), Err("unreadable".into()), "{bad}");
        }
        assert_eq!(email("  "), Err("missing".into()));
    }

    #[test]
    fn phone_numbers_become_e164() {
        let read = |text: &str| read_phone(text).map_err(|problem| problem.code);
        assert_eq!(read("+1 (415) 555-1234"), Ok("+14155551234".into()));
        assert_eq!(read("0039 347 123.4567"), Ok("+393471234567".into()));
        for bad in [
            "4155551234",
            "+0123456789",
            "+1234567",
            "+1234567890123456",
            "+1 415 CALL",
            "1+4155551234",
            "00",
        ] {
            assert_eq!(read(bad), Err(code::PHONE_UNREADABLE.into()), "{bad}");
        }
        assert_eq!(read(""), Err(code::PHONE_MISSING.into()));
    }
}
