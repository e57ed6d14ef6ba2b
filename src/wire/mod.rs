//! What the API says, as types: exactly the proxy's JSON, read leniently.
//!
//! May import serde; never anything else of ours. Every decoder takes the body as text and gives
//! its type or [`Unreadable`]: unknown keys are ignored, a value of the wrong type counts as
//! absent, a bad element of a list is left out, and a number keeps its source text. The rules and
//! the observed shapes are in api-notes §2 to §10.

mod benefit;
mod catalogue;
mod deliverable;
mod description;
mod face_value;
pub(crate) mod fields;
mod index;
pub(crate) mod json;
mod kind;
mod logo;
pub(crate) mod object;
mod order;
mod payment_vias;
mod problem;
mod product;
mod product_group;
mod request;
mod scalar;
mod scan;
mod state;
mod stored;
mod summary;
mod timestamp;
mod validation;

use std::fmt;

pub use benefit::{Benefit, BenefitAmount};
pub use catalogue::{Brand, Catalogue, brands_anywhere};
pub use deliverable::{Deliverable, Delivery};
pub use description::RichDescription;
pub use face_value::{FaceAmount, FaceValue, Range};
pub(crate) use index::Index;
pub use kind::{DeliveryType, Kind};
pub use logo::Logo;
pub use order::{Order, OrderId};
pub use payment_vias::{Currency, Network, SmartContract, Via, decode_vias};
pub use problem::{Problem, ProblemField, ProxyError, field_of, refusal};
pub use product::{Price, Product, decode_price};
pub use product_group::{ProductGroup, decode_groups, pick_group};
pub use request::{Acquisition, OrderRequest, Payment, RequestedDelivery, User};
pub use scalar::Decimal;
pub use state::{DeliveryState, OrderState, PaymentState};
pub use stored::{Extent, read_stored, write_stored};
pub use summary::Summary;
pub use timestamp::Timestamp;
pub use validation::Validation;

/// A body that is not the JSON its endpoint gives: an HTML page, an empty answer, a truncated one.
///
/// Opaque on purpose: nothing of such a body may reach a screen or a log (api-notes §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the answer is not in a known form")
    }
}

impl std::error::Error for Unreadable {}
