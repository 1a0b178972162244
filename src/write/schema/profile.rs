//! The schema of what only a practice profile holds. Text is in quotes; ids are free.

use serde_json::{Value, json};

use super::group::{Group, keys};
use super::value::{Word, boolean, integer, one_of, quoted_id, quoted_words};
use crate::domain::key::ProfileForm;
use crate::domain::profile::evidence::{DECLARATIONS, Declaration, Parameter, Takes};
use crate::domain::profile::{
    ABOUT_CRITICAL, LEVEL_NUMBERS, LEVEL_RULES, NO_CRITICAL_MISSED, bounds,
};

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
        ProfileForm::LevelRules => json!({"type": "object", "additionalProperties": level_rule()}),
        ProfileForm::Anchors => json!({"type": "object", "additionalProperties": quoted_words()}),
        ProfileForm::Language => {
            json!({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})
        }
        ProfileForm::EvidenceRule => evidence(),
    }
}

/// A rule in a closed set.
struct RuleForm {
    name: &'static str,
    means: String,
    /// Its parameters, first those it needs.
    parameters: Vec<&'static str>,
    needed: usize,
}

fn level_rule() -> Value {
    let forms = LEVEL_RULES.each_ref().map(|rule| {
        let mut parameters = rule.numbers().map_or_else(Vec::new, |(keys, _)| keys.to_vec());
        // Of two keys for the number, one is needed, whichever it is.
        let needed = if parameters.len() == 1 { 1 } else { 0 };
        if rule.takes_critical() {
            parameters.push(NO_CRITICAL_MISSED);
        }
        RuleForm { name: rule.name, means: rule.means.to_owned(), parameters, needed }
    });
    let under = |key: &str| {
        let numbers = LEVEL_RULES.iter().filter_map(|rule| Some((rule.name, rule.numbers()?)));
        numbers
            .filter(|(_, (keys, _))| keys.contains(&key))
            .map(|(name, (_, bounds))| (name, bounds))
            .collect::<Vec<_>>()
    };
    let with = |group: Group, (key, about): (&'static str, &str)| {
        let rules = under(key);
        let least = rules.iter().map(|(_, bounds)| *bounds.start()).min().unwrap_or_default();
        let most = rules.iter().map(|(_, bounds)| *bounds.end()).max().unwrap_or_default();
        group.has(key, about, integer(least..=most))
    };
    let group = LEVEL_NUMBERS.into_iter().fold(rule(&forms), with);
    let group = group.has(NO_CRITICAL_MISSED, ABOUT_CRITICAL, boolean());
    let of_two = LEVEL_RULES.iter().filter_map(|rule| Some((rule.name, rule.numbers()?.0)));
    let one_of_two = |group: Group, (name, keys): (&str, &[&str])| match keys {
        [one, other] => {
            group.when("rule", name, json!({"oneOf": [{"required": [one]}, {"required": [other]}]}))
        }
        _ => group,
    };
    let group = of_two.fold(group, one_of_two);
    // Rules that share a key each have bounds of their own.
    let shared = LEVEL_NUMBERS.map(|(key, _)| (key, under(key)));
    let shared = shared.iter().filter(|(_, rules)| rules.len() > 1);
    let cases = shared.flat_map(|(key, rules)| rules.iter().rev().map(move |rule| (*key, rule)));
    cases
        .fold(group, |group, (key, (name, bounds))| {
            group.when("rule", name, json!({"properties": {key: integer((*bounds).clone())}}))
        })
        .schema()
}

fn evidence() -> Value {
    let forms: Vec<RuleForm> = DECLARATIONS.iter().map(|rule| form_of(rule)).collect();
    let parameters = DECLARATIONS.iter().flat_map(|rule| rule.parameters);
    let with = |group: Group, parameter: &Parameter| {
        group.has(
            parameter.key,
            parameter.about,
            match &parameter.takes {
                Takes::Number(bounds, _) | Takes::Methods(bounds) => integer(bounds.clone()),
                Takes::Flag => boolean(),
                Takes::Instrument | Takes::ItemOfInstrument => quoted_id(),
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

fn form_of(rule: &Declaration) -> RuleForm {
    let (needed, others): (Vec<&Parameter>, Vec<_>) =
        rule.parameters.iter().partition(|parameter| parameter.is_needed);
    let count = needed.len();
    let parameters = needed.into_iter().chain(others).map(|parameter| parameter.key).collect();
    RuleForm { name: rule.id, means: sentence(rule), parameters, needed: count }
}

/// An inline table `{ rule = "name", … }`, whose further keys are the parameters of that rule.
fn rule(rules: &[RuleForm]) -> Group {
    let words: Vec<Word> =
        rules.iter().map(|rule| Word::new(rule.name, rule.means.as_str())).collect();
    let group = Group::toml().needs(
        "rule",
        &format!("Which rule, for example \"{}\".", rules.first().map_or("", |rule| rule.name)),
        one_of(&words),
    );
    rules.iter().fold(group, |group, rule| {
        let others = rules.iter().flat_map(|other| other.parameters.iter().copied());
        let mut others: Vec<&str> =
            others.filter(|parameter| !rule.parameters.contains(parameter)).collect();
        others.sort_unstable();
        others.dedup();
        group.when("rule", rule.name, keys(&rule.parameters[..rule.needed], &others))
    })
}
