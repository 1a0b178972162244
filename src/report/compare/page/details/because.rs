//! What changed the numbers, as a page: relationship by relationship, with the records that made it so.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::report::Shown;
use crate::report::compare::page::{none, shown_steps};
use crate::report::compare::{Became, Because, RecordChange, Standing};
use crate::report::page::{Outline, Part};
use crate::text::wording::count;

/// Things that are listed one by one without being asked for.
const LISTED: usize = 50;

/// The things that count otherwise than before.
pub(super) fn add(all: &[Because], shown: Shown, parts: &mut Vec<Part>) {
    let all: Vec<&Because> =
        all.iter().filter(|thing| shown_steps(thing).next().is_some()).collect();
    if all.is_empty() {
        parts.push(Part::Line("No record counts differently than before.".to_owned()));
        return;
    }
    parts.push(Part::Heading("Because of".to_owned()));
    let one_by_one = all.len() <= LISTED || shown.explained;
    let pairs = all.chunk_by(|one, other| one.relationship == other.relationship);
    let outlines = pairs.map(|of_pair| {
        let path = of_pair.first().map_or("", |because| because.relationship.as_str());
        if one_by_one {
            let below = of_pair.iter().map(|because| thing(because)).collect();
            return Outline { text: format!("records/{path}"), below };
        }
        let files = of_pair.iter().flat_map(|because| &because.records).map(|of| &of.file);
        let files: BTreeSet<&String> = files.collect();
        Outline::leaf(format!(
            "records/{path}: {} of {}",
            count(of_pair.len(), "difference"),
            count(files.len(), "record")
        ))
    });
    parts.push(Part::Outline(outlines.collect()));
    if !one_by_one {
        let most = "The relationships above are shown only as counts; --explain lists each \
                    difference with its records, and filters such as --educator or --school show \
                    fewer relationships.";
        parts.extend([Part::Gap, Part::Line(most.to_owned())]);
    }
}

/// What counts otherwise, why, by how much, and the records that made it so.
fn thing(because: &Because) -> Outline {
    let mut text = because.what.clone();
    if let Some(why) = because.now.as_ref().or(because.before.as_ref()) {
        let when = if because.now.is_none() { "before: " } else { "" };
        let _ = write!(text, ": {when}{why}");
    }
    let steps: Vec<String> = shown_steps(because).map(standing).collect();
    let mut below = vec![Outline::leaf(steps.join(" · "))];
    let mut verdicts: Vec<(String, Vec<&str>)> = Vec::new();
    for record in &because.records {
        let verdict = verdict(record);
        match verdicts.iter_mut().find(|(known, _)| *known == verdict) {
            Some((_, files)) => files.push(&record.file),
            None => verdicts.push((verdict, vec![&record.file])),
        }
    }
    below.extend(
        verdicts
            .into_iter()
            .map(|(text, files)| Outline { text, below: vec![Outline::leaf(files.join(" "))] }),
    );
    Outline { text, below }
}

fn standing(standing: &Standing) -> String {
    let shown = |of: &Option<String>| of.clone().unwrap_or_else(none);
    format!("{} {} → {}", standing.measure, shown(&standing.before), shown(&standing.now))
}

/// What became of a record, and the rule that counts it or did.
fn verdict(record: &RecordChange) -> String {
    let counts = match (record.counted_before, record.counts_now) {
        (Some(true), Some(true)) => "counts in both",
        (_, Some(true)) => "counts now",
        (Some(true), _) => "no longer counts",
        _ => "does not count",
    };
    let verdict = match (record.became, record.counts_now) {
        (Became::New, Some(true)) => "new, and counts".to_owned(),
        (Became::Gone, None) => "is gone".to_owned(),
        (Became::LeftOut, None) => "is left out, because it has an error".to_owned(),
        (Became::Mended, Some(true)) => "had an error before, and counts now".to_owned(),
        (Became::Changed, _) if record.why.is_empty() => "is changed".to_owned(),
        (Became::Changed, _) => format!("is changed, and {counts}"),
        _ => counts.to_owned(),
    };
    if record.why.is_empty() { verdict } else { format!("{verdict}: {}", record.why) }
}
