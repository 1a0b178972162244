//! The rules about words that only the district or the profile knows, and about days within a record
//! that contradict each other so that it cannot be counted.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// `kind:` names no kind of record.
    UNKNOWN_KIND = "unknown-kind" {
        sentence: "`kind:` names a kind of record",
        reason: "The kind decides which keys a record has and what it counts as.",
        bad: "kind: sesion",
        mended: "kind: session",
    }
    /// A profile that is neither built in nor listed in coach.toml.
    UNKNOWN_PROFILE = "unknown-profile" {
        sentence: "A relationship's profile is built in or listed in coach.toml",
        reason: "Every record is judged by the profile its relationship names; without one there is \
                 nothing to judge it by.",
        bad: "profile: missouri-2014",
        mended: "profile: missouri-sbic-2014",
    }
    /// A school that coach.toml does not list.
    UNKNOWN_SCHOOL = "unknown-school" {
        sentence: "The school of a relationship or of a coach's time is listed in coach.toml",
        reason: "A mistyped school would become a school of its own, and both would be counted wrong.",
        bad: "school: lincon",
        mended: "school: lincoln",
    }
    /// An item that the profile does not have.
    UNKNOWN_ITEM = "unknown-item" {
        sentence: "Every item is in the relationship's profile",
        reason: "An item under another name would be evidence for nothing.",
        bad: "items: [rational, manageable-units]",
        mended: "items: [rationale, manageable-units]",
    }
    /// A function that the profile does not have.
    UNKNOWN_FUNCTION = "unknown-function" {
        sentence: "Every function is in the relationship's profile",
        reason: "A judged level belongs to one of the profile's essential functions.",
        bad: "levels: {dialog: close}",
        mended: "levels: {dialogue: close}",
    }
    /// A method that the profile does not have.
    UNKNOWN_METHOD = "unknown-method" {
        sentence: "Every method is in the relationship's profile",
        reason: "Methods are counted, because the profile asks for a variety of them. Two \
                 spellings would count as two methods.",
        bad: "method: in persn",
        mended: "method: in-person",
    }
    /// A phase that the profile does not have.
    UNKNOWN_PHASE = "unknown-phase" {
        sentence: "Every phase is in the relationship's profile",
        reason: "Time is added up by phase, so each phase has one name.",
        bad: "phases: [observation, debriefing]",
        mended: "phases: [observation, debrief]",
    }
    /// A rating that is none of the five.
    UNKNOWN_RATING = "unknown-rating" {
        sentence: "A rating is one of the five ratings",
        reason: "Numbers and letters mean different things on different paper forms. The five \
                 words mean the same thing everywhere.",
        bad: "ratings: {rationale: 2}",
        mended: "ratings: {rationale: in-place}",
    }
    /// A rater's role that is none of the three.
    UNKNOWN_ROLE = "unknown-role" {
        sentence: "A rater is self, educator or observer",
        reason: "The rater's role decides whether a rating is reported or observed, and the two \
                 are never mixed.",
        bad: "rater: {role: coach}",
        mended: "rater: {role: self}",
    }
    /// A level that nobody may judge: unknown to the profile, or computed by it.
    UNKNOWN_LEVEL = "unknown-level" {
        sentence: "Raters judge only levels that the profile leaves to them",
        reason: "A level that is computed from the items cannot be claimed by writing it down.",
        bad: "levels: {dialogue: ideal}",
        mended: "levels: {dialogue: close}",
    }
    /// A source's name, or a key in it, that is the path or name of a file.
    PATH_IN_SOURCE = "path-in-source" {
        sentence: "A record's `source` is a name and a key, never the path or name of a file",
        reason: "A path tells whose computer a record came from. Files are renamed and moved, and then a \
                 record that is there already would be imported a second time.",
        bad: "source: {name: exports/log-2025.csv, key: r-0017}",
        mended: "source: {name: coaching-log, key: r-0017}",
    }
    /// A reply that is older than what it replies to.
    ANSWERED_BEFORE_ASKED = "answered-before-asked" {
        sentence: "An answer does not come before its question, nor feedback before the request \
                   for it",
        reason: "One of the two days is wrong, so nobody can tell whether the answer was in time. \
                 The record is left out until the day is fixed.",
        bad: "asked: 2025-09-11\nanswered: 2025-09-01",
        mended: "asked: 2025-09-11\nanswered: 2025-09-12",
    }
}
