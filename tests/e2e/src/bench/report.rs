//! What was measured, for people and for programs.

use serde::Serialize;

use super::figures::Figure;
use super::keys::Keys;
use super::load::{Load, Loaded};

/// The first screen's limit with a usual number of brands, ms.
const USABLE: f64 = 1_500.0;

/// Everything that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// How often.
    pub runs: usize,
    /// The page area's width in CSS pixels.
    pub width: u32,
    /// Strokes, if asked for.
    pub keys: Option<Keys>,
    /// Loading, a shop each.
    pub loads: Vec<Load>,
}

impl Report {
    /// The table.
    pub fn table(&self) -> String {
        let mut lines = vec![format!(
            "medians of {} runs (least to most), {} px wide, processor slowed 4 times",
            self.runs, self.width
        )];
        if let Some(keys) = &self.keys {
            lines.push(String::new());
            lines.push(format!(
                "a key to the paint that answers it, ms: {} strokes a run, {} brands",
                keys.strokes, keys.brands
            ));
            lines.push(row(["", "p50", "p95", "tiles"].map(str::to_owned)));
            for (name, times) in [
                ("widget", &keys.widget),
                ("bare page", &keys.bare),
                ("empty page", &keys.floor),
            ] {
                let [p50, p95] = [&times.p50, &times.p95].map(|figure| told(figure, 1));
                lines.push(row([name.to_owned(), p50, p95, times.tiles.to_string()]));
                let (script, frame) = (times.script.median, times.frame.median);
                lines.push(format!("    listeners {script:.1}, frame {frame:.1}"));
            }
            let [p50, p95] = [keys.ratio_p50, keys.ratio_p95].map(|ratio| format!("{ratio:.2}"));
            lines.push(row(["widget : bare".to_owned(), p50, p95, String::new()]));
        }
        for load in &self.loads {
            lines.push(String::new());
            lines.push(format!(
                "first screen usable, ms since navigation: {} brands, 1.6 Mbit/s, 150 ms",
                load.brands
            ));
            let heads = ["", "widget", "without hints", "bare page"];
            lines.push(row(heads.map(str::to_owned)));
            let pages = [&load.widget, &load.plain, &load.bare];
            let mut line = |name: &str, of: fn(&Loaded) -> &Figure| {
                let [widget, plain, bare] = pages.map(|page| told(of(page), 0));
                lines.push(row([name.to_owned(), widget, plain, bare]));
            };
            line("usable", |page| &page.usable);
            line("grid", |page| &page.grid);
            line("whole list", |page| &page.whole);
            line("code there", |page| &page.code);
            line("brands asked", |page| &page.asked);
            line("brands there", |page| &page.catalogue);
            line("bytes", |page| &page.bytes);
            let [widget, plain, bare] = pages.map(|page| format!("{:.4}", page.shift));
            lines.push(row(["layout shift".to_owned(), widget, plain, bare]));
            lines.push(format!("  usable, widget : bare page {:.2}", load.ratio));
            let weight = load.catalogue;
            lines.push(format!(
                "the list of brands: {} bytes, {} as the proxy sends it",
                weight.raw, weight.sent
            ));
        }
        lines.push(String::new());
        lines.extend(self.verdicts());
        lines.join("\n")
    }

    /// Each goal and whether it was met.
    fn verdicts(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut say = |met: bool, what: String| {
            all.push(format!(
                "{} {what}",
                if met { "met:    " } else { "not met:" }
            ));
        };
        if let Some(keys) = &self.keys {
            for (name, ratio) in [("p50", keys.ratio_p50), ("p95", keys.ratio_p95)] {
                let what = format!("a key takes {ratio:.2} of the bare page's {name} (1 at most)");
                say(ratio <= 1.0, what);
            }
        }
        for load in &self.loads {
            let (brands, usable) = (load.brands, load.widget.usable.median);
            if brands == super::USUAL {
                let what = format!("{brands} brands usable after {usable:.0} ms of {USABLE:.0}");
                say(usable <= USABLE, what);
            }
            let shift = load.widget.shift.max(load.plain.shift);
            say(
                shift == 0.0,
                format!("nothing moves with {brands} brands: {shift:.4}"),
            );
        }
        all
    }
}

fn told(figure: &Figure, digits: usize) -> String {
    let Figure {
        median,
        least,
        most,
    } = figure;
    format!("{median:.digits$} ({least:.digits$}–{most:.digits$})")
}

fn row([name, one, two, three]: [String; 4]) -> String {
    format!("  {name:<14}{one:>24}{two:>24}{three:>24}")
        .trim_end()
        .to_owned()
}
