//! An app around the checkout: what it hears, what it may say, and what is dropped (contract §3).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod app;
mod apps;
mod bridges;
mod compat;
mod consent;
mod counting;
mod frame;
mod mount;
mod options;
mod outward;
mod size;
mod wallet;
mod world_app;
