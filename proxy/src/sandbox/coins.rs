//! Coins and networks (api-notes §4) and what they cost. Prices are micro-dollars per coin; they
//! move by at most 0.2 % every 30 seconds.

use serde::Deserialize;
use serde_json::{Value, json};

use super::chance::Chance;
use crate::config::SetupError;

const DATA: &str = include_str!("data/coins.json");
const PRICE_SECONDS: u64 = 30;

/// Which payment text and address a network uses (api-notes §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rail {
    /// BIP-21 with a segregated-witness address.
    Bitcoin,
    /// BOLT-11.
    Lightning,
    /// BIP-21 by convention.
    Litecoin,
    /// BIP-21 by convention.
    Dogecoin,
    /// EIP-681.
    Evm,
    /// A bare address.
    Solana,
    /// `ton://transfer/`.
    Ton,
    /// A bare address.
    Tron,
    /// A bare address of 32 bytes in hexadecimal.
    Other,
}

/// A token's contract.
#[derive(Debug, Clone, Deserialize)]
pub struct Contract {
    /// The contract's address, mint or jetton master.
    pub address: String,
    symbol: String,
}

/// One way to pay a coin.
#[derive(Debug, Clone, Deserialize)]
pub struct Network {
    /// The name to echo verbatim.
    pub name: String,
    /// How it is paid.
    pub rail: Rail,
    /// Decimals of the atomic unit.
    pub decimals: u8,
    /// EIP-155 chain id.
    pub chain_id: Option<u64>,
    engine: Option<String>,
    base_token: Option<String>,
    /// Absent for the chain's own coin.
    pub contract: Option<Contract>,
    cost: String,
    /// Not usable now.
    #[serde(default)]
    pub suspended: bool,
}

/// One coin.
#[derive(Debug, Clone, Deserialize)]
pub struct Coin {
    /// Ticker.
    pub name: String,
    price_micro: u64,
    /// Decimals of the amounts that the vendor writes.
    pub shown: u8,
    /// Not usable now, on any network.
    #[serde(default)]
    pub suspended: bool,
    /// Its networks.
    pub networks: Vec<Network>,
}

impl Coin {
    /// The network of this exact name.
    pub fn network(&self, name: &str) -> Option<&Network> {
        self.networks.iter().find(|network| network.name == name)
    }

    /// Price of one coin in micro-dollars at a time in Unix seconds.
    pub fn price_micro(&self, chance: Chance, now: u64) -> u128 {
        let bucket = (now / PRICE_SECONDS).to_string();
        let swing = chance.below(41, &["price", &self.name, &bucket]);
        u128::from(self.price_micro) * u128::from(9_980 + swing) / 10_000
    }

    /// What an amount of micro-dollars costs, in units of the shown decimals, rounded up.
    pub fn units(&self, chance: Chance, now: u64, usd_micro: u128) -> u128 {
        let price = self.price_micro(chance, now);
        (usd_micro * power(self.shown)).div_ceil(price)
    }

    /// The least that can be paid, in units of the shown decimals: about €0.50 (api-notes §4).
    pub fn threshold_units(&self) -> u128 {
        (THRESHOLD_USD_MICRO * power(self.shown)).div_ceil(u128::from(self.price_micro))
    }

    /// An amount as the vendor writes it: always with all shown decimals.
    pub fn text(&self, units: u128) -> String {
        decimal(units, self.shown)
    }
}

const THRESHOLD_USD_MICRO: u128 = 562_100;

/// Ten to the power.
pub fn power(decimals: u8) -> u128 {
    10_u128.saturating_pow(u32::from(decimals))
}

/// A whole number of the smallest units as a plain decimal with exactly so many decimals.
pub fn decimal(units: u128, decimals: u8) -> String {
    let unit = power(decimals);
    let whole = units / unit;
    if decimals == 0 {
        return whole.to_string();
    }
    let rest = units % unit;
    format!("{whole}.{rest:0width$}", width = usize::from(decimals))
}

/// All coins.
#[derive(Debug, Clone)]
pub struct Coins {
    list: Vec<Coin>,
}

impl Coins {
    /// Reads the built-in table.
    ///
    /// # Errors
    /// The table is broken; a fault of the build.
    pub fn load() -> Result<Self, SetupError> {
        let list = serde_json::from_str(DATA)
            .map_err(|error| SetupError::Data("coins", error.to_string()))?;
        Ok(Self { list })
    }

