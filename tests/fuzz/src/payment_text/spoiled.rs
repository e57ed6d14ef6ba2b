//! One thing wrong with a valid order.

use arbitrary::{Result, Unstructured};
use cryptorefills_checkout::payment::Rail;

use super::order::Order;

/// The order with one thing changed, and whether it must be refused now. Where that depends, the judge alone
/// decides: if it is still accepted, it must still pay what it says.
pub fn spoil(order: &Order, bytes: &mut Unstructured<'_>) -> Result<(Order, bool)> {
    let mut changed = order.clone();
    let rail = order.rail();
    let payable = order.proved().expect("a valid order");
    let is_link = payable.link().is_some();
    let must_refuse = match bytes.int_in_range(0..=13)? {
        0 | 1 => {
            changed.address = touched(bytes, order.address.as_deref())?;
            let guarded = order.text.is_some() || has_checksum(&rail, payable.address());
            guarded && !same_account(&rail, &changed.address, &order.address)
        }
        2 => {
            changed.text = touched(bytes, order.text.as_deref())?;
            false
        }
        3 => {
            changed.amount = another_digit(bytes, order.amount.as_deref())?;
            !payable.is_bare() && changed.amount != order.amount
        }
        4 => {
            let more = (*bytes.choose(&PIECES)?).to_owned();
            changed.text = inserted(bytes, order.text.as_deref(), &more)?;
            false
        }
        5 => {
            let more: String = bytes.arbitrary::<&str>()?.chars().take(24).collect();
            changed.text = inserted(bytes, order.text.as_deref(), &more)?;
            false
        }
        6 => {
            changed.text = shortened(bytes, order.text.as_deref())?;
            false
        }
        7 => {
            let network =
                *bytes.choose(&["", "Base", "Mainnet", "Solana", "Ton", "Tron", "Sui"])?;
            changed.order_network = Some(network.into());
            !network.eq_ignore_ascii_case(&order.network)
        }
        8 => {
            let coin =
                *bytes.choose(&["", "USDC.e", "USDC", "USDT", "BTC", "TON", "GRAM", "ETH"])?;
            changed.order_coin = Some(coin.into());
            let toncoin = order.coin == "TON" && coin == "GRAM";
            !coin.eq_ignore_ascii_case(&order.coin) && !toncoin
        }
        9 => {
            changed.chain = Some(*bytes.choose(&[0, 1, 10, 137, 8453, u64::MAX])?);
            let evm = matches!(rail, Rail::Evm { .. });
            let other = changed.chain != payable.chain_id();
            evm && is_link && other
        }
        10 => {
            changed.contract = touched(bytes, order.contract.as_deref())?;
            is_link && !same_account(&rail, &changed.contract, &order.contract)
        }
        11 => {
            changed.decimals = bytes.int_in_range(0..=40)?;
            let in_units = matches!(rail, Rail::Evm { .. } | Rail::Ton { .. });
            let counts = order.contract.is_some() && changed.decimals != order.decimals;
            in_units && counts && !payable.is_bare()
        }
        12 => {
            let later = i64::from(bytes.arbitrary::<u32>()?);
            changed.now = payable
                .expires_at_ms()
                .unwrap_or(order.now)
                .saturating_add(later);
            payable.expires_at_ms().is_some()
        }
        _ => {
            let memo = *bytes.choose(&["order 7", "order 8", "x", "+"])?;
            changed.memo = Some(memo.into());
            let carried = matches!(rail, Rail::Solana { .. } | Rail::Ton { .. });
            carried && is_link && payable.memo() != Some(memo)
        }
    };
    Ok((changed, must_refuse))
}

/// What somebody might slip into a payment text.
const PIECES: [&str; 16] = [
    "&amount=1",
    "?amount=1",
    "&AMOUNT=1",
    "&%61mount=1",
    "&value=1",
    "&uint256=1",
    "&address=0x",
    "&lightning=lnbc1",
    "&req-x=1",
    "&pj=https://x.example",
    "#",
    "@1",
    "@10",
    "/transfer",
    "pay-",
    "%",
];

/// Whether a changed letter of an address cannot go unnoticed. The raw form of TON has no checksum.
fn has_checksum(rail: &Rail, address: &str) -> bool {
    match rail {
        Rail::Bitcoin | Rail::Lightning | Rail::Litecoin | Rail::Dogecoin | Rail::Tron { .. } => {
            true
        }
        Rail::Ton { .. } => !address.contains(':'),
        Rail::Evm { .. } | Rail::Solana { .. } | Rail::Other => false,
    }
}

/// Whether two texts that differ in one letter are one account: an EVM account in another case, or one of TON
/// in the other alphabet of Base64 or in other hexadecimal digits.
fn same_account(rail: &Rail, one: &Option<String>, other: &Option<String>) -> bool {
    let spelled = |text: &Option<String>| {
        let text = text.clone().unwrap_or_default();
        match rail {
            Rail::Evm { .. } => text.to_ascii_lowercase(),
            Rail::Ton { .. } if text.contains(':') => text.to_ascii_lowercase(),
            Rail::Ton { .. } => text.replace('-', "+").replace('_', "/"),
            _ => text,
        }
    };
    spelled(one) == spelled(other)
}

/// A place in a text that is all ASCII.
fn place(bytes: &mut Unstructured<'_>, text: &str) -> Result<usize> {
    bytes.choose_index(text.len().max(1))
}

fn touched(bytes: &mut Unstructured<'_>, text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let at = place(bytes, text)?;
    let with = char::from(bytes.int_in_range(b'!'..=b'~')?);
    Ok(Some(format!("{}{with}{}", &text[..at], &text[at + 1..])))
}

fn another_digit(bytes: &mut Unstructured<'_>, text: Option<&str>) -> Result<Option<String>> {
    let text = text.unwrap_or_default();
    let at = place(bytes, text)?;
    let with = bytes.int_in_range(b'0'..=b'9')?;
    Ok(Some(match text.as_bytes().get(at) {
        Some(b'0'..=b'9') => format!("{}{}{}", &text[..at], char::from(with), &text[at + 1..]),
        _ => text.to_owned(),
    }))
}

fn inserted(
    bytes: &mut Unstructured<'_>,
    text: Option<&str>,
    more: &str,
) -> Result<Option<String>> {
    let text = text.unwrap_or_default();
    let at = match bytes.arbitrary()? {
        true => text.len(),
        false => place(bytes, text)?.min(text.len()),
    };
    Ok(Some(format!("{}{more}{}", &text[..at], &text[at..])))
}

fn shortened(bytes: &mut Unstructured<'_>, text: Option<&str>) -> Result<Option<String>> {
    let text = text.unwrap_or_default();
    let from = place(bytes, text)?.min(text.len());
    let to = (from + bytes.int_in_range(1..=8)?).min(text.len());
    Ok(Some(format!("{}{}", &text[..from], &text[to..])))
}
