//! The type declarations and the Vite example, against the built bundle as npm packs it.
//! `cargo xtask test` says where bundle and tools are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn given(variable: &str) -> PathBuf {
    let value = std::env::var_os(variable);
    PathBuf::from(
        value.unwrap_or_else(|| {
            panic!("{variable} is not set: run `cargo xtask test --only types`")
        }),
    )
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?}:\n{text}\n{complaints}"
    );
    text
}

fn npm() -> Command {
    let mut npm = Command::new(given("CHECKOUT_NPM"));
    npm.args(["--no-audit", "--no-fund", "--no-update-notifier"]);
    npm
}

/// Packs dist/ into `folder` as a partner would, and returns the file.
fn packed(folder: &Path) -> PathBuf {
    let dist = given("CHECKOUT_DIST");
    let answer = run(npm()
        .args(["pack", "--json", "--pack-destination"])
        .arg(folder)
        .current_dir(dist));
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    // A list, or in newer releases an object by package name.
    let package = answer
        .get(0)
        .or_else(|| answer.get("cryptorefills-checkout"))
        .unwrap();
    let mut files: Vec<&str> = package["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|file| file["path"].as_str())
        .collect();
    files.sort_unstable();
    for needed in [
        "cryptorefills-checkout.d.ts",
        "cryptorefills-checkout.js",
        "schema/options.json",
    ] {
        assert!(files.contains(&needed), "{files:?}");
    }
    assert!(
        !files
            .iter()
            .any(|file| file.starts_with("demo") || *file == "index.html"),
        "{files:?}"
    );
    folder.join(package["filename"].as_str().unwrap())
}

/// A copy of a folder's own files, without what npm put there.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_file() {
            std::fs::copy(&path, &target).unwrap();
        } else if entry.file_name() != "node_modules" && entry.file_name() != "dist" {
            copy(&path, &target);
        }
    }
}

#[test]
fn the_declarations_hold_for_a_page_that_uses_everything() {
    let folder = tempfile::tempdir().unwrap();
    let package = packed(folder.path());
    std::fs::write(
        folder.path().join("package.json"),
        "{\"private\":true,\"type\":\"module\"}",
    )
    .unwrap();
    run(npm()
        .args(["install", "--no-save", "--offline"])
        .arg(package)
        .current_dir(folder.path()));
    std::fs::write(folder.path().join("use.ts"), include_str!("types/use.ts")).unwrap();
    for resolution in ["bundler", "nodenext"] {
        let module = if resolution == "bundler" {
            "esnext"
        } else {
            resolution
        };
        let tsc = given("CHECKOUT_TSC");
        run(Command::new(tsc)
            .args(["--strict", "--noEmit", "--target", "es2022"])
            .args([
                "--module",
                module,
                "--moduleResolution",
                resolution,
                "use.ts",
            ])
            .current_dir(folder.path()));
    }
}

#[test]
fn the_vite_example_builds_and_ships_the_same_webassembly() {
    let folder = tempfile::tempdir().unwrap();
    let package = packed(folder.path());
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/examples/react-vite");
    let clone = folder.path().join("example");
    copy(&example, &clone);
    run(npm().args(["ci", "--prefer-offline"]).current_dir(&clone));
    run(npm()
        .args(["install", "--no-save", "--prefer-offline"])
        .arg(package)
        .current_dir(&clone));
    run(npm().args(["run", "build"]).current_dir(&clone));

    let assets: Vec<Vec<u8>> = std::fs::read_dir(clone.join("dist/assets"))
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    // The loader checks their digests, so a bundler may rename them but must not touch a byte.
    for name in [
        "cryptorefills-checkout_bg.wasm",
        "cryptorefills-checkout-rest_bg.wasm",
    ] {
        let ours = std::fs::read(given("CHECKOUT_DIST").join(name)).unwrap();
        assert!(assets.contains(&ours), "{name} is not among the assets");
    }
}
