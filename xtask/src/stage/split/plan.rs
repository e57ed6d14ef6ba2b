//! What the two modules must agree on, and the sections that are written alike in both.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_encoder::reencode::Reencode;
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, Function, FunctionSection, TypeSection,
};
use wasmparser::{ExternalKind, Operator};

use super::graph::Graph;
use super::numbers::Numbers;
use super::parts::Parts;
use super::{index, short_names};
use crate::stage::order;

/// What both parts must agree on.
pub struct Plan<'p, 'a> {
    pub parts: &'p Parts<'a>,
    pub graph: &'p Graph,
    /// The slots of all functions that have one.
    slots: BTreeMap<u32, u32>,
    /// The slots that functions got because the first part calls them in the rest.
    pub added: BTreeMap<u32, u32>,
    /// How many slots the function table has.
    pub size: u32,
    /// What the first part exports to the rest, by kind and number there.
    exports: BTreeMap<(Kind, u32), String>,
    pub module: String,
}

/// What can be exported, in an order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Function,
    Table,
    Memory,
    Global,
}

impl<'p, 'a> Plan<'p, 'a> {
    /// Gives slots and names.
    ///
    /// # Errors
    /// The module has more of something than fits.
    pub fn of(parts: &'p Parts<'a>, graph: &'p Graph) -> Result<Self> {
        let mut slots: BTreeMap<u32, u32> = BTreeMap::new();
        for (slot, function) in &parts.slots {
            slots.entry(*function).or_insert(*slot);
        }
        let table = parts.tables.first().context("there is no table")?;
        let mut size = u32::try_from(table.ty.initial)?;
        let mut added = BTreeMap::new();
        for entry in &graph.entries {
            if !slots.contains_key(entry) {
                added.insert(*entry, size);
                size += 1;
            }
        }
        slots.extend(&added);
        let modules: Vec<&str> = parts.imports.iter().map(|(module, ..)| *module).collect();
        let module = short_names(&modules).next().context("no name is left")?;
        let mut plan = Self {
            parts,
            graph,
            slots,
            added,
            size,
            exports: BTreeMap::new(),
            module,
        };
        plan.name_exports()?;
        Ok(plan)
    }

    /// The name under which the first part exports something to the rest.
    ///
    /// # Errors
    /// It exports no such thing.
    pub fn export(&self, kind: Kind, number: u32) -> Result<&str> {
        let name = self.exports.get(&(kind, number)).map(String::as_str);
        name.context("the rest needs what the first part does not export")
    }

    /// Everything that the rest may import of the first part gets a name; it may have one already.
    fn name_exports(&mut self) -> Result<()> {
        let taken: Vec<&str> = self
            .parts
            .exports
            .iter()
            .map(|export| export.name)
            .collect();
        let mut names = short_names(&taken);
        for export in &self.parts.exports {
            let kind = match export.kind {
                ExternalKind::Func => Kind::Function,
                ExternalKind::Table => Kind::Table,
                ExternalKind::Memory => Kind::Memory,
                ExternalKind::Global => Kind::Global,
                ExternalKind::Tag | ExternalKind::FuncExact => continue,
            };
            let name = export.name.to_owned();
            self.exports.entry((kind, export.index)).or_insert(name);
        }
        let functions = self.graph.called_by(&self.graph.rest);
        let own = functions
            .into_iter()
            .filter(|function| *function >= self.parts.imported());
        let tables = (0..index(self.parts.tables.len())?).map(|table| (Kind::Table, table));
        let globals = (0..index(self.parts.globals.len())?).map(|global| (Kind::Global, global));
        let wanted = own.map(|function| (Kind::Function, function));
        for key in wanted
            .chain(tables)
            .chain(globals)
            .chain([(Kind::Memory, 0)])
        {
            if let std::collections::btree_map::Entry::Vacant(free) = self.exports.entry(key) {
                free.insert(names.next().context("no name is left")?);
            }
        }
        Ok(())
    }

