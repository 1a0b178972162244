//! The keys of coach.toml, each told once; see [`crate::domain::key`].

use super::{Fact, Numbers, Rows, Thresholds, Usual, bounds};
use crate::diagnostic::Level;
use crate::domain::key::{Form, Meaning, SettingsForm, Table, needed, optional};

/// The only version of the format so far.
pub(super) const VERSION: u32 = 1;

/// All of coach.toml.
pub static SETTINGS: Table = Table {
    what: "coach.toml",
    example: "",
    keys: &[
        needed("version", Form::Version(VERSION))
            .about("The format of this file, for example 1. There is no other."),
        needed("district", Form::Title).about(
            "The district's name, as printed on reports, for example \"Riverbend R-II\".",
        ),
        needed("profile", Form::OfSettings(SettingsForm::Profile)).about(
            "The practice profile that most relationships follow, for example \"missouri-sbic-2014\": \
             built in, or listed under [profiles].",
        ),
        needed("year_starts", Form::OfSettings(SettingsForm::MonthDay))
            .about("The first day of each school year, written MM-DD, for example \"08-01\"."),
        optional("year_ends", Form::OfSettings(SettingsForm::MonthDay)).about(
            "The last day with school of each school year, written MM-DD, for example \"05-29\". The \
              days from then to the next year_starts are without school.",
        ),
        optional("window", Form::OneOf(Usual::meanings)).about(
            "What a report looks at unless --period names something else, for example \
             \"last-12-months\". Without this line it is the school year to date.",
        ),
        optional("as_of", Form::Date).about(
            "The day as of which a finished year is reported, for example \"2026-05-29\". What is to do \
             now (`coach next`) and new records are of today all the same.",
        ),
        optional("holidays", Form::OfSettings(SettingsForm::Holidays)).about(
            "Days without school during the school year, for example [\"2025-12-22..2026-01-02\", \
             \"2026-01-19\"]. No meeting is expected on them, and they are not working days.",
        ),
        optional("commit", Form::Boolean).about(
            "Whether `coach` commits what it writes to git at once, for example true. Without \
             this line it does not.",
        ),
        optional("profiles", Form::OfSettings(SettingsForm::ProfilePaths)).about(
            "The district's own profiles: id and file, for example rounds-district = \
             \"profiles/rounds-district.toml\".",
        ),
        optional("schools", Form::OfSettings(SettingsForm::ById(&SCHOOL))).about(
            "The schools by their ids, for example [schools.lincoln-elementary]. After a change, \
             `coach schema --write` updates the schemas of records.",
        ),
        optional("periods", Form::OfSettings(SettingsForm::ByName(&PERIOD))).about(
            "Names for parts of the school year, for example fall = {from = \"08-01\", to = \
             \"12-31\"}.",
        ),
        optional("checks", Form::OfSettings(SettingsForm::Checks)).about(
            "How serious a finding of `coach check` is, by the id of its rule, for example \
             few-students = \"error\".",
        ),
        optional("thresholds", Form::Group(&THRESHOLDS)).about(
            "Numbers that each district sets for itself, for example min_students = 10.",
        ),
        optional("expires_after", Form::Group(&EXPIRES_AFTER)).about(
            "For how many days evidence that an item is in place counts, by its source, for \
             example observed = 365. Evidence from a source that is not listed never expires.",
        ),
        optional("audiences", Form::Group(&AUDIENCES)).about(
            "Who may see what with `coach report --audience`, for example [audiences.principal]. What is not \
             named is withheld.",
        ),
    ],
    cases: &[],
};

pub(super) static AUDIENCES: Table = Table {
    what: "list of audiences",
    example: "",
    keys: &[
        optional("coach", Form::Group(&POLICY))
            .about("What a coach sees of the own pairs, for example {names = true}."),
        optional("pair", Form::Group(&POLICY)).about(
            "What a coach and an educator see of themselves, for example {numbers = [\"sessions\"]}.",
        ),
        optional("principal", Form::Group(&POLICY)).about(
            "What a principal sees of the pairs in the school, for example {facts = [\"educator\"]}.",
        ),
        optional("district", Form::Group(&POLICY))
            .about("What the district's office sees of groups, for example {rows = [\"school\"]}."),
    ],
    cases: &[],
};

pub(super) static POLICY: Table = Table {
    what: "list of what an audience sees",
    example: "{rows = [\"pair\"], numbers = [\"sessions\"], facts = [\"educator\"]}",
    keys: &[
        optional("rows", Form::OfSettings(SettingsForm::Words(Rows::meanings)))
            .about("Its rows, for example [\"pair\"]; without this line, the usual ones."),
        optional("numbers", Form::OfSettings(SettingsForm::Words(Numbers::meanings)))
            .about("Its numbers, for example [\"sessions\"]; without this line, the usual ones."),
        optional("facts", Form::OfSettings(SettingsForm::Words(Fact::meanings))).about(
            "What is told of a pair beside numbers, for example [\"educator\", \"practice\"]; without this \
             line, the usual.",
        ),
        optional("names", Form::Boolean).about(
            "Whether people are named where people.yaml has their names, for example true. Without this line \
             they are not.",
        ),
    ],
    cases: &[],
};

