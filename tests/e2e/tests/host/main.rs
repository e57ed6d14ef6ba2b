//! An app around the checkout: what it hears, what it may say, and what is dropped (contract §3).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod app;
mod bridges;
mod consent;
mod frame;
mod mount;
mod outward;
mod size;
mod wallet;
