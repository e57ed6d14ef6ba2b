//! An `EventSource` that closes when it is dropped, and at the first sign of trouble.
//!
//! The browser would reconnect on its own schedule; ours is in `checkout::tracking`, so an error closes
//! the source at once and is reported.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

use crate::wire::Order;

/// What a stream says.
#[derive(Debug)]
pub enum StreamEvent {
    /// The server answered with an event stream.
    Opened,
    /// The whole order.
    Order(Box<Order>),
    /// Something that is no order.
    Garbled,
    /// The server said `stop`.
    Stopped,
    /// It broke, or never was a stream.
    Lost,
}

type Listener = Closure<dyn FnMut(Event)>;

/// An open stream.
#[must_use = "dropping it closes the stream"]
pub struct Stream {
    source: EventSource,
    listeners: [(&'static str, Listener); 4],
}

impl Stream {
    /// Opens it; `None` if the URL is refused.
    pub fn open(url: &str, heard: Rc<dyn Fn(StreamEvent)>) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let listener = |heard: &Rc<dyn Fn(StreamEvent)>, read: fn(&Event) -> StreamEvent| {
            let heard = Rc::clone(heard);
            Closure::<dyn FnMut(Event)>::new(move |event: Event| heard(read(&event)))
        };
        let broken = {
            let heard = Rc::clone(&heard);
            let source = source.clone();
            Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                // An event that the server calls `error` is no loss: it carries data.
                if event.is_instance_of::<MessageEvent>() {
                    return;
                }
                source.close();
                heard(StreamEvent::Lost);
            })
        };
        let listeners = [
            ("open", listener(&heard, |_| StreamEvent::Opened)),
            ("message", listener(&heard, read_message)),
            ("stop", listener(&heard, |_| StreamEvent::Stopped)),
            ("error", broken),
        ];
        for (name, listener) in &listeners {
            source
                .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())
                .ok()?;
        }
        Some(Self { source, listeners })
    }
}

fn read_message(event: &Event) -> StreamEvent {
    let text = event
        .dyn_ref::<MessageEvent>()
        .map(MessageEvent::data)
        .and_then(|data| data.dyn_into::<js_sys::JsString>().ok())
        .filter(|text| text.length() as usize <= super::MOST_ORDER_BYTES)
        .map(String::from);
    match text.as_deref().map(Order::decode) {
        Some(Ok(order)) => StreamEvent::Order(Box::new(order)),
        _ => StreamEvent::Garbled,
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        for (name, listener) in &self.listeners {
            let _ = self
                .source
                .remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        }
        self.source.close();
    }
}
