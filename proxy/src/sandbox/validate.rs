//! Decides what an order costs and what speaks against it (api-notes §5, §10).

use serde_json::{Value, json};

use super::body::{Item, OrderBody, Payment, is_phone};
use super::catalogue::{Brand, Catalogue, Delivery, Product};
use super::chance::Chance;
use super::coins::{Coin, Coins, Network};
use super::denomination::choose;
use super::problems::{Coupon, Wishes, coupon};
use super::refund::is_address;

const MOST_DELIVERIES: usize = 10;
const MOST_USD_MICRO: u128 = 5_000_000_000;

/// A refusal of the whole request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// 400: the request is not understood.
    Malformed(String),
    /// 422: a code in `detail`.
    Business(&'static str),
}

/// One delivery after its denomination was looked up.
#[derive(Clone)]
pub struct Line {
    /// Brand.
    pub brand: Brand,
    /// The denomination of the echo.
    pub denomination: String,
    /// Its label.
    pub localized: String,
    /// `product_value` of the echo.
    pub value: Option<String>,
    /// Currency.
    pub currency: String,
    /// How it is delivered.
    pub delivery: Delivery,
    /// Recipient, as sent.
    pub account: String,
    /// Price in units of the coin's shown decimals.
    pub units: u128,
    /// Data plan.
    pub is_data_plan: bool,
    usd_micro: u128,
}

/// A basket with its price.
#[derive(Clone)]
pub struct Priced {
    /// Coin.
    pub coin: Coin,
    /// Network; `None` where another site takes the payment.
    pub network: Option<Network>,
    /// Via.
    pub via: String,
    /// Deliveries.
    pub lines: Vec<Line>,
    /// To pay, in units of the coin's shown decimals.
    pub units: u128,
    /// Before the discount.
    pub original_units: u128,
    /// In hundredths of a US dollar.
    pub usd_cents: u128,
    /// Accepted coupon.
    pub coupon: Option<String>,
    /// What speaks against it.
    pub problems: Vec<Value>,
    /// What the recipients' addresses ask for.
    pub wishes: Wishes,
}

/// What validation needs to know.
pub struct Shop<'a> {
    /// Catalogue.
    pub catalogue: &'a Catalogue,
    /// Coins.
    pub coins: &'a Coins,
    /// Seed.
    pub chance: Chance,
    /// Unix seconds.
    pub now: u64,
}

