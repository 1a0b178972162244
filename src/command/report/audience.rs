//! `coach report --audience WHO`: the report of the folder, and of it only what the audience is shown. Nothing that is
//! printed on the way says more than the report does.

use std::path::Path;

use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::{Arguments, ending, named};
use crate::command::exit::Exit;
use crate::command::me::Me;
use crate::command::open::Root;
use crate::command::terminal::Terminal;
use crate::command::{clock, git};
use crate::domain::district::{Audience, District, Policy};
use crate::report::audience::{Viewed, check_report, rows_of, view};
use crate::report::{Asked, Dimension, FORMS, Keeps, Question, Selection, build, gather};
use crate::store::{DistrictFolder, People};
use crate::text::nearest;
use crate::text::wording::{all_of, any_of, quote};

impl ValueEnum for Audience {
    fn value_variants<'a>() -> &'a [Self] {
        &Audience::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(match self {
            Self::Coach => "The coach's own pairs, in full",
            Self::Pair => "One pair, without anyone else",
            Self::Principal => "Who is coached in the school, on what and how often",
            Self::District => "Groups only, small ones put together",
        }))
    }
}

pub(super) fn run(
    arguments: &Arguments,
    audience: Audience,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let asked = asked_rows(arguments)?;
    if arguments.outputs.formats().any(|form| form.view.is_none()) {
        let shown = FORMS.iter().filter(|form| form.view.is_some());
        bail!("--audience is shown as {}", any_of(shown.map(|form| form.name)));
    }
    let root = Root::find(folder)?;
    let opened = root.open();
    let inputs = root.inputs(&opened);
    let outputs =
        arguments.outputs.settle_media(&inputs, |form| form.medium, terminal.is_screen())?;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let policy = folder.district.policies.of(audience);
    let by = match asked {
        Some(None) => Vec::new(),
        Some(Some(dimension)) => rows_of(audience, policy, Some(dimension))?,
        None => rows_of(audience, policy, None)?,
    };
    let as_of = clock::for_reports(arguments.as_of, &folder.district);
    let today = clock::for_reports(None, &folder.district).or_later(as_of);
    let standing = git::standing(&root.path, &folder.district.profile_paths());
    let periods = &arguments.period;
    let gathered = arguments.reading.pass(terminal, |progress| {
        gather(
            &folder,
            &Question { as_of, periods, year_before: false, today, keeps: Keeps::Pairs, progress },
        )
    })??;
    let selection = selection(arguments, audience, policy, &folder)?;
    ending::name_left_out(&gathered, ending::NotIn::NUMBERS, terminal)?;
    if gathered.survey.found == 0 {
        return ending::nothing_found(&gathered, terminal);
    }
    check_school(&selection, &folder.district)?;
    let selected = selection.of(&gathered.survey.pairs);
    let several = gathered.windows.len();
    check_report(audience, policy, &selection, &selected, several)?;
    if selected.is_empty() {
        bail!(NOTHING_HERE);
    }
    ending::name_unknown(standing.unknown.as_deref(), terminal)?;
    let least = folder.district.thresholds.min_educators;
    let form = Asked {
        by,
        periods,
        names_as_of: arguments.as_of.is_some(),
        commit: standing.commit,
        raters: true,
        leaves_out_figures: true,
        pool: (audience == Audience::District).then_some(least as usize),
        ..Asked::default()
    };
    let report = build(&folder.district, &gathered, &selection, form);
    let people = if policy.names { People::read(&root.path).0 } else { People::default() };
    let schools = &folder.district.schools;
    let viewed = Viewed { audience, policy, people: &people, schools, min_educators: least };
    let by_pair = (audience == Audience::District)
        .then(|| build(&folder.district, &gathered, &selection, Asked::by_pair()));
    let view = view(&report, by_pair.as_ref(), viewed);
    outputs.write(terminal, |form, surface| {
        let draw = form.view.context("no view in this format")?;
        named(draw(&view, surface.style(), arguments.shown()), form, arguments.excel, terminal)
    })?;
    ending::judge(arguments, &report, (&gathered, &folder.district), terminal)
}

/// What is said where nothing matches, whatever else there is: who there is, is not for everyone.
pub(in crate::command) const NOTHING_HERE: &str =
    "no relationship here matches; name people by their ids";

/// Checks that the schools of a selection are the district's.
///
/// # Errors
/// One is not, with those that are: they are in coach.toml, and no secret.
pub(in crate::command) fn check_school(
    selection: &Selection,
    district: &District,
) -> anyhow::Result<()> {
    let known = || district.schools.keys().map(String::as_str);
    let unknown = selection.schools.iter().find(|school| !district.schools.contains_key(*school));
    let Some(unknown) = unknown else { return Ok(()) };
    let near = nearest(unknown, known()).map(|near| format!("; did you mean `{near}`?"));
    let there_is = || format!("; there is {}", all_of(known()));
    bail!("coach.toml has no school {}{}", quote(unknown), near.unwrap_or_else(there_is))
}

/// The rows that `--by` names: nothing where it is not given, and no dimension for the whole alone.
fn asked_rows(arguments: &Arguments) -> anyhow::Result<Option<Option<Dimension>>> {
    if arguments.by.is_empty() {
        return Ok(None);
    }
    match arguments.by()?.as_slice() {
        [] => Ok(Some(None)),
        [only] => Ok(Some(Some(*only))),
        _ => bail!("--audience shows one kind of rows; name one with --by"),
    }
}

/// What the filters select; a coach who names nobody is meant.
fn selection(
    arguments: &Arguments,
    audience: Audience,
    policy: &Policy,
    folder: &DistrictFolder,
) -> anyhow::Result<Selection> {
    // A name is looked up where names are shown: it would else tell whose an id is.
    let mut selection = match policy.names {
        // Who else has a name, is not said either.
        true => arguments.selection(folder).map_err(|_| anyhow!(NOTHING_HERE))?,
        false => arguments.selection_by_ids(),
    };
    if audience == Audience::Coach && selection.coaches.is_empty() {
        selection.coaches.extend(Me::known()?.map(|me| me.id));
    }
    Ok(selection)
}
