//! `coach report`: the numbers.

use std::path::Path;

use anyhow::Context;
use chrono::{Local, NaiveDate};
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::open::Root;
use super::reading::Reading;
use super::terminal::Terminal;
use super::{date, git};
use crate::diagnostic::wording::{count, visible};
use crate::diagnostic::{Level, text as diagnostic_text};
use crate::report::{
    By, Gathered, Question, Report, Selection, Threshold, build, gather, json, text,
};

/// Problems named on standard error before a reader is sent to `coach check`.
const MOST_PROBLEMS_NAMED: usize = 5;

/// Show fidelity coverage, as counts with what they rest on
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach report -C examples/riverbend\n  \
    coach report -C examples/riverbend --by relationship --educator t-104\n  \
    coach report -C examples/riverbend --period fall --by school --fail-under 50")]
pub(super) struct Arguments {
    /// What the rows are; without it, the schools are listed below the district
    #[arg(long, value_name = "ROWS", value_enum)]
    by: Option<Rows>,
    /// The time to look at: a school year (2025-26), a name from [periods] (fall, 2024-25/fall), or
    /// FROM..TO with two dates
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The day as of which everything is judged, instead of coach.toml's as_of or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    /// Only relationships with this coach (repeatable, like the other filters)
    #[arg(long, value_name = "ID")]
    coach: Vec<String>,
    /// Only relationships with this coached educator
    #[arg(long, value_name = "ID")]
    educator: Vec<String>,
    /// Only relationships at this school
    #[arg(long, value_name = "ID")]
    school: Vec<String>,
    /// Only relationships on this teaching practice
    #[arg(long, value_name = "PRACTICE")]
    practice: Vec<String>,
    /// Only relationships under this practice profile
    #[arg(long, value_name = "ID")]
    profile: Vec<String>,
    /// How to show the report
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// End with 1 unless items in place reach PERCENT of items applicable, compared exactly: in the
    /// district, or with --by in every row; records left out count as a failure too
    #[arg(long, value_name = "PERCENT")]
    fail_under: Option<Threshold>,
    /// End with 1 if there is a warning or a record is left out
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rows {
    /// One row a relationship; with one relationship, all its items
    Relationship,
    /// One row a coach
    Coach,
    /// One row a school
    School,
    /// The district alone
    District,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON object, coach-report/1
    Json,
}

impl Arguments {
    fn selection(&self) -> Selection {
        Selection {
            coaches: self.coach.clone(),
            educators: self.educator.clone(),
            schools: self.school.clone(),
            practices: self.practice.clone(),
            profiles: self.profile.clone(),
        }
    }

