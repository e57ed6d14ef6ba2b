//! Writes the two modules.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use wasm_encoder::reencode::Reencode;
use wasm_encoder::{
    ConstExpr, DataSection, EntityType, ExportKind, ExportSection, GlobalSection, ImportSection,
    MemorySection, Module, StartSection, TableSection, TableType,
};
use wasmparser::ExternalKind;

use super::numbers::Numbers;
use super::plan::{Kind, Plan};
use super::{Halves, index};

/// What the rest imports of the first part.
type Used = BTreeSet<(Kind, u32)>;

/// Writes both parts.
///
/// # Errors
/// They hold what cannot be cut.
pub fn halves(plan: &Plan<'_, '_>) -> Result<Halves> {
    let (rest, used) = rest(plan)?;
    Ok(Halves {
        first: first(plan, &used)?,
        rest,
        module: plan.module.clone(),
    })
}

fn first(plan: &Plan<'_, '_>, used: &Used) -> Result<Vec<u8>> {
    let parts = plan.parts;
    let mut numbers = Numbers::default();
    let mut imports = ImportSection::new();
    let own = plan.ordered(&plan.graph.first);
    let imported = plan.imported();
    for (number, function) in imported.iter().chain(&own).enumerate() {
        numbers.functions.insert(*function, index(number)?);
    }
    // All tables and globals stay here, with their numbers.
    for table in 0..index(parts.tables.len())? {
        numbers.tables.number(table);
    }
    for global in 0..index(parts.globals.len())? {
        numbers.globals.number(global);
    }

    for function in &imported {
        let (module, name, ty) = import(plan, *function)?;
        imports.import(module, name, EntityType::Function(numbers.types.number(ty)));
    }
    let functions = plan.function_types(&mut numbers, &own)?;
    let mut tables = TableSection::new();
    for table in 0..index(parts.tables.len())? {
        tables.table(table_type(plan, &mut numbers, table)?);
    }
    let mut memories = MemorySection::new();
    for memory in &parts.memories {
        memories.memory(numbers.memory_type(*memory)?);
    }
    let mut globals = GlobalSection::new();
    for global in &parts.globals {
        let value = numbers.const_expr(global.init_expr.clone())?;
        globals.global(numbers.global_type(global.ty)?, &value);
    }
    let exports = exports(plan, &mut numbers, used)?;
    let own_slots: Vec<(u32, u32)> = parts
        .slots
        .iter()
        .copied()
        .filter(|(_, function)| !plan.graph.rest.contains(function))
        .collect();
    let elements = plan.elements(&numbers, &own_slots)?;
    let code = plan.code(&mut numbers, &own)?;
    let data = data(&parts.data)?;
    let types = plan.types(&mut numbers)?;

    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&tables).section(&memories).section(&globals);
    module.section(&exports);
    if let Some(start) = parts.start {
        let function_index = numbers.function_index(start)?;
        module.section(&StartSection { function_index });
    }
    module.section(&elements).section(&code).section(&data);
    Ok(module.finish())
}

fn rest(plan: &Plan<'_, '_>) -> Result<(Vec<u8>, Used)> {
    let parts = plan.parts;
    let graph = plan.graph;
    let mut numbers = Numbers::default();
    let mut imports = ImportSection::new();
    let own = plan.ordered(&graph.rest);
    let called = graph.called_by(&graph.rest);
    for (number, function) in called.iter().chain(&own).enumerate() {
        numbers.functions.insert(*function, index(number)?);
    }
    let mut used = Used::new();
    let mut slots: Vec<(u32, u32)> = parts.slots.clone();
    slots.extend(plan.added.iter().map(|(function, slot)| (*slot, *function)));
    slots.retain(|(_, function)| graph.rest.contains(function));
    slots.sort_unstable();

    for function in &called {
        let ty = numbers.types.number(parts.type_of(*function)?);
        let from = if *function < parts.imported() {
            let (module, name, _) = import(plan, *function)?;
            (module, name)
        } else {
            used.insert((Kind::Function, *function));
            (
                plan.module.as_str(),
                plan.export(Kind::Function, *function)?,
            )
        };
        imports.import(from.0, from.1, EntityType::Function(ty));
    }
    let functions = plan.function_types(&mut numbers, &own)?;
    // The slots are in the first table.
    numbers.tables.number(0);
    let code = plan.code(&mut numbers, &own)?;
    let elements = plan.elements(&numbers, &slots)?;
    let mut import_from_first = |kind: Kind, number: u32, ty: EntityType| -> Result<()> {
        used.insert((kind, number));
        imports.import(&plan.module, plan.export(kind, number)?, ty);
        Ok(())
    };
    for table in numbers.tables.order.clone() {
        let ty = table_type(plan, &mut numbers, table)?;
        import_from_first(Kind::Table, table, EntityType::Table(ty))?;
    }
    for memory in &parts.memories {
        let ty = numbers.memory_type(*memory)?;
        import_from_first(Kind::Memory, 0, EntityType::Memory(ty))?;
    }
    for global in numbers.globals.order.clone() {
        let ty = parts
            .globals
            .get(usize::try_from(global)?)
            .context("a global is missing")?
            .ty;
        let ty = numbers.global_type(ty)?;
        import_from_first(Kind::Global, global, EntityType::Global(ty))?;
    }
    let types = plan.types(&mut numbers)?;

    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&elements).section(&code);
    if !parts.later.is_empty() {
        module.section(&data(&parts.later)?);
    }
    Ok((module.finish(), used))
}

/// Data at its places.
fn data(pieces: &[(u32, &[u8])]) -> Result<DataSection> {
    let mut data = DataSection::new();
    for (place, bytes) in pieces {
        let offset = ConstExpr::i32_const(i32::try_from(*place)?);
        data.active(0, &offset, bytes.iter().copied());
    }
    Ok(data)
}

/// What the whole module exports, and what the rest needs.
fn exports(plan: &Plan<'_, '_>, numbers: &mut Numbers, used: &Used) -> Result<ExportSection> {
    let mut exports = ExportSection::new();
    for export in &plan.parts.exports {
        let number = numbers.external_index(export.kind, export.index)?;
        exports.export(export.name, numbers.export_kind(export.kind)?, number);
    }
    for (kind, number) in used {
        let name = plan.export(*kind, *number)?;
        if plan.parts.exports.iter().any(|export| export.name == name) {
            continue;
        }
        let (kind, external) = match kind {
            Kind::Function => (ExportKind::Func, ExternalKind::Func),
            Kind::Table => (ExportKind::Table, ExternalKind::Table),
            Kind::Memory => (ExportKind::Memory, ExternalKind::Memory),
            Kind::Global => (ExportKind::Global, ExternalKind::Global),
        };
        exports.export(name, kind, numbers.external_index(external, *number)?);
    }
    Ok(exports)
}

/// A table's type; the first one has room for the rest's functions too.
fn table_type(plan: &Plan<'_, '_>, numbers: &mut Numbers, table: u32) -> Result<TableType> {
    let found = plan.parts.tables.get(usize::try_from(table)?);
    let mut ty = numbers.table_type(found.context("a table is missing")?.ty)?;
    if table == 0 {
        ty.maximum = ty.maximum.map(|maximum| maximum.max(u64::from(plan.size)));
        ty.minimum = ty.minimum.max(u64::from(plan.size));
    }
    Ok(ty)
}

/// An imported function: module, name, type.
fn import<'a>(plan: &Plan<'_, 'a>, function: u32) -> Result<(&'a str, &'a str, u32)> {
    let import = plan.parts.imports.get(usize::try_from(function)?);
    import.copied().context("an import is missing")
}
