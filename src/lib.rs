//! An embeddable checkout that sells gift cards, mobile top-ups and eSIMs for crypto.

pub mod checkout;
pub mod money;
pub mod payment;
pub mod wire;
