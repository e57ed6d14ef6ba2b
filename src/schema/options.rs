//! The element's attributes, as an integrator writes them: all text, all optional but the first.
//!
//! `crate::config` reads them one by one, so this type is held against what it asks for and what it accepts.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::schema_of;

/// Options of `<cryptorefills-checkout>`: attributes by these names, properties by the camel-case ones.
#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Options {
    /// Base of every API call: an absolute or page-relative URL, `https:` or this machine, without query.
    pub proxy_url: String,
    /// Live status: a URL with `{order_id}`, or `none` for polling only.
    pub stream_url: Option<String>,
    /// The first country, ISO 3166-1 alpha-2.
    #[schemars(extend("pattern" = "^[A-Za-z]{2}$"))]
    pub country: Option<String>,
    /// Only these countries may be chosen: codes separated by commas or spaces.
    pub countries: Option<String>,
    /// The language: a BCP 47 tag, of which the first part counts.
    #[schemars(extend("examples" = ["en", "es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"]))]
    pub lang: Option<String>,
    /// A family or brand to open at once.
    pub brand: Option<String>,
    /// Show only this kind: `giftcard` or `mobile_recharge`.
    pub kind: Option<String>,
    /// Show only this category: its slug.
    pub category: Option<String>,
    /// The coin to preselect, as `payment_vias` names it.
    pub coin: Option<String>,
    /// The network to preselect, as `payment_vias` names it.
    pub network: Option<String>,
    /// An e-mail address to prefill.
    pub email: Option<String>,
    /// The look; `auto` follows an app around the page if it says so, else the system.
    pub theme: Option<Theme>,
    /// The partner's name, above the shop window: at most 40 characters.
    #[schemars(extend("maxLength" = 40))]
    pub partner_name: Option<String>,
    /// The partner's logo: an `https:` link, or one on the page's own origin or this machine.
    pub partner_logo: Option<String>,
    /// How the checkout stands on the page: in it, above it once `showModal` is called, or as the page itself.
    pub display: Option<Display>,
    /// Only these ways to pay, in this order, such as `USDC/Base BTC/Lightning`.
    pub methods: Option<String>,
    /// Shown when the widget cannot be loaded: an `https:` link, or one on the page's own origin.
    pub fallback_url: Option<String>,
    /// Whether orders stay on this device once the tab is closed.
    pub history: Option<Switch>,
    /// Sent with the order.
    pub utm_source: Option<String>,
    /// Sent with the order.
    pub utm_medium: Option<String>,
    /// Sent with the order.
    pub utm_campaign: Option<String>,
    /// Sent with the order.
    pub utm_term: Option<String>,
    /// Sent with the order.
    pub utm_content: Option<String>,
    /// The only origin that messages to a parent frame go to.
    pub host_origin: Option<String>,
    /// The value to choose when a product opens: a denomination by its name, or an amount such as `25` or `25 EUR`.
    pub face_value: Option<String>,
    /// What the buyer may not change: `country`, `brand`, `coin`, `network` and `email`, as far as each is given.
    pub locked: Option<String>,
    /// Whether the page's own address may hold options, and its fragment `email`.
    pub from_url: Option<Switch>,
    /// Whether wallets also hear the flat messages that some know from other shops.
    pub compat_messages: Option<Switch>,
    /// Whether what is only counted is told: `off` where the browser asks for privacy.
    pub analytics: Option<Switch>,
    /// Whether events are pushed to the page's `dataLayer`.
    pub data_layer: Option<Switch>,
}

/// A look.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[allow(dead_code, missing_docs)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

/// A place on the page.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[allow(dead_code, missing_docs)]
pub enum Display {
    Inline,
    Modal,
    Page,
}

/// A switch.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[allow(dead_code, missing_docs)]
pub enum Switch {
    On,
    Off,
}

/// The schema of the options. An option that is left out is not `null`, as an attribute never is.
pub fn schema() -> Value {
    let mut schema = schema_of::<Options>("Options");
    schema["required"] = json!(["proxy-url"]);
    for option in schema["properties"].as_object_mut().unwrap().values_mut() {
        let text = option.as_object_mut().unwrap();
        text.insert("type".into(), "string".into());
        if let Some(values) = text.get_mut("enum").and_then(Value::as_array_mut) {
            values.retain(|value| !value.is_null());
        }
        if let Some(choices) = text.remove("anyOf") {
            text.insert("enum".into(), choices[0]["enum"].clone());
        }
    }
    schema
}

