//! The document, made to match elements: what is alike stays, what differs is changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::{El, Handler, Node, Words};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A listener whose handler is exchanged without touching the document.
struct Heard {
    name: &'static str,
    handler: Rc<RefCell<Handler>>,
    news: Rc<Cell<bool>>,
    callback: Closure<dyn FnMut(Event)>,
}

struct DrawnEl {
    element: Element,
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Words)>,
    styles: Vec<(&'static str, String)>,
    value: Option<String>,
    heard: Vec<Heard>,
    kids: Vec<Drawn>,
}

enum Drawn {
    Nothing(web_sys::Text),
    Text(web_sys::Text, Words),
    El(DrawnEl),
    Kept(Rc<El>, DrawnEl),
}

/// A part of the document that is made to match a value.
pub struct Canvas {
    document: Document,
    parent: Element,
    drawn: Option<Drawn>,
}

impl Canvas {
    /// A canvas inside an element.
    pub fn new(parent: Element) -> Option<Self> {
        let document = parent.owner_document()?;
        Some(Self {
            document,
            parent,
            drawn: None,
        })
    }

    /// Makes the document match.
    pub fn show(&mut self, el: El) {
        match &mut self.drawn {
            Some(drawn) => redraw(&self.document, drawn, Node::El(el)),
            None => {
                let drawn = draw(&self.document, Node::El(el));
                if let Some(drawn) = &drawn {
                    let _ = self.parent.append_child(drawn.node());
                }
                self.drawn = drawn;
            }
        }
    }
}

/// An element that is gone may still hear of something: a picture of its loading.
impl Drop for DrawnEl {
    fn drop(&mut self) {
        for heard in &self.heard {
            let callback = heard.callback.as_ref().unchecked_ref();
            let _ = self
                .element
                .remove_event_listener_with_callback(heard.name, callback);
        }
    }
}

impl Drawn {
    fn node(&self) -> &web_sys::Node {
        match self {
            Self::Nothing(text) | Self::Text(text, _) => text,
            Self::El(el) | Self::Kept(_, el) => &el.element,
        }
    }

    fn key(&self) -> Option<&str> {
        match self {
            Self::El(el) => el.key.as_deref(),
            _ => None,
        }
    }
}

fn draw(document: &Document, node: Node) -> Option<Drawn> {
    Some(match node {
        Node::Nothing => Drawn::Nothing(document.create_text_node("")),
        Node::Text(words) => Drawn::Text(document.create_text_node(&words), words),
        Node::El(el) => Drawn::El(draw_el(document, el)?),
        Node::Kept(kept) => {
            let el = draw_el(document, kept.copied())?;
            Drawn::Kept(kept, el)
        }
    })
}

fn draw_el(document: &Document, el: El) -> Option<DrawnEl> {
    let el = el.0;
    let element = match el.tag {
        "svg" | "path" | "rect" => document.create_element_ns(Some(SVG), el.tag),
        tag => document.create_element(tag),
    }
    .ok()?;
    let mut drawn = DrawnEl {
        element,
        tag: el.tag,
        key: None,
        attributes: Vec::new(),
        styles: Vec::new(),
        value: None,
        heard: Vec::with_capacity(el.handlers.len()),
        kids: Vec::with_capacity(el.kids.len()),
    };
    if let Some(html) = &el.html {
        let _ = super::sanitised::fill(&drawn.element, html);
    }
    for (name, handler) in &el.handlers {
        drawn
            .heard
            .push(hear(&drawn.element, name, Rc::clone(handler)));
    }
    update(document, &mut drawn, El(el));
    Some(drawn)
}

fn hear(element: &Element, name: &'static str, handler: Handler) -> Heard {
    let handler = Rc::new(RefCell::new(handler));
    let news = Rc::new(Cell::new(false));
    let (current, told) = (Rc::clone(&handler), Rc::clone(&news));
    let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // Leaving a field says nothing of its text, and may come before the news of what was typed.
        told.set(name != "blur");
        // Taken out before the call: the call may redraw, and thereby exchange it.
        let handler = Rc::clone(&current.borrow());
        handler(&event);
    });
    let _ = element.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    Heard {
        name,
        handler,
        news,
        callback,
    }
}

/// Whether what is drawn can become the new one.
fn is_kin(drawn: &DrawnEl, el: &El) -> bool {
    drawn.tag == el.0.tag
        && drawn.key == el.0.key
        && drawn.heard.len() == el.0.handlers.len()
        && drawn
            .heard
            .iter()
            .zip(&el.0.handlers)
            .all(|(old, new)| old.name == new.0)
}

