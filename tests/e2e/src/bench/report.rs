//! What was measured, for people and for programs.

use serde::Serialize;

use super::figures::Figure;
use super::keys::Keys;
use super::load::Load;

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
            lines.push(row(["", "widget", "bare page", "ratio"].map(str::to_owned)));
            let (widget, bare) = (&load.widget, &load.bare);
            let mut line = |name: &str, figures: [&Figure; 2], ratio: String| {
                let [widget, bare] = figures.map(|figure| told(figure, 0));
                lines.push(row([name.to_owned(), widget, bare, ratio]));
            };
            let ratio = format!("{:.2}", load.ratio);
            line("usable", [&widget.usable, &bare.usable], ratio);
            line("code there", [&widget.code, &bare.code], String::new());
            let asked = [&widget.asked, &bare.asked];
            line("brands asked", asked, String::new());
            let brands = [&widget.catalogue, &bare.catalogue];
            line("brands there", brands, String::new());
            line("bytes", [&widget.bytes, &bare.bytes], String::new());
            let shifts = [widget.shift, bare.shift].map(|shift| format!("{shift:.4}"));
            let [widget, bare] = shifts;
            lines.push(row([
                "layout shift".to_owned(),
                widget,
                bare,
                String::new(),
            ]));
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
            let shift = load.widget.shift;
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
    format!("  {name:<14}{one:>26}{two:>26}{three:>8}")
        .trim_end()
        .to_owned()
}
