//! The names by which the glue and the WebAssembly know each other: what a module imports
//! and exports, and the shorter names that wasm-opt chose for them. Reads no file.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use wasmparser::{Parser, Payload};

/// What a module imports and exports (WebAssembly core specification 2.0, 5.5.5 and 5.5.10).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Interface {
    /// The module's name and the import's own.
    pub imports: BTreeSet<(String, String)>,
    /// The names of functions, tables, memories and globals alike.
    pub exports: BTreeSet<String>,
}

impl Interface {
    /// Reads the two sections of a module.
    ///
    /// # Errors
    /// The bytes are not a WebAssembly module.
    pub fn of(wasm: &[u8]) -> Result<Self> {
        let mut interface = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context("not a WebAssembly module")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.context("cannot read an import")?;
                        let name = (import.module.to_owned(), import.name.to_owned());
                        interface.imports.insert(name);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.context("cannot read an export")?;
                        interface.exports.insert(export.name.to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(interface)
    }
}

/// A module's old and new names.
#[derive(Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The module that the imports came from.
    pub module: String,
    /// The new names of the imports, by their old ones.
    pub imports: BTreeMap<String, String>,
    /// The new names of the exports, by their old ones.
    pub exports: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads the table that `wasm-opt --minify-imports-and-exports-and-modules` prints:
    /// JSON, `[module, old, new]` for each import and `[old, new]` for each export.
    ///
    /// # Errors
    /// The text is no such table, the imports come from several modules, whose names
    /// wasm-opt has made one, or a name occurs twice.
    pub fn read(text: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Table {
            imports: Vec<(String, String, String)>,
            exports: Vec<(String, String)>,
        }
        let table: Table =
            serde_json::from_str(text).context("cannot read wasm-opt's table of names")?;
        let modules: BTreeSet<&str> = table.imports.iter().map(|(of, ..)| of.as_str()).collect();
        ensure!(
            modules.len() == 1,
            "the module's imports come from {modules:?}: only one can be renamed"
        );
        let module = modules.into_iter().collect();
        let imports = table.imports.into_iter().map(|(_, old, new)| (old, new));
        Ok(Self {
            module,
            imports: unambiguous(imports)?,
            exports: unambiguous(table.exports)?,
        })
    }
}

/// Makes pairs a map, provided that no old and no new name is there twice.
fn unambiguous(
    pairs: impl IntoIterator<Item = (String, String)>,
) -> Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (old, new) in pairs {
        ensure!(taken.insert(new.clone()), "two names became {new}");
        let before = names.insert(old.clone(), new);
        ensure!(before.is_none(), "{old} was renamed twice");
    }
    Ok(names)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A module that imports functions and exports memories by these names.
    pub fn module(imports: &[(&str, &str)], exports: &[&str]) -> Vec<u8> {
        fn sized(bytes: &[u8]) -> Vec<u8> {
            let mut sized = vec![u8::try_from(bytes.len()).unwrap()];
            sized.extend(bytes);
            sized
        }
        fn section(id: u8, entries: &[Vec<u8>]) -> Vec<u8> {
            let mut content = vec![u8::try_from(entries.len()).unwrap()];
            content.extend(entries.concat());
            [vec![id], sized(&content)].concat()
        }
        let named = |(module, name): &(&str, &str)| {
            [sized(module.as_bytes()), sized(name.as_bytes()), vec![0, 0]].concat()
        };
        let exported = |name: &&str| [sized(name.as_bytes()), vec![2, 0]].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[vec![0x60, 0, 0]]),
            section(2, &imports.iter().map(named).collect::<Vec<_>>()),
            section(5, &[vec![0, 1]]),
            section(7, &exports.iter().map(exported).collect::<Vec<_>>()),
        ]
        .concat()
    }

    #[test]
    fn a_module_tells_what_it_imports_and_exports() {
        let wasm = module(&[("a", "b"), ("a", "c")], &["memory", "mount"]);
        let interface = Interface::of(&wasm).unwrap();
        let pair = |name: &str| ("a".to_owned(), name.to_owned());
        assert_eq!(interface.imports, [pair("b"), pair("c")].into());
        let exports = ["memory", "mount"].map(str::to_owned);
        assert_eq!(interface.exports, exports.into());
    }

    #[test]
    fn what_is_not_a_module_is_refused() {
        assert!(Interface::of(b"").is_err());
        assert!(Interface::of(b"<!doctype html>").is_err());
        let whole = module(&[("a", "b")], &["c"]);
        let (cut, _) = whole.split_at(whole.len() - 1);
        assert!(Interface::of(cut).is_err());
    }

    #[test]
    fn the_table_is_read_as_wasm_opt_prints_it() {
        let table = "{\n \"imports\": [\n  [\"./x_bg.js\", \"__wbg_now\", \"$\"],\n  \
            [\"./x_bg.js\", \"__wbg_top\", \"$a\"]\n ],\n\"exports\": [\n  [\"memory\", \"b\"]\n ]\n}\n";
        let mapping = Mapping::read(table).unwrap();
        assert_eq!(mapping.module, "./x_bg.js");
        let imports = [("__wbg_now", "$"), ("__wbg_top", "$a")];
        let owned = |(old, new): (&str, &str)| (old.to_owned(), new.to_owned());
        assert_eq!(mapping.imports, imports.map(owned).into());
        assert_eq!(mapping.exports, [("memory", "b")].map(owned).into());
    }

    #[test]
    fn a_table_that_cannot_be_followed_is_refused() {
        let refused = |imports: &str, exports: &str| {
            let table = format!("{{\"imports\":[{imports}],\"exports\":[{exports}]}}");
            format!("{:#}", Mapping::read(&table).unwrap_err())
        };
        let two = refused(r#"["a.js","f","a"],["b.js","g","b"]"#, "");
        assert!(two.contains("only one can be renamed"), "{two}");
        let none = refused("", "");
        assert!(none.contains("only one can be renamed"), "{none}");
        let same = refused(r#"["a.js","f","a"],["a.js","g","a"]"#, "");
        assert!(same.contains("two names became a"), "{same}");
        let twice = refused(r#"["a.js","f","a"]"#, r#"["e","b"],["e","c"]"#);
        assert!(twice.contains("e was renamed twice"), "{twice}");
        assert!(Mapping::read("[wasm-opt] warning").is_err());
    }
}
