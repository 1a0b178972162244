//! `coach check`: every problem in every record.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::clock;
use super::exit::Exit;
use super::open::Root;
use super::output::Outputs;
use super::reading::Reading;
use super::terminal::{Surface, Terminal};
use super::{date, git, paths, schema};
use crate::check::all_rules;
use crate::diagnostic::{github, json, junit, sarif, text};
use crate::formats::Format as Machine;
use crate::store::{CONFIG, DistrictFolder, Overlay, Scope};
use crate::survey::{Pass, Survey, survey};
use crate::text::wording::quote;

/// Show every problem in every record: where it is and how to fix it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach check -C examples/riverbend\n  \
    coach check -C examples/riverbend records/riverbend-high --strict\n  \
    coach check -C examples/riverbend --format text --format sarif -o findings.sarif")]
pub(super) struct Arguments {
    /// Files and folders to report on. Of records, coach reads what they are judged by: their folders, and
    /// of others what goes with them. With -C, paths start there. `-` reads standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The path of the file whose text comes on standard input; use it with the path `-`
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
    /// Leave out warnings about records that are as they were where this branch left REV, a branch or
    /// commit such as origin/main. Errors are shown wherever they are
    #[arg(long, value_name = "REV", conflicts_with_all = ["paths", "stdin_filename"])]
    changed_since: Option<String>,
    /// The last day on which anything can have happened, instead of coach.toml's as_of or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    outputs: Outputs<Format>,
    /// End with 1 if there is a warning
    #[arg(long)]
    strict: bool,
    /// Show where problems are and how to fix them, without the lines of the records
    #[arg(long)]
    no_excerpt: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people, with the text underlined
    #[default]
    Text,
    #[value(help = Machine::Check.help())]
    Json,
    /// For GitHub Actions: a note beside each place
    Github,
    /// For code-scanning pages and editors: SARIF 2.1.0
    Sarif,
    /// For the test pages of CI servers: JUnit XML
    Junit,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let root = Root::find_for(folder, arguments.named_first())?;
    let (scope, overlay) = arguments.scope(&root, folder)?;
    let opened = root.open_with(overlay);
    let outputs = arguments.outputs.settle(&root.inputs(&opened))?;
    let could_run = opened.is_ok();
    let mut survey = match opened {
        Ok(folder) => {
            if matches!(scope, Scope::Everything)
                && let Some(said) = schema::outdated(&folder)?
            {
                terminal.print_error(format!("warning: {said}\n"))?;
            }
            arguments.survey(&folder, &scope, terminal)?
        }
        Err(faults) => Survey::of_settings(faults.0),
    };
    if arguments.changed_since.is_some() {
        survey.silence_old(&scope);
    }
    let tally = survey.tally();
    if !survey.in_part.is_empty()
        && arguments.outputs.formats().any(|format| matches!(format, Format::Text))
    {
        let said = text::judged_in_part(survey.in_part.iter().copied());
        terminal.print_error(format!("note: {said}\n"))?;
    }
    outputs.write(terminal, |format, surface| {
        arguments.draw(&survey, &root, &scope, could_run, format, surface)
    })?;
    Ok(if !could_run {
        Exit::CouldNotRun
    } else if tally.errors > 0 || arguments.strict && tally.warnings > 0 {
        Exit::Found
    } else if survey.found == 0 && !scope.names(CONFIG) {
        terminal.print_error(format!("nothing to read: {}\n", nothing_in(&scope)))?;
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}

fn nothing_in(scope: &Scope) -> &'static str {
    match scope {
        Scope::Everything | Scope::Changed(_) => "there is no record under records/",
        Scope::Only(_) => "there is no record in the files and folders you named",
    }
}

impl Arguments {
    /// What tells where the district's folder is, where the current folder does not.
    fn named_first(&self) -> Option<&Path> {
        let named = self.stdin_filename.as_ref().or(self.paths.first());
        named.map(PathBuf::as_path).filter(|path| path.as_os_str() != "-")
    }

    /// What is reported on, and what takes the place of a file.
    fn scope(
        &self,
        root: &Root,
        folder: Option<&Path>,
    ) -> anyhow::Result<(Scope, Option<Overlay>)> {
        if let Some(name) = &self.changed_since {
            let changed = git::changed_since(&root.path, name)
                .map_err(|why| anyhow!("cannot tell what changed since {}: {why}", quote(name)))?;
            return Ok((Scope::Changed(changed), None));
        }
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let here = here.join(folder.unwrap_or(Path::new("")));
        match (&self.stdin_filename, paths::is_standard_input(&self.paths)) {
            (None, false) => Ok((paths::scope(root, &here, &self.paths)?, None)),
            (Some(file), true) if self.paths.len() == 1 => {
                let (path, overlay) = paths::overlay(root, &here, file)?;
                Ok((Scope::Only([path].into()), Some(overlay)))
            }
            (_, true) if self.paths.len() > 1 => {
                bail!("`-` is standard input: name no other path beside it")
            }
            (None, true) => {
                bail!("`-` is standard input: add --stdin-filename with its file's path")
            }
            (Some(_), _) => bail!("--stdin-filename is for standard input: add the path `-`"),
        }
    }

    fn draw(
        &self,
        survey: &Survey<()>,
        root: &Root,
        scope: &Scope,
        could_run: bool,
        format: Format,
        surface: Surface,
    ) -> anyhow::Result<String> {
        let (found, tally) = (&survey.diagnostics, survey.tally());
        let prefix = &root.prefix_in_repository();
        Ok(match format {
            Format::Text => {
                let style = root.style(surface.color, surface.width, !self.no_excerpt);
                let summary = if survey.found > 0 || tally.files > 0 {
                    text::summary(&tally)
                } else if scope.names(CONFIG) {
                    format!("no problems in {CONFIG} and the profiles it names\n")
                } else {
                    String::new()
                };
                text::render_all(found, style) + &summary
            }
            Format::Json => json::render(found, tally, survey.in_part.iter().copied())
                .context("no JSON can be made")?,
            Format::Github => github::render(found, tally, prefix),
            Format::Sarif => sarif::render(found, tally, prefix, &all_rules(), could_run)
                .context("no SARIF can be made")?,
            Format::Junit => {
                junit::render(found, tally, prefix, self.strict).context("no JUnit can be made")?
            }
        })
    }

    fn survey(
        &self,
        folder: &DistrictFolder,
        scope: &Scope,
        terminal: &Terminal,
    ) -> anyhow::Result<Survey<()>> {
        let as_of = clock::for_reports(self.as_of, &folder.district);
        self.reading.pass(terminal, |progress| {
            survey(folder, &Pass { as_of, scope, progress }, |_, _, _| ())
        })
    }
}
