//! One brand's form: value, recipient, way to pay, price, pay.

mod about;
mod balance;
mod cart;
mod coupon;
mod pay_bar;
mod people;
mod plans;
mod refund;
mod review;

use super::dom::{El, el};
use super::{Ui, amount, brands, methods, parts, problems, quote, trouble};
use crate::checkout::configure::{Configure, MANY, Measure};
use crate::checkout::draft::{self, Choice};
use crate::checkout::event::Event;
use crate::checkout::fold::fold;
use crate::checkout::{Checkout, Loading};
use crate::text::Key;
use crate::wire::{DeliveryType, Problem, ProblemField, Product};

pub use people::dialled;

/// The form.
pub fn screen(ui: &Ui, state: &Checkout, form: &Configure) -> El {
    let brand = &form.brand;
    let retry = || parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    let body = match &form.group {
        Loading::Idle | Loading::Busy => skeleton(ui.say(Key::Loading)),
        Loading::Failed(error) => trouble::trouble(ui, error, retry()),
        Loading::Here(_) if form.products().next().is_none() => {
            let country = ui.country(&state.country);
            let words = ui.fill(
                Key::NoProducts,
                &[("brand", &brand.brand), ("country", &country)],
            );
            parts::notice("info", "", words, Some(retry()))
        }
        Loading::Here(_) => fields(ui, state, form),
    };
    el("div")
        .class("screen configure")
        .kid(
            el("div")
                .class("top")
                .kid(parts::back(ui))
                .kid(brands::past(ui)),
        )
        .kid(
            (form.rival.is_none())
                .then(|| brands::open_order(ui, state))
                .flatten(),
        )
        .kid(
            el("div")
                .class("head")
                .kid(brands::logo(
                    &brand.brand,
                    &brand.logo,
                    brand.bg_color.as_deref(),
                ))
                .kid(
                    parts::heading()
                        .attr("dir", "auto")
                        .kid(brand.brand.clone()),
                ),
        )
        .kid(body)
}

fn fields(ui: &Ui, state: &Checkout, form: &Configure) -> El {
    let found = form.problems(&state.shop(0));
    el("form")
        .class("form")
        .attr("novalidate", "")
        .on("submit", web_sys::Event::prevent_default)
        .kid(
            values(ui, form, &found)
                .kids(problems::of(
                    ui,
                    &found,
                    &[ProblemField::Amount, ProblemField::Product],
                ))
                .kids(about::limits(ui, form))
                .kid(about::section(ui, form)),
        )
        .kid(cart::quantity(ui, form, None))
        .kid(people::recipient(ui, state, form, &found))
        .kid(people::newsletter(ui, form))
        .kid(cart::add(ui, form))
        .kid(cart::section(ui, state, form, &found))
        .kid(methods::section(ui, state, form, &found).kids(problems::of(
            ui,
            &found,
            &[ProblemField::Payment],
        )))
        .kid(review::section(ui, state, form))
        // Beside the form it stays in view, so it must not be higher than a window is.
        .kid(
            el("div")
                .class("side")
                .kid(quote::section(ui, state, form))
                .kid(coupon::section(ui, form, &found))
                .kid(refund::section(ui, state, form, &found))
                .kid(pay_bar::section(ui, state, form, &found)),
        )
}

/// The room that values, recipient and price will take, with what a reader is told.
fn skeleton(label: &'static str) -> El {
    let ghost = |class| el("span").class(class).attr("aria-hidden", "true");
    let values = (0..4).map(|_| ghost("ghost option"));
    el("div")
        .class("form")
        .attr("aria-busy", "true")
        .kid(
            el("div")
                .class("section")
                .kid(parts::text("span", "hidden", label).attr("data-told", ""))
                .kid(ghost("ghost line-ghost"))
                .kid(el("div").class("options").kids(values))
                .kid(ghost("ghost line-ghost"))
                .kid(ghost("ghost field-ghost")),
        )
        .kid(
            el("div")
                .class("side")
                .kid(ghost("ghost quote"))
                .kid(ghost("ghost field-ghost")),
        )
}

/// What a product is called.
fn product_label(product: &Product) -> String {
    product
        .label
        .clone()
        .or_else(|| product.denomination.clone())
        .unwrap_or_default()
}

/// What it holds.
fn benefits(ui: &Ui, product: &Product) -> Vec<String> {
    let held = product.benefits.iter().filter_map(Measure::of);
    held.map(|held| plans::measure(ui, &held)).collect()
}

