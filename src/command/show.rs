//! `coach show`: one record, or one pair with all that it has.

use std::path::Path;

use anyhow::{Context, anyhow};
use clap::Args;

use super::clock;
use super::exit::Exit;
use super::next::name_left_out;
use super::recording::{Desk, Pair, Which};
use super::terminal::Terminal;
use crate::report::agenda::{Extent, build, gather_pair};
use crate::report::records::{Of, render_pair, render_record};
use crate::store::last::RecordPath;
use crate::store::{People, RELATIONSHIP, read_source};
use crate::text::source::Source;

/// Show a record, or all of a pair, as people read it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach show -C examples/riverbend t-104\n  \
    coach show -C examples/riverbend 2026-04-22-session-70e5\n  \
    coach show -C examples/riverbend 70e5 --raw\n\n\
    It shows everything, confidential words too: for your own screen.")]
pub(super) struct Arguments {
    /// A record: its path, a part of its file's name that no other has, or `last`, the one you wrote last; or
    /// a pair: an educator by id or by name, or the pair's folder
    #[arg(value_name = "RECORD|PAIR")]
    what: String,
    /// Print the file as it stands
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    which: Coach,
}

/// Whose pair, where a word means several.
#[derive(Debug, Args)]
struct Coach {
    /// The coach, by id or by name, if the educator has several
    #[arg(long, value_name = "ID", add = super::complete::coaches())]
    coach: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let Some(desk) = Desk::open(folder, terminal)? else { return Ok(Exit::CouldNotRun) };
    let which = Which { coach: arguments.which.coach.clone(), ..Which::default() };
    if let Some(pair) = desk.pair_named(&arguments.what, &which)? {
        let path = format!("{}/{RELATIONSHIP}", pair.0);
        let record = RecordPath::parse(&path).context("this is no pair's folder")?;
        return show(arguments, &desk, &record, Some(pair));
    }
    let record = desk.record(&arguments.what, &which)?;
    show(arguments, &desk, &record, None)
}

/// Shows `record`, or the pair whose relationship it is.
fn show(
    arguments: &Arguments,
    desk: &Desk,
    record: &RecordPath,
    pair: Option<&Pair>,
) -> anyhow::Result<Exit> {
    let file = desk.root.path.join(&record.path);
    if arguments.raw {
        let bytes = std::fs::read(&file);
        let bytes = bytes.with_context(|| format!("{} cannot be read", record.path))?;
        desk.terminal.print_bytes(&bytes)?;
        return Ok(Exit::Clean);
    }
    let source: Source = read_source(&file, record.path.clone())
        .map_err(|fault| anyhow!("{}: {}", record.path, fault.message))?;
    let relationship = desk.relationship_in(record.folder());
    let surface = desk.terminal.surface();
    let nobody = People::default();
    let of = Of {
        folder: &desk.folder,
        record,
        source: &source,
        relationship: relationship.map(|(_, relationship)| relationship),
        people: if surface.shows_names { &desk.people } else { &nobody },
    };
    let Some(pair) = pair else {
        desk.terminal.print(render_record(of, surface.style()))?;
        return Ok(Exit::Clean);
    };
    let gathered = gather_pair(&desk.folder, &desk.family(pair), &pair.0, clock::now(None));
    name_left_out(&gathered, desk.terminal)?;
    let extent = Extent { earlier: true, ..Extent::default() };
    let next = build(&desk.folder.district, &gathered, extent);
    desk.terminal.print(render_pair(of, &next, surface.style()))?;
    Ok(Exit::Clean)
}
