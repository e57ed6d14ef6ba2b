//! The countries to choose from, in the buyer's words.

use std::rc::Rc;

use super::super::dom::{El, el};
use super::super::{Ui, later};
use crate::checkout::Checkout;
use crate::checkout::served::COUNTRIES;

/// The options of the country field: which may be chosen, in whose words, and whether with their codes.
pub struct Countries {
    allowed: Vec<String>,
    lang: &'static str,
    coded: bool,
    names: Rc<Vec<(String, String)>>,
    options: Vec<Rc<El>>,
}

/// How far the choice of countries is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Nobody has seen the field.
    #[default]
    Unseen,
    /// It shows the buyer's own country only, by its code.
    Own,
    /// All can be chosen.
    All,
}

/// The first screen is drawn by then, even on a slow phone.
const SOON_MS: u32 = 400;

/// The countries by name, sorted; named by the browser, which takes its time, so only once, and not before the first
/// screen is drawn. The codes that are dialled come along once they are here.
pub fn countries(ui: &Ui, state: &Checkout) -> Vec<Rc<El>> {
    let choice = ui.0.cache.borrow().choice;
    if choice != Choice::All && !state.rest.is_here() {
        if choice == Choice::Unseen {
            ui.0.cache.borrow_mut().choice = Choice::Own;
            ui.later(SOON_MS, |ui| {
                ui.0.cache.borrow_mut().choice = Choice::All;
                ui.change(|_| {});
            });
        }
        let own = el("option").attr("value", state.country.clone());
        return vec![Rc::new(own.kid(state.country.clone()))];
    }
    let allowed = &state.settings.countries;
    let (lang, coded) = (ui.words().tag(), state.rest.is_here());
    let mut cache = ui.0.cache.borrow_mut();
    let known = cache.countries.take();
    let known = known.filter(|known| known.allowed == *allowed && known.lang == lang);
    let names = known.as_ref().map(|known| Rc::clone(&known.names));
    let known = known.filter(|known| known.coded == coded);
    let known = known.unwrap_or_else(|| {
        let names = names.unwrap_or_else(|| Rc::new(named(ui, allowed)));
        let option = |(name, code): &(String, String)| {
            let words = match coded {
                true => later::coded(name, code),
                false => name.clone(),
            };
            Rc::new(el("option").attr("value", code.clone()).kid(words))
        };
        Countries {
            allowed: allowed.clone(),
            lang,
            coded,
            options: names.iter().map(option).collect(),
            names,
        }
    });
    let options = known.options.clone();
    cache.countries = Some(known);
    options
}

fn named(ui: &Ui, allowed: &[String]) -> Vec<(String, String)> {
    let codes = COUNTRIES.split(' ');
    let codes =
        codes.filter(|code| allowed.is_empty() || allowed.iter().any(|known| known == code));
    ui.words().countries(codes)
}

impl super::Cache {
    /// The names and codes of the countries to choose from, sorted, as they were drawn last.
    pub fn countries(&self) -> Option<Rc<Vec<(String, String)>>> {
        self.countries.as_ref().map(|known| Rc::clone(&known.names))
    }
}
