//! `coach log done`: marks a next step as done or dropped.

use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;

use super::Verb;
use crate::command::exit::Exit;
use crate::command::recording::{
    Change, Choice, Desk, LAST, Pair, Which, Writing, or_unread, past_day, unread,
};
use crate::domain::record::{StepState, Words};
use crate::store::LoadedRecord;
use crate::syntax::yaml::Part;
use crate::text::nearest;
use crate::text::wording::quote;

/// Mark a next step as done or dropped
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach log done -C examples/riverbend 2026-04-22-session-70e5.yaml#s1 \\\n\
    \x20   --date 2026-05-28 --dry-run\n\
    \x20 coach log done -C examples/riverbend --educator t-106 s1 --date 2026-05-29 --dropped --dry-run")]
pub(super) struct Arguments {
    /// The step: FILE#ID, FILE#2 for the second step of a record, or, with --educator, just its id.
    /// FILE may be any part of the file's name that no other has, or `last`. If you leave it out on a terminal, coach shows the open steps to choose from
    #[arg(value_name = "STEP")]
    step: Option<String>,
    #[command(flatten)]
    which: Which,
    /// The day, or a word such as yesterday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// The step was dropped, not done
    #[arg(long)]
    dropped: bool,
    #[command(flatten)]
    writing: Writing,
}

/// A step of a record that is there.
struct Found {
    path: String,
    /// Its number, from 0.
    index: usize,
}

impl Verb for Arguments {
    fn name(&self) -> &'static str {
        "done"
    }

    fn from(&self) -> Option<&Path> {
        None
    }

    fn writing(&self) -> &Writing {
        &self.writing
    }

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let found = desk.questions.row(|| match &self.step {
            Some(step) => self.find(desk, step),
            None => self.choose(desk),
        })?;
        let on = self.date.unwrap_or(desk.today);
        let (key, message) = if self.dropped {
            ("dropped", "Note a step dropped")
        } else {
            ("done", "Note a step done")
        };
        let place = [Part::Key("next_steps"), Part::Element(found.index)];
        let entries = [(key, on.to_string())];
        let change =
            Change { path: &found.path, place: &place, entries: &entries, remarks: &[], message };
        desk.change(&self.writing, &change)
    }
}

impl Arguments {
    /// The step that `address` names.
    fn find(&self, desk: &Desk, address: &str) -> anyhow::Result<Found> {
        // A file without a step, and a step without its id, are asked about by the same words.
        let is_file = address.ends_with(".yaml") || address == LAST;
        let file_alone = is_file.then_some((address, ""));
        let (file, id) = address.split_once('#').or(file_alone).unwrap_or(("", address));
        if !file.is_empty() {
            let named = desk.record(file, &self.which)?;
            let (pair, name) = (desk.pair_of(&named)?, named.name());
            let loaded = desk.load(pair);
            let record = loaded.records.iter().find(|loaded| loaded.file.name == name);
            let record = record.with_context(|| {
                let why = unread(&loaded, |path| path.ends_with(&format!("/{name}")));
                why.unwrap_or_else(|| {
                    format!("{} cannot be read; `coach check` shows why", quote(name))
                })
            })?;
            return step_of(record, id);
        }
        if self.which.educator.is_empty() && self.which.pair.is_none() && !desk.person.can_ask() {
            bail!("whose step is {}? Name its file, as FILE#{id}, or add --educator ID", quote(id));
        }
        let what = format!("open step {}", quote(id));
        let is_open = |record: &LoadedRecord| has_open(record, id);
        let pair = desk.pick_waiting(&self.which, desk.today, &what, &is_open)?;
        let loaded = desk.load_with_earlier(pair);
        let mut having: Vec<&LoadedRecord> =
            loaded.records.iter().filter(|record| is_open(record)).collect();
        match (having.pop(), having.is_empty()) {
            (Some(only), true) => step_of(only, id),
            (Some(last), false) => {
                having.push(last);
                let lines = having.iter().map(|record| format!("\n  {}#{id}", record.file.path()));
                bail!("several open steps are called {}:{}", quote(id), lines.collect::<String>())
            }
            (None, _) => {
                let ids = open_steps(&loaded.records).map(|(_, _, id)| id);
                let ids: Vec<String> = ids.collect();
                let near = nearest(id, ids.iter().map(String::as_str));
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                let said =
                    format!("{} has no open step {}", quote(&pair.1.educator.value), quote(id));
                bail!("{}{near}", or_unread(said, &loaded, |_| true))
            }
        }
    }

