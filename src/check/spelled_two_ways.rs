//! One thing that people spell in several ways, so that it gets several rows.

use std::collections::BTreeMap;

use super::across::{Distant, Side, Trace};
use super::{Check, Find, Folder, Found, asks};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{DataSource, Record};
use crate::store::File;
use crate::text::source::{At, Span};
use crate::text::spelling::loose;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "spelled-two-ways",
        sentence: "A practice is spelled the same way everywhere, and so is each measure of a pair",
        reason: "A report has one row for each practice, and a relationship has one series for \
                 each measure. If the same thing is spelled with other capitals, dashes or \
                 quotation marks, it gets two rows, and neither is complete. Accents and spaces \
                 make no difference.",
        level: Level::Warning,
        leaves_out: false,
        bad: "practice: Wait-time",
        mended: "practice: wait time",
    },
    find: Find::Both(measures, practices, asks::relationships),
};

const HELP: &str = "spell it the same way everywhere; if they are two things, add a word to one \
                    of them";

/// How often one spelling occurs, and where first.
struct Spelling<T> {
    times: usize,
    first: T,
}

/// The spellings of each thing among `texts`, by what they have in common.
fn spellings<'t, T>(
    texts: impl Iterator<Item = (&'t str, T)>,
) -> BTreeMap<String, BTreeMap<&'t str, Spelling<T>>> {
    let mut found: BTreeMap<String, BTreeMap<&str, Spelling<T>>> = BTreeMap::new();
    for (text, first) in texts {
        let spellings = found.entry(loose(text)).or_default();
        spellings.entry(text).or_insert(Spelling { times: 0, first }).times += 1;
    }
    found.retain(|common, spellings| !common.is_empty() && spellings.len() > 1);
    found
}

/// The spelling that most have; of equals, the one that sorts first.
fn usual<'t, 's, T>(spellings: &'s BTreeMap<&'t str, Spelling<T>>) -> Option<(&'t str, &'s T)> {
    let most = spellings.values().map(|spelling| spelling.times).max()?;
    let (text, spelling) = spellings.iter().find(|(_, spelling)| spelling.times == most)?;
    Some((text, &spelling.first))
}

fn measures(folder: &Folder, found: &mut Found) {
    let named = named(folder);
    let texts = named.iter().map(|&(file, measure)| (measure.value.as_str(), (file, measure.span)));
    let known = spellings(texts);
    if known.is_empty() {
        return;
    }
    for &(file, measure) in &named {
        let usual = known.get(&loose(&measure.value)).and_then(usual);
        let Some((other, &(there, at))) = usual.filter(|(other, _)| *other != measure.value) else {
            continue;
        };
        found.push(file.path(), || {
            let message = message("measure", &measure.value, other);
            Diagnostic::new(&CHECK.rule, file.place(measure.span), message)
                .label(LABEL)
                .related(there.place(at), LABEL)
                .help(HELP)
        });
    }
}

/// The measures that the pair's reviews name, each with its file.
fn named<'p>(folder: &Folder<'p>) -> Vec<(&'p File, &'p At<String>)> {
    let reviews = folder.records.iter().filter_map(|loaded| match &loaded.record {
        Record::Review(review) => Some((&loaded.file, review)),
        _ => None,
    });
    let measures = reviews.flat_map(|(file, review)| {
        review.data.iter().filter_map(move |data| match &data.source {
            DataSource::StudentData { measure, .. } => Some((file, measure)),
            DataSource::FidelityChecklist { .. } => None,
        })
    });
    measures.collect()
}

fn practices(traces: &[Trace], found: &mut Vec<Distant>) {
    let named = || {
        traces.iter().filter_map(|trace| {
            let practice = trace.practice.as_ref()?.as_ref()?;
            Some((practice.value.as_str(), (trace, practice.span)))
        })
    };
    let known = spellings(named());
    if known.is_empty() {
        return;
    }
    for (practice, here) in named() {
        let usual = known.get(&loose(practice)).and_then(usual);
        if let Some((other, &there)) = usual.filter(|(other, _)| *other != practice) {
            found.push(report((practice, here), (other, there)));
        }
    }
}

type Named<'t> = (&'t str, (&'t Trace, Span));

fn report(here: Named, there: Named) -> Distant {
    let side = |(practice, (trace, at)): Named, other: &str| Side {
        spot: trace.spot(at),
        message: message("practice", practice, other),
        label: LABEL.to_owned(),
    };
    let (here, there) = (side(here, there.0), side(there, here.0));
    Distant { rule: &CHECK.rule, here, there: Some(there), help: HELP }
}

const LABEL: &str = "spelled this way here";

fn message(what: &str, text: &str, other: &str) -> String {
    format!("the {what} {} is spelled {} in another record", quote(text), quote(other))
}
