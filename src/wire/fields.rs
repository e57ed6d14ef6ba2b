//! The members of a JSON object, found by name. May import siblings.

use std::borrow::Cow;

use super::json::Json;
use super::scalar::Decimal;
use super::scan::unescape;

/// The members of one object, in source order.
#[derive(Default)]
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Fields<'a> {
    /// The member of that name; `null` when absent. Of two, the last, as browsers do.
    pub(crate) fn get(&self, name: &str) -> Json<'a> {
        self.find(name).unwrap_or(Json::NULL)
    }

    /// Whether there is a member of that name, be it `null`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// What `read` makes of the first of these members that it understands.
    pub(crate) fn first<T>(&self, names: &[&str], read: fn(Json<'a>) -> Option<T>) -> Option<T> {
        names.iter().find_map(|name| read(self.get(name)))
    }

    /// [`Json::text`] of a member.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).text()
    }

    /// [`Json::decimal`] of a member.
    pub(crate) fn decimal(&self, name: &str) -> Option<Decimal> {
        self.get(name).decimal()
    }

    /// [`Json::boolean`] of a member, false when it has none.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.get(name).boolean().unwrap_or(false)
    }

    /// All members.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Json<'a>)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), *value))
    }

    fn find(&self, name: &str) -> Option<Json<'a>> {
        let mut members = self.0.iter().rev();
        members
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
    }
}

impl<'a> FromIterator<(&'a str, Json<'a>)> for Fields<'a> {
    /// From members whose names are still escaped. One with half a surrogate pair in its name is left
    /// out: nobody can ask for it.
    fn from_iter<I: IntoIterator<Item = (&'a str, Json<'a>)>>(members: I) -> Self {
        let members = members.into_iter();
        Self(
            members
                .filter_map(|(name, value)| Some((unescape(name)?, value)))
                .collect(),
        )
    }
}
