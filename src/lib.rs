//! An embeddable checkout that sells gift cards, mobile top-ups and eSIMs for crypto.

pub mod money;
pub mod payment;
