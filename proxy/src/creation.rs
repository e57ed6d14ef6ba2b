//! Creates an order at most once per `Idempotency-Key` (contract §6), whatever happens to the
//! browser's connection meanwhile.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use tokio::time::timeout;

use crate::error::Failure;
use crate::idempotency::{Claim, CreationKey, CreationStore, Outcome};
use crate::vendor::{Answer, Asked, Reply, Vendor};

/// Longer than the real vendor is ever waited for: no vendor holds a key for ever.
const LONGEST: Duration = Duration::from_secs(75);

/// Keyed creations.
pub struct Creations {
    vendor: Vendor,
    store: Arc<dyn CreationStore>,
}

impl Creations {
    /// Creations at this vendor, remembered in this store.
    pub fn new(vendor: Vendor, store: Arc<dyn CreationStore>) -> Self {
        Self { vendor, store }
    }

    /// Sends the creation, or tells what became of the earlier one with the same key.
    ///
    /// # Errors
    /// `KeyInvalid`, `KeyReused`, `CreationInProgress`, `CreationUnknown`, `Busy`, and the
    /// vendor's own failures.
    pub async fn once(&self, origin: &str, key: &str, asked: Asked) -> Result<Reply, Failure> {
        let key = CreationKey::new(origin, key).ok_or(Failure::KeyInvalid)?;
        let body = asked.body.as_deref().unwrap_or(&[]);
        let digest = Sha256::digest(body).into();
        match self.store.claim(&key, digest).await {
            Claim::Answered(answer) => return Ok(Reply::Whole(answer)),
            Claim::InProgress => return Err(Failure::CreationInProgress),
            Claim::Unknown => return Err(Failure::CreationUnknown),
            Claim::OtherBody => return Err(Failure::KeyReused),
            Claim::Full => return Err(Failure::Busy),
            Claim::New => {}
        }
        let vendor = self.vendor.clone();
        let store = self.store.clone();
        // On its own task: a buyer who closes the page must not leave the key claimed for ever,
        // nor cut the vendor off in the middle.
        let creation = tokio::spawn(async move {
            let reply = match timeout(LONGEST, vendor.ask(asked)).await {
                Ok(reply) => reply,
                Err(_) => Err(Failure::UpstreamTimeout),
            };
            store.settle(&key, outcome(&reply)).await;
            reply
        });
        creation.await.unwrap_or(Err(Failure::UpstreamUnreachable))
    }
}

fn outcome(reply: &Result<Reply, Failure>) -> Outcome {
    match reply {
        Ok(Reply::Whole(answer)) if is_definite(answer) => Outcome::Answered(answer.clone()),
        _ => Outcome::Unknown,
    }
}

/// A created order, or a refusal that says that none was created. 408, 409, 425, 429 and 5xx say
/// nothing about what happened (api-notes §1 rule 5).
fn is_definite(answer: &Answer) -> bool {
    let unclear = [
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::CONFLICT,
        StatusCode::TOO_EARLY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    let status = answer.status;
    if status.is_success() {
        // An HTML page with status 200 is no order.
        serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).is_ok()
    } else {
        status.is_client_error() && !unclear.contains(&status)
    }
}
