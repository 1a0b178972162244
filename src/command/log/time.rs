//! `coach log time`: a coach's time without an educator.

use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use super::Verb;
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{
    Choice, Desk, Making, Questions, Which, ask_word, lacks, missing, needed_day, past_day, prose,
    question, whole, whole_number,
};
use crate::domain::calendar::Toward;
use crate::domain::record::{Kind, bounds};
use crate::write::draft::Draft;

/// A coach's time without an educator: planning, data, travel and the like
#[derive(Debug, Args)]
#[command(after_help = "Example:\n\
    \x20 coach log time -C examples/riverbend --coach c-01 --date 2026-05-20 --minutes 40 \\\n\
    \x20   --what planning --school lincoln-elementary --dry-run")]
pub(super) struct Arguments {
    /// The coach's id
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

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let (mut draft, making) = (self.draft(), &self.making);
        if let Some(file) = &making.from {
            if !draft.is_empty() {
                bail!("--from gives the whole record; leave out the options for its fields");
            }
            let which = Which { coach: self.coach.clone(), ..Which::default() };
            return desk.take_from(file, Some(Kind::Time), &which, &making.writing);
        }
        let coach = match &self.coach {
            None if desk.can_ask => desk.went_on(choose(desk), &draft)?,
            given => given.clone(),
        };
        let folder = desk.coach_folder(coach.as_deref())?;
        let lacking = missing(&draft);
        let says_nothing = self.coach.is_none() && draft.is_empty();
        let asks =
            making.ask || desk.can_ask && !making.edit && (lacking.is_some() || says_nothing);
        if asks {
            if !desk.can_ask {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            let asked = ask(desk, &mut draft);
            desk.went_on(asked, &draft)?;
        } else if let Some(key) = lacking.filter(|_| !making.edit) {
            bail!(lacks(Kind::Time, key));
        }
        if !draft.has("date") {
            draft.set_text("date", Some(desk.today));
        }
        desk.bring_alone(making, &draft, asks, |text| {
            desk.entry_of_text(&folder, Kind::Time, text.to_owned())
        })
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
        desk.relationships.iter().map(|pair| pair.1.coach.value.as_str()).collect();
    coaches.sort_unstable();
    coaches.dedup();
    if coaches.is_empty() {
        return Ok(None);
    }
    let choices = coaches.into_iter().map(|coach| Choice::new(coach, coach.to_owned()));
    Ok(Some(Questions.one("Whose time is it?", choices.collect(), 0)?))
}

/// Asks for what `draft` lacks.
fn ask(desk: &Desk, draft: &mut Draft) -> anyhow::Result<()> {
    if !draft.has("date") {
        let day = needed_day(&asked("date"), desk.today, desk.today, Toward::Back)?;
        draft.set_text("date", Some(day));
    }
    while !draft.has("minutes") {
        draft.set_number("minutes", whole(&asked("minutes"), "", &bounds::MINUTES)?);
    }
    ask_word(draft, "what")?;
    let schools = &desk.folder.district.schools;
    if !draft.has("school") && !schools.is_empty() {
        let none = Choice::new("for no one school", None);
        let named = schools.iter().map(|(id, name)| Choice::new(format!("{id}  {name}"), Some(id)));
        let choices = std::iter::once(none).chain(named).collect();
        draft.set_text("school", Questions.one(&asked("school"), choices, 0)?);
    }
    if !draft.has("notes") {
        draft.set_text("notes", Questions.prose(&asked("notes"))?);
    }
    Ok(())
}

/// The question for a key of an entry of time.
fn asked(path: &str) -> String {
    question(Kind::Time, path)
}
