//! One brand's form: value, recipient, way to pay, price, pay.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Ui, brands, methods, parts, problems, quote};
use crate::checkout::configure::{Configure, Submit};
use crate::checkout::draft::{Choice, Field, bounds};
use crate::checkout::event::Event;
use crate::checkout::fold::fold;
use crate::checkout::{Loading, Screen};
use crate::text::Key;
use crate::wire::{BenefitAmount, DeliveryType, Problem, ProblemField, Product, ProxyError};

/// More products than this are searched, not scanned.
const MANY: usize = 12;

/// A part of the form.
pub fn form<T>(ui: Ui, read: impl Fn(&Configure) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Default + Send + Sync + 'static,
{
    ui.slice(move |state| match &state.screen {
        Screen::Configure(form) => read(form),
        _ => T::default(),
    })
}

#[derive(Clone, PartialEq, Default)]
enum Group {
    #[default]
    Busy,
    Failed(ProxyError),
    Empty,
    Here,
}

/// The form.
pub fn screen(ui: Ui) -> AnyView {
    let brand = form(ui, |form| Some(form.brand.clone()));
    let head = move || {
        brand.get().map(|brand| {
            view! {
                <div class="head">
                    {brands::logo(&brand.brand, brand.logo.as_deref(), brand.bg_color.as_deref())}
                    {parts::heading(view! { <span dir="auto">{brand.brand}</span> }.into_any())}
                </div>
            }
        })
    };
    let group = form(ui, |form| match &form.group {
        Loading::Idle | Loading::Busy => Group::Busy,
        Loading::Failed(error) => Group::Failed(error.clone()),
        Loading::Here(_) if form.products().next().is_none() => Group::Empty,
        Loading::Here(_) => Group::Here,
    });
    let body = move || match group.get() {
        Group::Busy => parts::busy(ui.say(Key::Loading)),
        Group::Failed(error) => {
            let retry = parts::button("retry", "secondary", ui.say(Key::Retry).into_any(), move || {
                ui.send(Event::RetryPressed);
            });
            problems::trouble(ui, &error, retry)
        }
        Group::Empty => nothing_sold(ui),
        Group::Here => fields(ui),
    };
    view! {
        <div class="screen configure">
            {parts::back(ui)}
            {brands::open_order(ui)}
            {head}
            {body}
        </div>
    }
    .into_any()
}

fn nothing_sold(ui: Ui) -> AnyView {
    let (brand, country) = ui.state.with_untracked(|state| {
        let brand = match &state.screen {
            Screen::Configure(form) => form.brand.brand.clone(),
            _ => String::new(),
        };
        (brand, state.country.clone())
    });
    let country = ui.country(&country);
    let text = ui.fill(Key::NoProducts, &[("brand", &brand), ("country", &country)]);
    parts::notice("info", "", text, ().into_any())
}

fn fields(ui: Ui) -> AnyView {
    let problems = ui.slice(|state| match &state.screen {
        Screen::Configure(form) => form.problems(&state.shop(0)),
        _ => Vec::new(),
    });
    view! {
        <form class="form" novalidate=true on:submit=move |event| {
            event.prevent_default();
            press(ui, event.current_target());
        }>
            <fieldset class="section">
                {values(ui, problems)}
                {problems::of(ui, problems, &[ProblemField::Amount, ProblemField::Product])}
            </fieldset>
            {recipient(ui, problems)}
            {methods::section(ui, problems)}
            {quote::section(ui)}
            {problems::of(ui, problems, &[ProblemField::Coupon, ProblemField::Account])}
            {pay(ui)}
        </form>
    }
    .into_any()
}

/// What a product is called, and what it holds.
fn product_label(product: &Product) -> String {
    product
        .label
        .clone()
        .or_else(|| product.denomination.clone())
        .unwrap_or_default()
}

fn benefits(ui: Ui, product: &Product) -> String {
    let mut texts = Vec::new();
    for benefit in &product.benefits {
        match &benefit.amount {
            Some(BenefitAmount::Unlimited) => texts.push(ui.say(Key::Unlimited).to_owned()),
            Some(BenefitAmount::Quantity(amount)) => {
                texts.push([amount.as_str(), " ", &benefit.unit].concat());
            }
            None => {}
        }
    }
    texts.join(" · ")
}

fn values(ui: Ui, problems: Memo<Vec<Problem>>) -> AnyView {
    let products = form(ui, |form| form.products().cloned().collect::<Vec<_>>());
    let search = form(ui, |form| form.plan_search.clone());
    let body = move || {
        let products = products.get();
        let fixed: Vec<Product> = products.iter().filter(|one| !one.is_dynamic).cloned().collect();
        let ranges: Vec<Product> = products.iter().filter(|one| one.is_dynamic).cloned().collect();
        let mixed = products.iter().any(|one| Some(&one.delivery_type) != products.first().map(|first| &first.delivery_type));
        let many = fixed.len() > MANY;
        let plans = products.iter().any(|one| !one.benefits.is_empty());
        let title = if plans { Key::ChoosePlan } else { Key::ChooseValue };
        let has_fixed = !fixed.is_empty();
        let amounts = ranges
            .into_iter()
            .map(|product| amount(ui, product, has_fixed, mixed, problems))
            .collect_view();
        let finder = many.then(|| {
            view! {
                <label class="field">
                    <span class="label">{ui.say(Key::SearchPlans)}</span>
                    <input
                        type="search"
                        autocomplete="off"
                        prop:value=move || search.get()
                        on:input:target=move |event| ui.send(Event::PlanSearched(event.target().value()))
                    />
                </label>
            }
        });
        let class = if many { "options plans" } else { "options" };
        let listed = move || {
            let words = fold(&search.get());
            let chosen: Vec<AnyView> = fixed
                .iter()
                .filter(|product| {
                    words.is_empty() || {
                        let label = fold(&[&product_label(product), " ", &benefits(ui, product)].concat());
                        words.split(' ').all(|word| label.contains(word))
                    }
                })
                .map(|product| denomination(ui, product.clone(), mixed))
                .collect();
            if chosen.is_empty() {
                view! { <p class="hint">{ui.say(Key::NoPlan)}</p> }.into_any()
            } else {
                chosen.into_any()
            }
        };
        view! {
            <legend class="section-title">{ui.say(title)}</legend>
            {finder}
            {has_fixed.then(|| view! { <div class=class>{listed}</div> })}
            {amounts}
        }
    };
    body.into_any()
}

fn delivery_hint(ui: Ui, product: &Product, mixed: bool) -> &'static str {
    match (mixed, &product.delivery_type) {
        (true, DeliveryType::Phone) => ui.say(Key::ByPhone),
        (true, DeliveryType::Email) => ui.say(Key::ByEmail),
        _ => "",
    }
}

