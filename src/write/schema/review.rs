//! The schema of a review.

use serde_json::Value;

use super::group::{Group, keys};
use super::step;
use super::value::{Word, date, id, integer, list, number, one_of, some, text};
use crate::domain::record::{Improvement, SOURCES, bounds};

pub(super) fn schema(record: Group) -> Value {
    record
        .needs(
            "date",
            "The day of the review, for example 2026-10-30; the same as in the file's name.",
            date(),
        )
        .may_have(
            "period",
            "The time it looks at, for example {from: 2026-08-24, to: 2026-10-30}; without it, the \
             time since the last review.",
            period(),
        )
        .may_have(
            "data",
            "The data that was looked at, for example [{id: d1, source: fidelity-checklist}].",
            list(data()),
        )
        .may_have(
            "working",
            "What is working, for example: more of the class answers. Confidential.",
            text(),
        )
        .may_have(
            "not_working",
            "What is not, for example: the second unit is too fast. Confidential.",
            text(),
        )
        .may_have(
            "next_steps",
            "What follows, for example [{what: add a mid-lesson check, because_of: [d1]}].",
            list(step::schema(true)),
        )
        .schema()
}

fn period() -> Value {
    Group::yaml()
        .needs("from", "The first day, for example 2026-08-24.", date())
        .needs("to", "The last day, for example 2026-10-30.", date())
        .schema()
}

fn data() -> Value {
    let [checklist, students] = SOURCES;
    let sources = [
        Word::new(checklist, "A checklist of this pair; `ref` is the name of its file."),
        Word::new(students, "Measures of whole groups of students, never of single ones."),
    ];
    let [increase, decrease] = Improvement::ALL.map(Improvement::name);
    let improvements = [
        Word::new(increase, "It is better when the value grows."),
        Word::new(decrease, "It is better when the value falls."),
    ];
    let of_students = ["measure", "improvement", "values"];
    Group::yaml()
        .may_have("id", "Its id within this file, for example d1; next steps name it.", id())
        .needs("source", "What it is, for example student-data.", one_of(&sources))
        .may_have(
            "ref",
            "The file of the checklist, for example 2026-10-01-checklist-91d0.yaml.",
            text(),
        )
        .has("measure", "What was measured, for example exit-ticket proficiency.", text())
        .has(
            "improvement",
            "Which way it gets better, for example increase.",
            one_of(&improvements),
        )
        .has(
            "values",
            "The values, oldest first, for example [{on: 2026-10-22, value: 68, n: 25}].",
            some(value()),
        )
        .when("source", checklist, keys(&[], &of_students))
        .when("source", students, keys(&of_students, &["ref"]))
        .schema()
}

fn value() -> Value {
    Group::yaml()
        .needs("on", "The day of the measure, for example 2026-10-22.", date())
        .needs("value", "The value, for example 68.5, without a percent sign.", number())
        .may_have(
            "n",
            "How many students it is for, for example 25. A small number may point to single ones.",
            integer(bounds::STUDENTS),
        )
        .schema()
}
