//! The schema of a session.

use serde_json::Value;

use super::group::Group;
use super::value::{date, id, integer, list, one_of, text, time};
use super::{Known, MEETING, METHOD, MINUTES, step};
use crate::domain::record::bounds;

pub(super) fn schema(record: Group, known: &Known) -> Value {
    record
        .needs(
            "date",
            "The day of the session, for example 2026-09-14; the same as in the file's name.",
            date(),
        )
        .may_have(
            "starts",
            "The time of day at which it began, in quotes, for example \"14:05\".",
            time(),
        )
        .needs("method", METHOD, one_of(&known.methods()))
        .may_have("minutes", MINUTES, integer(bounds::MINUTES))
        .may_have("meeting", MEETING, id())
        .may_have(
            "phases",
            "What the meeting consisted of, for example [observation, debrief].",
            list(one_of(&known.phases())),
        )
        .may_have(
            "items",
            "What the coach did, by the ids of the profile's items, for example [rationale]. \
             `coach profile show` prints them.",
            list(one_of(&known.items())),
        )
        .may_have(
            "observed",
            "The coach's own visit to a lesson that the talk rests on, for example {on: 2026-09-14, \
             minutes: 20}.",
            observed(),
        )
        .may_have(
            "strengths",
            "Strengths that were named, for example: waits after a question. Confidential.",
            text(),
        )
        .may_have(
            "reflection",
            "What the educator said is working and what is not, for example {working: hands go up, \
             not_working: the pace}.",
            reflection(),
        )
        .may_have(
            "next_steps",
            "What is to be done next, for example [{what: rehearse the transition, who: educator}].",
            list(step::schema(false)),
        )
        .may_have(
            "notes",
            "Longer text: `|` after the colon and the text below it, indented, for example a summary \
             of the talk. Confidential, though everyone who can read the repository can read it.",
            text(),
        )
        .schema()
}

fn observed() -> Value {
    Group::yaml()
        .needs("on", "The day of the visit, for example 2026-09-14.", date())
        .may_have("minutes", "How long it was, for example 20.", integer(bounds::MINUTES))
        .may_have("focus", "What the coach looked at, for example: wait time.", text())
        .schema()
}

fn reflection() -> Value {
    Group::yaml()
        .may_have("working", "What is working, for example: hands go up.", text())
        .may_have("not_working", "What is not, for example: the same few answer.", text())
        .schema()
}
