//! Which payment rules apply to a coin on a network, and what they know about it.

use super::proof::Via;

/// A token's contract, as the way to pay names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Its address on the network.
    pub address: String,
    /// Digits after the point of its smallest unit.
    pub decimals: u8,
}

/// The family of rules by which a coin is paid on a network (api-notes §7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rail {
    /// Bitcoin on its own chain: BIP-21.
    Bitcoin,
    /// Bitcoin over Lightning: BOLT-11.
    Lightning,
    /// Litecoin: BIP-21 by convention.
    Litecoin,
    /// Dogecoin: BIP-21 by convention.
    Dogecoin,
    /// A chain that speaks EIP-681.
    Evm {
        /// Its EIP-155 id; none if neither the way to pay nor the network's name tells.
        chain_id: Option<u64>,
        /// The token that moves; none for the chain's own coin.
        token: Option<Contract>,
    },
    /// Solana: a bare address or Solana Pay.
    Solana {
        /// The token that moves; none for SOL.
        mint: Option<Contract>,
    },
    /// TON: TEP-2 addresses and transfer links.
    Ton {
        /// The token that moves; none for TON.
        jetton: Option<Contract>,
    },
    /// TRON: bare addresses only, as no URI is ratified.
    Tron {
        /// The token that moves; none for TRX.
        token: Option<Contract>,
    },
    /// Any other network: a bare address, whose checksum we cannot judge.
    Other,
}

impl Rail {
    /// The rules for `coin` on `network`. Network names are opaque labels (api-notes §4), so the
    /// engine of the way to pay counts before the name, and its chain id before the name's.
    pub fn of(coin: &str, network: &str, via: &Via) -> Rail {
        let token = via.contract.map(|(address, decimals)| Contract {
            address: address.to_owned(),
            decimals,
        });
        let name = simplified(network);
        let evm = |named| Rail::Evm {
            chain_id: via.chain_id.or(named),
            token: token.clone(),
        };
        let engine = via.engine.map(simplified);
        match engine.as_deref() {
            Some("evm") => return evm(chain_id(&name, coin)),
            Some("svm") => return Rail::Solana { mint: token },
            _ => {}
        }
        match name.as_str() {
            "lightning" | "lightningnetwork" | "bitcoinlightning" | "btclightning" => {
                Rail::Lightning
            }
            "bitcoin" | "btc" | "bitcoinmainnet" | "btcmainnet" => Rail::Bitcoin,
            "litecoin" | "ltc" | "litecoinmainnet" | "ltcmainnet" => Rail::Litecoin,
            "dogecoin" | "doge" | "dogecoinmainnet" | "dogemainnet" => Rail::Dogecoin,
            "mainnet" if is_coin(coin, &["BTC"]) => Rail::Bitcoin,
            "mainnet" if is_coin(coin, &["LTC"]) => Rail::Litecoin,
            "mainnet" if is_coin(coin, &["DOGE"]) => Rail::Dogecoin,
            "solana" | "sol" | "solanamainnet" | "solmainnet" | "spl" => {
                Rail::Solana { mint: token }
            }
            "ton" | "tonmainnet" | "theopennetwork" | "toncoin" => Rail::Ton { jetton: token },
            "tron" | "trx" | "trc20" | "tronmainnet" | "trontrc20" => Rail::Tron { token },
            _ => match chain_id(&name, coin) {
                None if via.chain_id.is_none() => Rail::Other,
                named => evm(named),
            },
        }
    }

    /// A page where anybody can see a transaction of this network; none for Lightning, for unknown
    /// networks, and for texts that are no transaction's id.
    pub fn explorer(&self, transaction: &str) -> Option<String> {
        let plain = transaction
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !plain || !(32..=100).contains(&transaction.len()) {
            return None;
        }
        let page = match self {
            Rail::Bitcoin => "mempool.space/tx/",
            Rail::Litecoin => "litecoinspace.org/tx/",
            Rail::Dogecoin => "dogechain.info/tx/",
            Rail::Solana { .. } => "solscan.io/tx/",
            Rail::Ton { .. } => "tonviewer.com/transaction/",
            Rail::Tron { .. } => "tronscan.org/#/transaction/",
            Rail::Evm {
                chain_id: Some(id), ..
            } => match id {
                1 => "etherscan.io/tx/",
                10 => "optimistic.etherscan.io/tx/",
                56 => "bscscan.com/tx/",
                137 => "polygonscan.com/tx/",
                480 => "worldscan.org/tx/",
                8453 => "basescan.org/tx/",
                42161 => "arbiscan.io/tx/",
                43114 => "snowtrace.io/tx/",
                _ => return None,
            },
            Rail::Evm { .. } | Rail::Lightning | Rail::Other => return None,
        };
        Some(["https://", page, transaction].concat())
    }

    /// The EIP-155 chain id.
    pub fn chain_id(&self) -> Option<u64> {
        match self {
            Rail::Evm { chain_id, .. } => *chain_id,
            _ => None,
        }
    }

    /// The token's contract; none for a chain's own coin.
    pub fn contract(&self) -> Option<&Contract> {
        match self {
            Rail::Evm { token, .. } | Rail::Tron { token } => token.as_ref(),
            Rail::Solana { mint } => mint.as_ref(),
            Rail::Ton { jetton } => jetton.as_ref(),
            _ => None,
        }
    }

