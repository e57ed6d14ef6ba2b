//! What can be measured: nothing sticks out or is cut, everything can be hit and reached.

use anyhow::Result;
use serde_json::json;

use super::look::Look;
use crate::shopper::Shopper;

const FIT: &str = include_str!("fit.js");

impl Shopper {
    /// What does not fit in this look, in words.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn misfits(&self, look: &Look) -> Result<Vec<String>> {
        let enlarged = look.size.1 < 300;
        self.run(FIT, vec![json!(enlarged)]).await
    }
}
