//! Two records that say the same: most likely one record twice.

use rustc_hash::FxHashMap;

use super::across::{Distant, Side, Text, Trace, repeated};
use super::asks::{Asks, Judged};
use super::overlapping_relationships::is_copy;
use super::{Check, Find, Folder, Found};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::store::{Mark, Person};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "same-content",
        sentence: "No two records of a pair or of a coach say the same thing, and no two pairs have the same \
                   session",
        reason: "A record that was saved or imported twice counts twice. If one meeting was with \
                 several educators, each educator has a record of it, with the same `meeting`.",
        level: Level::Warning,
        leaves_out: false,
        bad: "minutes: 10\nabout: the seating plan",
        mended: "minutes: 10\nabout: the reading corner",
    },
    find: Find::Both(in_folder, across, asks),
};

/// A session that was saved twice has the same day, and the same coach or educator; where it has neither, no folder's
/// name tells.
fn asks(Judged { trace, is_judged }: Judged, asks: &mut Asks) {
    for text in trace.texts().filter(|text| is_judged(&text.file.to_string())) {
        let day = text.file.date();
        let coach = trace.coach().map(|id| Person::Coach(id.to_owned()));
        for person in
            coach.into_iter().chain(trace.educator().map(|id| Person::Educator(id.to_owned())))
        {
            asks.of(person, day);
        }
        asks.leaves_open(&CHECK.rule);
    }
}

fn in_folder(folder: &Folder, found: &mut Found) {
    let mut first = FxHashMap::default();
    first.reserve(folder.records.len());
    for loaded in folder.records_looked_at_last() {
        // Two mails or questions of one day, of which nothing is told, are no slip.
        let is_bare = loaded.file.prose_length() == 0 && loaded.record.kind().may_repeat();
        if is_bare || !loaded.says_all() {
            continue;
        }
        let known = *first.entry(loaded.fingerprint).or_insert(loaded);
        if std::ptr::eq(known, loaded) {
            continue;
        }
        found.push(loaded.file.path(), || {
            let message = format!("this record says the same as {}", quote(&known.file.name));
            Diagnostic::new(&CHECK.rule, loaded.file.place(loaded.kind_span), message)
                .label("the same record twice?")
                .related(known.file.place(known.kind_span), "the other one")
                .help("delete one of the two (`coach remove RECORD`); if both happened, write in one how it differs")
        });
    }
}

fn across(traces: &[Trace], found: &mut Vec<Distant>) {
    let texts = || traces.iter().flat_map(Trace::texts);
    let repeated = repeated(texts().map(|text| text.fingerprint.get()));
    let mut first: FxHashMap<u64, (usize, Text)> = FxHashMap::default();
    for (index, trace) in traces.iter().enumerate() {
        for text in trace.texts().filter(|text| repeated.contains(&text.fingerprint.get())) {
            let (known, other) = *first.entry(text.fingerprint.get()).or_insert((index, text));
            let before = &traces[known];
            // Within one pair it was said already; and of a copied relationship, that it is one.
            if known != index && !is_copy(before, trace) {
                found.push(report(before, other, trace, text));
            }
        }
    }
}

fn report(before: &Trace, other: Text, trace: &Trace, text: Text) -> Distant {
    let side = |trace: &Trace, text: Text, other: &Trace| Side {
        spot: trace.spot_in(text.file, Mark::Kind),
        message: format!(
            "this session says the same as one of the pair {}",
            quote(other.path.rsplit('/').next().unwrap_or(&other.path))
        ),
        label: "the same record in two folders?".to_owned(),
    };
    Distant {
        rule: &CHECK.rule,
        here: side(trace, text, before),
        there: Some(side(before, other, trace)),
        help: "delete the one in the wrong folder (`coach remove RECORD`); if it was one meeting with several \
               educators, write the same `meeting` in each record",
    }
}
