//! Elements as plain values, and the document made to match them.
//!
//! One type stands for every element, so that the code which builds and compares them exists once.
//! Leptos' own views are a new type each: the same screens weighed 313 kB of brotli that way.
//! Only `createElement`, `setAttribute` and text nodes are used, and `setHTML` for the vendor's instructions:
//! nothing is ever parsed as HTML without the browser's sanitizer, so pages with Trusted Types have nothing
//! to object to.

mod canvas;
mod sanitised;

pub use canvas::Canvas;

use std::borrow::Cow;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

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
    html: Option<String>,
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
        html: None,
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

    /// What the browser's own sanitizer leaves of a foreign text: see [`can_sanitise`]. Instead of children.
    pub fn sanitised(mut self, html: &str) -> Self {
        self.0.html = Some(html.to_owned());
        self.key(html.to_owned())
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

/// Whether this browser has a sanitizer that will do for this text.
pub fn can_sanitise(html: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| sanitised::can_show(&document, html))
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
            html: raw.html.clone(),
            handlers: raw.handlers.clone(),
            kids: kids.collect(),
        }))
    }
}
