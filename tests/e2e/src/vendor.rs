//! What the vendor may say of its shop that the sandbox does not say by itself.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::sandbox::Sandbox;

impl Sandbox {
    /// Lets a network ask for so much of a coin at least, as its `threshold` says (api-notes section 4).
    /// Of use before the page reads the ways to pay.
    ///
    /// # Errors
    /// When there is no such way to pay.
    pub async fn minimum(&self, coin: &str, network: &str, least: &str) -> Result<()> {
        let mut vias = self.get("/v3/payment_vias").await?;
        let mut raised = 0;
        for via in vias.as_array_mut().context("a list of vias")? {
            for known in named(via, "currencies", coin) {
                for way in named(known, "networks", network) {
                    if let Some(threshold) = way.get_mut("threshold") {
                        *threshold = json!(least);
                        raised += 1;
                    }
                }
            }
        }
        ensure!(raised > 0, "nobody takes {coin} on {network}");
        self.faults(&said("/v3/payment_vias", &vias)).await
    }

    /// Lets the vendor's search answer to anything with these brands, in this order. One that the
    /// country's list lacks is listed as the first of it is, under its own name.
    ///
    /// # Errors
    /// When there is no such country.
    pub async fn finds(&self, country: &str, names: &[&str]) -> Result<()> {
        let path = format!("/v2/brands?country_code={country}");
        let listed = self.get(&path).await?;
        let mut listed = listed
            .get("all_brands")
            .and_then(Value::as_array)
            .context("a list of brands")?
            .iter();
        let first = listed.next().context("brands in the list")?;
        let brands: Vec<Value> = names
            .iter()
            .map(|name| {
                let mut brand = first.clone();
                for (key, value) in [("brand", *name), ("family", *name), ("brand_id", "")] {
                    if let Some(known) = brand.get_mut(key) {
                        *known = json!(value);
                    }
                }
                brand
            })
            .collect();
        let answer = json!({ "query": "", "total": brands.len(), "results": brands });
        self.faults(&said("/v2/search/{country}", &answer)).await
    }
}

/// Those of a list that have a name.
fn named<'a>(of: &'a mut Value, list: &str, name: &str) -> impl Iterator<Item = &'a mut Value> {
    let list = of.get_mut(list).and_then(Value::as_array_mut);
    list.into_iter()
        .flatten()
        .filter(move |one| one.get("name").and_then(Value::as_str) == Some(name))
}

/// A route that goes on answering with this.
fn said(path: &str, answer: &Value) -> Value {
    json!([{ "path": path, "times": 1000, "status": 200, "body": answer.to_string() }])
}
