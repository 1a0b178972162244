//! `kind: session`: a coaching meeting or observation that was itemized.

use chrono::{NaiveDate, NaiveTime};

use super::held::{MEETING, METHOD, MINUTES};
use super::{KindRow, Record, Step, Vocabulary, bounds, step};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, Table, Terms, needed, optional};
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

pub(super) static KIND: KindRow = KindRow {
    name: "session",
    about: "a coaching meeting or observation",
    date_key: "date",
    has_own_verb: false,
    may_repeat: false,
    table: &SESSION,
    read: |root, vocabulary, problems| read(root, vocabulary, problems).map(Record::Session),
};

static SESSION: Table = Table {
    what: "session",
    example: "",
    keys: &[
        needed("date", Form::Date)
            .says("the day, YYYY-MM-DD")
            .asks("Which day?")
            .about("The day of the session, for example 2026-09-14; the same as in the file's name."),
        optional("starts", Form::Time)
            .says("the time it began, \"HH:MM\" in quotes")
            .about("The time of day at which it began, in quotes, for example \"14:05\"."),
        needed("method", Form::Term(Terms::Methods))
            .says("how you met")
            .asks("How did you meet?")
            .about(METHOD),
        MINUTES,
        MEETING,
        optional("also_coach", Form::PersonIds)
            .says("ids of further coaches who were there, such as [c-02]")
            .about("Further coaches who were there, by their ids, for example [c-02]."),
        optional("phases", Form::Terms(Terms::Phases))
            .says("phases of the session")
            .asks("Which phases?")
            .about("What the meeting consisted of, for example [observation, debrief]."),
        optional("items", Form::Terms(Terms::Items))
            .says("items you worked on")
            .asks("Which items did you work on?")
            .about(
                "What the coach did, by the ids of the profile's items, for example [rationale]. \
                 `coach profile show` prints them.",
            ),
        optional("observed", Form::Group(&OBSERVED))
            .says("your own visit to a lesson that the session rests on")
            .about(
                "The coach's own visit to a lesson that the talk rests on, for example {on: 2026-09-14, \
                 minutes: 20}.",
            ),
        optional("strengths", Form::Prose)
            .says("strengths you named")
            .about("Strengths that were named, for example: waits after a question."),
        optional("reflection", Form::Group(&REFLECTION)).says("what the educator said").about(
            "What the educator said is working and what is not, for example {working: hands go up, \
             not_working: the pace}.",
        ),
        optional("next_steps", Form::Groups(&step::IN_SESSION))
            .says("what was agreed to do next")
            .about(
                "What is to be done next, for example [{what: rehearse the transition, who: educator}].",
            ),
        optional("notes", Form::Prose).says("anything else").asks("Anything else (confidential)?").about(
            "Longer text, for example a summary of the talk: put `|` after the colon, and indent \
             the text below it. Everyone who can read the repository can read it.",
        ),
    ],
    cases: &[],
};

static OBSERVED: Table = Table {
    what: "visit under `observed`",
    example: "{on: 2026-09-14, minutes: 20}",
    keys: &[
        needed("on", Form::Date)
            .says("the day of the visit, YYYY-MM-DD")
            .asks("On which day did you visit a lesson, if the session rests on a visit?")
            .about("The day of the visit, for example 2026-09-14."),
        optional("minutes", Form::Integer(&bounds::MINUTES))
            .says("minutes, a whole number")
            .asks("Minutes of that visit?")
            .about("How long it was, for example 20."),
        optional("focus", Form::Prose)
            .says("what you looked for")
            .asks("What did you look for?")
            .about("What the coach looked at, for example: wait time."),
    ],
    cases: &[],
};

static REFLECTION: Table = Table {
    what: "reflection",
    example: "{working: …, not_working: …}",
    keys: &[
        optional("working", Form::Prose)
            .says("what is working")
            .asks("What does the educator say is working?")
            .about("What is working, for example: hands go up."),
        optional("not_working", Form::Prose)
            .says("what is not working")
            .asks("And what is not working?")
            .about("What is not working, for example: the same few answer."),
    ],
    cases: &[],
};

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its day.
    pub date: At<NaiveDate>,
    /// Time of day at which it began.
    pub starts: Option<At<NaiveTime>>,
    /// Index of its method.
    pub method: usize,
    /// Its length in minutes.
    pub minutes: Option<At<u32>>,
    /// Shared by the records of one meeting with several educators.
    pub meeting: Option<At<String>>,
    /// Ids of further coaches who were there.
    pub also_coach: Vec<At<String>>,
    /// Indexes of its phases.
    pub phases: Vec<usize>,
    /// Indexes of the items the coach worked on, with their places.
    pub items: Vec<At<usize>>,
    /// The coach's own visit that the session rests on.
    pub observed: Option<Observed>,
    /// Whether strengths were named.
    pub has_strengths: bool,
    /// Whether the reflection says what is working.
    pub has_working: bool,
    /// Whether the reflection says what is not working.
    pub has_not_working: bool,
    /// Next steps agreed.
    pub next_steps: Vec<Step>,
}

/// The coach's own visit to a lesson.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Its day.
    pub on: At<NaiveDate>,
    /// Its length in minutes.
    pub minutes: Option<At<u32>>,
}

fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Session> {
    let mut fields = super::fields_of(root, &SESSION, problems)?;
    let date = fields.required_at("date", problems, read::date);
    let starts = fields.optional_at("starts", problems, read::time);
    let method = fields.required("method", problems, |node, p| vocabulary.method(node, p));
    let minutes = fields.optional_at("minutes", problems, |node, p| bounds::MINUTES.read(node, p));
    let meeting = fields.optional_at("meeting", problems, read::id);
    let also_coach = fields.list("also_coach", problems, |node, p| {
        read::person_id(node, p).map(|value| At { value, span: node.span })
    });
    let phases = fields.list("phases", problems, |node, p| vocabulary.phase(node, p));
    let items = fields.list("items", problems, |node, p| {
        vocabulary.item(node, p).map(|value| At { value, span: node.span })
    });
    let observed = fields.optional("observed", problems, observed);
    let has_strengths = fields.prose("strengths", problems);
    fields.begins_prose("reflection", problems);
    let (has_working, has_not_working) =
        fields.optional("reflection", problems, reflection).unwrap_or_default();
    let next_steps = fields.groups("next_steps", problems, |node, p| step::read(node, false, p));
    fields.prose("notes", problems);
    fields.finish(problems);
    Some(Session {
        date: date.unwrap_or_else(At::stand_in),
        starts,
        method: method.unwrap_or_default(),
        minutes,
        meeting,
        also_coach,
        phases,
        items,
        observed,
        has_strengths,
        has_working,
        has_not_working,
        next_steps,
    })
}

fn observed(node: &Node, problems: &mut Problems) -> Option<Observed> {
    let mut fields = OBSERVED.open(node, problems)?;
    let on = fields.required_at("on", problems, read::date);
    let minutes = fields.optional_at("minutes", problems, |node, p| bounds::MINUTES.read(node, p));
    fields.prose("focus", problems);
    fields.finish(problems);
    Some(Observed { on: on.unwrap_or_else(At::stand_in), minutes })
}

fn reflection(node: &Node, problems: &mut Problems) -> Option<(bool, bool)> {
    let mut fields = REFLECTION.open(node, problems)?;
    let working = fields.prose("working", problems);
    let not_working = fields.prose("not_working", problems);
    fields.finish(problems);
    Some((working, not_working))
}
