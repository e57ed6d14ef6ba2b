//! A purchase from the press on pay to its end.

use crate::money::Amount;
use crate::wire::Order;
use crate::wire::{Problem, ProxyError};

use super::card::cards;
use super::configure::Configure;
use super::delivery;
use super::following::Following;
use super::goods::{self, Goods, count_in};
use super::leave::Leave;
use super::phase::Phase;
use super::remembered::RememberedOrder;

/// What the buyer wished when pressing pay. The order is held against it, not against itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Our random name for this attempt.
    pub attempt: String,
    /// The exact brand.
    pub brand: String,
    /// The catalogue's family.
    pub family: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The face value for people.
    pub face_value: String,
    /// Everything that is bought, where that is more than one delivery.
    pub items: Vec<Goods>,
    /// The chosen coin.
    pub coin: String,
    /// The chosen network.
    pub network: String,
    /// The order was opened by its reference: nobody here chose how to pay it, so it is never payable here.
    pub foreign: bool,
    /// The price that the buyer agreed to; absent only where a stored one could not be read.
    pub accepted: Option<Amount>,
    /// The price on the screen when pay was pressed, where it was another one. Not remembered.
    pub seen: Option<Amount>,
    /// When pay was pressed, device milliseconds.
    pub pressed_ms: i64,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The host is asked whether it agrees.
    Asking,
    /// The creation is under way.
    Creating,
    /// Its answer never came, or was no answer.
    UnknownOutcome,
    /// Back after a reload: the order is known, its state not yet.
    Returning {
        /// Why the last question had no answer, if one was asked.
        trouble: Option<ProxyError>,
    },
    /// The order exists and is followed.
    Following(Box<Following>),
}

/// The screen from pay to receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Pay {
    /// What was wished.
    pub wish: Wish,
    /// How far it has come.
    pub stage: Stage,
    /// The form that led here, for going back; absent after a reload.
    pub form: Option<Box<Configure>>,
    /// The body that was sent, to ask again under the same key if the buyer wants that.
    pub body: Option<String>,
    /// The buyer was asked whether to leave, and where to.
    pub leaving: Option<Leave>,
}

impl Pay {
    /// What the buyer is told.
    pub fn phase(&self) -> Phase {
        match &self.stage {
            Stage::Asking | Stage::Creating | Stage::Returning { .. } => Phase::Creating,
            Stage::UnknownOutcome => Phase::UnknownOutcome,
            Stage::Following(following) => following.shown_phase(),
        }
    }

    /// The order, once there is one.
    pub fn following(&self) -> Option<&Following> {
        match &self.stage {
            Stage::Following(following) => Some(following),
            _ => None,
        }
    }

    /// What the device keeps of it.
    pub fn record(&self) -> RememberedOrder {
        let following = self.following();
        RememberedOrder {
            attempt: self.wish.attempt.clone(),
            order_id: following.map(|following| following.id.as_str().to_owned()),
            created_ms: self.wish.pressed_ms,
            brand: self.wish.brand.clone(),
            family: self.wish.family.clone(),
            country: self.wish.country.clone(),
            face_value: self.wish.face_value.clone(),
            items: self.wish.items.clone(),
            coin: self.wish.coin.clone(),
            network: self.wish.network.clone(),
            accepted: self
                .wish
                .accepted
                .map(|amount| amount.to_string())
                .unwrap_or_default(),
            phase: self.phase(),
            money_seen: following.is_some_and(|following| following.money_seen),
            sent: following.and_then(|following| following.sent.clone()),
            sent_for: following.and_then(|following| following.sent_for.clone()),
            foreign: self.wish.foreign,
            // What the buyer said about it is kept by whoever keeps the record.
            archived: false,
            cards: following.map_or_else(Vec::new, |following| cards(&following.order)),
        }
    }
}

impl Wish {
    /// All that is bought, also where that is one thing.
    pub fn goods(&self) -> Vec<Goods> {
        goods::all(&self.items, || Goods {
            brand: self.brand.clone(),
            country_code: self.country.clone(),
            face_value: self.face_value.clone(),
            quantity: 1,
        })
    }

    /// An order that was opened by its reference tells itself what was bought.
    pub fn learn(&mut self, order: &Order) {
        if !self.brand.is_empty() {
            return;
        }
        let name = |text: &Option<String>| text.clone().unwrap_or_default();
        self.coin = name(&order.coin);
        self.network = name(&order.network);
        self.brand = "–".into();
        if let Some(delivery) = order.deliveries.first() {
            let item = &delivery.deliverable;
            if let Some(brand) = &item.brand_name {
                self.brand.clone_from(brand);
            }
            self.family = name(&item.family);
            self.face_value = delivery::label(item);
        }
        if order.deliveries.len() > 1 {
            for delivery in &order.deliveries {
                let item = &delivery.deliverable;
                let line = Goods {
                    brand: name(&item.brand_name),
                    country_code: name(&item.country_code),
                    face_value: delivery::label(item),
                    quantity: 1,
                };
                count_in(&mut self.items, line);
            }
        }
    }

    /// The wish behind a remembered order.
    pub fn of(record: &RememberedOrder) -> Self {
        Self {
            attempt: record.attempt.clone(),
            brand: record.brand.clone(),
            family: record.family.clone(),
            country: record.country.clone(),
            face_value: record.face_value.clone(),
            items: record.items.clone(),
            coin: record.coin.clone(),
            network: record.network.clone(),
            accepted: Amount::parse(&record.accepted),
            seen: None,
            foreign: record.foreign,
            pressed_ms: record.created_ms,
        }
    }
}

/// What an answer to a creation means.
#[derive(Debug)]
pub enum Verdict {
    /// There is an order.
    Created(Box<Order>),
    /// There is none, for these reasons; the form comes back.
    Refused(Vec<Problem>, Option<ProxyError>),
    /// Nobody knows. Never sent again by itself (api-notes rule 5).
    Unknown,
}

/// Reads an answer to a creation as strictly as money asks: only a clear refusal means that there is no
/// order.
pub fn verdict(result: Result<Box<Order>, ProxyError>) -> Verdict {
    match result {
        Ok(order) if order.order_id.is_some() && order.problems.is_empty() => {
            Verdict::Created(order)
        }
        Ok(order) if order.order_id.is_none() && !order.problems.is_empty() => {
            Verdict::Refused(order.problems, None)
        }
        Ok(_) => Verdict::Unknown,
        Err(ProxyError::Refused {
            status,
            problems,
            retry_after_ms,
        }) => match status {
            408 | 409 | 425 | 429 => Verdict::Unknown,
            400..=499 if problems.is_empty() => Verdict::Refused(
                Vec::new(),
                Some(ProxyError::Refused {
                    status,
                    problems,
                    retry_after_ms,
                }),
            ),
            400..=499 => Verdict::Refused(problems, None),
            _ => Verdict::Unknown,
        },
        Err(_) => Verdict::Unknown,
    }
}
