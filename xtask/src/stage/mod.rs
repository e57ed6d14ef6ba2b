//! `cargo xtask stage`: gives what Trunk built the names that partners know, and makes it
//! smaller. Trunk calls it after a build, before it replaces dist/.

mod fixed;
mod glue;
mod languages;
mod later;
mod names;
mod order;
mod quiet;
mod shrink;
mod split;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::tools::{Need, Toolbox};
use crate::{folders, page, project};

/// The ES module that defines the element.
pub const LOADER: &str = "cryptorefills-checkout.js";

/// What wasm-bindgen writes: the functions that the WebAssembly calls.
pub const GLUE: &str = "cryptorefills-checkout-glue.js";

/// The widget.
pub const WASM: &str = "cryptorefills-checkout_bg.wasm";

/// The part of the widget that comes after the first screen.
pub const REST: &str = "cryptorefills-checkout-rest_bg.wasm";

/// The classic script for sites that allow one tag only.
pub const EMBED: &str = "embed.js";

/// The demo page.
pub const PAGE: &str = "index.html";

/// Types for the element.
const TYPES: &str = "cryptorefills-checkout.d.ts";

/// What npm reads: dist/ is a package that a bundler can consume.
const PACKAGE: &str = "package.json";

/// The digests of what a page runs, for `integrity` attributes and for whoever compares two builds.
const INTEGRITY: &str = "integrity.json";

/// What a page runs, in the order in which it comes.
const RUN: [&str; 5] = [EMBED, LOADER, GLUE, WASM, REST];

/// The files without which dist/ must not be shipped.
pub const REQUIRED: [&str; 9] = [
    LOADER, GLUE, WASM, REST, EMBED, PAGE, TYPES, PACKAGE, INTEGRITY,
];

/// Arranges and shrinks the folder that Trunk names in `TRUNK_STAGING_DIR`.
///
/// # Errors
/// The variable is not set, a tool cannot be got or fails, a file is missing or not as
/// expected, or the module tells a folder of this machine that `build` wants kept private.
pub fn run() -> Result<ExitCode> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("TRUNK_STAGING_DIR is not set: Trunk calls this verb, `cargo xtask build` is for people")?;
    let tools = Toolbox::prepare(&Need::STAGE)?;
    name_glue(&staging)?;
    let embed = project::root().join("src").join("embed");
    let later = inlined(&read_text(&embed.join("later.js"))?, &embed)?;
    let digests = languages::ship(&project::root().join("locales"), &staging.join("locales"))?;
    let later = substitute(later, &[("__LOCALES__", serde_json::to_string(&digests)?)]);
    shrink::module(&tools, &staging, &later)?;
    for module in [WASM, REST] {
        folders::ensure_hidden(&read(&staging.join(module))?, &folders::private())?;
    }
    // After the glue and the module have become what they will be: their digests are taken here.
    arrange(&project::root(), &staging)?;
    shrink::scripts(&tools, &staging)?;
    let digests = manifest(&staging)?;
    write(&staging.join(INTEGRITY), &digests)?;
    Ok(ExitCode::SUCCESS)
}

/// Trunk names the glue after the crate; that name is the loader's.
fn name_glue(staging: &Path) -> Result<()> {
    fs::rename(staging.join(LOADER), staging.join(GLUE))
        .with_context(|| format!("Trunk left no {LOADER}"))
}

/// Adds the hand-written scripts and the languages, and completes the demo page.
///
/// # Errors
/// A file that belongs into dist/ is missing, or one cannot be read or written.
fn arrange(root: &Path, staging: &Path) -> Result<()> {
    remove_leftovers(staging)?;

    let tokens = [
        ("__VERSION__", project::VERSION.to_owned()),
        ("__WASM_SHA384__", sha384(&read(&staging.join(WASM))?)),
        ("__REST_SHA384__", sha384(&read(&staging.join(REST))?)),
        ("__GLUE_SHA384__", sha384(&read(&staging.join(GLUE))?)),
    ];
    let embed = root.join("src").join("embed");
    for (source, name) in [("element.js", LOADER), ("embed.js", EMBED)] {
        let text = inlined(&read_text(&embed.join(source))?, &embed)?;
        write(&staging.join(name), &substitute(text, &tokens))?;
    }
    write(&staging.join(TYPES), &read_text(&embed.join(TYPES))?)?;
    copy_json(&embed.join("schema"), &staging.join("schema"))?;
    write(&staging.join(PACKAGE), &package(staging)?)?;

    // The page as it ships works from any folder: the bundle and, when a proxy
    // serves it, the API are beside it.
    let html = read_text(&staging.join(PAGE))?;
    write(&staging.join(PAGE), &page::render(&html, ".", "."))?;
    let looks = staging.join("demo").join("theme.html");
    if looks.is_file() {
        write(&looks, &page::render(&read_text(&looks)?, "..", ".."))?;
    }
    Ok(())
}

