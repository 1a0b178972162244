//! `coach list`: which records there are.

use std::path::Path;

use anyhow::Context;
use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::complete;
use super::exit::Exit;
use super::me::Me;
use super::next::only_mine;
use super::open::Root;
use super::output::Outputs;
use super::recording::past_day;
use super::terminal::Terminal;
use super::whom::{As, ids_of};
use crate::domain::record::Kind;
use crate::formats::Format as Machine;
use crate::report::records::{Asked, Listing, list, render_list};
use crate::store::{DistrictFolder, People};
use crate::text::wording::{count, json};

/// Rows of a page where nothing is said of how many.
const USUAL: usize = 20;

/// List records, newest first, a line each
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach list -C examples/riverbend\n  \
    coach list -C examples/riverbend --educator t-104 --kind session --kind review\n  \
    coach list -C examples/riverbend --school lincoln-elementary --since 2026-05-01 -n 0\n\n\
    `coach show` shows one of them: a part of its file's name is enough.")]
pub(super) struct Arguments {
    /// Only records about this coached educator, by id or by name (repeatable, like the other filters)
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::educators())]
    educator: Vec<String>,
    /// Only records of this coach
    #[arg(long, value_name = "ID", add = complete::coaches())]
    coach: Vec<String>,
    /// Everyone's, also where `coach me` says who you are
    #[arg(long, conflicts_with = "coach")]
    all: bool,
    /// Only records of this school
    #[arg(long, value_name = "ID", add = complete::schools())]
    school: Vec<String>,
    /// Only records of this kind
    #[arg(long, value_name = "KIND", value_parser = kind())]
    kind: Vec<Kind>,
    /// The first day, or a word such as monday
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    since: Option<NaiveDate>,
    /// The last day, or a word such as yesterday
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    until: Option<NaiveDate>,
    /// Only records imported from this source, by the name in their key `source`
    #[arg(long, value_name = "NAME")]
    imported_from: Option<String>,
    /// List at most N records, the newest; 0 lists all [default: 20 as text, all as JSON]
    #[arg(long = "limit", short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    outputs: Outputs<Format>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    #[value(help = Machine::List.help())]
    Json,
}

fn kind() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.map(|kind| PossibleValue::new(kind.name()).help(kind.about()));
    PossibleValuesParser::new(names)
        .try_map(|name| Kind::from_name(&name).ok_or("there is no kind of this name"))
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let root = Root::find(folder)?;
    let opened = root.open();
    let outputs = arguments.outputs.settle(&root.inputs(&opened))?;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let listing = list(&folder, &arguments.asked(&folder, terminal)?)?;
    if let Some(me) = &listing.only {
        terminal.print_error(only_mine(me))?;
    }
    if listing.unread_folders > 0 {
        terminal.print_error(format!(
            "{} cannot be searched, so something may be missing here; `coach check` shows why\n",
            count(listing.unread_folders, "folder")
        ))?;
    }
    if listing.records.is_empty()
        && arguments.outputs.formats().all(|format| format == Format::Text)
    {
        if listing.unread_folders > 0 {
            return Ok(Exit::Found);
        }
        terminal.print_error("nothing to list: no record matches\n")?;
        return Ok(Exit::NothingToRead);
    }
    let people = People::read(&folder.root).0;
    let nobody = People::default();
    outputs.write(terminal, |format, surface| {
        let people = if surface.shows_names { &people } else { &nobody };
        Ok(match format {
            Format::Text => render_list(&listing, people, surface.style()),
            Format::Json => json(&listing).context("no JSON can be made")?,
        })
    })?;
    Ok(exit(&listing))
}

fn exit(listing: &Listing) -> Exit {
    if listing.records.is_empty() { Exit::NothingToRead } else { Exit::Clean }
}

impl Arguments {
    fn asked(&self, folder: &DistrictFolder, terminal: &Terminal) -> anyhow::Result<Asked> {
        let asks_for_mine = !self.all && self.coach.is_empty() && self.educator.is_empty();
        let me = if asks_for_mine { Me::known_or_warn(terminal)? } else { None };
        let is_page = self.outputs.formats().all(|format| format == Format::Text);
        let most = match self.limit {
            Some(0) => None,
            Some(n) => Some(n),
            None => is_page.then_some(USUAL),
        };
        Ok(Asked {
            educators: ids_of(folder, &self.educator, As::Educator)?,
            coaches: ids_of(folder, &self.coach, As::Coach)?,
            schools: self.school.clone(),
            kinds: self.kind.clone(),
            since: self.since,
            until: self.until,
            imported_from: self.imported_from.clone(),
            mine: me.map(|me| me.id),
            most,
        })
    }
}
