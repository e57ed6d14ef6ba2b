//! From a key to the paint that answers it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use cryptorefills_checkout::checkout::browse::{Filter, Shelf};
use serde::Serialize;
use serde_json::json;
use tokio::time::sleep;

use super::edge::Edge;
use super::figures::{Figure, quantile};
use super::stage::{Pace, Stage};
use super::{MANY, Page};

/// Strokes in a run.
pub const STROKES: usize = 200;
/// Between two strokes, beside what the browser takes for them: somebody who types fast.
const PAUSE: Duration = Duration::from_millis(40);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Typed one after the other, each taken back letter by letter. All are found.
const WORDS: [&str; 9] = [
    "market",
    "amber",
    "indigo ba",
    "club",
    "velvet",
    "s",
    "copper lan",
    "games",
    "quartz otter w",
];
/// In the order of their turns.
const PAGES: [Page; 3] = [Page::Widget, Page::Bare, Page::Empty];

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Keys {
    /// In the country.
    pub brands: u32,
    /// In each run.
    pub strokes: usize,
    /// The widget's.
    pub widget: Times,
    /// The bare page's.
    pub bare: Times,
    /// The empty page's: what browser and machine take by themselves.
    pub floor: Times,
    /// The widget's median to the bare page's.
    pub ratio_p50: f64,
    /// The same of the 95th percentiles.
    pub ratio_p95: f64,
}

/// Milliseconds from a key to the paint that answers it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Times {
    /// Of the runs' medians.
    pub p50: Figure,
    /// Of the runs' 95th percentiles.
    pub p95: Figure,
    /// Of the runs' medians: the part that listeners take.
    pub script: Figure,
    /// Of the runs' medians: the part from the frame's start to its paint, which is style, layout and drawing.
    pub frame: Figure,
    /// The most tiles that were in the document.
    pub tiles: u32,
}

/// A stroke's milliseconds: in all, in listeners, in the frame.
type Sample = (f64, f64, f64);

/// A stroke and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stroke {
    letter: Option<char>,
    query: String,
    /// Brands whose names have all of its words.
    count: usize,
    /// With those that the widget finds beside them: it forgives slips.
    forgiving: usize,
}

/// Lets the pages take turns.
///
/// # Errors
/// When a page does not answer a stroke as it should.
pub async fn measure(stage: &Stage, edge: &Edge, runs: usize) -> Result<Keys> {
    let strokes = strokes(&edge.names()?, &edge.shelf()?);
    let mut taken: [Vec<Vec<Sample>>; 3] = Default::default();
    let mut tiles = [0; 3];
    for run in 0..=runs {
        for ((page, taken), tiles) in PAGES.into_iter().zip(&mut taken).zip(&mut tiles) {
            let (samples, drawn) = one(stage, edge, page, &strokes).await?;
            let all: Vec<f64> = samples.iter().map(|sample| sample.0).collect();
            let median = quantile(&all, 0.5).unwrap_or_default();
            eprintln!("keys, run {run} of {runs}, {page:?}: {median:.1} ms");
            *tiles = drawn;
            // The first lets servers and browser warm up.
            if run > 0 {
                taken.push(samples);
            }
        }
    }
    let times = |page: usize| -> Option<Times> {
        let of = |what: fn(&Sample) -> f64, share| {
            let runs = taken.get(page)?.iter().map(|run| {
                let numbers: Vec<f64> = run.iter().map(what).collect();
                quantile(&numbers, share)
            });
            Figure::of(&runs.collect::<Option<Vec<f64>>>()?)
        };
        Some(Times {
            p50: of(|sample| sample.0, 0.5)?,
            p95: of(|sample| sample.0, 0.95)?,
            script: of(|sample| sample.1, 0.5)?,
            frame: of(|sample| sample.2, 0.5)?,
            tiles: tiles.get(page).copied()?,
        })
    };
    let [Some(widget), Some(bare), Some(floor)] = [times(0), times(1), times(2)] else {
        anyhow::bail!("there was no run");
    };
    Ok(Keys {
        brands: MANY,
        strokes: STROKES,
        ratio_p50: widget.p50.ratio(&bare.p50),
        ratio_p95: widget.p95.ratio(&bare.p95),
        widget,
        bare,
        floor,
    })
}

