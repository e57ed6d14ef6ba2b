//! Which mistakes may be shown: those of fields that were left, never new ones while a field is typed in
//! (features VAL-15).

use super::{Configure, Shop, Submit};
use crate::checkout::draft::{self, Field, code};
use crate::wire::{DeliveryType, Problem};

/// A field that is being typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editing {
    field: Field,
    /// The mistake that stood there when typing began, as long as it has not been mended since.
    shown: Option<String>,
}

/// The text field that a mistake of ours is in.
fn field_of(problem: &Problem) -> Option<Field> {
    Some(match problem.code.as_str() {
        code::AMOUNT_MISSING
        | code::AMOUNT_UNREADABLE
        | code::AMOUNT_AMBIGUOUS
        | code::AMOUNT_BELOW_RANGE
        | code::AMOUNT_ABOVE_RANGE
        | code::AMOUNT_OFF_STEP => Field::Amount,
        code::EMAIL_MISSING | code::EMAIL_UNREADABLE | code::EMAIL_PLACEHOLDER => {
            Field::RecipientEmail
        }
        code::PHONE_MISSING | code::PHONE_UNREADABLE | code::PHONE_LENGTH => Field::RecipientPhone,
        code::BUYER_EMAIL_MISSING
        | code::BUYER_EMAIL_UNREADABLE
        | code::BUYER_EMAIL_PLACEHOLDER => Field::BuyerEmail,
        code::REFUND_UNREADABLE => Field::Refund,
        code::ITEM_RECIPIENT => {
            let number: usize = problem.details.first()?.parse().ok()?;
            Field::Item(number.checked_sub(1)?)
        }
        _ => return None,
    })
}

fn is_missing(code: &str) -> bool {
    matches!(
        code,
        code::AMOUNT_MISSING
            | code::EMAIL_MISSING
            | code::PHONE_MISSING
            | code::BUYER_EMAIL_MISSING
    )
}

/// The same field's word for being empty, of a mistake that may not be told yet.
pub(super) fn missing(code: &str) -> &str {
    let fields = [
        ("AMOUNT_", code::AMOUNT_MISSING),
        ("EMAIL_", code::EMAIL_MISSING),
        ("PHONE_", code::PHONE_MISSING),
        ("BUYER_EMAIL_", code::BUYER_EMAIL_MISSING),
    ];
    let mut fields = fields.into_iter();
    fields
        .find(|(field, _)| code.starts_with(field))
        .map_or(code, |(_, missing)| missing)
}

impl Configure {
    /// The field was left: what is wrong in it is shown.
    pub fn left(&mut self, field: Field) {
        if !self.touched.contains(&field) {
            self.touched.push(field);
        }
        if self.editing.as_ref().is_some_and(|one| one.field == field) {
            self.editing = None;
        }
    }

    /// Whether a field is typed in, or was.
    pub fn is_in_use(&self, field: Field) -> bool {
        let editing = self.editing.as_ref().is_some_and(|one| one.field == field);
        editing || self.touched.contains(&field)
    }

    /// The form is shown again: nothing is typed in, and a press that was being checked when the buyer
    /// went elsewhere holds no longer. What they see now is for them to confirm anew.
    pub fn reopened(&mut self) {
        self.editing = None;
        self.submit = Submit::Idle;
        self.second = false;
        self.coupon_open |= self.draft.has_coupon();
    }

    /// Notes that a field is typed in. `change` puts the text there.
    pub(super) fn edit(&mut self, field: Field, shop: &Shop<'_>, change: impl FnOnce(&mut Self)) {
        let before = self.shown_in(field, shop);
        change(self);
        self.editing = Some(Editing {
            field,
            shown: before.clone(),
        });
        // Mended is mended: what stood there does not come back before the field is left.
        if self.shown_in(field, shop) != before {
            self.editing = Some(Editing { field, shown: None });
        }
    }

    /// The address that was probably meant in a field, once it is left (features VAL-05).
    pub fn suggestion(&self, field: Field) -> Option<String> {
        let typed = match field {
            Field::RecipientEmail => &self.draft.recipient_email,
            Field::BuyerEmail => &self.draft.buyer_email,
            Field::Item(place) => {
                let item = self.draft.items.get(place)?;
                let by_email = item.chosen.delivery_type == DeliveryType::Email;
                Some(&item.recipient).filter(|_| by_email)?
            }
            _ => return None,
        };
        let editing = self.editing.as_ref().is_some_and(|one| one.field == field);
        let left = self.pressed || self.touched.contains(&field);
        (left && !editing)
            .then(|| draft::suggestion(typed))
            .flatten()
    }

    fn shown_in(&self, field: Field, shop: &Shop<'_>) -> Option<String> {
        let mut found = self.mistakes(shop).into_iter();
        found
            .find(|problem| field_of(problem) == Some(field))
            .map(|problem| problem.code)
    }

    /// Whether a mistake of ours may be shown now. Nothing is missing before pay was pressed.
    pub(super) fn may_show(&self, problem: &Problem) -> bool {
        let code = problem.code.as_str();
        let field = field_of(problem);
        if let Some(editing) = &self.editing
            && field == Some(editing.field)
        {
            return editing.shown.as_deref() == Some(code);
        }
        let touched = field.is_some_and(|field| self.touched.contains(&field));
        let always = self.pressed || code == code::TOO_MANY || self.hinders_adding(code);
        always || (touched && !is_missing(code))
    }
}
