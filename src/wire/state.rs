//! The states of an order, its payment and its deliveries (api-notes §8). May import siblings only.

use super::json::Json;
use super::scalar::{same_word, short};

/// Most characters kept of a state we do not know.
const MAX_NAME: usize = 64;

/// Defines a state enum with its reader: a value per name of the API, one for any other text, and
/// one for none.
macro_rules! states {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$variant_doc:meta])* $variant:ident $(= $alias:literal)?,)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A state we do not know, as the API wrote it, shortened: no claim may be made of it.
            Unknown(String),
            /// The API named no state.
            Missing,
        }

        impl $name {
            const KNOWN: &[(&str, Self)] = &[
                $((stringify!($variant), Self::$variant), $(($alias, Self::$variant),)?)+
            ];

            /// Reads a state's name; case, blanks and punctuation do not matter (api-notes §2).
            pub fn parse(text: &str) -> Self {
                let text = text.trim();
                if text.is_empty() {
                    return Self::Missing;
                }
                let known = Self::KNOWN.iter().find(|(name, _)| same_word(name, text));
                match known {
                    Some((_, state)) => state.clone(),
                    None => Self::Unknown(short(text, MAX_NAME)),
                }
            }

            /// The API's name of a known state, the text of an unknown one, and nothing for a
            /// missing one.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => stringify!($variant),)+
                    Self::Unknown(text) => text,
                    Self::Missing => "",
                }
            }

            pub(super) fn read(json: Json<'_>) -> Self {
                Self::parse(&json.scalar().unwrap_or_default())
            }
        }
    };
}

states! {
    /// `order_state`.
    OrderState {
        /// Before payment.
        Created,
        /// An address was issued; nothing arrived yet.
        WaitingForPayment,
        /// A transfer was seen, not yet confirmed.
        PaymentStarted,
        /// A part of the amount was seen.
        PartialPaymentStarted,
        /// Paid.
        PaymentReceived,
        /// The payment was refused.
        PaymentFailed,
        /// No address could be made; there is nothing to pay.
        PaymentSetupFailed,
        /// Another value is being applied: gift cards held as tokens.
        WaitingForNFTCards,
        /// Another value was applied: gift cards held as tokens.
        NFTCardsSpent,
        /// Another value is being applied: a coupon.
        WaitingForCoupon,
        /// Paid, the product is being issued.
        WaitingForDelivery,
        /// The vendor's support is reviewing it.
        WaitingForManualAction,
        /// Finished, also when one of several deliveries failed.
        Done,
        /// Finished, by another name.
        Completed,
        /// The money was returned.
        Refunded,
        /// The payment window closed; no proof that no money moved (api-notes §1, rule 6).
        Expired,
        /// Cancelled.
        Canceled = "Cancelled",
    }
}

states! {
    /// `payment_state`. Only `PaymentReceived` and `PaymentCompleted` mean paid
    /// (api-notes §1, rule 7).
    PaymentState {
        /// The address is being made.
        WalletRequested,
        /// The address is there.
        WalletCreated,
        /// The address is there and payment was asked for.
        PaymentRequested,
        /// A transfer was seen, not yet confirmed.
        PaymentStarted,
        /// A part of the amount was seen.
        PartialPaymentStarted,
        /// The payment is under an automatic check.
        WaitingForComplianceReport,
        /// The money arrived and is held back; nothing will be delivered without support.
        PaymentQuarantined,
        /// Paid.
        PaymentReceived,
        /// Paid, by another name.
        PaymentCompleted,
        /// The payment failed.
        Failed,
        /// The window is closing; no new payment may start.
        WaitingForExpiry,
        /// The window is closing with money seen, too little or too late.
        WaitingForExpiryAfterPaymentDetection,
        /// The window closed; no proof that no money moved (api-notes §1, rule 6).
        Expired,
        /// The window closed with money seen, too little or too late: a case for support.
        ExpiredAfterPaymentDetection,
        /// Cancelled.
        PaymentCanceled = "PaymentCancelled",
        /// Confirming; says nothing certain until the order moves.
        PaymentConfirmed,
        /// Confirming; says nothing certain until the order moves.
        PaymentSucceeded,
        /// Needs attention: the payment was rejected.
        PaymentRejected,
        /// Needs attention: less than the amount arrived.
        PaymentUnderpaid,
        /// Needs attention: the money was returned.
        PaymentRefunded,
        /// Needs attention: the window closed.
        PaymentExpired,
    }
}

states! {
    /// `delivery_state`, free text in the vendor's schema.
    DeliveryState {
        /// Not started.
        Created,
        /// Not started, the order is unpaid.
        WaitingForPayment,
        /// Delivered.
        Succeeded,
        /// Delivered, by another name.
        Done,
        /// Delivered, by a third name.
        Completed,
        /// This delivery failed; the others are not affected.
        Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        for text in [
            "WaitingForPayment",
            "WAITING_FOR_PAYMENT",
            "waiting for payment",
            " waiting-for-payment ",
        ] {
            assert_eq!(
                OrderState::parse(text),
                OrderState::WaitingForPayment,
                "{text}"
            );
        }
        assert_eq!(OrderState::parse("CANCELLED"), OrderState::Canceled);
        assert_eq!(
            PaymentState::parse("payment_cancelled"),
            PaymentState::PaymentCanceled
        );
    }

    #[test]
    fn every_known_name_reads_back_to_itself() {
        for (_, state) in OrderState::KNOWN {
            assert_eq!(OrderState::parse(state.as_str()), *state);
        }
        for (_, state) in PaymentState::KNOWN {
            assert_eq!(PaymentState::parse(state.as_str()), *state);
        }
        for (_, state) in DeliveryState::KNOWN {
            assert_eq!(DeliveryState::parse(state.as_str()), *state);
        }
    }

    #[test]
    fn near_names_are_told_apart() {
        assert_eq!(
            PaymentState::parse("EXPIRED_AFTER_PAYMENT_DETECTION"),
            PaymentState::ExpiredAfterPaymentDetection
        );
        assert_eq!(PaymentState::parse("Expired"), PaymentState::Expired);
        assert_eq!(
            PaymentState::parse("PaymentReceivéd"),
            PaymentState::Unknown("PaymentReceivéd".to_owned())
        );
    }

    #[test]
    fn an_unknown_state_is_kept_short_and_clean() {
        let text = format!("On\u{7}Hold{}", "x".repeat(99));
        let state = OrderState::parse(&text);
        assert!(state.as_str().starts_with("OnHoldx"));
        assert_eq!(state.as_str().chars().count(), 64);
        assert_eq!(OrderState::parse("  "), OrderState::Missing);
        assert_eq!(OrderState::Missing.as_str(), "");
    }
}
