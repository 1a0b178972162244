//! A session that lists an item twice.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "item-twice",
        sentence: "A session lists each item once",
        reason: "An item that is listed twice counts once. Perhaps another item was meant. If a \
                 checklist rates an item twice, that is a `duplicate-key`.",
        level: Level::Warning,
        leaves_out: false,
        bad: "items: [rationale, manageable-units, rationale]",
        mended: "items: [rationale, manageable-units]",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let profile = &pair.relationship.profile;
    for loaded in pair.records {
        let Record::Session(session) = &loaded.record else { continue };
        let mut first = vec![None; profile.items.len()];
        for item in &session.items {
            let Some(known) = first[item.value].replace(item.span) else { continue };
            found.push(loaded.file.path(), || {
                let id = quote(&profile.items[item.value].id);
                let message = format!("the item {id} is listed twice");
                Diagnostic::new(&CHECK.rule, loaded.file.place(item.span), message)
                    .label("delete it, or write the item that was meant")
                    .related(loaded.file.place(known), "first here")
            });
        }
    }
}
