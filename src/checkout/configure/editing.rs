//! Which mistakes may be shown: those of fields that were left, never new ones while a field is typed in
//! (features VAL-15).

use super::{Configure, Shop, Submit};
use crate::checkout::draft::{Field, code};
use crate::wire::Problem;

/// A field that is being typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editing {
    field: Field,
    /// The mistake that stood there when typing began, as long as it has not been mended since.
    shown: Option<String>,
}

/// The text field that a mistake of ours is in.
fn field_of(code: &str) -> Option<Field> {
    Some(match code {
        code::AMOUNT_MISSING
        | code::AMOUNT_UNREADABLE
        | code::AMOUNT_AMBIGUOUS
        | code::AMOUNT_BELOW_RANGE
        | code::AMOUNT_ABOVE_RANGE
        | code::AMOUNT_OFF_STEP => Field::Amount,
        code::EMAIL_MISSING | code::EMAIL_UNREADABLE => Field::RecipientEmail,
        code::PHONE_MISSING | code::PHONE_UNREADABLE => Field::RecipientPhone,
        code::BUYER_EMAIL_MISSING | code::BUYER_EMAIL_UNREADABLE => Field::BuyerEmail,
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

    /// The form is shown again: nothing is typed in, and a press that was being checked when the buyer
    /// went elsewhere holds no longer. What they see now is for them to confirm anew.
    pub fn reopened(&mut self) {
        self.editing = None;
        self.submit = Submit::Idle;
        self.second = false;
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

    fn shown_in(&self, field: Field, shop: &Shop<'_>) -> Option<String> {
        let mut found = self.mistakes(shop).into_iter();
        found
            .find(|problem| field_of(&problem.code) == Some(field))
            .map(|problem| problem.code)
    }

    /// Whether a mistake of ours may be shown now. Nothing is missing before pay was pressed.
    pub(super) fn may_show(&self, problem: &Problem) -> bool {
        let code = problem.code.as_str();
        let field = field_of(code);
        if let Some(editing) = &self.editing
            && field == Some(editing.field)
        {
            return editing.shown.as_deref() == Some(code);
        }
        let touched = field.is_some_and(|field| self.touched.contains(&field));
        self.pressed || (touched && !is_missing(code))
    }
}
