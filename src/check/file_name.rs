//! A file whose name contradicts the record inside: another kind or another day.

use super::{Check, Find, Folder, Found};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::store::RecordName;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "file-name",
        sentence: "A record's file name matches its kind and its day",
        reason: "The record counts as what it says inside; facts are never taken from the name. \
                 But a wrong name misleads everyone who looks for the record.",
        level: Level::Error,
        leaves_out: false,
        bad: "records/lincoln/c-01-t-101/2025-09-30-session-0001.yaml",
        mended: "records/lincoln/c-01-t-101/2025-09-10-session-0001.yaml",
    },
    find: Find::InFolder(find),
};

fn find(folder: &Folder, found: &mut Found) {
    for loaded in folder.records {
        let RecordName::Dated(date, kind) = loaded.name else { continue };
        let inside = loaded.record.kind();
        if inside != kind {
            found.push(loaded.file.path(), || {
                let message = format!(
                    "the file is named as a {}, but its record is of kind {}",
                    kind.noun(),
                    quote(inside.name())
                );
                Diagnostic::new(&CHECK.rule, loaded.file.place(loaded.kind_span), message)
                    .label(format!("the file name says {}", quote(kind.name())))
                    .help(
                        "rename the file, or correct the kind; the record counts as the kind it \
                           gives",
                    )
            });
        }
        let Some(dated) = loaded.date() else { continue };
        if dated.value != date {
            found.push(loaded.file.path(), || {
                let key = inside.date_key();
                let message =
                    format!("the file is named for {date}, but `{key}` is {}", dated.value);
                Diagnostic::new(&CHECK.rule, loaded.file.place(dated.span), message)
                    .label(format!("the file name says {date}"))
                    .help(
                        "rename the file, or correct the date; the record counts on the day it \
                         gives",
                    )
            });
        }
    }
}
