//! What is sold and where it goes. May import siblings only.

use super::json::Json;
use super::scalar::{same_word, short};

/// Most characters kept of a name we do not know.
const MAX_NAME: usize = 64;

/// What a brand sells (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A code to redeem.
    GiftCard,
    /// Credit for a phone number; eSIMs are of this kind too, yet go by e-mail (§1, rule 8).
    MobileRecharge,
    /// Any other kind, by its name, shortened; empty when the API named none.
    Unknown(String),
}

impl Kind {
    pub(super) fn read(json: Json<'_>) -> Self {
        let name = json.scalar().unwrap_or_default();
        if same_word(&name, "giftcard") {
            Self::GiftCard
        } else if same_word(&name, "mobile_recharge") {
            Self::MobileRecharge
        } else {
            Self::Unknown(short(&name, MAX_NAME))
        }
    }

    /// Whether we sell it. A kind that was named but is not known is hidden, because we cannot know
    /// what it needs (api-notes §3); one left unnamed is sold, since the recipient depends on the
    /// product's delivery type and not on the kind (§1, rule 8).
    pub fn is_sold(&self) -> bool {
        match self {
            Self::GiftCard | Self::MobileRecharge => true,
            Self::Unknown(name) => name.is_empty(),
        }
    }

    /// Whether the API left the kind out.
    pub(super) fn is_unnamed(&self) -> bool {
        matches!(self, Self::Unknown(name) if name.is_empty())
    }

    /// The API's own word: `giftcard`, `mobile_recharge`, or whatever else it said.
    pub fn as_str(&self) -> &str {
        match self {
            Self::GiftCard => "giftcard",
            Self::MobileRecharge => "mobile_recharge",
            Self::Unknown(name) => name,
        }
    }
}

/// How a product reaches the buyer, which decides what the recipient is (api-notes §1, rule 8).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryType {
    /// `by_email`: the recipient is an e-mail address.
    Email,
    /// `by_phone`: the recipient is a phone number in E.164 form.
    Phone,
    /// Anything else, by its name, shortened: not sellable, as the recipient's form is unknown.
    Unknown(String),
}

impl DeliveryType {
    pub(super) fn read(json: Json<'_>) -> Self {
        Self::read_if_named(json).unwrap_or(Self::Unknown(String::new()))
    }

    pub(super) fn read_if_named(json: Json<'_>) -> Option<Self> {
        let name = json.text()?;
        Some(if same_word(&name, "by_email") {
            Self::Email
        } else if same_word(&name, "by_phone") {
            Self::Phone
        } else {
            Self::Unknown(short(&name, MAX_NAME))
        })
    }
}
