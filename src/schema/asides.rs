//! Events that are no `Notice`: the host is asked for leave, or told of the widget itself rather than of an order.

use schemars::JsonSchema;
use serde_json::Value;

use super::{loader, schema_of};
use crate::checkout::consent::Summary;

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
            schema_of::<Summary>("BeforeOrder"),
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
