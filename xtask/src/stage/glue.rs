//! The glue as wasm-bindgen writes it, and the changes that make it smaller. It is taken
//! apart by its layout, so everything that is not as expected is an error. Reads no file.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail, ensure};

use super::names::{Interface, Mapping};

/// How wasm-bindgen begins the object with the functions that the module imports.
const IMPORTS: &str = "    const import0 = {\n        __proto__: null,\n";

/// How it ends that object: with a line of its own.
const IMPORTS_END: &str = "\n    };\n";

/// What stands before an entry of that object.
const INDENT: &str = "        ";

/// What stands behind the module's name where the imports are handed over.
const HANDED: &str = ": import0,\n";

/// The glue's text.
#[derive(Debug)]
pub struct Glue(String);

impl Glue {
    /// Takes the text that wasm-bindgen wrote for `--target web`.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Takes out an exported class, its method for `using` and its finaliser.
    ///
    /// # Errors
    /// One of the three is not there once, or the class is mentioned elsewhere too.
    pub fn without_class(&self, name: &str) -> Result<Self> {
        let text = cut(&self.0, &format!("export class {name} {{\n"), "\n}\n")?;
        let text = cut(&text, &format!("if (Symbol.dispose) {name}."), ";\n")?;
        let text = cut(&text, &format!("const {name}Finalization = "), ";\n")?;
        ensure!(!text.contains(name), "the glue uses {name} outside of it");
        Ok(Self(text))
    }

    /// The module's exports that the glue calls, as `wasm.NAME`.
    ///
    /// # Errors
    /// An export is chosen in another way, so that its name cannot be known.
    pub fn used_exports(&self) -> Result<BTreeSet<&str>> {
        for other in ["wasm[", "wasm?.", "} = wasm", "exports."] {
            ensure!(!self.0.contains(other), "the glue contains `{other}`");
        }
        let mut used = BTreeSet::new();
        let mut rest = self.0.as_str();
        while let Some((_, name, after)) = first_use(rest) {
            used.insert(name);
            rest = after;
        }
        Ok(used)
    }

    /// Follows a module whose names have become shorter: names its functions and exports
    /// anew and drops the functions that it imports no more. `wasm_module` is the new
    /// name of the module that the imports come from.
    ///
    /// # Errors
    /// The glue lacks a function that the module imports, or calls what it does not export.
    pub fn renamed(&self, mapping: &Mapping, wasm_module: &str) -> Result<Self> {
        let (head, object, tail) = self.imports()?;
        let mut entries = String::new();
        let mut found = 0;
        let mut keep = false;
        for line in object.lines() {
            let entry = key(line);
            if let Some((name, body)) = entry {
                let new = mapping.imports.get(name);
                keep = new.is_some();
                if let Some(new) = new {
                    found += 1;
                    entries.push_str(&format!("{INDENT}{new}:{body}\n"));
                }
            } else if keep {
                entries.push_str(line);
                entries.push('\n');
            }
        }
        ensure!(
            found == mapping.imports.len(),
            "the module imports {} functions, the glue has {found} of them",
            mapping.imports.len()
        );
        let tail = handed_over(tail, &mapping.module, wasm_module)?;
        let entries = entries.trim_end_matches('\n');
        let text = format!("{head}{IMPORTS}{entries}{IMPORTS_END}{tail}");
        Ok(Self(with_exports(&text, mapping)?))
    }

    /// Adds a function that instantiates the module's rest with the same imports and, as `module`, what the
    /// first part exports.
    ///
    /// # Errors
    /// The glue does not make its imports, or does not keep its exports, as expected.
    pub fn with_rest(&self, module: &str) -> Result<Self> {
        let text = &self.0;
        halves(text, "function __wbg_get_imports() {\n")?;
        halves(text, "wasm = instance.exports;\n")?;
        Ok(Self(format!(
            "{text}\nexport function rest(bytes) {{\n    const imports = __wbg_get_imports();\n    \
             imports[\"{module}\"] = wasm;\n    return WebAssembly.instantiate(bytes, imports);\n}}\n"
        )))
    }

