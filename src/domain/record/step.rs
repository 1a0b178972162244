//! A next step agreed in a session or a review: open, done on a day, or dropped on a day.

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Case, Form, Key, Meaning, Table, needed, optional};
use crate::syntax::tree::{Node, read, rules};
use crate::text::source::At;

/// A step of a session.
pub(super) static IN_SESSION: Table = of(&KEYS);

/// A step of a review, which may follow from its data.
pub(super) static IN_REVIEW: Table = of(&KEYS_IN_REVIEW);

const fn of(keys: &'static [Key]) -> Table {
    let example = "{what: …, who: educator, due: 2026-09-21}";
    Table { what: "next step", example, keys, cases: &[DONE_OR_DROPPED] }
}

const KEYS: [Key; 6] = [
    optional("id", Form::Id)
        .says("an id within this record, such as s1")
        .about("The step's id within this file, for example s1."),
    needed("what", Form::Statement)
        .says("what is to be done")
        .asks("Next step?")
        .about("What is to be done, for example: rehearse the transition."),
    optional("who", Form::OneOf(Who::meanings))
        .says("who does it")
        .about("Which of the pair does it, for example educator."),
    optional("due", Form::Date)
        .says("by when, YYYY-MM-DD")
        .asks("By when?")
        .about("The day by which it is to be done, for example 2026-09-21."),
    optional("done", Form::Date)
        .says("the day it was done")
        .about("The day on which it was done, for example 2026-09-18."),
    optional("dropped", Form::Date)
        .says("the day it was given up")
        .about("The day on which it was given up, for example 2026-09-18."),
];

const KEYS_IN_REVIEW: [Key; 7] = {
    let [id, what, who, due, done, dropped] = KEYS;
    let because_of = optional("because_of", Form::Ids)
        .says("ids of the data it follows from, such as [d1]")
        .asks("Which data does it follow from?")
        .about("The ids of the data above that it follows from, for example [d1].");
    [id, what, who, due, done, dropped, because_of]
};

const NOT_BOTH: &str = "a step is done or dropped, not both";
const DONE_OR_DROPPED: Case = Case::NotBoth { keys: ["done", "dropped"], why: NOT_BOTH };

/// A next step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id within the file: its address is `<file>#<id>`.
    pub id: Option<At<String>>,
    /// Who does it.
    pub who: Option<Who>,
    /// The day by which it is to be done.
    pub due: Option<At<NaiveDate>>,
    /// What became of it.
    pub state: StepState,
    /// Ids of the data it follows from (reviews only).
    pub because_of: Vec<At<String>>,
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The educator-coach.
    Coach,
    /// The coached educator.
    Educator,
}

impl Who {
    /// Both of the pair.
    pub const ALL: [Who; 2] = [Who::Coach, Who::Educator];

    /// The word used in records.
    pub fn name(self) -> &'static str {
        self.meaning().word
    }

    const fn meaning(self) -> Meaning {
        let (word, means) = match self {
            Who::Coach => ("coach", "The educator-coach does it."),
            Who::Educator => ("educator", "The coached educator does it."),
        };
        Meaning { word, means }
    }

    fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Neither done nor dropped.
    Open,
    /// Done on a day.
    Done(At<NaiveDate>),
    /// Given up on a day.
    Dropped(At<NaiveDate>),
}

impl StepState {
    /// The day on which the step was done or dropped.
    pub fn closed(self) -> Option<At<NaiveDate>> {
        match self {
            StepState::Open => None,
            StepState::Done(on) | StepState::Dropped(on) => Some(on),
        }
    }
}

impl Step {
    /// Whether the step is open on `as_of`: neither done nor dropped by then.
    pub(crate) fn is_open(&self, as_of: NaiveDate) -> bool {
        self.state.closed().is_none_or(|on| on.value > as_of)
    }

    /// Whether the step is overdue on `as_of`: due before it, and open.
    pub fn is_overdue(&self, as_of: NaiveDate) -> bool {
        self.is_open(as_of) && self.due.is_some_and(|due| due.value < as_of)
    }
}

pub(super) fn read(node: &Node, in_review: bool, problems: &mut Problems) -> Option<Step> {
    let mut fields = if in_review { &IN_REVIEW } else { &IN_SESSION }.open(node, problems)?;
    let id = fields.optional_at("id", problems, read::id);
    if let Some(what) = fields.required_prose("what", problems)
        && !what.value
    {
        problems.unread("what");
        let message = "a next step says what is to be done";
        problems.push(
            Finding::new(&rules::MISSING_KEY, what.span, message).label("nothing is said here"),
        );
    }
    let who = fields.optional("who", problems, who);
    let due = fields.optional_at("due", problems, read::date);
    let done = fields.optional_at("done", problems, read::date);
    let dropped = fields.optional_at("dropped", problems, read::date);
    let because_of = if in_review {
        fields.list("because_of", problems, |node, p| {
            read::id(node, p).map(|value| At { value, span: node.span })
        })
    } else {
        Vec::new()
    };
    fields.finish(problems);
    if let (Some(done), Some(dropped)) = (done, dropped) {
        problems.push(
            Finding::new(&rules::OUT_OF_RANGE, dropped.span, NOT_BOTH)
                .label("keep one of the two")
                .related(done.span, "done here"),
        );
    }
    let state = match (done, dropped) {
        (Some(on), _) => StepState::Done(on),
        (None, Some(on)) => StepState::Dropped(on),
        (None, None) => StepState::Open,
    };
    Some(Step { id, who, due, state, because_of })
}

fn who(node: &Node, problems: &mut Problems) -> Option<Who> {
    let words = Who::ALL.map(Who::name);
    let index = read::choice(node, problems, &rules::UNKNOWN_WORD, "one of the pair", words)?;
    Some(Who::ALL[index])
}
