//! What the buyer enters on the form, and what no longer holds then.

use super::{Configure, Outcome, Shop, Submit};
use crate::checkout::draft::{self, Choice, Field};
use crate::checkout::event::Ask;
use crate::wire::ProblemField;

/// The product that a choice names.
fn id(choice: &Choice) -> Option<&str> {
    match choice {
        Choice::Nothing => None,
        Choice::Fixed { product_id } | Choice::Range { product_id, .. } => Some(product_id),
    }
}

impl Configure {
    /// Another product, or another amount.
    pub fn choose(&mut self, choice: Choice, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let typed = matches!(choice, Choice::Range { .. });
        if id(&choice) != id(&self.draft.choice) {
            self.draft.most = 0;
        }
        if let (
            Choice::Range {
                product_id: old, ..
            },
            Choice::Range {
                product_id: new, ..
            },
        ) = (&self.draft.choice, &choice)
            && old != new
        {
            self.touched.retain(|field| *field != Field::Amount);
        }
        if typed {
            self.edit(Field::Amount, shop, |form| form.draft.choice = choice);
        } else {
            self.draft.choice = choice;
        }
        self.forget(&[ProblemField::Amount, ProblemField::Product]);
        self.requote(typed, shop, asks)
    }

    /// Another recipient.
    pub fn enter(
        &mut self,
        field: Field,
        text: String,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        if field == Field::Coupon {
            self.draft.coupon_typed = text;
            self.coupon_open = true;
            return Outcome::default();
        }
        if self.is_locked(field, shop.email_locked) {
            return Outcome::default();
        }
        self.edit(field, shop, |form| match field {
            Field::RecipientEmail => form.draft.recipient_email = text,
            Field::RecipientPhone => form.draft.recipient_phone = text,
            Field::BuyerEmail => form.draft.buyer_email = text,
            Field::Item(place) => {
                if let Some(item) = form.draft.items.get_mut(place) {
                    item.recipient = text;
                }
            }
            Field::Refund => form.draft.refund = text,
            Field::Coupon => {}
            Field::Amount => {
                if let Choice::Range { typed, .. } = &mut form.draft.choice {
                    *typed = text;
                }
            }
        });
        self.forget(&[match field {
            Field::Refund => ProblemField::Refund,
            _ => ProblemField::Recipient,
        }]);
        self.requote(true, shop, asks)
    }

    /// The suggested address instead of the typed one.
    pub fn take_suggestion(&mut self, field: Field, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let Some(meant) = self.suggestion(field) else {
            return Outcome::default();
        };
        let outcome = self.enter(field, meant, shop, asks);
        self.left(field);
        outcome
    }

    /// Another coin or network.
    pub fn pay_with(
        &mut self,
        coin: Option<String>,
        network: Option<String>,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        self.draft.coin = coin;
        self.draft.network = network;
        self.forget(&[
            ProblemField::Payment,
            ProblemField::Amount,
            ProblemField::Account,
        ]);
        self.requote(false, shop, asks)
    }

    /// The newsletter is wanted, or is not: part of the body, so that it is validated anew (features VAL-07).
    pub fn choose_newsletter(&mut self, wanted: bool, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if self.draft.newsletter == wanted {
            return Outcome::default();
        }
        self.draft.newsletter = wanted;
        self.submit = Submit::Idle;
        self.requote(true, shop, asks)
    }

    /// What was refused about these parts no longer holds. Problems of no part of the form go as well, and
    /// those of the coupon: any change may have cured them.
    pub(super) fn forget(&mut self, fields: &[ProblemField]) {
        self.refused.retain(|problem| {
            let field = draft::field(problem);
            let other = !matches!(field, ProblemField::Account | ProblemField::Coupon);
            !fields.contains(&field) && other
        });
        self.rise = None;
        self.rival = None;
        self.refusal = None;
        self.second = false;
        self.trouble = None;
        self.submit = Submit::Idle;
    }
}
