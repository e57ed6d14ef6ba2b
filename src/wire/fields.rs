//! The members of a JSON object, found by name. May import serde and siblings.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::json::Json;
use super::scalar::Decimal;

/// The members of one object, in source order.
#[derive(Default)]
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Fields<'a> {
    /// The member of that name; `null` when absent. Of two, the last, as browsers do.
    pub(super) fn get(&self, name: &str) -> Json<'a> {
        self.find(name).unwrap_or(Json::NULL)
    }

    /// Whether there is a member of that name, be it `null`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// What `read` makes of the first of these members that it understands.
    pub(super) fn first<T>(&self, names: &[&str], read: fn(Json<'a>) -> Option<T>) -> Option<T> {
        names.iter().find_map(|name| read(self.get(name)))
    }

    /// [`Json::text`] of a member.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).text()
    }

    /// [`Json::decimal`] of a member.
    pub(super) fn decimal(&self, name: &str) -> Option<Decimal> {
        self.get(name).decimal()
    }

    /// [`Json::boolean`] of a member, false when it has none.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.get(name).boolean().unwrap_or(false)
    }

    /// All members.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Json<'a>)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), *value))
    }

    fn find(&self, name: &str) -> Option<Json<'a>> {
        let mut members = self.0.iter().rev();
        members
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            let value: &'de RawValue = map.next_value()?;
            members.push((key, Json::of(value)));
        }
        Ok(Fields(members))
    }
}

/// A member's name, borrowed unless it holds an escape.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }
}
