//! Payment texts and addresses: whatever an order says, what is accepted pays the order, whole and nowhere
//! else.
//!
//! An input is an order as lines of `name=value`, or bytes from which a valid order is made, which must be
//! accepted, and then spoiled, which must be refused or mean the same.

mod address;
mod invoice;
mod judge;
mod made;
mod order;
mod spoiled;
mod wallet;

use arbitrary::Unstructured;
use order::Order;

/// How often a valid order is spoiled, each time in another way.
const SPOILED: usize = 3;

/// How many inputs led to an order that may be paid, for the tests that see whether any does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It may not be paid.
    Refused,
    /// It may be paid.
    Payable,
}

/// Checks one input.
///
/// # Panics
/// When an order is accepted that does not pay what it says, or a valid one is refused.
pub fn check(data: &[u8]) -> Outcome {
    if let Some(order) = std::str::from_utf8(data).ok().and_then(Order::written) {
        return judge::judge(&order);
    }
    let mut bytes = Unstructured::new(data);
    let Ok(order) = made::order(&mut bytes) else {
        return Outcome::Refused;
    };
    assert_eq!(
        judge::judge(&order),
        Outcome::Payable,
        "a valid order is refused: {order:?}"
    );
    for _ in 0..SPOILED {
        let Ok((changed, must_refuse)) = spoiled::spoil(&order, &mut bytes) else {
            break;
        };
        let outcome = judge::judge(&changed);
        assert!(
            !must_refuse || outcome == Outcome::Refused,
            "accepted although spoiled: {changed:?}"
        );
    }
    Outcome::Payable
}