/// Puts the files that a script imports into their place, so that one file with one digest ships. They import
/// nothing themselves.
fn inlined(text: &str, folder: &Path) -> Result<String> {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let imported = line
            .strip_prefix("import {")
            .and_then(|rest| rest.split_once(" from './"))
            .and_then(|(_, file)| file.strip_suffix("';"));
        match imported {
            Some(file) => {
                let part = read_text(&folder.join(file))?;
                whole.push_str(&part.replace("\nexport ", "\n"));
            }
            None => whole.push_str(line),
        }
        whole.push('\n');
    }
    Ok(whole)
}

/// Replaces tokens by their values. A token is not searched for in what replaced another.
fn substitute(text: String, tokens: &[(&str, String)]) -> String {
    tokens
        .iter()
        .fold(text, |text, (token, value)| text.replace(token, value))
}

/// The digest as a `integrity` attribute has it after `sha384-` (W3C Subresource Integrity, 3.1).
fn sha384(bytes: &[u8]) -> String {
    STANDARD.encode(Sha384::digest(bytes))
}

/// The digests of everything that a page runs, as JSON.
fn manifest(staging: &Path) -> Result<String> {
    let mut files = serde_json::Map::new();
    for name in RUN {
        let digest = sha384(&read(&staging.join(name))?);
        files.insert(name.to_owned(), format!("sha384-{digest}").into());
    }
    let manifest = serde_json::json!({ "version": project::VERSION, "files": files });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// Removes the glue's own types, which partners have no use for, and an empty folder of snippets.
fn remove_leftovers(staging: &Path) -> Result<()> {
    for name in [TYPES, "cryptorefills-checkout_bg.wasm.d.ts"] {
        let path = staging.join(name);
        if path.exists() {
            fs::remove_file(&path).with_context(|| format!("cannot remove {name}"))?;
        }
    }
    let snippets = staging.join("snippets");
    if snippets.is_dir() && crate::fingerprint::files_in(&snippets)?.is_empty() {
        fs::remove_dir_all(&snippets).context("cannot remove an empty folder of snippets")?;
    }
    Ok(())
}

/// The description of dist/ as an npm package, without what is only the demo.
fn package(staging: &Path) -> Result<String> {
    let mut files = vec![LOADER, GLUE, WASM, REST, EMBED, TYPES, INTEGRITY];
    files.extend(
        ["locales", "schema"]
            .into_iter()
            .filter(|folder| staging.join(folder).is_dir()),
    );
    let package = serde_json::json!({
        "name": project::WIDGET,
        "version": project::VERSION,
        "description": "An embeddable checkout that sells gift cards, mobile top-ups and eSIMs for crypto",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "exports": {
            ".": { "types": format!("./{TYPES}"), "default": format!("./{LOADER}") },
            "./*": "./*",
        },
        "types": format!("./{TYPES}"),
        "files": files,
        // Importing the module defines the element: a bundler must not drop the import.
        "sideEffects": true,
    });
    Ok(serde_json::to_string_pretty(&package)? + "\n")
}

/// Copies a folder's JSON files, checking each: a broken one would only show in a browser.
fn copy_json(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for path in crate::fingerprint::files_in(from)? {
        let Some(name) = path.file_name() else {
            continue;
        };
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = read_text(&path)?;
        serde_json::from_str::<serde::de::IgnoredAny>(&text)
            .with_context(|| format!("{} is not JSON", path.display()))?;
        fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
        write(&to.join(name), &text)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clone with the hand-written files, and a folder as Trunk leaves it.
    fn built() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (root, staging) = (folder.path().join("root"), folder.path().join("stage"));
        for (name, text) in [
            (
                "root/src/embed/element.js",
                "v__VERSION__ sha384-__WASM_SHA384__ sha384-__REST_SHA384__ sha384-__GLUE_SHA384__\nimport { a } from './part/a.js';\n",
            ),
            ("root/src/embed/part/a.js", "// a\nexport const a = 1;\n"),
            ("root/src/embed/embed.js", "embed"),
            ("root/src/embed/cryptorefills-checkout.d.ts", "export {};"),
            ("root/src/embed/schema/options.json", "{}"),
            ("stage/cryptorefills-checkout.js", "abc"),
            ("stage/cryptorefills-checkout_bg.wasm", ""),
            ("stage/cryptorefills-checkout-rest_bg.wasm", ""),
            (
                "stage/cryptorefills-checkout_bg.wasm.d.ts",
                "types of the glue",
            ),
            (
                "stage/index.html",
                "<script src=\"__BUNDLE_ORIGIN__/x.js\"></script>",
            ),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        name_glue(&staging).unwrap();
        (folder, root, staging)
    }

    // FIPS 180-4 examples: SHA-384 of "" and of "abc", in base64.
    const OF_NOTHING: &str = "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
    const OF_ABC: &str = "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";

    #[test]
    fn every_file_gets_its_final_name_and_the_tokens_their_values() {
        let (_folder, root, staging) = built();
        arrange(&root, &staging).unwrap();

        let text = |name: &str| fs::read_to_string(staging.join(name)).unwrap();
        let version = project::VERSION;
        assert_eq!(
            text(LOADER),
            format!(
                "v{version} sha384-{OF_NOTHING} sha384-{OF_NOTHING} sha384-{OF_ABC}\n// a\nconst a = 1;\n\n"
            )
        );
        assert_eq!(text(GLUE), "abc");
        assert_eq!(text(EMBED), "embed\n");
        assert_eq!(text(TYPES), "export {};");
        assert_eq!(text("schema/options.json"), "{}");
        assert_eq!(text(PAGE), "<script src=\"./x.js\"></script>");
        let names = crate::fingerprint::files_in(&staging).unwrap();
        // The manifest comes once the scripts are small, and a schema is no must.
        assert_eq!(names.len(), REQUIRED.len() - 1 + 1, "{names:?}");
    }

    #[test]
    fn the_manifest_has_the_digest_of_everything_that_a_page_runs() {
        let (_folder, root, staging) = built();
        arrange(&root, &staging).unwrap();
        let manifest: serde_json::Value =
            serde_json::from_str(&manifest(&staging).unwrap()).unwrap();
        assert_eq!(manifest["version"], project::VERSION);
        assert_eq!(manifest["files"].as_object().unwrap().len(), RUN.len());
        assert_eq!(manifest["files"][WASM], format!("sha384-{OF_NOTHING}"));
        assert_eq!(manifest["files"][GLUE], format!("sha384-{OF_ABC}"));
        fs::remove_file(staging.join(EMBED)).unwrap();
        assert!(super::manifest(&staging).is_err());
    }

    #[test]
    fn a_missing_script_stops_the_build() {
        let (_folder, root, staging) = built();
        fs::remove_file(root.join("src/embed/embed.js")).unwrap();
        let error = format!("{:#}", arrange(&root, &staging).unwrap_err());
        assert!(error.contains("embed.js"), "{error}");

        let (_folder, root, staging) = built();
        fs::remove_file(root.join("src/embed/part/a.js")).unwrap();
        let error = format!("{:#}", arrange(&root, &staging).unwrap_err());
        assert!(error.contains("a.js"), "{error}");
    }

    #[test]
    fn snippets_that_the_glue_imports_stay() {
        let (_folder, root, staging) = built();
        fs::create_dir_all(staging.join("snippets/crate")).unwrap();
        fs::write(staging.join("snippets/crate/inline0.js"), "x").unwrap();
        arrange(&root, &staging).unwrap();
        assert!(staging.join("snippets/crate/inline0.js").is_file());
    }
}
