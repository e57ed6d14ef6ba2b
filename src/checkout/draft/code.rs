//! Codes of our own, for mistakes that never reach the API, and what part of the form any code concerns.

use crate::wire::{Problem, ProblemField, field_of};

/// Nothing is chosen or typed.
pub const AMOUNT_MISSING: &str = "AMOUNT_MISSING";
/// What was typed is no amount.
pub const AMOUNT_UNREADABLE: &str = "AMOUNT_UNREADABLE";
/// What was typed can be read in two ways.
pub const AMOUNT_AMBIGUOUS: &str = "AMOUNT_AMBIGUOUS";
/// Below the product's minimum.
pub const AMOUNT_BELOW_RANGE: &str = "AMOUNT_BELOW_RANGE";
/// Above the product's maximum.
pub const AMOUNT_ABOVE_RANGE: &str = "AMOUNT_ABOVE_RANGE";
/// Between two steps.
pub const AMOUNT_OFF_STEP: &str = "AMOUNT_OFF_STEP";
/// The product cannot be bought here.
pub const PRODUCT_UNSELLABLE: &str = "PRODUCT_UNSELLABLE";
/// No e-mail address yet.
pub const EMAIL_MISSING: &str = "EMAIL_MISSING";
/// Not an e-mail address.
pub const EMAIL_UNREADABLE: &str = "EMAIL_UNREADABLE";
/// An e-mail address that nobody reads (features VAL-04).
pub const EMAIL_PLACEHOLDER: &str = "EMAIL_PLACEHOLDER";
/// No phone number yet.
pub const PHONE_MISSING: &str = "PHONE_MISSING";
/// Not a phone number with its country's code.
pub const PHONE_UNREADABLE: &str = "PHONE_UNREADABLE";
/// A phone number with too few or too many digits for its country.
pub const PHONE_LENGTH: &str = "PHONE_LENGTH";
/// No e-mail address of the buyer yet.
pub const BUYER_EMAIL_MISSING: &str = "BUYER_EMAIL_MISSING";
/// Not an e-mail address.
pub const BUYER_EMAIL_UNREADABLE: &str = "BUYER_EMAIL_UNREADABLE";
/// An e-mail address that nobody reads.
pub const BUYER_EMAIL_PLACEHOLDER: &str = "BUYER_EMAIL_PLACEHOLDER";
/// Not an address to send a refund to on the chosen network; the details are coin and network.
pub const REFUND_UNREADABLE: &str = "REFUND_UNREADABLE";
/// No coin or network chosen yet.
pub const METHOD_MISSING: &str = "METHOD_MISSING";
/// A thing in the cart has a recipient that cannot be used; the details are its number, from one,
/// and the code of what is wrong with it.
pub const ITEM_RECIPIENT: &str = "ITEM_RECIPIENT";
/// More deliveries than one order may have: the API's own code for it.
pub const TOO_MANY: &str = "PRODUCT_COUNT_EXCEEDED";
/// The total is less than the chosen network takes.
pub const NETWORK_MINIMUM: &str = "NETWORK_MINIMUM";
/// The answer to the validation names another product, value or recipient than we asked for.
pub const ECHO_DIFFERS: &str = "ECHO_DIFFERS";
/// The coupon was neither refused nor applied: the price would be the full one.
pub const COUPON_IGNORED: &str = "COUPON_IGNORED";
/// The validation carried no price.
pub const PRICE_MISSING: &str = "PRICE_MISSING";

/// The part of the form that a problem concerns: ours first, then api-notes section 10.
pub fn field(problem: &Problem) -> ProblemField {
    match problem.code.as_str() {
        AMOUNT_MISSING | AMOUNT_UNREADABLE | AMOUNT_AMBIGUOUS | AMOUNT_BELOW_RANGE
        | AMOUNT_ABOVE_RANGE | AMOUNT_OFF_STEP => ProblemField::Amount,
        PRODUCT_UNSELLABLE | ECHO_DIFFERS => ProblemField::Product,
        ITEM_RECIPIENT
        | EMAIL_MISSING
        | EMAIL_UNREADABLE
        | EMAIL_PLACEHOLDER
        | PHONE_MISSING
        | PHONE_UNREADABLE
        | PHONE_LENGTH
        | BUYER_EMAIL_MISSING
        | BUYER_EMAIL_UNREADABLE
        | BUYER_EMAIL_PLACEHOLDER => ProblemField::Recipient,
        REFUND_UNREADABLE => ProblemField::Refund,
        METHOD_MISSING | PRICE_MISSING | NETWORK_MINIMUM => ProblemField::Payment,
        other => field_of(other),
    }
}
