//! An embeddable checkout that sells gift cards, mobile top-ups and eSIMs for crypto.
//!
//! # Architecture
//!
//! Two halves. The pure half knows the purchase and compiles without a browser
//! (`cargo test --no-default-features`); the browser half, feature `web`, carries it.
//!
//! | module | job | may import |
//! |---|---|---|
//! | [`wire`] | the proxy's JSON, read leniently | serde |
//! | [`money`] | exact decimal amounts | nothing of ours |
//! | [`payment`] | payment texts, and the proof that an order may be paid | `money` |
//! | [`checkout`] | the state machine: events in, state and effects out | the three above |
//! | [`config`] | the element's attributes, checked | `checkout`, `wire` |
//! | `client` | one function per route of the proxy, and the status stream | `wire` |
//! | `store` | what the device remembers | `checkout` |
//! | `runtime` | the loop that performs effects; owns every task, timer and stream | `checkout`, `client`, `store` |
//! | `text` | words and formats | nothing of ours |
//! | `view` | the screens; they read state and send events | `checkout`, `wire`, `money`, `payment`, `text` |
//! | `embed` | host events, mounting and unmounting, the custom element | anything |
//! | `schema` | only in tests: writes the JSON Schemas and TypeScript types of what the host sees | anything |
//!
//! Data goes one way. A click becomes an [`Event`](checkout::event::Event);
//! [`Checkout::update`](checkout::Checkout::update) changes the state and returns
//! [`Effect`](checkout::effect::Effect)s; the runtime performs them, and their results come back as events.
//! A status from the stream and one from a poll enter by the same event. Answers carry the number of
//! their question, so a late one changes nothing.
//!
//! Nothing payable can be drawn without a [`Payable`](payment::Payable), and only
//! [`prove`](payment::prove) makes one, after every witness has agreed.
//!
//! The module ships in two parts. The first holds the shop window; whatever opens another screen waits in
//! [`Checkout::update`](checkout::Checkout::update) until the rest is there ([`checkout::rest`]). Functions
//! marked `#[inline(never)]` are where `cargo xtask stage` cuts.
//!
//! # Where to start
//!
//! Read [`checkout::event`], then `checkout/update/`, then `view/mod.rs`. A new state of an order goes
//! into `wire/state.rs` and `checkout/phase.rs`; a new text into `text.rs`; a new attribute into
//! `config.rs`, `embed/element.js` and `schema/options.rs`, followed by `cargo xtask types`; a new
//! kind of app around the page into `embed/carrier/carriers.js`.

pub mod checkout;
pub mod config;
pub mod money;
pub mod payment;
pub mod wire;

#[cfg(feature = "web")]
mod client;
#[cfg(feature = "web")]
pub mod embed;
#[cfg(feature = "web")]
mod handles;
#[cfg(feature = "web")]
mod runtime;
#[cfg(test)]
mod schema;
#[cfg(feature = "web")]
mod store;
#[cfg(feature = "web")]
mod text;
#[cfg(feature = "web")]
mod view;

/// Half the size of the default allocator, and made for small WebAssembly.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
