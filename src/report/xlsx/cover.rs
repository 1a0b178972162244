//! The first sheet of the workbook: the answer in the sentences of the first screen, the key figures, and what the
//! report was made with.

use super::workbook::{Answer, Cover};
use crate::report::grid::Datum;
use crate::report::manifest;
use crate::report::model::{Group, Report};
use crate::report::page::{About, KEY_FIGURES, answer, facts, made_with, when};

/// The first sheet of `report`.
pub(super) fn cover(report: &Report) -> Cover {
    let whens = report.periods.iter().map(|period| when(&period.window, report.as_of));
    let mut lines: Vec<String> = whens.collect();
    if !report.selection.is_empty() {
        lines.push(format!("Only {}", report.selection.join(", ")));
    }
    let has_several = lines.len() > 1 || report.periods.iter().any(|of| of.profiles.len() > 1);
    let mut answers = Vec::new();
    for period in &report.periods {
        for profile in &period.profiles {
            let about = About { report, period, profile };
            let heading =
                format!("{}: {}, {}", period.window.label, profile.title, profile.edition);
            let facts = facts(about).into_iter().map(|fact| {
                let label = fact.label.into_owned();
                (label, fact.lines)
            });
            answers.push(Answer {
                heading: has_several.then_some(heading),
                sentences: answer(about),
                facts: facts.collect(),
                figures: figures(&profile.total),
            });
        }
    }
    if answers.is_empty() {
        answers.push(Answer::nothing());
    }
    Cover {
        title: report.district.clone(),
        lines,
        audience: report.audience,
        answers,
        manifest: manifest::lines(&made_with(report)),
        day: report.as_of,
    }
}

/// The key figures of `total`, those that it has.
fn figures(total: &Group) -> Vec<(String, Datum)> {
    let figure = |(name, statistic): (&str, _)| {
        total.value(statistic).map(|value| (name.to_owned(), Datum::from(&value)))
    };
    KEY_FIGURES.into_iter().filter_map(figure).collect()
}