    /// The functions of a part in the order in which they compress best.
    pub fn ordered(&self, functions: &BTreeSet<u32>) -> Vec<u32> {
        let functions: Vec<u32> = functions.iter().copied().collect();
        let bodies: Vec<&[u8]> = functions
            .iter()
            .filter_map(|function| self.parts.body(*function))
            .map(wasmparser::FunctionBody::as_bytes)
            .collect();
        let order = order::by_likeness(&bodies);
        order
            .into_iter()
            .filter_map(|place| functions.get(place).copied())
            .collect()
    }

    /// Writes functions; those that are called but not `here` are called through their slots.
    pub fn code(&self, numbers: &mut Numbers, functions: &[u32]) -> Result<CodeSection> {
        let mut code = CodeSection::new();
        for function in functions {
            let body = self
                .parts
                .body(*function)
                .context("a function has no body")?;
            let mut written = numbers.new_function_with_parsed_locals(body)?;
            for operator in body.get_operators_reader()? {
                let operator = operator?;
                match operator {
                    Operator::Call { function_index }
                        if !numbers.functions.contains_key(&function_index) =>
                    {
                        self.call_elsewhere(numbers, &mut written, function_index)?;
                    }
                    other => {
                        written.instruction(&numbers.instruction(other)?);
                    }
                }
            }
            code.function(&written);
        }
        Ok(code)
    }

    fn call_elsewhere(
        &self,
        numbers: &mut Numbers,
        written: &mut Function,
        function: u32,
    ) -> Result<()> {
        let slot = self
            .slots
            .get(&function)
            .context("a function of the rest has no slot")?;
        let ty = numbers.types.number(self.parts.type_of(function)?);
        let table = numbers.tables.number(0);
        let mut instructions = written.instructions();
        instructions.i32_const(i32::try_from(*slot)?);
        instructions.call_indirect(table, ty);
        Ok(())
    }

    /// Fills the slots of a part's functions, a segment for each run of neighbours.
    pub fn elements(&self, numbers: &Numbers, slots: &[(u32, u32)]) -> Result<ElementSection> {
        let mut elements = ElementSection::new();
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots {
            let number = numbers.functions.get(function);
            let number = *number.context("a slot's function is in the other part")?;
            match runs.last_mut() {
                Some((start, run)) if index(run.len())?.checked_add(*start) == Some(*slot) => {
                    run.push(number);
                }
                _ => runs.push((*slot, vec![number])),
            }
        }
        for (start, run) in runs {
            let offset = ConstExpr::i32_const(i32::try_from(start)?);
            elements.active(None, &offset, Elements::Functions(Cow::Owned(run)));
        }
        Ok(elements)
    }

    /// The types that were asked for.
    pub fn types(&self, numbers: &mut Numbers) -> Result<TypeSection> {
        let mut types = TypeSection::new();
        let order = numbers.types.order.clone();
        for ty in order {
            let ty = self.parts.types.get(usize::try_from(ty)?);
            let ty = numbers.func_type(ty.context("a type is missing")?.clone())?;
            types.ty().func_type(&ty);
        }
        Ok(types)
    }

    /// The types of own functions.
    pub fn function_types(
        &self,
        numbers: &mut Numbers,
        functions: &[u32],
    ) -> Result<FunctionSection> {
        let mut section = FunctionSection::new();
        for function in functions {
            section.function(numbers.types.number(self.parts.type_of(*function)?));
        }
        Ok(section)
    }

    /// The imported functions that the first part needs, whatever is called most first.
    pub fn imported(&self) -> Vec<u32> {
        let mut imported = self.graph.called_by(&self.graph.first);
        let called: BTreeSet<u32> = imported.iter().copied().collect();
        imported.extend(self.graph.roots.difference(&called));
        imported.retain(|function| *function < self.parts.imported());
        imported
    }
}
