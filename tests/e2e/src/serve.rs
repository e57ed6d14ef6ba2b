//! Small local servers, each on an origin of its own.

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A running server; dropping it stops it.
#[derive(Debug)]
#[must_use = "dropping it stops the server"]
pub struct Serving {
    origin: String,
    task: JoinHandle<()>,
}

impl Serving {
    /// Serves `router` on a free port of the loopback address.
    ///
    /// # Errors
    /// When no port can be opened.
    pub async fn start(router: Router) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .context("opening a local port")?;
        let origin = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("a local server stopped: {error}");
            }
        });
        Ok(Self { origin, task })
    }

    /// The origin, such as `http://127.0.0.1:40001`, without a closing slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A port of the loopback address that is free at this moment.
///
/// # Errors
/// When the system has none to give.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).context("finding a free port")?;
    Ok(listener.local_addr()?.port())
}
