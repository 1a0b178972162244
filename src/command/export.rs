//! `coach export`: flat tables for other programs.

use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use super::exit::Exit;
use super::open::Root;
use super::output::{Input, refuse_around};
use super::prompt::signals;
use super::reading::Reading;
use super::report::{NotIn, name_problems, name_unknown, nothing_found};
use super::terminal::Terminal;
use super::{clock, date, git};
use crate::check::is_of_personal_data;
use crate::count::MOST_MONTHS;
use crate::diagnostic::Level;
use crate::domain::calendar::AsOf;
use crate::export::{self, Form};
use crate::report::{Dimension, Gathered, Keeps, Question, Report, Selection, build, gather};
use crate::store::{Destination, DistrictFolder, NewFolder, WriteError, reason};
use crate::text::path::shown_path;
use crate::text::wording::{all_of, count, grouped, quote};

/// Names told of what stands beside an earlier export.
const MOST_NAMES: usize = 5;

/// Write all records and numbers as flat tables, for spreadsheets, DuckDB or Spark
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach export -C examples/riverbend --to csv riverbend-tables\n  \
    coach export -C examples/riverbend --to parquet riverbend-parquet --period 2025-26\n\n\
    The tables hold single relationships, by ids: keep them where the records themselves may be kept. \
    Nothing in them is made coarse or left out for readers outside. People's own words are left out, \
    but for practices and measures, and so are the keys by which sources know records.\n\n\
    datapackage.json tells every table, column and key. Counted tables have rows for the whole period \
    and for each month of it (of at most 120), counted as `coach report` counts them; an empty cell says that nothing is \
    known, never 0.\n\n\
    With --to jsonl --with-prose, records.jsonl holds the records whole; `coach import DIR` brings them \
    into another district's folder. Comments and layout stay behind.")]
