//! One order: what it is, and the answer that shows it with exactly the keys seen in production
//! (api-notes §5) plus `updated_at`.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::addresses::{address, hex, payment_text};
use super::body::OrderBody;
use super::chance::Chance;
use super::clock::{now_ms, rfc3339};
use super::coins::Rail;
use super::deliverable::deliverable;
use super::states::{Delivered, State};
use super::validate::Priced;

/// An order.
#[derive(Clone)]
pub struct Order {
    /// UUID; opens the codes.
    pub id: String,
    /// What was bought, and at what price.
    pub priced: Priced,
    /// To pay, in units of the coin's shown decimals; may exceed what was validated.
    pub units: u128,
    /// Where to pay; empty when another site takes the payment.
    pub address: String,
    /// Where it stands.
    pub state: State,
    /// Raised by every command, so that what was planned before it is dropped.
    pub generation: u64,
    /// Seconds since 1970.
    pub created: u64,
    qr_text: String,
    updated_ms: u64,
    email: String,
    newsletter: bool,
    chance: Chance,
}

#[derive(Serialize)]
struct Answer<'a> {
    order_id: &'a str,
    created_at: String,
    updated_at: String,
    wallet_address: Option<&'a str>,
    payment_method: String,
    network: Option<&'a str>,
    coin: &'a str,
    coin_amount: String,
    original_price: String,
    qr_url: Option<String>,
    qr_text: Option<&'a str>,
    sent_coin_amount: String,
    payment_state: &'static str,
    payment_via: &'a str,
    payment_requested_at: String,
    payment_method_protocol: &'static str,
    payment_id: String,
    payment_value: Option<Box<RawValue>>,
    deliveries: Vec<Value>,
    order_state: &'static str,
    user: Value,
    is_payment_processor_external: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    checkout_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    received_amount: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_amount: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_amount_qr_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_transactions: Option<Vec<String>>,
}

impl Order {
    /// A new order; `number` makes its id and address its own.
    pub fn new(chance: Chance, number: u64, priced: Priced, body: &OrderBody) -> Self {
        let created_ms = now_ms();
        let created = created_ms / 1_000;
        let tag = number.to_string();
        let secret = chance.bytes(&["address", &tag]);
        let units = match priced.wishes.price_up {
            true => (priced.units * 102).div_ceil(100),
            false => priced.units,
        };
        let mut order = Self {
            id: chance.uuid(&["order", &tag, &created_ms.to_string()]),
            units,
            address: String::new(),
            qr_text: String::new(),
            state: State::new(priced.lines.len()),
            generation: 0,
            created,
            updated_ms: created_ms,
            email: body.buyers().next().unwrap_or("").to_owned(),
            newsletter: body
                .user
                .as_ref()
                .is_some_and(|user| user.has_accepted_newsletter),
            priced,
            chance,
        };
        let priced = &order.priced;
        if let Some(network) = priced.network.as_ref().filter(|_| !order.is_hosted()) {
            let at = address(&priced.coin, network, &secret, units, created);
            let other = chance.bytes(&["another address", &tag]);
            let shown = match priced.wishes.mismatch {
                true => address(&priced.coin, network, &other, units, created),
                false => at.clone(),
            };
            order.qr_text = payment_text(&priced.coin, network, &shown, units);
            order.address = at;
        }
        order
    }

    /// Whether another site takes the payment.
    pub fn is_hosted(&self) -> bool {
        self.priced.wishes.hosted || self.priced.via != "USER_WALLET"
    }

    /// Whether this is paid by a Lightning invoice.
    pub fn is_lightning(&self) -> bool {
        let network = self.priced.network.as_ref();
        network.is_some_and(|network| network.rail == Rail::Lightning)
    }

    /// Marks a change: `updated_at` always moves on.
    pub fn touch(&mut self) {
        self.updated_ms = now_ms().max(self.updated_ms + 1);
    }