fn values(ui: &Ui, form: &Configure, found: &[Problem]) -> El {
    let products: Vec<&Product> = form.products().collect();
    let first = products.first().map(|first| &first.delivery_type);
    let mixed = products.iter().any(|one| Some(&one.delivery_type) != first);
    let fixed: Vec<&Product> = products
        .iter()
        .copied()
        .filter(|one| !one.is_dynamic)
        .collect();
    let many = fixed.len() > MANY;
    let plans = products.iter().any(|one| !one.benefits.is_empty());
    let title = if plans {
        Key::ChoosePlan
    } else {
        Key::ChooseValue
    };
    let words_of = |product: &Product| {
        let mut words = benefits(ui, product);
        words.push(product_label(product));
        words.join(" ")
    };
    let left = match many {
        true => form.narrowed(words_of, |region| ui.country(region)),
        false => fixed.clone(),
    };
    let finder = many.then(|| plans::finder(ui, form, left.len(), fixed.len()));
    let shown = form.listed(&left);
    let more = (shown < left.len()).then(|| plans::more(ui, shown));
    let listed = (!fixed.is_empty()).then(|| {
        let options: Vec<El> = left
            .iter()
            .take(shown)
            .map(|product| denomination(ui, form, product, mixed))
            .collect();
        if options.is_empty() {
            parts::text("p", "hint", ui.say(Key::NoPlan))
        } else {
            let typed = matches!(form.draft.choice, Choice::Range { .. });
            let described = problems::ids(found, |one| {
                !typed
                    && matches!(
                        draft::field(one),
                        ProblemField::Amount | ProblemField::Product
                    )
            });
            el("div")
                .class(if many { "options plans" } else { "options" })
                .attr("role", "radiogroup")
                .attr("aria-label", ui.say(title))
                .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
                .attr_if("aria-describedby", described)
                .kids(options)
        }
    });
    let amounts = products.iter().filter(|one| one.is_dynamic).map(|product| {
        amount::field(
            ui,
            form,
            product,
            (!fixed.is_empty(), delivery_hint(ui, product, mixed)),
            found,
        )
    });
    el("fieldset")
        .class("section")
        .kid(parts::text("legend", "section-title", ui.say(title)))
        .kid(finder)
        .kid(listed)
        .kid(more)
        .kids(amounts)
}

fn delivery_hint(ui: &Ui, product: &Product, mixed: bool) -> &'static str {
    match (mixed, &product.delivery_type) {
        (true, DeliveryType::Phone) => ui.say(Key::ByPhone),
        (true, DeliveryType::Email) => ui.say(Key::ByEmail),
        _ => "",
    }
}

fn denomination(ui: &Ui, form: &Configure, product: &Product, mixed: bool) -> El {
    let choice = Choice::Fixed {
        product_id: product.product_id.clone(),
    };
    let label = fold(&product_label(product));
    let mut more = benefits(ui, product);
    more.retain(|text| !label.contains(&fold(text)));
    let chosen = form.draft.choice == choice;
    let unsold = form.unsold(&product.product_id);
    let sold_out = match unsold {
        _ if product.is_out_of_stock => ui.say(Key::SoldOut),
        Some("NOT_ACTIVE") => ui.say(Key::ValuePaused),
        Some(_) => ui.say(Key::SoldOut),
        None => "",
    };
    // The chosen one keeps the focus that it may have.
    let disabled = product.is_out_of_stock || (unsold.is_some() && !chosen);
    more.extend([delivery_hint(ui, product, mixed), sold_out].map(str::to_owned));
    more.retain(|text| !text.is_empty());
    let price = match (&product.coin, &product.coin_amount) {
        (Some(coin), Some(amount)) => [amount.as_str(), " ", coin].concat(),
        _ => String::new(),
    };
    let picked = ui.clone();
    el("label")
        .key(product.product_id.clone())
        .class("option")
        .kid(
            el("input")
                .attr("type", "radio")
                .attr("name", "denomination")
                .part("denomination")
                .attr_if("data-denomination", product.denomination.clone())
                .attr("data-product-id", product.product_id.clone())
                .attr_if("disabled", disabled.then_some(""))
                .checked(chosen)
                .on("change", move |_| {
                    picked.send(Event::ChoiceMade(choice.clone()))
                }),
        )
        .kid(
            el("span")
                .class("option-text")
                .kid(parts::text("span", "option-name", product_label(product)).attr("dir", "auto"))
                .kid(parts::text("span", "option-more", more.join(" · "))),
        )
        .kid(parts::text("span", "option-price", price))
}
