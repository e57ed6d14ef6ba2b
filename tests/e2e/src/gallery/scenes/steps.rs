//! Ways that several scenes begin with.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::gallery::Guide;
use crate::part::Part;
use crate::payable::Payable;
use crate::shopper::Shopper;
use crate::wait::until;

/// An e-mail address that nothing is wrong with.
pub const EMAIL: &str = "ada.lovelace@mail.shop";

/// Everything of a brand that is sold by its tile's name.
pub fn tile(brand: &str) -> Part {
    Part::named("brand").with("data-brand", brand)
}

/// A fault that stays until it is taken back.
pub fn lasting(path: &str, method: &str, what: Value) -> Value {
    let mut fault = json!({ "path": path, "method": method, "times": 1000 });
    if let (Some(fault), Some(what)) = (fault.as_object_mut(), what.as_object()) {
        fault.extend(what.clone());
    }
    json!([fault])
}

impl Guide<'_> {
    /// The person who looks.
    pub fn shopper(&self) -> &Shopper {
        &self.world.shopper
    }

    /// A fresh page, up to the brands.
    pub async fn shop(&self) -> Result<()> {
        self.fresh().await?;
        self.brands().await
    }

    /// A fresh page, up to the orders of this device, with everything unfolded.
    pub async fn orders(&self) -> Result<()> {
        self.shop().await?;
        self.shopper().press("history-open").await?;
        self.shopper().wait_screen("history").await?;
        self.unfold(true).await
    }

    /// Waits for brands.
    pub async fn brands(&self) -> Result<()> {
        self.shopper()
            .see("the brands", "brand", |brand| {
                !brand.data("brand").is_empty()
            })
            .await
            .map(drop)
    }

    /// A fresh page, up to the form of a brand; opened by the page, which is quicker than a search.
    pub async fn form(&self, brand: &str) -> Result<()> {
        self.shop().await?;
        self.open(brand).await?;
        self.shopper()
            .see("the form", "pay", |_| true)
            .await
            .map(drop)
    }

    /// Opens a brand.
    pub async fn open(&self, brand: &str) -> Result<()> {
        let open = "widget.open(arguments[0]);";
        self.shopper().run::<()>(open, vec![json!(brand)]).await?;
        self.shopper().wait_screen("configure").await
    }

    /// A fresh page, up to the price of a card.
    pub async fn filled(&self, email: &str, (coin, network): (&str, &str)) -> Result<()> {
        self.form("Northwind Market").await?;
        let shopper = self.shopper();
        shopper.choose_denomination("25 USD").await?;
        shopper.enter_email(email).await?;
        shopper.choose_coin(coin, network).await?;
        shopper.wait_quote_fresh(coin).await.map(drop)
    }

    /// A fresh page, up to an order that can be paid.
    pub async fn ordered(&self, coin: &str, network: &str) -> Result<Payable> {
        self.filled(EMAIL, (coin, network)).await?;
        self.shopper().pay().await?;
        let payable = self.shopper().payable().await?;
        self.shopper().wait_phase(&["waiting"]).await?;
        Ok(payable)
    }

    /// The id of the order on the screen.
    pub async fn order_id(&self) -> Result<String> {
        let part = Part::named("reference");
        let seen = self.shopper().see("the reference", part, |_| true).await?;
        Ok(seen.text)
    }

    /// Lets the API say something else of the order on the screen.
    pub async fn pretend(&self, changes: &Value) -> Result<()> {
        let mut order = self.world.sandbox.order(&self.order_id().await?).await?;
        let changes = changes.as_object().context("changes are an object")?;
        order
            .as_object_mut()
            .context("an order is an object")?
            .extend(changes.clone());
        let mut said = order;
        if let Some(at) = said.get_mut("updated_at") {
            *at = json!("2099-01-01T00:00:00.000Z");
        }
        let faults = json!([
            { "path": "/v5/orders/{id}", "method": "GET", "times": 1000, "status": 200,
              "body": said.to_string() },
            { "path": "/v5/orders/{id}/subscribe", "times": 1000, "status": 503 },
        ]);
        self.world.sandbox.faults(&faults).await?;
        self.shopper().reload().await
    }

    /// Does to the page what a lost or a found connection does.
    pub async fn connection(&self, online: bool) -> Result<()> {
        let name = if online { "online" } else { "offline" };
        let script = format!("dispatchEvent(new Event('{name}'));");
        self.shopper().run::<()>(&script, vec![]).await
    }

    /// Opens or closes everything that folds.
    pub async fn unfold(&self, open: bool) -> Result<()> {
        let script = "for (const one of all('details')) one.open = arguments[0];";
        self.shopper().run::<()>(script, vec![json!(open)]).await
    }

    /// Waits until a script tells that something is there.
    pub async fn wait_for(&self, what: &str, script: &str) -> Result<()> {
        until(what, async || {
            let there: bool = self.shopper().run(script, vec![]).await?;
            Ok(there.then_some(()))
        })
        .await
    }

    /// Waits for a notice of a kind.
    pub async fn notice(&self, kind: &str) -> Result<()> {
        self.shopper()
            .see(&format!("a notice: {kind}"), "notice", |notice| {
                notice.data("kind") == kind
            })
            .await
            .map(drop)
    }
}
