//! A file whose name contradicts the record inside: another kind or another day.

use super::Pair;
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::store::RecordName;

/// See the module.
pub(super) static RULE: Rule = Rule {
    id: "file-name",
    sentence: "A record's file name gives its kind and its day",
    level: Level::Error,
    leaves_out: false,
};

pub(super) fn find(pair: &Pair, found: &mut Vec<Diagnostic>) {
    for loaded in pair.records {
        let RecordName::Dated(date, kind) = loaded.name else { continue };
        let inside = loaded.record.kind();
        if inside != kind {
            let message = format!(
                "the file is named as a {} but holds a record of kind {}",
                kind.name(),
                quote(inside.name())
            );
            found.push(
                Diagnostic::new(&RULE, loaded.file.place(loaded.kind_span), message)
                    .label(format!("the file name says {}", quote(kind.name())))
                    .help(
                        "rename the file, or correct the kind; the record counts as what it says",
                    ),
            );
        }
        let dated = loaded.record.date();
        if dated.value != date {
            let key = inside.date_key();
            let message = format!("the file is named for {date} but `{key}` is {}", dated.value);
            found.push(
                Diagnostic::new(&RULE, loaded.file.place(dated.span), message)
                    .label(format!("the file name says {date}"))
                    .help("rename the file, or correct the date; the record counts on the day it says"),
            );
        }
    }
}
