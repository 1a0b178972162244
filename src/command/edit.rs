//! `coach edit`: a record that is there gets other values, in an editor or by options. Its file moves where
//! its day, kind or pair changes, and whatever names it is mended too.

use std::path::Path;

use anyhow::{anyhow, bail};
use clap::{Args, ValueHint};

use super::exit::Exit;
use super::recording::{Desk, Outcome, Which, Writing, any_number, cannot};
use super::terminal::Terminal;
use crate::diagnostic::{Place, Problems};
use crate::domain::record::Home;
use crate::store::last::RecordPath;
use crate::syntax::yaml::{inline, parse, set as set_key, unset as unset_key};
use crate::text::source::Source;
use crate::write::draft::{Address, take_address};
use crate::write::filing::Verdict;
use crate::write::mend::{AmendError, Assignment, Changed, Mend, amend, change};

/// Change a record that is there, and whatever names it
#[derive(Debug, Args)]
#[command(
    after_help = "RECORD is a path, a file name, any part of one that no other record has, or last: the record \
    written last.\nFor a relationship, name its folder. Without --set and --unset, your editor opens.\n\n\
    Examples:\n\
    \x20 coach edit -C examples/riverbend 70e5 --set date=2026-04-23 --set minutes=40 --dry-run\n\
    \x20 coach edit -C examples/riverbend 70e5 --set next_steps.s1.due=2026-06-05 --dry-run\n\
    \x20 coach edit -C examples/riverbend c-01-t-104 --set agreement.meet_every_days=28 --dry-run"
)]
pub(super) struct Arguments {
    /// The record
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    record: String,
    /// Give KEY another value (repeatable): a key, or a key below others, as in agreement.minutes=45 or
    /// next_steps.s1.due=2026-06-05. educator=ID moves a record to another educator, and coach=ID to another coach
    #[arg(long, value_name = "KEY=VALUE", value_parser = set)]
    set: Vec<Assignment>,
    /// Take KEY out (repeatable), as in --unset ended to open a relationship again
    #[arg(long, value_name = "KEY", value_parser = unset)]
    unset: Vec<Assignment>,
    #[command(flatten)]
    writing: Writing,
}

fn set(text: &str) -> Result<Assignment, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok(Assignment { key: key.trim().to_owned(), value: Some(value.to_owned()) })
        }
        _ => Err("write KEY=VALUE, such as date=2026-05-20".to_owned()),
    }
}

