//! `kind: time`: time that a coach spent without an educator. It belongs to the coach and to no pair: its
//! folder says whose it is.

use chrono::NaiveDate;

use super::{KindRow, Record, Vocabulary, bounds};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, Meaning, Table, needed, optional};
use crate::syntax::tree::{Node, read, rules};
use crate::text::source::At;
use crate::text::words::words;

pub(super) static KIND: KindRow = KindRow {
    name: "time",
    about: "a coach's time without an educator",
    date_key: "date",
    has_own_verb: false,
    may_repeat: true,
    table: &TIME,
    read: |root, vocabulary, problems| read(root, vocabulary, problems).map(Record::Time),
};

static TIME: Table = Table {
    what: "time entry",
    example: "",
    keys: &[
        needed("date", Form::Date)
            .says("the day, YYYY-MM-DD")
            .asks("Which day?")
            .about("The day, for example 2026-09-14; the same as in the file's name."),
        needed("minutes", Form::Integer(&bounds::MINUTES))
            .says("minutes, a whole number")
            .asks("How many minutes?")
            .about("How many minutes it took, for example 40."),
        needed("what", Form::OneOf(Work::meanings))
            .says("what the time went into")
            .asks("What did the time go into?")
            .about("What the time went into, for example planning."),
        optional("school", Form::School)
            .says("the school it was for, if it was for one")
            .asks("For which school, if for one?")
            .about(
                "The school it was for, by its id in coach.toml, for example lincoln-elementary.",
            ),
        optional("notes", Form::Prose)
            .says("anything else")
            .asks("Anything else (confidential)?")
            .about("Anything else, for example: materials for the October workshop."),
    ],
    cases: &[],
};

/// Time that a coach spent without an educator.
#[derive(Clone, Debug)]
pub struct Time {
    /// Its day.
    pub date: At<NaiveDate>,
    /// How long.
    pub minutes: At<u32>,
    /// What it went into.
    pub what: Work,
    /// Id of the school it was for.
    pub school: Option<At<String>>,
}

words! {
    /// What a coach's time without an educator goes into.
    pub enum Work {
        /// Getting sessions ready with no material made: which, when, in what order.
        Planning = "planning",
        /// Looking at data.
        Data = "data",
        /// Making or finding material.
        Preparation = "preparation",
        /// Learning: courses, workshops, reading.
        Training = "training",
        /// On the road.
        Travel = "travel",
        /// Meetings with others than educators who are coached.
        Meeting = "meeting",
        /// Anything else.
        Other = "other",
    }
}

impl Work {
    fn meaning(self) -> Meaning {
        let means = match self {
            Work::Planning => "Planning sessions and visits.",
            Work::Data => "Collecting data or looking at it.",
            Work::Preparation => "Making or finding materials.",
            Work::Training => "Training of the coach: courses, workshops, reading.",
            Work::Travel => "On the road from school to school.",
            Work::Meeting => "Meetings with people other than the educators who are coached.",
            Work::Other => "Anything else.",
        };
        Meaning { word: self.name(), means }
    }

    fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Time> {
    let mut fields = super::fields_of(root, &TIME, problems)?;
    let date = fields.required_at("date", problems, read::date);
    let minutes = fields.required_at("minutes", problems, |node, p| bounds::MINUTES.read(node, p));
    let what = fields.required("what", problems, |node, problems| {
        let words = Work::ALL.map(Work::name);
        let index = read::choice(node, problems, &rules::UNKNOWN_WORD, "a kind of work", words)?;
        Some(Work::ALL[index])
    });
    let school = fields.optional_at("school", problems, |node, p| vocabulary.school(node, p));
    fields.prose("notes", problems);
    fields.finish(problems);
    Some(Time {
        date: date.unwrap_or_else(At::stand_in),
        minutes: minutes.unwrap_or_else(At::stand_in),
        what: what.unwrap_or(Work::Other),
        school,
    })
}
