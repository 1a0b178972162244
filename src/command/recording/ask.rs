//! Questions that several kinds of record share.

use chrono::NaiveDate;

use super::Asking;
use super::{Choice, Questions, day_from};
use crate::domain::calendar::Toward;
use crate::domain::key::{Bounds, Form, Key, Meaning};
use crate::domain::profile::Term;
use crate::domain::record::{Kind, OfKind, Relationship, Session, bounds};
use crate::syntax::yaml::Written;
use crate::write::draft::{Draft, group, number, text};

impl Asking<'_> {
    /// The relationship that is asked about; with several, the first.
    pub(in crate::command) fn relationship(&self) -> &Relationship {
        &self.pairs[0].1
    }

    /// The pair's latest session.
    pub(in crate::command) fn last_session(&self) -> Option<&Session> {
        let records = self.records.records.iter();
        let sessions = records.filter_map(|loaded| Session::of(&loaded.record));
        sessions.max_by_key(|session| session.date.value)
    }

    /// Asks for a day that has been, if `draft` has none.
    pub(in crate::command) fn day(
        &self,
        draft: &mut Draft,
        key: &'static str,
    ) -> anyhow::Result<()> {
        if !draft.has(key) {
            let question = question(draft.kind, key);
            let today = self.desk.today;
            let day = self.desk.questions.day(&question, today, today, Toward::Back)?;
            draft.set_text(key, Some(day));
        }
        Ok(())
    }

    /// Asks for a day that has been, or none.
    pub(in crate::command) fn optional_day(
        &self,
        draft: &mut Draft,
        key: &'static str,
    ) -> anyhow::Result<()> {
        if !draft.has(key) {
            let question = question(draft.kind, key);
            let today = self.desk.today;
            let day = self.desk.questions.optional_day(&question, "", today, Toward::Back)?;
            draft.set_text(key, day);
        }
        Ok(())
    }

    /// Asks for a method, those that the two agreed on first; the one of the last session is offered.
    pub(in crate::command) fn method(&self, draft: &mut Draft) -> anyhow::Result<()> {
        if draft.has("method") {
            return Ok(());
        }
        let relationship = self.relationship();
        let methods = &relationship.profile.methods;
        let agreed = &relationship.agreement.methods;
        let mut order: Vec<usize> = agreed.clone();
        order.extend((0..methods.len()).filter(|index| !agreed.contains(index)));
        let choice = |&index: &usize| {
            let note = if agreed.contains(&index) { "  (agreed)" } else { "" };
            Choice::new(format!("{}{note}", shown(&methods[index])), methods[index].id.clone())
        };
        let last = self.last_session().map(|session| session.method);
        let start = last.and_then(|last| order.iter().position(|&index| index == last));
        let question = question(draft.kind, "method");
        let choices = order.iter().map(choice).collect();
        let chosen = self.desk.questions.one(&question, choices, start.unwrap_or(0))?;
        draft.set_text("method", Some(chosen));
        Ok(())
    }

    /// Asks for minutes, or none; the line holds what was agreed at first, else what the last session took.
    pub(in crate::command) fn minutes(
        &self,
        draft: &mut Draft,
        offers: bool,
    ) -> anyhow::Result<()> {
        if draft.has("minutes") {
            return Ok(());
        }
        let agreed = self.relationship().agreement.minutes.map(|minutes| minutes.value);
        let last = self.last_session().and_then(|session| session.minutes);
        let start = agreed.or(last.map(|minutes| minutes.value)).filter(|_| offers);
        let start = start.map(|minutes| minutes.to_string()).unwrap_or_default();
        let question = question(draft.kind, "minutes");
        let minutes = self.desk.questions.whole(&question, &start, &bounds::MINUTES)?;
        draft.set_number("minutes", minutes);
        Ok(())
    }

    /// Asks for text in someone's own words, or none.
    pub(in crate::command) fn prose(
        &self,
        draft: &mut Draft,
        key: &'static str,
    ) -> anyhow::Result<()> {
        if !draft.has(key) {
            draft.set_text(key, self.desk.questions.prose(&question(draft.kind, key))?);
        }
        Ok(())
    }
}

/// The question for the key at `path` (`observed.minutes`) of a record of `kind`.
pub(in crate::command) fn question(kind: Kind, path: &str) -> String {
    let key = kind.table().find(path);
    debug_assert!(key.is_some(), "{path}");
    key.map_or_else(|| format!("{path}?"), Key::question)
}

/// A word of the profile as it is chosen: its id, and the document's words where they say more.
pub(in crate::command) fn shown(term: &Term) -> String {
    let same = term.text.to_lowercase().replace([' ', '-'], "") == term.id.replace('-', "");
    if same { term.id.clone() } else { format!("{}  {}", term.id, term.text) }
}

