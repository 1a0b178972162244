//! How a report ends: the problems named in short on standard error, and the exit code.

use super::{Arguments, gates};
use crate::command::exit::Exit;
use crate::command::open::Root;
use crate::command::terminal::Terminal;
use crate::diagnostic::{Level, text as diagnostic_text};
use crate::domain::district::District;
use crate::report::{Gathered, Report};
use crate::text::wording::count;

/// Problems named on standard error before a reader is sent to `coach check`.
const MOST_PROBLEMS_NAMED: usize = 5;

/// Where something is not that was left out.
#[derive(Clone, Copy, Debug)]
pub(in crate::command) struct NotIn {
    /// What a record is left out of.
    pub record: &'static str,
    /// What is not done with the records of a folder that could not be read.
    pub folder: &'static str,
}

impl NotIn {
    /// Of what counts records and gives out no record by itself.
    pub(in crate::command) const NUMBERS: Self = Self { record: "every number", folder: "counted" };
}

/// Names on standard error what was left out or is wrong, in short.
pub(in crate::command) fn name_problems(
    gathered: &Gathered,
    root: &Root,
    not_in: NotIn,
    terminal: &Terminal,
) -> anyhow::Result<()> {
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
    name_left_out(gathered, not_in, terminal)
}

/// Says on standard error how much was left out, and nothing of what it is.
pub(in crate::command) fn name_left_out(
    gathered: &Gathered,
    not_in: NotIn,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let survey = &gathered.survey;
    if survey.left_out > 0 {
        let records = count(survey.left_out, "record");
        let verb = if survey.left_out == 1 { "is" } else { "are" };
        let from = not_in.record;
        let text = format!("{records} {verb} left out of {from}; `coach check` shows why\n");
        terminal.print_error(text)?;
    }
    if survey.unread_folders > 0 {
        let folders = count(survey.unread_folders, "folder");
        let done = not_in.folder;
        terminal
            .print_error(format!("{folders} could not be read: nothing in there is {done}\n"))?;
    }
    Ok(())
}

/// Says on standard error what of the commit is `unknown`, and why.
pub(in crate::command) fn name_unknown(
    unknown: Option<&str>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    if let Some(why) = unknown {
        terminal.print_error(format!("note: {why}\n"))?;
    }
    Ok(())
}

/// Ends a run that found no record.
pub(in crate::command) fn nothing_found(
    gathered: &Gathered,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if gathered.survey.unread_folders > 0 {
        return Ok(Exit::Found);
    }
    terminal.print_error("nothing to read: there is no record under records/\n")?;
    Ok(Exit::NothingToRead)
}

/// How the run ends: by what was found, by what was left out, and by the thresholds.
pub(super) fn judge(
    arguments: &Arguments,
    report: &Report,
    (gathered, district): (&Gathered, &District),
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let survey = &gathered.survey;
    let mut exit;
    if report.periods.iter().all(|period| period.profiles.is_empty()) {
        let which = if report.selection.is_empty() { "" } else { "that matches the filters " };
        terminal.print_error(format!(
            "nothing to report: no relationship {which}was under way in this period\n"
        ))?;
        exit = Exit::NothingToRead;
    } else {
        let asks_for_rows = !arguments.by.is_empty();
        exit = gates::judge(&arguments.gates, asks_for_rows, report, district, terminal)?;
        if exit == Exit::Clean && !survey.is_whole() {
            for option in arguments.gates.options() {
                let left_out = "records are left out, so nothing can pass";
                terminal.print_error(format!("--{option}: {left_out}\n"))?;
                exit = Exit::Found;
            }
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
