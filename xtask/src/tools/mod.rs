//! The tools that the verbs need: which, in what version, and from where.
//! Finding them is in `find`, fetching them in `install`.

mod find;
mod install;
mod need;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project;

pub use find::{Found, cache_dir, look};
pub use install::{MissingTools, way};
pub use need::Need;

/// The release of Trunk that Trunk.toml is written for.
const TRUNK: &str = "0.21.14";

/// The release of Binaryen (`wasm-opt`); npm's version adds two zeros.
const BINARYEN: &str = "132";

/// The release of terser.
const TERSER: &str = "5.51.2";

/// The release of TypeScript.
const TYPESCRIPT: &str = "5.9.3";

/// The release of axe-core, which looks for what is not accessible.
const AXE: &str = "4.14.1";

/// The release of geckodriver.
const GECKODRIVER: &str = "0.37.1";

/// Where WebKitGTK's browser lies: it is never on `PATH`.
const MINI_BROWSER: &[&str] = &[
    "MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkitgtk-6.0/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkitgtk-6.0/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkitgtk-6.0/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkitgtk-6.0/MiniBrowser",
];

/// Where a tool comes from when it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A crate with a program, installed into our cache folder.
    Cargo {
        /// The crate's name.
        package: &'static str,
        /// Whether the crate's own Cargo.lock is used.
        locked: bool,
    },
    /// An npm package with a program, installed into our cache folder.
    Npm {
        /// The package's name.
        package: &'static str,
    },
    /// An npm package that is used as a file, not run; installed into our cache folder.
    NpmFile {
        /// The package's name.
        package: &'static str,
        /// The file, below the package's folder.
        file: &'static str,
    },
    /// Packages of Debian and its descendants; elsewhere the developer installs the tool.
    Debian(&'static [&'static str]),
    /// A target of the toolchain.
    Rustup(&'static str),
}

/// One tool: what it is called, which version will do, where it comes from.
#[derive(Clone, Debug)]
pub struct Tool {
    /// Which tool this is.
    pub need: Need,
    /// The program's names, the first that exists wins; an absolute path is taken as it is.
    pub programs: &'static [&'static str],
    /// Programs that must lie beside it.
    pub companions: &'static [&'static str],
    /// The environment variable that overrules the search.
    pub variable: Option<&'static str>,
    /// Whether it answers to `--version`; one that does not is here if its file is.
    pub tells_version: bool,
    /// The version as the program tells it; `None` when any will do.
    pub wanted: Option<String>,
    /// The version as `source` knows it.
    pub package_version: String,
    /// Where it comes from.
    pub source: Source,
}

impl Tool {
    /// The name that people use for the tool.
    pub fn name(&self) -> &'static str {
        self.programs.first().copied().unwrap_or_default()
    }
}

