//! `coach check`: every problem of every record.

use std::path::Path;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::open::Root;
use super::terminal::Terminal;
use crate::diagnostic::{Tally, json, text};
use crate::survey::{Survey, survey};

/// Show every problem of every record, with its place and how to mend it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  coach check -C examples/riverbend")]
pub(super) struct Arguments {
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// End with 1 if there is a warning
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people, with the text underlined
    #[default]
    Text,
    /// For programs: one JSON object, coach-check/1
    Json,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let root = Root::find(folder)?;
    let (survey, could_run) = match root.open() {
        Ok(folder) => (survey(&folder, |_, _, _| ()), true),
        Err(faults) => {
            let diagnostics = faults.0;
            (
                Survey { pairs: Vec::new(), diagnostics, found: 0, left_out: 0, unread_folders: 0 },
                false,
            )
        }
    };
    let tally = Tally::of(&survey.diagnostics, survey.found, survey.left_out);
    match arguments.format {
        Format::Text => {
            let width = terminal.width;
            terminal.print(root.render(&survey.diagnostics, terminal.color, width))?;
            let has_something = survey.found > 0 || tally.files > 0;
            if has_something {
                terminal.print(text::summary(&tally))?;
            }
        }
        Format::Json => {
            let document = json::render(&survey.diagnostics, tally);
            terminal.print(document.context("the findings cannot be written as JSON")?)?;
        }
    }
    Ok(if !could_run {
        Exit::CouldNotRun
    } else if tally.errors > 0 || arguments.strict && tally.warnings > 0 {
        Exit::Found
    } else if survey.found == 0 {
        terminal.print_error("nothing to read: there is no record under records/\n")?;
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}
