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

#[test]
fn what_moves_has_a_caip_19_id_where_a_profile_says_which() {
    const USDC: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    const MINT: &str = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
    for (coin, network, contract, asset) in [
        (
            "BTC",
            "Mainnet",
            None,
            Some("bip122:000000000019d6689c085ae165831e93/slip44:0"),
        ),
        (
            "LTC",
            "Mainnet",
            None,
            Some("bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2"),
        ),
        (
            "DOGE",
            "Dogecoin",
            None,
            Some("bip122:1a91e3dace36e2be3bf030a65679fe82/slip44:3"),
        ),
        ("BTC", "Lightning", None, None),
        ("ETH", "ETH Mainnet", None, Some("eip155:1/slip44:60")),
        ("ETH", "Base", None, Some("eip155:8453/slip44:60")),
        ("BNB", "BSC", None, Some("eip155:56/slip44:714")),
        (
            "POL",
            "Polygon (Matic)",
            None,
            Some("eip155:137/slip44:966"),
        ),
        ("AVAX", "Avalanche", None, None),
        (
            "USDC",
            "Base",
            Some(USDC),
            Some("eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"),
        ),
        ("USDC", "Base", Some("0x83/35"), None),
        // Without its contract a token is unknown, and nothing else is paid in its place.
        ("USDC", "Base", None, None),
        (
            "SOL",
            "Solana",
            None,
            Some("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501"),
        ),
        (
            "USDC",
            "Solana",
            Some(MINT),
            Some(
                "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
            ),
        ),
        ("TON", "Ton", None, Some("tvm:-239/slip44:607")),
        (
            "USDT",
            "Ton",
            Some("EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"),
            None,
        ),
        ("TRX", "Tron", None, Some("tron:0x2b6653dc/slip44:195")),
        (
            "USDT",
            "Tron",
            Some("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
            None,
        ),
        ("SUI", "Sui", None, None),
    ] {
        let via = Via {
            contract: contract.map(|address| (address, 6)),
            ..NOTHING
        };
        let found = Rail::of(coin, network, &via).caip19(coin);
        assert_eq!(found.as_deref(), asset, "{coin} on {network}");
    }
    let via = Via {
        engine: Some("EVM"),
        chain_id: Some(999_999),
        ..NOTHING
    };
    assert_eq!(Rail::of("XYZ", "Brand New Chain", &via).caip19("XYZ"), None);
}
