//! What the host page has recorded: events, requests, violations of its policy, errors.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::shopper::Shopper;
use crate::wait::{throughout, until};

/// An event that the widget sent to its host, or a message that reached the window.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Event {
    /// The event's name (contract §3), or `message`.
    #[serde(rename = "type")]
    pub name: String,
    /// Its detail as plain JSON.
    pub detail: Value,
}

impl Event {
    /// A text of the detail; empty when it is missing or no text.
    pub fn text(&self, key: &str) -> &str {
        self.detail
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// A request that the page made by `fetch` or `EventSource`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The names of the headers that the page set itself.
    pub headers: Vec<String>,
}

impl Shopper {
    /// All events since the page was loaded.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn events(&self) -> Result<Vec<Event>> {
        self.run("return window.__events;", vec![]).await
    }

    /// The events of one name since the page was loaded.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn events_named(&self, name: &str) -> Result<Vec<Event>> {
        let mut events = self.events().await?;
        events.retain(|event| event.name == name);
        Ok(events)
    }

    /// Waits for the first event of this name.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn wait_event(&self, name: &str) -> Result<Event> {
        until(&format!("the event {name}"), async || {
            Ok(self.events_named(name).await?.into_iter().next())
        })
        .await
    }

    /// Waits for an event and proves that no second one follows.
    ///
    /// # Errors
    /// When none comes in time, or more than one.
    pub async fn wait_event_once(&self, name: &str) -> Result<Event> {
        let event = self.wait_event(name).await?;
        throughout(Duration::from_secs(1), async || {
            let count = self.events_named(name).await?.len();
            ensure!(count == 1, "{name} came {count} times");
            Ok(())
        })
        .await?;
        Ok(event)
    }

    /// The requests that the page made since it was loaded.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn requests(&self) -> Result<Vec<Request>> {
        self.run("return window.__requests;", vec![]).await
    }

    /// How many order creations the page asked for since it was loaded.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn creation_requests(&self) -> Result<usize> {
        let requests = self.requests().await?;
        let creations = requests
            .iter()
            .filter(|request| request.method == "POST" && request.url.ends_with("/v5/orders"));
        Ok(creations.count())
    }

    /// How often the order was asked for since the page was loaded, not counting its stream.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn order_questions(&self) -> Result<usize> {
        let requests = self.requests().await?;
        let questions = requests
            .iter()
            .filter(|request| request.method == "GET" && request.url.contains("/v5/orders/"))
            .filter(|request| !request.url.ends_with("/subscribe"));
        Ok(questions.count())
    }

    /// How often the order's stream was opened since the page was loaded.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn streams_opened(&self) -> Result<usize> {
        let requests = self.requests().await?;
        let streams = requests
            .iter()
            .filter(|request| request.url.ends_with("/subscribe"));
        Ok(streams.count())
    }

    /// How many streams were open at the same time, at most, since the page was loaded.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn most_streams(&self) -> Result<usize> {
        self.run("return window.__mostStreams;", vec![]).await
    }

    /// Every phase that was on the screen since the page was loaded, in order.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn phases(&self) -> Result<Vec<String>> {
        self.run("return window.__phases;", vec![]).await
    }

    /// Addresses of everything that the page loaded, whoever asked for it.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn loaded(&self) -> Result<Vec<String>> {
        self.run(
            "return performance.getEntriesByType('resource').map(entry => entry.name);",
            vec![],
        )
        .await
    }

    /// What went wrong on the page: blocked by its policy, or thrown and not caught.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn mishaps(&self) -> Result<Vec<String>> {
        self.run(
            "return window.__violations.concat(window.__errors);",
            vec![],
        )
        .await
    }
}
