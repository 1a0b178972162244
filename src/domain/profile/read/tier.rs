//! Tiers: functions that have a level together.

use super::function::Shape;
use super::value::{self, Ids};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, ProfileForm, Table, needed};
use crate::domain::profile::succession::unknown;
use crate::domain::profile::{Function, Tier, WHOLE, rules};
use crate::syntax::tree::{Node, read as read_value, rules as tree_rules};
use crate::text::source::At;
use crate::text::wording::quote;

pub(super) static TIER: Table = Table {
    what: "tier",
    example: "",
    keys: &[
        needed("name", Form::OfProfile(ProfileForm::Words))
            .about("The document's name for it, for example \"Tier I\"."),
        needed("added", Form::Group(&ADDED)).about("What the encoder adds, for example its id."),
    ],
    cases: &[],
};

static ADDED: Table = Table {
    what: "tier's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about("The id used in records, for example \"tier-1\"."),
        needed("functions", Form::Ids)
            .about("The ids of its functions, for example [\"teams\", \"evaluation\"]."),
    ],
    cases: &[],
};

/// A tier with the ids of its functions, before these are known.
pub(super) struct ReadTier {
    id: At<String>,
    name: String,
    pub(super) functions: Vec<At<String>>,
}

/// Every tier of the list that has no fault. Its functions are held against `shapes`.
pub(super) fn tiers(
    node: &Node,
    shapes: &[Shape],
    problems: &mut Problems,
) -> Option<Vec<ReadTier>> {
    let mut ids = Ids::of("tiers");
    let all_read = shapes.iter().all(|shape| shape.id.is_some());
    let tables = value::tables(node, "tiers", problems)?;
    let read = tables.iter().filter_map(|table| tier(table, &mut ids, problems));
    let tiers: Vec<ReadTier> = read.collect();
    let known = || shapes.iter().filter_map(|shape| shape.id.as_deref());
    for tier in &tiers {
        if known().any(|id| id == tier.id.value) {
            let message = format!("a function has the id {} too", quote(&tier.id.value));
            let finding = Finding::new(&rules::SAME_ID, tier.id.span, message);
            problems.push(finding.label("give the tier another id"));
        }
        for (index, function) in tier.functions.iter().enumerate() {
            let is_again =
                tier.functions[..index].iter().any(|other| other.value == function.value);
            if is_again {
                let message = format!("{} is in this tier already", quote(&function.value));
                problems.push(Finding::new(&rules::SAME_ID, function.span, message));
            } else if all_read && !known().any(|id| id == function.value) {
                let (rule, what) = (&tree_rules::UNKNOWN_WORD, "a function of this profile");
                problems.push(unknown(rule, function, what, known()));
            }
        }
    }
    Some(tiers)
}

fn tier(node: &Node, ids: &mut Ids, problems: &mut Problems) -> Option<ReadTier> {
    let mut fields = value::open(&TIER, &ADDED, "tiers.added", node, problems)?;
    let name = fields.required("name", problems, value::words);
    let added = fields.required("added", problems, |added, problems| {
        let mut added = value::open_added(&TIER, &ADDED, node, added, problems)?;
        let id = added.required_at("id", problems, value::id);
        if let Some(id) = id.as_ref().filter(|id| id.value == WHOLE) {
            let message = format!("{} stands for the whole instrument", quote(WHOLE));
            let finding = Finding::new(&rules::SAME_ID, id.span, message);
            problems.push(finding.label("give the tier another id"));
        }
        let id = id.map(|id| At { span: id.span, value: ids.claim(id, problems) });
        let functions = added.required("functions", problems, functions);
        added.finish(problems);
        Some((id?, functions?))
    });
    fields.finish(problems);
    let (id, functions) = added?;
    Some(ReadTier { id, name: name?, functions })
}

fn functions(node: &Node, problems: &mut Problems) -> Option<Vec<At<String>>> {
    let list = read_value::list(node, problems)?;
    if list.is_empty() {
        let message = "a tier has at least one function";
        problems.push(Finding::new(&tree_rules::MISSING_KEY, node.span, message));
        return None;
    }
    let ids = list
        .iter()
        .filter_map(|node| Some(At { value: value::id(node, problems)?, span: node.span }));
    Some(ids.collect())
}

impl ReadTier {
    /// The tier, where all of its functions could be read.
    pub(super) fn finish(self, functions: &[Function]) -> Option<Tier> {
        let index = |id: &At<String>| functions.iter().position(|known| known.id == id.value);
        let indexes: Option<Vec<usize>> = self.functions.iter().map(index).collect();
        Some(Tier { id: self.id.value, name: self.name, functions: indexes? })
    }
}
