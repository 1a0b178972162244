//! `coach export`: flat tables for other programs.

use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use super::exit::Exit;
use super::open::Root;
use super::prompt::signals;
use super::reading::Reading;
use super::report::{name_problems, nothing_found};
use super::terminal::Terminal;
use super::{clock, date, git};
use crate::diagnostic::Level;
use crate::domain::calendar::AsOf;
use crate::export::{self, DESCRIPTOR, Form, is_package};
use crate::report::{Dimension, Gathered, Question, Report, Selection, build, gather};
use crate::store::{Destination, DistrictFolder, NewFolder, reason};
use crate::text::wording::{count, visible};

/// Write all records and numbers as flat tables, for spreadsheets, DuckDB or Spark
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach export -C examples/riverbend --to csv riverbend-tables\n  \
    coach export -C examples/riverbend --to parquet riverbend-parquet --period 2025-26\n\n\
    The tables hold single relationships, by ids: keep them where the records themselves may be kept. \
    Nothing in them is made coarse or left out for readers outside. People's own words are left out, \
    but for practices and measures.\n\n\
    datapackage.json tells every table, column and key. Counted tables have rows for the whole period \
    and for each month of it, counted as `coach report` counts them; an empty cell says that nothing is \
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
    /// Replace an earlier export in DIR
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
    let to = Destination::of(&arguments.dir)?;
    if let Some(input) = root.inputs(&opened).iter().find(|input| to.touches(&input.path)) {
        bail!(
            "{} cannot be made: it is {}, and coach never overwrites what it reads; name another folder",
            shown(&arguments.dir),
            input.what
        );
    }
    NewFolder::check(&arguments.dir, |dir| arguments.force && is_export(dir))
        .map_err(|error| with_remedy(error.into(), arguments))?;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let as_of = clock::for_reports(arguments.as_of, &folder.district);
    let (gathered, report) = counted(arguments, &folder, as_of, terminal)?;
    name_problems(&gathered, &root, terminal)?;
    if gathered.survey.found == 0 {
        return nothing_found(&gathered, terminal);
    }
    let asked = export::Asked { form: arguments.to, with_prose: arguments.with_prose };
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
        anyhow::anyhow!("{} cannot be written: {}", shown(&arguments.dir), reason(&error))
    })?;
    new.commit()?;
    signals::release();
    terminal.print(format!(
        "{}: {} with {}, whole {} to {}, as of {}\n",
        shown(&arguments.dir),
        count(made.tables, "table"),
        count(made.rows, "row"),
        report.periods[0].window.from,
        report.periods[0].window.to,
        report.as_of,
    ))?;
    let has_error = gathered.survey.diagnostics.iter().any(|found| found.level == Level::Error);
    Ok(if has_error { Exit::Found } else { Exit::Clean })
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
        gather(folder, &Question { as_of, periods: &periods, year_before, today, progress })
    })??;
    let standing = git::standing(&folder.root, &folder.district.profile_paths());
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

/// Whether an earlier export is in `dir`.
fn is_export(dir: &Path) -> bool {
    std::fs::read_to_string(dir.join(DESCRIPTOR)).is_ok_and(|text| is_package(&text))
}

fn with_remedy(error: anyhow::Error, arguments: &Arguments) -> anyhow::Error {
    if !arguments.force && is_export(&arguments.dir) {
        return error.context(format!(
            "an earlier export is in {}; --force replaces it",
            shown(&arguments.dir)
        ));
    }
    error
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}
