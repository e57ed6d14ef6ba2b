//! Past orders of this device: looking at them, putting them away, noting what is left on a card, and
//! forgetting everything (features REC-02).

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::browse::{Browse, Number};
use crate::checkout::effect::Effect;
use crate::checkout::event::Moment;
use crate::checkout::history::{History, note};
use crate::checkout::remembered::RememberedOrder;

impl Checkout {
    /// The list is opened. What was filled in before is kept to come back to.
    pub(super) fn open_history(&mut self) -> Vec<Effect> {
        if matches!(self.screen, Screen::History(_)) {
            return Vec::new();
        }
        let effects = self.leave_pay();
        self.browse.no_reference = false;
        let next = Screen::History(History {
            forgetting: false,
            to_form: matches!(self.screen, Screen::Configure(_)),
        });
        match std::mem::replace(&mut self.screen, next) {
            Screen::Configure(form) => self.left = Some(form),
            Screen::Pay(pay) if pay.form.is_some() => self.left = pay.form,
            Screen::Pay(_) | Screen::Browse | Screen::History(_) => {}
        }
        effects
    }

    /// The list is left for where the buyer came from.
    pub(super) fn close_history(&mut self, to_form: bool, now: Moment) -> Vec<Effect> {
        match self.left.as_ref().filter(|_| to_form) {
            Some(form) => self.open_brand(form.brand.clone(), now),
            None => self.browse_again(),
        }
    }

    /// An order is put away, or brought back.
    pub(super) fn archive(&mut self, attempt: &str, archived: bool) -> Vec<Effect> {
        self.mark(attempt, |order| order.archived = archived)
    }

    /// What is left on a card, in the buyer's words.
    pub(super) fn note_balance(&mut self, attempt: &str, card: usize, typed: &str) -> Vec<Effect> {
        self.mark(attempt, |order| {
            if let Some(card) = order.cards.get_mut(card) {
                card.balance = note(typed);
            }
        })
    }

    fn mark(&mut self, attempt: &str, change: impl FnOnce(&mut RememberedOrder)) -> Vec<Effect> {
        let order = self
            .remembered
            .iter_mut()
            .find(|order| order.attempt == attempt);
        let Some(order) = order else {
            return Vec::new();
        };
        change(order);
        vec![Effect::Mark {
            attempt: attempt.into(),
            archived: order.archived,
            cards: order.cards.clone(),
        }]
    }

    /// Forgetting cannot be undone: it is asked first.
    pub(super) fn ask_to_forget(&mut self) -> Vec<Effect> {
        if let Screen::History(history) = &mut self.screen {
            history.forgetting = !history.forgetting;
        }
        Vec::new()
    }

    /// The question was answered.
    pub(super) fn answer_to_forget(&mut self, forgets: bool) -> Vec<Effect> {
        let Screen::History(history) = &mut self.screen else {
            return Vec::new();
        };
        if !std::mem::take(&mut history.forgetting) || !forgets {
            return Vec::new();
        }
        self.remembered.clear();
        self.recent.clear();
        self.asked = None;
        // What was typed is as personal as what was bought.
        self.left = None;
        self.kept = Checkout::new(self.settings.clone()).kept;
        let Browse {
            query,
            recent,
            number,
            ..
        } = &mut self.browse;
        *number = Number::Untouched;
        query.clear();
        recent.clear();
        vec![Effect::ForgetEverything]
    }
}
