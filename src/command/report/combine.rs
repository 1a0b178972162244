//! `coach report --combine A.json B.json …`: reports of several districts in, one out. No folder of a
//! district is opened.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{Arguments, named, report_file};
use crate::command::exit::Exit;
use crate::command::output::Input;
use crate::command::terminal::Terminal;
use crate::report::combine::{Combined, Fault, Given, Period, combine};
use crate::report::{FORMS, Shown};
use crate::store::reason;
use crate::text::path::shown_path;
use crate::text::wording::{all_of, any_of, count, grouped, visible};

/// Districts named of which something is left out.
const MOST_NAMES: usize = 5;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Combines the reports in `files`; `folder` is what `-C` names.
pub(super) fn run(
    arguments: &Arguments,
    files: &[PathBuf],
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if folder.is_some() {
        bail!("--combine reads only the reports that you name; leave out -C");
    }
    if arguments.outputs.formats().any(|form| form.combined.is_none()) {
        let shown = FORMS.iter().filter(|form| form.combined.is_some());
        bail!("--combine is shown as {}", any_of(shown.map(|form| form.name)));
    }
    if files.len() < 2 {
        bail!("--combine puts the reports of two districts or more together; name another file");
    }
    let is_standard_input = |file: &&PathBuf| file.as_os_str() == STANDARD_INPUT;
    if files.iter().filter(is_standard_input).count() > 1 {
        bail!("--combine: standard input (-) is one report; name the others by their files");
    }
    let inputs = files.iter().filter(|file| !is_standard_input(file));
    let input = |file: &PathBuf| Input { path: file.clone(), what: "a report that is combined" };
    let outputs = arguments.outputs.settle_media(
        &inputs.map(input).collect::<Vec<_>>(),
        |form| form.medium,
        terminal.is_screen(),
    )?;
    let Some(combined) = combined(files, terminal)? else { return Ok(Exit::CouldNotRun) };
    outputs.write(terminal, |form, surface| {
        let draw = form.combined.context("nothing combined in this format")?;
        named(draw(&combined, surface.style(), Shown::default()), form, arguments.excel, terminal)
    })?;
    judge(arguments, &combined, terminal)
}

/// The reports as one; `None` where they cannot be, which is said with all reasons.
fn combined(files: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Option<Combined>> {
    let (mut given, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        match read(file) {
            Ok(one) => given.push(one),
            Err(fault) => faults.push(fault),
        }
    }
    match combine(given) {
        Ok(combined) if faults.is_empty() => return Ok(Some(combined)),
        Ok(_) => {}
        Err(more) => faults.extend(more),
    }
    let said: String = faults.iter().map(Fault::in_words).collect();
    terminal
        .print_error(format!("{said}nothing is combined: {}\n", count(faults.len(), "error")))?;
    Ok(None)
}

fn read(file: &Path) -> Result<Given, Fault> {
    let (name, text) = if file.as_os_str() == STANDARD_INPUT {
        ("standard input".to_owned(), report_file::read_standard_input())
    } else {
        (shown_path(file), report_file::read(file))
    };
    let text = text.map_err(|error| {
        let why = match error.downcast_ref::<io::Error>() {
            Some(error) => format!("it cannot be read: {}", reason(error)),
            None => error.to_string(),
        };
        Fault::of_file(&name, why, "name the file that `coach report --format json -o FILE` wrote")
    })?;
    Given::read(&name, text)
}

/// How the run ends: by what was left out in the districts, and by whether there was anything.
fn judge(arguments: &Arguments, combined: &Combined, terminal: &Terminal) -> anyhow::Result<Exit> {
    // Every period is about the same records.
    let Some(period) = combined.periods.first() else { return Ok(Exit::NothingToRead) };
    let records = period.records;
    if combined.periods.iter().all(|period| period.profiles.is_empty()) {
        terminal.print_error("nothing to report: no pair was under way in any district\n")?;
        return Ok(Exit::NothingToRead);
    }
    if records.left_out == 0 && records.unread_folders == 0 {
        return Ok(Exit::Clean);
    }
    let mut left_out = Vec::new();
    if records.left_out > 0 {
        left_out.push(count(records.left_out, "record"));
    }
    if records.unread_folders > 0 {
        left_out.push(count(records.unread_folders, "unread folder"));
    }
    let strict = if arguments.strict { "--strict: " } else { "" };
    terminal.print_error(format!(
        "{strict}{} left out of every number; `coach check` shows why in {}\n",
        left_out.join(" and "),
        visible(&incomplete(combined, period))
    ))?;
    Ok(if arguments.strict { Exit::Found } else { Exit::Clean })
}

/// The districts of which something is left out, the first few by name.
fn incomplete(combined: &Combined, period: &Period) -> String {
    let districts = combined.districts.iter().zip(&period.records_of);
    let lacking = districts.filter(|(_, of)| of.left_out > 0 || of.unread_folders > 0);
    let names: Vec<&str> = lacking.map(|(district, _)| district.district.as_str()).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    let more = (more > 0).then(|| format!("{} more", grouped(more)));
    all_of(names.iter().take(MOST_NAMES).copied().chain(more.as_deref()))
}