pub(super) static SCHOOL: Table = Table {
    what: "school",
    example: "",
    keys: &[
        needed("name", Form::Title)
            .about("The name, as printed on reports, for example \"Lincoln Elementary\"."),
        optional("educators", Form::Integer(&bounds::EDUCATORS)).about(
            "How many educators work there, for example 42. It says how far the coaching reaches.",
        ),
        optional("groups", Form::Ids).about(
            "What kind of school it is, in ids that an instrument's items may be only for, for example \
             [\"secondary\"].",
        ),
    ],
    cases: &[],
};

pub(super) static PERIOD: Table = Table {
    what: "period",
    example: "",
    keys: &[
        needed("from", Form::OfSettings(SettingsForm::MonthDay))
            .about("The first day, written MM-DD, for example \"08-01\"."),
        needed("to", Form::OfSettings(SettingsForm::MonthDay))
            .about("The last day, written MM-DD, for example \"12-31\"."),
    ],
    cases: &[],
};

pub(super) static THRESHOLDS: Table = Table {
    what: "list of thresholds",
    example: "",
    keys: &[
        optional("min_students", Form::Integer(&bounds::MIN_STUDENTS))
            .usually(Thresholds::USUAL.min_students)
            .about(
                "Student data for fewer students than this is a finding, for example {usual}, the \
                 number used without this line.",
            ),
        optional("not_met_days", Form::Integer(&bounds::NOT_MET_DAYS))
            .usually(Thresholds::USUAL.not_met_days)
            .about(
                "A pair without a session for more days with school than this needs attention, for \
                 example {usual}, the number used without this line.",
            ),
        optional(
            "not_met_days_of",
            Form::OfSettings(SettingsForm::ByProfile(&bounds::NOT_MET_DAYS)),
        )
        .about(
            "The same number for pairs under a profile that asks for fewer meetings, by the profile's id, for \
             example hqpd-coaching = 180.",
        ),
        optional("new_pair_days", Form::Integer(&bounds::NEW_PAIR_DAYS))
            .usually(Thresholds::USUAL.new_pair_days)
            .about(
                "A pair under way for fewer days than this, days without school left out, is new: \
                 reports count what is in place in it apart, for example {usual}, the number used without this line. With 0, no pair is new.",
            ),
        optional("judge_from_day", Form::Integer(&bounds::JUDGE_FROM_DAY))
            .usually(Thresholds::USUAL.judge_from_day)
            .about(
                "The day of the school year from which `coach report --fail-under` judges that \
                 year, for example {usual}, the number used without this line. Its first day is \
                 day 1.",
            ),
        optional("double_rating_percent", Form::Integer(&bounds::DOUBLE_RATING_PERCENT))
            .usually(Thresholds::USUAL.double_rating_percent)
            .about(
                "The percent of observers' visits that two observers should rate, for example \
                 {usual}, the number used without this line. The What Works Clearinghouse asks \
                 for it in outcome data.",
            ),
        optional("min_educators", Form::Integer(&bounds::MIN_EDUCATORS))
            .usually(Thresholds::USUAL.min_educators)
            .about(
                "`coach report --audience district` shows a group with fewer educators than this only as a \
                 part of a larger one, for example {usual}, the number used without this line.",
            ),
    ],
    cases: &[],
};

pub(super) static EXPIRES_AFTER: Table = Table {
    what: "list of days by source",
    example: "{observed = 365}",
    keys: &[
        optional("observed", Form::Integer(&bounds::EXPIRES_AFTER))
            .about("Days for which an observer's in-place counts, for example 365."),
        optional("documented", Form::Integer(&bounds::EXPIRES_AFTER)).about(
            "Days for which a document counts, for example 180. The commitment and what belongs to the \
             beginning do not expire.",
        ),
        optional("reported", Form::Integer(&bounds::EXPIRES_AFTER))
            .about("Days for which the pair's own in-place counts, for example 180."),
    ],
    cases: &[],
};

/// The words under `checks`, and the level that each gives a rule.
pub static LEVELS: [(Meaning, Option<Level>); 3] = [
    (Meaning { word: "error", means: "The check ends with exit code 1." }, Some(Level::Error)),
    (
        Meaning { word: "warning", means: "It is shown, and the check is clean." },
        Some(Level::Warning),
    ),
    (Meaning { word: "off", means: "The check does not look for it." }, None),
];
