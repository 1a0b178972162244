//! What was measured, as Markdown: the programs beside each other, the small commands, and the targets.

use coach::text::wording::grouped;

use crate::measure::{Series, Spread};
use crate::targets::{Limit, Taken, Target};

const NOT_MEASURED: &str = "not measured";

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
        "peak MiB",
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
            mib(series),
        ]);
    }
    table
}

/// One line a command of milliseconds.
pub(crate) fn small(commands: &[Series]) -> String {
    let mut table = heading(&["command", "ms (min..max)", "processor ms", "peak MiB"]);
    for series in commands {
        let ms = spread(&series.seconds(), 1000.0);
        let processor = series.processor_seconds();
        let processor =
            processor.map_or(NOT_MEASURED.into(), |s| format!("{:.3}", s.median * 1000.0));
        table += &line(&[series.name.clone(), ms, processor, mib(series)]);
    }
    table
}

/// One line a target, met or missed, and how many are missed.
pub(crate) fn targets(targets: &[Target], taken: &Taken) -> String {
    let mut table = heading(&["target", "limit", "measured", ""]);
    let mut missed = Vec::new();
    for Target { name, limit, unit, measured } in targets {
        let with_unit = |number: String| format!("{number} {unit}").trim_end().to_owned();
        let bound = match limit {
            Limit::AtMost(most) => format!("≤ {}", with_unit(plain(*most))),
            Limit::AtLeast(least) => format!("≥ {}", with_unit(plain(*least))),
        };
        let (measured, outcome) = match measured(taken) {
            Err(why) => (NOT_MEASURED.to_owned(), why),
            Ok(number) if limit.is_met_by(number) => (with_unit(shown(number)), "met".to_owned()),
            Ok(number) => {
                missed.push(*name);
                (with_unit(shown(number)), "missed".to_owned())
            }
        };
        let outcome = outcome.lines().next().unwrap_or_default().to_owned();
        table += &line(&[(*name).to_owned(), bound, measured, outcome]);
    }
    match &missed[..] {
        [] => table + "\nno target is missed",
        missed => format!("{table}\nmissed, {}: {}", missed.len(), missed.join("; ")),
    }
}

/// Median and outermost values in a unit of which a second has so many.
pub(crate) fn spread(seconds: &Spread, a_second: f64) -> String {
    let [median, least, most] =
        [seconds.median, seconds.least, seconds.most].map(|seconds| seconds * a_second);
    format!("{median:.3} ({least:.3}..{most:.3})")
}

fn mib(series: &Series) -> String {
    series.peak_mib().map_or(NOT_MEASURED.into(), |mib| format!("{mib:.1}"))
}

/// A limit, as it is written in the table of targets.
fn plain(number: f64) -> String {
    if number >= 1000.0 { shown(number) } else { number.to_string() }
}

fn shown(number: f64) -> String {
    if number >= 1000.0 { grouped(number as usize) } else { format!("{number:.2}") }
}

/// The first column holds words, the others numbers.
pub(crate) fn heading(columns: &[&str]) -> String {
    let names: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    format!("{}|---|{}\n", line(&names), "---:|".repeat(columns.len() - 1))
}

pub(crate) fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
