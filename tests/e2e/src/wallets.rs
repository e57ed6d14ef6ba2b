//! Pretend wallets in the page: what they were asked, and the buttons for them.

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;

use crate::part::{Part, Seen};
use crate::shopper::Shopper;

const WALLETS: &str = include_str!("host/wallets.js");

/// One question to a pretend wallet.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Asked {
    /// Which wallet.
    pub wallet: String,
    /// The method that was called.
    pub method: String,
    /// Its parameters, word for word.
    pub params: Value,
}

impl Shopper {
    /// Puts wallets into the page: a script with `evm`, `announce`, `webln`, `solana`, `standard` and `say` at hand.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn install(&self, script: &str) -> Result<()> {
        let script = format!(
            "{WALLETS}\nconst {{ say, evm, announce, webln, solana, standard }} = window.__wallets;\n{script}\nreturn null;"
        );
        self.browser().run(&script, vec![]).await
    }

    /// Changes what wallets that were given `say` as their answers will say.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn wallets_say(&self, answers: &str) -> Result<()> {
        let script = format!(
            "for (const name in say) delete say[name];\nObject.assign(say, {{ {answers} }});"
        );
        self.install(&script).await
    }

    /// Everything that the wallets of the page were asked, in order.
    ///
    /// # Errors
    /// When no wallet was put there.
    pub async fn asked(&self) -> Result<Vec<Asked>> {
        self.browser()
            .run("return window.__wallets.asked;", vec![])
            .await
    }

    /// Everything that they were asked without a word to the buyer, in order.
    ///
    /// # Errors
    /// When no wallet was put there.
    pub async fn looked(&self) -> Result<Vec<Asked>> {
        self.browser()
            .run("return window.__wallets.looked;", vec![])
            .await
    }

    /// How many listeners for wallets, and to them, there are.
    ///
    /// # Errors
    /// When no wallet was put there.
    pub async fn wallet_listeners(&self) -> Result<i64> {
        let script = "return Object.values(window.__wallets.listening).reduce((a, b) => a + b, 0);";
        self.browser().run(script, vec![]).await
    }

    /// The buttons of the wallets on the screen.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn wallets(&self) -> Result<Vec<Seen>> {
        self.look_shown("wallet").await
    }

    /// Presses the button of one wallet.
    ///
    /// # Errors
    /// When it is not there in time.
    pub async fn press_wallet(&self, key: &str) -> Result<()> {
        self.press(Part::named("wallet").with("data-wallet", key))
            .await
    }

    /// Waits for what is said of a wallet that was asked.
    ///
    /// # Errors
    /// When it is not said in time.
    pub async fn wallet_said(&self, state: &str) -> Result<Seen> {
        let notice = Part::named("notice").with("data-wallet", state);
        self.see(&format!("the wallet to be {state}"), notice, |_| true)
            .await
    }
}
