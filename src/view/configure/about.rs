//! What the vendor writes about a product, before it is paid: folded, but for what limits its use (features
//! PRD-05). The texts are hostile until they went through [`parts::foreign`] (api-notes rule 11).

use super::super::dom::{El, el};
use super::super::{Ui, parts};
use crate::checkout::configure::Configure;
use crate::checkout::plain;
use crate::text::Key;

/// A remark of more characters is folded with the rest.
const SHORT: usize = 400;
/// More of a list of regions is no hint any more.
const REGIONS: usize = 200;

/// Where it works and what it does not do, each in a line of its own.
pub fn limits(ui: &Ui, form: &Configure) -> Vec<El> {
    let hint = |words: String| parts::text("p", "hint", words).attr("dir", "auto");
    let mut lines = Vec::new();
    if let Some(regions) = regions(ui, form) {
        let words = ui.fill(Key::WorksIn, &[("regions", &regions)]);
        lines.push(hint(words).part("regions"));
    }
    if is_of(form, "e-money") {
        let words = ui.say(Key::IdentityAsked).to_owned();
        lines.push(hint(words).part("identity"));
    }
    if is_of(form, "e-sim") {
        let mut contained = form.products().flat_map(|product| &product.benefits);
        // How long it lasts is a benefit as well (api-notes section 3).
        let only = |kind: &str| matches!(kind, "DATA" | "VALIDITY");
        if contained.next().is_some_and(|one| only(&one.kind))
            && contained.all(|one| only(&one.kind))
        {
            lines.push(hint(ui.say(Key::DataOnly).to_owned()));
        }
        lines.push(hint(ui.say(Key::EsimCheck).to_owned()));
    }
    lines.extend(note(form).and_then(|note| match note.chars().count() {
        0..=SHORT => Some(hint(note)),
        _ => None,
    }));
    lines
}

/// Whether the brand is of a category, as its products say, or else as the catalogue does.
fn is_of(form: &Configure, category: &str) -> bool {
    let group = form
        .group
        .here()
        .and_then(|group| group.category.as_deref());
    match group {
        Some(own) => own == category,
        None => form.brand.categories.iter().any(|one| one == category),
    }
}

/// Where the chosen product works; before one is chosen, where all of them do.
fn regions(ui: &Ui, form: &Configure) -> Option<String> {
    let first = form.product().or_else(|| form.products().next())?;
    let known = &first.valid_regions;
    let alike = form.product().is_some() || form.products().all(|one| one.valid_regions == *known);
    // What the brand says of itself does not hold for plans that differ.
    if !alike {
        return None;
    }
    let mut names: Vec<String> = known.iter().map(|region| name(ui, region)).collect();
    if names.is_empty() {
        let about = form.group.here()?.description.as_ref()?;
        let lines = plain::lines(about.redeem_geo.as_deref()?);
        names.extend(lines.iter().map(|region| name(ui, region)));
    }
    let list: String = names.join(", ").chars().take(REGIONS).collect();
    (!list.is_empty()).then_some(list)
}

/// A country's code in words; anything else as the vendor words it.
fn name(ui: &Ui, region: &str) -> String {
    let code = region.len() == 2 && region.bytes().all(|sign| sign.is_ascii_uppercase());
    if code {
        ui.country(region)
    } else {
        region.to_owned()
    }
}

/// The vendor's remark as plain text.
fn note(form: &Configure) -> Option<String> {
    let about = form.group.here()?.description.as_ref()?;
    Some(plain::lines(about.note.as_deref()?).join(" "))
}

/// Description, how to redeem, terms.
pub fn section(ui: &Ui, form: &Configure) -> Option<El> {
    let about = form.group.here()?.description.as_ref()?;
    let long = note(form).is_some_and(|note| note.chars().count() > SHORT);
    let mut texts = Vec::new();
    for (title, html) in [
        (None, about.description.as_deref()),
        (None, about.note.as_deref().filter(|_| long)),
        (Some(Key::HowToRedeem), about.how_to_redeem.as_deref()),
        (Some(Key::Terms), about.terms_and_conditions.as_deref()),
    ] {
        let Some(text) = html.and_then(parts::foreign) else {
            continue;
        };
        let title = title.map(|title| parts::text("h3", "label", ui.say(title)));
        let text = text.attr_if("lang", about.locale.clone());
        texts.push(el("div").class("section").kid(title).kid(text));
    }
    (!texts.is_empty()).then(|| {
        el("details")
            .part("about")
            .class("instructions")
            .kid(el("summary").kid(ui.say(Key::About)))
            .kid(el("div").class("section").kids(texts))
    })
}
