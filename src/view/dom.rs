//! Elements as plain values, and the document made to match them.
//!
//! One type stands for every element, so that the code which builds and compares them exists once.
//! Leptos' own views are a new type each: the same screens weighed 313 kB of brotli that way.
//! Only `createElement`, `setAttribute` and text nodes are used: nothing here is ever parsed as HTML, so
//! pages with Trusted Types have nothing to object to. Knows nothing of checkout.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A text that is mostly known at compile time.
pub type Words = Cow<'static, str>;
type Handler = Rc<dyn Fn(&Event)>;

/// An element to be. Boxed: passing it from call to call moves one pointer.
pub struct El(Box<Raw>);

struct Raw {
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Words)>,
    styles: Vec<(&'static str, String)>,
    value: Option<String>,
    checked: Option<bool>,
    handlers: Vec<(&'static str, Handler)>,
    kids: Vec<Node>,
}

/// What may stand inside an element.
pub enum Node {
    /// Keeps a place, so that its neighbours stay who they are.
    Nothing,
    /// Text.
    Text(Words),
    /// An element.
    El(El),
    /// An element that is the same as last time if the pointer is.
    Kept(Rc<El>),
}

/// Begins an element. `svg`, `path` and `rect` are drawn as SVG.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Raw {
        tag,
        key: None,
        attributes: Vec::new(),
        styles: Vec::new(),
        value: None,
        checked: None,
        handlers: Vec::new(),
        kids: Vec::new(),
    }))
}

impl El {
    /// An attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.with(name, value.into())
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, value: Words) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// An attribute that is there or not.
    #[inline(never)]
    pub fn attr_if(self, name: &'static str, value: Option<impl Into<Words>>) -> Self {
        match value {
            Some(value) => self.with(name, value.into()),
            None => self,
        }
    }

    /// A name of the public contract, for styling and for tests.
    #[inline(never)]
    pub fn part(self, name: &'static str) -> Self {
        self.attr("part", name)
    }

    /// A name for our own style sheet.
    #[inline(never)]
    pub fn class(self, name: &'static str) -> Self {
        self.attr("class", name)
    }

    /// One style property, set through the CSSOM, which strict policies allow.
    #[inline(never)]
    pub fn style(mut self, name: &'static str, value: String) -> Self {
        self.0.styles.push((name, value));
        self
    }

    /// The current text of an input or the choice of a select.
    #[inline(never)]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.0.value = Some(value.into());
        self
    }

    /// Whether a radio button is on.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.checked = Some(checked);
        self
    }

    /// What stays one element while its neighbours come and go.
    pub fn key(mut self, key: String) -> Self {
        self.0.key = Some(key);
        self
    }

    /// What happens on an event.
    pub fn on(self, name: &'static str, handler: impl Fn(&Event) + 'static) -> Self {
        self.heard(name, Rc::new(handler))
    }

    #[inline(never)]
    fn heard(mut self, name: &'static str, handler: Handler) -> Self {
        self.0.handlers.push((name, handler));
        self
    }

    /// A child.
    #[inline(never)]
    pub fn kid(self, kid: impl Into<Node>) -> Self {
        self.child(kid.into())
    }

    #[inline(never)]
    fn child(mut self, kid: Node) -> Self {
        self.0.kids.push(kid);
        self
    }

    /// Children.
    pub fn kids(mut self, kids: impl IntoIterator<Item = El>) -> Self {
        for kid in kids {
            self = self.child(Node::El(kid));
        }
        self
    }
}

impl El {
    /// Children that are the same as last time if their pointers are.
    pub fn kept(mut self, kids: impl IntoIterator<Item = Rc<El>>) -> Self {
        for kid in kids {
            self = self.child(Node::Kept(kid));
        }
        self
    }
}

impl From<El> for Node {
    fn from(el: El) -> Self {
        Self::El(el)
    }
}

impl From<Option<El>> for Node {
    fn from(el: Option<El>) -> Self {
        el.map_or(Self::Nothing, Self::El)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// The text of the input that an event happened to.
pub fn input_value(event: &Event) -> String {
    let Some(target) = event.current_target() else {
        return String::new();
    };
    match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.value(),
        None => target
            .dyn_ref::<HtmlSelectElement>()
            .map(HtmlSelectElement::value)
            .unwrap_or_default(),
    }
}

/// A listener whose handler is exchanged without touching the document.
struct Heard {
    name: &'static str,
    handler: Rc<RefCell<Handler>>,
    _callback: Closure<dyn FnMut(Event)>,
}

struct DrawnEl {
    element: Element,
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Words)>,
    styles: Vec<(&'static str, String)>,
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
        heard: Vec::with_capacity(el.handlers.len()),
        kids: Vec::with_capacity(el.kids.len()),
    };
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
    let current = Rc::clone(&handler);
    let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // Taken out before the call: the call may redraw, and thereby exchange it.
        let handler = Rc::clone(&current.borrow());
        handler(&event);
    });
    let _ = element.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    Heard {
        name,
        handler,
        _callback: callback,
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
    set_properties(&drawn.element, el.value.as_deref(), el.checked);
}

/// Properties come last: a select's choice needs its options.
fn set_properties(element: &Element, value: Option<&str>, checked: Option<bool>) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        if let Some(value) = value
            && input.value() != value
        {
            input.set_value(value);
        }
        if let Some(checked) = checked
            && input.checked() != checked
        {
            input.set_checked(checked);
        }
    } else if let (Some(select), Some(value)) = (element.dyn_ref::<HtmlSelectElement>(), value)
        && select.value() != value
    {
        select.set_value(value);
    }
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
            .find(|known| key.is_some() && known.as_ref().and_then(Drawn::key) == key)
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

impl El {
    /// The same element once more; used when a kept one has to be drawn.
    fn copied(&self) -> El {
        let raw = &self.0;
        let kids = raw.kids.iter().map(|kid| match kid {
            Node::Nothing => Node::Nothing,
            Node::Text(words) => Node::Text(words.clone()),
            Node::El(el) => Node::El(el.copied()),
            Node::Kept(kept) => Node::Kept(Rc::clone(kept)),
        });
        El(Box::new(Raw {
            tag: raw.tag,
            key: raw.key.clone(),
            attributes: raw.attributes.clone(),
            styles: raw.styles.clone(),
            value: raw.value.clone(),
            checked: raw.checked,
            handlers: raw.handlers.clone(),
            kids: kids.collect(),
        }))
    }
}
