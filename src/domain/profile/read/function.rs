//! The essential functions with their items and rubric.

use std::collections::BTreeSet;

use super::value::{self, Ids};
use super::{Known, item, level};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::{Function, Item, LevelRule};
use crate::syntax::tree::{Fields, Node, Value, read as read_value, rules as tree_rules};
use crate::text::source::At;

pub(super) static FUNCTION: Table = Table {
    what: "function",
    example: "",
    keys: &[
        needed("heading", Form::OfProfile(ProfileForm::Words))
            .about("The document's heading, for example \"Facilitating the improvement process\"."),
        optional("lead_in", Form::OfProfile(ProfileForm::Words))
            .about("The words before its items, for example \"The educator-coach\"."),
        needed("added", Form::Group(&ADDED)).about("What the encoder adds, for example its id."),
        needed("items", Form::SomeGroups(&item::ITEM))
            .about("Its items, for example [[functions.items]] for each."),
    ],
    cases: &[],
};

static ADDED: Table = Table {
    what: "function's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about("The id used in records, for example \"dialogue\"."),
        value::MENDED,
        optional("rubric", Form::OfProfile(ProfileForm::Rubric))
            .about("The text for a level by which a rater judges, for example close = \"…\"."),
        optional("reached", Form::OfProfile(ProfileForm::LevelRules)).about(
            "How this function reaches a level, where that differs, for example close = { rule = \"count\", \
             at_least = 2 }.",
        ),
    ],
    cases: &[],
};

/// The functions and items that could be read, in the order of the text.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) functions: Vec<Function>,
    pub(super) items: Vec<Item>,
    /// Each function of the text, readable or not.
    pub(super) shapes: Vec<Shape>,
}

/// How large a function is, and which rules of its own it has.
pub(super) struct Shape {
    pub(super) id: Option<String>,
    pub(super) items: usize,
    pub(super) reached: Vec<Option<At<LevelRule>>>,
}

/// What an `added` table of a function holds.
struct Added {
    id: At<String>,
    mended: Option<String>,
    rubric: Vec<Option<String>>,
    reached: Vec<Option<At<LevelRule>>>,
}

/// Every function of the list that has no fault, and every item likewise.
pub(super) fn functions(node: &Node, known: &Known, problems: &mut Problems) -> Option<Parts> {
    let mut parts = Parts::default();
    let (mut ids, mut item_ids) = (Ids::of("functions"), Ids::of("items"));
    for table in value::tables(node, "functions", problems)? {
        let header = "functions.added";
        let fields = value::open(&FUNCTION, &ADDED, header, table, problems);
        let Some(mut fields) = fields else { continue };
        let heading = fields.required("heading", problems, value::words);
        let lead_in = fields.optional("lead_in", problems, value::words);
        let added = fields
            .required("added", problems, |node, problems| added(node, table, known, problems));
        let first = parts.items.len();
        let index = parts.functions.len();
        fields.required("items", problems, |node, problems| {
            for table in value::tables(node, "functions.items", problems)? {
                let before = &parts.items;
                let read = item::item(table, index, known, before, &mut item_ids, problems);
                parts.items.extend(read);
            }
            Some(())
        });
        fields.finish(problems);
        parts.shapes.push(Shape {
            id: added.as_ref().map(|added| added.id.value.clone()),
            items: table.get("items").map_or(0, super::elements),
            reached: added.as_ref().map_or_else(Vec::new, |added| added.reached.clone()),
        });
        let Some(added) = added else { continue };
        let id = ids.claim(added.id, problems);
        let Some(heading) = heading else { continue };
        parts.functions.push(Function {
            id,
            heading,
            lead_in,
            mended: added.mended,
            items: first..parts.items.len(),
            rubric: added.rubric,
            reached: added.reached.into_iter().map(|rule| rule.map(|rule| rule.value)).collect(),
        });
    }
    Some(parts)
}

fn added(node: &Node, of: &Node, known: &Known, problems: &mut Problems) -> Option<Added> {
    let mut fields = value::open_added(&FUNCTION, &ADDED, of, node, problems)?;
    let id = fields.required_at("id", problems, value::id);
    let mended = fields.optional("mended", problems, value::words);
    let rubric = fields
        .optional("rubric", problems, |node, problems| rubric(node, known, problems))
        .unwrap_or_else(|| vec![None; known.levels.len()]);
    let reached = fields
        .optional("reached", problems, |node, problems| {
            level::own_rules(node, known.levels, problems)
        })
        .unwrap_or_else(|| vec![None; known.levels.len()]);
    fields.finish(problems);
    Some(Added { id: id?, mended, rubric, reached })
}

/// The text for each level, by the level's index.
fn rubric(node: &Node, known: &Known, problems: &mut Problems) -> Option<Vec<Option<String>>> {
    let Value::Map(entries) = &node.value else {
        return Fields::of(node, "rubric", problems).and(None);
    };
    let ids: BTreeSet<&str> = known.levels.iter().filter_map(|level| level.id.as_deref()).collect();
    // With a level whose id cannot be read, or appears twice, any key of the rubric may be right.
    let sure = !ids.is_empty() && ids.len() == known.levels.len();
    let mut texts = vec![None; known.levels.len()];
    for entry in entries {
        let text = value::words(&entry.value, problems);
        let level =
            known.levels.iter().position(|level| level.id.as_deref() == Some(entry.key.as_ref()));
        match level {
            Some(level) => texts[level] = text,
            None if !sure => {}
            None => {
                let (rule, what) = (&tree_rules::UNKNOWN_KEY, "a level of this profile");
                let words = ids.iter().copied();
                let finding = read_value::not_among(&entry.key_node(), problems, rule, what, words);
                problems.push(finding);
            }
        }
    }
    Some(texts)
}
