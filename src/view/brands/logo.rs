//! Pictures of brands and of the page's own: each may be missing, blocked or broken.

use super::super::dom::{El, Node, el};
use super::super::parts;
use crate::checkout::Settings;
use crate::wire::Logo;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event as DomEvent};

/// Where the picture in full size is.
const FULL: &str = "data-full";

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
        .on("error", missed)
        .attr("src", url.to_owned())
}

/// Tries the picture in full size, once; without one, what does not come is not shown.
fn missed(event: &DomEvent) {
    let there = event.current_target();
    let there = there.and_then(|there| there.dyn_into::<Element>().ok());
    match there
        .as_ref()
        .and_then(|img| Some((img, img.get_attribute(FULL)?)))
    {
        Some((img, full)) => {
            let _ = img.remove_attribute(FULL);
            let _ = img.set_attribute("src", &full);
        }
        None => parts::hide(event),
    }
}

/// A brand's logo on its own colour. The name's first letters stand in for a logo that does not come.
pub fn logo(name: &str, links: &Logo, color: Option<&str>) -> El {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| {
            word.chars()
                .find(|sign| sign.is_ascii_alphanumeric() || !sign.is_ascii())
        })
        .take(2)
        .collect();
    let picture = links.url.as_ref().map(|url| {
        let img = el("img")
            .key(url.clone())
            .attr("loading", "lazy")
            .attr("width", "120")
            .attr("height", "76")
            .attr_if(FULL, links.full.clone());
        picture(img, url)
    });
    let mut logo = el("span").class("logo").attr("aria-hidden", "true");
    if let Some(color) = color {
        logo = logo.style("background-color", color.to_owned());
    }
    logo.kid(picture.map_or(Node::Nothing, Node::El))
        .kid(parts::text("span", "letters", letters))
}
