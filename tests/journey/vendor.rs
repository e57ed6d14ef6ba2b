//! The pretend vendor: answers in production's shape, as JSON text that the real decoders read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::rails::{BASE_USDC, Rail};

/// A change to an answer, to make it wrong or late.
pub type Twist = Box<dyn Fn(&mut Value)>;

/// What the vendor knows and how it misbehaves.
pub struct Vendor {
    /// The price that validations say; the rail's own if empty.
    pub price: String,
    /// What created orders cost, where that is not the price.
    pub order_price: Option<String>,
    /// Applied to every validation's answer.
    pub twist_validation: Twist,
    /// Applied to every new order.
    pub twist_order: Twist,
    /// Every order by its id, as a question about it is answered.
    pub orders: BTreeMap<String, Value>,
}

impl Default for Vendor {
    fn default() -> Self {
        Self {
            price: String::new(),
            order_price: None,
            twist_validation: Box::new(|_| ()),
            twist_order: Box::new(|_| ()),
            orders: BTreeMap::new(),
        }
    }
}

fn brand(family: &str, name: &str, kind: &str, category: &str) -> Value {
    json!({
        "family": family, "brand_id": name.to_lowercase().replace(' ', "-"), "brand": name,
        "logo_url": null, "bg_color": "#1b2a4e", "category": category, "kind": kind,
        "is_out_of_stock": false, "min": "€5", "max": "€500", "country_code": "IT",
        "additional_categories": [], "promotion": null, "product_type": "physical",
    })
}

/// The country's brands, as observed without `all_brands`.
pub fn catalogue(country: &str) -> String {
    // One country has a long list of operators, and one as many as are still read through.
    let more = match country {
        "NG" => 0..8,
        "GH" => 0..7,
        _ => 0..0,
    };
    let voltara = brand(
        "Voltara",
        "Voltara Credits",
        "mobile_recharge",
        "mobile_credits",
    );
    let operators: Vec<Value> = std::iter::once(voltara)
        .chain(more.map(|number| {
            let name = format!("Operator {number}");
            brand(&name, &name, "mobile_recharge", "mobile_credits")
        }))
        .collect();
    let list = |kind: &str, category: &str, brands: Value| json!({"kind": kind, "category": category, "brands": brands, "popular_brands": []});
    json!({
        "country_code": country,
        "categories": [
            list("giftcard", "food", json!([brand("Morello", "Morello IT", "giftcard", "food")])),
            list("giftcard", "games", json!([brand("Brickhaven", "Brickhaven Games", "giftcard", "games")])),
            list("mobile_recharge", "mobile_credits", json!(operators)),
            list("mobile_recharge", "e-sim",
                json!([brand("Roamly", "Roamly eSIM Italy", "mobile_recharge", "e-sim")])),
        ],
        "last_user_purchases": null, "suggestions": [],
    })
    .to_string()
}

/// What the vendor features: a brand that it sells, twice, and one that it does not.
pub fn homepage(country: &str) -> String {
    let known = brand(
        "Voltara",
        "Voltara Credits",
        "mobile_recharge",
        "mobile_credits",
    );
    let gone = brand("Gone", "Gone IT", "giftcard", "food");
    json!({"country_code": country, "sections": [
        {"title": "Top", "items": [{"content": known}, {"content": gone}]}, {"brands": [known]},
    ]})
    .to_string()
}

/// What the vendor's search finds, whatever is sought.
pub fn found(country: &str) -> String {
    let mut foreign = brand("Foreign", "Foreign US", "giftcard", "food");
    foreign["country_code"] = json!("US");
    json!({"country_code": country, "results": [
        brand("Roamly", "Roamly eSIM Italy", "mobile_recharge", "e-sim"),
        foreign,
        brand("Odd", "Odd One", "nft_giftcard", "food"),
        brand("Hidden", "Hidden Gem", "giftcard", "food"),
        brand("Morello", "Morello IT", "giftcard", "food"),
    ]})
    .to_string()
}

/// The ways to pay.
pub fn vias() -> String {
    json!([{
        "name": "USER_WALLET", "available": true, "currencies": [
            {"name": "BTC", "is_suspended": false, "networks": [
                {"name": "Lightning", "threshold": "0.000005540000000", "smart_contract": null}]},
            {"name": "USDC", "is_suspended": false, "networks": [
                {"name": "Base", "chain_id": 8453, "threshold": 0.562099175481640,
                 "smart_contract_engine": "EVM", "base_token": "ETH",
                 "smart_contract": {"engine": "EVM", "address": BASE_USDC, "decimals": 6, "symbol": "USDC"}}]},
            {"name": "SOL", "is_suspended": false, "networks": [
                {"name": "Solana", "threshold": "0.004", "smart_contract_engine": "SVM",
                 "base_token": "SOL", "smart_contract": null}]},
        ],
    }, {"name": "KUCOIN_PAY", "currencies": null}])
    .to_string()
}

fn fixed(id: &str, denomination: &str, delivery: &str, coin: Option<&str>) -> Value {
    json!({
        "product_id": id, "is_dynamic": false, "denomination": denomination,
        "localized_denomination": denomination, "delivery_type": delivery,
        "coin": coin.unwrap_or("USDC"), "coin_amount": Rail::of(coin.unwrap_or("USDC")).price(),
        "payment_method": "USDC-MATIC", "benefits": null, "valid_regions": ["IT"],
        "face_value": {"currency_code": "EUR", "amount": {"type": "fixed", "price": denomination}},
    })
}

