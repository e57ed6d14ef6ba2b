//! Small JSON objects, member by member, byte for byte as serde_json writes them.
//!
//! The widget writes a dozen small shapes. Their types derive `Serialize`, and tests hold this writer
//! against serde_json for each; in the module, serde_json's writer and its error types would weigh two
//! kilobytes more. May import nothing of ours.

/// An object that is being written.
pub(crate) struct Object(String);

impl Object {
    /// An object without members.
    pub(crate) fn new() -> Self {
        Self(String::from("{"))
    }

    /// A text.
    pub(crate) fn text(self, name: &str, text: &str) -> Self {
        let mut object = self.named(name);
        quote(&mut object.0, text);
        object
    }

    /// A text, or null.
    pub(crate) fn text_or_null(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self.raw(name, "null"),
        }
    }

    /// A text, or no member at all.
    pub(crate) fn text_if(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// A whole number, or null.
    pub(crate) fn number(self, name: &str, number: Option<i64>) -> Self {
        match number {
            Some(number) => self.raw(name, &number.to_string()),
            None => self.raw(name, "null"),
        }
    }

    /// A truth value.
    pub(crate) fn flag(self, name: &str, flag: bool) -> Self {
        self.raw(name, if flag { "true" } else { "false" })
    }

    /// A list of values that are JSON already.
    pub(crate) fn list(self, name: &str, values: &[String]) -> Self {
        let list = ["[", &values.join(","), "]"].concat();
        self.raw(name, &list)
    }

    /// A value that is JSON already.
    pub(crate) fn raw(self, name: &str, json: &str) -> Self {
        let mut object = self.named(name);
        object.0.push_str(json);
        object
    }

    /// The whole object.
    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn named(mut self, name: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(&mut self.0, name);
        self.0.push(':');
        self
    }
}

/// A text as a JSON string (RFC 8259, section 7).
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for sign in text.chars() {
        let short = match sign {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\0'..='\u{1f}' => {
                let code = u32::from(sign);
                out.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(code % 16, 16));
                continue;
            }
            _ => {
                out.push(sign);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Object, quote};

    #[test]
    fn members_follow_each_other() {
        let object = Object::new()
            .text("a", "x")
            .text_if("b", None)
            .number("c", Some(-1));
        assert_eq!(
            object.flag("d", true).list("e", &[]).end(),
            r#"{"a":"x","c":-1,"d":true,"e":[]}"#
        );
        assert_eq!(Object::new().end(), "{}");
    }

    proptest! {
        #[test]
        fn texts_are_quoted_as_serde_json_does(text in any::<String>(), code in 0_u32..0x80) {
            let text: String = text.chars().chain(char::from_u32(code)).collect();
            let mut quoted = String::new();
            quote(&mut quoted, &text);
            prop_assert_eq!(quoted, serde_json::to_string(&text).unwrap());
        }
    }
}
