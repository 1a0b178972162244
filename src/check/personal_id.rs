//! An id that gives a person away: it holds a name or a telephone number.

use super::people::{self, Personal};
use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::store::File;
use crate::text::source::Span;

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
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let relationship = pair.relationship;
    for id in [&relationship.coach, &relationship.educator] {
        report(pair.file, &id.value, id.span, found);
    }
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let rater = &checklist.rater;
        if let Some(id) = &rater.id {
            report(&loaded.file, &id.value, id.span, found);
        }
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
