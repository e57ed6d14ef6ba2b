//! A brand as a tile, in the grid or in a row above it.

use super::super::dom::{El, el};
use super::super::{Ui, parts};
use super::logo::logo;
use super::walk::Walk;
use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::{Brand, Kind};

/// Some brands above the grid, under a title. They have a part of their own: as `brand`, each is there once.
pub fn row(
    ui: &Ui,
    state: &Checkout,
    (part, title, stop): (&'static str, Key, usize),
    places: &[u32],
) -> Option<El> {
    let count = u32::try_from(places.len()).unwrap_or_default();
    let walk = Walk {
        stop,
        count,
        columns: count,
        first: 0,
    };
    let tiles = tiles(ui, state, (part, walk), places);
    (!places.is_empty()).then(|| {
        el("div")
            .class("shelf row")
            .key(ui.say(title).into())
            .attr("role", "group")
            .attr("aria-label", ui.say(title))
            .kid(parts::text("p", "found", ui.say(title)))
            .kid(walk.listen(ui, el("div").class("row-tiles").kids(tiles)))
    })
}

/// The tiles of some places, one of which Tab leads to.
pub fn tiles<'a>(
    ui: &'a Ui,
    state: &'a Checkout,
    (part, walk): (&'static str, Walk),
    places: &'a [u32],
) -> impl Iterator<Item = El> + use<'a> {
    let drawn = u32::try_from(places.len()).unwrap_or(u32::MAX);
    let stop = walk.tab_stop(ui, drawn);
    places
        .iter()
        .zip(0_u32..)
        .filter_map(move |(place, number)| {
            let tile = tile(ui, part, state.browse.brand(*place)?);
            Some(tile.attr("tabindex", if number == stop { "0" } else { "-1" }))
        })
}

fn tile(ui: &Ui, part: &'static str, brand: &Brand) -> El {
    let sold_out = brand.is_out_of_stock;
    let range = values(brand);
    let kind = match brand.kind {
        Kind::GiftCard => ui.say(Key::KindCard),
        Kind::MobileRecharge => ui.say(Key::KindTopUp),
        Kind::Unknown(_) => "",
    };
    // Heard between the name and what is seen below it.
    let mut heard = [", ", kind, ", "].concat();
    let values = if sold_out {
        heard.push_str(&[&range, ", "].concat());
        ui.say(Key::SoldOut).to_owned()
    } else {
        range
    };
    let opened = ui.clone();
    let what = brand.clone();
    el("button")
        .key(brand.brand.clone())
        .attr("type", "button")
        .part(part)
        .class("tile")
        .attr("data-brand", brand.brand.clone())
        .attr("data-family", brand.family.clone())
        .attr_if("data-brand-id", brand.brand_id.clone())
        .attr_if("aria-disabled", sold_out.then_some("true"))
        .on("click", move |_| {
            opened.send(Event::BrandOpened(what.clone()))
        })
        .kid(logo(&brand.brand, &brand.logo, brand.bg_color.as_deref()))
        .kid(parts::text("span", "tile-name", brand.brand.clone()).attr("dir", "auto"))
        .kid(parts::text("span", "hidden", heard))
        .kid(parts::text("span", "tile-values", values))
}

/// The catalogue's labels for the smallest and largest value; shown, never computed with.
fn values(brand: &Brand) -> String {
    match (brand.min.as_deref(), brand.max.as_deref()) {
        (Some(min), Some(max)) if min != max => [min, " – ", max].concat(),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        // Room for those that are still to come.
        (None, None) => "\u{a0}".to_owned(),
    }
}
