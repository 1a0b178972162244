//! The levels of a profile, best first, and how each is reached.

use super::rule::Family;
use super::value::{self, Ids};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Meaning, ProfileForm, Table, needed, optional};
use crate::domain::profile::level_rule::{AT_LEAST, AT_MOST, MORE_THAN, Number, Takes};
use crate::domain::profile::{
    Bar, LEVEL_NUMBERS, LEVEL_RULES, Level, LevelOf, LevelRule, NO_CRITICAL_MISSED, Test, rules,
};
use crate::syntax::tree::{Fields, Node, Value, read as read_value, rules as tree_rules};
use crate::text::source::At;
use crate::text::wording::quote;

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
        optional("of", Form::OneOf(of_what)).about(
            "What is at this level, for example \"whole\"; each function, where it is left out.",
        ),
    ],
    cases: &[],
};

/// A level as far as it could be read.
pub(super) struct ReadLevel {
    pub(super) id: Option<String>,
    pub(super) rule: Option<At<LevelRule>>,
    pub(super) of: LevelOf,
    name: Option<String>,
    text: Option<String>,
}

impl ReadLevel {
    /// The level, where nothing of it is missing.
    pub(super) fn finish(self) -> Option<Level> {
        let rule = self.rule?.value;
        Some(Level { id: self.id?, name: self.name?, text: self.text, of: self.of, rule })
    }
}

/// Every level of the list, also those with a fault.
pub(super) fn levels(node: &Node, problems: &mut Problems) -> Option<Vec<ReadLevel>> {
    let mut ids = Ids::of("levels");
    let tables = value::tables(node, "levels", problems)?;
    Some(tables.iter().map(|table| level(table, &mut ids, problems)).collect())
}

fn level(node: &Node, ids: &mut Ids, problems: &mut Problems) -> ReadLevel {
    let of = LevelOf::Function;
    let mut level = ReadLevel { id: None, rule: None, of, name: None, text: None };
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
        let of = added.optional("of", problems, |node, problems| {
            value::word(node, problems, "what a level is of", LevelOf::ALL, LevelOf::name)
        });
        level.of = of.unwrap_or(level.of);
        added.finish(problems);
        Some(())
    });
    fields.finish(problems);
    level
}

/// What a level may be of, in words.
fn of_what() -> Vec<Meaning> {
    let means = |of: LevelOf| match of {
        LevelOf::Function => "Each function by itself; this is the default.",
        LevelOf::Tier => "Each tier by itself.",
        LevelOf::Whole => "The whole instrument.",
    };
    LevelOf::ALL.map(|of| Meaning { word: of.name(), means: means(of) }).to_vec()
}

/// The level rule that `node` writes down.
pub(super) fn level_rule(node: &Node, problems: &mut Problems) -> Option<LevelRule> {
    let rules = LEVEL_RULES.each_ref().map(|rule| (rule.name, rule.named));
    let mut parameters = LEVEL_NUMBERS.map(|(key, _)| key).to_vec();
    parameters.push(NO_CRITICAL_MISSED);
    let family = Family { what: "level rule", rules: &rules, parameters: &parameters };
    let (name, mut fields) = family.open(node, problems)?;
    let form = LEVEL_RULES.iter().find(|form| form.name == name)?;
    let test = match &form.takes {
        Takes::Nothing(test) => Some(*test),
        Takes::AtMost(of) => fields.required(AT_MOST, problems, number(of)).map(of.test),
        Takes::Bar(of) => bar(node, of, &mut fields, problems),
    };
    let critical = match form.takes_critical() {
        true => fields.optional(NO_CRITICAL_MISSED, problems, read_value::boolean),
        false => None,
    };
    fields.finish(problems);
    Some(LevelRule { test: test?, no_critical_missed: critical.unwrap_or(false) })
}

/// A number that has to be reached or exceeded: one of the two keys is there.
fn bar(
    node: &Node,
    of: &Number<Bar>,
    fields: &mut Fields,
    problems: &mut Problems,
) -> Option<Test> {
    let more = fields.optional_at(MORE_THAN, problems, number(of));
    let Some(more) = more.filter(|_| node.get(MORE_THAN).is_some()) else {
        let at_least = match node.get(MORE_THAN) {
            Some(_) => fields.optional(AT_LEAST, problems, number(of)),
            None => fields.required(AT_LEAST, problems, number(of)),
        };
        return at_least.map(|number| (of.test)(Bar::at_least(number)));
    };
    if let Some(both) = fields.optional_at(AT_LEAST, problems, number(of)) {
        let message = "a level asks for at least a number or for more than one, not for both";
        let finding = Finding::new(&tree_rules::UNKNOWN_KEY, both.span, message);
        problems.push(finding.related(more.span, "the other one"));
    }
    Some((of.test)(Bar::more_than(more.value)))
}

/// Reads a number of a level rule.
fn number<T>(of: &Number<T>) -> impl Fn(&Node, &mut Problems) -> Option<u32> + '_ {
    |node, problems| read_value::integer(node, problems, of.bounds.clone(), of.unit)
}

/// Rules for levels, by the level's index.
pub(super) fn own_rules(
    node: &Node,
    levels: &[ReadLevel],
    problems: &mut Problems,
) -> Option<Vec<Option<At<LevelRule>>>> {
    let Value::Map(entries) = &node.value else {
        return Fields::of(node, "set of level rules", problems).and(None);
    };
    let ids: Vec<&str> = levels.iter().filter_map(|level| level.id.as_deref()).collect();
    let mut rules = vec![None; levels.len()];
    for entry in entries {
        let rule = level_rule(&entry.value, problems);
        let level = levels.iter().position(|level| level.id.as_deref() == Some(&entry.key));
        match level {
            Some(index) if levels[index].of != LevelOf::Function => {
                let message = format!("the level {} is not one of functions", quote(&entry.key));
                let finding = Finding::new(&rules::MEANING, entry.key_span, message);
                problems.push(finding.label("only a level of each function has rules here"));
            }
            Some(index) => {
                rules[index] = rule.map(|value| At { value, span: entry.value.span });
            }
            None if ids.len() < levels.len() => {}
            None => {
                let (rule, what) = (&tree_rules::UNKNOWN_KEY, "a level of this profile");
                let words = ids.iter().copied();
                let node = entry.key_node();
                let finding = read_value::not_among(&node, problems, rule, what, words);
                problems.push(finding);
            }
        }
    }
    Some(rules)
}
