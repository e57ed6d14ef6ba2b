//! `cryptorefills-checkout.d.ts`: the module's types. Events, options and state come from the schemas; of the
//! element's members and the module's exports only those are declared that the loader has.

use std::collections::BTreeMap;

use serde_json::Value;

use super::typescript::{comment, fields, interface, of};
use super::{loader, messages, options};

/// What surrounds the generated types; `@name@` is replaced.
const TEMPLATE: &str = include_str!("template.d.ts");

/// Functions of the page's that the element calls, and its words.
const FUNCTIONS: [(&str, &str); 4] = [
    (
        "requestHeaders",
        "/** Supplies extra headers; called afresh for every request. */\n\
         requestHeaders?: (() => HeadersLike | Promise<HeadersLike>) | null;",
    ),
    (
        "onpaymentrequest",
        "/** Pays in the page: called with the detail of `payment_initiated`. */\n\
         onpaymentrequest?: ((payment: PaymentInitiated) => PaymentResult | Promise<PaymentResult>) | null;",
    ),
    (
        "solanaBlockhash",
        "/** Supplies a recent blockhash in base58, so that Solana wallets in the page can be asked to pay. */\n\
         solanaBlockhash?: (() => string | Promise<string>) | null;",
    ),
    (
        "texts",
        "/** Words of the page's in place of single texts, by the keys of `locales/en.json`; never markup. */\n\
         texts?: Record<string, string> | null;",
    ),
];

/// Members of the element.
const MEMBERS: [(&str, &str); 6] = [
    (
        "state",
        "/** Screen and phase; `null` before the first screen. */\nreadonly state: CheckoutState | null;",
    ),
    (
        "open",
        "/** Opens a product family. */\nopen(family: string): void;",
    ),
    (
        "back",
        "/** One step back; from the first screen, away from the checkout. */\nback(): void;",
    ),
    ("reset", "/** Begins anew. */\nreset(): void;"),
    (
        "showModal",
        "/** Opens the checkout above the page, and makes it a modal one if it is not. */\nshowModal(): void;",
    ),
    (
        "close",
        "/** Closes what `showModal` opened; the buyer is asked first while an order can be paid. */\nclose(): void;",
    ),
];

/// Exports of the module.
const EXPORTS: [(&str, &str); 2] = [
    (
        "preload",
        "/** Fetches the WebAssembly ahead of a click, and the first brands if told of which proxy; shows nothing. */\n\
         export function preload(options?: { proxyUrl?: string; country?: string }): Promise<void>;",
    ),
    (
        "mount",
        "/** Puts a checkout into an element of the page. */\n\
         export function mount(element: Element, options?: CheckoutOptions): CheckoutHandle;\n\n\
         /** Options by their camel-case names. */\n\
         export type CheckoutOptions = Partial<Omit<CheckoutProperties, 'countries' | 'lang' | 'methods'>> & {\n\
         \x20 countries?: string | readonly string[] | null;\n\
         \x20 lang?: string | null;\n\
         \x20 methods?: string | readonly string[] | null;\n\
         };\n\n\
         /** A mounted checkout. */\n\
         export interface CheckoutHandle {\n\
         \x20 /** Changes options. */\n\
         \x20 update(options: CheckoutOptions): void;\n\
         \x20 /** Removes the checkout and everything it started. */\n\
         \x20 unmount(): void;\n\
         \x20 on<K extends keyof CheckoutEventMap>(type: K, listener: (event: CheckoutEventMap[K]) => void): void;\n\
         \x20 off<K extends keyof CheckoutEventMap>(type: K, listener: (event: CheckoutEventMap[K]) => void): void;\n\
         }",
    ),
];

/// The whole file.
pub fn text() -> String {
    let events = messages::events();
    let state = messages::state();
    let mut interfaces = BTreeMap::new();
    for schema in [&events, &state] {
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            interfaces.insert(name.clone(), declare(name, definition));
        }
    }
    interfaces.insert("CheckoutState".into(), interface("CheckoutState", &state));
    interfaces.insert(
        "PaymentResult".into(),
        interface("PaymentResult", &result()),
    );

    let map: String = events["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            let parts = &event["properties"];
            let name = parts["type"]["const"].as_str().unwrap();
            let detail = of(&parts["detail"]);
            let decides = match name {
                "before_order" => {
                    " & { respondWith(decision: Decision | PromiseLike<Decision>): void }"
                }
                _ => "",
            };
            format!(
                "{}  {name}: CustomEvent<{detail}>{decides};\n",
                comment("  ", event)
            )
        })
        .collect();
    let options = options::schema();
    let properties = properties(&options);
    let types: Vec<String> = interfaces.into_values().collect();
    [
        ("@types@", types.join("\n").trim_end()),
        ("@events@", map.trim_end()),
        (
            "@attributes@",
            fields(&options, |name| name.into(), "  ").trim_end(),
        ),
        ("@properties@", properties.trim_end()),
        (
            "@functions@",
            &chosen(&FUNCTIONS, &loader::functions(), "  "),
        ),
        ("@members@", &chosen(&MEMBERS, &loader::members(), "  ")),
        ("@exports@", &chosen(&EXPORTS, &loader::exports(), "")),
    ]
    .into_iter()
    .fold(TEMPLATE.to_owned(), |text, (token, value)| {
        text.replace(token, value)
    })
}

/// A definition is an object with fields, or a choice of words.
fn declare(name: &str, definition: &Value) -> String {
    if definition["properties"].is_object() {
        return interface(name, definition);
    }
    format!(
        "{}export type {name} = {};\n",
        comment("", definition),
        of(definition)
    )
}

/// The answer of a wallet without its envelope.
fn result() -> Value {
    let mut result = messages::answer()["oneOf"][0].clone();
    let fields = result["properties"].as_object_mut().unwrap();
    fields.retain(|name, _| !["type", "attempt", "instance"].contains(&name.as_str()));
    result["required"] = serde_json::json!(["result"]);
    result
}

/// Properties take any text and read back what was written, or `null`.
fn properties(options: &Value) -> String {
    let mut text = String::new();
    for (name, option) in options["properties"].as_object().unwrap() {
        let kind = of(option);
        text += &comment("  ", option);
        // The platform declares `lang` for every element.
        text += &match name.as_str() {
            "lang" => "  lang: string;\n".to_owned(),
            "countries" | "methods" => format!(
                "  get {name}(): string | null;\n  set {name}(value: string | readonly string[] | null | undefined);\n"
            ),
            _ => {
                let name = camel(name);
                format!(
                    "  get {name}(): {kind} | null;\n  set {name}(value: {kind} | null | undefined);\n"
                )
            }
        };
    }
    text
}

fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (initial, rest) = word.split_at(1);
        text + &initial.to_ascii_uppercase() + rest
    })
}

/// What the loader has of a table, indented.
///
/// # Panics
/// The loader has something that the table does not declare.
fn chosen(table: &[(&str, &str)], present: &[String], indent: &str) -> String {
    for name in present {
        assert!(
            table.iter().any(|(known, _)| known == name),
            "declare {name}"
        );
    }
    let lines = table
        .iter()
        .filter(|(name, _)| present.iter().any(|there| there == name))
        .flat_map(|(_, text)| text.lines())
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("{indent}{line}")
            }
        });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_place_of_the_template_is_filled() {
    let text = text();
    assert!(!text.contains('@'), "{text}");
    for part in [
        "payment_initiated: CustomEvent<PaymentInitiated>",
        "set proxyUrl(",
        "'proxy-url': string;",
    ] {
        assert!(text.contains(part), "{part} is missing from {text}");
    }
}
