//! Orders whose instructions are attacks, and what may not come of them.

mod attacks;

use js_sys::{Array, Function, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::ShadowRoot;

use crate::page::{Page, Widget};

/// What the vendor answers where an attack could stand: each field once in three deliveries.
const FIELDS: [&str; 3] = [
    "redeem_instructions",
    "how_to_redeem",
    "pin_usage_instructions",
];

/// Looks at the document.
pub struct Scanner(JsValue);

impl Scanner {
    /// Starts to count what runs and what is loaded.
    pub fn start() -> Self {
        let script = Function::new_no_args(include_str!("scan.js"));
        Self(script.call0(&JsValue::NULL).unwrap())
    }

    fn call(&self, name: &str, arguments: &[&JsValue]) -> JsValue {
        let function: Function = Reflect::get(&self.0, &name.into())
            .unwrap()
            .unchecked_into();
        let arguments: Array = arguments.iter().copied().collect();
        function.apply(&JsValue::NULL, &arguments).unwrap()
    }

    fn texts(&self, name: &str, arguments: &[&JsValue]) -> Vec<String> {
        let list: Array = self.call(name, arguments).unchecked_into();
        list.iter().filter_map(|text| text.as_string()).collect()
    }

    /// Names and parts that the widget itself draws.
    pub fn own(&self, root: &ShadowRoot) -> JsValue {
        self.call("own", &[root])
    }

    /// Complaints, each as `index of the delivery|what`.
    pub fn scan(&self, root: &ShadowRoot, own: &JsValue) -> Vec<String> {
        self.texts("scan", &[root, own])
    }

    /// Complaints about the text as a browser parses it.
    pub fn raw(&self, html: &str) -> Vec<String> {
        self.texts("raw", &[&html.into()])
    }

    /// Opens whatever a buyer can open.
    pub fn open(&self, root: &ShadowRoot) {
        self.call("open", &[root]);
    }

    /// The page outside of widgets, in one line.
    pub fn around(&self) -> String {
        self.call("around", &[]).as_string().unwrap()
    }

    /// How often an attack ran.
    pub fn hits(&self) -> u32 {
        self.call("hits", &[]).as_f64().unwrap() as u32
    }

    /// What an attack loaded.
    pub fn loaded(&self) -> Vec<String> {
        self.texts("loaded", &[])
    }
}

fn delivery(place: usize, html: &str) -> Value {
    let mut deliverable = json!({
        "denomination": "25 USD", "localized_denomination": "$25", "family": "Northwind Market",
        "brand_name": html, "brand_logo": null, "pin_code": format!("CODE-{place}"),
        "beneficiary_account": "ann@mail.shop", "country_code": "US", "delivery_type": "by_email",
        "product_value": null, "currency_code": "USD", "terms_and_conditions": html,
    });
    let field = FIELDS.iter().cycle().nth(place).unwrap();
    deliverable
        .as_object_mut()
        .unwrap()
        .insert((*field).into(), html.into());
    json!({"id": format!("d-{place}"), "delivery_state": "Succeeded", "kind": "giftcard",
           "deliverable": deliverable})
}

fn order(name: &str, texts: &[&str]) -> String {
    let deliveries: Vec<Value> = texts
        .iter()
        .enumerate()
        .map(|(place, html)| delivery(place, html))
        .collect();
    json!({
        "order_id": name, "created_at": "1787679708", "wallet_address": null, "network": "Base",
        "coin": "USDC", "coin_amount": "25.3", "sent_coin_amount": "25.3", "received_amount": "25.3",
        "payment_state": "PaymentReceived", "order_state": "Done", "payment_via": "USER_WALLET",
        "deliveries": deliveries,
    })
    .to_string()
}

/// The device remembers an order of this shop as paid.
fn remember(shop: &str, name: &str) {
    let window = web_sys::window().unwrap();
    let origin = window.location().origin().unwrap();
    let memory = json!({"version": 1, "country": "US", "orders": [{
        "attempt": format!("attempt-{name}"), "order_id": name, "created_ms": js_sys::Date::now() as i64,
        "brand": "Northwind Market", "family": "Northwind Market", "country": "US",
        "face_value": "25 USD", "coin": "USDC", "network": "Base", "accepted": "25.3",
        "phase": "paid", "money_seen": true,
    }]});
    let key = format!("cryptorefills-checkout:{origin}{shop}");
    let storage = window.local_storage().unwrap().unwrap();
    storage.set_item(&key, &memory.to_string()).unwrap();
}

/// A page on which each list of texts is a delivered order in a shop of its own, and a widget for each.
pub fn receipts(orders: &[Vec<&str>]) -> (Page, Vec<Widget>) {
    let named: Vec<(String, String)> = (0..orders.len())
        .map(|place| (format!("/shop-{place}"), format!("order-{place}")))
        .collect();
    let bodies: Vec<(String, String)> = named
        .iter()
        .zip(orders)
        .map(|((shop, name), texts)| (format!("{shop}/v5/orders/{name}"), order(name, texts)))
        .collect();
    let bodies: Vec<(&str, String)> = bodies
        .iter()
        .map(|(path, body)| (path.as_str(), body.clone()))
        .collect();
    let page = Page::with(&bodies);
    let widgets = named
        .iter()
        .map(|(shop, name)| {
            remember(shop, name);
            page.mount(&[("proxy-url", shop), ("country", "US")])
        })
        .collect();
    (page, widgets)
}
