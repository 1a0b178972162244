//! An id that gives a person away: it holds a name or a telephone number.

use super::people::{self, Personal};
use super::{Check, Find, Folder, Found, Whose};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::store::File;
use crate::text::source::{At, Span};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "personal-id",
        sentence: "A person's id contains no name and no telephone number",
        reason: "Ids are in file names, in reports and in the history of the repository, where \
                 nothing can be taken back. An id without a digit, or with an @, is a `bad-id`.",
        level: Level::Error,
        leaves_out: false,
        bad: "rater: {role: observer, id: jsmith2}",
        mended: "rater: {role: observer, id: o-2}",
    },
    find: Find::InFolder(find),
};

fn find(folder: &Folder, found: &mut Found) {
    match folder.whose {
        Whose::Pair(file, relationship) => {
            for id in [&relationship.coach, &relationship.educator] {
                report(file, &id.value, id.span, found);
            }
        }
        // Only the folder's name says who it is.
        Whose::Coach(id) => {
            if let Some(first) = folder.records.first() {
                report(&first.file, id, first.kind_span, found);
            }
        }
    }
    for loaded in folder.records {
        for id in ids(&loaded.record) {
            report(&loaded.file, &id.value, id.span, found);
        }
    }
}

/// The ids of people that `record` names.
fn ids(record: &Record) -> &[At<String>] {
    match record {
        Record::Checklist(checklist) => checklist.rater.id.as_slice(),
        Record::Session(session) => &session.also_coach,
        Record::Relationship(_)
        | Record::Contact(_)
        | Record::Request(_)
        | Record::Feedback(_)
        | Record::Review(_)
        | Record::Missed(_)
        | Record::Time(_) => &[],
    }
}

fn report(file: &File, id: &str, span: Span, found: &mut Found) {
    let Some(given_away) = people::in_id(id) else { return };
    found.push(file.path(), || {
        let what = match given_away {
            Personal::Name => "a name",
            Personal::Telephone => "a telephone number",
            Personal::Address => "an address",
        };
        let message = format!("this id may contain {what}");
        Diagnostic::new(&CHECK.rule, file.place_unshown(span), message)
            .label("people go by ids such as c-03 or t-104")
            .help("give the person an id that reveals nothing, in every record and folder name")
            .help("names stay in people.yaml, outside the repository")
    });
}
