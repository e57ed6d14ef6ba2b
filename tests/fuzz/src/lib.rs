//! Everything that reads outside bytes, held against laws, for a fuzzer that is guided by coverage.
//!
//! A target is a module with one function, `check`, which panics when a law is broken. The programs in
//! `src/bin` hand it the fuzzer's bytes; `tests/seeds.rs` hands it the seeds and every input that once
//! broke a law. May import the pure half of the widget.

// A panic is what the fuzzer looks for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

pub mod config;
mod exact;
pub mod payment_text;
pub mod stream;
pub mod wire;

// The virtual world of the journeys, of which not everything is of use here.
#[allow(dead_code)]
#[path = "../../journey/rails.rs"]
mod rails;
#[allow(dead_code)]
#[path = "../../journey/shopper.rs"]
mod shopper;
#[allow(dead_code)]
#[path = "../../journey/vendor.rs"]
mod vendor;
#[allow(dead_code)]
#[path = "../../journey/world.rs"]
mod world;