fn denomination(ui: Ui, product: Product, mixed: bool) -> AnyView {
    let id = product.product_id.clone();
    let chosen = form(ui, {
        let id = id.clone();
        move |form| form.draft.choice == Choice::Fixed { product_id: id.clone() }
    });
    let label = product_label(&product);
    let mut more = benefits(ui, &product);
    for text in [delivery_hint(ui, &product, mixed), if product.is_out_of_stock { ui.say(Key::SoldOut) } else { "" }] {
        if !text.is_empty() {
            if !more.is_empty() {
                more.push_str(" · ");
            }
            more.push_str(text);
        }
    }
    let price = match (&product.coin, &product.coin_amount) {
        (Some(coin), Some(amount)) => [amount.as_str(), " ", coin].concat(),
        _ => String::new(),
    };
    let picked = Choice::Fixed { product_id: id };
    view! {
        <label class="option">
            <input
                type="radio"
                name="denomination"
                part="denomination"
                data-denomination=product.denomination.clone()
                data-product-id=product.product_id.clone()
                disabled=product.is_out_of_stock
                prop:checked=move || chosen.get()
                on:change=move |_| ui.send(Event::ChoiceMade(picked.clone()))
            />
            <span class="option-text">
                <span class="option-name" dir="auto">{label}</span>
                <span class="option-more">{more}</span>
            </span>
            <span class="option-price">{price}</span>
        </label>
    }
    .into_any()
}

