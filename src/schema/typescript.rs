//! From JSON Schema to TypeScript: as much of both as the widget's types use.

use serde_json::{Map, Value};

/// An interface with its doc comments, exported.
pub fn interface(name: &str, schema: &Value) -> String {
    let head = comment("", schema);
    format!(
        "{head}export interface {name} {{\n{}}}\n",
        fields(schema, |name| name.into(), "  ")
    )
}

/// The fields of an object's schema, a line each.
pub fn fields(schema: &Value, rename: fn(&str) -> String, indent: &str) -> String {
    let empty = Map::new();
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let fields = schema["properties"].as_object().unwrap_or(&empty);
    let mut text = String::new();
    for (name, field) in fields {
        let optional = if required.contains(&name.as_str()) {
            ""
        } else {
            "?"
        };
        let name = match rename(name) {
            plain if plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => plain,
            other => format!("'{other}'"),
        };
        text += &comment(indent, field);
        text += &format!("{indent}{name}{optional}: {};\n", of(field));
    }
    text
}

/// A schema's description as a doc comment.
pub fn comment(indent: &str, schema: &Value) -> String {
    match schema["description"].as_str() {
        Some(text) => format!("{indent}/** {} */\n", text.replace("*/", "")),
        None => String::new(),
    }
}

/// The type of a schema.
///
/// # Panics
/// The schema uses something that none of ours did: teach it here.
pub fn of(schema: &Value) -> String {
    if let Some(place) = schema["$ref"].as_str() {
        return place.rsplit('/').next().unwrap().to_owned();
    }
    if let Some(value) = schema.get("const") {
        return literal(value);
    }
    if let Some(values) = schema["enum"].as_array() {
        return union(values.iter().map(literal));
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(schemas) = schema[choice].as_array() {
            return union(schemas.iter().map(of));
        }
    }
    match &schema["type"] {
        Value::Array(types) => union(types.iter().map(|kind| plain(kind, schema))),
        kind => plain(kind, schema),
    }
}

fn plain(kind: &Value, schema: &Value) -> String {
    match kind.as_str() {
        Some("string") => "string".into(),
        Some("integer" | "number") => "number".into(),
        Some("boolean") => "boolean".into(),
        Some("null") => "null".into(),
        Some("array") => match of(&schema["items"]) {
            single if single.contains(' ') => format!("({single})[]"),
            single => format!("{single}[]"),
        },
        Some("object") => {
            let inner = fields(schema, |name| name.into(), "").replace('\n', " ");
            format!("{{ {}}}", without_comments(&inner))
        }
        _ => panic!("no TypeScript for {schema}"),
    }
}

/// Types within a line tell no stories.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/** ") {
        kept += before;
        rest = after.split_once("*/ ").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn literal(value: &Value) -> String {
    match value.as_str() {
        Some(text) => format!("'{text}'"),
        None => value.to_string(),
    }
}

fn union(types: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for one in types {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_are_those_that_the_schema_means() {
        for (schema, text) in [
            (json!({"type": "string"}), "string"),
            (json!({"type": ["integer", "null"]}), "number | null"),
            (json!({"enum": ["on", "off"]}), "'on' | 'off'"),
            (json!({"const": 1}), "1"),
            (json!({"$ref": "#/$defs/Phase"}), "Phase"),
            (
                json!({"anyOf": [{"$ref": "#/$defs/Phase"}, {"type": "null"}]}),
                "Phase | null",
            ),
            (
                json!({"oneOf": [{"const": "a"}, {"enum": ["b", "a"]}]}),
                "'a' | 'b' | 'a'",
            ),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                "string[]",
            ),
            (
                json!({"type": "array", "items": {"enum": ["a", "b"]}}),
                "('a' | 'b')[]",
            ),
        ] {
            assert_eq!(of(&schema), text);
        }
    }

    #[test]
    fn an_interface_tells_what_may_be_left_out() {
        let schema = json!({
            "description": "Two fields.",
            "properties": {"a": {"type": "string", "description": "One."}, "b-c": {"type": "number"}},
            "required": ["a"],
        });
        assert_eq!(
            interface("Two", &schema),
            "/** Two fields. */\nexport interface Two {\n  /** One. */\n  a: string;\n  'b-c'?: number;\n}\n"
        );
    }
}
