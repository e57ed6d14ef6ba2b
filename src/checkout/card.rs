//! The gift cards of a past order, each with what is left on it in the buyer's words (features RED-13). A
//! top-up or an eSIM is used up where it is, and has no such note.

use serde::Serialize;

use super::delivery;
use super::history::note;
use crate::wire::json::Json;
use crate::wire::object::Object;
use crate::wire::{Delivery, Kind, Order};

/// One gift card: no code and no recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Brand and face value as the buyer reads them.
    pub name: String,
    /// What is left on it.
    pub balance: Option<String>,
}

impl Card {
    pub(super) fn json(&self) -> String {
        Object::new()
            .text("name", &self.name)
            .text_or_null("balance", self.balance.as_deref())
            .end()
    }

    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        Some(Self {
            name: fields.text("name").unwrap_or_default(),
            balance: fields.text("balance").and_then(|text| note(&text)),
        })
    }
}

/// The gift cards of an order, delivered or not, each in its place.
pub(super) fn cards(order: &Order) -> Vec<Card> {
    let is_card = |one: &&Delivery| one.kind == Kind::GiftCard;
    let card = |one: &Delivery| {
        let item = &one.deliverable;
        let brand = item.brand_name.as_deref().unwrap_or_default();
        Card {
            name: [brand, " · ", &delivery::label(item)].concat(),
            balance: None,
        }
    };
    order.deliveries.iter().filter(is_card).map(card).collect()
}
