//! The choice that the host wishes for at first: `face-value`. The buyer sees it chosen and may choose otherwise.

use super::{Choice, bounds};
use crate::money::Amount;
use crate::wire::{FaceAmount, Product, ProductGroup};

/// What a face value means among a brand's products: a denomination by its name, or an amount, with its currency or
/// without, that one of them has or allows. Nothing where it is not on sale or could mean two things.
pub fn preset(group: &ProductGroup, wanted: &str) -> Option<Choice> {
    let on_sale = || {
        let products = group.products.iter();
        products.filter(|product| product.is_sellable() && !product.is_out_of_stock)
    };
    let fixed = |product: &Product| Choice::Fixed {
        product_id: product.product_id.clone(),
    };
    let named =
        |product: &&Product| !product.is_dynamic && product.denomination.as_deref() == Some(wanted);
    if let Some(product) = on_sale().find(named) {
        return Some(fixed(product));
    }
    let (number, currency) = wanted.split_once(' ').unwrap_or((wanted, ""));
    let amount = Amount::parse(number)?;
    let right = |known: &str| currency.is_empty() || known.eq_ignore_ascii_case(currency);
    let mut found = on_sale().filter_map(|product| {
        if product.is_dynamic {
            let range = product.range.as_ref()?;
            let allowed = bounds(product)?.check(&amount).is_ok() && right(&range.currency);
            return allowed.then(|| Choice::Range {
                product_id: product.product_id.clone(),
                typed: number.to_owned(),
            });
        }
        let face = product.face_value.as_ref()?;
        let FaceAmount::Fixed { price, value } = &face.amount else {
            return None;
        };
        // Not every answer has the bare number: then its label begins with it.
        let label = price.as_deref().and_then(|label| label.split_once(' '));
        let numbers = [
            value.as_ref().map(|value| value.as_str()),
            label
                .filter(|(_, unit)| unit.split(' ').next() == Some(&face.currency))
                .map(|(number, _)| number),
        ];
        let same = |number: &str| Amount::parse(number) == Some(amount);
        (numbers.into_iter().flatten().any(same) && right(&face.currency)).then(|| fixed(product))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::decode_groups;

    fn group() -> ProductGroup {
        let body = r#"[{"brand":"B","products":[
            {"product_id":"10","denomination":"10 USD","delivery_type":"by_email",
                "face_value":{"currency":"USD","amount":{"type":"fixed","price":"10 USD","value":"10"}}},
            {"product_id":"20","denomination":"20 USD - PIN","delivery_type":"by_email",
                "face_value":{"currency":"USD","amount":{"type":"fixed","price":"20 USD","value":"20.00"}}},
            {"product_id":"20b","denomination":"20 EUR","delivery_type":"by_email",
                "face_value":{"currency":"EUR","amount":{"type":"fixed","price":"20 EUR","value":"20"}}},
            {"product_id":"40","denomination":"40","delivery_type":"by_email",
                "face_value":{"currency":"USD","amount":{"type":"fixed","price":"40 USD - PIN"}}},
            {"product_id":"3m","denomination":"3m","delivery_type":"by_email",
                "face_value":{"currency":"USD","amount":{"type":"fixed","price":"3 months"}}},
            {"product_id":"30","denomination":"30 USD","delivery_type":"by_email","is_out_of_stock":true,
                "face_value":{"currency":"USD","amount":{"type":"fixed","price":"30 USD","value":"30"}}},
            {"product_id":"gb","denomination":"1 GB 7 days","delivery_type":"by_email"},
            {"product_id":"any","is_dynamic":true,"delivery_type":"by_email",
                "range":{"min":50,"max":500,"step_size":5,"currency":"USD","default":"500.0"}}]}]"#;
        decode_groups(body).unwrap().remove(0)
    }

    #[test]
    fn a_wish_is_fulfilled_where_it_means_one_thing_on_sale() {
        let group = group();
        for (wanted, chosen) in [
            ("10 USD", Some("10")),
            ("10", Some("10")),
            ("20 USD - PIN", Some("20")),
            ("20 usd", Some("20")),
            ("20 EUR", Some("20b")),
            ("20", None),
            ("1 GB 7 days", Some("gb")),
            ("40 USD", Some("40")),
            ("3", None),
            ("30 USD", None),
            ("30", None),
            ("75", Some("any 75")),
            ("75 USD", Some("any 75")),
            ("75 EUR", None),
            ("51", None),
            ("501", None),
            ("5,5", None),
            ("range", None),
            ("", None),
        ] {
            let found = preset(&group, wanted).map(|choice| match choice {
                Choice::Nothing => String::new(),
                Choice::Fixed { product_id } => product_id,
                Choice::Range { product_id, typed } => [product_id, typed].join(" "),
            });
            assert_eq!(found.as_deref(), chosen, "{wanted}");
        }
    }
}
