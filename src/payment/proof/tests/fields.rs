//! What is wrong with an order's fields, each caused by one change and named by one mismatch.

use super::*;

#[test]
fn another_coin_or_none() {
    for coin in [Some("USDT"), Some("USDC.e"), Some("USD"), Some(" "), None] {
        assert_eq!(
            BASE_USDC.wrong(|offered| offered.coin = coin),
            [Mismatch::CoinDiffers]
        );
    }
}

#[test]
fn toncoin_has_two_names_on_its_own_network_only() {
    let order = Order {
        asked: Asked {
            coin: "TON",
            network: "Ethereum",
        },
        text: None,
        ..ETHER
    };
    assert_eq!(
        order.wrong(|offered| offered.coin = Some("GRAM")),
        [Mismatch::CoinDiffers]
    );
}

#[test]
fn another_network_or_none() {
    for network in [Some("Arbitrum"), Some("Bas"), Some(""), None] {
        assert_eq!(
            BASE_USDC.wrong(|offered| offered.network = network),
            [Mismatch::NetworkDiffers]
        );
    }
}

#[test]
fn no_address() {
    for order in ALL {
        assert_eq!(
            order.wrong(|offered| offered.address = None),
            [Mismatch::AddressMissing]
        );
        assert_eq!(
            order.wrong(|offered| offered.address = Some("")),
            [Mismatch::AddressMissing]
        );
    }
}

#[test]
fn an_address_that_is_none_on_this_network() {
    for order in ALL {
        let wrong = order.wrong(|offered| offered.address = Some("not an address of any chain"));
        assert_eq!(wrong, [Mismatch::AddressInvalid], "{}", order.asked.network);
    }
    for address in [
        "mm4Xh49tjjGt1jCKe8AGFKVXQFpcxg6gBr",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 ",
    ] {
        let wrong = BITCOIN.wrong(|offered| offered.address = Some(address));
        assert_eq!(wrong, [Mismatch::AddressInvalid], "{address}");
    }
}

#[test]
fn no_amount() {
    assert_eq!(
        BITCOIN.wrong(|offered| offered.amount = None),
        [Mismatch::AmountMissing]
    );
    assert_eq!(
        BITCOIN.wrong(|offered| offered.amount = Some("")),
        [Mismatch::AmountMissing]
    );
}

#[test]
fn an_amount_that_is_no_positive_decimal() {
    for amount in ["0", "0.00", "-1", "1e3", "1,5", " 1", "NaN", "0x10"] {
        let wrong = BITCOIN.wrong(|offered| offered.amount = Some(amount));
        assert_eq!(wrong, [Mismatch::AmountInvalid], "{amount}");
    }
}

#[test]
fn an_amount_finer_than_the_coin_can_carry() {
    let wrong = BASE_USDC.wrong(|offered| offered.amount = Some("118.2100001"));
    assert_eq!(wrong, [Mismatch::AmountInvalid]);
}

#[test]
fn a_missing_amount_below_the_minimum() {
    let offered = Offered {
        amount: Some("0.5"),
        text: None,
        ..BASE_USDC.offered()
    };
    let proved = |via: &Via| prove_missing(&BASE_USDC.asked, &offered, via, NOW);
    assert_eq!(proved(&BASE_USDC.via), Err(vec![Mismatch::BelowMinimum]));
    assert!(
        proved(&Via {
            threshold: Some("0.5"),
            ..BASE_USDC.via
        })
        .is_ok()
    );
    assert!(
        proved(&Via {
            threshold: None,
            ..BASE_USDC.via
        })
        .is_ok()
    );
    assert!(
        proved(&Via {
            threshold: Some("a little"),
            ..BASE_USDC.via
        })
        .is_ok()
    );
}

#[test]
fn a_missing_amount_is_proved_like_any_other() {
    let offered = Offered {
        amount: Some("1.5"),
        ..BASE_USDC.offered()
    };
    assert_eq!(
        prove_missing(&BASE_USDC.asked, &offered, &BASE_USDC.via, NOW),
        Err(vec![Mismatch::AmountDiffers])
    );
}

#[test]
fn a_contract_that_is_no_address() {
    for contract in ["", "USDC", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02914"] {
        let via = Via {
            contract: Some((contract, 6)),
            ..BASE_USDC.via
        };
        let order = Order {
            via,
            text: None,
            ..BASE_USDC
        };
        assert_eq!(
            order.wrong(|_| {}),
            [Mismatch::ContractInvalid],
            "{contract}"
        );
    }
}

#[test]
fn every_disagreement_is_reported_at_once() {
    let empty = prove(&BITCOIN.asked, &Offered::default(), &NO_VIA, NOW);
    assert_eq!(
        empty,
        Err(vec![
            Mismatch::CoinDiffers,
            Mismatch::NetworkDiffers,
            Mismatch::AddressMissing,
            Mismatch::AmountMissing
        ])
    );
}

#[test]
fn codes_are_stable_snake_case_and_unlike_each_other() {
    let all = [
        Mismatch::CoinDiffers,
        Mismatch::NetworkDiffers,
        Mismatch::AddressMissing,
        Mismatch::AddressInvalid,
        Mismatch::AmountMissing,
        Mismatch::AmountInvalid,
        Mismatch::AmountDiffers,
        Mismatch::BelowMinimum,
        Mismatch::ContractInvalid,
        Mismatch::TextUnreadable,
        Mismatch::TextWrongScheme,
        Mismatch::TextAddressDiffers,
        Mismatch::TextChainDiffers,
        Mismatch::TextTokenDiffers,
        Mismatch::OtherDestination,
        Mismatch::UnknownRequirement,
        Mismatch::InvoiceExpired,
        Mismatch::InvoiceAmountMissing,
        Mismatch::MemoDiffers,
    ];
    for (at, mismatch) in all.into_iter().enumerate() {
        let snake = format!("{mismatch:?}")
            .chars()
            .flat_map(|c| {
                if c.is_uppercase() {
                    vec!['_', c.to_ascii_lowercase()]
                } else {
                    vec![c]
                }
            })
            .skip(1)
            .collect::<String>();
        assert_eq!(mismatch.code(), snake);
        assert!(
            all[..at]
                .iter()
                .all(|earlier| earlier.code() != mismatch.code())
        );
    }
}
