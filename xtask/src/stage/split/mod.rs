//! Cuts the module in two: what the first screen needs, and the rest, which is fetched after it.
//!
//! The sources mark the places: functions that are never inlined, and that the first screen never calls
//! before the rest is here ([`CUTS`]). What only they reach goes into the rest. The first part calls them
//! through slots of the function table, which the rest fills when it is instantiated; the rest imports the
//! first part's memory, tables and functions.

mod graph;
mod numbers;
mod parts;
mod plan;
mod write;

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use wasmparser::Validator;

use graph::Graph;
use parts::Parts;
use plan::Plan;

/// Where the sources are cut: functions, with all of their instances. Each begins with the name of this
/// crate, so that no generic function of another one, which might serve both parts, is taken along.
const CUTS: [&str; 16] = [
    "checkout::update::<impl checkout::Checkout>::update_later",
    "checkout::update::form::<impl checkout::Checkout>::change_form",
    "checkout::update::order::<impl checkout::Checkout>::change_following",
    "checkout::update::wishes::<impl checkout::Checkout>::leave_order",
    "checkout::notice::Notice::told_later",
    "runtime::later::<impl runtime::Runtime>::perform_later",
    "runtime::wallets::changes::changed",
    "runtime::wallets::changes::stop",
    "runtime::wallets::finder::hear",
    "runtime::wallets::finder::look",
    "runtime::wallets::finder::registered",
    "view::later::coded",
    "view::later::found",
    "view::later::is_altered",
    "view::later::number",
    "view::later::screen",
];

/// Where functions are that the rest calls through pointers. They go there unless the first part calls them
/// by name, and with them go the shims that call them. (Any other function whose address is taken stays: who calls
/// it cannot be known.)
const POINTERS: [&str; 14] = [
    "client::stream",
    "handles::lock",
    "payment",
    "runtime::later",
    "runtime::wallets",
    "view::abroad",
    "view::clipboard",
    "view::configure",
    "view::number",
    "view::parts::copy_named",
    "view::parts::start_copy",
    "view::problems",
    "view::saving",
    "view::till",
];

/// Tiny functions that are alike become one, under the name of either: they say nothing of who calls them.
const TINY: usize = 12;

/// How the names of this crate's functions begin.
const CRATE: &str = "cryptorefills_checkout::";

/// The two modules that a module became.
pub struct Halves {
    /// What the first screen needs.
    pub first: Vec<u8>,
    /// Everything else.
    pub rest: Vec<u8>,
    /// The name under which the rest imports what the first part exports.
    pub module: String,
}

/// Cuts a module that still has its functions' names. `later` is data that goes into the rest, each piece as
/// it stands in the module.
///
/// # Errors
/// A place to cut at is not there any more, or the module holds what is not expected of it.
pub fn halves(wasm: &[u8], later: &[&[u8]]) -> Result<Halves> {
    at(wasm, &CUTS, &POINTERS, later)
}

fn at(wasm: &[u8], cuts: &[&str], pointers: &[&str], later: &[&[u8]]) -> Result<Halves> {
    let mut parts = Parts::of(wasm)?;
    for piece in later {
        parts.put_off(piece)?;
    }
    let cuts = named(&parts, cuts)?;
    let pointers = named(&parts, pointers)?;
    let graph = Graph::of(&parts, &cuts, &pointers)?;
    let halves = write::halves(&Plan::of(&parts, &graph)?)?;
    for part in [&halves.first, &halves.rest] {
        Validator::new()
            .validate_all(part)
            .context("a part of the module is not valid")?;
    }
    Ok(halves)
}

/// The own functions at some places.
fn named(parts: &Parts<'_>, places: &[&str]) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for place in places {
        let inside = ["<impl ", CRATE].concat();
        let name = [CRATE, &place.replace("<impl ", &inside), "::"].concat();
        let before = found.len();
        let own = parts.names.range(parts.imported()..);
        let there = own.filter(|(_, known)| known.starts_with(&name));
        let there = there.map(|(function, _)| *function);
        let tiny = |function: &u32| {
            let body = parts.body(*function);
            body.is_some_and(|body| body.as_bytes().len() < TINY)
        };
        found.extend(there.filter(|function| !tiny(function)));
        ensure!(
            found.len() > before,
            "no function is named {name}… any more: the module cannot be cut there"
        );
    }
    Ok(found)
}

/// Short names, in order, without those that are taken.
fn short_names(taken: &[&str]) -> impl Iterator<Item = String> {
    const DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let taken: Vec<String> = taken.iter().map(|name| (*name).to_owned()).collect();
    (0usize..)
        .map(|number| {
            let mut name = String::new();
            let mut left = number;
            loop {
                let digit = DIGITS.get(left % DIGITS.len()).copied().unwrap_or(b'_');
                name.insert(0, char::from(digit));
                left /= DIGITS.len();
                if left == 0 {
                    break name;
                }
                left -= 1;
            }
        })
        .filter(move |name| !taken.contains(name))
}

/// An index as the format has it.
fn index(number: usize) -> Result<u32> {
    u32::try_from(number).context("too many entries for a module")
}

#[cfg(test)]
mod tests;
