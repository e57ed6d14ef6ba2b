//! Events that are no `Notice`: the host is asked for leave, or told of the widget itself rather than of an order.

use schemars::JsonSchema;
use serde_json::Value;

use super::{loader, schema_of};

/// Detail of `before_order`: what is about to be ordered.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct BeforeOrder {
    /// The exact brand.
    brand: String,
    /// The face value as the buyer reads it.
    face_value: String,
    /// ISO 3166-1 alpha-2.
    country_code: String,
    /// The coin.
    coin: String,
    /// The network.
    network: String,
    /// What the buyer agreed to pay: exact decimal text.
    amount: String,
}

/// Detail of `resize`.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Resize {
    /// The content's height in CSS pixels.
    height: f64,
}

/// Those of them that the sources speak of: name, description, schema of the detail.
pub fn told() -> Vec<(&'static str, &'static str, Value)> {
    let all = [
        (
            "before_order",
            "An order is about to be created. `preventDefault()` refuses it, `respondWith(promise)` decides later.",
            schema_of::<BeforeOrder>("BeforeOrder"),
        ),
        (
            "resize",
            "The height of the content has changed.",
            schema_of::<Resize>("Resize"),
        ),
    ];
    all.into_iter()
        .filter(|(name, ..)| loader::speaks_of(name))
        .collect()
}