fn amount(ui: Ui, product: Product, has_fixed: bool, mixed: bool, problems: Memo<Vec<Problem>>) -> AnyView {
    let id = product.product_id.clone();
    let typed = form(ui, move |form| match &form.draft.choice {
        Choice::Range { product_id, typed } if *product_id == id => Some(typed.clone()),
        _ => None,
    });
    let currency = product.range.as_ref().map(|range| range.currency.clone()).unwrap_or_default();
    let limits = bounds(&product);
    let money = {
        let currency = currency.clone();
        move |amount: String| ui.money(&amount, &currency)
    };
    let hint = limits.map(|limits| {
        let (min, max) = (money(limits.min.to_string()), money(limits.max.to_string()));
        match limits.step.map(|step| step.to_string()) {
            Some(step) if step != "0.01" && step != "1" => ui.fill(
                Key::AmountStep,
                &[("min", &min), ("max", &max), ("step", &money(step))],
            ),
            _ => ui.fill(Key::AmountHint, &[("min", &min), ("max", &max)]),
        }
    });
    let mut name = ui.say(if has_fixed { Key::OwnAmount } else { Key::AnyAmount }).to_owned();
    let delivery = delivery_hint(ui, &product, mixed);
    if !delivery.is_empty() {
        name.push(' ');
        name.push_str(delivery);
    }
    let choice = {
        let product_id = product.product_id.clone();
        move |typed: String| Choice::Range { product_id: product_id.clone(), typed }
    };
    let near = {
        let choice = choice.clone();
        move || {
            let typed_here = typed.with(Option::is_some);
            problems.with(|problems| {
                problems
                    .iter()
                    .filter(|problem| typed_here && matches!(problem.code.as_str(), "AMOUNT_OFF_STEP" | "AMOUNT_AMBIGUOUS" | "AMOUNT_BELOW_RANGE" | "AMOUNT_ABOVE_RANGE"))
                    .flat_map(|problem| problem.details.clone())
                    .map(|value| {
                        let shown = ui.fill(Key::UseAmount, &[("amount", &money(value.clone()))]);
                        let picked = choice(value);
                        parts::button("suggestion", "chip", shown.into_any(), move || {
                            ui.send(Event::ChoiceMade(picked.clone()));
                        })
                    })
                    .collect_view()
            })
        }
    };
    let invalid = move || {
        let wrong = typed.with(Option::is_some)
            && problems.with(|problems| problems.iter().any(|problem| problem.code.starts_with("AMOUNT_")));
        wrong.then_some("true")
    };
    let text_of = move |what: fn(&crate::wire::Range) -> Option<&str>| {
        product.range.as_ref().and_then(what).map(str::to_owned)
    };
    view! {
        <label class="field amount">
            <span class="label">{name}</span>
            <span class="with-unit">
                <input
                    part="amount"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=invalid
                    data-min=text_of(|range| Some(range.min.as_str()))
                    data-max=text_of(|range| Some(range.max.as_str()))
                    data-step=text_of(|range| range.step.as_ref().map(|step| step.as_str()))
                    data-currency=currency.clone()
                    prop:value=move || typed.get().unwrap_or_default()
                    on:input:target=move |event| ui.send(Event::ChoiceMade(choice(event.target().value())))
                    on:blur=move |_| ui.send(Event::FieldLeft(Field::Amount))
                />
                <span class="unit">{currency.clone()}</span>
            </span>
            <span class="hint">{hint}</span>
        </label>
        <div class="chips wrap">{near}</div>
    }
    .into_any()
}

/// What a text field is.
struct TextField {
    part: &'static str,
    field: Field,
    label: Key,
    hint: Key,
    kind: &'static str,
    autocomplete: &'static str,
    /// Codes of problems that are this field's own.
    wrong: fn(&str) -> bool,
}

fn text_field(ui: Ui, what: TextField, value: Memo<String>, problems: Memo<Vec<Problem>>) -> AnyView {
    let TextField { part, field, label, hint, kind, autocomplete, wrong } = what;
    let invalid = move || {
        problems.with(|problems| problems.iter().any(|one| wrong(&one.code))).then_some("true")
    };
    view! {
        <label class="field">
            <span class="label">{ui.say(label)}</span>
            <input
                part=part
                type=kind
                inputmode=kind
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                dir="ltr"
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input:target=move |event| ui.send(Event::FieldEntered(field, event.target().value()))
                on:blur=move |_| ui.send(Event::FieldLeft(field))
            />
            <span class="hint">{ui.say(hint)}</span>
        </label>
    }
    .into_any()
}

