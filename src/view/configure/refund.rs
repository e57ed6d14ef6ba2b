//! Where a refund would go: folded away until it is wanted, and only on networks where an address can be
//! checked (features VAL-18).

use super::super::dom::{El, el, input_value};
use super::super::{Ui, parts, problems};
use crate::checkout::Checkout;
use crate::checkout::configure::Configure;
use crate::checkout::draft::{Field, code};
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::Problem;

/// The field, whose wallet it must be, and what is wrong with it.
pub fn section(ui: &Ui, state: &Checkout, form: &Configure, found: &[Problem]) -> Option<El> {
    form.draft.refunds(&state.coins)?;
    let named = |name: &Option<String>| name.clone().unwrap_or_default();
    let (coin, network) = (named(&form.draft.coin), named(&form.draft.network));
    let is_its = |one: &Problem| one.code == code::REFUND_UNREADABLE;
    let described = problems::ids(found, is_its);
    let (typed, left) = (ui.clone(), ui.clone());
    let input = el("input")
        .part("refund")
        .attr("type", "text")
        .attr("maxlength", "128")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("dir", "ltr")
        .attr("aria-label", ui.say(Key::Refund))
        .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
        .attr_if("aria-describedby", described)
        .value(form.draft.refund.clone())
        .on("input", move |event| {
            typed.send(Event::FieldEntered(Field::Refund, input_value(event)))
        })
        .on("blur", move |_| left.send(Event::FieldLeft(Field::Refund)));
    let hint = ui.fill(Key::RefundHint, &[("coin", &coin), ("network", &network)]);
    // What was typed for another brand's form is part of this order too, so it is not folded away.
    let open = form.is_in_use(Field::Refund) || !form.draft.refund.is_empty();
    Some(
        el("div")
            .class("section")
            .kid(
                el("details")
                    .attr_if("open", open.then_some(""))
                    .kid(parts::text("summary", "", ui.say(Key::Refund)).part("refund-open"))
                    .kid(
                        el("div")
                            .class("field")
                            .kid(input)
                            .kid(parts::text("span", "hint", hint)),
                    ),
            )
            .kids(problems::those(ui, found, is_its)),
    )
}
