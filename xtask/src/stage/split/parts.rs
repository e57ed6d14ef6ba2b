//! A module taken apart, as far as it is what Rust and wasm-opt make; everything else is refused.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    Data, DataKind, ElementItems, ElementKind, Export, FuncType, FunctionBody, Global, KnownCustom,
    MemoryType, Name, Operator, Parser, Payload, Table, TypeRef,
};

/// A module's sections.
#[derive(Default)]
pub struct Parts<'a> {
    /// The types of functions.
    pub types: Vec<FuncType>,
    /// The imported functions: module, name, type.
    pub imports: Vec<(&'a str, &'a str, u32)>,
    /// The types of the module's own functions.
    pub functions: Vec<u32>,
    pub tables: Vec<Table<'a>>,
    pub memories: Vec<MemoryType>,
    pub globals: Vec<Global<'a>>,
    pub exports: Vec<Export<'a>>,
    pub start: Option<u32>,
    /// Which function is in which slot of the first table.
    pub slots: Vec<(u32, u32)>,
    /// Where the first part's data goes.
    pub data: Vec<(u32, &'a [u8])>,
    /// Where the rest's data goes.
    pub later: Vec<(u32, &'a [u8])>,
    /// The own functions' bodies.
    pub bodies: Vec<FunctionBody<'a>>,
    /// The functions' names.
    pub names: BTreeMap<u32, &'a str>,
}

impl<'a> Parts<'a> {
    /// Takes a module apart.
    ///
    /// # Errors
    /// It is not one, or it holds something that Rust does not make.
    pub fn of(wasm: &'a [u8]) -> Result<Self> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            parts.add(payload.context("not a WebAssembly module")?)?;
        }
        ensure!(
            parts.functions.len() == parts.bodies.len(),
            "bodies are missing"
        );
        ensure!(parts.memories.len() == 1, "the module has not one memory");
        ensure!(!parts.tables.is_empty(), "the module has no table");
        Ok(parts)
    }

    fn add(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    self.types.push(ty?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let TypeRef::Func(ty) = import.ty else {
                        bail!("{} is imported, which is no function", import.name);
                    };
                    self.imports.push((import.module, import.name, ty));
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    self.functions.push(ty?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    self.exports.push(export?);
                }
            }
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(section) => {
                for element in section {
                    self.fill(element?)?;
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    self.data.push(placed(&data?)?);
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for names in names {
                        if let Name::Function(map) = names? {
                            for naming in map {
                                let naming = naming?;
                                self.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            Payload::Version { .. }
            | Payload::CodeSectionStart { .. }
            | Payload::DataCountSection { .. }
            | Payload::End(_) => {}
            other => bail!("the module has an unexpected section: {other:?}"),
        }
        Ok(())
    }

    /// Puts a piece of data off until the rest comes.
    ///
    /// # Errors
    /// It is not in the data, or more than once: then it cannot be told whose it is.
    pub fn put_off(&mut self, piece: &[u8]) -> Result<()> {
        let mut found = self
            .data
            .iter()
            .enumerate()
            .flat_map(|(number, (_, data))| {
                let windows = data.windows(piece.len().max(1)).enumerate();
                windows
                    .filter_map(move |(place, window)| (window == piece).then_some((number, place)))
            });
        let (Some((number, place)), None) = (found.next(), found.next()) else {
            bail!(
                "the module does not hold {} bytes of later data once",
                piece.len()
            );
        };
        let (start, data) = self.data.remove(number);
        let (before, rest) = data.split_at(place);
        let (later, after) = rest.split_at(piece.len());
        let at = |offset: usize| -> Result<u32> { Ok(start + u32::try_from(offset)?) };
        self.data.push((start, before));
        self.data.push((at(place + piece.len())?, after));
        self.later.push((at(place)?, later));
        Ok(())
    }

    /// Notes what a segment puts into the first table.
    fn fill(&mut self, element: wasmparser::Element<'a>) -> Result<()> {
        let ElementKind::Active {
            table_index: None | Some(0),
            offset_expr,
        } = element.kind
        else {
            bail!("a segment fills another table than the first");
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("a segment's place is computed");
        };
        let ElementItems::Functions(functions) = element.items else {
            bail!("a segment's functions are computed");
        };
        for (slot, function) in (u32::try_from(value)?..).zip(functions) {
            self.slots.push((slot, function?));
        }
        Ok(())
    }

    /// How many functions are imported: own ones are numbered from here.
    pub fn imported(&self) -> u32 {
        u32::try_from(self.imports.len()).unwrap_or(u32::MAX)
    }

    /// The body of an own function.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        let own = function.checked_sub(self.imported())?;
        self.bodies.get(usize::try_from(own).ok()?)
    }

    /// The type of a function.
    ///
    /// # Errors
    /// There is no such function.
    pub fn type_of(&self, function: u32) -> Result<u32> {
        let place = usize::try_from(function)?;
        let imported = self.imports.get(place).map(|(.., ty)| *ty);
        let own = || {
            self.functions
                .get(place.checked_sub(self.imports.len())?)
                .copied()
        };
        imported
            .or_else(own)
            .with_context(|| format!("there is no function {function}"))
    }
}

/// Where a segment's data goes, and what it is.
fn placed<'a>(data: &Data<'a>) -> Result<(u32, &'a [u8])> {
    let DataKind::Active {
        memory_index: 0,
        offset_expr,
    } = &data.kind
    else {
        bail!("a piece of data has no place");
    };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
        bail!("a place of data is computed");
    };
    Ok((u32::try_from(value)?, data.data))
}
