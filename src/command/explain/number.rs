//! A number down to its records: reads the folder, explains, and draws.

use std::path::Path;

use anyhow::{Context, bail};

use super::{Arguments, Format};
use crate::command::clock;
use crate::command::exit::Exit;
use crate::command::git;
use crate::command::open::Root;
use crate::command::report::{
    NOTHING_HERE, NotIn, check_school, name_left_out, name_problems, name_unknown, nothing_found,
};
use crate::command::terminal::{Surface, Terminal};
use crate::diagnostic::Level;
use crate::domain::district::{Audience, District, Fact};
use crate::report::audience::{Viewed, check_number};
use crate::report::explanation::{Explanation, build, render_markdown, render_text};
use crate::report::{Address, Commit, Gathered, Keeps, NoSuch, Question, gather, gather_pairs};
use crate::store::{DistrictFolder, People};
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
        let periods: Vec<String> = address.period.iter().map(|period| period.to_string()).collect();
        let question = Question {
            as_of,
            periods: &periods,
            year_before: false,
            today: today.or_later(as_of),
            keeps: Keeps::Pairs,
            progress,
        };
        if arguments.audience.is_none()
            && let Some(found) = of_pairs(&folder, &question, address, &standing.commit)?
        {
            return Ok(found);
        }
        let gathered = gather(&folder, &question)?;
        if let Some(audience) = arguments.audience.filter(|_| gathered.survey.found > 0) {
            check_for(audience, address, &folder, &gathered)?;
        }
        let explained = (gathered.survey.found > 0)
            .then(|| build(&folder, &gathered, address, standing.commit.clone(), progress));
        anyhow::Ok((gathered, explained))
    })??;
    match arguments.audience {
        Some(_) => name_left_out(&gathered, NotIn::NUMBERS, terminal)?,
        None => name_problems(&gathered, &root, NotIn::NUMBERS, terminal)?,
    }
    name_unknown(standing.unknown.as_deref(), terminal)?;
    let Some(explained) = explained else { return nothing_found(&gathered, terminal) };
    let mut explanation = explained?;
    let is_empty = explanation.relationships.is_empty();
    if let Some(audience) = arguments.audience
        && !folder.district.policies.of(audience).has_fact(Fact::Records)
    {
        explanation = explanation.without_records(audience);
    }
    outputs.write(terminal, |format, surface| draw(&explanation, format, surface))?;
    let mut found = gathered.survey.diagnostics.iter();
    Ok(if found.any(|found| found.level == Level::Error) {
        Exit::Found
    } else if is_empty {
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}

/// What was read of some relationships, and what is behind a number of theirs.
type OfPairs = (Gathered, Option<Result<Explanation, NoSuch>>);

/// The same number where the address names its relationships and nothing else: they are read and no others. `None` where
/// that does not tell it, or tells that something is wrong with the address.
fn of_pairs(
    folder: &DistrictFolder,
    question: &Question,
    address: &Address,
    commit: &Option<Commit>,
) -> anyhow::Result<Option<OfPairs>> {
    let folders = address.selection.folders().filter(|_| address.measure.of_coach().is_none());
    let Some(folders) = folders else { return Ok(None) };
    let paths: Vec<&str> = folders.iter().map(String::as_str).collect();
    let Some(gathered) = gather_pairs(folder, question, &paths)? else { return Ok(None) };
    let built = build(folder, &gathered, address, commit.clone(), question.progress);
    Ok(built.ok().map(|explanation| (gathered, Some(Ok(explanation)))))
}

/// Refuses a number that the audience does not see. Who and what there is, is not said on the way.
fn check_for(
    audience: Audience,
    address: &Address,
    folder: &DistrictFolder,
    gathered: &Gathered,
) -> anyhow::Result<()> {
    let District { policies, thresholds, schools, .. } = &folder.district;
    check_school(&address.selection, &folder.district)?;
    if address.selection.of(&gathered.survey.pairs).is_empty() {
        bail!(NOTHING_HERE);
    }
    let viewed = Viewed {
        audience,
        policy: policies.of(audience),
        people: &People::default(),
        schools,
        min_educators: thresholds.min_educators,
    };
    Ok(check_number(viewed, address, &folder.district, gathered)?)
}

fn draw(explanation: &Explanation, format: Format, surface: Surface) -> anyhow::Result<String> {
    Ok(match format {
        Format::Text => render_text(explanation, surface.style()),
        Format::Markdown => render_markdown(explanation),
        Format::Json => json(explanation).context("no JSON can be made")?,
    })
}
