//! A receipt to keep: as lines of text, and as JSON with a stable schema (features REC-05).
//!
//! Never with a code: a saved file is read by more eyes than a screen, and the order's reference brings the
//! codes back to who bought them.

use super::delivery;
use super::following::Following;
use super::pay::Pay;
use super::plain::is_unseen;
use crate::money::Amount;
use crate::wire::object::{Object, quote};
use crate::wire::{Decimal, Delivery, Order, PaymentState};

/// The JSON's schema. A change of meaning is another name.
pub const SCHEMA: &str = "cryptorefills-checkout/receipt/1";

/// What a line tells; the view has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The order's reference.
    Reference,
    /// When it was made.
    Date,
    /// Brand and face value.
    Product,
    /// Who got it.
    Recipient,
    /// It is not here yet; without a text of its own, as the two after it.
    Waiting,
    /// It is delivered.
    Delivered,
    /// It could not be delivered.
    Failed,
    /// The amount and coin.
    Paid,
    /// The network.
    Network,
    /// A transaction.
    Transaction,
}

impl Pay {
    /// The receipt's lines in order; empty as long as there is no order.
    pub fn receipt(&self) -> Vec<(Line, String)> {
        let Some(following) = self.following() else {
            return Vec::new();
        };
        let order = &following.order;
        let mut lines = vec![(Line::Reference, following.id.as_str().to_owned())];
        lines.extend(order.created_at.map(|at| (Line::Date, utc(at.as_ms()))));
        for delivery in &order.deliveries {
            let item = &delivery.deliverable;
            let brand = item.brand_name.as_deref().unwrap_or(&self.wish.brand);
            lines.push((
                Line::Product,
                [brand, ", ", &value(self, delivery)].concat(),
            ));
            lines.extend(
                item.beneficiary_account
                    .clone()
                    .map(|who| (Line::Recipient, who)),
            );
            let state = match delivery::state(delivery) {
                "delivered" => Line::Delivered,
                "failed" => Line::Failed,
                _ => Line::Waiting,
            };
            lines.push((state, String::new()));
        }
        lines.extend(paid(order).map(|paid| (Line::Paid, paid)));
        lines.push((Line::Network, network(self, following).to_owned()));
        let seen = order
            .payment_transactions
            .iter()
            .filter(|id| !id.is_empty());
        lines.extend(seen.map(|id| (Line::Transaction, id.clone())));
        for (_, text) in &mut lines {
            // Hostile text stays on its line (api-notes rule 11).
            text.retain(|sign| !is_unseen(sign));
        }
        lines
    }

    /// The receipt as text: a label and what it tells, a line each.
    pub fn receipt_text(&self, label: &dyn Fn(Line) -> String) -> String {
        text(self.receipt(), label)
    }

    /// The same for other eyes: without the reference, which opens the codes (api-notes rule 10).
    pub fn receipt_for_others(&self, label: &dyn Fn(Line) -> String) -> String {
        let mut lines = self.receipt();
        lines.retain(|(line, _)| *line != Line::Reference);
        text(lines, label)
    }

    /// The receipt as JSON; `None` as long as there is no order.
    pub fn receipt_json(&self) -> Option<String> {
        let following = self.following()?;
        let order = &following.order;
        let deliveries: Vec<String> = order
            .deliveries
            .iter()
            .map(|delivery| {
                let item = &delivery.deliverable;
                let brand = item.brand_name.as_deref().unwrap_or(&self.wish.brand);
                let country = item.country_code.as_deref().unwrap_or(&self.wish.country);
                Object::new()
                    .text("brand", brand)
                    .text("value", &value(self, delivery))
                    .text("country_code", country)
                    .text_or_null("recipient", item.beneficiary_account.as_deref())
                    .text("state", delivery::state(delivery))
                    .end()
            })
            .collect();
        let seen = order
            .payment_transactions
            .iter()
            .filter(|id| !id.is_empty());
        let transactions: Vec<String> = seen
            .map(|id| {
                let mut text = String::new();
                quote(&mut text, id);
                text
            })
            .collect();
        let (amount, coin) = cost(self, following);
        let payment = Object::new()
            .text("coin", &coin)
            .text("network", network(self, following))
            .text("amount", &amount)
            .text_or_null(
                "received",
                order.received_amount.as_ref().map(|sum| sum.as_str()),
            )
            .list("transactions", &transactions)
            .end();
        let created = order.created_at.map(|at| utc(at.as_ms()));
        Some(
            Object::new()
                .text("schema", SCHEMA)
                .text("order_id", following.id.as_str())
                .text_or_null("created_at", created.as_deref())
                .text("phase", self.phase().as_str())
                .list("deliveries", &deliveries)
                .raw("payment", &payment)
                .end(),
        )
    }
}

