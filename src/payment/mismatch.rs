//! The ways in which an order can disagree with itself about where or how much to pay.

/// One reason why nothing payable may be shown (api-notes §1 rule 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mismatch {
    /// The order names another coin than the buyer chose, or none.
    CoinDiffers,
    /// The order names another network than the buyer chose, or none.
    NetworkDiffers,
    /// The order has no address.
    AddressMissing,
    /// The address is not one of this network, or its checksum is wrong.
    AddressInvalid,
    /// The order has no amount.
    AmountMissing,
    /// The amount is not a positive decimal, or has more digits than the coin can carry.
    AmountInvalid,
    /// The amount inside the payment text is not the order's amount.
    AmountDiffers,
    /// The amount is less than the network accepts, so sending it would lose it.
    BelowMinimum,
    /// The token contract named for this way to pay is not an address of the network.
    ContractInvalid,
    /// The payment text does not follow the standard of its network.
    TextUnreadable,
    /// The payment text belongs to another network.
    TextWrongScheme,
    /// The payment text pays another address than the order names.
    TextAddressDiffers,
    /// The payment text pays on another chain, or on one nobody named.
    TextChainDiffers,
    /// The payment text moves another token, or the chain's own coin instead of a token.
    TextTokenDiffers,
    /// The payment text also names a destination that no other field confirms.
    OtherDestination,
    /// The payment text demands something that this widget does not know.
    UnknownRequirement,
    /// The invoice can no longer be paid.
    InvoiceExpired,
    /// The invoice leaves the amount open.
    InvoiceAmountMissing,
    /// The payment text and the order name different memos, or the text leaves it out.
    MemoDiffers,
}

impl Mismatch {
    /// A stable name for logs, support references and host messages.
    pub fn code(self) -> &'static str {
        match self {
            Mismatch::CoinDiffers => "coin_differs",
            Mismatch::NetworkDiffers => "network_differs",
            Mismatch::AddressMissing => "address_missing",
            Mismatch::AddressInvalid => "address_invalid",
            Mismatch::AmountMissing => "amount_missing",
            Mismatch::AmountInvalid => "amount_invalid",
            Mismatch::AmountDiffers => "amount_differs",
            Mismatch::BelowMinimum => "below_minimum",
            Mismatch::ContractInvalid => "contract_invalid",
            Mismatch::TextUnreadable => "text_unreadable",
            Mismatch::TextWrongScheme => "text_wrong_scheme",
            Mismatch::TextAddressDiffers => "text_address_differs",
            Mismatch::TextChainDiffers => "text_chain_differs",
            Mismatch::TextTokenDiffers => "text_token_differs",
            Mismatch::OtherDestination => "other_destination",
            Mismatch::UnknownRequirement => "unknown_requirement",
            Mismatch::InvoiceExpired => "invoice_expired",
            Mismatch::InvoiceAmountMissing => "invoice_amount_missing",
            Mismatch::MemoDiffers => "memo_differs",
        }
    }
}
