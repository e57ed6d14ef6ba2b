//! The limit that the API names beside a refusal, in `moreDetails`. Its shape is not documented (api-notes
//! section 15): what cannot be read in one way only is not read at all.

use crate::money::Amount;
use crate::wire::Problem;

/// A number, with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// At most or at least so much.
    pub amount: Amount,
    /// The currency or coin, where one is named.
    pub unit: Option<String>,
}

impl Limit {
    /// The number of things, where it is one: whole, not zero, of no unit.
    pub fn count(&self) -> Option<u8> {
        let whole = self.amount.to_atomic(0).filter(|_| self.unit.is_none())?;
        u8::try_from(whole).ok().filter(|count| *count > 0)
    }
}

/// The limit beside a problem: `5000 USD`, `{"max": 5000, "currency": "USD"}`, or a number alone.
pub fn limit(problem: &Problem) -> Option<Limit> {
    let (mut found, mut unit) = (None, None);
    for detail in &problem.details {
        let (name, value) = detail.split_once(": ").unwrap_or(("", detail));
        let (number, behind) = value.trim().split_once(' ').unwrap_or((value.trim(), ""));
        match (name, Amount::parse(number)) {
            ("currency" | "coin", _) => unit = Some(value.trim().to_owned()),
            (_, Some(amount)) if found.is_none() => {
                found = Some(amount);
                if !behind.is_empty() {
                    unit = Some(behind.to_owned());
                }
            }
            // Of two numbers none is known to be the limit.
            (_, Some(_)) => return None,
            (_, None) => {}
        }
    }
    // A unit is a name, not a sentence.
    let is_name =
        |unit: &String| unit.len() <= 8 && unit.bytes().all(|sign| sign.is_ascii_alphanumeric());
    if unit.as_ref().is_some_and(|unit| !is_name(unit)) {
        return None;
    }
    let amount = found.filter(|amount| !amount.is_zero())?;
    Some(Limit { amount, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_read_where_it_can_mean_one_thing_only() {
        for (details, read) in [
            (&["max: 3"][..], Some(("3", None))),
            (&["3"], Some(("3", None))),
            (&["max: 5000", "currency: USD"], Some(("5000", Some("USD")))),
            (&["limit: 0.5621 USDC"], Some(("0.5621", Some("USDC")))),
            (&["min: 1", "max: 3"], None),
            (&["max: 0"], None),
            (&["at most three"], None),
            (&["5 of these are too many"], None),
            (&[], None),
        ] {
            let details = details.iter().map(|text| (*text).to_owned()).collect();
            let found = limit(&Problem {
                code: "X".into(),
                details,
            });
            let found = found.map(|one| (one.amount.to_string(), one.unit));
            let read = read.map(|(amount, unit)| (amount.to_owned(), unit.map(str::to_owned)));
            assert_eq!(found, read);
        }
    }

    #[test]
    fn a_count_is_whole_and_of_no_unit() {
        for (detail, count) in [
            ("3", Some(3)),
            ("2.5", None),
            ("3 USD", None),
            ("999", None),
        ] {
            let details = vec![detail.to_owned()];
            let limit = limit(&Problem {
                code: "X".into(),
                details,
            })
            .unwrap();
            assert_eq!(limit.count(), count, "{detail}");
        }
    }
}
