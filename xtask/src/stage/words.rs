// A language's file, `locales/XX.json`, as the widget reads it: texts only, in the order of their keys.
// The widget's build script compiles this file too, so that both halves agree on the order.

use std::collections::BTreeMap;
use std::error::Error;

use serde_json::Value;

/// Stands between the plural forms of a text.
pub const BETWEEN_FORMS: char = '\u{1e}';

/// Stands between a plural form's category, as CLDR names it, and its text.
pub const AFTER_CATEGORY: char = '\u{1f}';

/// The texts of a language by key, in the keys' order. Plural forms are one text, each with its category
/// before it.
pub fn texts(json: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let file: BTreeMap<String, Value> = serde_json::from_str(json)?;
    file.into_iter()
        .map(|(key, value)| match value {
            Value::String(text) => Ok((key, text)),
            Value::Object(forms) => {
                let forms = forms.iter().map(|(category, text)| {
                    let text = text.as_str().ok_or_else(|| wrong(&key))?;
                    Ok(format!("{category}{AFTER_CATEGORY}{text}"))
                });
                let forms: Result<Vec<String>, Box<dyn Error>> = forms.collect();
                Ok((key, forms?.join(&BETWEEN_FORMS.to_string())))
            }
            _ => Err(wrong(&key)),
        })
        .collect()
}

fn wrong(key: &str) -> Box<dyn Error> {
    format!("{key} is neither a text nor plural forms").into()
}
