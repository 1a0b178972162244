//! Two data, or two steps, of one record under one id.

use rustc_hash::FxHashMap;

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::store::LoadedRecord;
use crate::text::source::At;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "id-twice",
        sentence: "No two steps of a record share an id, and no two pieces of data in a review do",
        reason: "A step's address is its file and its id, and a decision names its data by id. If \
                 two share an id, nobody can tell which is meant.",
        level: Level::Error,
        leaves_out: false,
        bad: "  - {id: s1, what: write the exit ticket, who: educator}",
        mended: "  - {id: s2, what: write the exit ticket, who: educator}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let steps = loaded.record.steps().iter().filter_map(|step| step.id.as_ref());
        report(loaded, "steps", steps, found);
        if let Record::Review(review) = &loaded.record {
            report(loaded, "data", review.data.iter().filter_map(|data| data.id.as_ref()), found);
        }
    }
}

fn report<'r>(
    loaded: &LoadedRecord,
    what: &str,
    ids: impl Iterator<Item = &'r At<String>> + Clone,
    found: &mut Found,
) {
    if ids.clone().nth(1).is_none() {
        return;
    }
    let mut first = FxHashMap::default();
    for id in ids {
        let known = *first.entry(id.value.as_str()).or_insert(id.span);
        if known == id.span {
            continue;
        }
        found.push(loaded.file.path(), || {
            let message = format!("two {what} of this record have the id {}", quote(&id.value));
            Diagnostic::new(&CHECK.rule, loaded.file.place(id.span), message)
                .label("give one of them another id")
                .related(loaded.file.place(known), "first here")
        });
    }
}
