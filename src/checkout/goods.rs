//! What an order buys, for people and for comparing one order with another: no recipient, no code.

use serde::Serialize;

use crate::wire::fields::Fields;
use crate::wire::json::Json;
use crate::wire::object::Object;

/// One product of one value, so many times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Goods {
    /// The exact brand.
    pub brand: String,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    /// The face value as the buyer reads it.
    pub face_value: String,
    /// How many.
    pub quantity: u8,
}

impl Goods {
    /// The line as JSON.
    pub fn json(&self) -> String {
        Object::new()
            .text("brand", &self.brand)
            .text("country_code", &self.country_code)
            .text("face_value", &self.face_value)
            .number("quantity", Some(i64::from(self.quantity)))
            .end()
    }

    /// Reads what [`Goods::json`] wrote.
    pub(crate) fn read(json: Json<'_>) -> Option<Self> {
        let fields: Fields<'_> = json.fields()?;
        Some(Self {
            brand: fields.text("brand")?,
            country_code: fields.text("country_code")?,
            face_value: fields.text("face_value")?,
            quantity: fields.get("quantity").integer()?,
        })
    }

    fn place(&self) -> (&str, &str, &str) {
        (&self.brand, &self.country_code, &self.face_value)
    }
}

/// All that is bought: what is kept for several, or else the one thing.
pub(super) fn all(several: &[Goods], one: impl FnOnce() -> Goods) -> Vec<Goods> {
    match several {
        [] => vec![one()],
        _ => several.to_vec(),
    }
}

/// How many deliveries that is.
pub fn count(goods: &[Goods]) -> u32 {
    goods.iter().map(|line| u32::from(line.quantity)).sum()
}

/// The lines as JSON.
pub fn list(goods: &[Goods]) -> Vec<String> {
    goods.iter().map(Goods::json).collect()
}

/// Puts a line into its place among others, which are sorted and each there once: whoever buys the same has
/// the same list, whatever was put into the cart first.
pub fn count_in(list: &mut Vec<Goods>, line: Goods) {
    match list.iter().position(|one| one.place() >= line.place()) {
        Some(at) => match list.get_mut(at).filter(|one| one.place() == line.place()) {
            Some(same) => same.quantity = same.quantity.saturating_add(line.quantity),
            None => list.insert(at, line),
        },
        None => list.push(line),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(brand: &str, face_value: &str, quantity: u8) -> Goods {
        Goods {
            brand: brand.into(),
            country_code: "IT".into(),
            face_value: face_value.into(),
            quantity,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let goods = line("Café \"Azul\"", "25 EUR", 3);
        let text = goods.json();
        assert_eq!(text, serde_json::to_string(&goods).unwrap());
        assert_eq!(Goods::read(Json::parse(&text).unwrap()), Some(goods));
    }

    proptest! {
        #[test]
        fn the_list_does_not_tell_what_came_first(
            lines in proptest::collection::vec(("[ab]", "[56]", 1_u8..4), 0..10).prop_shuffle(),
        ) {
            let list = |lines: &mut dyn Iterator<Item = &(String, String, u8)>| {
                let mut list = Vec::new();
                for (brand, value, quantity) in lines {
                    count_in(&mut list, line(brand, value, *quantity));
                }
                list
            };
            let one = list(&mut lines.iter());
            prop_assert_eq!(&one, &list(&mut lines.iter().rev()));
            let total: u8 = one.iter().map(|line| line.quantity).sum();
            prop_assert_eq!(total, lines.iter().map(|(_, _, quantity)| quantity).sum::<u8>());
            prop_assert!(one.windows(2).all(|two| two[0].place() < two[1].place()));
        }
    }
}
