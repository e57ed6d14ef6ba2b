//! Access to the fixtures.

use cryptorefills_checkout::wire::Decimal;

/// The text of a file in `tests/fixtures`.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/", $name))
    };
}

/// The source text of a decimal.
pub fn text(decimal: &Option<Decimal>) -> Option<&str> {
    decimal.as_ref().map(Decimal::as_str)
}
