//! The cart on the form: what is put into it, how many of each, for whom (issue 6).

use super::{Configure, Outcome, Shop, Submit, next};
use crate::checkout::draft::{Choice, Field, Item, Ordered, code};
use crate::checkout::effect::Effect;
use crate::checkout::event::{Ask, Timer};
use crate::checkout::quote::SETTLE_MS;
use crate::wire::{DeliveryType, ProblemField};

impl Configure {
    /// The product on the form goes into the cart, and the form is free for another. What is missing for that
    /// is shown instead.
    pub fn add_item(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        self.editing = None;
        let Some(item) = self.item(shop) else {
            self.adding = true;
            return Outcome::default();
        };
        self.adding = false;
        let draft = &mut self.draft;
        if item.gift {
            // The next thing is the buyer's own again, until they say otherwise.
            draft.gift = false;
            draft.recipient_email.clone_from(&draft.buyer_email);
        }
        match draft.items.iter_mut().find(|one| one.is_same(&item)) {
            Some(one) => one.quantity = one.quantity.saturating_add(item.quantity),
            None => draft.items.push(item),
        }
        draft.choice = Choice::Nothing;
        draft.quantity = 0;
        self.touched.retain(|field| matches!(field, Field::Item(_)));
        self.changed(shop, asks, false)
    }

    /// The product on the form as a thing in the cart, if nothing is missing and there is room.
    fn item(&self, shop: &Shop<'_>) -> Option<Item> {
        let group = self.group.here()?;
        let chosen = self.draft.chosen(group).ok()?;
        let (recipient, gift) = match chosen.delivery_type {
            DeliveryType::Phone => (&self.draft.recipient_phone, false),
            _ => (&self.draft.recipient_email, self.draft.gift),
        };
        let item = Item {
            brand: self.brand.clone(),
            country: shop.around.country.into(),
            recipient: recipient.trim().into(),
            gift,
            quantity: self.draft.quantity(),
            chosen,
        };
        let fits = item.quantity <= self.draft.room(None);
        (fits && item.is_complete()).then_some(item)
    }

    /// So many of a thing in the cart, or of the product on the form: at least one, at most what there is room
    /// for.
    pub fn set_quantity(
        &mut self,
        place: Option<usize>,
        quantity: u8,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        let quantity = quantity.min(self.draft.room(place)).max(1);
        let old = match place {
            None => Some(self.draft.quantity()),
            Some(place) => self.draft.items.get(place).map(|item| item.quantity),
        };
        if old.is_none_or(|old| old == quantity) {
            return Outcome::default();
        }
        match place.and_then(|place| self.draft.items.get_mut(place)) {
            Some(item) => item.quantity = quantity,
            None => self.draft.quantity = quantity,
        }
        self.changed(shop, asks, true)
    }

    /// A thing in the cart is not wanted any more.
    pub fn remove_item(&mut self, place: usize, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if place >= self.draft.items.len() {
            return Outcome::default();
        }
        self.draft.items.remove(place);
        self.draft.most = 0;
        // Those behind it have other numbers now.
        self.touched
            .retain(|field| !matches!(field, Field::Item(_)));
        self.editing = None;
        self.changed(shop, asks, false)
    }

    /// The recipient is somebody else, or is the buyer after all. What was typed as the one address is the
    /// buyer's: it moves there instead of being sent the gift.
    pub fn choose_gift(&mut self, gift: bool, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let draft = &mut self.draft;
        // Where the host has locked the address, the code goes there and to nobody else.
        if draft.gift == gift || (gift && shop.email_locked) {
            return Outcome::default();
        }
        draft.gift = gift;
        let (recipient, buyer) = (&mut draft.recipient_email, &mut draft.buyer_email);
        if gift {
            if buyer.trim().is_empty() {
                *buyer = std::mem::take(recipient);
            } else if recipient.trim().eq_ignore_ascii_case(buyer.trim()) {
                recipient.clear();
            }
        } else if recipient.trim().is_empty() {
            recipient.clone_from(buyer);
        }
        self.touched
            .retain(|field| !matches!(field, Field::RecipientEmail | Field::BuyerEmail));
        self.editing = None;
        self.forget(&[ProblemField::Recipient]);
        self.requote(false, shop, asks)
    }

    /// A thing in the cart is for somebody else, or for the buyer after all. Its recipient stays as typed.
    pub fn choose_item_gift(
        &mut self,
        place: usize,
        gift: bool,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        let item = self.draft.items.get_mut(place);
        let Some(item) = item.filter(|item| item.gift != gift) else {
            return Outcome::default();
        };
        // Who gets a top-up is never taken for the buyer (api-notes rule 8).
        if item.chosen.delivery_type != DeliveryType::Email || (gift && shop.email_locked) {
            return Outcome::default();
        }
        item.gift = gift;
        self.changed(shop, asks, false)
    }

    /// What another order was paid for leaves the cart while the form is open. An answer about what was asked
    /// before is worthless then: it would stand for something that nobody asked about.
    pub fn is_bought(&mut self, ordered: &Ordered, asks: &mut Ask) -> Vec<Effect> {
        let before = self.draft.clone();
        self.draft.is_bought(ordered);
        if self.draft == before {
            return Vec::new();
        }
        self.quote = std::mem::take(&mut self.quote).aged();
        self.submit = Submit::Idle;
        self.quote_ask = next(asks);
        vec![Effect::After {
            ms: SETTLE_MS,
            timer: Timer::TypingSettled(self.quote_ask),
            jitter: false,
        }]
    }

    fn changed(&mut self, shop: &Shop<'_>, asks: &mut Ask, typing: bool) -> Outcome {
        self.forget(&[
            ProblemField::Amount,
            ProblemField::Product,
            ProblemField::Recipient,
        ]);
        self.requote(typing, shop, asks)
    }

    /// Whether a field holds the address that the host has locked. Whoever was chosen to get a gift before
    /// that is not it.
    pub fn is_locked(&self, field: Field, email_locked: bool) -> bool {
        email_locked
            && match field {
                Field::RecipientEmail => !self.draft.gift,
                Field::BuyerEmail => true,
                Field::Item(place) => self.draft.items.get(place).is_some_and(|item| {
                    !item.gift && item.chosen.delivery_type == DeliveryType::Email
                }),
                Field::Amount | Field::RecipientPhone | Field::Coupon | Field::Refund => false,
            }
    }

    /// Whether the buyer's own e-mail address is asked for beside the recipient.
    pub fn asks_buyer(&self) -> bool {
        self.draft.asks_buyer(self.delivery_type().as_ref())
    }

    /// Whether a mistake is in the way of putting the product into the cart.
    pub(super) fn hinders_adding(&self, code: &str) -> bool {
        self.adding
            && !matches!(
                code,
                code::METHOD_MISSING
                    | code::BUYER_EMAIL_MISSING
                    | code::BUYER_EMAIL_UNREADABLE
                    | code::BUYER_EMAIL_PLACEHOLDER
            )
    }
}
