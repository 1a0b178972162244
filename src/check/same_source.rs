//! Two records that were imported from the same source under the same key.

use rustc_hash::FxHashMap;

use super::across::{Distant, Imported, Side, Trace, repeated};
use super::asks::{Asks, Judged};
use super::{Check, Find};
use crate::diagnostic::{Level, Rule};
use crate::store::Mark;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "same-source",
        sentence: "No two records have the same `source`, name and key",
        reason: "A key of a source means one record. If two records have it, one was imported twice, \
                 and counts twice.",
        level: Level::Error,
        leaves_out: false,
        bad: "method: phone\nsource: {name: coaching-form, key: r-0017}",
        mended: "method: phone\nsource: {name: coaching-form, key: r-0018}",
    },
    find: Find::Across(find, asks),
};

/// Any record of anyone may have come from the same row.
fn asks(Judged { trace, is_judged }: Judged, asks: &mut Asks) {
    if trace.imported.iter().any(|one| is_judged(&one.file.to_string())) {
        asks.leaves_open(&CHECK.rule);
    }
}

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let all = || traces.iter().flat_map(|trace| trace.imported.iter().map(move |one| (trace, one)));
    let repeated = repeated(all().map(|(_, one)| one.origin));
    let mut first = FxHashMap::default();
    for this in all().filter(|(_, one)| repeated.contains(&one.origin)) {
        let known = *first.entry(this.1.origin).or_insert(this);
        if !std::ptr::eq(known.1, this.1) {
            found.push(report(known, this));
        }
    }
}

fn report(before: (&Trace, &Imported), this: (&Trace, &Imported)) -> Distant {
    let side = |(trace, one): (&Trace, &Imported), other: &Imported| Side {
        spot: trace.spot_in(&one.file, Mark::Source),
        message: format!("{} has the same source and key", quote(&other.file.to_string())),
        label: "the same record twice?".to_owned(),
    };
    Distant {
        rule: &CHECK.rule,
        here: side(this, before.1),
        there: Some(side(before, this.1)),
        help: "delete one of the two, or correct the key that is wrong",
    }
}