fn redraw(document: &Document, drawn: &mut Drawn, node: Node) {
    match (&mut *drawn, node) {
        (Drawn::Nothing(_), Node::Nothing) => {}
        (Drawn::Text(text, old), Node::Text(new)) => {
            if *old != new {
                text.set_data(&new);
                *old = new;
            }
        }
        (Drawn::El(old), Node::El(new)) if is_kin(old, &new) => update(document, old, new),
        (Drawn::Kept(old, el), Node::Kept(new)) if is_kin(el, &new) => {
            if !Rc::ptr_eq(old, &new) {
                update(document, el, new.copied());
                *old = new;
            }
        }
        (_, node) => {
            if let Some(new) = draw(document, node) {
                if let Some(parent) = drawn.node().parent_node() {
                    let _ = parent.replace_child(new.node(), drawn.node());
                }
                *drawn = new;
            }
        }
    }
}

fn update(document: &Document, drawn: &mut DrawnEl, el: El) {
    let el = *el.0;
    let element = &drawn.element;
    for (name, value) in &el.attributes {
        let same = drawn
            .attributes
            .iter()
            .any(|(known, old)| known == name && old == value);
        if !same {
            let _ = element.set_attribute(name, value);
        }
    }
    for (name, _) in &drawn.attributes {
        if !el.attributes.iter().any(|(new, _)| new == name) {
            let _ = element.remove_attribute(name);
        }
    }
    drawn.attributes = el.attributes;
    if let Some(html) = element.dyn_ref::<HtmlElement>() {
        for (name, value) in &el.styles {
            if !drawn.styles.contains(&(*name, value.clone())) {
                let _ = html.style().set_property(name, value);
            }
        }
    }
    drawn.styles = el.styles;
    for (heard, (_, handler)) in drawn.heard.iter().zip(el.handlers) {
        heard.handler.replace(handler);
    }
    drawn.key = el.key;
    update_kids(document, drawn, el.kids);
    set_properties(drawn, el.value, el.checked);
}

/// Properties come last: a select's choice needs its options.
fn set_properties(drawn: &mut DrawnEl, value: Option<String>, checked: Option<bool>) {
    if let Some(input) = drawn.element.dyn_ref::<HtmlInputElement>() {
        // What the buyer types is in the field before we hear of it, long before on a page that stops
        // events. A drawing in between, for another reason, must not put the old text back.
        let heard = drawn.heard.iter().filter(|one| one.news.take()).count() > 0;
        if let Some(value) = &value
            && (heard || drawn.value.as_ref() != Some(value))
            && input.value() != *value
        {
            input.set_value(value);
        }
        if let Some(checked) = checked
            && input.checked() != checked
        {
            input.set_checked(checked);
        }
    } else if let (Some(select), Some(value)) =
        (drawn.element.dyn_ref::<HtmlSelectElement>(), &value)
        && select.value() != *value
    {
        select.set_value(value);
    }
    drawn.value = value;
}

/// Children match by place, or by key where they have one.
fn update_kids(document: &Document, drawn: &mut DrawnEl, kids: Vec<Node>) {
    let keyed = matches!(kids.first(), Some(Node::El(el)) if el.0.key.is_some())
        || drawn.kids.first().is_some_and(|kid| kid.key().is_some());
    if keyed {
        return update_keyed(document, drawn, kids);
    }
    for kid in drawn.kids.split_off(kids.len().min(drawn.kids.len())) {
        let _ = drawn.element.remove_child(kid.node());
    }
    let known = drawn.kids.len();
    for (place, kid) in kids.into_iter().enumerate() {
        match drawn.kids.get_mut(place) {
            Some(old) if place < known => redraw(document, old, kid),
            _ => {
                if let Some(new) = draw(document, kid) {
                    let _ = drawn.element.append_child(new.node());
                    drawn.kids.push(new);
                }
            }
        }
    }
}

/// Those without a key match the next without one: drawn anew, they would lose the focus.
fn update_keyed(document: &Document, drawn: &mut DrawnEl, kids: Vec<Node>) {
    let mut old: Vec<Option<Drawn>> = std::mem::take(&mut drawn.kids)
        .into_iter()
        .map(Some)
        .collect();
    let mut next = Vec::with_capacity(kids.len());
    for kid in kids {
        let key = match &kid {
            Node::El(el) => el.0.key.as_deref(),
            _ => None,
        };
        let found = old
            .iter_mut()
            .find(|known| known.as_ref().is_some_and(|known| known.key() == key))
            .and_then(Option::take);
        next.extend(match found {
            Some(mut known) => {
                redraw(document, &mut known, kid);
                Some(known)
            }
            None => draw(document, kid),
        });
    }
    for gone in old.into_iter().flatten() {
        let _ = drawn.element.remove_child(gone.node());
    }
    let mut place = drawn.element.first_child();
    for kid in &next {
        if place.as_ref() == Some(kid.node()) {
            place = place.and_then(|node| node.next_sibling());
        } else {
            let _ = drawn.element.insert_before(kid.node(), place.as_ref());
        }
    }
    drawn.kids = next;
}
