//! `coach log session`: a coaching meeting or observation, with its items.

use chrono::NaiveDate;
use clap::Args;

use crate::command::complete;
use crate::command::recording::{
    Asking, Choice, Desk, Making, New, NextStep, OneOrEach, Which, ask_next_steps, minutes_value,
    past_day, prose, question, shown, whole_number, written_steps,
};
use crate::command::whom::As;
use crate::domain::calendar::Toward;
use crate::domain::record::{Kind, bounds};
use crate::write::draft::{Draft, group, text};

/// A coaching meeting or observation, with the items you worked on
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach log session -C examples/riverbend --educator t-104,t-106 --date 2026-05-20 \\\n\
    \x20   --method in-person --minutes 40 --together --dry-run\n\
    \x20 coach log session -C examples/riverbend --educator t-104 --date 2026-05-20 \\\n\
    \x20   --method in-person --minutes 40 --item rationale,listens \\\n\
    \x20   --strengths 'Waited after each question.' \\\n\
    \x20   --next-step 'who=educator due=+7 rehearse the transition' --dry-run")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The day, or a word such as yesterday or monday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// The time it began
    #[arg(long, value_name = "HH:MM")]
    starts: Option<String>,
    /// How you met
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
    /// How long, in minutes
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true)]
    minutes: Option<u32>,
    #[command(flatten)]
    several: OneOrEach,
    /// A further coach who was there, by id (repeatable)
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::coaches())]
    also_coach: Vec<String>,
    /// A phase of the session (repeatable)
    #[arg(long, value_name = "PHASE", value_delimiter = ',')]
    phase: Vec<String>,
    /// An item you worked on, by its id (repeatable)
    #[arg(long, value_name = "ITEM", value_delimiter = ',', add = complete::items())]
    item: Vec<String>,
    /// The day of your own visit to a lesson, if the session rests on one
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    observed: Option<NaiveDate>,
    /// How long that visit was
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true, requires = "observed")]
    observed_minutes: Option<u32>,
    /// What you looked for in it
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true, requires = "observed")]
    observed_focus: Option<String>,
    /// Strengths you named
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    strengths: Option<String>,
    /// What the educator says is working
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    working: Option<String>,
    /// What the educator says is not working
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    not_working: Option<String>,
    /// A next step (repeatable): who=coach|educator and due=DATE, if you like; then what to do
    #[arg(long, value_name = "STEP", value_parser = NextStep::parse, allow_hyphen_values = true)]
    next_step: Vec<NextStep>,
    /// Anything else, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    notes: Option<String>,
    #[command(flatten)]
    making: Making,
}

impl New for Arguments {
    const KIND: Kind = Kind::Session;

    fn given(&self) -> (&Which, &Making) {
        (&self.which, &self.making)
    }

    fn several(&self) -> Option<&OneOrEach> {
        Some(&self.several)
    }

    fn draft(&self, desk: &Desk) -> anyhow::Result<Draft> {
        let mut draft = Draft::new(Kind::Session);
        draft.set_text("date", self.date);
        draft.set_text("starts", self.starts.as_ref());
        draft.set_text("method", self.method.as_ref());
        draft.set_number("minutes", self.minutes);
        self.several.name_meeting(&mut draft);
        let also = self.also_coach.iter().map(|typed| desk.id_of(typed, As::Coach));
        draft.set_words("also_coach", &also.collect::<Result<Vec<_>, _>>()?);
        draft.set_words("phases", &self.phase);
        draft.set_words("items", &self.item);
        if let Some(on) = self.observed {
            set_observed(&mut draft, on, self.observed_minutes, self.observed_focus.as_ref());
        }
        draft.set_text("strengths", self.strengths.as_ref());
        set_reflection(&mut draft, self.working.as_ref(), self.not_working.as_ref());
        if let Some(steps) = written_steps(&self.next_step, self.date.unwrap_or(desk.today))? {
            draft.set("next_steps", steps);
        }
        draft.set_text("notes", self.notes.as_ref());
        Ok(draft)
    }

    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
        asking.day(draft, "date")?;
        let date = draft.text_of("date").and_then(|date| date.parse().ok());
        let date = date.unwrap_or(asking.desk.today);
        asking.method(draft)?;
        asking.minutes(draft, true)?;
        ask_phases(asking, draft)?;
        ask_items(asking, draft)?;
        let questions = &asking.desk.questions;
        if !draft.has("observed")
            && let Some(on) =
                questions.optional_day(&asked("observed.on"), "", date, Toward::Back)?
        {
            let minutes = questions.whole(&asked("observed.minutes"), "", &bounds::MINUTES)?;
            let focus = questions.prose(&asked("observed.focus"))?;
            set_observed(draft, on, minutes, focus.as_ref());
        }
        asking.prose(draft, "strengths")?;
        if !draft.has("reflection") {
            let working = questions.prose(&asked("reflection.working"))?;
            let not_working = questions.prose(&asked("reflection.not_working"))?;
            set_reflection(draft, working.as_ref(), not_working.as_ref());
        }
        ask_next_steps(questions, draft, date, &[])?;
        asking.prose(draft, "notes")
    }
}

/// The question for a key of a session.
fn asked(path: &str) -> String {
    question(Kind::Session, path)
}

fn set_observed(draft: &mut Draft, on: NaiveDate, minutes: Option<u32>, focus: Option<&String>) {
    let visit =
        [("on", Some(text(on))), ("minutes", minutes_value(minutes)), ("focus", focus.map(text))];
    draft.set("observed", group(visit));
}

fn set_reflection(draft: &mut Draft, working: Option<&String>, not_working: Option<&String>) {
    if working.is_some() || not_working.is_some() {
        let said = [("working", working.map(text)), ("not_working", not_working.map(text))];
        draft.set("reflection", group(said));
    }
}

/// Asks for phases; those of the last session are ticked.
fn ask_phases(asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
    let phases = &asking.relationship().profile.phases;
    if draft.has("phases") || phases.is_empty() {
        return Ok(());
    }
    let choices = phases.iter().map(|term| Choice::new(shown(term), term.id.clone())).collect();
    let last = asking.last_session().map(|session| session.phases.clone()).unwrap_or_default();
    let chosen = asking.desk.questions.many(&asked("phases"), choices, &last)?;
    draft.set_words("phases", &chosen);
    Ok(())
}

/// Asks for items, in the order of the profile.
fn ask_items(asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
    if draft.has("items") {
        return Ok(());
    }
    let profile = &asking.relationship().profile;
    let choice = |item: &crate::domain::profile::Item| {
        Choice::new(format!("{}  ({})", item.label, item.id), item.id.clone())
    };
    let choices = profile.items.iter().map(choice).collect();
    let chosen = asking.desk.questions.many(&asked("items"), choices, &[])?;
    draft.set_words("items", &chosen);
    Ok(())
}