    /// Proves that glue and module fit: nothing that one needs is missing in the other.
    ///
    /// # Errors
    /// Names the first thing that is missing.
    pub fn check(&self, interface: &Interface) -> Result<()> {
        let (_, object, tail) = self.imports()?;
        let mut keys = BTreeSet::new();
        for (name, _) in object.lines().filter_map(key) {
            ensure!(keys.insert(name), "the glue has two functions {name}");
        }
        for (module, name) in &interface.imports {
            ensure!(
                tail.contains(&format!("\"{module}\"{HANDED}")) && keys.contains(name.as_str()),
                "the module imports {name} from {module}, which the glue has not"
            );
        }
        for name in self.used_exports()? {
            ensure!(
                interface.exports.contains(name),
                "the glue calls {name}, which the module does not export"
            );
        }
        Ok(())
    }

    /// What is before the object with the imports, in it, and behind it.
    fn imports(&self) -> Result<(&str, &str, &str)> {
        let [head, rest] = halves(&self.0, IMPORTS)?;
        let (object, tail) = rest
            .split_once(IMPORTS_END)
            .context("the glue's object with the imports has no end")?;
        ensure!(
            !self.0.contains("import1"),
            "the glue imports scripts of its own, which cannot be renamed"
        );
        Ok((head, object, tail))
    }
}

/// Cuts from `from` to the next `to`, both included. `from` must begin a line, and be there once.
fn cut(text: &str, from: &str, to: &str) -> Result<String> {
    let [before, rest] = halves(text, from)?;
    let (_, after) = rest
        .split_once(to)
        .with_context(|| format!("the glue has no end of `{}`", from.trim()))?;
    ensure!(
        before.is_empty() || before.ends_with('\n'),
        "`{}` begins no line of the glue",
        from.trim()
    );
    Ok(format!("{before}{after}"))
}

/// The text on both sides of `middle`, which must be there once.
fn halves<'a>(text: &'a str, middle: &str) -> Result<[&'a str; 2]> {
    let mut parts = text.split(middle);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(after), None) => Ok([before, after]),
        (_, second, _) => bail!(
            "the glue has `{}` {}",
            middle.trim(),
            second.map_or("nowhere", |_| "more than once")
        ),
    }
}

/// The name and the rest of an entry's first line.
fn key(line: &str) -> Option<(&str, &str)> {
    let (name, body) = line.strip_prefix(INDENT)?.split_once(':')?;
    (!name.is_empty() && name.chars().all(in_name)).then_some((name, body))
}

/// Gives the module that the imports are for another name.
fn handed_over(tail: &str, old: &str, new: &str) -> Result<String> {
    let quoted = |name: &str| format!("{INDENT}\"{name}\"{HANDED}");
    let [before, after] = halves(tail, &quoted(old))?;
    Ok(format!("{before}{}{after}", quoted(new)))
}

/// Gives the exports that the glue calls their new names.
fn with_exports(text: &str, mapping: &Mapping) -> Result<String> {
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = first_use(rest) {
        let new = mapping.exports.get(name);
        let new = new.with_context(|| format!("wasm-opt knows no export {name}"))?;
        renamed.push_str(before);
        renamed.push_str(new);
        rest = after;
    }
    renamed.push_str(rest);
    Ok(renamed)
}

/// Finds the first `wasm.NAME`: what is before the name, the name, what is behind it.
fn first_use(text: &str) -> Option<(&str, &str, &str)> {
    const OBJECT: &str = "wasm.";
    text.match_indices(OBJECT).find_map(|(start, _)| {
        let (earlier, _) = text.split_at_checked(start)?;
        // A longer word, or a part of something else, such as a file's name.
        if earlier.ends_with(|last: char| in_name(last) || last == '.') {
            return None;
        }
        let (before, rest) = text.split_at_checked(start + OBJECT.len())?;
        let end = rest.find(|next| !in_name(next)).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        (!name.is_empty()).then_some((before, name, after))
    })
}

/// Whether a character can be part of a name that wasm-bindgen or wasm-opt makes.
fn in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

#[cfg(test)]
#[path = "glue_tests.rs"]
mod tests;
