//! The amount of a range product, with the nearest amounts that are sold.

use super::dom::{El, el, input_value};
use super::{Ui, parts, problems};
use crate::checkout::configure::Configure;
use crate::checkout::draft::{self, Choice, Field, bounds, code};
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::{Problem, ProblemField, Product};

/// The field. `beside` says whether fixed values stand beside it, and how it is delivered.
pub fn field(
    ui: &Ui,
    form: &Configure,
    product: &Product,
    (beside, delivery): (bool, &'static str),
    found: &[Problem],
) -> El {
    let typed = match &form.draft.choice {
        Choice::Range { product_id, typed } if *product_id == product.product_id => {
            Some(typed.as_str())
        }
        _ => None,
    };
    let range = product.range.as_ref();
    let currency = range.map_or("", |range| range.currency.as_str());
    let mine: Vec<&Problem> = found
        .iter()
        .filter(|problem| typed.is_some() && problem.code.starts_with("AMOUNT_"))
        .collect();
    let described = problems::ids(found, |one| {
        typed.is_some() && draft::field(one) == ProblemField::Amount
    });
    let choose = |ui: &Ui| {
        let ui = ui.clone();
        let product_id = product.product_id.clone();
        move |typed: String| {
            ui.send(Event::ChoiceMade(Choice::Range {
                product_id: product_id.clone(),
                typed,
            }));
        }
    };
    let near = mine
        .iter()
        .filter(|problem| problem.code != code::AMOUNT_UNREADABLE)
        .flat_map(|problem| &problem.details)
        .cloned()
        .chain(typed.and_then(|_| limit(form, product, found)))
        .map(|value| {
            let label = ui.fill(Key::UseAmount, &[("amount", &ui.money(&value, currency))]);
            let (choose, value, done) = (choose(ui), ui.typed(&value), ui.clone());
            parts::button("suggestion", "chip", label, move || {
                choose(value.clone());
                done.send(Event::FieldLeft(Field::Amount));
            })
        });
    let label = [
        ui.say(if beside {
            Key::OwnAmount
        } else {
            Key::AnyAmount
        }),
        " ",
        delivery,
    ]
    .concat();
    let (entered, left) = (choose(ui), ui.clone());
    let text = |text: Option<&str>| text.map(str::to_owned);
    el("div")
        .class("section")
        .kid(
            el("label")
                .class("field amount")
                .kid(parts::text("span", "label", label.trim_end().to_owned()))
                .kid(
                    el("span")
                        .class("with-unit")
                        .kid(
                            el("input")
                                .part("amount")
                                .attr("type", "text")
                                .attr("inputmode", "decimal")
                                .attr("autocomplete", "off")
                                .attr_if("aria-invalid", (!mine.is_empty()).then_some("true"))
                                .attr_if("aria-describedby", described)
                                .attr_if("data-min", text(range.map(|range| range.min.as_str())))
                                .attr_if("data-max", text(range.map(|range| range.max.as_str())))
                                .attr_if(
                                    "data-step",
                                    text(
                                        range
                                            .and_then(|range| range.step.as_ref())
                                            .map(|step| step.as_str()),
                                    ),
                                )
                                .attr("data-currency", currency.to_owned())
                                .value(typed.unwrap_or_default())
                                .on("input", move |event| entered(input_value(event)))
                                .on("blur", move |_| left.send(Event::FieldLeft(Field::Amount))),
                        )
                        .kid(parts::text("span", "unit", currency.to_owned())),
                )
                .kid(parts::text("span", "hint", hint(ui, product, currency))),
        )
        .kid(el("div").class("chips wrap").kids(near))
}

/// The most that the API takes, where it refused more and this alone is bought (features VAL-10).
fn limit(form: &Configure, product: &Product, found: &[Problem]) -> Option<String> {
    let mut found = found.iter();
    let problem = found.find(|one| one.code == "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED")?;
    let limit = draft::limit(problem)?;
    let same = limit.unit.as_deref() == product.range.as_ref().map(|range| range.currency.as_str());
    let alone = form.draft.items.is_empty() && form.draft.quantity() == 1;
    let sold = bounds(product)?.check(&limit.amount).is_ok();
    (same && alone && sold).then(|| limit.amount.to_string())
}

/// What may be entered.
fn hint(ui: &Ui, product: &Product, currency: &str) -> String {
    let Some(limits) = bounds(product) else {
        return String::new();
    };
    let money = |amount: String| ui.money(&amount, currency);
    let (min, max) = (money(limits.min.to_string()), money(limits.max.to_string()));
    match limits.step.map(|step| step.to_string()) {
        Some(step) if step != "0.01" => ui.fill(
            Key::AmountStep,
            &[("min", &min), ("max", &max), ("step", &money(step))],
        ),
        _ => ui.fill(Key::AmountHint, &[("min", &min), ("max", &max)]),
    }
}
