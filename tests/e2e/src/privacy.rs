//! What must never be found outside the widget: codes, people's addresses, the vendor's order id.

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::recording::Request;
use crate::shopper::Shopper;

/// The header names that the widget may set (contract §6): the first two need no permission from
/// the proxy, the last only after the proxy said that it honours it.
const OWN_HEADERS: [&str; 3] = ["accept", "content-type", "idempotency-key"];

/// A page's places where something could be left behind.
#[derive(Debug, Deserialize)]
struct Places {
    address: String,
    title: String,
    cookies: String,
    stored: String,
}

/// Looks for secrets and for strangers after a purchase.
#[derive(Clone, Debug)]
pub struct Inspection<'a> {
    /// Origins that the page may talk to: its own, the bundle's, the proxy's.
    pub origins: [&'a str; 3],
    /// Texts that must be found nowhere: code, e-mail, phone.
    pub secrets: Vec<&'a str>,
    /// What the proxy wrote to its log.
    pub log: String,
}

impl Inspection<'_> {
    /// Runs every check.
    ///
    /// # Errors
    /// The first leak, mishap or foreign request, in words.
    pub async fn check(&self, shopper: &Shopper) -> Result<()> {
        let mishaps = shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "the page reports {mishaps:?}");
        let console = shopper.browser().console().await?;
        let errors: Vec<_> = console.iter().filter(|line| line.is_error()).collect();
        ensure!(errors.is_empty(), "the console reports {errors:?}");

        let requests = shopper.requests().await?;
        self.check_requests(&requests)?;
        let order_ids = order_ids(&requests);
        ensure!(!order_ids.is_empty(), "no order was ever followed");
        for address in shopper.loaded().await? {
            self.check_address(&address)?;
        }

        let places = places(shopper).await?;
        let events: String = shopper
            .run("return JSON.stringify(window.__events);", vec![])
            .await?;
        for secret in &self.secrets {
            absent(secret, &events, "an event")?;
            absent(secret, &places.stored, "the page's storage")?;
        }
        for secret in self.secrets.iter().copied().chain(order_ids) {
            absent(secret, &events, "an event")?;
            absent(secret, &places.address, "the page's address")?;
            absent(secret, &places.title, "the page's title")?;
            absent(secret, &places.cookies, "a cookie")?;
            absent(secret, &self.log, "the proxy's log")?;
            for line in &console {
                absent(secret, &line.message, "the console")?;
            }
        }
        Ok(())
    }

    fn check_requests(&self, requests: &[Request]) -> Result<()> {
        for request in requests {
            self.check_address(&request.url)?;
            for name in &request.headers {
                ensure!(
                    OWN_HEADERS.contains(&name.as_str()),
                    "{} {} carries the header {name}",
                    request.method,
                    request.url
                );
            }
        }
        Ok(())
    }

    fn check_address(&self, address: &str) -> Result<()> {
        let known = self.origins.iter().any(|origin| {
            address
                .strip_prefix(origin)
                .is_some_and(|rest| rest.starts_with('/'))
        });
        ensure!(known, "a request went to {address}");
        for secret in &self.secrets {
            absent(secret, address, "a request's address")?;
        }
        Ok(())
    }
}

/// The order ids in the addresses of the status routes, the only place where they belong.
fn order_ids(requests: &[Request]) -> Vec<&str> {
    let mut ids: Vec<&str> = requests
        .iter()
        .filter_map(|request| request.url.split_once("/v5/orders/"))
        .filter_map(|(_, rest)| rest.split(['/', '?']).next())
        .filter(|id| !id.is_empty() && *id != "validations")
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

async fn places(shopper: &Shopper) -> Result<Places> {
    shopper
        .run(
            "const answers = async () => {
                 const kept = [];
                 for (const name of await caches.keys()) {
                     const cache = await caches.open(name);
                     for (const one of await cache.keys()) kept.push(one.url, await (await cache.match(one)).text());
                 }
                 return kept;
             };
             // Where a page may keep nothing, asking fails.
             return answers().catch(() => []).then(kept => ({
                 address: location.href,
                 title: document.title,
                 cookies: document.cookie,
                 stored: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), kept]),
             }));",
            vec![],
        )
        .await
}

/// A secret counts as found in its plain and in its percent-encoded form.
fn absent(secret: &str, text: &str, place: &str) -> Result<()> {
    let encoded = secret.replace('+', "%2B").replace('@', "%40");
    ensure!(
        !text.contains(secret) && !text.contains(&encoded),
        "{place} holds {secret:?}"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(url: &str) -> Request {
        Request {
            method: "GET".into(),
            url: url.into(),
            headers: vec![],
        }
    }

    #[test]
    fn order_ids_are_taken_from_the_status_routes_only() {
        let requests = [
            request("http://p/v5/orders"),
            request("http://p/v5/orders/validations"),
            request("http://p/v5/orders/abc"),
            request("http://p/v5/orders/abc/subscribe"),
        ];
        assert_eq!(order_ids(&requests), ["abc"]);
    }

    #[test]
    fn an_origin_that_only_begins_alike_is_a_stranger() {
        let inspection = Inspection {
            origins: ["http://a:1", "http://b:1", "http://c:1"],
            secrets: vec!["me@mail.shop"],
            log: String::new(),
        };
        assert!(inspection.check_address("http://a:1/x").is_ok());
        assert!(inspection.check_address("http://a:11/x").is_err());
        assert!(
            inspection
                .check_address("http://a:1/?q=me%40mail.shop")
                .is_err()
        );
    }
}
