//! One browser session: what is asked of the browser itself, whatever page it shows.

use anyhow::{Context, Result};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;
use crate::engine::Engine;
use crate::wait::until;

/// The key of an element reference in WebDriver's JSON (W3C WebDriver §12.1).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Logged {
    /// The driver's name of its level.
    pub level: String,
    /// What it says.
    pub message: String,
}

impl Logged {
    /// Whether it tells of an error.
    pub fn is_error(&self) -> bool {
        self.level == "SEVERE"
    }
}

/// A browser window with a fresh profile.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    client: Client,
    _driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser of the chosen engine whose page area measures `width` by `height` CSS pixels.
    ///
    /// # Errors
    /// When the driver or the browser does not start.
    pub async fn start(width: u32, height: u32) -> Result<Self> {
        let engine = Engine::chosen()?;
        let driver = Driver::start(engine).await?;
        let profile = TempDir::new()?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(engine.capabilities(profile.path(), width, height)?)
            .connect(driver.url())
            .await
            .with_context(|| format!("starting {engine:?}"))?;
        let browser = Self {
            engine,
            client,
            _driver: driver,
            _profile: profile,
        };
        if !engine.sizes_pages() {
            browser.fit(width, height).await?;
        }
        Ok(browser)
    }

    /// Gives the window the size whose inner part is what was asked for.
    async fn fit(&self, width: u32, height: u32) -> Result<()> {
        let (mut outer_width, mut outer_height) = (width, height);
        until("a page area of the right size", async || {
            let [iw, ih]: [u32; 2] = self
                .run("return [innerWidth, innerHeight];", vec![])
                .await?;
            if [iw, ih] == [width, height] {
                return Ok(Some(()));
            }
            if iw > 0 && ih > 0 {
                let (_, _, w, h) = self.client.get_window_rect().await?;
                outer_width = (u32::try_from(w)? + width).saturating_sub(iw);
                outer_height = (u32::try_from(h)? + height).saturating_sub(ih);
            }
            self.client
                .set_window_rect(0, 0, outer_width, outer_height)
                .await?;
            Ok(None)
        })
        .await
    }

    /// The engine that it is of.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The WebDriver client, for the rare command that has no method here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Runs `script` in the page and decodes what it returns.
    ///
    /// # Errors
    /// When the script throws or returns another shape.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> Result<T> {
        let value = self.client.execute(script, arguments).await?;
        serde_json::from_value(value).context("a script returned another shape")
    }

    /// Runs `script`, which returns an element or null; works across shadow roots.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn find(&self, script: &str, arguments: Vec<Value>) -> Result<Option<Element>> {
        let value = self.client.execute(script, arguments).await?;
        let Some(id) = value.get(ELEMENT_KEY).and_then(Value::as_str) else {
            return Ok(None);
        };
        let reference = ElementRef::from(id.to_owned());
        Ok(Some(Element::from_element_id(
            self.client.clone(),
            reference,
        )))
    }

    /// What was written to the browser's console since the last call, by whomever. An engine whose
    /// driver does not tell it leaves out what the browser itself complains about.
    ///
    /// # Errors
    /// When the driver does not offer its log.
    pub async fn console(&self) -> Result<Vec<Logged>> {
        if !self.engine.tells_console() {
            return self.run("return window.__console.splice(0);", vec![]).await;
        }
        let entries = self.client.issue_cmd(BrowserLog).await?;
        serde_json::from_value(entries).context("the browser's log is no list of entries")
    }

    /// What was written to the console as an error since the last call.
    ///
    /// # Errors
    /// When the driver does not offer its log.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let mut entries = self.console().await?;
        entries.retain(Logged::is_error);
        Ok(entries.into_iter().map(|entry| entry.message).collect())
    }

    /// A command of the Chrome DevTools Protocol, which Chromium's driver passes on.
    ///
    /// # Errors
    /// When the engine is another one, or refuses the command.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let command = Devtools(json!({ "cmd": command, "params": parameters }).to_string());
        Ok(self.client.issue_cmd(command).await?)
    }

    /// Ends the session, and with it the browser.
    ///
    /// # Errors
    /// When the driver is already gone.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }
}

/// Chromium's own command for its console.
#[derive(Debug)]
struct BrowserLog;

impl WebDriverCompatibleCommand for BrowserLog {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        let body = json!({ "type": "browser" }).to_string();
        (axum::http::Method::POST, Some(body))
    }
}

/// Chromium's own command for everything that WebDriver has no word for.
#[derive(Debug)]
struct Devtools(String);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.0.clone()))
    }
}
