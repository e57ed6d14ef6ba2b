//! What the buyer types: an amount, a phone number, an e-mail address.

use std::sync::LazyLock;

use cryptorefills_checkout::checkout::draft::{Choice, Draft, Surroundings, read_phone};
use cryptorefills_checkout::money::{Amount, TypedAmountError, parse_typed};
use cryptorefills_checkout::wire::{ProductGroup, decode_groups};
use serde_json::Value;

use crate::exact::Exact;

/// One product by e-mail, one by phone, both of any amount.
static GROUPS: LazyLock<Vec<ProductGroup>> = LazyLock::new(|| {
    let group = |delivery: &str| {
        format!(
            r#"{{"family": "Morello", "brand": "Morello IT", "kind": "giftcard", "country_code": "IT",
            "products": [{{"product_id": "1", "is_dynamic": true, "delivery_type": "{delivery}",
            "face_value": {{"currency_code": "EUR", "amount": {{"type": "range", "min": "5", "max": "500"}}}},
            "range": {{"min": 5.0, "max": 500.0, "currency": "EUR", "step_size": 0.25}}}}]}}"#
        )
    };
    let body = format!("[{},{}]", group("by_email"), group("by_phone"));
    decode_groups(&body).expect("two groups")
});

/// Reads each line as an amount and as a phone number, and the first three as amount, e-mail and phone of a
/// form. Says whether that can be sent.
pub fn check(text: &str) -> bool {
    for line in text.lines().take(4) {
        amount(line);
        phone(line);
    }
    let mut lines = text.lines();
    let mut next = || lines.next().unwrap_or_default().to_owned();
    let (typed, email, phone) = (next(), next(), next());
    let draft = Draft {
        choice: Choice::Range {
            product_id: "1".into(),
            typed: typed.clone(),
        },
        recipient_email: email.clone(),
        buyer_email: email.clone(),
        recipient_phone: phone.clone(),
        coin: Some("USDC".into()),
        network: Some("Base".into()),
        ..Draft::default()
    };
    let mut sent = false;
    for (group, is_phone) in GROUPS.iter().zip([false, true]) {
        let around = Surroundings {
            country: "IT",
            lang: "it",
            acquisition: None,
            coins: &[],
        };
        let Ok(order) = draft.order(group, around) else {
            continue;
        };
        let body: Value = serde_json::from_str(&order.body).expect("a body in JSON");
        let said = |place: &str| {
            body.pointer(place)
                .and_then(Value::as_str)
                .expect("a text")
                .to_owned()
        };
        let value = Exact::read(&said("/deliveries/0/product_value")).expect("an amount");
        let read = parse_typed(&typed).expect("an amount").to_string();
        assert_eq!(Some(value.clone()), Exact::read(&read));
        assert_eq!(said("/deliveries/0/denomination"), "range");
        assert_eq!(said("/email"), email.trim());
        mail_address(&said("/email"));
        let account = said("/deliveries/0/beneficiary_account");
        let expected = if is_phone {
            read_phone(&phone, "IT").expect("a number")
        } else {
            email.trim().into()
        };
        assert_eq!(account, expected);
        sent = true;
    }
    sent
}

/// Whoever takes the digits alone sees the same digits, and the two decimal marks are worth the same.
fn amount(typed: &str) {
    let swapped: String = typed.chars().map(swap).collect();
    let read = parse_typed(typed);
    assert_eq!(parse_typed(&swapped), read, "{typed:?}");
    let digits: String = typed.chars().filter_map(digit).collect();
    let same_digits = |amount: &Amount| {
        let shown = amount.to_string().replace('.', "");
        assert_eq!(
            shown.trim_matches('0'),
            digits.trim_matches('0'),
            "{typed:?}"
        );
    };
    match read {
        Ok(amount) => {
            same_digits(&amount);
            let plain = Amount::parse(typed.trim());
            assert!(plain.is_none_or(|plain| plain == amount), "{typed:?}");
        }
        Err(TypedAmountError::Ambiguous {
            as_decimal,
            as_thousands,
        }) => {
            same_digits(&as_decimal);
            same_digits(&as_thousands);
            let thousands = Exact::read(&as_thousands.to_string()).map(|amount| amount.down(3));
            assert_eq!(thousands, Exact::read(&as_decimal.to_string()), "{typed:?}");
        }
        Err(TypedAmountError::Empty) => assert!(typed.trim().is_empty()),
        Err(TypedAmountError::NotANumber) => {}
    }
}

fn swap(mark: char) -> char {
    match mark {
        '.' => ',',
        ',' => '.',
        '\u{FF0E}' => '\u{FF0C}',
        '\u{FF0C}' => '\u{FF0E}',
        other => other,
    }
}

/// Of the scripts that are understood.
fn digit(sign: char) -> Option<char> {
    let scripts = [0x30, 0x0660, 0x06F0, 0x0966, 0xFF10];
    let value = scripts
        .into_iter()
        .find_map(|zero| u32::from(sign).checked_sub(zero).filter(|d| *d < 10));
    value.and_then(|value| char::from_digit(value, 10))
}

/// E.164, with the digits that were typed, and unchanged when typed like that.
fn phone(typed: &str) {
    let Ok(read) = read_phone(typed, "") else {
        return;
    };
    let digits = read.strip_prefix('+').expect("a plus");
    assert!(
        (6..=15).contains(&digits.len()) && !digits.starts_with('0'),
        "{typed:?}"
    );
    let shown: String = typed.chars().filter_map(digit).collect();
    let international = shown.strip_prefix("00").unwrap_or(&shown);
    // A zero behind the country's code, for those inside, may go.
    let zeroes = international.match_indices('0').map(|(place, _)| {
        let (before, behind) = international.split_at(place);
        [before, &behind[1..]].concat()
    });
    let mut same = zeroes.chain([international.to_owned()]);
    assert!(same.any(|known| known == digits), "{typed:?}");
    assert_eq!(read_phone(&read, "").ok(), Some(read.clone()), "{typed:?}");
}

/// Nothing in it ends the address early or names a second one.
fn mail_address(text: &str) {
    const UNSEEN: [char; 6] = [
        '\u{ad}', '\u{200b}', '\u{200e}', '\u{202e}', '\u{2060}', '\u{feff}',
    ];
    let unseen = |c: char| c.is_whitespace() || c.is_control() || UNSEEN.contains(&c);
    let signs = |c: char| unseen(c) || ",;:<>()[]\\\"".contains(c);
    assert!(!text.contains(signs), "{text:?}");
    let parts: Vec<&str> = text.split('@').collect();
    assert!(matches!(parts.as_slice(), [local, host] if !local.is_empty() && host.contains('.')));
    assert!(text.len() <= 254, "{text:?}");
}
