//! The cart on the form: what else is bought, how many of each, and for whom.

use super::super::dom::{El, el, input_value};
use super::super::{Ui, parts, problems};
use super::people;
use crate::checkout::Checkout;
use crate::checkout::configure::Configure;
use crate::checkout::draft::{Choice, Field, Item, code};
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::{DeliveryType, Problem};

/// How many of a thing in the cart, or of the product on the form: as many as the order has room for.
pub fn quantity(ui: &Ui, form: &Configure, place: Option<usize>) -> Option<El> {
    let quantity = match place {
        Some(place) => form.draft.items.get(place)?.quantity,
        None if form.draft.choice == Choice::Nothing => return None,
        None => form.draft.quantity(),
    };
    let most = form.draft.room(place);
    let full = place.is_none() && is_full(form);
    // More than there is room for stays told, until the buyer takes less.
    let beyond = (quantity > most).then_some(quantity);
    let options = (1..=most).chain(beyond).map(|number| {
        let number = number.to_string();
        el("option").attr("value", number.clone()).kid(number)
    });
    let less = beyond.filter(|_| most > 0).map(|_| {
        let words = ui.fill(Key::UseAmount, &[("amount", &most.to_string())]);
        let pressed = ui.clone();
        parts::button("suggestion", "chip", words, move || {
            pressed.send(Event::QuantityChanged {
                item: place,
                quantity: most,
            });
        })
    });
    let changed = ui.clone();
    let field = el("label")
        .class("field")
        .kid(parts::text("span", "label", ui.say(Key::Quantity)))
        .kid(
            el("select")
                .part("quantity")
                .attr_if("disabled", full.then_some(""))
                .attr_if("aria-describedby", full.then_some(FULL))
                .kids(options)
                .value(quantity.to_string())
                .on("change", move |event| {
                    if let Ok(quantity) = input_value(event).parse() {
                        changed.send(Event::QuantityChanged {
                            item: place,
                            quantity,
                        });
                    }
                }),
        )
        .kid((!full).then(|| {
            let most = most.to_string();
            let words = ui.fill(Key::QuantityMost, &[("count", &most)]);
            parts::text("span", "hint", words)
        }));
    Some(el("div").class("section").kid(field).kid(less))
}

/// The name of the reason why nothing more can be put in.
const FULL: &str = "cart-full";

/// Whether there is something on the form that the order has no room for.
fn is_full(form: &Configure) -> bool {
    form.draft.choice != Choice::Nothing && form.draft.room(None) == 0
}

/// The way to put the product on the form into the cart, where there is one on it.
pub fn add(ui: &Ui, form: &Configure) -> Option<El> {
    let full = is_full(form);
    let pressed = ui.clone();
    // Not `disabled`: that would take the focus away from whoever has just filled the cart.
    let add = move || {
        if !full {
            pressed.send(Event::ItemAdded);
        }
    };
    let button = parts::button("add-to-cart", "secondary", ui.say(Key::AddToCart), add)
        .attr_if("aria-disabled", full.then_some("true"))
        .attr_if("aria-describedby", full.then_some(FULL));
    let why = full.then(|| {
        let most = form.draft.most().to_string();
        parts::text("p", "problem", ui.fill(Key::CartFull, &[("count", &most)]))
            .attr("id", FULL)
            .attr("data-told", "")
    });
    let row = el("div").class("section").kid(why).kid(button);
    (form.draft.choice != Choice::Nothing).then_some(row)
}

/// What is in the cart.
pub fn section(ui: &Ui, state: &Checkout, form: &Configure, found: &[Problem]) -> Option<El> {
    let items = &form.draft.items;
    let listed = items.iter().enumerate().map(|(place, one)| {
        let locked = state.settings.email_locked;
        item(ui, form, (place, one), locked, found)
    });
    (!items.is_empty()).then(|| {
        el("fieldset")
            .class("section")
            .part("cart")
            .kid(parts::text("legend", "section-title", ui.say(Key::Cart)))
            .kids(listed)
    })
}

fn item(
    ui: &Ui,
    form: &Configure,
    (place, item): (usize, &Item),
    email_locked: bool,
    found: &[Problem],
) -> El {
    let name = [&item.brand.brand, " · ", &item.chosen.label].concat();
    let number = (place + 1).to_string();
    let is_its =
        |one: &Problem| one.code == code::ITEM_RECIPIENT && one.details.first() == Some(&number);
    let described = problems::ids(found, is_its);
    let (label, kind, more) = match item.chosen.delivery_type {
        DeliveryType::Phone => (
            Key::RecipientPhone,
            "tel",
            people::dialled(ui, &item.country),
        ),
        _ => (Key::RecipientEmail, "email", None),
    };
    let (typed, left, removed) = (ui.clone(), ui.clone(), ui.clone());
    let field = Field::Item(place);
    let locked = form.is_locked(field, email_locked);
    let recipient = el("label")
        .class("field")
        .kid(parts::text("span", "label", ui.say(label)))
        .kid(
            el("input")
                .part("item-recipient")
                .attr("type", kind)
                .attr("inputmode", kind)
                .attr("autocomplete", "off")
                .attr("autocapitalize", "off")
                .attr("spellcheck", "false")
                .attr("dir", "ltr")
                .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
                .attr_if("aria-describedby", described)
                .attr_if("readonly", locked.then_some(""))
                .value(item.recipient.clone())
                .on("input", move |event| {
                    typed.send(Event::FieldEntered(field, input_value(event)))
                })
                .on("blur", move |_| left.send(Event::FieldLeft(field))),
        )
        .kid(more.map(|more| parts::text("span", "hint", more)));
    let remove = ui.fill(Key::ItemRemove, &[("name", &name)]);
    // Who put it in is told so: the focus moves on to the next thing.
    let news = [&name, " × ", &item.quantity.to_string()].concat();
    let news = parts::text("span", "hidden", news)
        .attr("aria-hidden", "true")
        .attr("data-told", "");
    el("div")
        .part("cart-item")
        .class("item")
        .attr("role", "group")
        .attr("aria-label", name.clone())
        .kid(parts::text("p", "option-name", name).attr("dir", "auto"))
        .kid(news)
        .kid(quantity(ui, form, Some(place)))
        .kid(
            (item.gift || !email_locked)
                .then(|| gift(ui, place, item))
                .flatten(),
        )
        .kid(recipient)
        .kids(problems::those(ui, found, is_its))
        .kid((!locked).then(|| people::meant(ui, form, field)).flatten())
        .kid(parts::button(
            "cart-remove",
            "secondary",
            remove,
            move || removed.send(Event::ItemRemoved(place)),
        ))
}

/// Whether it goes to somebody else; who gets a top-up is never the one to write to.
fn gift(ui: &Ui, place: usize, item: &Item) -> Option<El> {
    let (chosen, gift) = (ui.clone(), item.gift);
    let change = Event::ItemGiftChosen {
        item: place,
        gift: !gift,
    };
    let asked = item.chosen.delivery_type == DeliveryType::Email;
    asked.then(|| {
        let send = move |_: &web_sys::Event| chosen.send(change.clone());
        people::check(ui, "item-gift", Key::Gift, gift, send)
    })
}
