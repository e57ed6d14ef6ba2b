//! Ways to pay: the API's coins and networks, narrowed and ordered by the integrator.

use crate::payment::Via as PaymentVia;
use crate::wire::{Decimal, Network, Via};

/// The via whose coins a buyer's own wallet pays (api-notes section 4).
pub const USER_WALLET: &str = "USER_WALLET";

/// A coin with the networks that it lives on.
#[derive(Clone, Debug, PartialEq)]
pub struct Coin {
    /// As the API names it; sent back verbatim.
    pub name: String,
    /// Suspended by the vendor: shown, not selectable.
    pub is_suspended: bool,
    /// Where it can be sent.
    pub networks: Vec<Network>,
}

impl Coin {
    /// The network of that name.
    pub fn network(&self, name: &str) -> Option<&Network> {
        self.networks.iter().find(|network| network.name == name)
    }

    /// Networks that can be chosen now.
    pub fn usable(&self) -> impl Iterator<Item = &Network> {
        self.networks
            .iter()
            .filter(|network| !self.is_suspended && !network.is_suspended)
    }
}

/// What the payment rules need to know of a network.
pub fn via(network: &Network) -> PaymentVia<'_> {
    PaymentVia {
        chain_id: network.chain_id,
        engine: network.engine.as_deref(),
        contract: network
            .contract
            .as_ref()
            .map(|contract| (contract.address.as_str(), contract.decimals)),
        threshold: network.threshold.as_ref().map(Decimal::as_str),
    }
}

/// Coins and networks of the buyer's own wallet.
///
/// `allowed` holds entries such as `USDC/Base` or `BTC`; where it is not empty only these remain, in
/// its order.
pub fn coins(vias: &[Via], allowed: &[String]) -> Vec<Coin> {
    let mut all: Vec<Coin> = Vec::new();
    let usable = vias
        .iter()
        .filter(|via| via.available && via.name == USER_WALLET);
    for currency in usable.flat_map(|via| &via.currencies) {
        if currency.networks.is_empty() || all.iter().any(|coin| coin.name == currency.name) {
            continue;
        }
        let mut networks = currency.networks.clone();
        for network in &mut networks {
            if network.threshold.is_none() {
                network.threshold.clone_from(&currency.threshold);
            }
        }
        all.push(Coin {
            name: currency.name.clone(),
            is_suspended: currency.is_suspended,
            networks,
        });
    }
    if allowed.is_empty() {
        return all;
    }
    let mut kept: Vec<Coin> = Vec::new();
    for entry in allowed {
        let (name, network) = match entry.split_once('/') {
            Some((name, network)) => (name.trim(), Some(network.trim())),
            None => (entry.trim(), None),
        };
        let Some(coin) = all.iter().find(|coin| coin.name == name) else {
            continue;
        };
        let chosen = coin
            .networks
            .iter()
            .filter(|candidate| network.is_none_or(|wanted| candidate.name == wanted));
        let place = kept
            .iter()
            .position(|known| known.name == name)
            .unwrap_or_else(|| {
                kept.push(Coin {
                    networks: Vec::new(),
                    ..coin.clone()
                });
                kept.len() - 1
            });
        if let Some(target) = kept.get_mut(place) {
            for candidate in chosen {
                if target.network(&candidate.name).is_none() {
                    target.networks.push(candidate.clone());
                }
            }
        }
    }
    kept.retain(|coin| !coin.networks.is_empty());
    kept
}
