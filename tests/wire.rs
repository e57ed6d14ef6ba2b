//! Every fixture, in the shape production answers, decodes to what its name says.
//!
//! The fixtures follow the observations of api-notes; their brands, people and codes are invented.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[macro_use]
#[path = "wire/fixture.rs"]
mod fixture;

#[path = "wire/catalogue.rs"]
mod catalogue;
#[path = "wire/hostile.rs"]
mod hostile;
#[path = "wire/order_end.rs"]
mod order_end;
#[path = "wire/order_start.rs"]
mod order_start;
#[path = "wire/payment_vias.rs"]
mod payment_vias;
#[path = "wire/product.rs"]
mod product;
#[path = "wire/refusal.rs"]
mod refusal;
#[path = "wire/request.rs"]
mod request;
#[path = "wire/validation.rs"]
mod validation;
