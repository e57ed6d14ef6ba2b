//! Medians, shares and how far numbers lie apart. Times are milliseconds.

use serde::Serialize;

/// The number that `share` of all are not above, by the nearest rank; `None` of no numbers.
pub fn quantile(numbers: &[f64], share: f64) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// What the runs say together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Of the runs' numbers.
    pub median: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

impl Figure {
    /// Of one number per run; `None` without runs.
    pub fn of(runs: &[f64]) -> Option<Self> {
        let at = |share| quantile(runs, share).map(tenth);
        Some(Self {
            median: at(0.5)?,
            least: at(0.0)?,
            most: at(1.0)?,
        })
    }

    /// How many times the other's median; two decimals.
    pub fn ratio(&self, other: &Self) -> f64 {
        (self.median / other.median * 100.0).round() / 100.0
    }
}

/// A tenth is below what any of these clocks tells.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_numbers_that_were_there() {
        let numbers: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(quantile(&numbers, 0.5), Some(100.0));
        assert_eq!(quantile(&numbers, 0.95), Some(190.0));
        assert_eq!(quantile(&numbers, 0.0), Some(1.0));
        assert_eq!(quantile(&numbers, 1.0), Some(200.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn a_figure_tells_how_far_the_runs_lie_apart() {
        let figure = Figure::of(&[30.04, 10.0, 20.06]).unwrap();
        assert_eq!(
            (figure.least, figure.median, figure.most),
            (10.0, 20.1, 30.0)
        );
        let other = Figure::of(&[40.2]).unwrap();
        assert_eq!(figure.ratio(&other), 0.5);
        assert_eq!(Figure::of(&[]), None);
    }
}