fn range(id: &str, delivery: &str) -> Value {
    json!({
        "product_id": id, "is_dynamic": true, "coin_amount": null, "coin": null,
        "delivery_type": delivery, "payment_method": "USDC-MATIC",
        "face_value": {"currency_code": "EUR", "amount": {"type": "range", "min": "5.00", "max": "500.00"}},
        "range": {"min": 5.0, "max": 500.0, "currency": "EUR", "step_size": 0.01, "default": "500.0"},
    })
}

/// A family's products; prices in the coin that was asked for.
pub fn products(family: &str, coin: Option<&str>) -> String {
    let (name, kind, products) = match family {
        "Morello" => (
            "Morello IT",
            "giftcard",
            json!([
                fixed("7001", "5 EUR", "by_email", coin),
                fixed("7002", "25 EUR - PIN", "by_email", coin)
            ]),
        ),
        "Brickhaven" => (
            "Brickhaven Games",
            "giftcard",
            json!([range("7101", "by_email")]),
        ),
        "Voltara" => (
            "Voltara Credits",
            "mobile_recharge",
            json!([
                fixed("7202", "10 EUR", "by_phone", coin),
                fixed("7203", "10 EUR - PIN", "by_email", coin)
            ]),
        ),
        "Roamly" => (
            "Roamly eSIM Italy",
            "mobile_recharge",
            json!([fixed("7601", "1 GB 7 days", "by_email", coin)]),
        ),
        _ => return "[]".into(),
    };
    json!([{
        "family": family, "brand": name, "kind": kind, "country_code": "IT", "products": products,
        "is_out_of_stock": false, "default_denomination": "250 EUR", "rich_description": null,
    }])
    .to_string()
}

/// The deliveries of a request, each with the `deliverable` that the API echoes.
fn echoed(body: &Value) -> Vec<Value> {
    let deliveries = body["deliveries"].as_array().unwrap();
    let echo = |asked: &Value| {
        json!({
            "id": "d-5c1e0b6a", "delivery_state": "Created", "kind": "giftcard",
            "deliverable": {
                "denomination": asked["denomination"], "localized_denomination": asked["denomination"],
                "brand_name": asked["brand_name"], "country_code": asked["country_code"],
                "beneficiary_account": asked["beneficiary_account"],
                "product_value": asked["product_value"], "currency_code": "EUR",
                "pin_code": null, "failure_reason": null, "error_description": null,
            },
        })
    };
    deliveries.iter().map(echo).collect()
}

impl Vendor {
    /// What the API says to a validation of this body.
    pub fn validation(&self, body: &str) -> Value {
        let body: Value = serde_json::from_str(body).unwrap();
        let coin = body["payment"]["coin"].as_str().unwrap();
        let price = match self.price.as_str() {
            "" => Rail::of(coin).price(),
            told => told,
        };
        let mut answer = json!({
            "coin": coin, "coin_amount": price, "original_coin_amount": price,
            "coupon_code": null, "loyalty_summary": null,
            "deliveries": echoed(&body), "problems": null,
        });
        (self.twist_validation)(&mut answer);
        answer
    }

    /// Makes an order of this body at a server's time.
    pub fn create(&mut self, body: &str, server_ms: i64) -> Value {
        let body: Value = serde_json::from_str(body).unwrap();
        let coin = body["payment"]["coin"].as_str().unwrap();
        let rail = Rail::of(coin);
        let price = match (&self.order_price, self.price.as_str()) {
            (Some(own), _) => own,
            (None, "") => rail.price(),
            (None, told) => told,
        };
        let address = rail.address(self.orders.len());
        let id = format!("8a1d7c1e-3b0a-4a57-8f0e-{:012}", self.orders.len());
        let mut order = json!({
            "order_id": id, "created_at": (server_ms / 1000).to_string(),
            "wallet_address": address, "payment_method": "USDC-MATIC",
            "network": body["payment"]["network"], "coin": coin, "coin_amount": price,
            "original_price": price, "qr_url": "https://api.example.com:443/v1/qr?text=1",
            "qr_text": rail.text(&address, price), "sent_coin_amount": "0",
            "payment_state": "WalletCreated", "payment_via": "USER_WALLET",
            "payment_requested_at": server_ms / 1000, "payment_id": "pay-77120",
            "payment_value": 22.1678, "deliveries": echoed(&body),
            "order_state": "WaitingForPayment", "user": body["user"],
            "is_payment_processor_external": false,
        });
        (self.twist_order)(&mut order);
        self.orders.insert(id, order.clone());
        order
    }

    /// The newest order.
    pub fn newest(&mut self) -> &mut Value {
        self.orders.last_entry().expect("an order").into_mut()
    }

    /// Merges these members into the newest order.
    pub fn now_says(&mut self, change: Value) {
        merge(self.newest(), &change);
    }
}

/// Overwrites members of an object with those of another.
pub fn merge(target: &mut Value, change: &Value) {
    for (name, value) in change.as_object().unwrap() {
        target[name] = value.clone();
    }
}
