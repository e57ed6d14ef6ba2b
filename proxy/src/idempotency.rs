//! Remembers creations by the widget's `Idempotency-Key`, because the vendor's own creation is
//! not idempotent (api-notes §1 rule 5): one key never reaches the vendor twice.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt, ready};
use tokio::time::Instant;

use crate::vendor::Answer;

/// How long a key is remembered.
pub const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// SHA-256 of a request body.
pub type Digest = [u8; 32];

/// A checked key together with the page's origin, so that two shops never meet.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CreationKey {
    origin: String,
    key: String,
}

impl CreationKey {
    /// A key as contract §6 wants it: 8 to 128 visible ASCII characters; otherwise `None`.
    pub fn new(origin: &str, key: &str) -> Option<Self> {
        let fits = (8..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self {
            origin: origin.to_owned(),
            key: key.to_owned(),
        })
    }
}

/// What the store says to a request that brings a key.
#[derive(Debug, Clone)]
pub enum Claim {
    /// Never seen: the caller now holds the key and must `settle` it.
    New,
    /// The same request was answered before; this was the answer.
    Answered(Answer),
    /// The same request is still under way.
    InProgress,
    /// The same request was sent, and nobody knows what became of it.
    Unknown,
    /// The key was used with another body.
    OtherBody,
    /// Every place is taken by creations under way.
    Full,
}

/// How a creation ended.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Created, or definitely refused: the same answer is given again.
    Answered(Answer),
    /// The vendor may or may not have created an order.
    Unknown,
}

/// Memory of creations. A partner with several proxies behind one address puts a shared store
/// behind this; claiming must then be atomic across all of them.
pub trait CreationStore: Send + Sync {
    /// Claims the key for a body, or says what is known of it.
    fn claim(&self, key: &CreationKey, body: Digest) -> BoxFuture<'_, Claim>;
    /// Records how the creation ended that `claim` answered with `New`.
    fn settle(&self, key: &CreationKey, outcome: Outcome) -> BoxFuture<'_, ()>;
}

/// The store of a single proxy: in memory, bounded, forgetting the oldest first.
pub struct MemoryStore {
    places: usize,
    records: Mutex<HashMap<CreationKey, Record>>,
}

struct Record {
    body: Digest,
    since: Instant,
    state: State,
}

enum State {
    InProgress,
    Done(Outcome),
}

impl MemoryStore {
    /// A store with room for so many creations.
    pub fn new(places: usize) -> Self {
        Self {
            places,
            records: Mutex::new(HashMap::new()),
        }
    }

    fn claim_now(&self, key: &CreationKey, body: Digest) -> Claim {
        let now = Instant::now();
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = records.get(key)
            && now.duration_since(record.since) < KEPT
        {
            if record.body != body {
                return Claim::OtherBody;
            }
            return match &record.state {
                State::InProgress => Claim::InProgress,
                State::Done(Outcome::Answered(answer)) => Claim::Answered(answer.clone()),
                State::Done(Outcome::Unknown) => Claim::Unknown,
            };
        }
        if records.len() >= self.places && !make_room(&mut records, now) {
            return Claim::Full;
        }
        let record = Record {
            body,
            since: now,
            state: State::InProgress,
        };
        records.insert(key.clone(), record);
        Claim::New
    }

    fn settle_now(&self, key: &CreationKey, outcome: Outcome) {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = records.get_mut(key) {
            record.state = State::Done(outcome);
        }
    }
}

impl CreationStore for MemoryStore {
    fn claim(&self, key: &CreationKey, body: Digest) -> BoxFuture<'_, Claim> {
        ready(self.claim_now(key, body)).boxed()
    }

    fn settle(&self, key: &CreationKey, outcome: Outcome) -> BoxFuture<'_, ()> {
        self.settle_now(key, outcome);
        ready(()).boxed()
    }
}

/// Drops what is too old; failing that the oldest answered record, then the oldest unknown one.
/// Answers go first because an unknown outcome is where a repeat would cost money.
fn make_room(records: &mut HashMap<CreationKey, Record>, now: Instant) -> bool {
    let before = records.len();
    records.retain(|_, record| now.duration_since(record.since) < KEPT);
    if records.len() < before {
        return true;
    }
    let oldest = records
        .iter()
        .filter_map(|(key, record)| match &record.state {
            State::InProgress => None,
            State::Done(Outcome::Answered(_)) => Some((0, record.since, key)),
            State::Done(Outcome::Unknown) => Some((1, record.since, key)),
        })
        .min_by_key(|(rank, since, _)| (*rank, *since))
        .map(|(_, _, key)| key.clone());
    oldest.is_some_and(|key| records.remove(&key).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, StatusCode};

    fn key(text: &str) -> CreationKey {
        CreationKey::new("https://shop.example", text).unwrap()
    }

    fn answered() -> Outcome {
        Outcome::Answered(Answer {
            status: StatusCode::CREATED,
            headers: HeaderMap::new(),
            body: "{}".into(),
        })
    }

    #[test]
    fn a_key_is_8_to_128_visible_ascii_characters() {
        for (text, fits) in [
            ("1234567", false),
            ("12345678", true),
            ("with space", false),
            ("schlüssel", false),
            ("tab\there!", false),
        ] {
            assert_eq!(CreationKey::new("", text).is_some(), fits, "{text}");
        }
        assert!(CreationKey::new("", &"x".repeat(128)).is_some());
        assert!(CreationKey::new("", &"x".repeat(129)).is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_key_is_forgotten_after_a_day_and_not_before() {
        let store = MemoryStore::new(2);
        assert!(matches!(
            store.claim(&key("aaaaaaaa"), [1; 32]).await,
            Claim::New
        ));
        store.settle(&key("aaaaaaaa"), Outcome::Unknown).await;
        tokio::time::advance(KEPT - Duration::from_secs(1)).await;
        assert!(matches!(
            store.claim(&key("aaaaaaaa"), [1; 32]).await,
            Claim::Unknown
        ));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(matches!(
            store.claim(&key("aaaaaaaa"), [1; 32]).await,
            Claim::New
        ));
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_store_forgets_answers_before_unknown_outcomes_and_never_the_running() {
        let store = MemoryStore::new(2);
        store.claim(&key("unknown1"), [1; 32]).await;
        store.settle(&key("unknown1"), Outcome::Unknown).await;
        tokio::time::advance(Duration::from_secs(1)).await;
        store.claim(&key("answered"), [1; 32]).await;
        store.settle(&key("answered"), answered()).await;
        assert!(matches!(
            store.claim(&key("running1"), [1; 32]).await,
            Claim::New
        ));
        assert!(matches!(
            store.claim(&key("unknown1"), [1; 32]).await,
            Claim::Unknown
        ));
        assert!(matches!(
            store.claim(&key("running2"), [1; 32]).await,
            Claim::New
        ));
        assert!(matches!(
            store.claim(&key("running3"), [1; 32]).await,
            Claim::Full
        ));
    }

    #[tokio::test]
    async fn the_same_key_of_another_origin_is_another_key() {
        let store = MemoryStore::new(2);
        let other = CreationKey::new("https://other.example", "aaaaaaaa").unwrap();
        assert!(matches!(
            store.claim(&key("aaaaaaaa"), [1; 32]).await,
            Claim::New
        ));
        assert!(matches!(store.claim(&other, [2; 32]).await, Claim::New));
    }
}
