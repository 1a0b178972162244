//! The schema of a practice profile. Text stands in quotes; ids are free.

use serde_json::{Value, json};

use super::group::{Group, keys};
use super::value::{Word, boolean, integer, one_of, quoted_id, quoted_words};
use super::{Known, keys};
use crate::domain::key::ProfileForm;
use crate::domain::profile::{PROFILE, bounds};

pub(super) fn schema(known: &Known) -> Value {
    keys::schema(Group::toml(), &PROFILE, known)
}

/// The schema of what only profiles hold.
pub(super) fn form(form: ProfileForm) -> Value {
    match form {
        ProfileForm::Words => quoted_words(),
        ProfileForm::Label => {
            let mut label = quoted_words();
            label["maxLength"] = json!(bounds::LONGEST_LABEL);
            label
        }
        ProfileForm::Rubric => json!({"type": "object", "additionalProperties": quoted_words()}),
        ProfileForm::OlderIds => json!({"type": "object", "additionalProperties": quoted_id()}),
        ProfileForm::LevelRule => level_rule(),
        ProfileForm::EvidenceRule => evidence(),
    }
}

/// A rule's name, what it means, its parameters, and how many of these it needs.
type RuleForm = (&'static str, &'static str, &'static [&'static str], usize);

fn level_rule() -> Value {
    const RULES: [RuleForm; 5] = [
        ("all", "Every applicable item is in place.", &[], 0),
        ("count", "At least so many items are in place.", &["at_least"], 1),
        (
            "percent",
            "At least this percentage of the applicable items is in place.",
            &["at_least"],
            1,
        ),
        ("missing", "At most so many applicable items are missing.", &["at_most"], 1),
        ("judged", "A rater judges it against the rubric; it is never computed.", &[], 0),
    ];
    let [percent, count] = [bounds::PERCENT, bounds::IN_PLACE]
        .map(|bounds| json!({"properties": {"at_least": integer(bounds)}}));
    rule(&RULES)
        .has(
            "at_least",
            "Items in place, or percent of them, for example 80.",
            integer(bounds::IN_PLACE),
        )
        .has("at_most", "Items missing, for example 1.", integer(bounds::MISSING))
        .when("rule", "percent", percent)
        .when("rule", "count", count)
        .schema()
}

fn evidence() -> Value {
    const RULES: [RuleForm; 10] = [
        (
            "session-item",
            "A session that lists the item.",
            &["first_session_days", "within_days", "next_step"],
            0,
        ),
        ("commitment", "The day of commitment in the agreement.", &[], 0),
        (
            "distinct-methods",
            "So many different methods over sessions and contacts.",
            &["at_least"],
            1,
        ),
        (
            "timely-response",
            "This percentage of the requests that fell due answered within the agreed days.",
            &["at_least_percent"],
            1,
        ),
        (
            "feedback-cycle",
            "Feedback on the coaching requested, received and responded to.",
            &[],
            0,
        ),
        ("strengths-and-step", "A session with strengths and a next step.", &[], 0),
        (
            "observed-feedback",
            "A session with strengths or reflection that rests on the coach's own visit.",
            &[],
            0,
        ),
        (
            "reflective-questions",
            "A session whose reflection says what is working and what is not.",
            &[],
            0,
        ),
        ("data-to-next-steps", "A review with data and a next step that follows from it.", &[], 0),
        (
            "observation-only",
            "No record: only an observer's rating puts the item in place.",
            &[],
            0,
        ),
    ];
    rule(&RULES)
        .has(
            "first_session_days",
            "Only on one of the pair's first so many session days, for example 2.",
            integer(bounds::FIRST_SESSION_DAYS),
        )
        .has(
            "within_days",
            "Only up to so many days after the relationship's start, for example 30.",
            integer(bounds::WITHIN_DAYS),
        )
        .has("next_step", "Only with at least one next step, for example true.", boolean())
        .has(
            "at_least",
            "How many different methods, for example 2; no more than the profile has.",
            integer(bounds::METHODS),
        )
        .has("at_least_percent", "Percent, for example 80.", integer(bounds::PERCENT))
        .schema()
}

/// An inline table `{ rule = "name", … }`, whose further keys are the parameters of that rule.
fn rule(rules: &[RuleForm]) -> Group {
    let words: Vec<Word> = rules.iter().map(|(name, means, ..)| Word::new(*name, *means)).collect();
    let group = Group::toml().needs(
        "rule",
        &format!("Which rule, for example \"{}\".", rules.first().map_or("", |rule| rule.0)),
        one_of(&words),
    );
    rules.iter().fold(group, |group, (name, _, own, needed)| {
        let others = rules.iter().flat_map(|(_, _, parameters, _)| parameters.iter().copied());
        let mut others: Vec<&str> = others.filter(|parameter| !own.contains(parameter)).collect();
        others.sort_unstable();
        others.dedup();
        group.when("rule", name, keys(&own[..*needed], &others))
    })
}
