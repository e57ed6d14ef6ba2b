//! The part of URI syntax (RFC 3986) that payment texts use.

use crate::payment::mismatch::Mismatch;

/// Splits off the scheme, in the case it was written. A digit cannot open a scheme, which keeps
/// raw TON addresses (`0:…`) apart.
pub(in crate::payment) fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let first_is_letter = scheme
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic());
    let valid = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    (first_is_letter && scheme.bytes().all(valid)).then_some((scheme, rest))
}

/// The text after `scheme:`, or why there is none.
pub(super) fn after_scheme<'a>(text: &'a str, scheme: &str) -> Result<&'a str, Mismatch> {
    // A fragment would be cut off by some wallets and not by others.
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'#')
    {
        return Err(Mismatch::TextUnreadable);
    }
    match split_scheme(text) {
        Some((found, rest)) if found.eq_ignore_ascii_case(scheme) => Ok(rest),
        Some(_) => Err(Mismatch::TextWrongScheme),
        None => Err(Mismatch::TextUnreadable),
    }
}

/// The parameters of a payment text, percent-decoded.
#[derive(Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    /// Splits `path?query`. A key that is given twice is refused unless it is in `repeatable`,
    /// because wallets disagree on which one counts.
    pub(super) fn split<'a>(rest: &'a str, repeatable: &str) -> Result<(&'a str, Query), Mismatch> {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut pairs: Vec<(String, String)> = Vec::new();
        for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let key = decode(key).ok_or(Mismatch::TextUnreadable)?;
            let value = decode(value).ok_or(Mismatch::TextUnreadable)?;
            let again = pairs
                .iter()
                .any(|(known, _)| known.eq_ignore_ascii_case(&key));
            if again && key != repeatable {
                return Err(Mismatch::TextUnreadable);
            }
            pairs.push((key, value));
        }
        Ok((path, Query(pairs)))
    }

    /// The value of `key`, in exactly this case.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.pairs()
            .find_map(|(known, value)| (known == key).then_some(value))
    }

    /// The value of `key` in any case.
    pub(super) fn get_in_any_case(&self, key: &str) -> Option<&str> {
        self.pairs()
            .find_map(|(known, value)| known.eq_ignore_ascii_case(key).then_some(value))
    }

    /// All parameters in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Refuses a parameter that is not in `known`: what it would make a wallet do is not proved.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Mismatch> {
        if self.pairs().all(|(key, _)| known.contains(&key)) {
            Ok(())
        } else {
            Err(Mismatch::UnknownRequirement)
        }
    }

    /// A memo that reads the same everywhere, or why it does not. Some wallets take a plus for a
    /// space, and nobody can copy a control character.
    pub(super) fn memo(&self, key: &str) -> Result<Option<String>, Mismatch> {
        match self.get(key) {
            None | Some("") => Ok(None),
            Some(memo) if memo.contains('+') || memo.chars().any(char::is_control) => {
                Err(Mismatch::TextUnreadable)
            }
            Some(memo) => Ok(Some(memo.to_owned())),
        }
    }
}

/// Percent-decodes to UTF-8; `None` if an escape is broken.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high << 4 | low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_is_split_off_in_its_own_case() {
        assert_eq!(split_scheme("BitCoin:x:y"), Some(("BitCoin", "x:y")));
        assert_eq!(split_scheme("0:e567"), None);
        assert_eq!(split_scheme("-1:e567"), None);
        assert_eq!(split_scheme(":x"), None);
        assert_eq!(split_scheme("plain"), None);
    }

    #[test]
    fn escapes_are_decoded_and_broken_ones_refused() {
        assert_eq!(decode("a%20b%E2%82%AC").as_deref(), Some("a b€"));
        assert_eq!(decode("%"), None);
        assert_eq!(decode("%2"), None);
        assert_eq!(decode("%zz"), None);
        assert_eq!(decode("%ff"), None);
    }

    #[test]
    fn a_repeated_key_is_refused_in_any_case_and_spelling() {
        for query in ["p?a=1&a=1", "p?a=1&A=2", "p?a=1&%61=2"] {
            assert_eq!(
                Query::split(query, "").err(),
                Some(Mismatch::TextUnreadable),
                "{query}"
            );
        }
        assert!(Query::split("p?a=1&a=2", "a").is_ok());
    }

    #[test]
    fn spaces_fragments_and_foreign_letters_are_refused() {
        for text in ["x:a b", "x:a#b", "x:é", "x:a\n"] {
            assert_eq!(
                after_scheme(text, "x"),
                Err(Mismatch::TextUnreadable),
                "{text}"
            );
        }
    }
}
