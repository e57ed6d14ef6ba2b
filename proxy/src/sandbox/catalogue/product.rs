//! Products: what a brand sells, and how the product list shows it (api-notes §3).

use serde_json::{Value, json};

use super::brand::Brand;
use super::country::Country;
use crate::sandbox::chance::Chance;

/// Over face value, in hundredths of a percent.
pub const MARKUP: u64 = 130;
/// What the wrong denomination text costs on a dynamic product (api-notes §1 rule 1).
pub const DEAR_MARKUP: u64 = 450;

/// How a product reaches its recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// To an e-mail address.
    Email,
    /// To a telephone number.
    Phone,
}

impl Delivery {
    /// The API's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "by_email",
            Self::Phone => "by_phone",
        }
    }
}

/// A free amount, in hundredths of the currency's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Least.
    pub min: u64,
    /// Most.
    pub max: u64,
    /// Distance between amounts.
    pub step: u64,
}

impl Range {
    /// Whether the amount is on sale.
    pub fn holds(&self, cents: u64) -> bool {
        (self.min..=self.max).contains(&cents)
            && (self.step == 0 || (cents - self.min).is_multiple_of(self.step))
    }
}

/// What a brand sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Fixed face values in hundredths, and perhaps a free amount as well.
    Values(Vec<u64>, Option<Range>),
    /// Data plans: twenty sizes for sixteen durations.
    DataPlans,
    /// Listed, but the product call answers with none.
    Nothing,
}

impl Offer {
    /// Fixed face values in whole units.
    pub fn fixed(whole: &[u64]) -> Self {
        Self::Values(whole.iter().map(|value| value * 100).collect(), None)
    }

    /// A free amount: least, most, step in hundredths.
    pub fn range(range: [u64; 3]) -> Self {
        Self::both(&[], range)
    }

    /// Fixed face values in whole units, and a free amount in hundredths.
    pub fn both(whole: &[u64], [min, max, step]: [u64; 3]) -> Self {
        let values = whole.iter().map(|value| value * 100).collect();
        Self::Values(values, Some(Range { min, max, step }))
    }

    /// `min` and `max` of the brand list: labels, and not always the real limits (api-notes §3).
    pub fn labels(&self, country: &Country) -> (Option<String>, Option<String>) {
        match self {
            Self::Values(values, range) => {
                let least = range.map(|range| range.min).or(values.first().copied());
                let most = values.last().copied().or(range.map(|range| range.max));
                let label = |cents: Option<u64>| cents.map(|cents| country.localized(cents));
                (label(least), label(most))
            }
            Self::DataPlans => (
                Some("100 MB 1 day".into()),
                Some("Unlimited 90 days".into()),
            ),
            Self::Nothing => (None, None),
        }
    }
}

/// One product.
#[derive(Debug, Clone)]
pub struct Product {
    /// UUID.
    pub id: String,
    /// The text to send back verbatim; absent on a free amount.
    pub denomination: Option<String>,
    /// For display only.
    pub label: String,
    /// Face value in hundredths; 0 for a free amount.
    pub cents: u64,
    /// The free amount.
    pub range: Option<Range>,
    /// Where it goes.
    pub delivery: Delivery,
    /// Megabytes, -1 for unlimited, and days.
    pub data: Option<(i64, u64)>,
}

/// Everything the brand sells.
pub fn products(brand: &Brand, country: &Country, chance: Chance) -> Vec<Product> {
    let mut list = Vec::new();
    for delivery in &brand.deliveries {
        match &brand.offer {
            Offer::Nothing => {}
            Offer::DataPlans => list.extend(data_plans(brand, *delivery, chance)),
            Offer::Values(values, range) => {
                for cents in values {
                    let plain = Country::plain(*cents);
                    let text = format!("{plain} {}", country.currency);
                    let pin = brand.category == "mobile_credits" && brand.country == "IT";
                    let text = if pin { format!("{text} - PIN") } else { text };
                    list.push(Product {
                        id: chance.uuid(&[&brand.id, &text, delivery.name()]),
                        denomination: Some(text),
                        label: country.localized(*cents),
                        cents: *cents,
                        range: None,
                        delivery: *delivery,
                        data: None,
                    });
                }
                if let Some(range) = range {
                    let (min, max) = (country.localized(range.min), country.localized(range.max));
                    list.push(Product {
                        id: chance.uuid(&[&brand.id, "range", delivery.name()]),
                        denomination: None,
                        label: format!("{min} - {max}"),
                        cents: 0,
                        range: Some(*range),
                        delivery: *delivery,
                        data: None,
                    });
                }
            }
        }
    }
    list
}

