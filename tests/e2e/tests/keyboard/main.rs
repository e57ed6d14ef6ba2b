//! Without a mouse, and without eyes: a whole purchase by keyboard, what is said aloud, mistakes in the form,
//! and codes (features A11-02, A11-05, VAL-11, VAL-13, VAL-15, RED-03, RED-05).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod codes;
mod form;
mod purchase;
mod said;
mod several;
mod window;

/// The e-mail address of every buyer here.
const EMAIL: &str = "ada.lovelace@mail.shop";
