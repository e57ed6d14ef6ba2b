//! What an order buys: on the screens from pay to receipt, and in one line elsewhere.

use super::dom::{El, el};
use super::{Ui, parts};
use crate::checkout::goods::{self, Goods};
use crate::checkout::pay::Wish;
use crate::text::Key;

/// What is bought, or how many things.
pub fn heading(ui: &Ui, wish: &Wish) -> El {
    let heading = parts::heading().attr("dir", "auto");
    if !wish.items.is_empty() {
        return heading.kid(ui.count(Key::Items, goods::count(&wish.items)));
    }
    let value = parts::text("span", "heading-more", wish.face_value.clone());
    heading
        .kid(match wish.brand.as_str() {
            // Sought by its reference, and not known yet: a heading is never empty.
            "" => ui.say(Key::FindOrder).to_owned(),
            brand => brand.to_owned(),
        })
        .kid(value.attr("dir", "auto"))
}

/// Several things, each with its number.
pub fn goods(wish: &Wish) -> Option<El> {
    let line = |one: &Goods| {
        let words = |class, text: &str| parts::text("span", class, text.to_owned());
        el("li")
            .kid([&one.quantity.to_string(), " × "].concat())
            .kid(words("delivery-name", &one.brand).attr("dir", "auto"))
            .kid(" ")
            .kid(words("delivery-label", &one.face_value).attr("dir", "auto"))
    };
    let lines = wish.items.iter().map(line);
    (!wish.items.is_empty()).then(|| el("ul").part("goods").class("goods").kids(lines))
}

/// What is bought, in one line: one thing by its name and value, several each with their number.
pub fn words(ui: &Ui, goods: &[Goods]) -> String {
    let named = |one: &Goods| {
        let named = [("brand", one.brand.as_str()), ("value", &one.face_value)];
        ui.fill(Key::OpenOrderDetail, &named)
    };
    match goods {
        [one] if one.quantity == 1 => named(one),
        _ => {
            let line = |one: &Goods| [&one.quantity.to_string(), " × ", &named(one)].concat();
            goods.iter().map(line).collect::<Vec<_>>().join(" · ")
        }
    }
}
