//! Draws a logo for any name: a letter on a shape, always the same for the same name.

use super::catalogue::colour;
use super::chance::Chance;
use super::html::escape;

/// An SVG for a slug such as `northwind-market`, whatever size or format its ending asks for.
pub fn draw(chance: Chance, slug: &str) -> String {
    let name = stem(slug);
    let hue = chance.below(360, &["logo", name]);
    let dark = colour(hue);
    let light = colour((hue + 40) % 360);
    let letters: String = name
        .split('-')
        .filter_map(|word| word.chars().next())
        .take(2)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let shape = match chance.below(4, &["shape", name]) {
        0 => format!("<circle cx=\"240\" cy=\"60\" r=\"90\" fill=\"{light}\"/>"),
        1 => format!("<path d=\"M0 190 150 40 300 190Z\" fill=\"{light}\"/>"),
        2 => format!("<path d=\"M0 130Q75 70 150 130T300 130V190H0Z\" fill=\"{light}\"/>"),
        _ => format!("<path d=\"M180 0H300V190H60Z\" fill=\"{light}\"/>"),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 190\" width=\"300\" \
         height=\"190\"><rect width=\"300\" height=\"190\" fill=\"{dark}\"/>{shape}\
         <text x=\"150\" y=\"95\" fill=\"#fff\" font-family=\"sans-serif\" font-size=\"84\" \
         font-weight=\"700\" text-anchor=\"middle\" dominant-baseline=\"central\">{}</text></svg>",
        escape(&letters)
    )
}

/// The name without the suffixes of the documented size and format variants (api-notes §3).
fn stem(slug: &str) -> &str {
    let name = slug.rsplit_once('.').map_or(slug, |(name, _)| name);
    let name = name.strip_suffix("_300x190").unwrap_or(name);
    name.strip_suffix("_500x318").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_is_the_same_picture() {
        let draw = |slug| draw(Chance::new(1), slug);
        assert_eq!(draw("a-b.svg"), draw("a-b_300x190.webp"));
        assert_ne!(draw("a-b.svg"), draw("c-d.svg"));
    }

    #[test]
    fn a_hostile_slug_stays_text() {
        assert!(!draw(Chance::new(1), "<script-\"x").contains("<script"));
    }
}
