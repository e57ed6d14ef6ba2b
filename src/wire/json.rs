//! A JSON value as a slice of its source text, read only when and as it is asked for.
//!
//! May import siblings; never knows what a field means. One small reader instead of
//! a derived one per type: that keeps numbers as text and the WebAssembly small, and makes
//! leniency the default rather than an attribute on every field (api-notes §2, "Scalars").

use std::borrow::Cow;
use std::str::FromStr;

use super::Unreadable;
use super::fields::Fields;
use super::scalar::Decimal;
use super::scan::{Parts, is_json, unescape};

/// One JSON value: checked text without blanks around it. An absent one reads like `null`.
#[derive(Clone, Copy)]
pub(crate) struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// What is not there.
    pub(crate) const NULL: Json<'static> = Json("null");

    /// Checks the syntax of a whole body (RFC 8259), without reading any value yet. A byte order
    /// mark before it is passed over, as section 8.1 allows.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when the body is not JSON, or nests 128 lists and objects in one another.
    pub(crate) fn parse(body: &'a str) -> Result<Self, Unreadable> {
        let body = body.trim_start_matches('\u{feff}');
        if is_json(body) {
            Ok(Json(body.trim_ascii()))
        } else {
            Err(Unreadable)
        }
    }

    /// A whole body that must be an object.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when it is another value, or as for [`Json::parse`].
    pub(crate) fn parse_object(body: &'a str) -> Result<Fields<'a>, Unreadable> {
        Self::parse(body)?.fields().ok_or(Unreadable)
    }

    /// Whether it is `null`, or absent.
    pub(crate) fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// Whether it is a list, be it empty.
    pub(crate) fn is_list(self) -> bool {
        self.0.starts_with('[')
    }

    /// The members of an object; `None` for anything else.
    pub(crate) fn fields(self) -> Option<Fields<'a>> {
        let is_object = self.0.starts_with('{');
        is_object.then(|| self.parts().collect())
    }

    /// The members of an object, none for anything else.
    pub(crate) fn fields_or_none(self) -> Fields<'a> {
        self.fields().unwrap_or_default()
    }

    /// The elements of a list, none for anything else.
    pub(crate) fn items(self) -> impl Iterator<Item = Json<'a>> {
        let list = if self.is_list() { self } else { Self::NULL };
        list.parts().map(|(_, item)| item)
    }

    /// Elements, or members with their names, which are still escaped.
    fn parts(self) -> impl Iterator<Item = (&'a str, Json<'a>)> {
        Parts::of(self.0).map(|(name, value)| (name, Json(value)))
    }

    /// The elements of a list that `read` understands; the others are left out.
    pub(crate) fn list<T>(self, read: impl FnMut(Json<'a>) -> Option<T>) -> Vec<T> {
        self.items().filter_map(read).collect()
    }

    /// The content of a string; `None` for anything else, and when half a surrogate pair is in it.
    pub(crate) fn string(self) -> Option<Cow<'a, str>> {
        unescape(self.0.strip_prefix('"')?.strip_suffix('"')?)
    }

    /// The source text of a number; `None` for anything else.
    fn number(self) -> Option<&'a str> {
        self.0
            .starts_with(|first: char| first == '-' || first.is_ascii_digit())
            .then_some(self.0)
    }

    /// A string as it is, or a number as its source text; `None` for anything else.
    pub(crate) fn scalar(self) -> Option<Cow<'a, str>> {
        self.string().or_else(|| self.number().map(Cow::Borrowed))
    }

    /// Like [`Json::scalar`], but `None` when there is nothing but blanks. Not trimmed: some texts
    /// go back to the API byte for byte (api-notes §1, rule 1).
    pub(crate) fn text(self) -> Option<String> {
        self.scalar()
            .filter(|text| !text.trim().is_empty())
            .map(Cow::into_owned)
    }

    /// A decimal given as string or number.
    pub(crate) fn decimal(self) -> Option<Decimal> {
        Decimal::parse(&self.scalar()?)
    }

    /// A decimal given as string, number, or object with an `amount` or `value` (api-notes §3).
    pub(crate) fn sum(self) -> Option<Decimal> {
        if let Some(decimal) = self.decimal() {
            return Some(decimal);
        }
        let fields = self.fields()?;
        let decimal = fields.get("amount").decimal();
        decimal.or_else(|| fields.get("value").decimal())
    }

    /// A truth value, also given as text or as 0 and 1.
    pub(crate) fn boolean(self) -> Option<bool> {
        let text = match self.0 {
            bare @ ("true" | "false") => Cow::Borrowed(bare),
            _ => self.scalar()?,
        };
        match text.trim() {
            "1" => Some(true),
            "0" => Some(false),
            word if word.eq_ignore_ascii_case("true") => Some(true),
            word if word.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// A whole number given as number or text; `None` when it is not one or `T` cannot hold it.
    /// `Ord` keeps floats out, which would round.
    pub(crate) fn integer<T: FromStr + Ord>(self) -> Option<T> {
        self.scalar()?.trim().parse().ok()
    }

    /// A whole number that is not negative, given as number or text.
    pub(crate) fn whole(self) -> Option<u64> {
        self.integer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_source_text() {
        let fields = Json::parse_object(r#"{"a": 22.16780, "b": "0.10", "c": 1E-7}"#).unwrap();
        assert_eq!(fields.text("a").as_deref(), Some("22.16780"));
        assert_eq!(fields.decimal("b").unwrap().as_str(), "0.10");
        assert_eq!(fields.text("c").as_deref(), Some("1E-7"));
    }

    #[test]
    fn a_wrong_type_reads_as_absent() {
        let fields = Json::parse_object(r#"{"a": [1], "b": {}, "c": true, "d": null}"#).unwrap();
        for name in ["a", "b", "c", "d", "e"] {
            assert_eq!(fields.text(name), None);
            assert_eq!(fields.decimal(name), None);
            assert_eq!(fields.get(name).whole(), None);
        }
        assert!(fields.has("d") && !fields.has("e"));
    }

    #[test]
    fn escapes_are_undone_in_names_and_values() {
        let fields = Json::parse_object(r#"{"br\u0061nd": "A\u00e9\n\"x\""}"#).unwrap();
        assert_eq!(fields.text("brand").as_deref(), Some("A\u{e9}\n\"x\""));
    }

    #[test]
    fn half_a_surrogate_pair_costs_one_field_only() {
        let fields = Json::parse_object(r#"{"a": "\ud83d", "b": "fine"}"#).unwrap();
        assert_eq!(fields.text("a"), None);
        assert_eq!(fields.text("b").as_deref(), Some("fine"));
    }

    #[test]
    fn truth_may_be_a_word_or_a_digit() {
        for (json, value) in [
            ("true", Some(true)),
            ("\"TRUE\"", Some(true)),
            ("1", Some(true)),
            ("\"false\"", Some(false)),
            ("0", Some(false)),
            ("2", None),
            ("null", None),
        ] {
            assert_eq!(Json(json).boolean(), value, "{json}");
        }
    }

    #[test]
    fn the_last_of_two_members_counts() {
        let fields = Json::parse_object(r#"{"a": 1, "a": 2}"#).unwrap();
        assert_eq!(fields.get("a").whole(), Some(2));
    }

    #[test]
    fn a_whole_number_is_exact_or_none() {
        let text = r#"[-7, "18446744073709551615", 9223372036854775807, 1.0, 1e2, 256, true]"#;
        let items: Vec<_> = Json::parse(text).unwrap().items().collect();
        let signed: Vec<_> = items.iter().map(|item| item.integer::<i64>()).collect();
        let most = Some(i64::MAX);
        assert_eq!(signed, [Some(-7), None, most, None, None, Some(256), None]);
        let whole: Vec<_> = items.iter().map(|item| item.whole()).collect();
        let most = most.map(i64::cast_unsigned);
        assert_eq!(
            whole,
            [None, Some(u64::MAX), most, None, None, Some(256), None]
        );
    }

    #[test]
    fn what_is_not_json_is_unreadable() {
        for body in ["", "<html>", "{\"a\":1", "{} {}", "nul"] {
            assert!(Json::parse(body).is_err(), "{body:?}");
        }
        assert!(Json::parse("\u{feff} {} ").is_ok());
    }
}
