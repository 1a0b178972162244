//! Which older profile this one takes the place of, and which of its items are the same.

use super::value;
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, ProfileForm, Table, needed};
use crate::domain::profile::succession::unknown;
use crate::domain::profile::{Item, Renamed, Supersedes, rules};
use crate::syntax::tree::{Fields, Node, Value, rules as tree_rules};
use crate::text::source::At;
use crate::text::wording::quote;

pub(super) static SUPERSEDES: Table = Table {
    what: "profile's `supersedes` table",
    example: "",
    keys: &[
        needed("profile", Form::Id)
            .about("The id of the older profile, for example \"rounds-2019\"."),
        needed("items", Form::OfProfile(ProfileForm::OlderIds))
            .about("Items that are the same, for example purpose = \"goal\": new id = \"old id\"."),
    ],
    cases: &[],
};

/// A `supersedes` table as it is. Whether its words are items shows when all of them are read.
pub(super) struct Read {
    profile: At<String>,
    items: Vec<(At<String>, At<String>)>,
}

/// Reads the table.
pub(super) fn read(node: &Node, problems: &mut Problems) -> Option<Read> {
    let mut fields = SUPERSEDES.open(node, problems)?;
    let profile = fields.required_at("profile", problems, value::id);
    let items = fields.required("items", problems, |node, problems| {
        let Value::Map(entries) = &node.value else {
            return Fields::of(node, "set of items", problems).and(None);
        };
        let read = entries.iter().filter_map(|entry| {
            let older = value::id(&entry.value, problems)?;
            let item = At { value: entry.key.to_string(), span: entry.key_span };
            Some((item, At { value: older, span: entry.value.span }))
        });
        Some(read.collect::<Vec<_>>())
    });
    fields.finish(problems);
    Some(Read { profile: profile?, items: items? })
}

impl Read {
    /// The table held against the profile's own id and items; `all_read` says whether every item of the
    /// text is among `items`.
    pub(super) fn finish(
        self,
        own: Option<&str>,
        items: &[Item],
        all_read: bool,
        problems: &mut Problems,
    ) -> Supersedes {
        if own == Some(self.profile.value.as_str()) {
            let message = "a profile does not supersede itself";
            let finding = Finding::new(&rules::SAME_ID, self.profile.span, message);
            problems.push(finding.label("the older profile's id belongs here"));
        }
        let mut renamed: Vec<Renamed> = Vec::new();
        for (item, older) in self.items {
            if let Some(first) = renamed.iter().find(|it| it.older.value == older.value) {
                let message = format!("two items claim to be the older {}", quote(&older.value));
                let finding =
                    Finding::new(&rules::SAME_ID, older.span, message).label("the second");
                problems.push(finding.related(first.older.span, "the first"));
                continue;
            }
            match items.iter().position(|own| own.id == item.value) {
                Some(index) => renamed.push(Renamed { item: index, older }),
                None if !all_read => {}
                None => {
                    let words = items.iter().map(|own| own.id.as_str());
                    let rule = &tree_rules::UNKNOWN_KEY;
                    problems.push(unknown(rule, &item, "an item of this profile", words));
                }
            }
        }
        Supersedes { profile: self.profile, items: renamed }
    }
}