pub(super) struct Arguments {
    /// The folder to be made; it is new or empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: PathBuf,
    /// The form of the tables
    #[arg(long, value_name = "FORM", value_enum)]
    to: Form,
    /// Also write what people wrote in their own words: confidential
    #[arg(long)]
    with_prose: bool,
    /// The time to count: a school year (2025-26), a name from the periods, or FROM..TO [default: that of
    /// `coach report`]
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Judge everything as of this day, instead of coach.toml's as_of or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    /// Replace an earlier export in DIR, if nothing else is in there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

impl ValueEnum for Form {
    fn value_variants<'f>() -> &'f [Self] {
        &Form::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Form::Csv => "For spreadsheets: a file a table, UTF-8",
            Form::Jsonl => "For programs: JSON, an object a line",
            Form::Parquet => "For DuckDB, Spark and the like: typed, compressed columns",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let root = Root::find(folder)?;
    let opened = root.open();
    check_place(arguments, &root.inputs(&opened))?;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let as_of = clock::for_reports(arguments.as_of, &folder.district);
    let (gathered, report) = counted(arguments, &folder, as_of, terminal)?;
    let asked = export::Asked { form: arguments.to, with_prose: arguments.with_prose };
    let not_in = NotIn {
        record: if asked.has_lines() {
            "every table, every number and records.jsonl"
        } else {
            "every table and every number"
        },
        folder: "counted or exported",
    };
    name_problems(&gathered, &root, not_in, terminal)?;
    if gathered.survey.found == 0 {
        return nothing_found(&gathered, terminal);
    }
    name_personal_data(&gathered, arguments.with_prose, terminal)?;
    if gathered.windows.first().is_some_and(export::is_too_long) {
        terminal.print_error(format!(
            "note: the period has more than {MOST_MONTHS} months, so no month is counted by itself; for months, name a \
             shorter --period\n"
        ))?;
    }
    // Half an export would lie about under a hidden name.
    signals::note();
    let new = NewFolder::at(&arguments.dir)?;
    let made = arguments.reading.pass(terminal, |progress| {
        let is_stopped = || signals::came().is_some();
        export::write(&folder, (&gathered, &report), asked, new.path(), (progress, is_stopped))
    })?;
    if let Some(number) = signals::came() {
        drop(new);
        terminal.print_error("stopped; nothing was written\n")?;
        return Ok(Exit::Signal(number));
    }
    let made = made.map_err(|error| {
        anyhow::anyhow!("{} cannot be written: {}", shown_path(&arguments.dir), reason(&error))
    })?;
    new.commit(|old| may_go(arguments, old))?;
    signals::release();
    terminal.print(format!(
        "{}: {} with {}, whole {} to {}, as of {}\n",
        shown_path(&arguments.dir),
        count(made.tables, "table"),
        count(made.rows, "row"),
        report.periods[0].window.from,
        report.periods[0].window.to,
        report.as_of,
    ))?;
    name_left_behind(made.left_behind, terminal)?;
    let has_error = gathered.survey.diagnostics.iter().any(|found| found.level == Level::Error);
    Ok(if has_error { Exit::Found } else { Exit::Clean })
}

/// Says how often something in the records looks like personal data, and which of it the tables hold.
fn name_personal_data(
    gathered: &Gathered,
    with_prose: bool,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let found = gathered.survey.diagnostics.iter().filter(|found| is_of_personal_data(found));
    let found = found.count();
    if found == 0 {
        return Ok(());
    }
    let words = if with_prose { "all words" } else { "practices, measures and names of sources" };
    terminal.print_error(format!(
        "note: `coach check` has {} about personal data; {words} are in the tables as they are written\n",
        count(found, "warning")
    ))?;
    Ok(())
}

/// Says how many records are in the tables and not in the file that `coach import` reads.
fn name_left_behind(number: usize, terminal: &Terminal) -> anyhow::Result<()> {
    let (records, verb, name) = match number {
        0 => return Ok(()),
        1 => ("1 more record".to_owned(), "is", "it names one that is not there"),
        many => {
            (format!("{} more records", grouped(many)), "are", "they name some that are not there")
        }
    };
    Ok(terminal.print_error(format!(
        "note: {records} {verb} left out of {}, because {name}: no import could bring {} in\n",
        export::RECORDS_FILE,
        if number == 1 { "it" } else { "them" }
    ))?)
}

/// What the report of `folder` is built of, and that report.
fn counted(
    arguments: &Arguments,
    folder: &DistrictFolder,
    as_of: AsOf,
    terminal: &Terminal,
) -> anyhow::Result<(Gathered, Report)> {
    let today = clock::for_reports(None, &folder.district).or_later(as_of);
    let periods: Vec<String> = arguments.period.iter().cloned().collect();
    let gathered = arguments.reading.pass(terminal, |progress| {
        let year_before = false;
        gather(
            folder,
            &Question {
                as_of,
                periods: &periods,
                year_before,
                today,
                keeps: Keeps::Pairs,
                progress,
            },
        )
    })??;
    let standing = git::standing(&folder.root, &folder.district.profile_paths());
    name_unknown(standing.unknown.as_deref(), terminal)?;
    let form = crate::report::Asked {
        by: vec![Dimension::School],
        periods: &periods,
        names_as_of: arguments.as_of.is_some(),
        commit: standing.commit,
        ..Default::default()
    };
    let report = build(&folder.district, &gathered, &Selection::default(), form);
    Ok((gathered, report))
}

/// Sees to it that the folder can be made, and that making it costs nothing but an earlier export.
fn check_place(arguments: &Arguments, inputs: &[Input]) -> anyhow::Result<()> {
    let dir = &arguments.dir;
    refuse_around(&Destination::of(dir)?, inputs)?;
    let error = match NewFolder::check(dir, |dir| may_go(arguments, dir)) {
        Err(error @ WriteError::NotEmpty(_)) => error,
        done => return Ok(done?),
    };
    match export::beside_export(dir) {
        Ok(Some(beside)) if beside.is_empty() => bail!(
            "an earlier export is in {}; --force replaces it, or name another folder",
            shown_path(dir)
        ),
        Ok(Some(beside)) => bail!(
            "an earlier export is in {}, and beside it {}; --force replaces an export only where nothing \
             else is in its folder: move that away, or name another folder",
            shown_path(dir),
            named(&beside)
        ),
        Ok(None) | Err(_) => Err(error.into()),
    }
}

/// Whether what is in `dir` may be replaced: an export and nothing else, where that is asked for.
fn may_go(arguments: &Arguments, dir: &Path) -> bool {
    let beside = || export::beside_export(dir);
    arguments.force && matches!(beside(), Ok(Some(beside)) if beside.is_empty())
}

/// The first of `names`, and how many more there are.
fn named(names: &[String]) -> String {
    let mut words: Vec<String> = names.iter().take(MOST_NAMES).map(|name| quote(name)).collect();
    if let Some(more @ 1..) = names.len().checked_sub(MOST_NAMES) {
        words.push(format!("{} more", grouped(more)));
    }
    all_of(words.iter().map(String::as_str))
}
