//! What is said aloud: each change once, through two live regions that are there before there is anything to
//! say (features A11-05).
//!
//! Whatever carries `data-told` is told when it appears: `now` interrupts, anything else waits its turn. What
//! the focus leads to is read by the reader anyway, so it is not told as well.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::Ui;

/// Screens settle and the focus moves before anything is said; what is gone by then is not worth a word.
const SETTLES_MS: u32 = 150;

/// The live regions of one widget.
pub struct Voice {
    polite: Element,
    urgent: Element,
    /// What has been on the screen, as it was looked at last.
    known: Vec<String>,
    /// Where the focus was then.
    at: Option<Element>,
}

impl Voice {
    /// Puts empty regions into the widget.
    pub fn new(parent: &HtmlElement) -> Option<Self> {
        let document = parent.owner_document()?;
        let region = |role: &str| {
            let region = document.create_element("div").ok()?;
            region.set_attribute("class", "spoken").ok()?;
            region.set_attribute("role", role).ok()?;
            parent.append_child(&region).ok()?;
            Some(region)
        };
        Some(Self {
            polite: region("status")?,
            urgent: region("alert")?,
            known: Vec::new(),
            at: None,
        })
    }
}

/// Looks at what was drawn, once it has settled.
pub fn listen(ui: &Ui, parent: &HtmlElement) {
    if ui.0.words.get().is_none() || ui.0.listening.replace(true) {
        return;
    }
    let parent = parent.clone();
    ui.later(SETTLES_MS, move |ui| {
        ui.0.listening.set(false);
        if let Some(voice) = ui.0.voice.borrow_mut().as_mut() {
            tell(voice, &parent, ui.words().tag());
        }
    });
}

fn tell(voice: &mut Voice, parent: &HtmlElement, lang: &str) {
    let Ok(found) = parent.query_selector_all("[data-told]") else {
        return;
    };
    let (active, focused) = read_by_focus(voice, parent);
    // Everything reads otherwise in another language, and nothing of it is news.
    let spoken = voice.polite.get_attribute("lang");
    let quiet = spoken.is_some_and(|spoken| spoken != lang);
    let mut known = Vec::new();
    let mut said = [
        (&voice.polite, String::new()),
        (&voice.urgent, String::new()),
    ];
    for place in 0..found.length() {
        let told = found
            .get(place)
            .and_then(|node| node.dyn_into::<Element>().ok());
        let Some(told) = told else { continue };
        let text = told.text_content().unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        let mode = told.get_attribute("data-told").unwrap_or_default();
        // The same words about something else are news.
        let key = [mode.as_str(), "\n", &text].concat();
        let is_news = !voice.known.contains(&key) && !quiet;
        // What changes inside of a button was not there when the focus came.
        let inside = active.as_ref().is_some_and(|one| one.contains(Some(&told)));
        let is_read = !inside && focused.iter().any(|read| read.contains(&text));
        if is_news && !is_read {
            let [polite, urgent] = &mut said;
            let words = if mode == "now" {
                &mut urgent.1
            } else {
                &mut polite.1
            };
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&text);
        }
        known.push(key);
    }
    for (region, words) in said {
        let _ = region.set_attribute("lang", lang);
        let gone = voice.known.iter().any(|old| !known.contains(old));
        // Words that are the same as before are said again only if they are new in the document.
        if !words.is_empty() {
            put(region, &words);
        } else if gone {
            region.set_text_content(None);
        }
    }
    voice.known = known;
}

fn put(region: &Element, words: &str) -> Option<()> {
    let line = region.owner_document()?.create_element("p").ok()?;
    line.set_text_content(Some(words));
    region.replace_children_with_node_1(&line);
    Some(())
}

/// What a reader reads because the focus has just come there: the element's text, and what describes it.
fn read_by_focus(voice: &mut Voice, parent: &HtmlElement) -> (Option<Element>, Vec<String>) {
    let root = parent.get_root_node().dyn_into::<ShadowRoot>().ok();
    let active = root.as_ref().and_then(|root| root.active_element());
    let mut texts = Vec::new();
    if let Some(active) = active.as_ref().filter(|_| voice.at != active) {
        let ids = active.get_attribute("aria-describedby").unwrap_or_default();
        let described = ids
            .split_whitespace()
            .filter_map(|id| root.as_ref()?.get_element_by_id(id));
        texts.extend(described.filter_map(|one| one.text_content()));
        texts.extend(active.text_content());
    }
    voice.at.clone_from(&active);
    (active, texts)
}
