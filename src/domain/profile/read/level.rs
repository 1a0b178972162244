//! The levels of a profile, best first, and how each is reached.

use super::rule::Family;
use super::value::{self, Ids};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::{Level, LevelRule, bounds};
use crate::syntax::tree::{Node, read as read_value};
use crate::text::source::At;

pub(super) static LEVEL: Table = Table {
    what: "level",
    example: "",
    keys: &[
        needed("name", Form::OfProfile(ProfileForm::Words))
            .about("The document's name for it, for example \"Ideal implementation\"."),
        optional("text", Form::OfProfile(ProfileForm::Words))
            .about("What it means, for example \"All items are in place.\""),
        needed("added", Form::Group(&ADDED)).about("What the encoder adds, for example its id."),
    ],
    cases: &[],
};

static ADDED: Table = Table {
    what: "level's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about("The id used in records, for example \"close\"."),
        needed("reached", Form::OfProfile(ProfileForm::LevelRule))
            .about("How it is reached, for example { rule = \"all\" }."),
    ],
    cases: &[],
};

const LEVEL_RULE: Family = Family {
    what: "level rule",
    rules: &[
        ("all", "level rule `all`"),
        ("count", "level rule `count`"),
        ("percent", "level rule `percent`"),
        ("missing", "level rule `missing`"),
        ("judged", "level rule `judged`"),
    ],
    parameters: &["at_least", "at_most"],
};

/// A level as far as it could be read.
pub(super) struct ReadLevel {
    pub(super) id: Option<String>,
    pub(super) rule: Option<At<LevelRule>>,
    name: Option<String>,
    text: Option<String>,
}

impl ReadLevel {
    /// The level, where nothing of it is missing.
    pub(super) fn finish(self) -> Option<Level> {
        Some(Level { id: self.id?, name: self.name?, text: self.text, rule: self.rule?.value })
    }
}

/// Every level of the list, also those with a fault.
pub(super) fn levels(node: &Node, problems: &mut Problems) -> Option<Vec<ReadLevel>> {
    let mut ids = Ids::of("levels");
    let tables = value::tables(node, "levels", problems)?;
    Some(tables.iter().map(|table| level(table, &mut ids, problems)).collect())
}

fn level(node: &Node, ids: &mut Ids, problems: &mut Problems) -> ReadLevel {
    let mut level = ReadLevel { id: None, rule: None, name: None, text: None };
    let Some(mut fields) = LEVEL.open(node, problems) else { return level };
    level.name = fields.required("name", problems, value::words);
    level.text = fields.optional("text", problems, value::words);
    fields.required("added", problems, |node, problems| {
        let mut added = ADDED.open(node, problems)?;
        let id = added.required_at("id", problems, value::id);
        level.id = id.map(|id| ids.claim(id, problems));
        level.rule = added.required_at("reached", problems, level_rule);
        added.finish(problems);
        Some(())
    });
    fields.finish(problems);
    level
}

fn level_rule(node: &Node, problems: &mut Problems) -> Option<LevelRule> {
    let (name, mut fields) = LEVEL_RULE.open(node, problems)?;
    let rule = match name {
        "all" => Some(LevelRule::All),
        "count" => fields
            .required("at_least", problems, |node, problems| {
                read_value::integer(node, problems, bounds::IN_PLACE, "items")
            })
            .map(|at_least| LevelRule::Count { at_least }),
        "percent" => fields
            .required("at_least", problems, |node, problems| {
                read_value::integer(node, problems, bounds::PERCENT, "percent")
            })
            .map(|at_least| LevelRule::Percent { at_least }),
        "missing" => fields
            .required("at_most", problems, |node, problems| {
                read_value::integer(node, problems, bounds::MISSING, "items")
            })
            .map(|at_most| LevelRule::Missing { at_most }),
        _ => Some(LevelRule::Judged),
    };
    fields.finish(problems);
    rule
}
