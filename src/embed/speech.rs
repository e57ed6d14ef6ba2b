//! The widget speaks the shopper's language once its texts are here, and English if they cannot be had; the
//! page's own words come in place of single texts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

use super::host::Host;
use crate::checkout::notice::ErrorDetail;
use crate::text::{self, Own, Words};

/// Gives a widget its words.
pub struct Speech {
    fetch: Option<Function>,
    element: HtmlElement,
    speak: Rc<dyn Fn(Words)>,
    words: Rc<Cell<Words>>,
    /// Counts the wishes: only the last one is spoken.
    wish: Rc<Cell<u32>>,
    /// The page's own words as they were asked for last.
    given: RefCell<JsValue>,
    host: Host,
}

impl Speech {
    /// `fetch` is a function of a language whose promise is a list of its texts, and of `keys` and the element
    /// whose promise is what the page may say; `speak` lets the widget speak.
    pub fn new(
        fetch: Option<Function>,
        element: &HtmlElement,
        speak: impl Fn(Words) + 'static,
        host: Host,
    ) -> Self {
        let words = Rc::new(Cell::new(Words::english()));
        let spoken = Rc::clone(&words);
        Self {
            fetch,
            element: element.clone(),
            speak: Rc::new(move |words| {
                spoken.set(words);
                speak(words);
            }),
            words,
            wish: Rc::default(),
            given: RefCell::default(),
            host,
        }
    }

    /// What is still on its way is not spoken any more.
    pub fn hush(&self) {
        self.next_wish();
    }

    fn next_wish(&self) -> u32 {
        self.wish.set(self.wish.get().wrapping_add(1));
        self.wish.get()
    }

    /// The words that the widget speaks now.
    pub fn words(&self) -> Words {
        self.words.get()
    }

    /// Whether the page has other words of its own than when it was asked last.
    pub fn is_given_anew(&self) -> bool {
        !Object::is(&self.own(), &self.given.borrow())
    }

    fn own(&self) -> JsValue {
        let own = Reflect::get(&self.element, &"texts".into()).unwrap_or_default();
        if own.is_object() {
            own
        } else {
            JsValue::UNDEFINED
        }
    }

    /// Speaks a language as soon as its texts are here.
    pub fn change_to(&self, lang: &str) {
        let (wish, last) = (self.next_wish(), Rc::clone(&self.wish));
        let given = self.own();
        self.given.replace(given.clone());
        if text::has(lang) && given.is_undefined() {
            (self.speak)(Words::new(lang));
            return;
        }
        let ask = |what: &str, of: &JsValue| {
            let promise = self.fetch.as_ref()?.call2(&JsValue::NULL, &what.into(), of);
            promise.ok()?.dyn_into::<Promise>().ok()
        };
        // Both at once.
        let texts = if text::has(lang) {
            None
        } else {
            ask(lang, &JsValue::UNDEFINED)
        };
        let own = if given.is_undefined() {
            None
        } else {
            ask("keys", &self.element)
        };
        let (lang, speak, host) = (lang.to_owned(), Rc::clone(&self.speak), self.host.clone());
        spawn_local(async move {
            if let Some(texts) = list(texts).await {
                text::keep(&lang, &texts);
            }
            let own = list(own).await;
            if last.get() != wish {
                return;
            }
            if !text::has(&lang) {
                host.error(&ErrorDetail {
                    kind: "load",
                    message: [
                        "the texts in ",
                        &lang,
                        " could not be loaded; English is shown",
                    ]
                    .concat(),
                });
            }
            let own = if given.is_undefined() {
                &[]
            } else {
                accepted(own, &host)
            };
            speak(Words::new(&lang).with(own));
        });
    }
}

async fn list(promise: Option<Promise>) -> Option<Array> {
    let list = JsFuture::from(promise?).await.ok()?;
    list.dyn_into().ok()
}

/// What the page may say; the host is told of the rest.
fn accepted(own: Option<Array>, host: &Host) -> Own {
    let complain = |message: String| {
        host.error(&ErrorDetail {
            kind: "config",
            message,
        });
    };
    let Some(own) = own else {
        complain("texts could not be checked and are not used".into());
        return &[];
    };
    let [said, wrong] = [0, 1].map(|half| Array::from(&own.get(half)));
    wrong
        .iter()
        .filter_map(|text| text.as_string())
        .for_each(complain);
    text::own(&said).unwrap_or_else(|| {
        complain("texts were changed too often; the last ones are not used".into());
        &[]
    })
}
