//! Before an order is created the host may refuse it. Until it has agreed, nothing is created.

use serde::Serialize;

use super::goods::{self, Goods};
use crate::wire::object::Object;

/// So long the host may think. Then the buyer is told, and may press again.
pub const PATIENCE_MS: u32 = 10_000;

/// No more of the host's words are shown.
const LONGEST_REASON: usize = 200;

/// Detail of `before_order`: what is about to be ordered, without anything personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summary {
    /// The exact brand.
    pub brand: String,
    /// The face value as the buyer reads it.
    pub face_value: String,
    /// All that is ordered; brand and face value are the first's.
    pub items: Vec<Goods>,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    /// The coin.
    pub coin: String,
    /// The network.
    pub network: String,
    /// What the buyer agreed to pay: exact decimal text.
    pub amount: String,
}

impl Summary {
    /// The detail as JSON.
    pub fn json(&self) -> String {
        Object::new()
            .text("brand", &self.brand)
            .text("face_value", &self.face_value)
            .list("items", &goods::list(&self.items))
            .text("country_code", &self.country_code)
            .text("coin", &self.coin)
            .text("network", &self.network)
            .text("amount", &self.amount)
            .end()
    }
}

/// What the host decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// The order may be created.
    Given,
    /// It may not.
    Refused(Refusal),
}

/// Why the host did not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It said no, with words for the buyer or without.
    Said(Option<String>),
    /// It promised to decide and did not in time.
    Silent,
}

impl Refusal {
    /// A refusal with what the host wants the buyer to read: plain words on one line.
    pub fn said(reason: &str) -> Self {
        let words = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: String = words.chars().take(LONGEST_REASON).collect();
        Self::Said(Some(words).filter(|words| !words.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Summary};

    #[test]
    fn the_detail_is_what_its_type_says() {
        let text = || String::from("a \"b\"");
        let summary = Summary {
            brand: text(),
            face_value: text(),
            items: Vec::new(),
            country_code: text(),
            coin: text(),
            network: text(),
            amount: text(),
        };
        assert_eq!(summary.json(), serde_json::to_string(&summary).unwrap());
    }

    #[test]
    fn a_reason_is_one_line_of_bounded_length() {
        assert_eq!(Refusal::said(" \n "), Refusal::Said(None));
        let said = Refusal::said("Not today.\n\nSorry");
        assert_eq!(said, Refusal::Said(Some("Not today. Sorry".into())));
        let Refusal::Said(Some(long)) = Refusal::said(&"ü".repeat(500)) else {
            panic!("no reason")
        };
        assert_eq!(long.chars().count(), 200);
    }
}
