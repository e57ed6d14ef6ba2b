//! How fast the widget feels, beside a bare page that shows the same grid and an empty one with a field.
//!
//! [`run`] opens the shops, lets the pages take turns, and returns a [`Report`]. Nothing here judges by a
//! limit: machines differ, ratios of one run less so. It fails where a page did not show what was typed.

mod edge;
mod figures;
mod keys;
mod load;
mod report;
mod stage;

use anyhow::Result;

pub use report::Report;

use edge::Edge;
use stage::Stage;

/// The country's brands in the large shop, as many as the vendor has.
pub const MANY: u32 = 10_500;
/// In a shop of usual size.
pub const USUAL: u32 = 1_200;

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct Wish {
    /// How often; the pages take turns.
    pub runs: usize,
    /// The page area's width in CSS pixels.
    pub width: u32,
    /// Whether strokes are.
    pub keys: bool,
    /// Whether loading is.
    pub load: bool,
}

/// A page to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// With the widget, and the hints that the README recommends.
    Widget,
    /// With the widget by its two tags alone.
    Plain,
    /// With the same grid in bare JavaScript.
    Bare,
    /// With a field, and nothing that answers.
    Empty,
}

impl Page {
    fn file(self) -> &'static str {
        match self {
            Self::Widget => "widget.html",
            Self::Plain => "plain.html",
            Self::Bare => "bare.html",
            Self::Empty => "empty.html",
        }
    }
}

/// Measures.
///
/// # Errors
/// When something does not start, or a page does not show what it should.
pub async fn run(wish: &Wish) -> Result<Report> {
    let large = Edge::open(MANY).await?;
    let stage = Stage::open(wish.width).await?;
    let report = all(wish, &stage, &large).await;
    // Else the browser would outlive its driver.
    let closed = stage.close().await;
    let report = report?;
    closed.map(|()| report)
}

async fn all(wish: &Wish, stage: &Stage, large: &Edge) -> Result<Report> {
    let keys = match wish.keys {
        true => Some(keys::measure(stage, large, wish.runs).await?),
        false => None,
    };
    let mut loads = Vec::new();
    if wish.load {
        let usual = Edge::open(USUAL).await?;
        for edge in [&usual, large] {
            loads.push(load::measure(stage, edge, wish.runs).await?);
        }
    }
    Ok(Report {
        runs: wish.runs,
        width: wish.width,
        keys,
        loads,
    })
}
