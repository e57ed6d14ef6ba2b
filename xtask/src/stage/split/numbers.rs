//! The numbers that types, functions, tables and globals get in one of the two modules.

use std::collections::BTreeMap;
use std::fmt;

use wasm_encoder::reencode::{Error, Reencode};

/// Numbers given in the order in which they are asked for.
#[derive(Default)]
pub struct Given {
    /// The old numbers; the new one is the place.
    pub order: Vec<u32>,
    known: BTreeMap<u32, u32>,
}

impl Given {
    /// The new number of an old one.
    pub fn number(&mut self, old: u32) -> u32 {
        let next = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        *self.known.entry(old).or_insert_with(|| {
            self.order.push(old);
            next
        })
    }
}

/// One module's numbers.
#[derive(Default)]
pub struct Numbers {
    pub types: Given,
    pub tables: Given,
    pub globals: Given,
    /// The functions of this module, imported ones too.
    pub functions: BTreeMap<u32, u32>,
}

/// A function that the other module has.
#[derive(Debug)]
pub struct Elsewhere(u32);

impl fmt::Display for Elsewhere {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            text,
            "function {} is in the other part of the module",
            self.0
        )
    }
}

impl std::error::Error for Elsewhere {}

impl Reencode for Numbers {
    type Error = Elsewhere;

    fn type_index(&mut self, ty: u32) -> Result<u32, Error<Elsewhere>> {
        Ok(self.types.number(ty))
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error<Elsewhere>> {
        Ok(self.tables.number(table))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error<Elsewhere>> {
        Ok(self.globals.number(global))
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Elsewhere>> {
        let known = self.functions.get(&function).copied();
        known.ok_or(Error::UserError(Elsewhere(function)))
    }
}