fn recipient(ui: Ui, problems: Memo<Vec<Problem>>) -> AnyView {
    let delivery = form(ui, Configure::delivery_type);
    let email = form(ui, |form| form.draft.recipient_email.clone());
    let phone = form(ui, |form| form.draft.recipient_phone.clone());
    let buyer = form(ui, |form| form.draft.buyer_email.clone());
    let inputs = move || match delivery.get()? {
        DeliveryType::Email => Some(text_field(
            ui,
            TextField {
                part: "recipient-email",
                field: Field::RecipientEmail,
                label: Key::RecipientEmail,
                hint: Key::RecipientEmailHint,
                kind: "email",
                autocomplete: "email",
                wrong: |code| code.starts_with("EMAIL_") || code.starts_with("INVALID_"),
            },
            email,
            problems,
        )),
        DeliveryType::Phone => {
            let phone = text_field(
                ui,
                TextField {
                    part: "recipient-phone",
                    field: Field::RecipientPhone,
                    label: Key::RecipientPhone,
                    hint: Key::RecipientPhoneHint,
                    kind: "tel",
                    autocomplete: "tel",
                    wrong: |code| code.starts_with("PHONE_") || code == "INVALID_BENEFICIARY_ACCOUNT",
                },
                phone,
                problems,
            );
            let buyer = text_field(
                ui,
                TextField {
                    part: "buyer-email",
                    field: Field::BuyerEmail,
                    label: Key::BuyerEmail,
                    hint: Key::BuyerEmailHint,
                    kind: "email",
                    autocomplete: "email",
                    wrong: |code| code.starts_with("BUYER_EMAIL_") || code == "INVALID_EMAIL_DOMAIN",
                },
                buyer,
                problems,
            );
            Some(view! { {phone} {buyer} }.into_any())
        }
        DeliveryType::Unknown(_) => None,
    };
    (move || {
        inputs().map(|inputs| {
            view! {
                <fieldset class="section">
                    <legend class="section-title">{ui.say(Key::Recipient)}</legend>
                    {inputs}
                    {problems::of(ui, problems, &[ProblemField::Recipient])}
                </fieldset>
            }
        })
    })
    .into_any()
}

fn pay(ui: Ui) -> AnyView {
    let checking = form(ui, |form| form.submit != Submit::Idle);
    let price = form(ui, |form| {
        form.quote.price().map(|price| (price.text.clone(), price.coin.clone()))
    });
    let label = move || {
        if checking.get() {
            return ui.say(Key::Checking).to_owned();
        }
        match price.get() {
            Some((amount, coin)) => ui.fill(Key::PayAmount, &[("amount", &amount), ("coin", &coin)]),
            None => ui.say(Key::Pay).to_owned(),
        }
    };
    view! {
        <div class="pay-bar">
            <button part="pay" class="primary" type="submit" prop:disabled=move || checking.get()>
                {label}
            </button>
            {sold_by(ui)}
        </div>
    }
    .into_any()
}

/// Who sells, under which terms (api-notes section 14).
fn sold_by(ui: Ui) -> AnyView {
    view! {
        <p class="sold-by">
            {move || ui.say(Key::SoldBy)} {" "}
            {parts::link_out("link", "quiet", "https://www.cryptorefills.com/en/terms-of-service".into(), ui.say(Key::Terms).into())}
            {" · "}
            {parts::link_out("link", "quiet", "https://www.cryptorefills.com/en/privacy-policy".into(), ui.say(Key::Privacy).into())}
        </p>
        <p class="powered">{move || ui.say(Key::PoweredBy)}</p>
    }
    .into_any()
}

/// Presses pay, and leads to the first mistake if there is one.
fn press(ui: Ui, form: Option<web_sys::EventTarget>) {
    ui.send(Event::PayPressed);
    request_animation_frame(move || {
        let wrong = form
            .and_then(|form| form.dyn_into::<web_sys::Element>().ok())
            .and_then(|form| form.query_selector("[aria-invalid=true], [part~=problem]").ok().flatten());
        if let Some(wrong) = wrong {
            wrong.scroll_into_view_with_bool(false);
            parts::focus(Some(wrong));
        }
    });
}
