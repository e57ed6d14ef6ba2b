//! Texts that a page may not put its own words in place of (features I18-10), each with the reason.

/// Reasons, and the keys that each holds for.
pub const FIXED: [(&str, &[&str]); 5] = [
    (
        "Says whether money has moved and whether it is safe: buyers decide by it whether to pay again.",
        &[
            "ConfigText",
            "DailyLimit",
            "EchoDiffers",
            "EmptyShop",
            "HostRefused",
            "HostRefusedTitle",
            "HostSilent",
            "IdentityPending",
            "LeaveText",
            "ManyProblems",
            "MonthlyLimit",
            "NoProducts",
            "NoStatus",
            "NotUnderstood",
            "OfflineOrder",
            "OfflineText",
            "OtherProblem",
            "Panicked",
            "PriceMissing",
            "ReferenceUnknown",
            "RestMissedText",
            "ReturningTrouble",
            "RivalText",
            "RivalTitle",
            "TooBusy",
            "TookTooLong",
            "Unavailable",
            "Unreachable",
            "Unreadable",
        ],
    ),
    (
        "Tells what has become of the order, and what to do now.",
        &[
            "AlsoSent",
            "CanceledText",
            "CanceledTitle",
            "ComplianceText",
            "ComplianceTitle",
            "Creating",
            "CreatingText",
            "Credited",
            "Delivered",
            "DeliveredPartly",
            "DeliveredPartlyTitle",
            "DeliveredText",
            "DeliveredWaiting",
            "DeliveringText",
            "DeliveringTitle",
            "DeliveryFailed",
            "DeliveryWaiting",
            "DetectedText",
            "DetectedTitle",
            "ExpiredText",
            "ExpiredTitle",
            "FailedMoneyText",
            "FailedText",
            "FailedTitle",
            "ForeignText",
            "HeldText",
            "HeldTitle",
            "LateText",
            "LateTitle",
            "MismatchMoneyText",
            "MismatchText",
            "MismatchTitle",
            "Missing",
            "MissingTooSmall",
            "OrderMissed",
            "Overpaid",
            "PaidAlready",
            "PaidText",
            "PaidTitle",
            "ProcessingText",
            "ProcessingTitle",
            "ReceiptPaid",
            "RefundedText",
            "RefundedTitle",
            "ReviewText",
            "ReviewTitle",
            "SentTo",
            "SetupFailedText",
            "SetupFailedTitle",
            "StepDelivered",
            "StepOrdered",
            "StepPaid",
            "StepSeen",
            "TamperedText",
            "UnderpaidClosed",
            "UnderpaidRest",
            "UnderpaidText",
            "UnderpaidTitle",
            "UnderpaidWait",
            "UnknownText",
            "UnknownTextNoKey",
            "UnknownTitle",
            "WaitingTitle",
            "WindowClosed",
            "WindowClosedText",
        ],
    ),
    (
        "Says what is paid, where to, on which network and until when: a wrong word here loses money.",
        &[
            "Address",
            "AmountAboveRange",
            "AmountAmbiguous",
            "AmountBelowRange",
            "AmountHint",
            "AmountOffStep",
            "AmountStep",
            "AnyAmount",
            "BalanceLow",
            "BalanceLowFee",
            "BalanceNoFee",
            "BareWarning",
            "BelowMinimum",
            "Coin",
            "Copied",
            "CopiedOn",
            "Copy",
            "CopyAddress",
            "CopyAmount",
            "CopyByHand",
            "CopyUri",
            "DearerText",
            "DearerTitle",
            "ExchangeWarning",
            "HostedLink",
            "HostedText",
            "HostedTitle",
            "Invoice",
            "LimitLeast",
            "LimitMost",
            "Memo",
            "MemoWarning",
            "MinutesLeft",
            "Network",
            "NetworkHint",
            "NetworkWarning",
            "NotForProduct",
            "NotOpened",
            "OpenWallet",
            "OrderAnyway",
            "OwnAmount",
            "Pay",
            "PayAmount",
            "PayExactly",
            "PayInstead",
            "PayTitle",
            "PayWith",
            "PaymentLink",
            "PriceFell",
            "PriceNew",
            "PriceRose",
            "QrLabel",
            "QuoteConfirmed",
            "QuoteDiscount",
            "QuoteEstimate",
            "QuoteFee",
            "QuoteFiat",
            "QuoteLoading",
            "QuoteNoCoin",
            "QuoteNoValue",
            "QuoteNone",
            "QuoteRate",
            "QuoteStale",
            "QuoteUnavailable",
            "ReceiptDate",
            "Refund",
            "RefundHint",
            "RefundWrong",
            "ScanOrCopy",
            "Suspended",
            "SuspendedCoin",
            "SuspendedNetwork",
            "TimeLeft",
            "TooSmallForCoin",
            "Total",
            "Transaction",
            "UnsupportedCombination",
            "UseAmount",
            "ViaNotAllowed",
        ],
    ),
    (
        "Tells what a wallet did, or asks the buyer to compare with it.",
        &[
            "WalletAsking",
            "WalletBusy",
            "WalletChain",
            "WalletFailed",
            "WalletHere",
            "WalletPay",
            "WalletPending",
            "WalletProof",
            "WalletRefused",
            "WalletRejected",
            "WalletSent",
            "WalletSentAs",
            "WalletSentTitle",
            "WalletUnable",
            "WalletUnsupported",
        ],
    ),
    (
        "Says who sells and under which terms, warns of what cannot be undone, or is read by support.",
        &[
            "MemoryBlocked",
            "PoweredBy",
            "Privacy",
            "RecipientEmailHint",
            "RecipientPhoneHint",
            "ReferenceHint",
            "SoldBy",
            "SupportMessage",
            "Terms",
        ],
    ),
];

/// Whether a text stays as it is.
pub fn is_fixed(key: &str) -> bool {
    FIXED.iter().any(|(_, keys)| keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::words;
    use super::*;

    /// Words that have to do with money, in texts that say nothing of any.
    const HARMLESS: [&str; 2] = ["CategoryPrepaid", "IdentityNeeded"];

    fn english() -> BTreeMap<String, String> {
        let path = crate::project::root().join("locales/en.json");
        words::texts(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn every_fixed_text_is_there() {
        let english = english();
        for (reason, keys) in FIXED {
            assert!(keys.is_sorted(), "{reason}");
            for key in keys {
                assert!(english.contains_key(*key), "{key}");
            }
        }
    }

    /// Whoever adds a text about money decides in here whether pages may change it.
    #[test]
    fn what_speaks_of_money_is_fixed() {
        let telling = [
            "charged",
            "pay",
            "paid",
            "money",
            "lost",
            "refund",
            "price",
            "fee ",
            "{amount}",
            "{coin}",
            "{network}",
            "{missing}",
            "{received}",
        ];
        for (key, text) in english() {
            let text = text.to_lowercase();
            if telling.iter().any(|word| text.contains(word)) && !HARMLESS.contains(&key.as_str()) {
                assert!(is_fixed(&key), "{key}: {text}");
            }
        }
    }
}
