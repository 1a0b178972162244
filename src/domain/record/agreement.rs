//! What coach and educator agreed: its keys, and how they are read.

use chrono::NaiveDate;

use super::{Vocabulary, bounds};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, Meaning, Table, Terms, optional};
use crate::domain::profile::evidence::Agreed;
use crate::syntax::tree::{Node, read, rules as tree_rules};
use crate::text::source::{At, Span};

pub(super) static AGREEMENT: Table = Table {
    what: "agreement",
    example: "{committed_on: 2026-08-26, minutes: 45}",
    keys: &[
        optional("committed_on", Form::Date)
            .says("the day of the educator's verbal commitment")
            .asks("On which day was the verbal commitment?")
            .about("The day on which the educator said yes, for example 2026-08-26."),
        optional("respond_within_days", Form::Integer(&bounds::RESPOND_WITHIN_DAYS))
            .says("days within which the coach answers")
            .asks("Within how many days does the coach answer?")
            .about("Within how many days the coach answers a request, for example 2."),
        optional("days", Form::OneOf(Days::meanings))
            .says("how those days are counted")
            .asks("Counted how?")
            .about("How those days are counted, for example working: Monday to Friday."),
        optional("methods", Form::Terms(Terms::Methods))
            .says("methods they prefer")
            .asks("Which methods do they prefer?")
            .about("The ways to meet or write that they prefer, for example [in-person, email]."),
        optional("meet_every_days", Form::Integer(&bounds::MEET_EVERY_DAYS))
            .says("days from one meeting to the next")
            .about("Days from one meeting to the next, for example 14."),
        optional("minutes", Form::Integer(&bounds::MINUTES))
            .says("minutes of a meeting")
            .about("Minutes of a meeting, for example 45."),
    ],
    cases: &[],
};

/// What coach and educator agreed; everything is optional.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// Day of the educator's verbal commitment.
    pub committed_on: Option<At<NaiveDate>>,
    /// Within how many days requests are answered.
    pub respond_within_days: Option<u32>,
    /// How those days are counted.
    pub days: Days,
    /// Methods they prefer, as indexes into the profile's.
    pub methods: Vec<usize>,
    /// Days from one meeting to the next.
    pub meet_every_days: Option<u32>,
    /// Minutes of a meeting.
    pub minutes: Option<At<u32>>,
    /// Where it is in the file, if there is one.
    pub span: Option<Span>,
}

/// How days are counted toward a deadline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// Every day.
    #[default]
    Calendar,
    /// Monday to Friday.
    Working,
}

impl Days {
    /// Both ways.
    pub const ALL: [Days; 2] = [Days::Calendar, Days::Working];

    /// The word used in records.
    pub fn name(self) -> &'static str {
        self.meaning().word
    }

    const fn meaning(self) -> Meaning {
        let (word, means) = match self {
            Days::Calendar => ("calendar", "Every day counts. This is the default."),
            Days::Working => ("working", "Monday to Friday count."),
        };
        Meaning { word, means }
    }

    fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

impl Agreement {
    pub(super) fn holds(&self, agreed: Agreed) -> bool {
        match agreed {
            Agreed::CommittedOn => self.committed_on.is_some(),
            Agreed::RespondWithinDays => self.respond_within_days.is_some(),
        }
    }
}

/// The agreement that `node` holds.
pub(super) fn agreement(
    node: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Agreement> {
    let mut fields = AGREEMENT.open(node, problems)?;
    let agreement = Agreement {
        committed_on: fields.optional_at("committed_on", problems, read::date),
        respond_within_days: fields.optional("respond_within_days", problems, |n, p| {
            bounds::RESPOND_WITHIN_DAYS.read(n, p)
        }),
        days: fields.optional("days", problems, days).unwrap_or_default(),
        methods: fields
            .list("methods", problems, |node, problems| vocabulary.method(node, problems)),
        meet_every_days: fields
            .optional("meet_every_days", problems, |n, p| bounds::MEET_EVERY_DAYS.read(n, p)),
        minutes: fields.optional_at("minutes", problems, |n, p| bounds::MINUTES.read(n, p)),
        span: Some(node.span),
    };
    fields.finish(problems);
    Some(agreement)
}

fn days(node: &Node, problems: &mut Problems) -> Option<Days> {
    let words = Days::ALL.map(Days::name);
    let rule = &tree_rules::UNKNOWN_WORD;
    let index = read::choice(node, problems, rule, "a way to count days", words)?;
    Some(Days::ALL[index])
}