const SIZES: [(&str, i64); 20] = [
    ("100 MB", 100),
    ("500 MB", 500),
    ("1 GB", 1_000),
    ("2 GB", 2_000),
    ("3 GB", 3_000),
    ("4 GB", 4_000),
    ("5 GB", 5_000),
    ("6 GB", 6_000),
    ("7 GB", 7_000),
    ("8 GB", 8_000),
    ("10 GB", 10_000),
    ("12 GB", 12_000),
    ("15 GB", 15_000),
    ("20 GB", 20_000),
    ("25 GB", 25_000),
    ("30 GB", 30_000),
    ("40 GB", 40_000),
    ("50 GB", 50_000),
    ("100 GB", 100_000),
    ("Unlimited", -1),
];
const DAYS: [u64; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 15, 20, 30, 60, 90];

fn data_plans(brand: &Brand, delivery: Delivery, chance: Chance) -> Vec<Product> {
    let mut list = Vec::new();
    for (size, megabytes) in SIZES {
        for days in DAYS {
            let unit = if days == 1 { "day" } else { "days" };
            let text = format!("{size} {days} {unit}");
            let volume = u64::try_from(megabytes).unwrap_or(150_000);
            list.push(Product {
                id: chance.uuid(&[&brand.id, &text, delivery.name()]),
                denomination: Some(text.clone()),
                label: text,
                // In hundredths of a dollar whatever the country: the smallest plan is cheaper
                // than any coin's minimum.
                cents: 25 + volume * 3 / 40 + days * 12,
                range: None,
                delivery,
                data: Some((megabytes, days)),
            });
        }
    }
    list
}

/// The `range` key. `default` equals the maximum, as a number in a text (api-notes §1 rule 9).
pub fn range_json(range: Range, currency: &str) -> Value {
    let step = match range.step {
        0 => Value::Null,
        step => number(step),
    };
    json!({
        "min": number(range.min),
        "max": number(range.max),
        "currency": currency,
        "step_size": step,
        "default": default_value(range),
    })
}

/// The largest amount, written as production writes it: `500.0`.
pub fn default_value(range: Range) -> String {
    match range.max % 100 {
        0 => format!("{}.0", range.max / 100),
        _ => Country::plain(range.max),
    }
}

/// Hundredths as a JSON number; whole ones without a fraction. The text is made from integers and
/// only read back, so that no arithmetic happens in binary fractions.
fn number(cents: u64) -> Value {
    serde_json::from_str(&Country::plain(cents)).unwrap_or(Value::Null)
}

/// The `benefits` of a data plan: -1 stands for unlimited (O).
pub fn benefits(product: &Product) -> Value {
    let Some((megabytes, days)) = product.data else {
        return Value::Null;
    };
    let amount = |base: i64| {
        json!({
            "base": base, "promotion_bonus": 0,
            "total_excluding_tax": base, "total_including_tax": base,
        })
    };
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    json!([
        {"type": "DATA", "unit_type": "DATA", "unit": "MB", "amount": amount(megabytes),
         "additional_information": ""},
        {"type": "VALIDITY", "unit_type": "TIME", "unit": "DAY", "amount": amount(days),
         "additional_information": ""},
    ])
}

/// Where a product works: at home, but for the longer data plans, which are for whole continents.
pub fn regions<'a>(product: &Product, home: &'a str) -> Vec<&'a str> {
    let (_, days) = product.data.unwrap_or_default();
    let more: &[&str] = match days {
        0..=7 => &[],
        8..=15 => &["DE", "ES", "FR", "IT"],
        _ => &["BR", "DE", "ES", "FR", "IT", "JP", "TR", "VN"],
    };
    let others = more.iter().copied().filter(|region| *region != home);
    std::iter::once(home).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_its_ends_and_its_steps_only() {
        let range = Range {
            min: 500,
            max: 5_000,
            step: 500,
        };
        assert!(range.holds(500) && range.holds(5_000) && range.holds(1_500));
        assert!(!range.holds(499) && !range.holds(5_001) && !range.holds(750));
        assert!(Range { step: 0, ..range }.holds(777));
    }

    #[test]
    fn the_default_is_the_maximum_in_a_text() {
        let range = Range {
            min: 500,
            max: 50_000,
            step: 100,
        };
        assert_eq!(range_json(range, "USD")["default"], "500.0");
        assert_eq!(range_json(range, "USD")["max"], 500);
    }
}
