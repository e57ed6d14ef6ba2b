//! Who calls whom, and which functions the first part keeps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail, ensure};
use wasmparser::{ExternalKind, Operator};

use super::parts::Parts;

/// How the functions are named through which a pointer to a closure calls it when that is the last call. Whose
/// they are their names do not say; whose closure they call does.
const SHIM: &str = "core::ops::function::FnOnce::call_once{{vtable.shim}}";

/// A module's functions, told apart.
pub struct Graph {
    /// What is exported, starts, or is called through a pointer: imported functions too.
    pub roots: BTreeSet<u32>,
    /// Own functions of the first part.
    pub first: BTreeSet<u32>,
    /// Own functions of the rest.
    pub rest: BTreeSet<u32>,
    /// Functions of the rest that the first part calls by their number.
    pub entries: BTreeSet<u32>,
    /// For each own function how often it calls which.
    calls: BTreeMap<u32, BTreeMap<u32, usize>>,
}

impl Graph {
    /// Gives the rest the functions to cut at, those called through pointers there, and what only they reach.
    ///
    /// # Errors
    /// A body cannot be read, or takes a function's address in a way that Rust does not.
    pub fn of(parts: &Parts<'_>, cuts: &BTreeSet<u32>, pointers: &BTreeSet<u32>) -> Result<Self> {
        let mut calls = BTreeMap::new();
        for (function, body) in (parts.imported()..).zip(&parts.bodies) {
            let mut called: BTreeMap<u32, usize> = BTreeMap::new();
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index } => {
                        *called.entry(function_index).or_default() += 1;
                    }
                    Operator::RefFunc { .. } | Operator::ReturnCall { .. } => {
                        bail!("function {function} uses another function than by a plain call")
                    }
                    _ => {}
                }
            }
            calls.insert(function, called);
        }
        let shims = parts.slots.iter().map(|(_, function)| *function);
        let shims = shims.filter(|function| {
            let name = parts.names.get(function);
            let called = calls.get(function);
            name.is_some_and(|name| name.starts_with(SHIM))
                && called.is_some_and(|called| called.keys().any(|own| pointers.contains(own)))
        });
        let pointers: BTreeSet<u32> = pointers.iter().copied().chain(shims).collect();
        let exports = parts.exports.iter();
        let exported = exports.filter(|export| export.kind == ExternalKind::Func);
        let pointed = parts.slots.iter().map(|(_, function)| *function);
        let mut next: Vec<u32> = exported
            .map(|export| export.index)
            .chain(parts.start)
            .chain(
                pointed.filter(|function| !cuts.contains(function) && !pointers.contains(function)),
            )
            .collect();
        ensure!(
            !next.iter().any(|root| cuts.contains(root)),
            "a function to cut at is exported"
        );
        let roots = next.iter().copied().collect();
        let mut first = BTreeSet::new();
        let mut entries = BTreeSet::new();
        while let Some(function) = next.pop() {
            let Some(called) = calls.get(&function) else {
                continue;
            };
            if first.insert(function) {
                let (cut, plain): (Vec<u32>, Vec<u32>) =
                    called.keys().partition(|called| cuts.contains(called));
                entries.extend(cut);
                next.extend(plain);
            }
        }
        let rest = calls
            .keys()
            .copied()
            .filter(|own| !first.contains(own))
            .collect();
        Ok(Self {
            roots,
            first,
            rest,
            entries,
            calls,
        })
    }

    /// What some functions call, themselves left out: whatever is called most comes first.
    pub fn called_by(&self, functions: &BTreeSet<u32>) -> Vec<u32> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        let calls = functions
            .iter()
            .filter_map(|function| self.calls.get(function));
        for (called, count) in calls.flatten() {
            if !functions.contains(called) {
                *counts.entry(*called).or_default() += count;
            }
        }
        let mut called: Vec<u32> = counts.keys().copied().collect();
        called.sort_by_key(|called| Reverse(counts.get(called)));
        called
    }
}
