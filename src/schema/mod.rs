//! Writes what integrators' tools read: JSON Schemas of options, events and messages, and the TypeScript
//! declarations, all from the Rust types that the widget itself uses.
//!
//! Compiled for tests only, so that the module that ships is not a byte larger. `cargo xtask types` writes the
//! files; without it a file that differs fails the test.

mod asides;
mod declaration;
mod loader;
mod messages;
mod options;
mod typescript;

use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Set by `cargo xtask types`: write the files instead of comparing them.
const WRITE: &str = "CHECKOUT_WRITE_TYPES";

/// The schema of what the widget writes: a field that is always there is required.
fn schema_of<T: JsonSchema>(title: &str) -> Value {
    titled::<T>(title, SchemaSettings::draft2020_12().for_serialize())
}

/// The schema of what the widget reads: what may be left out is not required.
fn accepted<T: JsonSchema>(title: &str) -> Value {
    titled::<T>(title, SchemaSettings::draft2020_12().for_deserialize())
}

fn titled<T: JsonSchema>(title: &str, settings: SchemaSettings) -> Value {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    tidy(schema.to_value())
}

/// Doc comments are broken where the source is; a reader of the schema wants whole sentences. Rust's own
/// sizes of integers mean nothing to others.
fn tidy(schema: Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let tidied = fields.into_iter().filter_map(|(name, value)| match value {
                Value::String(text) if name == "description" => {
                    Some((name, text.replace('\n', " ").into()))
                }
                Value::String(_) if name == "format" => None,
                value => Some((name, tidy(value))),
            });
            Value::Object(tidied.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(tidy).collect()),
        plain => plain,
    }
}

/// Every generated file, by its place in `src/embed`.
fn files() -> Vec<(&'static str, String)> {
    let json = |schema: &Value| serde_json::to_string_pretty(schema).unwrap() + "\n";
    vec![
        ("schema/options.json", json(&options::schema())),
        ("schema/events.json", json(&messages::events())),
        ("schema/message.json", json(&messages::message())),
        ("schema/answer.json", json(&messages::answer())),
        ("cryptorefills-checkout.d.ts", declaration::text()),
    ]
}

#[test]
fn the_files_are_what_the_types_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/embed");
    for (name, text) in files() {
        let path = folder.join(name);
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == text,
            "{name} is out of date: run `cargo xtask types`"
        );
    }
}