    /// The coin of this exact name.
    pub fn find(&self, name: &str) -> Option<&Coin> {
        self.list.iter().find(|coin| coin.name == name)
    }

    /// Every coin.
    pub fn all(&self) -> &[Coin] {
        &self.list
    }

    /// The answer of `GET /v3/payment_vias`, with the undocumented `available` and the vias that
    /// need more than a wallet.
    pub fn vias(&self, own_url: &str) -> Value {
        let wallet: Vec<Value> = self
            .all()
            .iter()
            .map(|coin| currency(coin, own_url))
            .collect();
        let tether: Vec<Value> = self
            .all()
            .iter()
            .filter(|coin| coin.name == "USDT")
            .map(|coin| currency(coin, own_url))
            .collect();
        json!([
            {"name": "USER_WALLET", "logo_url": null, "currencies": wallet},
            {"name": "GATE_PAY", "logo_url": null, "available": false, "currencies": tether},
            {"name": "KUCOIN_PAY", "logo_url": logo(own_url, "kucoin-pay"), "available": true,
             "currencies": tether},
        ])
    }
}

fn currency(coin: &Coin, own_url: &str) -> Value {
    let threshold = threshold(coin);
    let networks: Vec<Value> = coin
        .networks
        .iter()
        .map(|n| network(coin, n, own_url))
        .collect();
    json!({
        "name": coin.name,
        "logo_url": logo(own_url, &coin.name.to_ascii_lowercase()),
        "threshold": threshold,
        "is_suspended": coin.suspended,
        "networks": networks,
    })
}

fn network(coin: &Coin, network: &Network, own_url: &str) -> Value {
    let contract = network.contract.as_ref().map(|contract| {
        json!({
            "engine": network.engine,
            "address": contract.address,
            "decimals": network.decimals,
            "symbol": contract.symbol,
        })
    });
    let mut value = json!({
        "name": network.name,
        "chain_id": network.chain_id,
        "logo_url": logo(own_url, &slug(&network.name)),
        "threshold": threshold(coin),
        "smart_contract_engine": network.engine,
        "base_token": network.base_token,
        "smart_contract": contract,
        "estimated_transfer_cost": network.cost,
    });
    if network.suspended
        && let Some(map) = value.as_object_mut()
    {
        map.insert("is_suspended".to_owned(), Value::Bool(true));
    }
    value
}

/// Fifteen decimals, as seen in production (O 2026-10), and never more than `threshold_units`
/// enforces.
fn threshold(coin: &Coin) -> String {
    let units = THRESHOLD_USD_MICRO * power(15) / u128::from(coin.price_micro).max(1);
    decimal(units, 15)
}

/// Where a logo of ours is.
pub fn logo(own_url: &str, slug: &str) -> String {
    format!("{own_url}/sandbox/logos/{slug}.svg")
}

/// A name as it stands in one of our logo addresses.
pub fn slug(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            text.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() {
            text.push_str(&format!("x{:x}", u32::from(c)));
        } else if !text.ends_with('-') {
            text.push('-');
        }
    }
    text.trim_matches('-').chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_move_by_at_most_a_fifth_of_a_percent() {
        let coins = Coins::load().unwrap();
        for coin in coins.all() {
            let base = u128::from(coin.price_micro);
            let mut seen = std::collections::HashSet::new();
            for bucket in 0..200 {
                let price = coin.price_micro(Chance::new(1), bucket * PRICE_SECONDS);
                assert!(price * 1000 >= base * 998 - 1000 && price * 1000 <= base * 1002);
                seen.insert(price);
            }
            assert!(seen.len() > 5, "{}", coin.name);
            let at = |now| coin.price_micro(Chance::new(1), now);
            assert_eq!(at(60), at(89));
        }
    }

    #[test]
    fn shown_decimals_never_exceed_what_a_network_can_send() {
        for coin in Coins::load().unwrap().all() {
            for network in &coin.networks {
                assert!(
                    coin.shown <= network.decimals,
                    "{}/{}",
                    coin.name,
                    network.name
                );
            }
        }
    }

    #[test]
    fn amounts_are_written_with_all_their_decimals() {
        assert_eq!(decimal(1, 8), "0.00000001");
        assert_eq!(decimal(253_300, 4), "25.3300");
        assert_eq!(decimal(7, 0), "7");
    }

    #[test]
    fn slugs_are_plain_and_distinct_for_other_scripts() {
        assert_eq!(slug("Polygon (Matic)"), "polygon-matic");
        assert_ne!(slug("星河剑录"), slug("墨龙棋坊"));
    }
}
