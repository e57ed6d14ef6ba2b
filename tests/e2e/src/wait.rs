//! Waiting for something to become true, with one generous limit for every wait.

use std::future::Future;
use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

/// Longer than anything here takes on a busy machine; reaching it is always a failure.
pub const LIMIT: Duration = Duration::from_secs(60);

const PAUSE: Duration = Duration::from_millis(100);

/// Asks `probe` again and again until it answers with a value.
///
/// A probe's own error is not final, because an element may be replaced while it is being looked
/// at; the last one is reported if the limit is reached.
///
/// # Errors
/// When [`LIMIT`] passes without an answer; the text names `what` was waited for.
pub async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        let last = match probe().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => String::new(),
            Err(error) => format!(" ({error:#})"),
        };
        if start.elapsed() > LIMIT {
            bail!("waited {} s for {what}{last}", LIMIT.as_secs());
        }
        sleep(PAUSE).await;
    }
}

/// Watches for a while and fails as soon as `check` does: for things that must *not* happen.
///
/// # Errors
/// The first error of `check`.
pub async fn throughout<F>(span: Duration, mut check: impl FnMut() -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    let start = Instant::now();
    while start.elapsed() < span {
        check().await?;
        sleep(PAUSE).await;
    }
    check().await
}
