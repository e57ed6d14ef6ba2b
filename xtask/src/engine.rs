//! The three engines that parts and purchases are tested in, and how the tests are led to each.

use std::process::Command;

use anyhow::Result;

use crate::tools::{Need, Toolbox};
use crate::{bundle, project};

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

/// The tests that tell engines apart; all others run in Chromium only. WebKit's driver gives no focus inside
/// a frame and uses timers of the page, so that it is spared the last three.
const TELLING: [&str; 7] = [
    "purchases",
    "hostile_page",
    "display",
    "loading",
    "traces",
    "layout",
    "copying",
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
        let mut command = self.cargo(&tools)?;
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

    /// The tools that whole purchases in this engine take, beside a build.
    pub fn e2e_needs(self) -> &'static [Need] {
        match self {
            Self::Chromium => &Need::E2E,
            Self::Firefox => &Need::E2E_FIREFOX,
            Self::Webkit => &Need::E2E_WEBKIT,
        }
    }

    /// The command that runs whole purchases in this engine. All of them in Chromium; elsewhere those
    /// that tell engines apart.
    ///
    /// # Errors
    /// A tool is missing and cannot be installed, or the build fails.
    pub fn e2e_command(self) -> Result<Command> {
        let tools = Toolbox::prepare(self.e2e_needs())?;
        let dist = bundle::build(false)?;
        let mut command = self.cargo(&tools)?;
        command
            .args(["test", "--no-fail-fast", "--package", "checkout-e2e"])
            .env("CHECKOUT_DIST", dist)
            .env("CHECKOUT_PROXY_BIN", project::build_proxy()?);
        let count = match self {
            Self::Chromium => 0,
            Self::Firefox => TELLING.len(),
            Self::Webkit => 4,
        };
        let chosen = TELLING.iter().take(count);
        command.args(chosen.flat_map(|test| ["--test", test]));
        let (name, programs): (_, &[_]) = match self {
            Self::Chromium => ("chromium", &[("CHROMEDRIVER", Need::Chromedriver)]),
            Self::Firefox => (
                "firefox",
                &[
                    ("GECKODRIVER", Need::Geckodriver),
                    ("CHECKOUT_FIREFOX", Need::Firefox),
                ],
            ),
            Self::Webkit => (
                "webkit",
                &[
                    ("WEBKITDRIVER", Need::WebkitDriver),
                    ("CHECKOUT_MINI_BROWSER", Need::MiniBrowser),
                ],
            ),
        };
        if self == Self::Chromium {
            command.env("CHECKOUT_AXE", tools.program(Need::Axe)?);
            // Shoppers mostly wait, and headless windows share neither focus nor clipboard.
            let own = std::thread::available_parallelism().map_or(1, usize::from);
            command
                .env("CHECKOUT_SHOPPERS", own.to_string())
                .env("RUST_TEST_THREADS", own.to_string());
        }
        command.env("CHECKOUT_ENGINE", name);
        for (variable, need) in programs {
            command.env(variable, tools.program(*need)?);
        }
        Ok(command)
    }

    /// Cargo, with a screen for the one browser that draws on a screen or not at all.
    fn cargo(self, tools: &Toolbox) -> Result<Command> {
        if self != Self::Webkit {
            return Ok(project::cargo());
        }
        let mut screen = Command::new(tools.program(Need::Xvfb)?);
        // High enough for a window that shows a whole screen of the widget.
        screen
            .args(["-a", "-s", "-screen 0 1400x2600x24", "cargo"])
            .current_dir(project::root());
        Ok(screen)
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
