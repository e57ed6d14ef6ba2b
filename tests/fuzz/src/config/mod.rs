//! What the integrator, this device and the buyer write: attributes, remembered orders, the form, and the
//! vendor's instructions in HTML.
//!
//! An input is text and read in all of these ways.

mod attributes;
mod form;
mod html;
mod memory;

/// What became of an input, for the tests that see whether any gets somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The attributes name a proxy.
    pub proxy: bool,
    /// It is a memory with an order in it.
    pub remembered: bool,
    /// The form can be sent.
    pub order: bool,
}

/// Checks one input.
///
/// # Panics
/// When a law is broken.
pub fn check(data: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(data);
    html::check(&text);
    Outcome {
        proxy: attributes::check(&text),
        remembered: memory::check(&text),
        order: form::check(&text),
    }
}