/// Names and what values they are limited to, in the order of the schema.
pub fn listed() -> Vec<(String, Value)> {
    let schema = schema();
    let properties = schema["properties"].as_object().unwrap();
    properties
        .iter()
        .map(|(name, option)| (name.clone(), option.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::super::loader;
    use super::*;
    use crate::config::{Surroundings, read};

    /// These never reach the reader: the loader itself and what surrounds the widget use them.
    const OUTSIDE: [&str; 2] = ["fallback-url", "host-origin"];

    fn around() -> Surroundings {
        Surroundings {
            base: "https://shop.example/".into(),
            languages: Vec::new(),
        }
    }

    /// Which attributes are complained about when one of them has this value.
    fn wrong(name: &str, value: &str) -> Vec<&'static str> {
        let attribute = |asked: &str| match asked {
            "proxy-url" if name != asked => Some("/api".into()),
            asked => (asked == name).then(|| value.to_owned()),
        };
        let resolve = |text: &str, base: &str| Some([base, text].concat());
        let (config, errors) = read(attribute, &around(), resolve);
        assert_eq!(config.country_given, name == "country" && errors.is_empty());
        errors.into_iter().map(|error| error.attribute).collect()
    }

    #[test]
    fn the_options_are_those_that_the_reader_asks_for() {
        let asked = RefCell::new(BTreeSet::new());
        let attribute = |name: &str| {
            asked.borrow_mut().insert(name.to_owned());
            None
        };
        read(attribute, &around(), |_, _| None);
        let mut asked = asked.into_inner();
        asked.extend(OUTSIDE.map(str::to_owned));
        let listed: BTreeSet<String> = listed().into_iter().map(|(name, _)| name).collect();
        assert_eq!(listed, asked);
    }

    #[test]
    fn the_loader_observes_the_same_options() {
        let observed: BTreeSet<String> = loader::attributes().into_iter().collect();
        let listed: BTreeSet<String> = listed().into_iter().map(|(name, _)| name).collect();
        assert_eq!(listed, observed);
    }

    #[test]
    fn the_values_listed_are_those_that_the_reader_accepts() {
        for (name, option) in listed() {
            let values = option["enum"].as_array();
            let Some(values) = values.or(option["examples"].as_array()) else {
                continue;
            };
            if OUTSIDE.contains(&name.as_str()) {
                continue;
            }
            for value in values {
                assert!(
                    wrong(&name, value.as_str().unwrap()).is_empty(),
                    "{name}={value}"
                );
            }
            assert_eq!(wrong(&name, "pink"), [name.as_str()]);
        }
        assert!(wrong("lang", "pt-BR").is_empty());
        assert!(wrong("country", "it").is_empty());
        assert_eq!(wrong("country", "Italy"), ["country"]);
    }

    #[test]
    fn the_documents_use_no_other_options() {
        let known: Vec<String> = listed().into_iter().map(|(name, _)| name).collect();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut seen = 0;
        for name in [
            "README.md",
            "docs/hosts.md",
            "docs/examples/page.html",
            "docs/examples/one-tag.html",
            "docs/examples/telegram.html",
            "docs/examples/react-vite/src/checkout.tsx",
        ] {
            let text = std::fs::read_to_string(root.join(name)).unwrap();
            let tags = text
                .split("<cryptorefills-checkout")
                .skip(1)
                .map(|tag| (tag, ""));
            let loaders = text.split("/embed.js\"").skip(1).map(|tag| (tag, "data-"));
            for (tag, prefix) in tags.chain(loaders) {
                for word in tag.split('>').next().unwrap().split_whitespace() {
                    let Some((option, _)) = word.split_once('=') else {
                        continue;
                    };
                    let option = option.strip_prefix(prefix).unwrap_or(option);
                    if option != "ref" {
                        assert!(known.contains(&option.to_owned()), "{option} in {name}");
                        seen += 1;
                    }
                }
            }
        }
        assert!(
            seen > 8,
            "the documents are written otherwise than this test reads them"
        );
    }
}