/// Describes a tool as this clone needs it.
///
/// # Errors
/// Cargo.lock does not say which `wasm-bindgen` the widget uses.
pub fn describe(need: Need) -> Result<Tool> {
    let any = |programs: &'static [&'static str], packages: &'static [&'static str]| Tool {
        need,
        programs,
        companions: &[],
        variable: None,
        tells_version: true,
        wanted: None,
        package_version: String::new(),
        source: Source::Debian(packages),
    };
    let exact = |programs: &'static [&'static str], version: String, source: Source| Tool {
        wanted: Some(version.clone()),
        package_version: version,
        source,
        ..any(programs, &[])
    };
    Ok(match need {
        Need::WasmTarget => Tool {
            source: Source::Rustup("wasm32-unknown-unknown"),
            ..any(&["wasm32-unknown-unknown"], &[])
        },
        Need::Npm => any(&["npm"], &["nodejs", "npm"]),
        Need::Trunk => {
            let source = Source::Cargo {
                package: "trunk",
                locked: true,
            };
            exact(&["trunk"], TRUNK.to_owned(), source)
        }
        Need::WasmBindgen => {
            let source = Source::Cargo {
                package: "wasm-bindgen-cli",
                locked: false,
            };
            let version = project::locked_version("wasm-bindgen")?;
            Tool {
                companions: &["wasm-bindgen-test-runner"],
                ..exact(&["wasm-bindgen"], version, source)
            }
        }
        Need::WasmOpt => {
            let source = Source::Npm {
                package: "binaryen",
            };
            Tool {
                package_version: format!("{BINARYEN}.0.0"),
                ..exact(&["wasm-opt"], BINARYEN.to_owned(), source)
            }
        }
        Need::Terser => {
            let source = Source::Npm { package: "terser" };
            exact(&["terser"], TERSER.to_owned(), source)
        }
        Need::Cxx => any(&["c++", "g++", "clang++"], &["g++"]),
        Need::Typescript => {
            let source = Source::Npm {
                package: "typescript",
            };
            exact(&["tsc"], TYPESCRIPT.to_owned(), source)
        }
        Need::Axe => Tool {
            package_version: AXE.to_owned(),
            tells_version: false,
            source: Source::NpmFile {
                package: "axe-core",
                file: "axe.min.js",
            },
            ..any(&["axe-core"], &[])
        },
        Need::Chromium => any(
            &[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            ],
            &["chromium"],
        ),
        Need::Chromedriver => Tool {
            variable: Some("CHROMEDRIVER"),
            ..any(&["chromedriver"], &["chromium-driver"])
        },
        Need::Firefox => any(
            &[
                "firefox-esr",
                "firefox",
                "/Applications/Firefox.app/Contents/MacOS/firefox",
            ],
            &["firefox-esr"],
        ),
        Need::Geckodriver => {
            let source = Source::Cargo {
                package: "geckodriver",
                locked: true,
            };
            Tool {
                variable: Some("GECKODRIVER"),
                ..exact(&["geckodriver"], GECKODRIVER.to_owned(), source)
            }
        }
        Need::MiniBrowser => Tool {
            tells_version: false,
            ..any(MINI_BROWSER, &["webkit2gtk-driver"])
        },
        Need::WebkitDriver => Tool {
            tells_version: false,
            ..any(&["WebKitWebDriver"], &["webkit2gtk-driver"])
        },
        Need::Xvfb => Tool {
            companions: &["Xvfb", "xauth"],
            tells_version: false,
            ..any(&["xvfb-run"], &["xvfb", "xauth"])
        },
    })
}

/// The versions that shape what a build leaves in dist/, as one line of text.
///
/// # Errors
/// As for [`describe`].
pub fn build_versions() -> Result<String> {
    let mut text = String::new();
    for need in Need::BUILD {
        let tool = describe(need)?;
        text.push_str(&format!("{}={} ", tool.name(), tool.package_version));
    }
    Ok(text)
}

/// Tools that are known to be here.
pub struct Toolbox {
    programs: BTreeMap<Need, PathBuf>,
}

impl Toolbox {
    /// Finds the tools, installing those that are missing.
    ///
    /// # Errors
    /// [`MissingTools`] when only the developer can install one; otherwise the
    /// failure of an installation.
    pub fn prepare(needs: &[Need]) -> Result<Self> {
        install::missing(needs)?;
        let mut programs = BTreeMap::new();
        for need in needs {
            let tool = describe(*need)?;
            if let Found::Here { path, .. } = look(&tool) {
                programs.insert(*need, path);
            }
        }
        Ok(Self { programs })
    }

    /// The program of a tool.
    ///
    /// # Errors
    /// The tool was not asked for in [`Toolbox::prepare`].
    pub fn program(&self, need: Need) -> Result<&Path> {
        self.programs
            .get(&need)
            .map(PathBuf::as_path)
            .with_context(|| format!("{need:?} was not prepared"))
    }

    /// `PATH` with our cached tools in front. Only folders of the cache are put
    /// there: a system folder in front could hide the developer's own `cargo`.
    ///
    /// # Errors
    /// A folder's name cannot be part of `PATH`.
    pub fn path(&self) -> Result<OsString> {
        let cache = cache_dir()?;
        let ours = self
            .programs
            .values()
            .filter(|program| program.starts_with(&cache))
            .filter_map(|program| program.parent().map(Path::to_path_buf));
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        std::env::join_paths(ours.chain(std::env::split_paths(&theirs)))
            .context("a folder with tools cannot be put on PATH")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_is_told_the_version_that_we_install() {
        let settings = std::fs::read_to_string(project::root().join("Trunk.toml")).unwrap();
        assert!(settings.contains(&format!("trunk-version = \"^{TRUNK}\"")));
    }

    #[test]
    fn every_tool_with_a_wanted_version_says_which_package_to_fetch() {
        for need in [
            Need::Trunk,
            Need::WasmOpt,
            Need::Terser,
            Need::Typescript,
            Need::Geckodriver,
        ] {
            let tool = describe(need).unwrap();
            assert!(tool.package_version.starts_with(&tool.wanted.unwrap()));
        }
    }
}
