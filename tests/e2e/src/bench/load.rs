//! From the beginning of navigation to a window that can be used.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde::Serialize;
use serde_json::json;
use tokio::time::sleep;

use super::Page;
use super::edge::{Edge, Weight};
use super::figures::Figure;
use super::stage::{Came, Pace, Stage};

/// For what comes after the first screen, and must not move it.
const AFTERWARDS: Duration = Duration::from_millis(1_500);

/// What was found of one shop.
#[derive(Clone, Debug, Serialize)]
pub struct Load {
    /// In the country.
    pub brands: u32,
    /// What their list weighs.
    pub catalogue: Weight,
    /// The widget, with the hints that the README recommends.
    pub widget: Loaded,
    /// The widget by its two tags alone.
    pub plain: Loaded,
    /// The bare page.
    pub bare: Loaded,
    /// The widget's time to the bare page's.
    pub ratio: f64,
}

/// How a page came. Milliseconds since navigation began.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Loaded {
    /// Tiles are painted, and the field takes what is typed.
    pub usable: Figure,
    /// Tiles of the grid are, not only what is featured above it.
    pub grid: Figure,
    /// The whole list is read: the page says how many brands there are.
    pub whole: Figure,
    /// The last of the code was there: of the widget, its WebAssembly.
    pub code: Figure,
    /// The list of brands was asked for.
    pub asked: Figure,
    /// It was there.
    pub catalogue: Figure,
    /// Bytes until it was usable, after compression.
    pub bytes: Figure,
    /// The most that things moved in any run (Layout Instability, cumulative layout shift).
    pub shift: f64,
}

#[derive(Default)]
struct Runs {
    usable: Vec<f64>,
    grid: Vec<f64>,
    whole: Vec<f64>,
    code: Vec<f64>,
    asked: Vec<f64>,
    catalogue: Vec<f64>,
    bytes: Vec<f64>,
    shift: f64,
}

/// Lets the pages take turns.
///
/// # Errors
/// When a page does not become usable.
pub async fn measure(stage: &Stage, edge: &Edge, runs: usize) -> Result<Load> {
    let names = edge.names()?;
    let mut taken: [Runs; 3] = Default::default();
    let pages = [Page::Widget, Page::Plain, Page::Bare];
    for run in 0..=runs {
        for (page, taken) in pages.into_iter().zip(&mut taken) {
            let usable = stage.visit(edge, page, Pace::Slow).await?;
            eprintln!(
                "load of {} brands, run {run} of {runs}, {page:?}: {usable:.0} ms",
                edge.brands
            );
            let grid = stage.wait("__bench.grid").await?;
            let whole = stage.wait("__bench.whole").await?;
            let script = "return __bench.came();";
            let came: Came = stage.browser().run(script, vec![]).await?;
            sleep(AFTERWARDS).await;
            let script = "return [__bench.shift, __bench.moved];";
            let (shift, moved): (f64, Vec<String>) = stage.browser().run(script, vec![]).await?;
            if run == 0 {
                for line in moved {
                    eprintln!("  moved {line}");
                }
            }
            let count = names.iter().filter(|name| name.contains('x')).count();
            takes_input(stage, page, count).await?;
            // The first lets servers and browser warm up.
            if run > 0 {
                taken.add([usable, grid, whole], &came, shift);
            }
        }
    }
    let [widget, plain, bare] = taken.map(|runs| runs.loaded());
    let (widget, plain, bare) = (widget?, plain?, bare?);
    Ok(Load {
        brands: edge.brands,
        catalogue: edge.weight()?,
        ratio: widget.usable.ratio(&bare.usable),
        widget,
        plain,
        bare,
    })
}

/// A letter typed into the field is answered by the brands that have it.
async fn takes_input(stage: &Stage, page: Page, count: usize) -> Result<()> {
    let script = "__bench.expect(arguments[0]); __bench.focus();";
    let expected = json!([{ "query": "x", "count": count }]);
    let _: () = stage.browser().run(script, vec![expected]).await?;
    stage.stroke(Some('x')).await?;
    for _ in 0..50 {
        let answered: usize = stage
            .browser()
            .run("return __bench.samples.length;", vec![])
            .await?;
        if answered == 1 {
            return Ok(());
        }
        sleep(Duration::from_millis(100)).await;
    }
    ensure!(
        false,
        "{page:?} does not answer the letter x by {count} brands"
    );
    Ok(())
}

impl Runs {
    fn add(&mut self, [usable, grid, whole]: [f64; 3], came: &Came, shift: f64) {
        self.usable.push(usable);
        self.grid.push(grid);
        self.whole.push(whole);
        self.code.extend(came.module.or(came.script));
        self.asked.extend(came.asked);
        self.catalogue.extend(came.catalogue);
        self.bytes.push(came.bytes);
        self.shift = self.shift.max(shift);
    }

    fn loaded(&self) -> Result<Loaded> {
        let Self {
            usable,
            grid,
            whole,
            code,
            asked,
            catalogue,
            bytes,
            ..
        } = self;
        let figures =
            [usable, grid, whole, code, asked, catalogue, bytes].map(|runs| Figure::of(runs));
        let [
            Some(usable),
            Some(grid),
            Some(whole),
            Some(code),
            Some(asked),
            Some(catalogue),
            Some(bytes),
        ] = figures
        else {
            anyhow::bail!("a page did not tell what it loaded");
        };
        Ok(Loaded {
            usable,
            grid,
            whole,
            code,
            asked,
            catalogue,
            bytes,
            shift: self.shift,
        })
    }
}
