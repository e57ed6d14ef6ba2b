//! A partner's looks: what is corrected and reported, what is followed, and what they cannot do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod arithmetic;
mod colours;
mod injection;
mod measure;
mod media;
mod partner;
