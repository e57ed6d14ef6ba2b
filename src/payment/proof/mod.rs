//! The proof that an order may be shown as payable: what the buyer chose, what the order says
//! and what its payment text would make a wallet do must be one thing (api-notes §1 rules 2 to 4).
//!
//! The order's `payment_method` is no witness and never enters here (rule 4).

use super::chain::Rail;
use super::mismatch::Mismatch;
use super::text::{Quantity, Request};
use crate::money::Amount;

mod payable;

pub use payable::Payable;

/// What the buyer chose.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The coin, as the ways to pay name it.
    pub coin: &'a str,
    /// The network, as the ways to pay name it.
    pub network: &'a str,
}

/// What the order says. Every field is hostile until proved.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offered<'a> {
    /// `coin`.
    pub coin: Option<&'a str>,
    /// `network`.
    pub network: Option<&'a str>,
    /// `wallet_address`.
    pub address: Option<&'a str>,
    /// `coin_amount`, or `missing_amount` for [`prove_missing`].
    pub amount: Option<&'a str>,
    /// `qr_text`, or `missing_amount_qr_text` for [`prove_missing`].
    pub text: Option<&'a str>,
    /// A memo or tag, should the order name one apart from its payment text.
    pub memo: Option<&'a str>,
}

/// What `payment_vias` says about the chosen coin and network (api-notes §4).
#[derive(Clone, Copy, Debug, Default)]
pub struct Via<'a> {
    /// `chain_id`.
    pub chain_id: Option<u64>,
    /// `smart_contract_engine`.
    pub engine: Option<&'a str>,
    /// Address and decimals of `smart_contract`; none for the network's own coin.
    pub contract: Option<(&'a str, u8)>,
    /// `threshold`: the least that can be paid, in the coin.
    pub threshold: Option<&'a str>,
}

/// Proves that an order may be shown as payable at `now_ms`, milliseconds since 1970 by the
/// server's clock.
///
/// # Errors
/// Every disagreement found: then no address, amount, QR code or link may be shown.
pub fn prove(
    asked: &Asked,
    offered: &Offered,
    via: &Via,
    now_ms: i64,
) -> Result<Payable, Vec<Mismatch>> {
    let mut wrong = Vec::new();
    let rail = Rail::of(asked.coin, asked.network, via);
    if !present(offered.coin).is_some_and(|coin| same_coin(&rail, coin, asked.coin)) {
        wrong.push(Mismatch::CoinDiffers);
    }
    if !present(offered.network).is_some_and(|network| same_name(network, asked.network)) {
        wrong.push(Mismatch::NetworkDiffers);
    }
    if rail
        .contract()
        .is_some_and(|contract| !rail.is_address(&contract.address))
    {
        wrong.push(Mismatch::ContractInvalid);
    }
    let address = noted(address(&rail, offered), &mut wrong);
    let decimals = rail.decimals(asked.coin);
    let amount = noted(amount(offered, decimals), &mut wrong);
    let text = present(offered.text);
    let facts = Facts {
        rail: &rail,
        coin: asked.coin,
        address,
        amount: amount.as_ref().map(|(_, amount)| amount),
        decimals,
        now_ms,
    };
    // A Lightning address is an invoice, with an amount and an expiry to check like any text.
    let invoice = address.filter(|_| rail == Rail::Lightning);
    let reading = text.or(invoice).map(|text| Reading::of(&rail, text));
    let reading = noted(reading.transpose(), &mut wrong).flatten();
    if let Some(reading) = &reading {
        facts.compare(reading, &mut wrong);
    }
    let memo = noted(memo(&rail, offered, reading.as_ref()), &mut wrong).flatten();
    match (address, amount) {
        (Some(address), Some((amount_text, amount))) if wrong.is_empty() => Ok(Payable {
            coin: asked.coin.trim().to_owned(),
            network: asked.network.trim().to_owned(),
            address: address.to_owned(),
            amount_text: amount_text.to_owned(),
            amount_atomic: decimals.and_then(|decimals| amount.to_atomic(decimals)),
            amount,
            decimals,
            uri: text.unwrap_or(address).to_owned(),
            is_bare: reading
                .as_ref()
                .is_none_or(|reading| reading.request.quantity.is_none()),
            memo,
            expires_at_ms: reading.and_then(|reading| reading.request.expires_at_ms),
            rail,
        }),
        _ => Err(wrong),
    }
}

/// Proves that the rest of an underpaid order may be asked for: `offered` holds the missing
/// amount and its text, with the order's own coin, network and address (api-notes §9).
///
/// # Errors
/// As [`prove`], and [`Mismatch::BelowMinimum`] when the network would not accept so little.
pub fn prove_missing(
    asked: &Asked,
    offered: &Offered,
    via: &Via,
    now_ms: i64,
) -> Result<Payable, Vec<Mismatch>> {
    let payable = prove(asked, offered, via, now_ms)?;
    if below_minimum(payable.amount(), via.threshold) {
        return Err(vec![Mismatch::BelowMinimum]);
    }
    Ok(payable)
}