    fn by(&self) -> By {
        match self.by {
            Some(Rows::Relationship) => By::Relationship,
            Some(Rows::Coach) => By::Coach,
            None | Some(Rows::School) => By::School,
            Some(Rows::District) => By::District,
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let root = Root::find(folder)?;
    let folder = match root.open() {
        Ok(folder) => folder,
        Err(faults) => {
            let text = diagnostic_text::render_all(
                &faults.0,
                root.style(terminal.error_color, terminal.width, true),
            );
            terminal.print_error(text)?;
            return Ok(Exit::CouldNotRun);
        }
    };
    let today = folder.district.as_of.unwrap_or_else(|| Local::now().date_naive());
    let as_of = arguments.as_of.unwrap_or(today);
    // Git looks at the folder while we read it.
    let root_path = root.path.clone();
    let own_profiles: Vec<String> =
        folder.district.own_profiles.iter().map(|(_, path, _)| path.clone()).collect();
    let commit = std::thread::spawn(move || git::commit(&root_path, &own_profiles));
    let gathered = arguments.reading.pass(terminal, |progress| {
        let period = arguments.period.as_deref();
        gather(&folder, &Question { as_of, period, today: today.max(as_of), progress })
    })??;
    let selection = arguments.selection();
    let commit = commit.join().unwrap_or_default();

    name_problems(&gathered, &root, terminal)?;
    if gathered.survey.found == 0 && gathered.survey.unread_folders > 0 {
        return Ok(Exit::Found);
    }
    if gathered.survey.found == 0 {
        terminal.print_error("nothing to read: there is no record under records/\n")?;
        return Ok(Exit::NothingToRead);
    }
    selection.check(
        &gathered.survey.pairs,
        folder.district.schools.keys().map(String::as_str),
        gathered.survey.is_whole(),
    )?;
    let report = build(&folder.district, &gathered, &selection, arguments.by(), commit);
    match arguments.format {
        Format::Text => {
            let look = text::Style { color: terminal.color, width: terminal.width };
            terminal.print(text::render(&report, look))?;
        }
        Format::Json => {
            let document = json::render(&report);
            terminal.print(document.context("the report cannot be written as JSON")?)?;
        }
    }
    judge(arguments, &report, &gathered, terminal)
}

/// Names on standard error what was left out or is wrong, in short.
fn name_problems(gathered: &Gathered, root: &Root, terminal: &Terminal) -> anyhow::Result<()> {
    let survey = &gathered.survey;
    let errors: Vec<_> =
        survey.diagnostics.iter().filter(|found| found.level == Level::Error).collect();
    for diagnostic in errors.iter().take(MOST_PROBLEMS_NAMED) {
        terminal.print_error(format!(
            "{}{}\n",
            root.prefix,
            diagnostic_text::one_line(diagnostic)
        ))?;
    }
    if let Some(more @ 1..) = errors.len().checked_sub(MOST_PROBLEMS_NAMED) {
        terminal.print_error(format!("and {more} more; `coach check` shows them all\n"))?;
    }
    if survey.left_out > 0 {
        let records = count(survey.left_out, "record");
        let verb = if survey.left_out == 1 { "is" } else { "are" };
        let text = format!("{records} {verb} left out of every number; `coach check` shows why\n");
        terminal.print_error(text)?;
    }
    if survey.unread_folders > 0 {
        let folders = count(survey.unread_folders, "folder");
        terminal
            .print_error(format!("{folders} could not be read: nothing in there is counted\n"))?;
    }
    Ok(())
}

fn judge(
    arguments: &Arguments,
    report: &Report,
    gathered: &Gathered,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let survey = &gathered.survey;
    let mut exit = Exit::Clean;
    if report.profiles.is_empty() {
        let which = if report.selection.is_empty() { "" } else { "that the filters let through " };
        terminal.print_error(format!(
            "nothing to report: no relationship {which}was under way in this time\n"
        ))?;
        exit = Exit::NothingToRead;
    } else if let Some(threshold) = arguments.fail_under {
        exit = judge_threshold(threshold, arguments.by.is_none(), report, terminal)?;
        if exit == Exit::Clean && !survey.is_whole() {
            terminal.print_error("--fail-under: records are left out, so nothing can pass\n")?;
            exit = Exit::Found;
        }
    }
    let has_error = survey.diagnostics.iter().any(|found| found.level == Level::Error);
    let is_strict = arguments.strict && !(survey.diagnostics.is_empty() && survey.is_whole());
    if is_strict && !has_error {
        let warnings = count(survey.diagnostics.len(), "warning");
        terminal.print_error(format!("--strict: {warnings}; `coach check` shows them\n"))?;
    }
    Ok(if has_error || is_strict { Exit::Found } else { exit })
}

fn judge_threshold(
    threshold: Threshold,
    judge_total: bool,
    report: &Report,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let verdicts = threshold.judge(report, judge_total);
    let only = match report.selection.join(", ") {
        filters if filters.is_empty() => filters,
        filters => format!(" (only {})", visible(&filters)),
    };
    for verdict in &verdicts {
        let profile = if report.profiles.len() > 1 {
            format!(" under {}", verdict.profile)
        } else {
            String::new()
        };
        match verdict.reaches {
            Some(true) => {}
            Some(false) => {
                let (k, n) = (verdict.in_place.k, verdict.in_place.n);
                let tenths = verdict.in_place.tenths_of_percent().unwrap_or_default();
                let (whole, tenth) = (tenths / 10, tenths % 10);
                terminal.print_error(format!(
                    "--fail-under: {}{only}{profile} has in place {k} of {n} ({whole}.{tenth} %), below \
                     {threshold}\n",
                    visible(verdict.name)
                ))?;
            }
            None => terminal.print_error(format!(
                "--fail-under: {}{only}{profile} is not judged: no applicable items\n",
                visible(verdict.name)
            ))?,
        }
    }
    Ok(if verdicts.iter().any(|verdict| verdict.reaches == Some(false)) {
        Exit::Found
    } else if verdicts.iter().all(|verdict| verdict.reaches.is_none()) {
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}
