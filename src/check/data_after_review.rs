//! Data that are newer than the review that looks at them.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{DataSource, Record};
use crate::store::LoadedRecord;
use crate::text::source::At;
use chrono::NaiveDate;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "data-after-review",
        sentence: "A review's data are not newer than the review",
        reason: "Nobody can have looked at newer data on that day. Most often a day or month is \
                 mistyped, and the decision would seem to rest on data that did not exist yet.",
        level: Level::Error,
        leaves_out: false,
        bad: "values: [{on: 2025-12-10, value: 52, n: 24}]",
        mended: "values: [{on: 2025-10-12, value: 52, n: 24}]",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Review(review) = &loaded.record else { continue };
        let Some(date) = loaded.date() else { continue };
        for data in &review.data {
            for value in data.values().iter().filter(|value| value.on.is_read()) {
                report(loaded, value.on, date, "this value is from", found);
            }
            let DataSource::FidelityChecklist { file: Some(name) } = &data.source else { continue };
            let Some(Record::Checklist(checklist)) = pair.record_named(&name.value) else {
                continue;
            };
            if checklist.date.is_read() {
                let of = At { value: checklist.date.value, span: name.span };
                report(loaded, of, date, "this checklist is from", found);
            }
        }
    }
}

fn report(
    loaded: &LoadedRecord,
    data: At<NaiveDate>,
    review: At<NaiveDate>,
    what: &str,
    found: &mut Found,
) {
    if data.value <= review.value {
        return;
    }
    found.push(loaded.file.path(), || {
        let message = format!("{what} {}, after the review", data.value);
        Diagnostic::new(&CHECK.rule, loaded.file.place(data.span), message)
            .label("is a digit wrong?")
            .related(loaded.file.place(review.span), "the review is here")
    });
}
