//! The schema of a relationship.

use serde_json::Value;

use super::Known;
use super::group::Group;
use super::value::{Word, date, id, integer, list, one_of, person_id, text};
use crate::domain::record::{Days, bounds};

pub(super) fn schema(record: Group, known: &Known) -> Value {
    let schools = known.schools();
    let school = if schools.is_empty() { id() } else { one_of(&schools) };
    record
        .needs(
            "profile",
            "The practice profile by which all records of this folder are judged, for example \
             missouri-sbic-2014.",
            one_of(&known.profile_ids()),
        )
        .needs(
            "coach",
            "The educator-coach, by an id with a digit, for example c-03. Never a name.",
            person_id(),
        )
        .needs(
            "educator",
            "The coached educator, by an id with a digit, for example t-104. Never a name.",
            person_id(),
        )
        .needs(
            "school",
            "The school, by its id in coach.toml, for example lincoln-elementary. One that was added \
             there is known here after `coach schema --write`.",
            school,
        )
        .may_have(
            "practice",
            "The teaching practice they work on, for example formative assessment.",
            text(),
        )
        .needs("started", "The first day, for example 2026-08-24.", date())
        .may_have(
            "ended",
            "The last day, once it is over, for example 2027-05-14. Later records do not count.",
            date(),
        )
        .may_have("end_reason", "Why it is over, for example: the goals were reached.", text())
        .may_have(
            "agreement",
            "What the two agreed, for example {committed_on: 2026-08-26, minutes: 45}. All of it is \
             optional.",
            agreement(known),
        )
        .schema()
}

fn agreement(known: &Known) -> Value {
    let days = Days::ALL.map(|days| {
        let means = match days {
            Days::Calendar => "Every day counts. It is so where nothing is said.",
            Days::Working => "Monday to Friday count.",
        };
        Word::new(days.name(), means)
    });
    Group::yaml()
        .may_have(
            "committed_on",
            "The day on which the educator said yes, for example 2026-08-26.",
            date(),
        )
        .may_have(
            "respond_within_days",
            "Within how many days the coach answers a request, for example 2.",
            integer(bounds::RESPOND_WITHIN_DAYS),
        )
        .may_have(
            "days",
            "How those days are counted, for example working: Monday to Friday.",
            one_of(&days),
        )
        .may_have(
            "methods",
            "The ways to meet or write that they prefer, for example [in-person, email].",
            list(one_of(&known.methods())),
        )
        .may_have(
            "meet_every_days",
            "Days from one meeting to the next, for example 14.",
            integer(bounds::MEET_EVERY_DAYS),
        )
        .may_have("minutes", "Minutes of a meeting, for example 45.", integer(bounds::MINUTES))
        .schema()
}
