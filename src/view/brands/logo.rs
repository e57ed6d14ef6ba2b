//! Pictures of brands and of the page's own: each may be missing, blocked or broken.

use super::super::dom::{El, Node, el};
use super::super::parts;
use crate::checkout::Settings;

/// Whose shop window this is, if the page says so. Its logo may be blocked or missing.
pub fn partner(settings: &Settings) -> Option<El> {
    let (name, logo) = (&settings.partner_name, &settings.partner_logo);
    if name.is_none() && logo.is_none() {
        return None;
    }
    let picture = logo.as_ref().map(|url| {
        let img = el("img").key(url.clone()).part("partner-logo");
        picture(img.attr("height", "32"), url)
    });
    let words = name.as_ref().map(|name| {
        el("span")
            .part("partner-name")
            .attr("dir", "auto")
            .kid(name.clone())
    });
    Some(el("p").class("partner").kid(picture).kid(words))
}

/// A picture that goes when it cannot be had. Where it is from comes last.
fn picture(img: El, url: &str) -> El {
    img.attr("alt", "")
        .attr("decoding", "async")
        .attr("referrerpolicy", "no-referrer")
        .on("error", |event| {
            use wasm_bindgen::JsCast;
            let picture = event
                .current_target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if let Some(picture) = picture {
                let _ = picture.set_attribute("hidden", "");
            }
        })
        .attr("src", url.to_owned())
}

/// A brand's logo on its own colour. The name's first letters stand in for a logo that does not come.
pub fn logo(name: &str, url: Option<&str>, color: Option<&str>) -> El {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| {
            word.chars()
                .find(|sign| sign.is_ascii_alphanumeric() || !sign.is_ascii())
        })
        .take(2)
        .collect();
    let picture = url.map(|url| {
        let img = el("img").attr("loading", "lazy");
        picture(img.attr("width", "120").attr("height", "76"), url)
    });
    let mut logo = el("span").class("logo").attr("aria-hidden", "true");
    if let Some(color) = color {
        logo = logo.style("background-color", color.to_owned());
    }
    logo.kid(picture.map_or(Node::Nothing, Node::El))
        .kid(parts::text("span", "letters", letters))
}
