//! Valid orders from arbitrary bytes: every rail, every form that its standard allows.

use arbitrary::{Result, Unstructured};

use super::order::Order;
use super::{address, invoice};

/// When most of them are made, in seconds since 1970.
const NOW: u64 = 1_787_679_708;

/// A rail with the names that lead to it.
struct Kind {
    coin: &'static str,
    network: &'static str,
    chain: Option<u64>,
    token: bool,
    family: Family,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Bitcoin,
    Lightning,
    Litecoin,
    Dogecoin,
    Evm,
    Solana,
    Ton,
    Tron,
    Other,
}

const fn kind(
    coin: &'static str,
    network: &'static str,
    chain: Option<u64>,
    token: bool,
    family: Family,
) -> Kind {
    Kind {
        coin,
        network,
        chain,
        token,
        family,
    }
}

const KINDS: [Kind; 16] = [
    kind("BTC", "Mainnet", None, false, Family::Bitcoin),
    kind("BTC", "Lightning", None, false, Family::Lightning),
    kind("LTC", "Mainnet", None, false, Family::Litecoin),
    kind("DOGE", "Dogecoin", None, false, Family::Dogecoin),
    kind("ETH", "ETH Mainnet", None, false, Family::Evm),
    kind("ETH", "Arbitrum", Some(42161), false, Family::Evm),
    kind("POL", "Polygon (Matic)", Some(137), false, Family::Evm),
    kind("USDC", "Base", Some(8453), true, Family::Evm),
    kind("USDT", "ETH Mainnet", Some(1), true, Family::Evm),
    kind("SOL", "Solana", None, false, Family::Solana),
    kind("USDC", "Solana", None, true, Family::Solana),
    kind("TON", "Ton", None, false, Family::Ton),
    kind("USDT", "Ton", None, true, Family::Ton),
    kind("TRX", "Tron", None, false, Family::Tron),
    kind("USDT", "Tron", None, true, Family::Tron),
    kind("SUI", "Sui", None, false, Family::Other),
];

/// An order that may be paid as it stands.
pub fn order(bytes: &mut Unstructured<'_>) -> Result<Order> {
    let kind = bytes.choose(&KINDS)?;
    let mut order = Order {
        coin: kind.coin.into(),
        network: kind.network.into(),
        chain: kind.chain,
        order_coin: Some(kind.coin.into()),
        order_network: Some(kind.network.to_uppercase()),
        now: i64::try_from(NOW * 1000).expect("a time"),
        ..Order::default()
    };
    let mut decimals = match kind.family {
        Family::Bitcoin | Family::Litecoin | Family::Dogecoin => 8,
        Family::Lightning => 11,
        Family::Evm => 18,
        Family::Solana | Family::Ton => 9,
        Family::Tron | Family::Other => 6,
    };
    if kind.token {
        decimals = bytes.int_in_range(0..=24)?;
        order.decimals = decimals;
        order.contract = Some(account(bytes, kind.family)?);
        order.engine = match kind.family {
            Family::Evm => Some("EVM".into()),
            Family::Solana => Some("SVM".into()),
            _ => None,
        };
    }
    let units = u128::from(bytes.int_in_range(1_u64..=99_999_999_999_999_999)?);
    let amount = decimal(bytes, units, decimals)?;
    order.amount = Some(amount.clone());
    if kind.family == Family::Lightning {
        let units = u64::try_from(units).expect("an amount of 17 digits");
        let lifetime = bytes
            .arbitrary::<Option<u32>>()?
            .map(|seconds| u64::from(seconds) + 1);
        let text = invoice::make(bytes, units, NOW, lifetime)?;
        let scheme = *bytes.choose(&[None, Some("lightning:"), Some("LIGHTNING:"), Some("")])?;
        order.text = scheme.map(|scheme| format!("{scheme}{text}"));
        order.address = Some(text);
        return Ok(order);
    }
    let to = account(bytes, kind.family)?;
    let form = bytes.int_in_range(0..=5)?;
    order.text = match form {
        0 => None,
        1 => Some(to.clone()),
        _ => link(bytes, kind, &order, &to, &amount, units)?,
    };
    order.address = Some(to);
    Ok(order)
}

fn account(bytes: &mut Unstructured<'_>, family: Family) -> Result<String> {
    match family {
        Family::Bitcoin if bytes.arbitrary()? => address::base58(bytes, &[0, 5]),
        Family::Bitcoin | Family::Lightning => address::segwit(bytes, "bc"),
        Family::Litecoin if bytes.arbitrary()? => address::base58(bytes, &[0x30, 0x32, 5]),
        Family::Litecoin => address::segwit(bytes, "ltc"),
        Family::Dogecoin => address::base58(bytes, &[0x1e, 0x16]),
        Family::Evm => address::evm(bytes),
        Family::Solana | Family::Other => address::key(bytes),
        Family::Ton => address::ton(bytes),
        Family::Tron => address::base58(bytes, &[0x41]),
    }
}

