//! The reference partner proxy: the widget's ten routes, sent on to the vendor with the partner's
//! headers, and nothing else. With `--sandbox` the vendor is a pretend one.
//!
//! Where to start: `config` (what the operator sets), `routes` (what may pass), `front` (a
//! request's way through), `upstream` (the real vendor), `sandbox` (the pretend one).

pub mod config;
pub mod cors;
pub mod creation;
pub mod endpoint;
pub mod error;
pub mod files;
pub mod front;
pub mod idempotency;
pub mod routes;
pub mod sandbox;
pub mod upstream;
pub mod vendor;

pub use config::{Config, SetupError};
pub use front::app;
