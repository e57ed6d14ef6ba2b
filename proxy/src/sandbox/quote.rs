//! How a validation's result is told (api-notes §5).

use serde_json::{Value, json};

use super::chance::Chance;
use super::deliverable::echo;
use super::validate::Priced;

/// The answer of a validation, in the shape seen in production (O 2026-08): `problems` null when
/// there are none, fee and summary only sometimes.
pub fn answer(priced: &Priced, chance: Chance, own_url: &str) -> Value {
    let coin = &priced.coin;
    let amount = Some(coin.text(priced.units)).filter(|_| !priced.wishes.null_amount);
    let original = Some(coin.text(priced.original_units)).filter(|_| !priced.wishes.null_amount);
    let lines = priced.lines.iter().enumerate();
    let deliveries: Vec<Value> = lines
        .map(|(index, line)| {
            json!({
                "id": chance.uuid(&["validation", &line.account, &index.to_string()]),
                "delivery_state": "Created",
                "kind": line.brand.kind,
                "deliverable": echo(line, coin, own_url),
            })
        })
        .collect();
    let problems = match priced.problems.is_empty() {
        true => Value::Null,
        false => json!(priced.problems),
    };
    let mut value = json!({
        "coin": coin.name,
        "coin_amount": amount,
        "original_coin_amount": original,
        "coupon_code": priced.coupon,
        "loyalty_summary": null,
        "deliveries": deliveries,
        "problems": problems,
    });
    // Met with some coins and not with others; here with the stable ones.
    if coin.name.starts_with("USD")
        && let Some(map) = value.as_object_mut()
    {
        let discount = coin.text(priced.original_units - priced.units);
        let cents = priced.usd_cents * priced.units / priced.original_units.max(1);
        let dollars = format!("{}.{:02}", cents / 100, cents % 100);
        map.insert(
            "payment_fee".to_owned(),
            json!({"amount": "0", "coin": coin.name}),
        );
        map.insert("points".to_owned(), json!({"total": "0"}));
        map.insert("is_payment_processor_external".to_owned(), json!(false));
        map.insert(
            "summary".to_owned(),
            json!({
                "coin_amount_before_discount": original,
                "coin_amount_after_discount": amount,
                "coin_amount_to_pay_in_crypto": amount,
                "coin_amount_to_pay_via_nft": "0",
                "coin_amount_to_pay_via_coupon": discount,
                "as_USD": {"value_to_pay_in_crypto": dollars},
            }),
        );
    }
    value
}
