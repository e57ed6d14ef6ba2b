//! Every request decoded back into the payment that it was made from.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::money::Amount;
use crate::payment::{Asked, Offered, Via, prove};

const PAYEE: &str = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
const USDC: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
const BUYER: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

fn payable(coin: &str, network: &str, amount: &str, via: &Via, memo: Option<&str>) -> Payable {
    let asked = Asked { coin, network };
    let offered = Offered {
        coin: Some(coin),
        network: Some(network),
        address: Some(PAYEE),
        amount: Some(amount),
        text: None,
        memo,
    };
    prove(&asked, &offered, via, 0).unwrap()
}

fn token(decimals: u8) -> Via<'static> {
    Via {
        chain_id: Some(8453),
        engine: Some("EVM"),
        contract: Some((USDC, decimals)),
        threshold: None,
    }
}

fn evm(payable: &Payable) -> Evm {
    match Asking::of(payable) {
        Some(Asking::Evm(evm)) => evm,
        other => panic!("{other:?}"),
    }
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The words of 32 bytes behind a call's selector.
fn words(data: &str) -> (String, Vec<String>) {
    let (selector, rest) = data.split_at(10);
    let words = rest
        .as_bytes()
        .chunks(64)
        .map(|word| String::from_utf8(word.to_vec()).unwrap());
    (selector.to_owned(), words.collect())
}

#[test]
fn a_token_is_paid_by_a_call_of_its_own_contract() {
    let evm = evm(&payable("USDC", "Base", "25.3301", &token(6), None));
    assert_eq!(
        read(&evm.send(BUYER).unwrap()),
        json!({"method": "eth_sendTransaction", "params": [{
            "from": BUYER, "to": USDC, "value": "0x0",
            "data": "0xa9059cbb000000000000000000000000fb6916095ca1df60bb79ce92ce3ea74c37c5d359\
                     00000000000000000000000000000000000000000000000000000000018281b4",
        }]})
    );
}

#[test]
fn the_selector_is_the_hash_of_the_functions_name() {
    use tiny_keccak::{Hasher, Keccak};
    let mut hash = [0; 32];
    let mut keccak = Keccak::v256();
    keccak.update(b"transfer(address,uint256)");
    keccak.finalize(&mut hash);
    let send = evm(&payable("USDC", "Base", "1", &token(6), None)).send(BUYER);
    let send = read(&send.unwrap());
    let data = send["params"][0]["data"].as_str().unwrap();
    let selector: String = hash[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(&data[..10], format!("0x{selector}"));
}

#[test]
fn a_chains_own_coin_goes_to_the_payee_itself() {
    let evm = evm(&payable(
        "ETH",
        "Ethereum",
        "0.00955001",
        &Via::default(),
        None,
    ));
    assert_eq!(evm.chain_id(), 1);
    assert_eq!(
        read(&evm.send(BUYER).unwrap()),
        json!({"method": "eth_sendTransaction", "params": [{
            "from": BUYER, "to": PAYEE, "value": "0x21edaef9a6c400",
        }]})
    );
    assert_eq!(
        read(&evm.switch()),
        json!({"method": "wallet_switchEthereumChain", "params": [{"chainId": "0x1"}]})
    );
    assert_eq!(evm.add(), None, "every wallet knows Ethereum");
}

#[test]
fn chains_are_added_with_their_own_data() {
    for (id, name, coin) in [
        (10, "OP Mainnet", "ETH"),
        (56, "BNB Smart Chain", "BNB"),
        (137, "Polygon", "POL"),
        (480, "World Chain", "ETH"),
        (8453, "Base", "ETH"),
        (42161, "Arbitrum One", "ETH"),
        (43114, "Avalanche C-Chain", "AVAX"),
    ] {
        let via = Via {
            chain_id: Some(id),
            ..token(6)
        };
        let add = evm(&payable("USDC", "X", "1", &via, None)).add().unwrap();
        let add = read(&add);
        assert_eq!(add["method"], "wallet_addEthereumChain");
        let chain = &add["params"][0];
        assert_eq!(chain["chainId"], format!("{id:#x}"));
        assert_eq!(chain["chainName"], name);
        assert_eq!(chain["nativeCurrency"]["symbol"], coin);
        assert_eq!(chain["nativeCurrency"]["decimals"], 18);
        for list in ["rpcUrls", "blockExplorerUrls"] {
            let url = chain[list][0].as_str().unwrap();
            assert!(url.starts_with("https://") && !url.ends_with('/'), "{url}");
        }
        let rail = Rail::Evm {
            chain_id: Some(id),
            token: None,
        };
        let page = rail.explorer(&"a".repeat(64)).unwrap();
        let explorer = chain["blockExplorerUrls"][0].as_str().unwrap();
        assert!(page.starts_with(explorer), "one explorer a chain: {page}");
    }
    let via = Via {
        chain_id: Some(324),
        ..token(6)
    };
    assert_eq!(evm(&payable("USDC", "X", "1", &via, None)).add(), None);
}

#[test]
fn nothing_is_asked_where_something_is_unknown() {
    let unknown = Via {
        chain_id: None,
        ..token(6)
    };
    assert_eq!(
        Asking::of(&payable("USDC", "Nowhere", "1", &unknown, None)),
        None
    );
    assert_eq!(
        Asking::of(&payable("USDC", "Base", "1", &token(6), Some("12345"))),
        None,
        "a memo would be lost"
    );
    let paid = evm(&payable("USDC", "Base", "1", &token(6), None));
    for account in ["", "0x", "vitalik.eth", &BUYER[1..], &[BUYER, "0"].concat()] {
        assert_eq!(paid.send(account), None, "{account}");
    }
}

#[test]
fn a_chain_is_recognised_by_its_number_only() {
    for (answer, is) in [
        ("0x2105", true),
        ("0X2105", true),
        ("0x02105", true),
        ("8453", false),
        ("2105", false),
        ("0x", false),
        ("0x+2105", false),
        ("0x2106", false),
        ("", false),
    ] {
        assert_eq!(is_chain(answer, 8453), is, "{answer}");
    }
}

proptest! {
    #[test]
    fn a_transfer_reads_back_as_the_amount_on_the_screen(
        units in 1_u128..1_000_000_000_000_000_000_000_000_000_000_000_000_u128,
        decimals in 0_u8..=18,
    ) {
        let amount = Amount::from_atomic(units, decimals).to_string();
        let payable = payable("USDC", "Base", &amount, &token(decimals), None);
        let send = read(&evm(&payable).send(BUYER).unwrap());
        let transaction = &send["params"][0];
        prop_assert_eq!(transaction["to"].as_str(), Some(USDC));
        prop_assert_eq!(transaction["value"].as_str(), Some("0x0"));
        let (selector, words) = words(transaction["data"].as_str().unwrap());
        prop_assert_eq!(selector, "0xa9059cbb");
        prop_assert_eq!(words.len(), 2);
        prop_assert!(words.iter().all(|word| word.len() == 64));
        prop_assert_eq!(&words[0], &format!("{:0>64}", PAYEE[2..].to_lowercase()));
        let (high, low) = words[1].split_at(32);
        prop_assert!(high.bytes().all(|digit| digit == b'0'));
        prop_assert_eq!(u128::from_str_radix(low, 16).unwrap(), units);
    }

    #[test]
    fn a_value_reads_back_as_the_amount_on_the_screen(
        units in 1_u128..1_000_000_000_000_000_000_000_000_000_000_000_000_u128,
    ) {
        let amount = Amount::from_atomic(units, 18).to_string();
        let payable = payable("ETH", "Base", &amount, &Via::default(), None);
        let send = read(&evm(&payable).send(BUYER).unwrap());
        let transaction = &send["params"][0];
        prop_assert_eq!(transaction.get("data"), None);
        prop_assert_eq!(transaction["to"].as_str(), Some(PAYEE));
        let value = transaction["value"].as_str().unwrap().strip_prefix("0x").unwrap();
        prop_assert!(!value.starts_with('0'));
        prop_assert_eq!(u128::from_str_radix(value, 16).unwrap(), units);
    }
}
