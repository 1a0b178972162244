//! The schema of a practice profile. Text stands in quotes; ids are free.

use serde_json::{Value, json};

use super::group::{Group, keys};
use super::value::{Word, boolean, integer, one_of, quoted_id, quoted_words, some};
use crate::domain::profile::bounds;
use crate::domain::profile::evidence::{DECLARATIONS, Declaration, Parameter, Takes};

pub(super) fn schema() -> Value {
    let supersedes = Group::toml()
        .needs("profile", "The id of the older profile, for example \"rounds-2019\".", quoted_id())
        .needs(
            "items",
            "Items that are the same, for example purpose = \"goal\": new id = \"old id\".",
            json!({"type": "object", "additionalProperties": quoted_id()}),
        );
    let added = Group::toml()
        .needs(
            "id",
            "The id by which relationships name this profile, for example \"rounds-district\".",
            quoted_id(),
        )
        .may_have(
            "supersedes",
            "The older profile that this one takes the place of, for example of an earlier edition.",
            supersedes.schema(),
        );
    Group::toml()
        .needs(
            "format",
            "The format of this file, for example 1: there is no other.",
            json!({"const": 1}),
        )
        .needs(
            "title",
            "The document's title, for example \"School-Based Implementation Coaching\".",
            quoted_words(),
        )
        .needs("edition", "Its edition, as printed, for example \"Missouri 2014\".", quoted_words())
        .needs(
            "source",
            "Where the words come from, for example the document's full title with its date.",
            quoted_words(),
        )
        .may_have(
            "foundation",
            "What the document puts before every function, for example a commitment.",
            quoted_words(),
        )
        .needs(
            "added",
            "What the encoder adds to the document, for example its id.",
            added.schema(),
        )
        .needs(
            "levels",
            "The levels of implementation, best first, for example [[levels]] for each.",
            some(level()),
        )
        .needs(
            "functions",
            "The essential functions in the document's order, for example [[functions]] for each.",
            some(function()),
        )
        .needs(
            "methods",
            "Ways to meet or write, for example [[methods]] for each.",
            some(term("in-person", "in person")),
        )
        .may_have(
            "phases",
            "Phases of a session, for example [[phases]] for each.",
            some(term("debrief", "debrief")),
        )
        .may_have(
            "evidence",
            "Kinds of evidence that the document names, for example [[evidence]] for each.",
            some(term("lesson-plan", "lesson plan")),
        )
        .schema()
}

fn level() -> Value {
    let added = Group::toml()
        .needs("id", "The id used in records, for example \"close\".", quoted_id())
        .needs("reached", "How it is reached, for example { rule = \"all\" }.", level_rule());
    Group::toml()
        .needs(
            "name",
            "The document's name for it, for example \"Ideal implementation\".",
            quoted_words(),
        )
        .may_have("text", "What it means, for example \"All items are in place.\"", quoted_words())
        .needs("added", "What the encoder adds, for example its id.", added.schema())
        .schema()
}

fn function() -> Value {
    let rubric = json!({"type": "object", "additionalProperties": quoted_words()});
    let added = Group::toml()
        .needs("id", "The id used in records, for example \"dialogue\".", quoted_id())
        .may_have("mended", MENDED, quoted_words())
        .may_have(
            "rubric",
            "The text for a level by which a rater judges, for example close = \"…\".",
            rubric,
        );
    Group::toml()
        .needs(
            "heading",
            "The document's heading, for example \"Facilitating the improvement process\".",
            quoted_words(),
        )
        .may_have(
            "lead_in",
            "The words before its items, for example \"The educator-coach\".",
            quoted_words(),
        )
        .needs("added", "What the encoder adds, for example its id.", added.schema())
        .needs("items", "Its items, for example [[functions.items]] for each.", some(item()))
        .schema()
}

const MENDED: &str = "What was mended in the document's words, for example a slip of its printer.";

fn item() -> Value {
    let mut label = quoted_words();
    label["maxLength"] = json!(bounds::LONGEST_LABEL);
    let added = Group::toml()
        .needs("id", "The id used in records, for example \"rationale\".", quoted_id())
        .needs("label", "A few words for tables, for example \"gives a rationale\".", label)
        .may_have(
            "may_be_na",
            "Whether an observer may call it not applicable, for example true.",
            boolean(),
        )
        .may_have("mended", MENDED, quoted_words())
        .needs(
            "evidence",
            "What in the records documents it, for example { rule = \"commitment\" }.",
            evidence(),
        )
        .may_have(
            "grounds",
            "Why that documents it, for example with the document's own words.",
            quoted_words(),
        );
    Group::toml()
        .needs(
            "text",
            "The document's words, for example \"Giving rationale for …\".",
            quoted_words(),
        )
        .needs("added", "What the encoder adds, for example its id.", added.schema())
        .schema()
}

/// A term has its words in the document, or else among what was added.
fn term(id: &str, text: &str) -> Value {
    let added = Group::toml()
        .needs("id", &format!("The id used in records, for example \"{id}\"."), quoted_id())
        .may_have(
            "text",
            &format!("The encoder's words, where the document has none, for example \"{text}\"."),
            quoted_words(),
        );
    let with =
        |needed: &[&str], refused: &[&str]| json!({"properties": {"added": keys(needed, refused)}});
    Group::toml()
        .may_have("text", &format!("The document's words, for example \"{text}\"."), quoted_words())
        .needs("added", "What the encoder adds, for example its id.", added.schema())
        .where_there_is("text", with(&[], &["text"]), with(&["text"], &[]))
        .schema()
}

/// A rule's name, what it means, its parameters, and how many of these it needs.
type RuleForm<'f> = (&'f str, &'f str, &'f [&'f str], usize);

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
