//! The widget speaks the shopper's language once its texts are here, and English if they cannot be had.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::host::Host;
use crate::checkout::notice::ErrorDetail;
use crate::text::{self, Words};

/// Gives a widget its words.
pub struct Speech {
    fetch: Option<Function>,
    speak: Rc<dyn Fn(Words)>,
    words: Rc<Cell<Words>>,
    /// Counts the wishes: only the last one is spoken.
    wish: Rc<Cell<u32>>,
    host: Host,
}

impl Speech {
    /// `fetch` is a function of a language whose promise is a list of its texts; `speak` lets the widget speak.
    pub fn new(fetch: Option<Function>, speak: impl Fn(Words) + 'static, host: Host) -> Self {
        let words = Rc::new(Cell::new(Words::english()));
        let spoken = Rc::clone(&words);
        Self {
            fetch,
            speak: Rc::new(move |words| {
                spoken.set(words);
                speak(words);
            }),
            words,
            wish: Rc::default(),
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

    /// Speaks a language as soon as its texts are here.
    pub fn change_to(&self, lang: &str) {
        let (wish, last) = (self.next_wish(), Rc::clone(&self.wish));
        if text::has(lang) {
            (self.speak)(Words::new(lang));
            return;
        }
        let asked = self.fetch.as_ref();
        let asked = asked.and_then(|fetch| fetch.call1(&JsValue::NULL, &lang.into()).ok());
        let asked = asked.and_then(|promise| promise.dyn_into::<Promise>().ok());
        let (lang, speak, host) = (lang.to_owned(), Rc::clone(&self.speak), self.host.clone());
        spawn_local(async move {
            let texts = match asked {
                Some(promise) => JsFuture::from(promise).await.ok(),
                None => None,
            };
            if let Some(texts) = texts.and_then(|texts| texts.dyn_into::<Array>().ok()) {
                text::keep(&lang, &texts);
            }
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
            speak(Words::new(&lang));
        });
    }
}
