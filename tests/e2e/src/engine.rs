//! The three browser engines: how each is driven and started. Everything else speaks plain WebDriver.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::settings;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, of Chrome and Edge.
    Chromium,
    /// Gecko.
    Firefox,
    /// WebKit, of Safari; here as WebKitGTK with its own small browser.
    Webkit,
}

impl Engine {
    /// The engine that these tests are to run in: `CHECKOUT_ENGINE`, else Chromium.
    ///
    /// # Errors
    /// When the variable names none.
    pub fn chosen() -> Result<Self> {
        match env::var("CHECKOUT_ENGINE").as_deref() {
            Ok(name) => Self::named(name),
            Err(_) => Ok(Self::Chromium),
        }
    }

    fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "chromium" => Self::Chromium,
            "firefox" => Self::Firefox,
            "webkit" => Self::Webkit,
            other => bail!("CHECKOUT_ENGINE is {other:?}, not chromium, firefox or webkit"),
        })
    }

    /// The WebDriver server's program.
    ///
    /// # Errors
    /// When it is nowhere to be found.
    pub fn driver(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => settings::program("CHROMEDRIVER", &["chromedriver"]),
            Self::Firefox => settings::program("GECKODRIVER", &["geckodriver"]),
            Self::Webkit => settings::program("WEBKITDRIVER", &["WebKitWebDriver"]),
        }
    }

    /// What the WebDriver server is started with.
    pub fn driver_arguments(self, port: u16) -> Vec<OsString> {
        let arguments: &[&str] = match self {
            Self::Chromium => &["--log-level=SEVERE"],
            Self::Firefox => &["--log=fatal"],
            Self::Webkit => &["--host=127.0.0.1"],
        };
        let port = format!("--port={port}");
        let all = [port.as_str()].into_iter().chain(arguments.iter().copied());
        all.map(OsString::from).collect()
    }

    /// Whether the page area can be given to the driver, so that it need not be fitted by hand.
    pub fn sizes_pages(self) -> bool {
        self == Self::Chromium
    }

    /// Whether the driver tells what was written to the console; else the page itself listens.
    pub fn tells_console(self) -> bool {
        self == Self::Chromium
    }

    /// How far a channel of a colour may be from itself in two pictures of one page. WebKitGTK draws in
    /// tiles of 512 pixels and smooths an edge a little differently in each of them: the same page, looked
    /// at twice, differs by that much.
    pub fn smoothing(self) -> u8 {
        if self == Self::Webkit { 64 } else { 0 }
    }

    /// Everything that is particular to the browser.
    ///
    /// # Errors
    /// When its program is nowhere to be found.
    pub fn capabilities(self, profile: &Path, width: u32, height: u32) -> Result<Capabilities> {
        let capabilities = match self {
            Self::Chromium => chromium(profile, width, height),
            Self::Firefox => firefox(&settings::program(
                "CHECKOUT_FIREFOX",
                &["firefox-esr", "firefox"],
            )?),
            Self::Webkit => webkit(&settings::program(
                "CHECKOUT_MINI_BROWSER",
                &["MiniBrowser"],
            )?),
        };
        serde_json::from_value(capabilities).context("the capabilities are an object")
    }
}

fn chromium(profile: &Path, width: u32, height: u32) -> Value {
    let arguments = [
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    // Device metrics instead of a window size: a desktop window cannot be as narrow as a phone.
    // Two device pixels to one CSS pixel, so that a QR code is as sharp as on a real screen.
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "args": arguments,
            "mobileEmulation": {
                "deviceMetrics": {
                    "width": width, "height": height, "pixelRatio": 2.0,
                    "mobile": false, "touch": false
                }
            }
        }
    })
}

/// Its driver makes a fresh profile by itself.
fn firefox(program: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": program,
            "args": ["-headless"],
            "prefs": {
                "app.update.enabled": false,
                "browser.shell.checkDefaultBrowser": false,
                "dom.security.trusted_types.enabled": true,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false
            }
        }
    })
}

/// A browser under automation keeps nothing, so there is no profile to name.
fn webkit(program: &Path) -> Value {
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_engine_is_refused_rather_than_replaced() {
        assert_eq!(Engine::named("firefox").unwrap(), Engine::Firefox);
        assert!(Engine::named("Firefox").is_err());
        assert!(Engine::named("").is_err());
    }
}