impl Shop<'_> {
    /// Prices a basket.
    ///
    /// # Errors
    /// A refusal of the request as a whole; everything else becomes a problem.
    pub fn price(&self, body: &OrderBody) -> Result<Priced, Refusal> {
        let wishes = Wishes::read(body).map_err(Refusal::Malformed)?;
        if let Some(code) = wishes.refusal {
            return Err(Refusal::Business(code));
        }
        let mut problems: Vec<Value> = wishes
            .problems
            .iter()
            .copied()
            .map(|code| problem(code, words_about(code)))
            .collect();
        let (coin, network, via) = self.way_to_pay(&body.payment, &mut problems)?;
        // Unseen in production: a wrong address is refused as loudly as can be.
        if let Some(wallet) = &body.refund_wallet_address
            && !network
                .as_ref()
                .is_some_and(|network| is_address(network, wallet))
        {
            let words = "refund_wallet_address is no address of the network";
            return Err(Refusal::Malformed(words.to_owned()));
        }
        let mut lines = Vec::new();
        for item in &body.deliveries {
            if let Some(line) = self.line(item, &coin, wishes.substitute, &mut problems)? {
                lines.push(line);
            }
        }
        let most = wishes.most.unwrap_or(MOST_DELIVERIES);
        if body.deliveries.len() > most {
            problems.push(problem("PRODUCT_COUNT_EXCEEDED", json!({"max": most})));
        }
        let blocked = |line: &Line| line.brand.name == "Harbor Coffee";
        let on_base = network
            .as_ref()
            .is_some_and(|network| network.name == "Base");
        if coin.name == "USDC" && on_base && lines.iter().any(blocked) {
            let others = json!(["USDC/Solana", "USDC/Arbitrum", "BTC/Mainnet"]);
            problems.push(problem("UNSUPPORTED_PROTOCOL_COIN_COMBINATION", others));
        }
        let original_units: u128 = lines.iter().map(|line| line.units).sum();
        let mut units = original_units;
        let mut accepted = None;
        if let Some(code) = body.coupon_code.as_deref().filter(|code| !code.is_empty()) {
            match coupon(code) {
                Coupon::TenPercent => {
                    units = (original_units * 9).div_ceil(10);
                    accepted = Some(code.to_owned());
                }
                Coupon::Refused(refused) => problems.push(problem(refused, Value::Null)),
            }
        }
        let usd_micro: u128 = lines.iter().map(|line| line.usd_micro).sum();
        if usd_micro > MOST_USD_MICRO {
            let limit = json!({"max": "5000", "currency": "USD"});
            problems.push(problem("MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED", limit));
        }
        if !lines.is_empty() && units < coin.threshold_units() {
            let least = json!({"min": coin.text(coin.threshold_units()), "coin": coin.name});
            problems.push(problem("AMOUNT_LESS_THEN_MINIMUM_ALLOWED", least));
        }
        Ok(Priced {
            coin,
            network,
            via,
            lines,
            units,
            original_units,
            usd_cents: usd_micro / 10_000,
            coupon: accepted,
            problems,
            wishes,
        })
    }

    fn way_to_pay(
        &self,
        payment: &Payment,
        problems: &mut Vec<Value>,
    ) -> Result<(Coin, Option<Network>, String), Refusal> {
        let (via, name, network) = match payment {
            Payment::Via {
                payment_via,
                coin,
                network,
            } => (payment_via, coin, Some(network)),
            Payment::BinancePay { coin } => (&"binance_pay".to_owned(), coin, None),
        };
        let unknown = |what: &str| Refusal::Malformed(format!("unknown {what}"));
        let coin = self.coins.find(name).ok_or_else(|| unknown("coin"))?;
        if coin.suspended {
            return Err(Refusal::Business("SUSPENDED_COIN"));
        }
        let network = match network {
            Some(name) => Some(coin.network(name).ok_or_else(|| unknown("network"))?),
            None => None,
        };
        if network.is_some_and(|network| network.suspended) {
            return Err(Refusal::Business("SUSPENDED_NETWORK"));
        }
        match via.as_str() {
            "USER_WALLET" | "binance_pay" => {}
            "KUCOIN_PAY" if coin.name == "USDT" => {}
            "GATE_PAY" | "KUCOIN_PAY" | "GATE_PAY_WEB" | "BUYDL" => {
                problems.push(problem("NOT_ALLOWED_PAYMENT_VIA", json!(["USER_WALLET"])));
            }
            _ => return Err(unknown("payment_via")),
        }
        Ok((coin.clone(), network.cloned(), via.clone()))
    }

    fn line(
        &self,
        item: &Item,
        coin: &Coin,
        substitute: bool,
        problems: &mut Vec<Value>,
    ) -> Result<Option<Line>, Refusal> {
        let Some(country) = self.catalogue.country(&item.country_code) else {
            return Err(Refusal::Malformed("unknown country_code".to_owned()));
        };
        let Some(brand) = self.catalogue.brand(&item.country_code, &item.brand_name) else {
            problems.push(problem("NOT_AVAILABLE_PRODUCT", json!(item.brand_name)));
            return Ok(None);
        };
        if brand.name == "Vault Pay" {
            return Err(Refusal::Business("LOGIN_REQUIRED"));
        }
        if brand.out_of_stock {
            problems.push(problem("OUT_OF_STOCK", json!(item.brand_name)));
        }
        let wanted = match is_phone(&item.beneficiary_account) {
            true => Delivery::Phone,
            false => Delivery::Email,
        };
        let all = self.catalogue.products(brand);
        let right: Vec<Product> = all
            .iter()
            .filter(|product| product.delivery == wanted)
            .cloned()
            .collect();
        if right.is_empty() {
            problems.push(problem("INVALID_BENEFICIARY_ACCOUNT", Value::Null));
        }
        let from = if right.is_empty() { &all } else { &right };
        let Some(found) = choose(from, item, country, substitute) else {
            problems.push(problem("NOT_AVAILABLE_PRODUCT", json!(item.brand_name)));
            return Ok(None);
        };
        let face = self.catalogue.usd_micro(brand, found.product, found.cents);
        let usd_micro = (face * u128::from(10_000 + found.markup)).div_ceil(10_000);
        Ok(Some(Line {
            brand: brand.clone(),
            denomination: found.denomination,
            localized: found.localized,
            value: found.value,
            currency: country.currency.clone(),
            delivery: found.product.delivery,
            account: item.beneficiary_account.clone(),
            units: coin.units(self.chance, self.now, usd_micro),
            is_data_plan: found.product.data.is_some(),
            usd_micro,
        }))
    }
}

/// A code that no document names comes with words, and with markup among them.
fn words_about(code: &str) -> Value {
    match code {
        "NEW_THING_2027" => json!("A <b>new vendor text</b> about it."),
        _ => Value::Null,
    }
}

fn problem(code: &str, details: Value) -> Value {
    match details {
        Value::Null => json!({"problem": code}),
        details => json!({"problem": code, "moreDetails": details}),
    }
}
