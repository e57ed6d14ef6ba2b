//! Product groups, products and prices.

use super::fixture::text;
use cryptorefills_checkout::wire::{
    BenefitAmount, DeliveryType, FaceAmount, Kind, Product, Range, decode_groups, decode_price,
    pick_group,
};

fn only(body: &str) -> Vec<Product> {
    let mut groups = decode_groups(body).unwrap();
    assert_eq!(groups.len(), 1);
    groups.remove(0).products
}

fn ends(range: &Range) -> (&str, &str, Option<&str>, &str) {
    let step = text(&range.step);
    (
        range.min.as_str(),
        range.max.as_str(),
        step,
        &range.currency,
    )
}

#[test]
fn products_fixed_keep_their_denominations_byte_for_byte() {
    let products = only(fixture!("products_fixed.json"));
    let sent: Vec<_> = products
        .iter()
        .map(|p| p.order_denomination().unwrap())
        .collect();
    assert_eq!(
        sent,
        ["5 EUR", "25 EUR - PIN", "1 month", " Java & Bedrock Ed "]
    );
    assert!(
        products
            .iter()
            .all(|product| !product.is_dynamic && product.range.is_none())
    );
    assert_eq!(products[3].label.as_deref(), Some("٥٠٠ SAR"));
    assert_eq!(text(&products[0].coin_amount), Some("5.31"));
    assert_eq!(products[2].coin_amount, None);
    assert!(products[2].is_out_of_stock);
}

#[test]
fn products_fixed_know_their_face_values_and_who_can_get_them() {
    let products = only(fixture!("products_fixed.json"));
    let face = |at: usize| match &products[at].face_value.as_ref().unwrap().amount {
        FaceAmount::Fixed { price, value } => (price.as_deref(), text(value)),
        FaceAmount::Range { .. } => panic!("not fixed"),
    };
    assert_eq!(face(0), (Some("5 EUR"), None));
    assert_eq!(face(1), (Some("25 EUR - PIN"), Some("25")));
    assert_eq!(face(2), (Some("1 month"), Some("9.99")));
    assert_eq!(products[0].delivery_type, DeliveryType::Email);
    assert!(products[0].is_sellable());
    assert_eq!(
        products[3].delivery_type,
        DeliveryType::Unknown("by_account".to_owned())
    );
    assert!(!products[3].is_sellable());
}

#[test]
fn products_fixed_carry_the_vendors_texts() {
    let groups = decode_groups(fixture!("products_fixed.json")).unwrap();
    let group = pick_group(groups.clone(), "Caffè Morello IT").unwrap();
    assert_eq!(group.kind, Kind::GiftCard);
    assert_eq!(group.category.as_deref(), Some("food"));
    let description = group.description.as_ref().unwrap();
    assert_eq!(
        description.terms_and_conditions.as_deref(),
        Some("<p>Valid for 12 months.</p>")
    );
    assert_eq!(
        description.brand_tagline.as_deref(),
        Some("Un caffè, subito")
    );
    assert_eq!(description.note, None);
}

#[test]
fn products_dynamic_are_ordered_as_range_with_number_bounds_as_text() {
    let products = only(fixture!("products_dynamic.json"));
    let product = &products[0];
    assert!(product.is_dynamic && product.is_sellable());
    assert_eq!(product.denomination, None);
    assert_eq!(product.order_denomination(), Some("range"));
    let range = product.range.as_ref().unwrap();
    assert_eq!(ends(range), ("5.0", "500.0", Some("0.01"), "EUR"));
    assert_eq!(product.coin_amount, None);
}

#[test]
fn products_mixed_hold_both_kinds_and_both_recipients_in_one_brand() {
    let groups = decode_groups(fixture!("products_mixed.json")).unwrap();
    assert_eq!(groups.len(), 2);
    let products = pick_group(groups.clone(), "Voltara Credits")
        .unwrap()
        .products;
    let dynamic: Vec<_> = products.iter().map(|product| product.is_dynamic).collect();
    assert_eq!(dynamic, [true, false, false]);
    assert_eq!(products[1].delivery_type, DeliveryType::Phone);
    assert_eq!(products[2].delivery_type, DeliveryType::Email);
    let range = products[0].range.as_ref().unwrap();
    assert_eq!(ends(range), ("5", "50", None, "EUR"));
}

