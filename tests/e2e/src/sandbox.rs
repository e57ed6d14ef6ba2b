//! The reference proxy in sandbox mode: pretend vendor, pretend chain, and faults on demand.

use std::fs::File;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;
use tempfile::NamedTempFile;

use crate::serve::free_port;
use crate::settings;
use crate::wait::until;

/// What can be made to happen to an order (contract §6, sandbox only).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The exact amount arrives and is confirmed; delivery follows by itself.
    Pay,
    /// A transfer is seen but not yet confirmed.
    Detect,
    /// Less than asked arrives.
    Underpay,
    /// More than asked arrives, and is held.
    Overpay,
    /// The payment window closes with no money seen.
    Expire,
    /// Money arrives after the window has closed.
    PayLate,
    /// The vendor finishes a delivery now.
    Deliver,
    /// The vendor finishes the first delivery; the others are still on their way.
    DeliverFirst,
    /// The vendor could not deliver a paid order.
    FailDelivery,
    /// Support looks at the order.
    Review,
    /// The money goes back.
    Refund,
    /// The vendor cancels the order.
    Cancel,
}

impl Action {
    /// The action's name in the sandbox's route.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Detect => "detect",
            Self::Underpay => "underpay",
            Self::Overpay => "overpay",
            Self::Expire => "expire",
            Self::PayLate => "pay-late",
            Self::Deliver => "deliver",
            Self::DeliverFirst => "deliver-first",
            Self::FailDelivery => "fail-delivery",
            Self::Review => "review",
            Self::Refund => "refund",
            Self::Cancel => "cancel",
        }
    }
}

/// What the sandbox has counted since it started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Stats {
    /// Orders created.
    pub creations: u64,
    /// Validations answered.
    pub validations: u64,
    /// Live status streams open now.
    pub open_streams: u64,
}

/// A sandbox on a port of its own; dropping it ends the process.
#[derive(Debug)]
pub struct Sandbox {
    port: u16,
    delivery_ms: u64,
    brands: u32,
    process: Option<Child>,
    log: NamedTempFile,
    http: reqwest::Client,
}

impl Sandbox {
    /// Chooses a port without starting anything: the address of a shop that is down. Delivery will
    /// take so many milliseconds.
    ///
    /// # Errors
    /// When there is no free port.
    pub fn reserve(delivery_ms: u64) -> Result<Self> {
        Ok(Self {
            port: free_port()?,
            delivery_ms,
            brands: 0,
            process: None,
            log: NamedTempFile::new()?,
            http: reqwest::Client::new(),
        })
    }

    /// How many brands the United States shall have at least.
    #[must_use]
    pub fn brands(mut self, brands: u32) -> Self {
        self.brands = brands;
        self
    }

    /// Starts the proxy on the reserved port and waits for its first answer.
    ///
    /// # Errors
    /// When the program is missing, ends, or never answers.
    pub async fn start(&mut self) -> Result<()> {
        let program = settings::proxy_program()?;
        let output = File::create(self.log.path())?;
        let process = Command::new(&program)
            .arg("--sandbox")
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            .args(["--delivery-ms", &self.delivery_ms.to_string()])
            .args(["--brands", &self.brands.to_string()])
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        self.process = Some(process);
        self.wait_ready().await
    }

    /// The proxy's origin, which is also the widget's `proxy-url`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Plays `action` on the order that is paid at `address`.
    ///
    /// # Errors
    /// When the sandbox does not know the address or refuses the action.
    pub async fn act(&self, address: &str, action: Action) -> Result<()> {
        let name = action.as_str();
        let url = format!("{}/sandbox/orders/{address}/{name}", self.origin());
        let answer = self.http.post(url).send().await?;
        let status = answer.status();
        ensure!(
            status.is_success(),
            "the sandbox answered {status} to {name}: {}",
            answer.text().await.unwrap_or_default()
        );
        Ok(())
    }

    /// What a route answers to a plain `GET`.
    ///
    /// # Errors
    /// When it does not answer with JSON.
    pub async fn get(&self, path: &str) -> Result<Value> {
        let url = format!("{}{path}", self.origin());
        let answer = self.http.get(url).send().await?.error_for_status()?;
        answer.json().await.context("reading an answer")
    }

    /// Creates an order without a widget.
    ///
    /// # Errors
    /// When the sandbox refuses it.
    pub async fn create(&self, body: &Value) -> Result<Value> {
        let url = format!("{}/v5/orders", self.origin());
        let answer = self.http.post(url).json(body).send().await?;
        let answer = answer.error_for_status()?;
        answer.json().await.context("reading the new order")
    }

    /// An order as the API tells it.
    ///
    /// # Errors
    /// When there is no such order.
    pub async fn order(&self, id: &str) -> Result<Value> {
        self.get(&format!("/v5/orders/{id}")).await
    }

    /// The sandbox's counters.
    ///
    /// # Errors
    /// When the sandbox does not answer as agreed.
    pub async fn stats(&self) -> Result<Stats> {
        let url = format!("{}/sandbox/stats", self.origin());
        let answer = self.http.get(url).send().await?.error_for_status()?;
        answer
            .json()
            .await
            .context("reading the sandbox's counters")
    }

    /// Adds faults to be played on the next matching requests.
    ///
    /// # Errors
    /// When the sandbox refuses the list.
    pub async fn faults(&self, list: &Value) -> Result<()> {
        let url = format!("{}/sandbox/faults", self.origin());
        let request = self.http.post(url).json(list);
        request.send().await?.error_for_status()?;
        Ok(())
    }

    /// On how many requests to `path` a fault will still be played.
    ///
    /// # Errors
    /// When the sandbox does not answer as agreed.
    pub async fn faults_left(&self, path: &str) -> Result<u64> {
        let url = format!("{}/sandbox/faults", self.origin());
        let answer = self.http.get(url).send().await?.error_for_status()?;
        let waiting: Vec<Value> = answer.json().await.context("reading the faults")?;
        let times = waiting
            .iter()
            .filter(|fault| fault.get("path").and_then(Value::as_str) == Some(path))
            .map(|fault| fault.get("times").and_then(Value::as_u64).unwrap_or(1));
        Ok(times.sum())
    }

    /// Takes back the faults that have not been played.
    ///
    /// # Errors
    /// When the sandbox does not answer.
    pub async fn clear_faults(&self) -> Result<()> {
        let url = format!("{}/sandbox/faults", self.origin());
        self.http.delete(url).send().await?.error_for_status()?;
        Ok(())
    }

    /// What the proxy has written to its log, for a failure report.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).unwrap_or_default()
    }

    async fn wait_ready(&mut self) -> Result<()> {
        let url = format!("{}/v3/payment_vias", self.origin());
        let alive = until("the sandbox to answer", async || {
            if let Some(process) = &mut self.process
                && process.try_wait()?.is_some()
            {
                return Ok(Some(false));
            }
            let answer = self.http.get(&url).send().await?;
            Ok(answer.status().is_success().then_some(true))
        })
        .await?;
        ensure!(alive, "the proxy ended at once: {}", self.log());
        Ok(())
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // Both fail only when the process has already ended.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
