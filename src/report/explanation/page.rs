//! An explanation as a page: the number, how it is made, and then relationship by relationship what
//! was counted. The records of a contribution are sorted by what became of them, those that count
//! first.

use super::model::{Adds, ExplainedContribution, Explanation};
use crate::count::Value;
use crate::report::page::{self, Part, Reasons};
use crate::text::wording::{count, grouped};

/// The parts of `explanation`, from top to bottom.
pub(super) fn of(explanation: &Explanation) -> Vec<Part> {
    let value = page::value(&explanation.value);
    let whole = match &explanation.value {
        Value::Share(share) => page::with_percent(*share),
        Value::Count { .. } | Value::Estimate { .. } => value.clone(),
    };
    let profile = explanation.profile.as_deref();
    let profile = profile.map(|id| format!("; profile {id}")).unwrap_or_default();
    let when = page::when(&explanation.window, explanation.as_of);
    let mut parts = vec![
        Part::Title { district: explanation.district.clone(), audience: explanation.audience },
        Part::Line(format!("{when}{profile}")),
        Part::Line(explanation.address.to_string()),
        Part::Gap,
        Part::Heading(format!("{whole}: {}", explanation.meaning)),
        Part::Line(explanation.formula.to_owned()),
    ];
    if let Some(limits) = explanation.sample_interval {
        let interval = page::interval(limits);
        let taken = format!("{interval} (Wilson 1927), requests taken as independent");
        parts.push(Part::Line(taken));
    }
    for relationship in &explanation.relationships {
        let alone = page::value(&relationship.value);
        let reasons = relationship.entries.iter().map(|entry| reasons(entry, &relationship.path));
        parts.extend([
            Part::Gap,
            Part::Heading(format!("{}: {alone}", relationship.path)),
            Part::Reasons(reasons.collect()),
        ]);
    }
    if let Some(audience) = explanation.withheld_from {
        let why = format!("The records behind it are not shown to the {}.", audience.in_words());
        parts.extend([Part::Gap, Part::Line(why)]);
        return parts;
    }
    let of = match explanation.relationships.len() {
        0 => "no relationship was under way in this period".to_owned(),
        n => match explanation.address.measure.of_coach() {
            // What a coach did alone is in a folder of its own.
            Some(_) => count(n, "folder"),
            None => count(n, "relationship"),
        },
    };
    parts.extend([Part::Gap, Part::Heading(format!("Total: {value}, {of}"))]);
    if explanation.new_apart > 0 {
        let pairs = count(explanation.new_apart, "new pair");
        let days = explanation.new_pair_days;
        let apart = format!("{pairs} (under way for less than {days} days) counted apart");
        parts.push(Part::Line(apart));
    }
    if explanation.left_out > 0 {
        let left_out = count(explanation.left_out, "record");
        parts.push(Part::Line(format!("{left_out} left out of every number")));
    }
    parts
}

fn reasons(entry: &ExplainedContribution, path: &str) -> Reasons {
    let mut verdicts: Vec<(String, Vec<String>)> = Vec::new();
    for counts in [true, false] {
        let verdict = if counts { "counts" } else { "does not count" };
        for record in entry.records.iter().filter(|record| record.counts == counts) {
            let verdict = format!("{verdict}: {}", record.why);
            let file = within(&record.file, path).to_owned();
            match verdicts.iter_mut().find(|(known, _)| *known == verdict) {
                Some((_, files)) => files.push(file),
                None => verdicts.push((verdict, vec![file])),
            }
        }
    }
    let what = format!("{}: {}; {}", entry.what, adds(&entry.adds), entry.because);
    Reasons { what, verdicts }
}

/// The name of a file in the folder `path`.
fn within<'f>(file: &'f str, path: &str) -> &'f str {
    let name = file.strip_prefix(path).and_then(|rest| rest.strip_prefix('/'));
    name.unwrap_or(file)
}

fn adds(adds: &Adds) -> String {
    match adds {
        Adds::Share(share) => format!("adds {}", page::share(*share)),
        Adds::Count { count } => format!("adds {}", grouped(*count as usize)),
        Adds::Distinct { distinct } => format!("adds {distinct}, once"),
        Adds::Once { once, count } => format!("adds {} of {once}, once", grouped(*count as usize)),
        Adds::OnceShare { once, k, n } => {
            format!("adds {} of {once}, once", page::share(crate::count::Share { k: *k, n: *n }))
        }
        Adds::Visit { observers, items } => {
            let level = |level: &Option<u8>| level.map_or("–".to_owned(), |n| n.to_string());
            let rated = items.iter().map(|rated| {
                let levels: Vec<String> = rated.levels.iter().map(level).collect();
                format!("{} {}", rated.item, levels.join("/"))
            });
            let rated = rated.collect::<Vec<_>>().join(", ");
            format!("adds the levels of {}: {rated}", observers.join("/"))
        }
        Adds::Month { month: None } => "no point of this relationship".to_owned(),
        Adds::Month { month: Some(value) } => format!("adds {} to the month", page::value(value)),
        Adds::Data { value, after: false, .. } => format!("adds {value} before"),
        Adds::Data { value, .. } => format!("adds {value} after"),
        Adds::Levels { own, observer } => format!("adds {own} beside the observer's {observer}"),
    }
}
