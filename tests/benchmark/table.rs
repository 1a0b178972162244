//! What was measured, as Markdown: the programs beside each other, and the targets.

use crate::measure::{Series, Spread};

const NOT_MEASURED: &str = "not measured";

/// A bound, and what was measured of it.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) measured: Option<f64>,
    pub(crate) unit: &'static str,
    pub(crate) is_met: fn(f64) -> bool,
}

/// One line a program. The first is (a), of which the times are multiples; `parsing` is (b), itself
/// among the programs where it is here.
pub(crate) fn programs(programs: &[Series], parsing: Option<&Series>) -> String {
    let reading = programs[0].seconds().median;
    let mut table = heading(&[
        "program",
        "s (min..max)",
        "processor s",
        "as long as (a)",
        "as fast as (b)",
        "peak MB",
    ]);
    for series in programs {
        let seconds = series.seconds();
        let faster = parsing.map(|parsing| parsing.seconds().median / seconds.median);
        table += &line(&[
            series.name.clone(),
            spread(&seconds, 1.0),
            series.processor_seconds().map_or(NOT_MEASURED.into(), |s| format!("{:.3}", s.median)),
            format!("{:.2} ×", seconds.median / reading),
            faster.map_or(NOT_MEASURED.into(), |faster| format!("{faster:.1} ×")),
            series.peak_mb().map_or(NOT_MEASURED.into(), |mb| format!("{mb:.1}")),
        ]);
    }
    table
}

/// One line a target, met or missed.
pub(crate) fn targets(targets: &[Target]) -> String {
    let mut table = heading(&["target", "measured", ""]);
    for target in targets {
        let (measured, outcome) = match target.measured {
            None => (NOT_MEASURED.to_owned(), ""),
            Some(value) if (target.is_met)(value) => (format!("{value:.2} {}", target.unit), "met"),
            Some(value) => (format!("{value:.2} {}", target.unit), "missed"),
        };
        table += &line(&[target.name.to_owned(), measured, outcome.to_owned()]);
    }
    table
}

/// Median and outermost values in a unit of which a second has so many.
pub(crate) fn spread(seconds: &Spread, a_second: f64) -> String {
    let [median, least, most] =
        [seconds.median, seconds.least, seconds.most].map(|seconds| seconds * a_second);
    format!("{median:.3} ({least:.3}..{most:.3})")
}

/// The first column holds words, the others numbers.
fn heading(columns: &[&str]) -> String {
    let names: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    format!("{}|---|{}\n", line(&names), "---:|".repeat(columns.len() - 1))
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