impl Questions {
    /// Asks for one word of the closed list of `key`, if `draft` has none.
    pub(in crate::command) fn word(
        &self,
        draft: &mut Draft,
        key: &'static str,
    ) -> anyhow::Result<()> {
        if let Some(Form::OneOf(meanings)) = draft.kind.table().key(key).map(|key| key.form)
            && !draft.has(key)
        {
            let choice =
                |one: Meaning| Choice::new(format!("{}  {}", one.word, one.means), one.word);
            let choices = meanings().into_iter().map(choice).collect();
            draft.set_text(key, Some(self.one(&question(draft.kind, key), choices, 0)?));
        }
        Ok(())
    }

    /// A day; Enter alone takes `start`.
    pub(in crate::command) fn day(
        &self,
        question: &str,
        start: NaiveDate,
        today: NaiveDate,
        toward: Toward,
    ) -> anyhow::Result<NaiveDate> {
        let check = move |text: &str| day_from(text, today, toward).map(|_| ());
        let help = "a date, or a word such as yesterday, monday, -3";
        let answer = self.needed(question, help, &start.to_string(), check)?;
        Ok(day_from(&answer, today, toward).unwrap_or(start))
    }

    /// A day, or none.
    pub(in crate::command) fn optional_day(
        &self,
        question: &str,
        start: &str,
        today: NaiveDate,
        toward: Toward,
    ) -> anyhow::Result<Option<NaiveDate>> {
        let check = move |text: &str| day_from(text, today, toward).map(|_| ());
        let help = leave_out("a date, or a word such as monday, +7", start);
        let answer = self.line(question, &help, start, check)?;
        Ok(answer.and_then(|answer| day_from(&answer, today, toward).ok()))
    }

    /// A whole number within `bounds`, or none.
    pub(in crate::command) fn whole(
        &self,
        question: &str,
        start: &str,
        bounds: &'static Bounds,
    ) -> anyhow::Result<Option<u32>> {
        let within = |text: &str| text.parse().ok().filter(|&number| bounds.hold(number));
        let check =
            |text: &str| within(text).map(|_| ()).ok_or("a whole number belongs here".into());
        let answer = self.line(question, &leave_out("a whole number", start), start, check)?;
        Ok(answer.and_then(|answer| within(&answer)))
    }
}

/// What is to be written, and how it is left out.
fn leave_out(what: &str, start: &str) -> String {
    let key = if start.is_empty() { "Enter" } else { "Escape" };
    format!("{what}; {key} leaves it out")
}

/// Next steps, one after the other until there is no further one. `data` are the data that a step of
/// a review may follow from: id and words.
pub(in crate::command) fn next_steps(
    questions: &Questions,
    draft: &mut Draft,
    date: NaiveDate,
    data: &[(String, String)],
) -> anyhow::Result<()> {
    if draft.has("next_steps") {
        return Ok(());
    }
    let mut steps = Vec::new();
    loop {
        let first = question(draft.kind, "next_steps.what");
        let question = if steps.is_empty() { &first } else { "Another next step?" };
        let Some(what) = questions.prose(question)? else { return Ok(()) };
        let mut step =
            vec![("id", Some(text(format!("s{}", steps.len() + 1)))), ("what", Some(text(&what)))];
        let asked = about_step(questions, draft, &steps, &mut step, date, data);
        steps.push(group(step));
        asked?;
    }
}

/// Asks what else there is to `step`, the next after `steps`. Where the questions are stopped within it, it
/// stands in `draft` as far as it was told.
fn about_step(
    questions: &Questions,
    draft: &mut Draft,
    steps: &[Written],
    step: &mut Vec<(&'static str, Option<Written>)>,
    date: NaiveDate,
    data: &[(String, String)],
) -> anyhow::Result<()> {
    let kind = draft.kind;
    let mut told = |step: &[(&'static str, Option<Written>)]| {
        let last = group(step.iter().cloned());
        draft.set("next_steps", Written::List([steps, &[last]].concat()));
    };
    told(step);
    let who = vec![
        Choice::new("the educator", Some("educator")),
        Choice::new("the coach", Some("coach")),
        Choice::new("not said", None),
    ];
    step.push(("who", questions.one(&question(kind, "next_steps.who"), who, 0)?.map(text)));
    told(step);
    let due = question(kind, "next_steps.due");
    step.push(("due", questions.optional_day(&due, "", date, Toward::Ahead)?.map(text)));
    told(step);
    if !data.is_empty() {
        let choice =
            |(id, words): &(String, String)| Choice::new(format!("{id}  {words}"), id.clone());
        let choices = data.iter().map(choice).collect();
        let question = question(kind, "next_steps.because_of");
        let because = questions.many(&question, choices, &[])?;
        let because: Vec<Written> = because.iter().map(text).collect();
        step.push(("because_of", (!because.is_empty()).then_some(Written::List(because))));
        told(step);
    }
    Ok(())
}

/// `minutes` as a value.
pub(in crate::command) fn minutes_value(minutes: Option<u32>) -> Option<Written> {
    minutes.map(number)
}
