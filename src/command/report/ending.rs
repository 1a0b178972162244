//! How a report ends: the problems named in short on standard error, and the exit code.

use super::Arguments;
use crate::command::exit::Exit;
use crate::command::open::Root;
use crate::command::terminal::Terminal;
use crate::diagnostic::{Level, text as diagnostic_text};
use crate::report::{Gathered, Report, Threshold, too_young, with_percent};
use crate::text::wording::{count, visible};

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

/// How the run ends: by what was found, by what was left out, and by the threshold.
pub(super) fn judge(
    arguments: &Arguments,
    report: &Report,
    gathered: &Gathered,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let survey = &gathered.survey;
    let mut exit = Exit::Clean;
    if report.periods.iter().all(|period| period.profiles.is_empty()) {
        let which = if report.selection.is_empty() { "" } else { "that matches the filters " };
        terminal.print_error(format!(
            "nothing to report: no relationship {which}was under way in this period\n"
        ))?;
        exit = Exit::NothingToRead;
    } else if let Some(threshold) = arguments.fail_under {
        exit = judge_threshold(threshold, arguments.by.is_empty(), report, terminal)?;
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
    for year in report.periods.iter().filter_map(too_young) {
        terminal.print_error(format!(
            "--fail-under: not judged yet: {}; judged from day {} (judge_from_day under [thresholds] in coach.toml)\n",
            year.in_words(),
            year.judged_from_day
        ))?;
    }
    let is_judged = report.periods.iter().any(|period| too_young(period).is_none());
    let verdicts = threshold.judge(report, judge_total);
    let only = match report.selection.join(", ") {
        filters if filters.is_empty() => filters,
        filters => format!(" (only {})", visible(&filters)),
    };
    for verdict in &verdicts {
        let has_many = report.periods.iter().any(|period| period.profiles.len() > 1);
        let mut profile =
            if has_many { format!(" under {}", verdict.profile) } else { String::new() };
        if report.periods.len() > 1 {
            profile.push_str(&format!(" in {}", visible(&verdict.window.label)));
        }
        match verdict.reaches {
            Some(true) => {}
            Some(false) => {
                terminal.print_error(format!(
                    "--fail-under: {}{only}{profile} has {} in place, below {threshold}\n",
                    visible(verdict.name),
                    with_percent(verdict.in_place)
                ))?;
            }
            None => {
                let why = if verdict.is_new { "every pair is new" } else { "no applicable items" };
                terminal.print_error(format!(
                    "--fail-under: {}{only}{profile} is not judged: {why}\n",
                    visible(verdict.name)
                ))?;
            }
        }
    }
    Ok(if verdicts.iter().any(|verdict| verdict.reaches == Some(false)) {
        Exit::Found
    } else if is_judged && verdicts.iter().all(|it| it.reaches.is_none() && !it.is_new) {
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}
