//! The levels of a profile, best first, and how each is reached.

use super::rule::Family;
use super::value::{self, Ids};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::{LEVEL_PARAMETERS, LEVEL_RULES, Level, LevelNumber, LevelRule};
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
    let Some(mut fields) = value::open(&LEVEL, &ADDED, "levels.added", node, problems) else {
        return level;
    };
    level.name = fields.required("name", problems, value::words);
    level.text = fields.optional("text", problems, value::words);
    fields.required("added", problems, |added, problems| {
        let mut added = value::open_added(&LEVEL, &ADDED, node, added, problems)?;
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
    let rules = LEVEL_RULES.each_ref().map(|rule| (rule.name, rule.named));
    let parameters = LEVEL_PARAMETERS.map(|(key, _)| key);
    let family = Family { what: "level rule", rules: &rules, parameters: &parameters };
    let (name, mut fields) = family.open(node, problems)?;
    let form = LEVEL_RULES.iter().find(|form| form.name == name)?;
    let rule = match &form.takes {
        LevelNumber::Nothing(rule) => Some(*rule),
        LevelNumber::Number { key, bounds, unit, rule } => fields
            .required(key, problems, |node, problems| {
                read_value::integer(node, problems, bounds.clone(), unit)
            })
            .map(rule),
    };
    fields.finish(problems);
    rule
}
