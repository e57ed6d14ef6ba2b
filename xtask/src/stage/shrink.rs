//! Makes what ships smaller: wasm-opt for the module, terser for the scripts, and one
//! table of short names for both. docs/size.md tells what each step saves.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};

use super::glue::Glue;
use super::names::{Interface, Mapping};
use super::{EMBED, GLUE, LOADER, REST, WASM, read, read_text, write};
use super::{later, quiet, split, words};
use crate::process;
use crate::project::{self, VERSION, WIDGET};
use crate::tools::{Need, Toolbox};

/// What the module may use. Browsers learnt it before `color-mix()`, which the styles need anyway.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Classes that the crate wasm-streams exports, whoever depends on it. The widget streams
/// no bodies, so nobody can get hold of one; without them their code goes too.
const STREAM_CLASSES: [&str; 3] = [
    "IntoUnderlyingByteSource",
    "IntoUnderlyingSink",
    "IntoUnderlyingSource",
];

/// Shrinks the module and the glue, which must change together, and cuts the module in two. `script` is the
/// hand-written script that ships at the glue's end.
///
/// # Errors
/// A tool fails, or the glue is not laid out as wasm-bindgen does in the locked version.
pub fn module(tools: &Toolbox, staging: &Path, script: &str) -> Result<()> {
    let (wasm, path) = (staging.join(WASM), staging.join(GLUE));
    let mut glue = Glue::new(read_text(&path)?);
    for class in STREAM_CLASSES {
        glue = glue.without_class(class).with_context(|| {
            format!("if the widget no longer brings {class} along, take it out of xtask/src/stage/shrink.rs")
        })?;
    }

    let used = glue.used_exports()?;
    let unused: Vec<String> = Interface::of(&read(&wasm)?)?
        .exports
        .into_iter()
        .filter(|export| !used.contains(export.as_str()))
        .collect();
    let mapping = optimise(tools, &wasm, &unused)?;

    let interface = Interface::of(&read(&wasm)?)?;
    let (module, _) = interface.imports.first().context("nothing is imported")?;
    let glue = glue.renamed(&mapping, module)?;
    glue.check(&interface)?;

    let pieces = later_data()?;
    let pieces: Vec<&[u8]> = pieces.iter().map(String::as_bytes).collect();
    let halves = split::halves(&read(&wasm)?, &pieces)?;
    fs::write(&wasm, halves.first).context("cannot write the module")?;
    fs::write(staging.join(REST), halves.rest).context("cannot write the module's rest")?;
    let glue = glue.with_rest(&halves.module)?;
    write(&path, &[glue.text(), script].concat())?;
    minify(tools, staging, GLUE, Kind::Module("glue"))
}

/// What the module holds as data and the first screen never reads.
fn later_data() -> Result<[String; 2]> {
    let root = project::root();
    let told = |error: Box<dyn std::error::Error>| anyhow!("what comes later is unknown: {error}");
    let english = words::texts(&read_text(&root.join("locales").join("en.json"))?).map_err(told)?;
    let keys = later::keys(&root.join("src"), &english).map_err(told)?;
    let css = read_text(&root.join("style").join("widget.css"))?;
    let [_, sheet, _] = later::sheets(&css).map_err(told)?;
    Ok([later::texts(&english, &keys), sheet])
}

/// Shrinks the hand-written scripts.
///
/// # Errors
/// A script is not valid, or terser fails otherwise.
pub fn scripts(tools: &Toolbox, staging: &Path) -> Result<()> {
    minify(tools, staging, LOADER, Kind::Module("element"))?;
    minify(tools, staging, EMBED, Kind::Classic("one-tag loader"))
}

/// Optimises the module in its place without the exports that nobody calls, then gives what it imports and
/// exports short names. Two runs: a repeated renaming would not print the names' true origin. The functions
/// keep their names: the module is cut by them.
fn optimise(tools: &Toolbox, wasm: &Path, unused: &[String]) -> Result<Mapping> {
    let run = |passes: &[&str]| -> Result<Command> {
        let mut command = Command::new(tools.program(Need::WasmOpt)?);
        command.arg(wasm).arg("-g").args(FEATURES).args(passes);
        command.arg("--output").arg(wasm);
        Ok(command)
    };
    let removal = format!("--remove-exports={}", unused.join(","));
    // What is left out makes the module a little smaller as it stands, but larger once compressed:
    // merging large functions into their only callers, sharing expressions through locals, moving code
    // under conditions, and cutting the data at its zeros.
    let mut passes = vec![
        "-Oz",
        "--converge",
        "--one-caller-inline-max-function-size=20",
        "--skip-pass=local-cse",
        "--skip-pass=code-pushing",
        "--skip-pass=memory-packing",
        "--skip-pass=simplify-locals",
        // The first kilobyte is the far end of the stack: whoever reaches it has run out of stack.
        "--low-memory-unused",
        "--strip-dwarf",
        "--strip-producers",
    ];
    if !unused.is_empty() {
        // First, so that the optimiser finds what only they needed.
        passes.insert(0, &removal);
    }
    process::run(&mut run(&passes)?)?;
    let mut module = read(wasm)?;
    let places = quiet::hush(&mut module)?;
    ensure!(
        places > 0,
        "the module names no place of a panic: has the layout changed?"
    );
    fs::write(wasm, module).context("cannot write the module")?;
    let names = process::capture(&mut run(&[
        "--minify-imports-and-exports-and-modules",
        "--strip-target-features",
    ])?)?;
    Mapping::read(&names)
}

/// How the browser loads a script, and what it is in a word.
enum Kind {
    /// With `type="module"` or `import`: the names at its top are its own.
    Module(&'static str),
    /// As a classic script.
    Classic(&'static str),
}

/// Minifies a script in its place and puts a banner on top.
fn minify(tools: &Toolbox, staging: &Path, name: &str, kind: Kind) -> Result<()> {
    let path = staging.join(name);
    let mut terser = Command::new(tools.program(Need::Terser)?);
    terser.arg(&path).args(["--compress", "passes=3"]);
    terser.args(["--mangle", "--comments", "/@vite-ignore|webpackIgnore/"]);
    let (part, classic) = match kind {
        Kind::Module(part) => {
            terser.arg("--module");
            (part, false)
        }
        Kind::Classic(part) => {
            // The page's encoding applies to classic scripts served without a charset.
            terser.args(["--format", "ascii_only=true"]);
            (part, true)
        }
    };
    process::run(terser.arg("--output").arg(&path))?;
    let code = read_text(&path)?;
    ensure!(!code.trim().is_empty(), "terser left nothing of {name}");
    ensure!(
        !classic || code.is_ascii(),
        "terser left other characters than ASCII in {name}"
    );
    write(&path, &format!("{}\n{}\n", banner(part), code.trim_end()))
}

/// The comment that tells where a file comes from and what may be done with it.
fn banner(part: &str) -> String {
    let license = env!("CARGO_PKG_LICENSE");
    format!("/* {WIDGET} {VERSION} {part} | {license} */")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banner_names_the_part_the_version_and_the_licence() {
        let expected = format!("/* cryptorefills-checkout {VERSION} glue | MIT OR Apache-2.0 */");
        assert_eq!(banner("glue"), expected);
    }
}