/// So many units as decimal text, with zeros at its ends at times.
fn decimal(bytes: &mut Unstructured<'_>, units: u128, decimals: u8) -> Result<String> {
    let digits = format!("{units:0>width$}", width = usize::from(decimals) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(decimals));
    let zeros = "0".repeat(bytes.int_in_range(0..=2)?);
    let fraction = match bytes.arbitrary()? {
        true => fraction.trim_end_matches('0').to_owned(),
        false => format!("{fraction}{zeros}"),
    };
    Ok(match fraction.as_str() {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    })
}

/// A payment link as the rail's standard has it; none where there is no standard.
fn link(
    bytes: &mut Unstructured<'_>,
    kind: &Kind,
    order: &Order,
    to: &str,
    amount: &str,
    units: u128,
) -> Result<Option<String>> {
    let with_amount = bytes.int_in_range(0..=3)? > 0;
    let mut keys: Vec<(&str, String)> = Vec::new();
    let contract = order.contract.clone();
    let start = match kind.family {
        Family::Bitcoin | Family::Litecoin | Family::Dogecoin => {
            if with_amount {
                keys.push((*bytes.choose(&["amount", "AMOUNT"])?, amount.to_owned()));
            }
            for key in ["label", "message", "unknown"] {
                if bytes.int_in_range(0..=3)? == 0 {
                    keys.push((key, words(bytes)?));
                }
            }
            let scheme = match kind.family {
                Family::Bitcoin => "bitcoin:",
                Family::Litecoin => "litecoin:",
                _ => "dogecoin:",
            };
            format!("{}{to}", cased(bytes, scheme)?)
        }
        Family::Evm => {
            let units = units_text(bytes, units)?;
            let chain = match (kind.chain, bytes.arbitrary()?) {
                (None, true) => String::new(),
                (chain, _) => format!("@{}", chain.unwrap_or(1)),
            };
            let pay = *bytes.choose(&["", "pay-"])?;
            let scheme = cased(bytes, "ethereum:")?;
            match contract {
                Some(token) => {
                    keys.push(("address", to.to_owned()));
                    keys.push(("uint256", units));
                    format!("{scheme}{pay}{token}{chain}/transfer")
                }
                None => {
                    if with_amount {
                        keys.push(("value", units));
                    }
                    format!("{scheme}{pay}{to}{chain}")
                }
            }
        }
        Family::Solana => {
            if with_amount {
                keys.push(("amount", amount.to_owned()));
            }
            keys.extend(contract.map(|token| ("spl-token", token)));
            for _ in 0..bytes.int_in_range(0..=2)? {
                keys.push(("reference", address::key(bytes)?));
            }
            if bytes.arbitrary()? {
                keys.push(("memo", words(bytes)?));
            }
            format!("{}{to}", cased(bytes, "solana:")?)
        }
        Family::Ton => {
            if with_amount {
                keys.push(("amount", units.to_string()));
            }
            keys.extend(contract.map(|token| ("jetton", token)));
            if bytes.arbitrary()? {
                keys.push(("text", words(bytes)?));
            }
            if bytes.arbitrary()? {
                keys.push((
                    "exp",
                    (NOW + 1 + u64::from(bytes.arbitrary::<u32>()?)).to_string(),
                ));
            }
            format!("{}//transfer/{to}", cased(bytes, "ton:")?)
        }
        Family::Tron | Family::Other | Family::Lightning => return Ok(None),
    };
    if bytes.arbitrary()? {
        keys.reverse();
    }
    let mut text = start;
    for (place, (key, value)) in keys.iter().enumerate() {
        text.push(if place == 0 { '?' } else { '&' });
        text += &format!("{key}={}", escaped(bytes, value)?);
    }
    Ok(Some(text))
}

/// A whole number, also with an exponent (EIP-681).
fn units_text(bytes: &mut Unstructured<'_>, units: u128) -> Result<String> {
    let digits = units.to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    Ok(match bytes.int_in_range(0..=3)? {
        0 => format!("{}e{zeros}", digits.trim_end_matches('0')),
        1 if digits.len() > 1 => {
            let (first, rest) = digits.split_at(1);
            format!("{first}.{rest}E{}", rest.len())
        }
        _ => digits,
    })
}

fn cased(bytes: &mut Unstructured<'_>, scheme: &str) -> Result<String> {
    Ok(match bytes.int_in_range(0..=3)? {
        0 => scheme.to_uppercase(),
        _ => scheme.to_owned(),
    })
}

fn words(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok((*bytes.choose(&["order 7", "x", "a&b=c?d", "100%", "Grüße", "#1"])?).to_owned())
}

/// Percent-escapes what must be, and at times a letter that need not be.
fn escaped(bytes: &mut Unstructured<'_>, value: &str) -> Result<String> {
    let more = bytes.arbitrary::<u8>()?;
    let mut text = String::new();
    for (place, byte) in value.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
        if plain && usize::from(more) != place {
            text.push(char::from(byte));
        } else {
            text += &format!("%{byte:02X}");
        }
    }
    Ok(text)
}
