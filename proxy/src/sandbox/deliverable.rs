//! What is delivered: codes, links, eSIM profiles and top-up references that look like real ones
//! and open nothing (api-notes §10).

use serde_json::{Map, Value, json};

use super::catalogue::Delivery;
use super::chance::Chance;
use super::coins::{Coin, logo, slug};
use super::html;
use super::states::Delivered;
use super::validate::Line;

/// The `deliverable` of an order's delivery; `words` make its codes its own.
pub fn deliverable(
    line: &Line,
    coin: &Coin,
    delivered: Delivered,
    chance: Chance,
    words: &[&str],
    own_url: &str,
) -> Value {
    let mut map = echo(line, coin, own_url);
    let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
    for key in [
        "pin_code",
        "pin_serial",
        "security_code",
        "failure_reason",
        "error_description",
        "barcode_image_url",
        "qr_image_url",
    ] {
        put(key, Value::Null);
    }
    match delivered {
        Delivered::Waiting | Delivered::Preparing => {}
        Delivered::Failed => {
            put("failure_reason", json!("PROVIDER_REJECTED"));
            put(
                "error_description",
                json!("The provider refused this item <b>without a reason</b>."),
            );
        }
        Delivered::Arrived => {
            put("redeem_instructions", json!(html::redeem(&line.brand.name)));
            put("terms_and_conditions", json!(html::terms(&line.brand.name)));
            if line.delivery == Delivery::Phone {
                put("operator_reference", json!(chance.digits(12, words)));
            } else if line.is_data_plan {
                let code = chance.code(20, words);
                put(
                    "pin_code",
                    json!(format!("LPA:1$rsp.sandbox.example${code}")),
                );
                put(
                    "pin_serial",
                    json!(format!("89{}", chance.digits(17, words))),
                );
                let small = "https://api.sandbox.example:443/v2/esim-qr?w=64&h=64";
                put("qr_image_url", json!(small));
            } else if line.brand.name == "Airvale Stays" {
                let code = chance.code(16, words);
                put(
                    "pin_code",
                    json!(format!("https://redeem.sandbox.example/airvale/{code}")),
                );
            } else {
                put("pin_code", json!(grouped(&chance.code(16, words))));
                put("pin_serial", json!(chance.digits(14, words)));
                if line.brand.category == "electronics" {
                    put("security_code", json!(chance.digits(4, words)));
                }
            }
        }
    }
    Value::Object(map)
}

/// The part that validation echoes too.
pub fn echo(line: &Line, coin: &Coin, own_url: &str) -> Map<String, Value> {
    let amount = coin.text(line.units);
    let value = json!({
        "denomination": line.denomination,
        "localized_denomination": line.localized,
        "family": line.brand.family,
        "brand_name": line.brand.name,
        "brand_logo": logo(own_url, &slug(&line.brand.name)),
        "brand_bg_color": line.brand.bg_color(),
        "beneficiary_account": line.account,
        "country_code": line.brand.country,
        "delivery_type": line.delivery.name(),
        "points": "0",
        "coin_amount": amount,
        "original_coin_amount": amount,
        "product_value": line.value,
        "currency_code": line.currency,
        "promotion": null,
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn grouped(code: &str) -> String {
    let mut text = String::new();
    for (index, letter) in code.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}