#[test]
fn products_mixed_are_picked_by_exact_brand_only() {
    let groups = decode_groups(fixture!("products_mixed.json")).unwrap();
    let picked = pick_group(groups.clone(), "Voltara Bundles").unwrap();
    assert_eq!(picked.products[0].product_id, "7301");
    assert_eq!(pick_group(groups.clone(), "Voltara"), None);
    assert_eq!(pick_group(groups.clone(), "voltara bundles"), None);
}

#[test]
fn products_range_objects_make_up_for_a_missing_range() {
    let products = only(fixture!("products_range_objects.json"));
    let range = products[0].range.as_ref().unwrap();
    assert_eq!(ends(range), ("50.00", "150", None, "EUR"));
    assert!(products[0].is_sellable());
}

#[test]
fn products_untagged_are_told_apart_by_their_keys() {
    let products = only(fixture!("products_untagged.json"));
    assert!(!products[0].is_dynamic);
    assert!(products[1].is_dynamic);
    let face = &products[0].face_value.as_ref().unwrap().amount;
    assert!(matches!(face, FaceAmount::Fixed { .. }));
    let face = &products[1].face_value.as_ref().unwrap().amount;
    assert!(matches!(face, FaceAmount::Range { .. }));
    let range = products[1].range.as_ref().unwrap();
    assert_eq!(ends(range), ("10", "20.00", Some("2.50"), "EUR"));
}

#[test]
fn products_esim_say_what_they_contain_and_that_minus_one_is_unlimited() {
    let products = only(fixture!("products_esim.json"));
    let data = &products[0].benefits[0];
    assert_eq!((data.kind.as_str(), data.unit.as_str()), ("DATA", "GB"));
    assert_eq!(data.note.as_deref(), Some("7 days"));
    let amount = |product: usize, benefit: usize| {
        let benefit: &cryptorefills_checkout::wire::Benefit = &products[product].benefits[benefit];
        match benefit.amount.as_ref().unwrap() {
            BenefitAmount::Quantity(quantity) => quantity.as_str(),
            BenefitAmount::Unlimited => "unlimited",
        }
    };
    assert_eq!(amount(0, 0), "1");
    assert_eq!(amount(1, 0), "unlimited");
    assert_eq!(amount(1, 1), "100");
    assert_eq!(products[1].benefits.len(), 2);
    assert_eq!(products[1].valid_regions, ["IT", "FR", "DE"]);
    assert_eq!(products[0].delivery_type, DeliveryType::Email);
}

#[test]
fn products_null_is_a_group_with_nothing_to_buy() {
    let groups = decode_groups(fixture!("products_null.json")).unwrap();
    assert!(groups[0].products.is_empty() && groups[0].is_out_of_stock);
    assert_eq!(decode_groups("[]"), Ok(Vec::new()));
    assert!(decode_groups(r#"{"status": 400, "detail": "BAD_REQUEST"}"#).is_err());
}

#[test]
fn products_unsupported_lang_has_no_texts_but_its_products() {
    let groups = decode_groups(fixture!("products_unsupported_lang.json")).unwrap();
    assert_eq!(groups[0].description, None);
    assert_eq!(groups[0].products.len(), 1);
}

#[test]
fn a_product_without_an_id_goes_by_its_denomination() {
    let body = r#"[{"brand": "B", "products": [{"denomination": "5 EUR"}, {}, null, 7]}]"#;
    let products = only(body);
    assert_eq!(products.len(), 1);
    assert_eq!(products[0].product_id, "5 EUR");
    assert!(!products[0].is_sellable());
}

#[test]
fn price_is_an_estimate_in_exact_text() {
    let price = decode_price(fixture!("price.json")).unwrap();
    assert_eq!(price.coin.as_deref(), Some("BTC"));
    assert_eq!(text(&price.coin_amount), Some("0.00032666"));
    assert_eq!(price.product_id.as_deref(), Some("7101"));
    let listed = format!("[{}]", fixture!("price.json"));
    assert_eq!(decode_price(&listed), Ok(price));
}

#[test]
fn price_unavailable_is_no_price_and_not_zero() {
    let price = decode_price(fixture!("price_unavailable.json")).unwrap();
    assert_eq!(price.coin_amount, None);
    assert!(decode_price("[]").is_err());
    assert!(decode_price("12").is_err());
}
