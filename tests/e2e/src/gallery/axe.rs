//! Accessibility by axe-core, which looks into the widget's open shadow tree.

use std::env;
use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use crate::shopper::Shopper;

/// Everything that is asked for: WCAG 2.0 to 2.2, A and AA, and good habits beyond.
const TAGS: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

const RUN: &str = "
    const [tags, done] = arguments;
    const context = { include: [['cryptorefills-checkout']] };
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    window.axe.run(context, options).then(
        ({ violations, passes }) => done({
            passes: passes.length,
            found: violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, html, any, all, none }) => {
                const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
                return `axe ${id} (${impact}) at ${target.flat().at(-1)}: ${html.slice(0, 160)}: ${why}`;
            })),
        }),
        (failure) => done({ passes: 0, found: [`axe could not look: ${failure}`] }),
    );
";

#[derive(serde::Deserialize)]
struct Told {
    passes: u32,
    found: Vec<String>,
}

/// The checker: its script, read once.
#[derive(Clone, Debug)]
pub struct Axe(String);

impl Axe {
    /// The script that `CHECKOUT_AXE` names.
    ///
    /// # Errors
    /// When the variable is missing or the file cannot be read.
    pub fn read() -> Result<Self> {
        let file = env::var("CHECKOUT_AXE").context(
            "CHECKOUT_AXE (axe.min.js) is not set: run these tests with `cargo xtask test`",
        )?;
        let script = fs::read_to_string(&file).with_context(|| format!("reading {file}"))?;
        Ok(Self(script))
    }

    /// What is wrong with the widget as it is shown now. The script comes through the driver, so that the
    /// page's policy stays what it is.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn look(&self, shopper: &Shopper) -> Result<Vec<String>> {
        let browser = shopper.browser();
        let here: bool = browser.run("return 'axe' in window;", vec![]).await?;
        if !here {
            let script = format!("{}\nwindow.axe = axe; return null;", self.0);
            browser.run::<()>(&script, vec![]).await?;
        }
        let told = browser
            .client()
            .execute_async(RUN, vec![json!(TAGS)])
            .await?;
        let Told { passes, mut found } = serde_json::from_value(told).context("what axe told")?;
        if passes == 0 && found.is_empty() {
            found.push("axe found nothing to look at".to_owned());
        }
        Ok(found)
    }
}
