//! Brands that were looked at or bought on this device, for the next visit (features DIS-11).
//!
//! Names of the catalogue only: nothing of who bought, for whom or how much.

use crate::wire::json::Json;
use crate::wire::object::Object;

/// At most so many are kept.
pub const MOST: usize = 12;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The catalogue's family.
    pub family: String,
    /// The exact brand.
    pub brand: String,
    /// It was bought, not only looked at.
    pub bought: bool,
    /// When that was last, device milliseconds; the store knows.
    pub seen_ms: i64,
}

impl Recent {
    fn is_same(&self, other: &Self) -> bool {
        (&self.country, &self.brand) == (&other.country, &other.brand)
    }

    fn json(&self) -> String {
        Object::new()
            .text("country", &self.country)
            .text("family", &self.family)
            .text("brand", &self.brand)
            .flag("bought", self.bought)
            .number("seen_ms", Some(self.seen_ms))
            .end()
    }

    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        Some(Self {
            country: fields.text("country")?,
            family: fields.text("family")?,
            brand: fields.text("brand")?,
            bought: fields.flag("bought"),
            // Of unknown age is too old.
            seen_ms: fields.get("seen_ms").integer().unwrap_or_default(),
        })
    }
}

/// Puts one first. What was bought stays bought, and outlasts what was only looked at.
pub fn touch(list: &mut Vec<Recent>, mut new: Recent) {
    if let Some(known) = list.iter().position(|known| known.is_same(&new)) {
        new.bought |= list.remove(known).bought;
    }
    list.insert(0, new);
    if list.len() > MOST {
        let oldest = list.iter().rposition(|known| !known.bought);
        list.remove(oldest.filter(|place| *place > 0).unwrap_or(MOST));
    }
    list.truncate(MOST);
}

/// As they are kept.
pub(super) fn write(list: &[Recent]) -> Vec<String> {
    list.iter().map(Recent::json).collect()
}

/// As they were kept; what is broken is left out.
pub(super) fn read(json: Json<'_>) -> Vec<Recent> {
    let mut list = json.list(Recent::read);
    list.truncate(MOST);
    list
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checkout::remembered::Memory;

    fn recent(brand: u8, bought: bool) -> Recent {
        Recent {
            country: "US".into(),
            family: "F".into(),
            brand: brand.to_string(),
            bought,
            seen_ms: i64::from(brand),
        }
    }

    proptest! {
        #[test]
        fn the_last_comes_first_and_nothing_twice(touched in prop::collection::vec((0_u8..30, any::<bool>()), 1..80)) {
            let mut list = Vec::new();
            for (brand, bought) in touched {
                let before = list.clone();
                touch(&mut list, recent(brand, bought));
                prop_assert_eq!(&list[0].brand, &brand.to_string());
                prop_assert!(list.len() <= MOST);
                for (place, one) in list.iter().enumerate() {
                    prop_assert!(!list[..place].iter().any(|other| other.is_same(one)));
                }
                let lost = before.iter().find(|known| !list.iter().any(|one| one.is_same(known)));
                if let Some(lost) = lost.filter(|lost| lost.bought) {
                    prop_assert!(list[1..].iter().all(|one| one.bought), "{lost:?} before what was only seen");
                }
            }
            let memory = Memory { recent: list, ..Memory::default() };
            prop_assert_eq!(Memory::parse(&memory.to_json()), Some(memory));
        }
    }

    #[test]
    fn a_rewritten_memory_is_cut_and_cleaned() {
        let one = r#"{"country":"US","family":"F","brand":"B"}"#;
        let many = vec![one; 40].join(",");
        let text = format!(r#"{{"version":1,"orders":[],"recent":[7,{{}},{many}]}}"#);
        assert_eq!(Memory::parse(&text).unwrap().recent.len(), MOST);
        for odd in ["7", "null", "{}", "\"x\""] {
            let text = format!(r#"{{"version":1,"orders":[],"recent":{odd}}}"#);
            assert!(Memory::parse(&text).unwrap().recent.is_empty(), "{odd}");
        }
    }
}
