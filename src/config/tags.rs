//! Languages and countries, by their tags.

/// The languages of the public contract.
const LANGUAGES: [&str; 10] = ["en", "es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"];

pub fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The contract's language for a BCP 47 tag: `fil` is `tl`, regions fall away.
pub fn language(tag: &str) -> Option<&'static str> {
    let primary = tag
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let primary = if primary == "fil" {
        "tl"
    } else {
        primary.as_str()
    };
    LANGUAGES.into_iter().find(|known| *known == primary)
}

pub fn guess_language(tags: &[String]) -> &'static str {
    tags.iter().find_map(|tag| language(tag)).unwrap_or("en")
}

/// The region of a BCP 47 tag.
pub fn region(tag: &str) -> Option<String> {
    tag.split(['-', '_'])
        .skip(1)
        .map(str::to_ascii_uppercase)
        .find(|part| is_country(part))
}
