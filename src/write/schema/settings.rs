//! The schema of coach.toml. It is the source of the words, so what is added there is never refused:
//! the profiles known so far are only offered.

use serde_json::{Value, json};

use super::Known;
use super::group::Group;
use super::value::{
    Word, boolean, date, day_or_days, id, id_pattern, integer, month_day, one_of, text,
};
use crate::check;
use crate::diagnostic::Rule;
use crate::domain::district::{Thresholds, bounds};
use crate::syntax::tree::read::LONGEST_ID;

pub(super) fn schema(known: &Known) -> Value {
    let standard = Thresholds::default();
    let thresholds = Group::toml()
        .may_have(
            "min_students",
            &format!(
                "Student data for fewer students than this is a finding, for example {}, which holds \
                 without this line.",
                standard.min_students
            ),
            integer(bounds::MIN_STUDENTS),
        )
        .may_have(
            "not_met_days",
            &format!(
                "A pair without a session for more days than this needs attention, for example {}, \
                 which holds without this line.",
                standard.not_met_days
            ),
            integer(bounds::NOT_MET_DAYS),
        )
        .may_have(
            "double_rating_percent",
            &format!(
                "Of the visits that an observer rated, so many percent should be rated by two, for \
                 example {}, which holds without this line and which the What Works Clearinghouse \
                 asks of outcome data.",
                standard.double_rating_percent
            ),
            integer(bounds::DOUBLE_RATING_PERCENT),
        );
    Group::toml()
        .needs("version", "The format of this file, for example 1: there is no other.", json!({"const": 1}))
        .needs(
            "district",
            "The district's name, as printed on reports, for example \"Riverbend R-II\".",
            text(),
        )
        .needs(
            "profile",
            "The practice profile that most relationships follow, for example \"missouri-sbic-2014\": \
             built in, or listed under [profiles].",
            json!({"anyOf": [one_of(&known.profile_ids()), id()]}),
        )
        .needs(
            "year_starts",
            "The first day of each school year, written MM-DD, for example \"08-01\".",
            month_day(),
        )
        .may_have(
            "as_of",
            "The day as of which a finished year is reported, for example \"2026-05-29\".",
            date(),
        )
        .may_have(
            "holidays",
            "Days without school, besides weekends, for example [\"2025-12-22..2026-01-02\", \
             \"2026-01-19\"]. They are no working days.",
            holidays(),
        )
        .may_have(
            "commit",
            "Whether what `coach` writes is committed to git at once, for example true. Without this \
             line it is not.",
            boolean(),
        )
        .may_have(
            "profiles",
            "Profiles of the district's own: id and file, for example rounds-district = \
             \"profiles/rounds-district.toml\".",
            by_id(id_pattern(), profile_path()),
        )
        .may_have(
            "schools",
            "The schools by their ids, for example [schools.lincoln-elementary]. After a change, \
             `coach schema --write` tells the schemas of records.",
            by_id(id_pattern(), school()),
        )
        .may_have(
            "periods",
            "Names for parts of the school year, for example fall = {from = \"08-01\", to = \
             \"12-31\"}.",
            by_id("^[0-9-]*[a-z][a-z0-9-]*$".to_owned(), period()),
        )
        .may_have(
            "checks",
            "How serious a finding of `coach check` is, by the id of its rule, for example \
             few-students = \"error\".",
            checks(),
        )
        .may_have(
            "thresholds",
            "Numbers that each district sets for itself, for example min_students = 10.",
            thresholds.schema(),
        )
        .may_have(
            "expires_after",
            "For how many days evidence that an item is in place counts, by its source. What is not \
             listed here never expires, for example observed = 365.",
            expires_after(),
        )
        .schema()
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
        "pattern": "\\.[tT][oO][mM][lL]$",
        "description": "The profile's file, seen from this folder, for example \
                        \"profiles/rounds-district.toml\".",
    })
}

fn school() -> Value {
    Group::toml()
        .needs(
            "name",
            "The name, as printed on reports, for example \"Lincoln Elementary\".",
            text(),
        )
        .may_have(
            "educators",
            "How many educators work there, for example 42. It says how far the coaching reaches.",
            integer(bounds::EDUCATORS),
        )
        .schema()
}

fn holidays() -> Value {
    json!({"type": "array", "maxItems": bounds::MOST_HOLIDAYS, "items": day_or_days()})
}

fn period() -> Value {
    Group::toml()
        .needs("from", "The first day, written MM-DD, for example \"08-01\".", month_day())
        .needs("to", "The last day, written MM-DD, for example \"12-31\".", month_day())
        .schema()
}

fn expires_after() -> Value {
    Group::toml()
        .may_have(
            "observed",
            "Days for which an observer's in-place counts, for example 365.",
            integer(bounds::EXPIRES_AFTER),
        )
        .may_have(
            "documented",
            "Days for which a document counts, for example 180. The commitment and what belongs to \
             the beginning do not expire.",
            integer(bounds::EXPIRES_AFTER),
        )
        .may_have(
            "reported",
            "Days for which an in-place of the pair's own counts, for example 180.",
            integer(bounds::EXPIRES_AFTER),
        )
        .schema()
}

fn checks() -> Value {
    let [error, warning, off] = [
        ("error", "The check ends with exit code 1."),
        ("warning", "It is shown, and the check is clean."),
        ("off", "It is not looked for."),
    ]
    .map(|(level, means)| Word::new(level, means));
    let levels = |rule: &Rule| {
        let mut levels = vec![error.clone(), warning.clone()];
        // What leaves a record out of the numbers has to be seen.
        levels.extend((!rule.leaves_out).then(|| off.clone()));
        one_of(&levels)
    };
    let rules = check::rules();
    let group = rules.iter().fold(Group::toml(), |group, rule| {
        group.has(rule.id, &format!("{}.", rule.sentence), levels(rule))
    });
    group.schema()
}
