//! A number down to its records: reads the folder, explains, and draws.

use std::path::Path;

use anyhow::Context;

use super::{Arguments, Format};
use crate::command::clock;
use crate::command::exit::Exit;
use crate::command::git;
use crate::command::open::Root;
use crate::command::report::{NotIn, name_problems, name_unknown, nothing_found};
use crate::command::terminal::{Surface, Terminal};
use crate::diagnostic::Level;
use crate::report::explanation::{Explanation, build, render_markdown, render_text};
use crate::report::{Address, Question, gather};
use crate::text::wording::json;

pub(super) fn run(
    address: &Address,
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let root = Root::find(folder)?;
    let opened = root.open();
    let outputs = arguments.outputs.settle(&root.inputs(&opened))?;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let today = clock::for_reports(None, &folder.district);
    let as_of = clock::of_address(address.as_of, &folder.district);
    let standing = git::standing(&root.path, &folder.district.profile_paths());
    let (gathered, explained) = arguments.reading.pass(terminal, |progress| {
        let periods: Vec<String> = address.period.iter().cloned().collect();
        let question = Question {
            as_of,
            periods: &periods,
            year_before: false,
            today: today.or_later(as_of),
            progress,
        };
        let gathered = gather(&folder, &question)?;
        let explained = (gathered.survey.found > 0)
            .then(|| build(&folder, &gathered, address, standing.commit.clone(), progress));
        anyhow::Ok((gathered, explained))
    })??;
    name_problems(&gathered, &root, NotIn::NUMBERS, terminal)?;
    name_unknown(standing.unknown.as_deref(), terminal)?;
    let Some(explained) = explained else { return nothing_found(&gathered, terminal) };
    let explanation = explained?;
    outputs.write(terminal, |format, surface| draw(&explanation, format, surface))?;
    let mut found = gathered.survey.diagnostics.iter();
    Ok(if found.any(|found| found.level == Level::Error) {
        Exit::Found
    } else if explanation.relationships.is_empty() {
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}

fn draw(explanation: &Explanation, format: Format, surface: Surface) -> anyhow::Result<String> {
    Ok(match format {
        Format::Text => render_text(explanation, surface.style()),
        Format::Markdown => render_markdown(explanation),
        Format::Json => json(explanation).context("no JSON can be made")?,
    })
}
