//! Whole purchases as event lists against a pretend vendor, and laws that hold for any sequence.
//!
//! Native and without a browser: `cargo test --no-default-features --test journey`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "journey/rails.rs"]
mod rails;
#[path = "journey/shopper.rs"]
mod shopper;
#[path = "journey/vendor.rs"]
mod vendor;
#[path = "journey/world.rs"]
mod world;

#[path = "journey/balance.rs"]
mod balance;
#[path = "journey/baskets.rs"]
mod baskets;
#[path = "journey/begun.rs"]
mod begun;
#[path = "journey/cart.rs"]
mod cart;
#[path = "journey/cart_kept.rs"]
mod cart_kept;
#[path = "journey/consent.rs"]
mod consent;
#[path = "journey/coupon.rs"]
mod coupon;
#[path = "journey/creation.rs"]
mod creation;
#[path = "journey/ending.rs"]
mod ending;
#[path = "journey/finding.rs"]
mod finding;
#[path = "journey/form.rs"]
mod form;
#[path = "journey/gift.rs"]
mod gift;
#[path = "journey/intent.rs"]
mod intent;
#[path = "journey/leaving.rs"]
mod leaving;
#[path = "journey/limits.rs"]
mod limits;
#[path = "journey/minimum.rs"]
mod minimum;
#[path = "journey/number.rs"]
mod number;
#[path = "journey/past.rs"]
mod past;
#[path = "journey/paying.rs"]
mod paying;
#[path = "journey/plans.rs"]
mod plans;
#[path = "journey/presets.rs"]
mod presets;
#[path = "journey/price.rs"]
mod price;
#[path = "journey/purchase.rs"]
mod purchase;
#[path = "journey/refund.rs"]
mod refund;
#[path = "journey/rest.rs"]
mod rest;
#[path = "journey/retrying.rs"]
mod retrying;
#[path = "journey/returning.rs"]
mod returning;
#[path = "journey/review.rs"]
mod review;
#[path = "journey/stored.rs"]
mod stored;
#[path = "journey/table.rs"]
mod table;

#[path = "journey/twice.rs"]
mod twice;
#[path = "journey/wallets.rs"]
mod wallets;

#[path = "journey/laws/mod.rs"]
mod laws;
