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
        } else if is_letter(sign) {
            let low = lower(sign);
            match plain(low) {
                Some(letters) => out.push_str(letters),
                None => out.push(low),
            }
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a sign beyond ASCII belongs to a word. The exceptions are punctuation and symbols; the full
/// Unicode tables would weigh several kilobytes for the same search results.
fn is_letter(sign: char) -> bool {
    !sign.is_ascii()
        && !matches!(
            sign,
            '\u{80}'..='\u{bf}'
                | '×'
                | '÷'
                | '\u{2000}'..='\u{2bff}'
                | '\u{3000}'..='\u{3004}'
                | '\u{3008}'..='\u{3020}'
                | '\u{ff00}'..='\u{ff0f}'
        )
}

/// The lower case of Latin, Greek and Cyrillic letters, by the blocks' own order.
fn lower(sign: char) -> char {
    let code = u32::from(sign);
    let low = match code {
        0xc0..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => code + 0x20,
        0x400..=0x40f => code + 0x50,
        0x130 => 0x69,
        0x178 => 0xff,
        0x139..=0x148 | 0x179..=0x17e => code + (code & 1),
        0x100..=0x137 | 0x14a..=0x177 | 0x1a0..=0x1a5 | 0x218..=0x21b | 0x1e00..=0x1eff => code | 1,
        0x1af => 0x1b0,
        _ => code,
    };
    char::from_u32(low).unwrap_or(sign)
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
        assert_eq!(fold("ŽŁÓŢ ŸÇ ŻŠĹ ƯƠ"), "zlot yc zsl uo");
        assert_eq!(fold("МОСКВА Ёлка ΑΘΗΝΑ"), "москва ёлка αθηνα");
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(fold("星巴克 Card"), "星巴克 card");
        assert_eq!(fold("كارفور"), "كارفور");
    }
}
