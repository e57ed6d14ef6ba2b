//! One brand's form: value, recipient, way to pay, price, pay.

mod pay_bar;

use super::dom::{El, el, input_value};
use super::{Ui, amount, brands, methods, parts, problems, quote};
use crate::checkout::configure::Configure;
use crate::checkout::draft::{self, Choice, Field};
use crate::checkout::event::Event;
use crate::checkout::fold::fold;
use crate::checkout::{Checkout, Loading};
use crate::text::Key;
use crate::wire::{BenefitAmount, DeliveryType, Problem, ProblemField, Product};

/// More products than this are searched, not scanned.
const MANY: usize = 12;

/// The form.
pub fn screen(ui: &Ui, state: &Checkout, form: &Configure) -> El {
    let brand = &form.brand;
    let retry = || parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    let body = match &form.group {
        Loading::Idle | Loading::Busy => skeleton(ui.say(Key::Loading)),
        Loading::Failed(error) => problems::trouble(ui, error, retry()),
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
        .kid(parts::back(ui))
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
                    brand.logo.as_deref(),
                    brand.bg_color.as_deref(),
                ))
                .kid(
                    parts::heading()
                        .attr("dir", "auto")
                        .kid(brand.brand.clone()),
                ),
        )
        .kid(body)
        // Help is in the same place on every screen (features A11-13).
        .kid(brands::finder(ui, state))
}

fn fields(ui: &Ui, state: &Checkout, form: &Configure) -> El {
    let found = form.problems(&state.shop(0));
    el("form")
        .class("form")
        .attr("novalidate", "")
        .on("submit", web_sys::Event::prevent_default)
        .kid(values(ui, form, &found).kids(problems::of(
            ui,
            &found,
            &[ProblemField::Amount, ProblemField::Product],
        )))
        .kid(recipient(ui, form, state.settings.email_locked, &found))
        .kid(methods::section(ui, state, form, &found).kids(problems::of(
            ui,
            &found,
            &[ProblemField::Payment],
        )))
        .kid(
            el("div")
                .class("side")
                .kid(quote::section(ui, form))
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
    let quantity = |benefit: &crate::wire::Benefit| match &benefit.amount {
        Some(BenefitAmount::Unlimited) => Some(ui.say(Key::Unlimited).to_owned()),
        Some(BenefitAmount::Quantity(amount)) => {
            Some([amount.as_str(), " ", &benefit.unit].concat())
        }
        None => None,
    };
    product.benefits.iter().filter_map(quantity).collect()
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
    let searched = ui.clone();
    let finder = many.then(|| {
        el("label")
            .class("field")
            .kid(parts::text("span", "label", ui.say(Key::SearchPlans)))
            .kid(
                el("input")
                    .attr("type", "search")
                    .attr("autocomplete", "off")
                    .value(form.plan_search.clone())
                    .on("input", move |event| {
                        searched.send(Event::PlanSearched(input_value(event)))
                    }),
            )
    });
    let words = fold(&form.plan_search);
    let listed = (!fixed.is_empty()).then(|| {
        let options: Vec<El> = fixed
            .iter()
            .filter(|product| matches(ui, product, &words))
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
        .kids(amounts)
}

fn matches(ui: &Ui, product: &Product, words: &str) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut label = product_label(product);
    for benefit in benefits(ui, product) {
        label.push(' ');
        label.push_str(&benefit);
    }
    let label = fold(&label);
    words.split(' ').all(|word| label.contains(word))
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
    let sold_out = if product.is_out_of_stock {
        ui.say(Key::SoldOut)
    } else {
        ""
    };
    more.extend([delivery_hint(ui, product, mixed), sold_out].map(str::to_owned));
    more.retain(|text| !text.is_empty());
    let price = match (&product.coin, &product.coin_amount) {
        (Some(coin), Some(amount)) => [amount.as_str(), " ", coin].concat(),
        _ => String::new(),
    };
    let chosen = form.draft.choice == choice;
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
                .attr_if("disabled", product.is_out_of_stock.then_some(""))
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

/// What a text field is.
struct TextField<'a> {
    part: &'static str,
    field: Field,
    label: Key,
    hint: Key,
    kind: &'static str,
    value: &'a str,
    locked: bool,
    /// Whether a code is this field's own.
    wrong: fn(&str) -> bool,
}

/// The field, and below it what is wrong with it.
fn text_field(ui: &Ui, what: TextField<'_>, found: &[Problem]) -> El {
    let TextField {
        part,
        field,
        label,
        hint,
        kind,
        value,
        locked,
        wrong,
    } = what;
    let described = problems::ids(found, |one| wrong(&one.code));
    let (typed, left) = (ui.clone(), ui.clone());
    let input = el("label")
        .class("field")
        .kid(parts::text("span", "label", ui.say(label)))
        .kid(
            el("input")
                .part(part)
                .attr("type", kind)
                .attr("inputmode", kind)
                .attr("autocomplete", kind)
                .attr("autocapitalize", "off")
                .attr("spellcheck", "false")
                .attr("dir", "ltr")
                .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
                .attr_if("aria-describedby", described)
                .attr_if("readonly", locked.then_some(""))
                .value(value)
                .on("input", move |event| {
                    typed.send(Event::FieldEntered(field, input_value(event)))
                })
                .on("blur", move |_| left.send(Event::FieldLeft(field))),
        )
        .kid(parts::text("span", "hint", ui.say(hint)));
    el("div")
        .class("section")
        .kid(input)
        .kids(problems::those(ui, found, |one| wrong(&one.code)))
}

fn recipient(ui: &Ui, form: &Configure, email_locked: bool, found: &[Problem]) -> Option<El> {
    let section = el("fieldset").class("section").kid(parts::text(
        "legend",
        "section-title",
        ui.say(Key::Recipient),
    ));
    let section = match form.delivery_type()? {
        DeliveryType::Unknown(_) => return None,
        DeliveryType::Email => section.kid(text_field(
            ui,
            TextField {
                part: "recipient-email",
                field: Field::RecipientEmail,
                label: Key::RecipientEmail,
                hint: Key::RecipientEmailHint,
                kind: "email",
                value: &form.draft.recipient_email,
                locked: email_locked,
                wrong: |code| code.starts_with("EMAIL_") || is_account(code) || is_domain(code),
            },
            found,
        )),
        DeliveryType::Phone => section
            .kid(text_field(
                ui,
                TextField {
                    part: "recipient-phone",
                    field: Field::RecipientPhone,
                    label: Key::RecipientPhone,
                    hint: Key::RecipientPhoneHint,
                    kind: "tel",
                    value: &form.draft.recipient_phone,
                    locked: false,
                    wrong: |code| code.starts_with("PHONE_") || is_account(code),
                },
                found,
            ))
            .kid(text_field(
                ui,
                TextField {
                    part: "buyer-email",
                    field: Field::BuyerEmail,
                    label: Key::BuyerEmail,
                    hint: Key::BuyerEmailHint,
                    kind: "email",
                    value: &form.draft.buyer_email,
                    locked: email_locked,
                    wrong: |code| code.starts_with("BUYER_EMAIL_") || is_domain(code),
                },
                found,
            )),
    };
    Some(section)
}

/// The API's word for a recipient that it cannot use.
fn is_account(code: &str) -> bool {
    code == "INVALID_BENEFICIARY_ACCOUNT"
}

fn is_domain(code: &str) -> bool {
    code == "INVALID_EMAIL_DOMAIN"
}
