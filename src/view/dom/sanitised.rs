//! The vendor's HTML through the browser's own sanitizer, where there is one (HTML Standard,
//! `Element.setHTML`). Of checkout it knows only which links are safe.

use js_sys::{Function, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

/// Text and its order, and links; of attributes only where a link leads. All else goes, wrappers leaving
/// what they wrapped.
const ALLOWED: &str = r#"{"sanitizer":{"elements":["p","br","ul","ol","li","b","strong","i","em","u","div","blockquote",{"name":"a","attributes":["href"]}],"replaceWithChildrenElements":["span","font","section","article","h1","h2","h3","h4","h5","h6","center","small","big","table","tbody","thead","tr","td","th"],"attributes":[],"comments":false}}"#;

/// A longer text is nothing that a shop writes, nor is one with more tags: deep nesting keeps browsers busy
/// for seconds.
const MOST_BYTES: usize = 64 * 1024;
const MOST_TAGS: usize = 1_000;

fn set_html(element: &Element) -> Option<Function> {
    Reflect::get(element, &"setHTML".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Whether this text can be shown so here.
pub fn can_show(document: &Document, html: &str) -> bool {
    let probe = document.create_element("p").ok();
    let tags = html.bytes().filter(|byte| *byte == b'<').count();
    html.len() <= MOST_BYTES
        && tags <= MOST_TAGS
        && probe.and_then(|probe| set_html(&probe)).is_some()
}

/// Fills an element that is not in the document yet; one that cannot be filled stays empty.
pub fn fill(element: &Element, html: &str) -> Option<()> {
    let allowed = JSON::parse(ALLOWED).ok()?;
    set_html(element)?
        .call2(element, &JsValue::from_str(html), &allowed)
        .ok()?;
    let links = element.query_selector_all("a").ok()?;
    for place in 0..links.length() {
        let link = links.get(place)?.dyn_into::<Element>().ok()?;
        mend(&link);
    }
    Some(())
}

/// A link leads to an `https:` page whose host's name stands beside it, or nowhere.
fn mend(link: &Element) -> Option<()> {
    let url = link.get_attribute("href").unwrap_or_default();
    let Some(host) = crate::checkout::delivery::host_of(&url) else {
        return link.remove_attribute("href").ok();
    };
    for (name, value) in [
        ("target", "_blank"),
        ("rel", "noopener noreferrer"),
        ("referrerpolicy", "no-referrer"),
    ] {
        link.set_attribute(name, value).ok()?;
    }
    let beside = [" (", host, ")"].concat();
    link.append_with_str_1(&beside).ok()
}
