//! Events and messages: the details of [`Notice`], and the envelopes that carry them between frames and apps.

use schemars::JsonSchema;
use serde_json::{Value, json};

use super::{accepted, asides, loader, schema_of};
use crate::checkout::notice::Notice;
use crate::checkout::phase::Phase;

/// Kinds of the `error` event.
const KINDS: [&str; 6] = [
    "config",
    "load",
    "network",
    "refused",
    "unreadable",
    "fatal",
];

/// Where the checkout is, and what an order of its own is told as.
#[derive(JsonSchema)]
#[allow(dead_code)]
pub struct CheckoutState {
    /// The screen.
    pub screen: Screen,
    /// The order's phase, on the screens `pay` and `receipt`.
    pub phase: Option<Phase>,
}

/// A screen.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
#[allow(dead_code, missing_docs)]
pub enum Screen {
    Browse,
    Configure,
    Pay,
    Receipt,
}

/// What an embedding app is told: an event in an envelope.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Message {
    /// Always `cryptorefills-checkout`.
    #[schemars(extend("const" = "cryptorefills-checkout"))]
    source: String,
    /// The version of this envelope.
    #[schemars(extend("const" = 1))]
    version: u8,
    /// This message, unlike all others.
    id: String,
    /// The checkout that speaks, unlike all others of the page.
    instance: String,
    #[schemars(flatten)]
    event: Notice,
}

/// What an embedding app may send.
#[derive(JsonSchema)]
#[schemars(tag = "type", rename_all = "snake_case")]
#[allow(dead_code)]
enum Answer {
    /// What became of a `payment_initiated`.
    PaymentIntentResult {
        /// The `attempt` of that event.
        attempt: String,
        /// How it ended.
        result: Outcome,
        /// The transaction's id, where there is one.
        transaction: Option<String>,
        /// The `instance` that this is for; left out, every checkout of the page.
        instance: Option<String>,
    },
    /// The app's own look; it applies where the checkout's `theme` is `auto`.
    Theme {
        /// The look.
        theme: Look,
        /// The `instance` that this is for; left out, every checkout of the page.
        instance: Option<String>,
    },
    /// One step back.
    Back {
        /// The `instance` that this is for; left out, every checkout of the page.
        instance: Option<String>,
    },
}

/// How a wallet's try to pay ended.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case", inline)]
#[allow(dead_code, missing_docs)]
enum Outcome {
    Sent,
    Rejected,
    Unsupported,
    Busy,
}

/// A look.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case", inline)]
#[allow(dead_code, missing_docs)]
enum Look {
    Light,
    Dark,
}

/// The schema of what an event's name and detail can be.
pub fn events() -> Value {
    let mut schema = schema_of::<Notice>("Event");
    complete(&mut schema);
    schema
}

/// The schema of a message to an embedding app.
pub fn message() -> Value {
    let mut schema = schema_of::<Message>("Message");
    complete(&mut schema);
    schema
}

/// The schema of a message from an embedding app.
pub fn answer() -> Value {
    accepted::<Answer>("Answer")
}

/// The schema of `state`.
pub fn state() -> Value {
    schema_of::<CheckoutState>("CheckoutState")
}

