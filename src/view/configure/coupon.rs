//! The discount code: folded away until it is wanted (features VAL-16).

use super::super::dom::{El, el, input_value};
use super::super::{Ui, parts, problems};
use crate::checkout::configure::Configure;
use crate::checkout::draft::{self, Field};
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::{Problem, ProblemField};

/// The field with its button, why a code was refused, and the way on without it.
pub fn section(ui: &Ui, form: &Configure, found: &[Problem]) -> El {
    let is_its = |one: &Problem| draft::field(one) == ProblemField::Coupon;
    let described = problems::ids(found, is_its);
    let (typed, entered) = (ui.clone(), ui.clone());
    let input = el("input")
        .part("coupon")
        .attr("type", "text")
        .attr("maxlength", "64")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .attr("dir", "ltr")
        .attr("aria-label", ui.say(Key::Coupon))
        .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
        .attr_if("aria-describedby", described)
        .value(form.draft.coupon_typed.clone())
        .on("input", move |event| {
            typed.send(Event::FieldEntered(Field::Coupon, input_value(event)))
        })
        // Enter would press pay.
        .on("keydown", move |event| {
            if parts::key(event).as_deref() == Some("Enter") {
                event.prevent_default();
                entered.send(Event::CouponApplied);
            }
        });
    let apply = parts::action(ui, "coupon-apply", "secondary", Key::CouponApply, || {
        Event::CouponApplied
    });
    let remove = form.draft.coupon.is_some().then(|| {
        parts::action(ui, "coupon-remove", "secondary", Key::CouponRemove, || {
            Event::CouponRemoved
        })
    });
    el("div")
        .class("section")
        .kid(
            el("details")
                .attr_if("open", form.coupon_open.then_some(""))
                .kid(parts::text("summary", "", ui.say(Key::Coupon)).part("coupon-open"))
                .kid(el("div").class("coupon").kid(input).kid(apply)),
        )
        .kids(problems::those(ui, found, is_its))
        .kid(remove)
}
