//! Small local servers, each on an origin of its own.

use std::sync::atomic::{AtomicU16, Ordering};

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

/// Above what browsers refuse, below what Linux gives to whoever asks for any port, and a range for each of the processes that test at once.
const FIRST_PORT: u16 = 12_000;
const RANGES: u32 = 200;
const RANGE: u16 = 100;

/// How many ports this process has asked for.
static ASKED: AtomicU16 = AtomicU16::new(0);

/// A port of the loopback address that is free at this moment, and that nobody else looks for: what is to
/// listen on it starts only later.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    let range = u16::try_from(std::process::id() % RANGES)?;
    (0..RANGE)
        .map(|_| FIRST_PORT + range * RANGE + ASKED.fetch_add(1, Ordering::Relaxed) % RANGE)
        .find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .context("finding a free port")
}
