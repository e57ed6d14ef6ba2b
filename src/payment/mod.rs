//! Payment texts, and the proof that an order may be shown as payable.
//!
//! [`prove`] is the only maker of a [`Payable`], so a screen that holds one cannot show an
//! address, an amount or a QR code on which the order's witnesses disagree. May import `money`
//! and `wire`'s small JSON writer; never anything else of ours, no clock and no browser.

mod address;
pub mod asking;
mod chain;
mod mismatch;
mod proof;
mod refund;
mod rules;
mod text;

pub use chain::{Contract, Rail};
pub use mismatch::Mismatch;
pub use proof::{Asked, Offered, Payable, Via, below_minimum, prove, prove_missing};
