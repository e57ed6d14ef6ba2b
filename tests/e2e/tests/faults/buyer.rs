//! A buyer who does whatever the screen offers until the code is there.

use anyhow::{Result, bail, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, World};

use crate::look::{Look, look};

/// More presses of one kind than this are no way to buy something.
const PATIENCE: usize = 4;

/// A purchase that goes on.
pub struct Buyer<'a> {
    world: &'a World,
    brand: &'a str,
    /// What was pressed, in order.
    pub presses: Vec<&'static str>,
    /// Every address that was on the screen.
    pub addresses: Vec<String>,
}

impl<'a> Buyer<'a> {
    pub fn new(world: &'a World, brand: &'a str) -> Self {
        Self {
            world,
            brand,
            presses: Vec::new(),
            addresses: Vec::new(),
        }
    }

    /// Looks, and notes the address if there is one.
    pub async fn look(&mut self) -> Result<Look> {
        let seen = look(&self.world.shopper).await?;
        seen.check()?;
        if !seen.address.is_empty() && !self.addresses.contains(&seen.address) {
            self.addresses.push(seen.address.clone());
        }
        Ok(seen)
    }

    /// Opens the brand and fills in the form, as far as it is there.
    pub async fn fill_in(&self) -> Result<()> {
        let shopper = &self.world.shopper;
        if self.brand == "Airvale Stays" {
            shopper.enter_amount("25").await?;
        } else {
            shopper.choose_denomination("25 USD").await?;
        }
        shopper.enter_email("ada.lovelace@mail.shop").await
    }

    pub async fn open(&self) -> Result<()> {
        let script = format!("widget.open('{}');", self.brand);
        until("the widget to open a brand", async || {
            self.world.shopper.run::<()>(&script, vec![]).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Goes on to something payable, by whatever the screen offers.
    pub async fn until_payable(&mut self) -> Result<String> {
        let until_then = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
        loop {
            let seen = self.look().await?;
            if !seen.address.is_empty() {
                return Ok(seen.address);
            }
            let idle = self.step(&seen).await?;
            if idle {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            if tokio::time::Instant::now() > until_then {
                bail!("no way on from {seen:?} after {:?}", self.presses);
            }
        }
    }

    /// One thing that a buyer would do now; `true` if there is nothing but waiting.
    async fn step(&mut self, seen: &Look) -> Result<bool> {
        match (seen.screen.as_str(), seen.phase.as_str()) {
            ("browse", _) if seen.brands > 0 => self.open().await.map(|()| false),
            ("browse", _) => self.press_if_there("retry", "Try again").await,
            ("configure", _) => self.step_in_form(seen).await,
            ("pay", "unknown-outcome") => {
                if self.presses.contains(&"Check again") {
                    self.press_if_there("start-over", "Start again").await
                } else if self.is_there("retry").await? {
                    self.press_if_there("retry", "Check again").await
                } else {
                    self.press_if_there("start-over", "Start again").await
                }
            }
            // Prices move: an order may ask for a little more than was seen.
            ("pay", "waiting") => self.press_if_there("pay", "Accept the price").await,
            ("pay", "processing") => self.press_if_there("back", "Back").await,
            ("pay", _) => self.press_if_there("retry", "Try again").await,
            (screen, phase) => bail!("on the screen {screen} in the phase {phase}"),
        }
    }

    async fn step_in_form(&mut self, seen: &Look) -> Result<bool> {
        if self.is_there("retry").await? {
            return self.press_if_there("retry", "Try again").await;
        }
        let shopper = &self.world.shopper;
        let amount = shopper.look_shown("amount").await?;
        let email = shopper.look_shown("recipient-email").await?;
        if seen.coins == 0 || (seen.denominations == 0 && amount.is_empty()) {
            return Ok(true);
        }
        if email.first().is_none_or(|input| input.value.is_empty()) {
            self.fill_in().await?;
            return Ok(false);
        }
        if matches!(seen.quote.as_str(), "loading" | "stale") && seen.problems.is_empty() {
            return Ok(true);
        }
        self.press_if_there("pay", "Pay").await
    }

    async fn is_there(&self, part: &str) -> Result<bool> {
        let seen = self.world.shopper.look_shown(part).await?;
        Ok(seen.iter().any(|button| button.enabled))
    }

    /// Presses what is there at this moment; it may be gone in the next, because the widget tries
    /// again by itself.
    async fn press_if_there(&mut self, part: &str, name: &'static str) -> Result<bool> {
        let script = "const button = all(arguments[0]).find(e => shown(e) && enabled(e));
                      if (button) button.click();
                      return Boolean(button);";
        let selector = Part::named(part).selector().into();
        let pressed: bool = self.world.shopper.run(script, vec![selector]).await?;
        if pressed {
            self.presses.push(name);
            let same = self.presses.iter().filter(|press| **press == name).count();
            ensure!(same <= PATIENCE, "pressed {:?}", self.presses);
            // What follows from a press is on the screen in the next frame.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Ok(!pressed)
    }

    /// Pays, and waits for the code.
    pub async fn finish(&mut self) -> Result<()> {
        let address = self.until_payable().await?;
        self.world.sandbox.act(&address, Action::Pay).await?;
        self.delivered().await
    }

    /// Waits for the delivered code of what was paid.
    pub async fn delivered(&mut self) -> Result<()> {
        let shopper = &self.world.shopper;
        until("the receipt", async || {
            Ok((self.look().await?.screen == "receipt").then_some(()))
        })
        .await?;
        shopper
            .see("the delivery to be done", "delivery", |delivery| {
                delivery.data("state") == "delivered"
            })
            .await?;
        let completed = shopper.events_named("order_completed").await?;
        ensure!(completed.len() == 1, "completed {} times", completed.len());
        Ok(())
    }
}