fn unset(text: &str) -> Result<Assignment, String> {
    match text.contains('=') || text.trim().is_empty() {
        true => Err("write the key alone, such as ended".to_owned()),
        false => Ok(Assignment { key: text.trim().to_owned(), value: None }),
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    Desk::with(folder, terminal, (Some(&arguments.writing), None), |desk| arguments.edit(desk))
}

impl Arguments {
    fn edit(&self, desk: &Desk) -> anyhow::Result<Exit> {
        desk.refuse_beside_unfinished()?;
        let record = desk.record_or_pair(&self.record)?;
        let before = desk.text_at(&record.path)?;
        let there = There { desk, record: &record, before: &before };
        if !(self.set.is_empty() && self.unset.is_empty()) {
            let text = self.amended(&there)?;
            let mend = there.change_to(&text)?;
            return there.carry_out(&self.writing, &mend);
        }
        if !desk.person.can_ask() {
            bail!(
                "say what to change: --set KEY=VALUE, or --unset KEY; an editor needs a terminal"
            );
        }
        there.in_editor(&self.writing)
    }

    /// The record's text with what the options say.
    fn amended(&self, there: &There) -> anyhow::Result<String> {
        let assignments: Vec<Assignment> = self.set.iter().chain(&self.unset).cloned().collect();
        let kind = there.record.kind;
        let is_address = |change: &&Assignment| Address::keys(kind).contains(&change.key.as_str());
        let (address, own): (Vec<&Assignment>, Vec<&Assignment>) =
            assignments.iter().partition(is_address);
        let own: Vec<Assignment> = own.into_iter().cloned().collect();
        let text = amend(there.before, kind, &own, there.desk.today);
        let mut text = text.map_err(|error| match error {
            AmendError::Unknown(said) => cannot(said),
            AmendError::Refused(refused) => there.desk.by_hand(&there.record.path, &refused),
        })?;
        // As if it had been written into the record: the editor has no other way.
        for Assignment { key, value } in address {
            let value = value.as_deref().unwrap_or_default();
            text = set_key(&text, &[], key, &inline(value))
                .map_err(|refused| there.desk.by_hand(&there.record.path, &refused))?;
        }
        Ok(text)
    }
}

/// A record that is there, and what it holds.
struct There<'a, 'd> {
    desk: &'a Desk<'d>,
    record: &'a RecordPath,
    before: &'a str,
}

impl There<'_, '_> {
    /// What it takes for the record to hold `text`, in which keys may say that it is another pair's.
    fn change_to(&self, text: &str) -> anyhow::Result<Mend> {
        let (address, text) = addressed(text)?;
        let pair = match &address {
            None => self.record.folder().to_owned(),
            Some(address) => match self.record.kind.home() {
                Home::Pair => self.pair_for(address)?,
                Home::Coach => {
                    let coach = address.coach.as_ref().map(|coach| coach.value.as_str());
                    self.desk.coach_folder(coach)?
                }
            },
        };
        let (path, before) = (self.record.path.as_str(), self.before);
        let changed = Changed { path, before, text: &text, pair: &pair };
        change(&self.desk.root.path, self.desk.relationships(), &changed, any_number)
            .map_err(|why| cannot(why.to_string()))
    }

    /// The folder of the pair that `address` names, with the same coach where it does not say.
    fn pair_for(&self, address: &Address) -> anyhow::Result<String> {
        let desk = self.desk;
        let own = desk.pair_of(self.record)?;
        let mut educator: Vec<String> =
            address.educators.iter().map(|educator| educator.value.clone()).collect();
        let pair = address.pair.as_ref().map(|pair| pair.value.clone());
        if educator.is_empty() && pair.is_none() {
            educator.push(own.1.educator.value.clone());
        }
        let with_coach = |coach: Option<String>| {
            let which = Which { educator: educator.clone(), coach, pair: pair.clone() };
            desk.pick_single(&which, desk.today)
        };
        let found = match &address.coach {
            Some(coach) => with_coach(Some(coach.value.clone())),
            None => with_coach(Some(own.1.coach.value.clone())).or_else(|_| with_coach(None)),
        };
        Ok(found?.0.clone())
    }

    fn in_editor(&self, writing: &Writing) -> anyhow::Result<Exit> {
        let judge = |text: &str| Ok(self.judged(text));
        let outcome = self.desk.edit(self.record.kind, self.before.to_owned(), judge)?;
        let Outcome::Text(text, path) = outcome else { return Ok(Exit::Found) };
        let exit = self.carry_out(writing, &self.change_to(&text)?)?;
        // Now it is in its own file, or was only looked at; where it was refused it is kept.
        if exit == Exit::Clean {
            drop(std::fs::remove_file(path));
        }
        Ok(exit)
    }

    /// What is wrong with `text` as the record's, each thing at its line in it.
    fn judged(&self, text: &str) -> Verdict {
        let mend = match self.change_to(text) {
            Ok(mend) => mend,
            Err(error) => return Verdict::refusing(&self.record.path, &format!("{error:#}")),
        };
        let mut brought = self.desk.judge_mend(&mend);
        let own = mend.moves.first().map_or(self.record.path.as_str(), |(_, to)| to.as_str());
        for found in brought.findings.iter_mut().filter(|found| found.place.path.as_ref() != own) {
            // The line is one of another file.
            found.message = format!("{}: {}", found.place.path, found.message);
            found.place = Place::file(own);
        }
        Verdict { findings: brought.findings, left_out: brought.left_out, latest: None }
    }

    fn carry_out(&self, writing: &Writing, mend: &Mend) -> anyhow::Result<Exit> {
        if mend.moves.is_empty() && mend.parts.iter().all(|part| part.before == part.text) {
            self.desk.terminal.print_error("nothing to change: the record says so already\n")?;
            return Ok(Exit::Clean);
        }
        let message = format!("Change a {}", self.record.kind.name());
        let brought = self.desk.judge_mend(mend);
        self.desk.carry_out(writing, mend, &brought, &[], (&message, None))
    }
}

/// What `text` says of whose it is, and the text without it.
fn addressed(text: &str) -> anyhow::Result<(Option<Address>, String)> {
    let unsaid = || Ok((None, text.to_owned()));
    let source = Source::new("", text.to_owned());
    let mut problems = Problems::default();
    let Ok(mut root) = parse(&source, &mut problems) else { return unsaid() };
    let keys = Address::keys_in(&root);
    let (address, spans) = take_address(&mut root, &mut problems);
    if spans.is_empty() {
        return unsaid();
    }
    let mut text = text.to_owned();
    for key in keys {
        text = unset_key(&text, &[], key).map_err(|refused| anyhow!("{refused}"))?;
    }
    Ok((Some(address), text))
}