    fn choose(&self, desk: &Desk) -> anyhow::Result<Found> {
        if !desk.person.can_ask() {
            bail!("which step? Name it as FILE#ID, or by its id with --educator");
        }
        let has_one =
            |record: &LoadedRecord| open_steps(std::slice::from_ref(record)).next().is_some();
        let pair = desk.pick_waiting(&self.which, desk.today, "open step", &has_one)?;
        let loaded = desk.load_with_earlier(pair);
        let records = &loaded.records;
        let choices: Vec<Choice<Found>> = open_steps(records)
            .map(|(record, index, id)| {
                let words = Words::of(&record.file.source);
                let what = words.step(index + 1).unwrap_or_default();
                let due = record.record.steps()[index].due;
                let due = due.map(|due| format!(", due {}", due.value)).unwrap_or_default();
                let shown = format!("{}{due}  {id}  {what}", record.record.date().value);
                Choice::new(shown, Found { path: record.file.path().to_string(), index })
            })
            .collect();
        if choices.is_empty() {
            let said = format!("{} has no open step", quote(&whose(pair)));
            bail!(or_unread(said, &loaded, |_| true));
        }
        Ok(desk.questions.one("Which step?", choices, 0)?)
    }
}

fn whose(pair: &Pair) -> String {
    pair.1.educator.value.clone()
}

/// Every open step: its record, its number from 0, and what it is called.
fn open_steps(
    records: &[LoadedRecord],
) -> impl Iterator<Item = (&LoadedRecord, usize, String)> + Clone {
    records.iter().flat_map(|record| {
        let steps = record.record.steps().iter().enumerate();
        let open = steps.filter(|(_, step)| step.state == StepState::Open);
        open.map(move |(index, step)| {
            let id = step.id.as_ref().map(|id| id.value.clone());
            (record, index, id.unwrap_or_else(|| (index + 1).to_string()))
        })
    })
}

fn has_open(record: &LoadedRecord, id: &str) -> bool {
    open_steps(std::slice::from_ref(record)).any(|(_, _, known)| known == id)
}

/// The step `id` of `record`: by its id, or else by its number from 1.
fn step_of(record: &LoadedRecord, id: &str) -> anyhow::Result<Found> {
    let steps = record.record.steps();
    if id.is_empty() {
        let open = open_steps(std::slice::from_ref(record));
        let open: Vec<String> = open.map(|(_, _, id)| quote(&id)).collect();
        let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
        let name = quote(&record.file.name);
        bail!("which step of {name}? Add # and its id or number; open: {open}");
    }
    let by_id = steps.iter().position(|step| step.id.as_ref().is_some_and(|one| one.value == id));
    let by_number = || id.parse::<usize>().ok()?.checked_sub(1).filter(|&at| at < steps.len());
    let Some(index) = by_id.or_else(by_number) else {
        let ids = steps.iter().filter_map(|step| Some(step.id.as_ref()?.value.as_str()));
        let near = nearest(id, ids);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!("{} has no step {}{near}", quote(&record.file.name), quote(id));
    };
    if let Some(on) = steps[index].state.closed() {
        let what =
            if matches!(steps[index].state, StepState::Done(_)) { "done" } else { "dropped" };
        let name = &record.file.name;
        bail!(
            "the step {} of {} was {what} on {}\n`coach edit {name} --unset next_steps.{id}.{what}` opens it again",
            quote(id),
            quote(name),
            on.value
        );
    }
    Ok(Found { path: record.file.path().to_string(), index })
}
