//! The schema of what only coach.toml holds. It is the source of the words, so what is added there is never refused:
//! the profiles known so far are only offered.

use serde_json::{Value, json};

use super::Known;
use super::group::Group;
use super::value::{Word, day_or_days, id, id_pattern, integer, month_day, one_of};
use crate::check;
use crate::diagnostic::Rule;
use crate::domain::district::{LEVELS, bounds};
use crate::domain::key::{SettingsForm, Table};
use crate::syntax::tree::read::{LONGEST_ID, pattern_of_no_device};

/// The schema of what only coach.toml holds, with `group` for that of a table of keys.
pub(super) fn form(form: SettingsForm, known: &Known, group: impl Fn(&Table) -> Value) -> Value {
    match form {
        SettingsForm::Profile => json!({"anyOf": [one_of(&known.profile_ids()), id()]}),
        SettingsForm::MonthDay => month_day(),
        SettingsForm::Holidays => {
            json!({"type": "array", "maxItems": bounds::MOST_HOLIDAYS, "items": day_or_days()})
        }
        SettingsForm::ProfilePaths => by_id(id_pattern(), profile_path()),
        SettingsForm::ById(table) => by_id(id_pattern(), group(table)),
        SettingsForm::ByName(table) => {
            by_id(format!("^{}[0-9-]*[a-z][a-z0-9-]*$", pattern_of_no_device()), group(table))
        }
        SettingsForm::Checks => checks(),
        SettingsForm::Words(meanings) => {
            let words: Vec<Word> = meanings().iter().map(Word::of).collect();
            json!({"type": "array", "items": one_of(&words)})
        }
        SettingsForm::ByProfile(bounds) => by_id(id_pattern(), integer(bounds.least..=bounds.most)),
    }
}

/// A table with ids of the district's own for keys.
fn by_id(pattern: String, value: Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": {"maxLength": LONGEST_ID},
        "patternProperties": {pattern: value},
        "additionalProperties": false,
    })
}

fn profile_path() -> Value {
    json!({
        "type": "string",
        "pattern": "^[^\\\\]*\\.[tT][oO][mM][lL]$",
        "description": "The path to the profile's file from this folder, for example \
                        \"profiles/rounds-district.toml\".",
    })
}

fn checks() -> Value {
    // What leaves a record out of the numbers has to be seen, and cannot be off.
    let levels = |rule: &Rule| {
        let allowed = LEVELS.iter().filter(|(_, level)| level.is_some() || !rule.leaves_out);
        one_of(&allowed.map(|(meaning, _)| Word::of(meaning)).collect::<Vec<_>>())
    };
    let rules = check::rules();
    let group = rules.iter().fold(Group::toml(), |group, rule| {
        group.has(rule.id, &format!("{}.", rule.sentence), levels(rule))
    });
    group.schema()
}
