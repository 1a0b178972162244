//! `coach change`: what touches many records at once. Each shows its plan, is made as a whole or not at all,
//! and is one commit.

mod coach;
mod profile;
mod school;
mod year;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand};

use super::exit::Exit;
use super::git;
use super::recording::{Choice, Desk, Format, Writing};
use super::terminal::Terminal;
use crate::check::is_outside_dates;
use crate::count::agenda::Due;
use crate::diagnostic::{Diagnostic, Level};
use crate::text::wording::count;
use crate::write::handover::leaves_out;
use crate::write::mend::{Brought, Mend, Taken};

/// Change what touches many records at once
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Each shows its plan first and asks; a script says --yes. It is made as a whole or not at all, and it is \
    refused while files that it would change are not committed.\n\n\
    Examples:\n\
    \x20 coach change coach -C examples/riverbend c-06 --from 2026-05-18 --to c-05 --dry-run\n\
    \x20 coach change school -C examples/riverbend prairie-view-k8 --id prairie-view --dry-run\n\
    \x20 coach change year -C examples/riverbend --end 2026-05-29 --dry-run"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Coach(coach::Arguments),
    School(school::Arguments),
    Profile(profile::Arguments),
    Year(year::Arguments),
}

impl What {
    /// The options that every change has.
    fn changing(&self) -> &Changing {
        match self {
            What::Coach(coach) => &coach.changing,
            What::School(school) => &school.changing,
            What::Profile(profile) => &profile.changing,
            What::Year(year) => &year.changing,
        }
    }
}

/// Options of every such change.
#[derive(Debug, Args)]
struct Changing {
    /// Make the change without being asked
    #[arg(long, short = 'y')]
    yes: bool,
    #[command(flatten)]
    writing: Writing,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let writing = &arguments.what.changing().writing;
    Desk::with(folder, terminal, (Some(writing), None), |desk| {
        desk.refuse_beside_unfinished()?;
        match &arguments.what {
            What::Coach(coach) => coach.change(desk),
            What::School(school) => school.change(desk),
            What::Profile(profile) => profile.change(desk),
            What::Year(year) => year.change(desk),
        }
    })
}

/// A change that is planned.
struct Planned {
    mend: Mend,
    /// What it does, in a sentence without a full stop.
    what: String,
    /// What else is to be known.
    remarks: Vec<String>,
    /// What a commit says.
    message: String,
}

impl Changing {
    /// Shows the plan, asks, and makes the change.
    fn make(&self, desk: &Desk, planned: &Planned) -> anyhow::Result<Exit> {
        let Planned { mend, what, remarks, message } = planned;
        let mut remarks = remarks.clone();
        desk.refuse_some_unread()?;
        if mend.parts.is_empty() {
            desk.terminal.print_error("nothing to change\n")?;
            return Ok(Exit::Clean);
        }
        if !self.writing.dry_run {
            refuse_over_uncommitted(desk, mend)?;
        }
        let mut brought = desk.judge_mend(mend);
        remarks.extend(take_outside(&mut brought));
        if self.writing.dry_run {
            return desk.carry_out(&self.writing, mend, &brought, &remarks, (message, None));
        }
        if brought.is_clean() && !self.yes {
            if !desk.person.can_ask() {
                let files = count(mend.parts.len(), "file");
                bail!("{what}: this touches {files}; look at it with --dry-run, then add --yes");
            }
            if self.writing.format == Format::Text {
                desk.terminal.print_error(desk.short_plan(mend))?;
            }
            for remark in &remarks {
                desk.terminal.print_error(format!("note: {remark}\n"))?;
            }
            let choices = vec![
                Choice::new("leave all as it is", false),
                Choice::new("make this change", true),
            ];
            if !desk.questions.one(&format!("{what}."), choices, 0)? {
                desk.terminal.print_error("nothing was changed\n")?;
                return Ok(Exit::Found);
            }
        }
        let files = count(mend.parts.len() - mend.moves.len(), "file");
        let in_short = format!("{what}: {files}");
        desk.carry_out(&self.writing, mend, &brought, &remarks, (message, Some(&in_short)))
    }
}

/// What is still due and passes on, in sentences: each where it lies, and of many how many there are.
fn carried(taken: &Taken) -> Vec<String> {
    let passes_on = &taken.passes_on;
    const MOST_NAMED: usize = 20;
    let line = |(pair, due): &(&str, Due)| {
        let day = due.day.map(|day| format!(", due {day}")).unwrap_or_default();
        format!("passes on: {}{day}: {}", due.what, due.path(pair))
    };
    let mut lines: Vec<String> = passes_on.iter().take(MOST_NAMED).map(line).collect();
    if let Some(more @ 1..) = passes_on.len().checked_sub(MOST_NAMED) {
        let verb = if more == 1 { "passes" } else { "pass" };
        lines.push(format!("{} {verb} on too", count(more, "more open thing")));
    }
    let left = &taken.left_behind;
    let methods: BTreeSet<&str> = left.iter().flatten().map(String::as_str).collect();
    if !methods.is_empty() {
        lines.push(leaves_out(left.len(), methods));
    }
    lines
}

/// Takes the warnings about records that are left outside their relationship's dates out of what is `brought` where
/// there are so many that they would bury the plan. How many there are is said in a sentence.
fn take_outside(brought: &mut Brought) -> Option<String> {
    const MOST_SHOWN: usize = 5;
    let is_warned = |found: &Diagnostic| found.level != Level::Error && is_outside_dates(found);
    if brought.findings.iter().filter(|found| is_warned(found)).count() <= MOST_SHOWN {
        return None;
    }
    let (outside, rest): (Vec<_>, Vec<_>) =
        std::mem::take(&mut brought.findings).into_iter().partition(is_warned);
    brought.findings = rest;
    let folders: BTreeSet<_> = outside
        .iter()
        .filter_map(|found| found.place.path.rsplit_once('/'))
        .map(|it| it.0)
        .collect();
    let (records, pairs) = (count(outside.len(), "record"), count(folders.len(), "pair"));
    Some(format!(
        "{records} of {pairs} are dated after their pair ends, and will not count; a later day keeps more, and \
         afterwards `coach check` names each"
    ))
}

/// Refuses where a file that would be changed is not as the last commit has it: the change could not be told
/// from what was there before it, nor taken back by git.
fn refuse_over_uncommitted(desk: &Desk, mend: &Mend) -> anyhow::Result<()> {
    let there = mend.parts.iter().filter(|part| part.before.is_some());
    let paths: Vec<String> = there.map(|part| part.path.clone()).collect();
    let uncommitted = git::uncommitted(&desk.root.path, &paths)
        .map_err(|why| anyhow!(why))
        .context("git cannot say whether everything is committed")?;
    match uncommitted {
        Some(paths) if !paths.is_empty() => bail!(
            "{} changes that are not committed; commit them first, then change: {}",
            match paths.len() {
                1 => "1 file has".to_owned(),
                n => format!("{} have", count(n, "file")),
            },
            git::some_of(&paths)
        ),
        _ => Ok(()),
    }
}
