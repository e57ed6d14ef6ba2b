//! What a proved order offers to the screen, rail by rail.

use super::*;

#[test]
fn every_rail_proves_its_order_and_keeps_the_exact_texts() {
    for order in ALL {
        let payable = order.payable();
        assert_eq!(payable.coin(), order.asked.coin);
        assert_eq!(payable.network(), order.asked.network);
        assert_eq!(payable.address(), order.address);
        assert_eq!(payable.amount_text(), order.amount);
        assert_eq!(*payable.amount(), Amount::parse(order.amount).unwrap());
        assert_eq!(payable.uri(), order.text.unwrap_or(order.address));
    }
}

#[test]
fn a_token_comes_with_all_a_wallet_needs() {
    let payable = BASE_USDC.payable();
    assert_eq!(payable.chain_id(), Some(8453));
    assert_eq!(
        payable.contract(),
        Some("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913")
    );
    assert_eq!(payable.decimals(), Some(6));
    assert_eq!(payable.amount_atomic(), Some(118_210_000));
    assert_eq!(payable.caip2().as_deref(), Some("eip155:8453"));
    assert_eq!(
        payable.asset().as_deref(),
        Some("eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913")
    );
    assert!(!payable.is_bare());
}

#[test]
fn atomic_amounts_use_the_units_of_each_rail() {
    for (order, units) in [
        (BITCOIN, Some(32_833)),
        (LIGHTNING, Some(250_000_000)),
        (DOGECOIN, Some(12_050_000_000)),
        (ETHER, Some(2_014_000_000_000_000_000)),
        (SOL, Some(500_000_000)),
        (SOLANA_USDC, Some(10_500_000)),
        (TON, Some(1_500_000_000)),
        (TRON_USDT, Some(25_010_000)),
        (SUI, None),
    ] {
        assert_eq!(
            order.payable().amount_atomic(),
            units,
            "{}",
            order.asked.coin
        );
    }
}

#[test]
fn a_lightning_qr_is_upper_case_and_everything_else_byte_exact() {
    let payable = LIGHTNING.payable();
    assert_eq!(payable.qr_text(), LIGHTNING_COFFEE.to_uppercase());
    assert_eq!(payable.uri(), LIGHTNING_COFFEE);
    assert_eq!(payable.link().as_deref(), Some(LIGHTNING_COFFEE));
    assert_eq!(payable.expires_at_ms(), Some(1_496_314_718_000));
    assert!(!payable.is_bare());
    assert_eq!(BITCOIN.payable().qr_text(), BITCOIN.text.unwrap());
}

#[test]
fn an_invoice_alone_is_enough_and_still_opens_a_wallet() {
    for text in [None, Some(""), Some(COFFEE)] {
        let payable = LIGHTNING.with(|offered| offered.text = text).unwrap();
        assert_eq!(payable.uri(), COFFEE);
        assert_eq!(payable.link().as_deref(), Some(LIGHTNING_COFFEE));
        assert!(!payable.is_bare());
    }
}

#[test]
fn without_a_text_the_qr_is_the_bare_address() {
    for order in ALL
        .into_iter()
        .filter(|order| order.asked.network != "Lightning")
    {
        let payable = order.with(|offered| offered.text = None).unwrap();
        assert_eq!(payable.qr_text(), order.address);
        assert_eq!(payable.link(), None);
        assert!(payable.is_bare());
    }
}

#[test]
fn a_link_without_an_amount_is_bare_but_opens_a_wallet() {
    let text = "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    let payable = BITCOIN.with(|offered| offered.text = Some(text)).unwrap();
    assert!(payable.is_bare());
    assert_eq!(payable.link().as_deref(), Some(text));
}

#[test]
fn addresses_that_two_spellings_share_are_one() {
    let upper = "BITCOIN:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4?AMOUNT=0.00032833";
    assert_eq!(
        BITCOIN
            .with(|offered| offered.text = Some(upper))
            .unwrap()
            .uri(),
        upper
    );
    let lower = "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359";
    let payable = ETHER.with(|offered| offered.address = Some(lower)).unwrap();
    assert_eq!(payable.address(), lower);
}

#[test]
fn equal_amounts_written_differently_agree() {
    for amount in ["118.21", "118.2100000000"] {
        let payable = BASE_USDC
            .with(|offered| offered.amount = Some(amount))
            .unwrap();
        assert_eq!(payable.amount_text(), amount);
        assert_eq!(payable.amount_atomic(), Some(118_210_000));
    }
}

#[test]
fn names_agree_in_any_case_and_toncoin_under_both_of_its_names() {
    assert!(
        BASE_USDC
            .with(|offered| offered.coin = Some(" usdc "))
            .is_ok()
    );
    assert!(
        BASE_USDC
            .with(|offered| offered.network = Some("BASE"))
            .is_ok()
    );
    assert!(TON.with(|offered| offered.coin = Some("GRAM")).is_ok());
}

#[test]
fn a_memo_is_surfaced_from_the_text_or_from_the_order() {
    assert_eq!(TON.payable().memo(), Some("order 7"));
    assert_eq!(
        TON.with(|offered| offered.memo = Some("order 7"))
            .unwrap()
            .memo(),
        Some("order 7")
    );
    let bare = TON.with(|offered| (offered.text, offered.memo) = (None, Some("12")));
    assert_eq!(bare.unwrap().memo(), Some("12"));
    assert_eq!(BITCOIN.payable().memo(), None);
}

#[test]
fn a_jetton_link_may_spell_its_master_in_another_form() {
    let order = Order {
        asked: Asked {
            coin: "USDT",
            network: "Ton",
        },
        via: Via {
            contract: Some(("EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs", 6)),
            ..NO_VIA
        },
        amount: "2",
        text: Some(
            "ton://transfer/Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv?amount=2000000&jetton=0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe",
        ),
        ..TON
    };
    assert_eq!(order.payable().amount_atomic(), Some(2_000_000));
}

#[test]
fn the_rest_of_an_underpaid_order_is_proved_for_the_missing_amount() {
    let offered = Offered {
        amount: Some("1.5"),
        text: Some(
            "ethereum:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913@8453/transfer?address=0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed&uint256=1500000",
        ),
        ..BASE_USDC.offered()
    };
    let payable = prove_missing(&BASE_USDC.asked, &offered, &BASE_USDC.via, NOW).unwrap();
    assert_eq!(payable.amount_text(), "1.5");
    assert_eq!(payable.amount_atomic(), Some(1_500_000));
}
