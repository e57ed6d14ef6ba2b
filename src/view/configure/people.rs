//! Who gets it and who buys it.

use super::super::dom::{El, el, input_value};
use super::super::{Ui, parts, problems};
use crate::checkout::Checkout;
use crate::checkout::configure::Configure;
use crate::checkout::draft::{Field, dialling};
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::{DeliveryType, Problem};

/// What a text field is.
struct TextField<'a> {
    part: &'static str,
    field: Field,
    label: Key,
    hint: Key,
    kind: &'static str,
    value: &'a str,
    locked: bool,
    /// It is somebody else's: the browser knows only the buyer's own.
    others: bool,
    /// What else is said below it.
    more: Option<String>,
    /// Whether a code is this field's own.
    wrong: fn(&str) -> bool,
}

/// The field, and below it what is wrong with it or what was probably meant.
fn text_field(ui: &Ui, form: &Configure, what: TextField<'_>, found: &[Problem]) -> El {
    let TextField {
        part,
        field,
        label,
        hint,
        kind,
        value,
        locked,
        others,
        more,
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
                .attr("autocomplete", if others { "off" } else { kind })
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
        .kid(parts::text("span", "hint", ui.say(hint)))
        .kid(more.map(|more| parts::text("span", "hint", more)));
    el("div")
        .class("section")
        .kid(input)
        .kids(problems::those(ui, found, |one| wrong(&one.code)))
        .kid((!locked).then(|| meant(ui, form, field)).flatten())
}

/// The address that was probably meant.
pub fn meant(ui: &Ui, form: &Configure, field: Field) -> Option<El> {
    let email = form.suggestion(field)?;
    let words = ui.fill(Key::EmailSuggestion, &[("email", &email)]);
    let taken = ui.clone();
    let take = move || taken.send(Event::SuggestionTaken(field));
    Some(parts::button("suggestion", "offer", words, take).attr("data-told", ""))
}

/// What is put before a number that has no country's code.
pub fn dialled(ui: &Ui, country: &str) -> Option<String> {
    let home = dialling::of(country)?;
    let code = ["+", home.code].concat();
    Some(ui.fill(Key::PhoneHome, &[("code", &code)]))
}

pub fn recipient(ui: &Ui, state: &Checkout, form: &Configure, found: &[Problem]) -> Option<El> {
    let email_locked = state.settings.email_locked;
    let section = el("fieldset").class("section").kid(parts::text(
        "legend",
        "section-title",
        ui.say(Key::Recipient),
    ));
    let buyer = || {
        text_field(
            ui,
            form,
            TextField {
                part: "buyer-email",
                field: Field::BuyerEmail,
                label: Key::BuyerEmail,
                hint: Key::BuyerEmailHint,
                kind: "email",
                value: &form.draft.buyer_email,
                locked: form.is_locked(Field::BuyerEmail, email_locked),
                others: false,
                more: None,
                wrong: |code| code.starts_with("BUYER_EMAIL_") || is_domain(code),
            },
            found,
        )
    };
    let section = match form.delivery_type().filter(|_| form.draft.has_current()) {
        None if form.asks_buyer() => return Some(section.kid(buyer())),
        None | Some(DeliveryType::Unknown(_)) => return None,
        Some(DeliveryType::Email) => section
            .kid((form.draft.gift || !email_locked).then(|| gift(ui, form)))
            .kid(text_field(
                ui,
                form,
                TextField {
                    part: "recipient-email",
                    field: Field::RecipientEmail,
                    label: Key::RecipientEmail,
                    hint: Key::RecipientEmailHint,
                    kind: "email",
                    value: &form.draft.recipient_email,
                    locked: form.is_locked(Field::RecipientEmail, email_locked),
                    others: form.draft.gift,
                    more: None,
                    wrong: |code| code.starts_with("EMAIL_") || is_account(code) || is_domain(code),
                },
                found,
            ))
            .kid(form.asks_buyer().then(buyer)),
        Some(DeliveryType::Phone) => section
            .kid(text_field(
                ui,
                form,
                TextField {
                    part: "recipient-phone",
                    field: Field::RecipientPhone,
                    label: Key::RecipientPhone,
                    hint: Key::RecipientPhoneHint,
                    kind: "tel",
                    value: &form.draft.recipient_phone,
                    locked: false,
                    others: false,
                    more: dialled(ui, &state.country),
                    wrong: |code| code.starts_with("PHONE_") || is_account(code),
                },
                found,
            ))
            .kid(buyer()),
    };
    Some(section)
}

/// Whether the code goes to somebody else.
fn gift(ui: &Ui, form: &Configure) -> El {
    let (chosen, gift) = (ui.clone(), form.draft.gift);
    check(ui, "gift", Key::Gift, gift, move |_| {
        chosen.send(Event::GiftChosen(!gift))
    })
}

/// Whether the vendor may write more than about the order: never before the buyer says so (features VAL-07).
pub fn newsletter(ui: &Ui, form: &Configure) -> El {
    let (chosen, wanted) = (ui.clone(), form.draft.newsletter);
    check(ui, "newsletter", Key::Newsletter, wanted, move |_| {
        chosen.send(Event::NewsletterChosen(!wanted))
    })
}

/// A question that is answered with a tick.
pub fn check(
    ui: &Ui,
    part: &'static str,
    words: Key,
    ticked: bool,
    change: impl Fn(&web_sys::Event) + 'static,
) -> El {
    el("label")
        .class("check")
        .kid(
            el("input")
                .attr("type", "checkbox")
                .part(part)
                .checked(ticked)
                .on("change", change),
        )
        .kid(parts::text("span", "", ui.say(words)))
}

/// The API's word for a recipient that it cannot use.
fn is_account(code: &str) -> bool {
    code == "INVALID_BENEFICIARY_ACCOUNT"
}

fn is_domain(code: &str) -> bool {
    code == "INVALID_EMAIL_DOMAIN"
}