    /// Digits after the point of the smallest unit that can be sent. A token's come from its
    /// contract and are never assumed (api-notes §7); for Lightning they count millisatoshi.
    pub fn decimals(&self, coin: &str) -> Option<u8> {
        match self.contract() {
            Some(contract) => Some(contract.decimals),
            None if !self.is_native(coin) => None,
            None => match self {
                Rail::Bitcoin | Rail::Litecoin | Rail::Dogecoin => Some(8),
                Rail::Lightning => Some(11),
                Rail::Evm { .. } => Some(18),
                Rail::Solana { .. } | Rail::Ton { .. } => Some(9),
                Rail::Tron { .. } => Some(6),
                Rail::Other => None,
            },
        }
    }

    /// Whether `coin` is the network's own. On an EVM chain that we do not know, a coin without a
    /// contract must be (api-notes §4).
    pub(super) fn is_native(&self, coin: &str) -> bool {
        let coins: &[&str] = match self {
            Rail::Bitcoin | Rail::Lightning => &["BTC"],
            Rail::Litecoin => &["LTC"],
            Rail::Dogecoin => &["DOGE"],
            Rail::Solana { .. } => &["SOL"],
            Rail::Ton { .. } => &["TON", "GRAM"],
            Rail::Tron { .. } => &["TRX"],
            Rail::Evm { chain_id, .. } => match chain_id {
                Some(1 | 10 | 480 | 8453 | 42161) => &["ETH"],
                Some(56) => &["BNB"],
                Some(137) => &["POL", "MATIC"],
                Some(43114) => &["AVAX"],
                _ => return true,
            },
            Rail::Other => return true,
        };
        is_coin(coin, coins)
    }

    /// The chain's CAIP-2 id. Lightning has none: an invoice names its own network.
    pub fn caip2(&self) -> Option<String> {
        let id = match self {
            Rail::Bitcoin => "bip122:000000000019d6689c085ae165831e93",
            Rail::Litecoin => "bip122:12a765e31ffd4059bada1e25190f6e98",
            Rail::Dogecoin => "bip122:1a91e3dace36e2be3bf030a65679fe82",
            Rail::Evm { chain_id, .. } => return chain_id.map(|id| format!("eip155:{id}")),
            Rail::Solana { .. } => "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
            Rail::Ton { .. } => "tvm:-239",
            Rail::Tron { .. } => "tron:0x2b6653dc",
            Rail::Lightning | Rail::Other => return None,
        };
        Some(id.to_owned())
    }

    /// The CAIP-19 id of what moves. None where no profile says how to write it (TRC-20 tokens, jettons) and
    /// where wallets disagree about the coin's number (AVAX).
    pub fn caip19(&self, coin: &str) -> Option<String> {
        let chain = self.caip2()?;
        let asset = match (self, self.contract()) {
            (Rail::Evm { .. }, Some(token)) => ["/erc20:", &token.address],
            (Rail::Solana { .. }, Some(mint)) => ["/token:", &mint.address],
            (_, Some(_)) => return None,
            (_, None) if !self.is_native(coin) => return None,
            (_, None) => ["/slip44:", self.slip44()?],
        };
        let [namespace, reference] = asset;
        let plain = reference.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| [&chain, namespace, reference].concat())
    }

    /// The number of the chain's own coin in SLIP-44, as CAIP-20 writes it.
    fn slip44(&self) -> Option<&'static str> {
        Some(match self {
            Rail::Bitcoin => "0",
            Rail::Litecoin => "2",
            Rail::Dogecoin => "3",
            Rail::Solana { .. } => "501",
            Rail::Ton { .. } => "607",
            Rail::Tron { .. } => "195",
            Rail::Evm { chain_id, .. } => match chain_id {
                Some(1 | 10 | 480 | 8453 | 42161) => "60",
                Some(56) => "714",
                Some(137) => "966",
                _ => return None,
            },
            Rail::Lightning | Rail::Other => return None,
        })
    }
}

/// Letters and digits only, in lower case: `Polygon (Matic)` and `polygon-matic` are one name.
fn simplified(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

fn is_coin(coin: &str, names: &[&str]) -> bool {
    names
        .iter()
        .any(|name| coin.trim().eq_ignore_ascii_case(name))
}

/// The chain id behind a network's name (api-notes §7).
fn chain_id(name: &str, coin: &str) -> Option<u64> {
    Some(match name {
        "ethereum" | "eth" | "ethmainnet" | "ethereummainnet" | "erc20" => 1,
        "mainnet" if is_coin(coin, &["ETH"]) => 1,
        "optimism" | "op" | "opmainnet" => 10,
        "bsc" | "bnb" | "bnbchain" | "bnbsmartchain" | "binancesmartchain" | "bep20" => 56,
        "polygon" | "matic" | "polygonmatic" | "polygonpos" | "polygonmainnet" => 137,
        "worldchain" | "world" => 480,
        "base" | "basemainnet" => 8453,
        "arbitrum" | "arbitrumone" => 42161,
        "avalanche" | "avax" | "avalanchecchain" | "avaxcchain" => 43114,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
