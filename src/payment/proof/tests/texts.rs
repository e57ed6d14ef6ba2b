//! How a payment text can contradict its order, each caused by one change and named by one
//! mismatch.

use super::*;

#[test]
fn another_amount_in_the_text() {
    for (order, amount) in [
        (BITCOIN, "0.00032834"),
        (LIGHTNING, "0.0026"),
        (LITECOIN, "0.30000001"),
        (DOGECOIN, "12.05"),
        (ETHER, "2.014000000000000001"),
        (BASE_USDC, "118.210001"),
        (SOLANA_USDC, "10.50001"),
        (TON, "1.500000001"),
    ] {
        let wrong = order.wrong(|offered| offered.amount = Some(amount));
        assert_eq!(wrong, [Mismatch::AmountDiffers], "{}", order.asked.network);
    }
}

#[test]
fn a_text_that_follows_no_standard() {
    for (order, text) in [
        (BITCOIN, "pay me"),
        (
            BITCOIN,
            "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00032833&amount=1",
        ),
        (
            BITCOIN,
            "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00032833#x",
        ),
        (ETHER, "ethereum:vitalik.eth?value=2.014e18"),
        (SOL, "solana:https%3A%2F%2Fexample.com"),
        (TRON_USDT, "TFWnQ4Se5RxaPnnLWpqbwYyLT3yEHLN9Mg"),
    ] {
        assert_eq!(
            order.wrong(|offered| offered.text = Some(text)),
            [Mismatch::TextUnreadable],
            "{text}"
        );
    }
}

#[test]
fn a_text_of_another_network() {
    for order in ALL.into_iter().filter(|order| order.asked.network != "Sui") {
        let wrong =
            order.wrong(|offered| offered.text = Some("monero:888tNkZrPN6JsEgekjMnABU4TBzc2Dt29"));
        assert_eq!(
            wrong,
            [Mismatch::TextWrongScheme],
            "{}",
            order.asked.network
        );
    }
}

#[test]
fn a_text_that_pays_another_address() {
    for (order, text) in [
        (
            BITCOIN,
            "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=0.00032833",
        ),
        (BITCOIN, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (
            ETHER,
            "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed?value=2.014e18",
        ),
        (
            BASE_USDC,
            "ethereum:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913@8453/transfer?address=0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359&uint256=118210000",
        ),
        (SOL, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
        (TON, "Ef_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXDvq"),
        (
            SUI,
            "sui:0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331",
        ),
    ] {
        let wrong = order.wrong(|offered| offered.text = Some(text));
        assert_eq!(wrong, [Mismatch::TextAddressDiffers], "{text}");
    }
}

#[test]
fn an_invoice_that_is_not_the_orders() {
    let order = Order {
        amount: "0.02",
        ..LIGHTNING
    };
    let text = "lnbc20m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqscc6gd6ql3jrc5yzme8v4ntcewwz5cnw92tz0pc8qcuufvq7khhr8wpald05e92xw006sq94mg8v2ndf4sefvf9sygkshp5zfem29trqq2yxxz7";
    assert_eq!(
        order.wrong(|offered| offered.text = Some(text)),
        [Mismatch::TextAddressDiffers]
    );
}

#[test]
fn a_text_on_another_chain_or_on_none() {
    for text in [
        "ethereum:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913@1/transfer?address=0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed&uint256=118210000",
        "ethereum:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913/transfer?address=0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed&uint256=118210000",
    ] {
        let wrong = BASE_USDC.wrong(|offered| offered.text = Some(text));
        assert_eq!(wrong, [Mismatch::TextChainDiffers], "{text}");
    }
}

#[test]
fn a_text_for_a_chain_that_nothing_confirms() {
    let asked = Asked {
        coin: "USDC",
        network: "Brand New Chain",
    };
    let order = Order {
        asked,
        via: Via {
            chain_id: None,
            ..BASE_USDC.via
        },
        ..BASE_USDC
    };
    assert_eq!(order.wrong(|_| {}), [Mismatch::TextChainDiffers]);
}

#[test]
fn another_token_in_the_text() {
    let text = "ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@8453/transfer?address=0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed&uint256=118210000";
    assert_eq!(
        BASE_USDC.wrong(|offered| offered.text = Some(text)),
        [Mismatch::TextTokenDiffers]
    );
    let text = "solana:mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN?amount=10.5&spl-token=Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB";
    assert_eq!(
        SOLANA_USDC.wrong(|offered| offered.text = Some(text)),
        [Mismatch::TextTokenDiffers]
    );
}

#[test]
fn the_networks_own_coin_instead_of_a_token() {
    let text = "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@8453";
    assert_eq!(
        BASE_USDC.wrong(|offered| offered.text = Some(text)),
        [Mismatch::TextTokenDiffers]
    );
    let text = "solana:mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN?amount=10.5";
    assert_eq!(
        SOLANA_USDC.wrong(|offered| offered.text = Some(text)),
        [Mismatch::TextTokenDiffers]
    );
}

#[test]
fn a_token_instead_of_the_networks_own_coin() {
    let text = "solana:mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN?amount=0.5&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
    assert_eq!(
        SOL.wrong(|offered| offered.text = Some(text)),
        [Mismatch::TextTokenDiffers]
    );
}

#[test]
fn a_token_that_no_way_to_pay_confirms() {
    let asked = Asked {
        coin: "USDC",
        network: "ETH Mainnet",
    };
    let order = Order {
        asked,
        text: Some("ethereum:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359@1"),
        ..ETHER
    };
    assert_eq!(order.wrong(|_| {}), [Mismatch::TextTokenDiffers]);
}

#[test]
fn a_second_destination_in_the_text() {
    let text =
        "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00032833&lightning=lnbc1";
    assert_eq!(
        BITCOIN.wrong(|offered| offered.text = Some(text)),
        [Mismatch::OtherDestination]
    );
}

#[test]
fn an_unknown_requirement_in_the_text() {
    let text = "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00032833&req-x=1";
    assert_eq!(
        BITCOIN.wrong(|offered| offered.text = Some(text)),
        [Mismatch::UnknownRequirement]
    );
}

#[test]
fn an_invoice_that_has_expired_to_the_millisecond() {
    let at = |now| prove(&LIGHTNING.asked, &LIGHTNING.offered(), &LIGHTNING.via, now);
    assert!(at(1_496_314_717_999).is_ok());
    assert_eq!(at(1_496_314_718_000), Err(vec![Mismatch::InvoiceExpired]));
}

#[test]
fn an_invoice_that_leaves_the_amount_open() {
    let order = Order {
        address: DONATION,
        text: None,
        ..LIGHTNING
    };
    assert_eq!(order.wrong(|_| {}), [Mismatch::InvoiceAmountMissing]);
}

#[test]
fn a_memo_that_differs_or_is_left_out_of_the_link() {
    assert_eq!(
        TON.wrong(|offered| offered.memo = Some("order 8")),
        [Mismatch::MemoDiffers]
    );
    let text = "ton://transfer/Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv?amount=1500000000";
    let wrong = TON.wrong(|offered| (offered.text, offered.memo) = (Some(text), Some("order 7")));
    assert_eq!(wrong, [Mismatch::MemoDiffers]);
}
