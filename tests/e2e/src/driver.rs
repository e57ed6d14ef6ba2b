//! One WebDriver process for one browser session.

use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::engine::Engine;
use crate::serve::free_port;
use crate::wait::until;

/// A running WebDriver server; dropping it ends the process.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    url: String,
}

impl Driver {
    /// Starts the engine's driver on a free port and waits until it accepts sessions.
    ///
    /// # Errors
    /// When the program cannot be found or started, or ends at once.
    pub async fn start(engine: Engine) -> Result<Self> {
        let program = engine.driver()?;
        let port = free_port()?;
        let process = Command::new(&program)
            .args(engine.driver_arguments(port))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let mut driver = Self {
            process,
            url: format!("http://127.0.0.1:{port}"),
        };
        driver.wait_ready().await?;
        Ok(driver)
    }

    /// The address of the WebDriver server.
    pub fn url(&self) -> &str {
        &self.url
    }

    async fn wait_ready(&mut self) -> Result<()> {
        let status = format!("{}/status", self.url);
        let ended = until("the driver to accept sessions", async || {
            if let Some(code) = self.process.try_wait()? {
                return Ok(Some(Some(code)));
            }
            let answer: serde_json::Value = reqwest::get(&status).await?.json().await?;
            Ok((answer.pointer("/value/ready") == Some(&true.into())).then_some(None))
        })
        .await?;
        match ended {
            Some(code) => bail!("the driver ended at once: {code}"),
            None => Ok(()),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Both fail only when the process has already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
