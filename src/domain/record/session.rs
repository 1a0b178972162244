//! `kind: session`: a coaching meeting or observation that was itemised.

use chrono::{NaiveDate, NaiveTime};

use super::{Step, Vocabulary, step};
use crate::diagnostic::Problems;
use crate::syntax::tree::{Fields, Node, read};
use crate::text::source::At;

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

pub(super) fn read(
    root: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Session> {
    let mut fields = super::fields_of(root, "session", problems)?;
    let date = fields.required_at("date", problems, read::date);
    let starts = fields.optional_at("starts", problems, read::time);
    let method = fields.required("method", problems, |node, p| vocabulary.method(node, p));
    let minutes = fields.optional_at("minutes", problems, super::minutes);
    let meeting = fields.optional_at("meeting", problems, read::id);
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
    let example = "{on: 2026-09-14, minutes: 20}";
    let mut fields = Fields::of_like(node, "visit under `observed`", example, problems)?;
    let on = fields.required_at("on", problems, read::date);
    let minutes = fields.optional_at("minutes", problems, super::minutes);
    fields.prose("focus", problems);
    fields.finish(problems);
    Some(Observed { on: on.unwrap_or_else(At::stand_in), minutes })
}

fn reflection(node: &Node, problems: &mut Problems) -> Option<(bool, bool)> {
    let example = "{working: …, not_working: …}";
    let mut fields = Fields::of_like(node, "reflection", example, problems)?;
    let working = fields.prose("working", problems);
    let not_working = fields.prose("not_working", problems);
    fields.finish(problems);
    Some((working, not_working))
}
