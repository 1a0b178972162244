//! The first sheet of the workbook: the answer in the sentences of the first screen, the key figures, and what the
//! report was made with.

use super::sheets::NEEDS;
use super::workbook::{Answer, Cover};
use crate::count::{Share, Statistic, Value};
use crate::report::grid::Datum;
use crate::report::manifest;
use crate::report::model::{Group, Report};
use crate::report::page::{About, KEY_FIGURES, MadeOf, answer, facts, made_with, when};

/// Where the first screen says that there are more pairs that need someone; here they are a sheet.
const MORE_NEEDS: &str = "coach report --section needs";

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
                let see = format!("see {NEEDS}");
                let lines = fact.lines.iter().map(|line| line.replace(MORE_NEEDS, &see));
                (label, lines.collect())
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
        manifest: made_of(&made_with(report)),
        day: report.as_of,
    }
}

/// What a document was `made` with: its lines, with days as days.
pub(super) fn made_of(made: &MadeOf) -> Vec<(&'static str, Datum)> {
    let mut windows = made.windows.iter();
    let mut of = Vec::new();
    for (label, words) in manifest::lines(made) {
        match label {
            "As of" => of.push((label, Datum::Day(made.as_of))),
            "Period" => {
                let Some(window) = windows.next() else { continue };
                of.push((label, Datum::Words(window.label.clone())));
                of.extend([("From", Datum::Day(window.from)), ("To", Datum::Day(window.to))]);
            }
            _ => of.push((label, Datum::Words(words))),
        }
    }
    of
}

/// The key figures of `total`, those that it has.
fn figures(total: &Group) -> Vec<(String, Datum)> {
    let figure = |(name, statistic): (&str, _)| {
        let value = total.value(statistic)?;
        Some((name.to_owned(), Datum::from(&of_items(total, statistic, value))))
    };
    KEY_FIGURES.into_iter().filter_map(figure).collect()
}

/// `value`, of as many items as pages say where it counts some of them.
fn of_items(total: &Group, statistic: Statistic, value: Value) -> Value {
    let coverage = &total.coverage;
    let apply = coverage.in_place.n;
    match statistic {
        Statistic::Differs if apply > 0 => Share { k: coverage.differs, n: apply }.into(),
        Statistic::NotApplicable => {
            let n = apply + coverage.not_applicable;
            Share { k: coverage.not_applicable, n }.into()
        }
        _ => value,
    }
}
