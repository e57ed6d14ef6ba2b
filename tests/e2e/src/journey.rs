//! The steps of a purchase, in the shopper's words.

use anyhow::{Result, bail, ensure};
use serde_json::json;

use crate::part::{Part, Seen};
use crate::shopper::Shopper;
use crate::wait::until;

impl Shopper {
    /// Searches for a brand and opens it.
    ///
    /// # Errors
    /// When the brand is not found or its screen does not open.
    pub async fn choose_brand(&self, brand: &str) -> Result<()> {
        self.wait_screen("browse").await?;
        self.type_into("search", brand).await?;
        self.press(Part::named("brand").with("data-brand", brand))
            .await?;
        self.wait_screen("configure").await
    }

    /// Fills in everything for a fixed gift card to `email`, paid with USDC on Base, up to a fresh price.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn fill_in_card(&self, email: &str) -> Result<()> {
        self.choose_brand("Northwind Market").await?;
        self.choose_denomination("25 USD").await?;
        self.enter_email(email).await?;
        self.choose_coin("USDC", "Base").await?;
        self.wait_quote_fresh("USDC").await.map(drop)
    }

    /// Chooses a fixed product by its verbatim denomination.
    ///
    /// # Errors
    /// When it is not on offer.
    pub async fn choose_denomination(&self, denomination: &str) -> Result<()> {
        let option = Part::named("denomination").with("data-denomination", denomination);
        let what = format!("the denomination {denomination}");
        until(&what, async || {
            // Hundreds of plans are listed bit by bit.
            let there: bool = self
                .run(
                    "const more = all('[part~=\"plans-more\"]')[0];
                     const wanted = root && root.querySelector(arguments[0]);
                     if (!wanted && more) more.click();
                     return Boolean(wanted);",
                    vec![json!(option.selector())],
                )
                .await?;
            Ok(there.then_some(()))
        })
        .await?;
        self.choose(option).await
    }

    /// Enters the value of a range product.
    ///
    /// # Errors
    /// When there is no such input.
    pub async fn enter_amount(&self, amount: &str) -> Result<()> {
        self.type_into("amount", amount).await
    }

    /// Enters the e-mail address that the product goes to.
    ///
    /// # Errors
    /// When there is no such input.
    pub async fn enter_email(&self, email: &str) -> Result<()> {
        self.type_into("recipient-email", email).await
    }

    /// Enters the phone that is topped up and the buyer's own e-mail address.
    ///
    /// # Errors
    /// When there are no such inputs.
    pub async fn enter_phone(&self, phone: &str, buyer_email: &str) -> Result<()> {
        self.type_into("recipient-phone", phone).await?;
        self.type_into("buyer-email", buyer_email).await
    }

    /// Chooses how to pay, by the names of `payment_vias`.
    ///
    /// # Errors
    /// When the coin or the network is not on offer.
    pub async fn choose_coin(&self, coin: &str, network: &str) -> Result<()> {
        self.choose(Part::named("coin").with("data-coin", coin))
            .await?;
        self.choose(Part::named("network").with("data-network", network))
            .await
    }

    /// Waits for a price in `coin`.
    ///
    /// # Errors
    /// When none comes in time.
    pub async fn wait_quote_fresh(&self, coin: &str) -> Result<Seen> {
        self.see("a fresh price", "quote", |quote| {
            quote.data("state") == "fresh"
                && quote.data("coin") == coin
                && !quote.data("amount").is_empty()
        })
        .await
    }

    /// Presses pay, accepts a changed price once if asked to, and waits for the payment screen.
    ///
    /// # Errors
    /// When the order is refused, or nothing comes of it in time.
    pub async fn pay(&self) -> Result<()> {
        let before = self.notices().await?;
        self.press("pay").await?;
        let mut accepted = false;
        until("the payment screen", async || {
            // Only an order that exists can turn out to be dearer.
            let status = self.look_shown("status").await?;
            let there = status.iter().any(|seen| seen.data("phase") != "creating");
            if there
                && self.root_data("screen").await? == "pay"
                && self.acceptance(&before).await?.is_none()
            {
                return Ok(Some(Ok(())));
            }
            // While an order is under way pay is disabled, and problems may be those of the last
            // try.
            let idle = self.look_shown("pay").await?.iter().any(|pay| pay.enabled);
            let problems = self.look_shown("problem").await?;
            if idle && !problems.is_empty() {
                return Ok(Some(Err(problems)));
            }
            if !accepted && self.acceptance(&before).await?.is_some() {
                accepted = true;
                self.press("pay").await?;
            }
            Ok(None)
        })
        .await?
        .or_else(|problems| bail!("the order was refused: {problems:?}"))
    }

    /// Submits what must be refused. A widget that validates while the shopper types may say so
    /// before pay is pressed.
    ///
    /// # Errors
    /// When no problem is shown in time, or the order goes through.
    pub async fn submit_and_be_refused(&self) -> Result<Vec<Seen>> {
        if self.look_shown("problem").await?.is_empty() {
            self.press("pay").await?;
        }
        until("a problem to be shown", async || {
            let problems = self.look_shown("problem").await?;
            Ok((!problems.is_empty()).then_some(problems))
        })
        .await
    }

    /// Waits until the one brand-new question that a dearer order asks is on the screen: a notice
    /// that was not there `before`, with a pay button to press again.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn wait_acceptance(&self, before: &[String]) -> Result<Seen> {
        until(
            "the question whether the new price is accepted",
            async || self.acceptance(before).await,
        )
        .await
    }

    /// The texts of the notices on the screen.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn notices(&self) -> Result<Vec<String>> {
        let notices = self.look_shown("notice").await?;
        Ok(notices.into_iter().map(|notice| notice.text).collect())
    }

    /// Reveals the first delivery and returns its code.
    ///
    /// # Errors
    /// When there is nothing to reveal, or the code was readable before.
    pub async fn reveal(&self) -> Result<String> {
        let before: String = self.run("return root.innerHTML;", vec![]).await?;
        ensure!(
            self.look_shown("code").await?.is_empty(),
            "a code is shown before it is revealed"
        );
        self.press("reveal").await?;
        let code = self
            .see("the code", "code", |code| !code.text.is_empty())
            .await?
            .text;
        ensure!(
            !before.contains(&code),
            "the code was in the document before it was revealed"
        );
        Ok(code)
    }

    /// Loads the page again, as a shopper does who is not sure.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.browser().client().refresh().await?)
    }

    async fn acceptance(&self, before: &[String]) -> Result<Option<Seen>> {
        let fresh = self
            .look_shown("notice")
            .await?
            .into_iter()
            .find(|notice| !before.contains(&notice.text));
        let pay = self.look_shown("pay").await?;
        Ok(fresh.filter(|_| pay.iter().any(|button| button.enabled)))
    }
}
