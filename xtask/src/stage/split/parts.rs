//! A module taken apart, as far as it is what Rust and wasm-opt make; everything else is refused.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    Data, ElementItems, ElementKind, Export, FuncType, FunctionBody, Global, KnownCustom,
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
    pub data: Vec<Data<'a>>,
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
                    self.data.push(data?);
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
