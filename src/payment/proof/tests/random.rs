//! Hostile input: what is changed never proves, and nothing panics.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// `text` with the character at a random place replaced by another printable one.
fn mutated(text: &str, at: prop::sample::Index, with: char) -> Option<String> {
    let at = at.index(text.len());
    (!text[at..].starts_with(with)).then(|| format!("{}{with}{}", &text[..at], &text[at + 1..]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn an_order_whose_address_was_touched_never_proves(
        order in select(ALL.into_iter().filter(|order| order.text.is_some()).collect::<Vec<_>>()),
        at in any::<prop::sample::Index>(),
        with in prop::char::range('!', '~'),
    ) {
        let Some(address) = mutated(order.address, at, with) else { return Ok(()) };
        let offered = Offered { address: Some(&address), ..order.offered() };
        prop_assert!(prove(&order.asked, &offered, &order.via, NOW).is_err(), "{address}");
    }

    #[test]
    fn an_address_with_a_checksum_that_was_touched_never_proves_by_itself(
        order in select(vec![BITCOIN, LIGHTNING, LITECOIN, DOGECOIN, TON, TRON_USDT]),
        at in any::<prop::sample::Index>(),
        with in prop::char::range('!', '~'),
    ) {
        // The two alphabets of base64 are one to TEP-2, so these replacements change nothing.
        let same = |c| match c { '-' | '+' => 62, '_' | '/' => 63, _ => 0 };
        let old = order.address.as_bytes()[at.index(order.address.len())];
        prop_assume!(same(char::from(old)) == 0 || same(char::from(old)) != same(with));
        let Some(address) = mutated(order.address, at, with) else { return Ok(()) };
        let offered = Offered { address: Some(&address), text: None, ..order.offered() };
        prop_assert!(prove(&order.asked, &offered, &order.via, NOW).is_err(), "{address}");
    }

    #[test]
    fn a_text_whose_address_contract_or_amount_was_touched_never_proves(
        (order, part) in select(vec![
            (BITCOIN, BITCOIN.address),
            (BITCOIN, BITCOIN.amount),
            (LIGHTNING, LIGHTNING.address),
            (LITECOIN, LITECOIN.address),
            (DOGECOIN, DOGECOIN.address),
            (ETHER, ETHER.address),
            (ETHER, "2.014e18"),
            (BASE_USDC, BASE_USDC.address),
            (BASE_USDC, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"),
            (BASE_USDC, "8453"),
            (BASE_USDC, "118210000"),
            (SOL, SOL.address),
            (SOLANA_USDC, SOLANA_USDC.address),
            (SOLANA_USDC, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
            (TON, TON.address),
            (TON, "1500000000"),
        ]),
        at in any::<prop::sample::Index>(),
        with in prop::char::range('!', '~'),
    ) {
        let text = order.text.unwrap();
        let Some(changed) = mutated(part, at, with) else { return Ok(()) };
        // A capital E spells the same number.
        prop_assume!(part != "2.014e18" || with != 'E');
        let text = text.replacen(part, &changed, 1);
        let offered = Offered { text: Some(&text), ..order.offered() };
        prop_assert!(prove(&order.asked, &offered, &order.via, NOW).is_err(), "{text}");
    }

    #[test]
    fn arbitrary_fields_never_panic(
        order in select(ALL.to_vec()),
        address in any::<Option<String>>(),
        amount in any::<Option<String>>(),
        text in any::<Option<String>>(),
        memo in any::<Option<String>>(),
        network in any::<String>(),
        decimals in any::<u8>(),
        now in any::<i64>(),
    ) {
        let offered = Offered {
            coin: Some(order.asked.coin),
            network: Some(&network),
            address: address.as_deref(),
            amount: amount.as_deref(),
            text: text.as_deref(),
            memo: memo.as_deref(),
        };
        let via = Via { contract: Some((&network, decimals)), threshold: amount.as_deref(), ..order.via };
        prop_assert!(prove_missing(&order.asked, &offered, &via, now).is_err());
    }

    #[test]
    fn arbitrary_text_behind_a_real_beginning_never_panics_nor_rewrites_what_is_shown(
        order in select(ALL.to_vec()),
        scheme in select(vec![
            "bitcoin:", "lightning:lnbc1", "litecoin:", "dogecoin:", "ethereum:0x", "ethereum:pay-",
            "solana:", "ton://transfer/", "0:", "-1:", "lnbc1", "bc1", "0x", "",
        ]),
        rest in "[!-~]{0,80}",
        amount in "[0-9.]{0,45}",
        decimals in any::<u8>(),
    ) {
        let text = format!("{scheme}{rest}");
        let via = Via { contract: Some((order.address, decimals)), ..order.via };
        for offered in [
            Offered { text: Some(&text), ..order.offered() },
            Offered { address: Some(&text), ..order.offered() },
            Offered { text: Some(&text), amount: Some(&amount), ..order.offered() },
        ] {
            if let Ok(payable) = prove(&order.asked, &offered, &via, NOW) {
                prop_assert_eq!(Some(payable.address()), offered.address);
                prop_assert_eq!(Some(payable.amount_text()), offered.amount);
            }
        }
    }
}
