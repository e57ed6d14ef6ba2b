//! Letters without case, accents or punctuation, so that a search finds what a buyer means.

/// Accented Latin letters by the plain letter that stands for them. Covers the languages that the
/// widget speaks; other scripts pass through unchanged.
const PLAIN: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıỉị"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŋ"),
    ("o", "òóôõöøōŏőơọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("u", "ùúûüũūŭůűųưụủứừửữự"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżž"),
];

/// Lower case, plain Latin letters, words separated by single spaces.
///
/// Combining marks go; every other sign that is neither letter nor digit becomes a word's end, except
/// an apostrophe, which joins.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_ascii_alphanumeric() {
            out.push(sign.to_ascii_lowercase());
        } else if matches!(sign, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}') {
            continue;
        } else if sign.is_alphanumeric() {
            for low in sign.to_lowercase() {
                match plain(low) {
                    Some(letters) => out.push_str(letters),
                    None if matches!(low, '\u{300}'..='\u{36f}') => {}
                    None => out.push(low),
                }
            }
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn plain(sign: char) -> Option<&'static str> {
    PLAIN
        .iter()
        .find(|(_, accented)| accented.contains(sign))
        .map(|(letters, _)| *letters)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(fold("Café  Ñandú & Co."), "cafe nandu co");
        assert_eq!(fold("McDonald's"), "mcdonalds");
        assert_eq!(fold("İstanbul Işık"), "istanbul isik");
        assert_eq!(fold("Điện Máy Xanh"), "dien may xanh");
        assert_eq!(fold("e\u{301}clair"), "eclair");
        assert_eq!(fold("Straße"), "strasse");
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(fold("星巴克 Card"), "星巴克 card");
        assert_eq!(fold("كارفور"), "كارفور");
    }
}
