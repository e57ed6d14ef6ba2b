//! Every name the API uses, and what follows from it.

use super::*;

const NOTHING: Via = Via {
    chain_id: None,
    engine: None,
    contract: None,
    threshold: None,
};

fn evm(chain_id: u64) -> Rail {
    Rail::Evm {
        chain_id: Some(chain_id),
        token: None,
    }
}

#[test]
fn every_name_the_api_uses_finds_its_rail() {
    for (coin, network, rail) in [
        ("BTC", "Mainnet", Rail::Bitcoin),
        ("LTC", "Mainnet", Rail::Litecoin),
        ("DOGE", "Mainnet", Rail::Dogecoin),
        ("DOGE", "Dogecoin", Rail::Dogecoin),
        ("BTC", " lightning ", Rail::Lightning),
        ("ETH", "ETH Mainnet", evm(1)),
        ("ETH", "Mainnet", evm(1)),
        ("USDC", "Ethereum", evm(1)),
        ("USDC", "Polygon (Matic)", evm(137)),
        ("USDC", "Arbitrum", evm(42161)),
        ("USDC", "Base", evm(8453)),
        ("USDC", "Optimism", evm(10)),
        ("USDT", "BSC", evm(56)),
        ("AVAX", "Avalanche", evm(43114)),
        ("WLD", "World Chain", evm(480)),
        ("SOL", "Solana", Rail::Solana { mint: None }),
        ("USDT", "Tron", Rail::Tron { token: None }),
        ("GRAM", "Ton", Rail::Ton { jetton: None }),
        ("SUI", "Sui", Rail::Other),
        ("XMR", "Mainnet", Rail::Other),
    ] {
        assert_eq!(
            Rail::of(coin, network, &NOTHING),
            rail,
            "{coin} on {network}"
        );
    }
}

#[test]
fn what_the_way_to_pay_says_counts_before_the_name() {
    let via = Via {
        chain_id: Some(10),
        ..NOTHING
    };
    assert_eq!(Rail::of("USDC", "Base", &via), evm(10));
    assert_eq!(Rail::of("USDC", "Brand New Chain", &via), evm(10));
    let via = Via {
        engine: Some("EVM"),
        ..NOTHING
    };
    let unknown = Rail::Evm {
        chain_id: None,
        token: None,
    };
    assert_eq!(Rail::of("USDC", "Brand New Chain", &via), unknown);
    let via = Via {
        engine: Some("SVM"),
        chain_id: Some(101),
        ..NOTHING
    };
    assert_eq!(
        Rail::of("USDC", "Eclipse", &via),
        Rail::Solana { mint: None }
    );
}

#[test]
fn decimals_come_from_the_contract_or_the_chain_and_are_never_guessed() {
    let via = Via {
        contract: Some(("0x0", 6)),
        ..NOTHING
    };
    assert_eq!(Rail::of("USDC", "Base", &via).decimals("USDC"), Some(6));
    assert_eq!(Rail::of("USDC", "Base", &NOTHING).decimals("USDC"), None);
    assert_eq!(Rail::of("ETH", "Base", &NOTHING).decimals("ETH"), Some(18));
    assert_eq!(Rail::of("USDC", "Solana", &NOTHING).decimals("USDC"), None);
    assert_eq!(Rail::of("SOL", "Solana", &NOTHING).decimals("sol"), Some(9));
    assert_eq!(Rail::of("USDT", "Tron", &NOTHING).decimals("USDT"), None);
    assert_eq!(
        Rail::of("BTC", "Lightning", &NOTHING).decimals("BTC"),
        Some(11)
    );
    assert_eq!(Rail::of("SUI", "Sui", &NOTHING).decimals("SUI"), None);
}

#[test]
fn every_known_chain_has_a_caip_2_id() {
    assert_eq!(evm(8453).caip2().as_deref(), Some("eip155:8453"));
    assert_eq!(
        Rail::Bitcoin.caip2().as_deref(),
        Some("bip122:000000000019d6689c085ae165831e93")
    );
    assert_eq!(Rail::Lightning.caip2(), None);
    assert_eq!(
        Rail::Evm {
            chain_id: None,
            token: None
        }
        .caip2(),
        None
    );
}