async fn one(
    stage: &Stage,
    edge: &Edge,
    page: Page,
    strokes: &[Stroke],
) -> Result<(Vec<Sample>, u32)> {
    stage.visit(edge, page, Pace::Full).await?;
    let expected: Vec<_> = strokes
        .iter()
        .map(|stroke| {
            let count = match page {
                Page::Widget | Page::Plain => Some(stroke.forgiving),
                Page::Bare => Some(stroke.count),
                Page::Empty => None,
            };
            json!({ "query": stroke.query, "count": count, "exact": stroke.count })
        })
        .collect();
    let browser = stage.browser();
    let script = "__bench.expect(arguments[0]); __bench.focus();";
    let _: () = browser.run(script, vec![expected.into()]).await?;
    stage.pace(Pace::SlowProcessor).await?;
    // What follows the first screen by itself has come by then.
    sleep(Duration::from_secs(1)).await;
    for (place, stroke) in strokes.iter().enumerate() {
        stage.stroke(stroke.letter).await?;
        sleep(PAUSE).await;
        // On a busy machine an answer takes longer than that; one that never comes is a failure, not slow.
        let start = Instant::now();
        let answered = "return __bench.samples.length;";
        while browser.run::<usize>(answered, vec![]).await? <= place {
            ensure!(
                start.elapsed() < PATIENCE,
                "{page:?} does not show what stroke {place} was to bring: {stroke:?}"
            );
            sleep(PAUSE).await;
        }
    }
    let script = "return [__bench.samples, __bench.tiles];";
    let (samples, tiles): (Vec<Sample>, u32) = browser.run(script, vec![]).await?;
    ensure!(
        (tiles > 0) == (page != Page::Empty),
        "{page:?} showed {tiles} tiles"
    );
    Ok((samples, tiles))
}

/// The strokes, and how many of the names each leaves.
fn strokes(names: &BTreeSet<String>, shelf: &Shelf) -> Vec<Stroke> {
    let mut queries = Vec::new();
    for word in WORDS.iter().cycle().take(STROKES) {
        let mut query = String::new();
        for letter in word.chars() {
            query.push(letter);
            queries.push((Some(letter), query.clone()));
        }
        while query.pop().is_some() {
            queries.push((None, query.clone()));
        }
    }
    queries.truncate(STROKES);
    let count = |query: &str| {
        let words: Vec<&str> = query.split_whitespace().collect();
        let fits = |name: &&String| words.iter().all(|word| name.contains(word));
        names.iter().filter(fits).count()
    };
    queries
        .into_iter()
        .map(|(letter, query)| Stroke {
            letter,
            count: count(&query),
            forgiving: shelf.matching(&query, &Filter::default()).len(),
            query,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::edge::shelf;
    use super::*;

    #[test]
    fn each_stroke_tells_what_it_leaves() {
        let names = ["amber market", "copper market", "club"].map(str::to_owned);
        let list = names
            .iter()
            .map(|name| json!({ "brand": name, "family": name, "kind": "giftcard" }));
        let body = json!({ "categories": [{ "brands": list.collect::<Vec<_>>() }] }).to_string();
        let shelf = shelf(body.as_bytes()).unwrap();
        let strokes = strokes(&names.into(), &shelf);
        assert!(
            strokes
                .iter()
                .all(|stroke| stroke.forgiving >= stroke.count)
        );
        assert_eq!(strokes.len(), STROKES);
        let first: Vec<_> = strokes[5..13]
            .iter()
            .map(|stroke| (stroke.letter, stroke.query.as_str(), stroke.count))
            .collect();
        assert_eq!(
            first,
            [
                (Some('t'), "market", 2),
                (None, "marke", 2),
                (None, "mark", 2),
                (None, "mar", 2),
                (None, "ma", 2),
                (None, "m", 2),
                (None, "", 3),
                (Some('a'), "a", 2),
            ]
        );
    }
}