/// What the enum does not say: the details of `ready`, which the caller knows, and of `close`, the words that an error's kind can
/// be, and the reason that only the loader gives.
fn complete(schema: &mut Value) {
    for event in schema["oneOf"].as_array_mut().unwrap() {
        let name = event["properties"]["type"]["const"].clone();
        for (plain, detail) in [("ready", "#/$defs/Ready"), ("close", "#/$defs/Close")] {
            if name == plain {
                event["properties"]["detail"] = json!({ "$ref": detail });
                event["required"] = json!(["type", "detail"]);
            }
        }
    }
    for (name, description, mut detail) in asides::told() {
        let title = detail["title"].as_str().unwrap().to_owned();
        detail
            .as_object_mut()
            .unwrap()
            .retain(|key, _| !["$schema", "title"].contains(&key.as_str()));
        schema["oneOf"].as_array_mut().unwrap().push(json!({
            "description": description,
            "type": "object",
            "properties": {
                "type": { "type": "string", "const": name },
                "detail": { "$ref": format!("#/$defs/{title}") },
            },
            "required": ["type", "detail"],
        }));
        schema["$defs"][&title] = detail;
    }
    let definitions = &mut schema["$defs"];
    definitions["Ready"] = json!({
        "description": "Detail of `ready`.",
        "type": "object",
        "properties": { "version": { "description": "The widget's version.", "type": "string" } },
        "required": ["version"],
    });
    definitions["Close"] = json!({
        "description": "Detail of `close`: nothing.",
        "type": "object",
        "properties": {},
        "required": [],
    });
    let error = &mut definitions["ErrorDetail"]["properties"];
    error["kind"]["enum"] = json!(KINDS);
    error["reason"] = json!({
        "description": "Why the widget could not start; only with the kind `load`, and not always there.",
        "type": "string",
        "enum": loader::reasons(),
    });
    let delivery = &mut definitions["OrderCompleted"]["properties"]["deliveries"]["items"];
    delivery["enum"] = json!(["delivered", "failed", "waiting"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::notice::{Ended, ErrorDetail, OrderStarted};

    fn text() -> String {
        "x".into()
    }

    fn alternative<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
        let alternatives = schema["oneOf"].as_array().unwrap();
        alternatives
            .iter()
            .find(|event| event["properties"]["type"]["const"] == name)
    }

    #[test]
    fn names_and_fields_are_those_that_the_host_is_told() {
        let schema = events();
        for notice in [
            Notice::Ready,
            Notice::Close,
            Notice::OrderStarted(OrderStarted {
                brand: text(),
                face_value: text(),
                items: Vec::new(),
                country_code: text(),
                coin: text(),
                network: text(),
            }),
            Notice::PaymentIntentCancelled(Ended {
                attempt: text(),
                reason: text(),
            }),
            Notice::Error(ErrorDetail {
                kind: "config",
                message: text(),
            }),
        ] {
            let (name, detail) = notice.told("1");
            let event = alternative(&schema, name).expect(name);
            let definition = event["properties"]["detail"]["$ref"].as_str().unwrap();
            let definition = &schema["$defs"][definition.rsplit('/').next().unwrap()];
            let detail: serde_json::Map<String, Value> = serde_json::from_str(&detail).unwrap();
            let fields: Vec<&String> = detail.keys().collect();
            let mut required: Vec<&str> = definition["required"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            required.sort_unstable();
            assert_eq!(fields, required, "{name}");
        }
    }

    #[test]
    fn every_kind_of_error_in_the_sources_is_listed() {
        let mut found = 0;
        for (path, text) in loader::sources() {
            for after in text.split("ErrorDetail {\n").skip(1) {
                let first = after.trim_start().lines().next().unwrap();
                if let Some(kind) = first.strip_prefix("kind: \"") {
                    let kind = kind.split('"').next().unwrap();
                    assert!(KINDS.contains(&kind), "{kind} in {}", path.display());
                    found += 1;
                }
            }
        }
        assert!(
            found > 4,
            "errors are written otherwise than this test reads them"
        );
    }

    #[test]
    fn a_message_holds_the_same_events_in_its_envelope() {
        let (events, message) = (events(), message());
        assert_eq!(events["oneOf"], message["oneOf"]);
        assert_eq!(
            message["properties"]["source"]["const"],
            "cryptorefills-checkout"
        );
        assert_eq!(
            message["required"],
            json!(["source", "version", "id", "instance"])
        );
    }

    #[test]
    fn what_an_app_must_say_is_required() {
        let answer = answer();
        let result = &answer["oneOf"][0];
        assert_eq!(
            result["properties"]["type"]["const"],
            "payment_intent_result"
        );
        assert_eq!(answer["oneOf"][1]["required"], json!(["type", "theme"]));
        assert_eq!(answer["oneOf"][2]["required"], json!(["type"]));
    }
}