fn text(lines: Vec<(Line, String)>, label: &dyn Fn(Line) -> String) -> String {
    let mut text = String::new();
    for (line, told) in lines {
        if matches!(line, Line::Product | Line::Paid) {
            text.push('\n');
        }
        text.push_str(&label(line));
        if !told.is_empty() {
            text.push_str(": ");
            text.push_str(&told);
        }
        text.push('\n');
    }
    text
}

fn value(pay: &Pay, delivery: &Delivery) -> String {
    let label = delivery::label(&delivery.deliverable);
    if label.is_empty() {
        pay.wish.face_value.clone()
    } else {
        label
    }
}

/// What was paid, exact and with its coin: what arrived, or the order's amount once it counts as paid. Nothing
/// is claimed that the API does not say (api-notes rule 7).
pub fn paid(order: &Order) -> Option<String> {
    let above_zero =
        |text: &&Decimal| Amount::parse(text.as_str()).is_some_and(|amount| !amount.is_zero());
    let received = order.received_amount.as_ref().filter(above_zero);
    let is_paid = matches!(
        order.payment_state,
        PaymentState::PaymentReceived | PaymentState::PaymentCompleted
    );
    let amount = received.or(order.coin_amount.as_ref().filter(|_| is_paid))?;
    Some([amount.as_str(), " ", order.coin.as_deref()?].concat())
}

/// What the order asks for: the exact amount and the coin.
fn cost(pay: &Pay, following: &Following) -> (String, String) {
    let order = &following.order;
    let amount = order.coin_amount.as_ref().map(|amount| amount.as_str());
    let coin = order.coin.as_deref().unwrap_or(&pay.wish.coin);
    (amount.unwrap_or_default().to_owned(), coin.to_owned())
}

fn network<'a>(pay: &'a Pay, following: &'a Following) -> &'a str {
    following
        .order
        .network
        .as_deref()
        .unwrap_or(&pay.wish.network)
}

/// A moment as RFC 3339 has it, to the second, in UTC.
///
/// Days into dates by Howard Hinnant's `civil_from_days`: no browser is asked, and no table needed.
pub fn utc(ms: i64) -> String {
    let seconds = ms.div_euclid(1000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days.saturating_add(719_468);
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era.saturating_mul(400) + i64::from(month <= 2);
    let mut text = String::with_capacity(20);
    for (number, sign) in [
        (year / 100, ""),
        (year % 100, "-"),
        (month, "-"),
        (day, "T"),
        (second / 3600, ":"),
        (second / 60 % 60, ":"),
        (second % 60, "Z"),
    ] {
        if (0..10).contains(&number) {
            text.push('0');
        }
        text.push_str(&number.to_string());
        text.push_str(sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::utc;
    use crate::wire::Timestamp;

    #[test]
    fn moments_are_written_as_the_standard_has_them() {
        for (ms, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399_999, "2000-02-28T23:59:59Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_787_679_708_123, "2026-08-25T17:41:48Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(utc(ms), text);
        }
        let _ = (utc(i64::MAX), utc(i64::MIN));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(seconds in 0_i64..250_000_000_000) {
            let read = Timestamp::parse(&utc(seconds * 1000)).map(Timestamp::as_ms);
            prop_assert_eq!(read, Some(seconds * 1000));
        }
    }
}