    /// The order as JSON. `own_url` is where this proxy was reached.
    pub fn answer(&self, own_url: &str) -> String {
        let coin = &self.priced.coin;
        let amount = |units: u128| coin.text(units);
        let present = |text: &'_ str| !text.is_empty();
        let amount_text = amount(self.units);
        let missing = self.state.missing(self.units);
        let answer = Answer {
            order_id: &self.id,
            created_at: self.created.to_string(),
            updated_at: rfc3339(self.updated_ms),
            wallet_address: Some(self.address.as_str()).filter(|text| present(text)),
            payment_method: self.payment_method(),
            network: self
                .priced
                .network
                .as_ref()
                .map(|network| network.name.as_str()),
            coin: &coin.name,
            original_price: dollars(self.priced.usd_cents),
            // The vendor's host and its explicit port, to be ignored in favour of `qr_text`.
            qr_url: Some(format!(
                "https://api.sandbox.example:443/v2/qr/{}",
                self.payment_id()
            ))
            .filter(|_| present(&self.qr_text)),
            qr_text: Some(self.qr_text.as_str()).filter(|text| present(text)),
            sent_coin_amount: match self.state.sent {
                0 => "0".to_owned(),
                units => amount(units),
            },
            payment_state: self.state.payment,
            payment_via: &self.priced.via,
            payment_requested_at: self.created.to_string(),
            payment_method_protocol: self.protocol(),
            payment_id: self.payment_id(),
            payment_value: RawValue::from_string(amount_text.clone()).ok(),
            coin_amount: amount_text,
            deliveries: self.deliveries(own_url),
            order_state: self.state.order,
            user: json!({"email": self.email, "has_accepted_newsletter": self.newsletter}),
            is_payment_processor_external: self.is_hosted(),
            checkout_url: self
                .is_hosted()
                .then(|| format!("https://pay.sandbox.example/checkout/{}", self.payment_id())),
            received_amount: Some(self.state.received).filter(|u| *u > 0).map(amount),
            missing_amount: missing.map(amount),
            missing_amount_qr_text: missing.and_then(|units| self.text_for(units)),
            payment_transactions: self.transactions(),
        };
        serde_json::to_string(&answer).unwrap_or_default()
    }

    fn text_for(&self, units: u128) -> Option<String> {
        let network = self.priced.network.as_ref()?;
        Some(payment_text(
            &self.priced.coin,
            network,
            &self.address,
            units,
        ))
    }

    fn transactions(&self) -> Option<Vec<String>> {
        let hash = |index: u64| {
            let digest = self
                .chance
                .bytes(&["transaction", &self.id, &index.to_string()]);
            match self.priced.network.as_ref().map(|network| network.rail) {
                Some(Rail::Evm) => format!("0x{}", hex(&digest)),
                Some(Rail::Solana) => {
                    let second = self
                        .chance
                        .bytes(&["second half", &self.id, &index.to_string()]);
                    bs58::encode([digest, second].concat()).into_string()
                }
                _ => hex(&digest),
            }
        };
        let count = self.state.transfers;
        (count > 0).then(|| (0..count).map(hash).collect())
    }

    fn deliveries(&self, own_url: &str) -> Vec<Value> {
        let lines = self.priced.lines.iter().zip(&self.state.deliveries);
        lines
            .enumerate()
            .map(|(index, (line, delivered))| {
                let tag = index.to_string();
                let words = ["delivery", self.id.as_str(), tag.as_str()];
                json!({
                    "id": self.chance.uuid(&words),
                    "delivery_state": delivered.name(index),
                    "kind": line.brand.kind,
                    "deliverable": deliverable(
                        line, &self.priced.coin, *delivered, self.chance, &words, own_url,
                    ),
                })
            })
            .collect()
    }

    fn payment_method(&self) -> String {
        let coin = &self.priced.coin.name;
        match self
            .priced
            .network
            .as_ref()
            .map(|network| network.name.as_str())
        {
            Some("Solana") if coin != "SOL" => format!("{coin}-SOL"),
            Some("Base") => format!("{coin}-BASE"),
            Some("Arbitrum") => format!("{coin}-ARB"),
            Some("Optimism") => format!("{coin}-OP"),
            Some("Polygon (Matic)") => format!("{coin}-MATIC"),
            Some("ETH Mainnet") if coin != "ETH" => format!("{coin}-ETH"),
            Some("Lightning") => "LIGHTNING".to_owned(),
            _ => coin.clone(),
        }
    }

    fn protocol(&self) -> &'static str {
        match self.priced.network.as_ref().map(|network| network.rail) {
            _ if self.is_hosted() => "EXTERNAL",
            Some(Rail::Lightning) => "LIGHTNING_LIKE",
            Some(Rail::Evm) => "ETHEREUM_LIKE",
            Some(Rail::Solana) => "SOLANA_LIKE",
            Some(Rail::Ton) => "TON_LIKE",
            Some(Rail::Tron) => "TRON_LIKE",
            _ => "BITCOIN_LIKE",
        }
    }

    fn payment_id(&self) -> String {
        self.chance.digits(9, &["payment", &self.id])
    }
}

/// Hundredths of a dollar as text.
fn dollars(cents: u128) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

impl Delivered {
    /// The free text of `delivery_state`; success has more than one word (O 2026-07, 2026-08).
    fn name(self, index: usize) -> &'static str {
        match self {
            Self::Waiting => "WaitingForPayment",
            Self::Preparing => "Created",
            Self::Arrived if index % 2 == 1 => "Done",
            Self::Arrived => "Succeeded",
            Self::Failed => "Failed",
        }
    }
}
