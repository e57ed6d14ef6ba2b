//! The browser that all pages are measured in, slowed like a phone.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::Page;
use super::edge::Edge;
use crate::browser::Browser;

/// A phone's height in CSS pixels.
const HEIGHT: u32 = 823;
/// How many times slower than this machine.
const SLOWER: u32 = 4;
/// 1.6 Mbit/s, in bytes.
const DOWN: u32 = 200_000;
/// 0.75 Mbit/s, in bytes.
const UP: u32 = 93_750;
/// A round trip, in milliseconds.
const TRIP: u32 = 150;

const PROBE: &str = include_str!("probe.js");

/// An open browser.
#[derive(Debug)]
pub struct Stage {
    browser: Browser,
}

/// How the world is while a page is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As fast as it goes.
    Full,
    /// A slow processor.
    SlowProcessor,
    /// A slow processor and a slow network.
    Slow,
}

impl Stage {
    /// Opens it.
    ///
    /// # Errors
    /// When the browser does not start or has no DevTools.
    pub async fn open(width: u32) -> Result<Self> {
        let browser = Browser::start(width, HEIGHT).await?;
        let stage = Self { browser };
        stage.order("Network.enable", json!({})).await?;
        let probe = json!({ "source": PROBE });
        stage
            .order("Page.addScriptToEvaluateOnNewDocument", probe)
            .await?;
        Ok(stage)
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn close(self) -> Result<()> {
        self.browser.close().await
    }

    /// Sets the pace of all that follows.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn pace(&self, pace: Pace) -> Result<()> {
        let rate = if pace == Pace::Full { 1 } else { SLOWER };
        let (latency, down, up) = match pace {
            Pace::Slow => (json!(TRIP), json!(DOWN), json!(UP)),
            _ => (json!(0), json!(-1), json!(-1)),
        };
        // Who loads a page is new there; who types has its logos.
        let fresh = json!({ "cacheDisabled": pace == Pace::Slow });
        self.order("Network.setCacheDisabled", fresh).await?;
        let network = json!({
            "offline": false, "latency": latency,
            "downloadThroughput": down, "uploadThroughput": up,
        });
        self.order("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))
            .await?;
        self.order("Network.emulateNetworkConditions", network)
            .await
    }

    /// Opens a page as a new visitor, at a pace that it keeps, and says when it could be used: milliseconds
    /// since navigation began.
    ///
    /// # Errors
    /// When it does not become usable.
    pub async fn visit(&self, edge: &Edge, page: Page, pace: Pace) -> Result<f64> {
        self.pace(Pace::Full).await?;
        self.browser.client().goto("about:blank").await?;
        let everything = json!({ "origin": edge.origin(), "storageTypes": "all" });
        self.order("Storage.clearDataForOrigin", everything).await?;
        self.pace(pace).await?;
        let url = format!("{}/{}", edge.origin(), page.file());
        self.browser.client().goto(&url).await?;
        self.wait("__bench.usable")
            .await
            .with_context(|| format!("{page:?} with {} brands", edge.brands))
    }

    /// What a promise of the page resolves to.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait<T: DeserializeOwned>(&self, promise: &str) -> Result<T> {
        let script = format!("const done = arguments[0]; Promise.resolve({promise}).then(done);");
        let value = self.browser.client().execute_async(&script, vec![]).await?;
        serde_json::from_value(value).context("a promise of another shape")
    }

    /// The page's browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Presses and lets go a key on a real keyboard: a small letter, a space, or `None` for Backspace.
    /// Comes back when the page has heard of it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn stroke(&self, letter: Option<char>) -> Result<()> {
        let (key, code, text) = match letter {
            None => ("Backspace".to_owned(), 8, None),
            Some(letter) => {
                let code = u32::from(letter.to_ascii_uppercase());
                (letter.to_string(), code, Some(letter.to_string()))
            }
        };
        let mut down = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        if let (Some(text), Some(down)) = (text, down.as_object_mut()) {
            down.insert("text".to_owned(), json!(text));
        }
        self.order("Input.dispatchKeyEvent", down).await?;
        let up = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.order("Input.dispatchKeyEvent", up).await
    }

    async fn order(&self, command: &str, parameters: serde_json::Value) -> Result<()> {
        self.browser
            .devtools(command, parameters)
            .await
            .with_context(|| command.to_owned())?;
        Ok(())
    }
}

/// What a page has come to, as the probe tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Came {
    /// Of everything that was there when it could be used.
    pub bytes: f64,
    /// When the code was there that is not the loader, ms.
    pub script: Option<f64>,
    /// When the WebAssembly was.
    pub module: Option<f64>,
    /// When the brands were asked for.
    pub asked: Option<f64>,
    /// When they were there.
    pub catalogue: Option<f64>,
}
