//! `coach log time`: a coach's time without an educator.

use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use super::Verb;
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{
    Choice, Desk, Made, Making, Which, Writing, lacks, missing, past_day, prose, question,
    whole_number,
};
use crate::domain::calendar::Toward;
use crate::domain::key::Bounds;
use crate::domain::record::{Kind, bounds};
use crate::write::draft::Draft;

/// A coach's time without an educator: planning, data, travel and the like
#[derive(Debug, Args)]
#[command(after_help = "Example:\n\
    \x20 coach log time -C examples/riverbend --coach c-01 --date 2026-05-20 --minutes 40 \\\n\
    \x20   --what planning --school lincoln-elementary --dry-run")]
pub(super) struct Arguments {
    /// The coach, by id or by name
    #[arg(long, value_name = "ID", add = complete::coaches())]
    coach: Option<String>,
    /// The day, or a word such as yesterday or monday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// How long, in minutes
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true)]
    minutes: Option<u32>,
    /// What it went into: planning, data, preparation, training, travel, meeting or other
    #[arg(long, value_name = "WHAT")]
    what: Option<String>,
    /// The school it was for, if for one
    #[arg(long, value_name = "ID", add = complete::schools())]
    school: Option<String>,
    /// Anything else, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    notes: Option<String>,
    #[command(flatten)]
    making: Making,
}

impl Verb for Arguments {
    fn name(&self) -> &'static str {
        Kind::Time.name()
    }

    fn from(&self) -> Option<&Path> {
        self.making.from.as_deref()
    }

    fn writing(&self) -> &Writing {
        &self.making.writing
    }

    fn log<'d>(&self, desk: &'d Desk) -> anyhow::Result<Exit> {
        let (draft, making) = (self.draft(), &self.making);
        if let Some(file) = &making.from {
            if !draft.is_empty() {
                bail!("--from gives the whole record; leave out the options for its fields");
            }
            let which = Which { coach: self.coach.clone(), ..Which::default() };
            return desk.take_from(file, Some(Kind::Time), &which, &making.writing);
        }
        let lacking = missing(&draft);
        let says_nothing = self.coach.is_none() && draft.is_empty();
        let asks = making.ask
            || desk.person.can_ask() && !making.edit && (lacking.is_some() || says_nothing);
        let ask = |made: &mut Made<'d>| {
            let coach = match &self.coach {
                None if desk.person.can_ask() => choose(desk)?,
                given => given.as_ref().or(desk.me.as_ref()).cloned(),
            };
            made.own_folder = Some(desk.coach_folder(coach.as_deref())?);
            if asks && !desk.person.can_ask() {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            if asks {
                ask(desk, &mut made.draft)?;
            } else if let Some(key) = lacking.filter(|_| !making.edit) {
                bail!(lacks(Kind::Time, key));
            }
            if !made.draft.has("date") {
                made.draft.set_text("date", Some(desk.today));
            }
            Ok(())
        };
        let made = desk.make(&draft, &ask)?;
        desk.bring(making, made, asks.then_some((&draft, &ask)))
    }
}

impl Arguments {
    fn draft(&self) -> Draft {
        let mut draft = Draft::new(Kind::Time);
        draft.set_text("date", self.date);
        draft.set_number("minutes", self.minutes);
        draft.set_text("what", self.what.as_ref());
        draft.set_text("school", self.school.as_ref());
        draft.set_text("notes", self.notes.as_ref());
        draft
    }
}

/// The id of a coach of the district, as someone chooses it.
fn choose(desk: &Desk) -> anyhow::Result<Option<String>> {
    let mut coaches: Vec<&str> =
        desk.relationships().iter().map(|pair| pair.1.coach.value.as_str()).collect();
    coaches.sort_unstable();
    coaches.dedup();
    if coaches.is_empty() {
        return Ok(None);
    }
    let me = desk.me.as_deref().and_then(|me| coaches.iter().position(|coach| *coach == me));
    let choices = coaches.into_iter().map(|coach| Choice::new(coach, coach.to_owned())).collect();
    Ok(Some(desk.questions.one("Whose time is it?", choices, me.unwrap_or(0))?))
}

/// Asks for what `draft` lacks.
fn ask(desk: &Desk, draft: &mut Draft) -> anyhow::Result<()> {
    if !draft.has("date") {
        let day = desk.questions.day(&asked("date"), desk.today, desk.today, Toward::Back)?;
        draft.set_text("date", Some(day));
    }
    if !draft.has("minutes") {
        let Bounds { least, most, .. } = bounds::MINUTES;
        let help = format!("a whole number of minutes from {least} to {most}");
        let check = |text: &str| match text.parse() {
            Ok(minutes) if bounds::MINUTES.hold(minutes) => Ok(()),
            _ => Err(format!("{help} belongs here")),
        };
        let minutes = desk.questions.needed(&asked("minutes"), &help, "", check)?;
        draft.set_number("minutes", minutes.parse().ok());
    }
    desk.questions.word(draft, "what")?;
    let schools = &desk.folder.district.schools;
    if !draft.has("school") && !schools.is_empty() {
        let none = Choice::new("for no one school", None);
        let named = schools.iter().map(|(id, name)| Choice::new(format!("{id}  {name}"), Some(id)));
        let choices = std::iter::once(none).chain(named).collect();
        draft.set_text("school", desk.questions.one(&asked("school"), choices, 0)?);
    }
    if !draft.has("notes") {
        draft.set_text("notes", desk.questions.prose(&asked("notes"))?);
    }
    Ok(())
}

/// The question for a key of an entry of time.
fn asked(path: &str) -> String {
    question(Kind::Time, path)
}
