//! Names, e-mail addresses and telephone numbers in what people wrote freely.

use super::people::{self, Personal};
use super::{Check, Find, Folder, Found};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::syntax::tree;
use crate::text::source::Span;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "personal-data",
        sentence: "Records name nobody: no names, e-mail addresses or telephone numbers in the text",
        reason: "Many people can read the repository, and its history keeps every word. This rule \
                 points out what looks like a name (a title with a name, or a common given name), \
                 an address or a number. It never quotes it, and it cannot recognize every name.",
        level: Level::Warning,
        leaves_out: false,
        bad: "about: sent the plan to a.teacher@school.example",
        mended: "about: sent the plan to t-101",
    },
    find: Find::InFolder(find),
};

fn find(folder: &Folder, found: &mut Found) {
    for file in folder.files() {
        let found_in = |(at, text): (Span, &str)| {
            let found = people::in_text(text).into_iter();
            found.map(move |(span, what)| {
                (Span { start: at.start + span.start, end: at.start + span.end }, what)
            })
        };
        for (span, given_away) in file.in_own_words().flat_map(found_in) {
            // Of what stands for an id it was said already.
            if file.has_fault(&tree::rules::BAD_ID, span) {
                continue;
            }
            found.push(file.path(), || {
                let (message, label) = match given_away {
                    Personal::Name => {
                        ("this may be a person's name", "write the person's id, or `a student`")
                    }
                    Personal::Address => (
                        "this looks like an e-mail address",
                        "leave it out, or write the person's id",
                    ),
                    Personal::Telephone => ("this looks like a telephone number", "leave it out"),
                };
                Diagnostic::new(&CHECK.rule, file.place_unshown(span), message).label(label).help(
                    "if it names nobody, write on the line above its key: # coach: \
                         allow[personal-data] and the reason",
                )
            });
        }
    }
}