/// Whether `amount` is less than the least that can be paid (features SCR-16). A threshold that
/// is absent or unreadable sets no minimum.
pub fn below_minimum(amount: &Amount, threshold: Option<&str>) -> bool {
    present(threshold)
        .and_then(Amount::parse)
        .is_some_and(|least| *amount < least)
}

fn present(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// Keeps a value, or notes why there is none.
fn noted<T>(result: Result<T, Mismatch>, wrong: &mut Vec<Mismatch>) -> Option<T> {
    result.map_err(|mismatch| wrong.push(mismatch)).ok()
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Coins are one only by their exact name: `USDC` and `USDC.e` are not. Toncoin alone has been
/// sold under two (api-notes §4).
fn same_coin(rail: &Rail, one: &str, other: &str) -> bool {
    let is_toncoin = |coin| matches!(rail, Rail::Ton { jetton: None }) && rail.is_native(coin);
    same_name(one, other) || (is_toncoin(one) && is_toncoin(other))
}

fn address<'a>(rail: &Rail, offered: &Offered<'a>) -> Result<&'a str, Mismatch> {
    let address = present(offered.address).ok_or(Mismatch::AddressMissing)?;
    if rail.is_address(address) {
        Ok(address)
    } else {
        Err(Mismatch::AddressInvalid)
    }
}

/// The amount with its source text: positive, and whole in the smallest unit.
fn amount<'a>(offered: &Offered<'a>, decimals: Option<u8>) -> Result<(&'a str, Amount), Mismatch> {
    let text = present(offered.amount).ok_or(Mismatch::AmountMissing)?;
    let amount = Amount::parse(text).filter(|amount| {
        !amount.is_zero() && decimals.is_none_or(|digits| amount.to_atomic(digits).is_some())
    });
    Ok((text, amount.ok_or(Mismatch::AmountInvalid)?))
}

/// A payment text, read.
struct Reading {
    request: Request,
    /// Whether it says more than a bare address: a link or an invoice.
    is_link: bool,
}

impl Reading {
    fn of(rail: &Rail, text: &str) -> Result<Reading, Mismatch> {
        if *rail != Rail::Lightning && rail.is_address(text) {
            let request = Request::to(text);
            return Ok(Reading {
                request,
                is_link: false,
            });
        }
        let request = rail.read(text)?;
        Ok(Reading {
            request,
            is_link: true,
        })
    }
}

/// What the payment text is held against.
struct Facts<'a> {
    rail: &'a Rail,
    coin: &'a str,
    address: Option<&'a str>,
    amount: Option<&'a Amount>,
    decimals: Option<u8>,
    now_ms: i64,
}

impl Facts<'_> {
    /// Notes everything in which a payment text contradicts the order.
    fn compare(&self, reading: &Reading, wrong: &mut Vec<Mismatch>) {
        let request = &reading.request;
        if reading.is_link {
            self.compare_link(request, wrong);
        }
        if self
            .address
            .is_some_and(|address| !self.rail.same_address(address, &request.address))
        {
            wrong.push(Mismatch::TextAddressDiffers);
        }
        if let (Some(amount), Some(quantity)) = (self.amount, &request.quantity)
            && !self.is_amount(amount, quantity)
        {
            wrong.push(Mismatch::AmountDiffers);
        }
        if request
            .expires_at_ms
            .is_some_and(|expiry| expiry <= self.now_ms)
        {
            wrong.push(Mismatch::InvoiceExpired);
        }
    }

    /// What only a text beyond the bare address can get wrong: chain, token, an open invoice.
    fn compare_link(&self, request: &Request, wrong: &mut Vec<Mismatch>) {
        // Without a chain EIP-681 leaves the wallet where it is; that is safe to show only where
        // wallets start, on Ethereum itself.
        let is_evm = matches!(self.rail, Rail::Evm { .. });
        if is_evm && self.rail.chain_id() != Some(request.chain_id.unwrap_or(1)) {
            wrong.push(Mismatch::TextChainDiffers);
        }
        if !self.rail.same_token(self.coin, request.token.as_deref()) {
            wrong.push(Mismatch::TextTokenDiffers);
        }
        if *self.rail == Rail::Lightning && request.quantity.is_none() {
            wrong.push(Mismatch::InvoiceAmountMissing);
        }
    }

    fn is_amount(&self, amount: &Amount, quantity: &Quantity) -> bool {
        match quantity {
            Quantity::Coins(coins) => coins == amount,
            Quantity::Atomic(units) => {
                let ours = self
                    .decimals
                    .and_then(|decimals| amount.to_atomic(decimals));
                ours == Some(*units)
            }
        }
    }
}

/// The memo of text and order, which must not contradict each other. A link that could carry the
/// order's memo but does not would make the wallet pay without it.
fn memo(
    rail: &Rail,
    offered: &Offered,
    reading: Option<&Reading>,
) -> Result<Option<String>, Mismatch> {
    let ours = present(offered.memo);
    let named = reading.and_then(|reading| reading.request.memo.as_deref());
    let is_link = reading.is_some_and(|reading| reading.is_link);
    match (ours, named) {
        (Some(ours), Some(named)) if ours != named => Err(Mismatch::MemoDiffers),
        (Some(_), None) if is_link && rail.texts_carry_memos() => Err(Mismatch::MemoDiffers),
        _ => Ok(ours.or(named).map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests;
