//! The schema of what only a practice profile holds. Text is in quotes; ids are free.

use serde_json::{Value, json};

use super::group::{Group, keys};
use super::value::{Word, boolean, integer, one_of, quoted_id, quoted_words};
use crate::domain::key::ProfileForm;
use crate::domain::profile::bounds;
use crate::domain::profile::evidence::{DECLARATIONS, Declaration, Parameter, Takes};

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
type RuleForm<'f> = (&'f str, &'f str, &'f [&'f str], usize);

fn level_rule() -> Value {
    const RULES: [RuleForm; 5] = [
        ("all", "Every applicable item is in place.", &[], 0),
        ("count", "At least this many items are in place.", &["at_least"], 1),
        (
            "percent",
            "At least this percentage of the applicable items is in place.",
            &["at_least"],
            1,
        ),
        ("missing", "At most this many applicable items are missing.", &["at_most"], 1),
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
    let told = DECLARATIONS.iter().map(|rule| (rule.id, sentence(rule), by_need(rule)));
    let told: Vec<_> = told.collect();
    let forms =
        told.iter().map(|(id, means, (keys, needed))| -> RuleForm { (id, means, keys, *needed) });
    let forms: Vec<RuleForm> = forms.collect();
    let parameters = DECLARATIONS.iter().flat_map(|rule| rule.parameters);
    let with = |group: Group, parameter: &Parameter| {
        group.has(
            parameter.key,
            parameter.about,
            match &parameter.takes {
                Takes::Number(bounds, _) | Takes::Methods(bounds) => integer(bounds.clone()),
                Takes::Flag => boolean(),
            },
        )
    };
    parameters.fold(rule(&forms), with).schema()
}

/// What documents an item by `rule`, as a sentence.
fn sentence(rule: &Declaration) -> String {
    let mut sentence = format!("{}.", rule.in_words());
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// The keys of the rule's parameters, first those it needs, and how many these are.
fn by_need(rule: &Declaration) -> (Vec<&'static str>, usize) {
    let (mut needed, others): (Vec<&Parameter>, Vec<_>) =
        rule.parameters.iter().partition(|parameter| parameter.is_needed);
    let count = needed.len();
    needed.extend(others);
    (needed.into_iter().map(|parameter| parameter.key).collect(), count)
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
