//! A page that does to the widget all that a page can: by style, by script, and by moving it about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod policy;
mod purchase;
mod screens;
mod stopping;
