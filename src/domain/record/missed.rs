//! `kind: missed`: a meeting that was to be and was called off. It is no session and no contact, and
//! nothing happened in it.

use chrono::NaiveDate;

use super::{KindRow, Record};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, Meaning, Table, needed, optional};
use crate::syntax::tree::{Node, read, rules};
use crate::text::source::At;
use crate::text::words::words;

pub(super) static KIND: KindRow = KindRow {
    name: "missed",
    about: "a meeting that was called off",
    date_key: "date",
    has_own_verb: false,
    may_repeat: false,
    table: &MISSED,
    read: |root, _, problems| read(root, problems).map(Record::Missed),
};

static MISSED: Table = Table {
    what: "missed meeting",
    example: "",
    keys: &[
        needed("date", Form::Date)
            .says("the day on which it was to be, YYYY-MM-DD")
            .asks("On which day was it to be?")
            .about(
                "The day on which the meeting was to be, for example 2026-09-14; the same as in the \
                 file's name.",
            ),
        needed("by", Form::OneOf(CalledOffBy::meanings))
            .says("who called it off")
            .asks("Who called it off?")
            .about("Who called it off, for example educator."),
        optional("reason", Form::Prose)
            .says("why it was called off")
            .asks("Why was it called off?")
            .about("Why it was called off, for example: a fire drill."),
    ],
    cases: &[],
};

/// A meeting that was called off.
#[derive(Clone, Debug)]
pub struct Missed {
    /// The day on which it was to be.
    pub date: At<NaiveDate>,
    /// Who called it off.
    pub by: CalledOffBy,
}

words! {
    /// Who called a meeting off.
    pub enum CalledOffBy {
        /// The coach.
        Coach = "coach",
        /// The coached educator.
        Educator = "educator",
        /// The school: a drill, a test, a day of training.
        School = "school",
        /// Anyone or anything else: the weather, another school.
        Other = "other",
    }
}

impl CalledOffBy {
    fn meaning(self) -> Meaning {
        let means = match self {
            CalledOffBy::Coach => "The educator-coach called it off.",
            CalledOffBy::Educator => "The coached educator called it off.",
            CalledOffBy::School => "The school needed the time, for example for a drill or a test.",
            CalledOffBy::Other => "Anyone or anything else, for example the weather.",
        };
        Meaning { word: self.name(), means }
    }

    fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

fn read(root: &Node, problems: &mut Problems) -> Option<Missed> {
    let mut fields = super::fields_of(root, &MISSED, problems)?;
    let date = fields.required_at("date", problems, read::date);
    let by = fields.required("by", problems, |node, problems| {
        let words = CalledOffBy::ALL.map(CalledOffBy::name);
        let what = "one who calls a meeting off";
        let index = read::choice(node, problems, &rules::UNKNOWN_WORD, what, words)?;
        Some(CalledOffBy::ALL[index])
    });
    fields.prose("reason", problems);
    fields.finish(problems);
    let date = date.unwrap_or_else(At::stand_in);
    Some(Missed { date, by: by.unwrap_or(CalledOffBy::Other) })
}
