//! An order by its reference.

use super::super::dom::{El, el, input_value};
use super::super::{Ui, parts};
use crate::checkout::event::Event;
use crate::text::Key;

/// An order of another device, or one that this browser would not remember.
pub fn finder(ui: &Ui, wrong: bool) -> El {
    let (typed, found) = (ui.clone(), ui.clone());
    el("details")
        .class("finder")
        .kid(el("summary").kid(ui.say(Key::FindOrder)))
        .kid(
            el("form")
                .class("section")
                .attr("novalidate", "")
                .on("submit", web_sys::Event::prevent_default)
                .kid(
                    el("label")
                        .class("field")
                        .kid(parts::text("span", "label", ui.say(Key::OrderReference)))
                        .kid(
                            el("input")
                                .part("order-reference")
                                .attr("autocomplete", "off")
                                .attr("autocapitalize", "off")
                                .attr("spellcheck", "false")
                                .attr("dir", "ltr")
                                .attr("maxlength", "128")
                                .attr_if("aria-invalid", wrong.then_some("true"))
                                .attr_if("aria-describedby", wrong.then_some("reference-problem"))
                                .value(ui.local().sought)
                                .on("input", move |event| {
                                    typed.change(|local| local.sought = input_value(event));
                                }),
                        )
                        .kid(parts::text("span", "hint", ui.say(Key::FindOrderHint))),
                )
                .kid(wrong.then(|| {
                    parts::text("p", "problem", ui.say(Key::FindOrderWrong))
                        .attr("id", "reference-problem")
                        .attr("data-told", "")
                }))
                .kid(
                    parts::text("button", "secondary", ui.say(Key::Find))
                        .part("find-order")
                        .attr("type", "submit")
                        .on("click", move |event| {
                            event.prevent_default();
                            found.send(Event::OrderSought(found.local().sought));
                        }),
                ),
        )
}
