//! The three engines that the widget's parts are tested in, and how wasm-bindgen's runner is led to each.

use std::process::Command;

use anyhow::Result;

use crate::project;
use crate::tools::{Need, Toolbox};

/// What the runner looks at to find a browser, in this order. Only ours may be set: a leftover of the
/// developer's would turn one engine's tests into another's.
const VARIABLES: [&str; 12] = [
    "GECKODRIVER_REMOTE",
    "SAFARIDRIVER_REMOTE",
    "CHROMEDRIVER_REMOTE",
    "MSEDGEDRIVER_REMOTE",
    "GECKODRIVER",
    "SAFARIDRIVER",
    "CHROMEDRIVER",
    "MSEDGEDRIVER",
    "GECKODRIVER_ARGS",
    "SAFARIDRIVER_ARGS",
    "CHROMEDRIVER_ARGS",
    "NO_HEADLESS",
];

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, of Chrome and Edge.
    Chromium,
    /// Gecko.
    Firefox,
    /// WebKit, of Safari.
    Webkit,
}

impl Engine {
    /// The tools that it takes.
    pub fn needs(self) -> &'static [Need] {
        match self {
            Self::Chromium => &Need::CHROMIUM,
            Self::Firefox => &Need::FIREFOX,
            Self::Webkit => &Need::WEBKIT,
        }
    }

    /// The command that runs the browser tests in this engine.
    ///
    /// # Errors
    /// A tool is missing and cannot be installed.
    pub fn command(self) -> Result<Command> {
        let tools = Toolbox::prepare(self.needs())?;
        let mut command = match self {
            // Its browser draws on a screen, or not at all.
            Self::Webkit => {
                let mut screen = Command::new(tools.program(Need::Xvfb)?);
                screen.args(["-a", "cargo"]).current_dir(project::root());
                screen
            }
            Self::Chromium | Self::Firefox => project::cargo(),
        };
        for variable in VARIABLES {
            command.env_remove(variable);
        }
        let runner = tools
            .program(Need::WasmBindgen)?
            .with_file_name("wasm-bindgen-test-runner");
        command
            .args(["test", "--no-fail-fast", "--package", project::WIDGET])
            .args(["--target", "wasm32-unknown-unknown", "--test", "browser"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            // In seconds; the default of 20 is little for a busy machine.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
        match self {
            Self::Chromium => {
                command.env("CHROMEDRIVER", tools.program(Need::Chromedriver)?);
            }
            Self::Firefox => {
                let browser = tools.program(Need::Firefox)?.display();
                command
                    .env("GECKODRIVER", tools.program(Need::Geckodriver)?)
                    .env("GECKODRIVER_ARGS", format!("--binary '{browser}'"));
            }
            // To the runner every WebKit is a Safari; the protocol is the same.
            Self::Webkit => {
                command.env("SAFARIDRIVER", tools.program(Need::WebkitDriver)?);
            }
        }
        Ok(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_needs_the_runner_and_tools_of_its_own() {
        let shared = [Need::WasmTarget, Need::WasmBindgen];
        let mut own: Vec<Need> = Vec::new();
        for engine in [Engine::Chromium, Engine::Firefox, Engine::Webkit] {
            let needs = engine.needs();
            assert!(shared.iter().all(|need| needs.contains(need)), "{engine:?}");
            own.extend(needs.iter().copied().filter(|need| !shared.contains(need)));
        }
        let count = own.len();
        own.sort();
        own.dedup();
        assert_eq!((own.len(), count), (7, 7));
    }
}
