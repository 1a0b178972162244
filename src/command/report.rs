//! `coach report`: the numbers.

mod asked;
mod audience;
mod combine;
mod compare;
mod ending;
mod gates;
mod report_file;
mod words;

pub(super) use audience::{NOTHING_HERE, check_school};
pub(super) use ending::{NotIn, name_left_out, name_problems, name_unknown, nothing_found};

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;

use self::gates::Gates;
use self::words::{Rows, explain_help};
use super::exit::Exit;
use super::open::Root;
use super::output::Outputs;
use super::reading::Reading;
use super::terminal::Terminal;
use super::{clock, complete, date, git, summary};
use crate::domain::district::Audience;
use crate::report::{
    Asked, Deeper, Dimension, Document, Form, Keeps, Order, Question, Section, Shown, build, gather,
};

/// Show fidelity coverage, as counts with what they rest on
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach report -C examples/riverbend\n  \
    coach report -C examples/riverbend --section missing --section answers\n  \
    coach report -C examples/riverbend --by coach --sort need\n  \
    coach report -C examples/riverbend --by relationship --educator t-104\n  \
    coach report -C examples/riverbend --period fall --by school --fail-under 50\n  \
    coach report -C examples/riverbend --max-overdue 20 --min-reach 5 --min-observed 60\n  \
    coach report -C examples/riverbend --by school,function --period fall --period spring\n  \
    coach report -C examples/riverbend --period spring --compare fall\n  \
    coach report -C examples/riverbend --compare last-year\n  \
    coach report -C examples/riverbend --audience principal --school riverbend-high\n  \
    coach report -C examples/riverbend --format text --format csv -o report.csv\n  \
    coach report -C examples/riverbend --format html --explain -o report.html\n  \
    coach report -C examples/riverbend --format site -o pages\n  \
    coach report -C examples/riverbend --format xlsx -o report.xlsx\n  \
    coach report -C examples/riverbend --format csv --excel --all-columns -o all.csv\n  \
    coach report -C examples/cedar-valley --format json -o cedar-valley.json\n  \
    coach report -C examples/riverbend --format json | coach report --combine - cedar-valley.json")]
pub(super) struct Arguments {
    /// What the rows are: one kind, or two crossed with a comma between (school,function). Without
    /// --by, the schools are listed below the district; of one educator's only pair, its items
    #[arg(long, value_name = "ROWS", value_enum, value_delimiter = ',', num_args = 1)]
    by: Vec<Rows>,
    #[allow(
        rustdoc::broken_intra_doc_links,
        reason = "[periods] is no link: help shows this as it is"
    )]
    /// The time to look at: a school year (2025-26), last-12-months, a name from [periods] (fall,
    /// 2024-25/fall), or FROM..TO with two dates. Repeat it to see several times side by side
    #[arg(long, value_name = "PERIOD")]
    period: Vec<String>,
    /// Judge everything as of this day, instead of coach.toml's as_of or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    /// Only relationships with this coach (repeatable, like the other filters)
    #[arg(long, value_name = "ID", add = complete::coaches())]
    coach: Vec<String>,
    /// Only relationships with this coached educator
    #[arg(long, value_name = "ID", add = complete::educators())]
    educator: Vec<String>,
    /// Only relationships at this school
    #[arg(long, value_name = "ID", add = complete::schools())]
    school: Vec<String>,
    /// Only relationships on this teaching practice
    #[arg(long, value_name = "PRACTICE")]
    practice: Vec<String>,
    /// Only relationships under this practice profile
    #[arg(long, value_name = "ID", add = complete::profiles())]
    profile: Vec<String>,
    /// Show this section in place of the first screen (repeatable)
    #[arg(long, value_name = "NAME", value_enum, conflicts_with = "details")]
    section: Vec<Section>,
    /// Show every section in place of the first screen. With --compare, also every number that changed
    #[arg(long)]
    details: bool,
    /// What the rows are sorted by; by their ids without it, and on the first screen by need
    #[arg(long, value_name = "ORDER", value_enum)]
    sort: Option<Order>,
    /// Show Cohen's kappa of two observers as well
    #[arg(long)]
    kappa: bool,
    /// Make it for an audience, by its policy in coach.toml: what the policy does not name is withheld. A
    /// coach is named with --coach or `coach me`, a pair with --coach and --educator, a principal's school
    /// with --school
    #[arg(long, value_name = "WHO", value_enum,
          conflicts_with_all = ["section", "details", "sort", "kappa", "explain", "compare", "combine"])]
    audience: Option<Audience>,
    #[command(flatten)]
    outputs: Outputs<Form>,
    #[arg(long, help = explain_help())]
    explain: bool,
    /// Put a byte order mark before CSV (csv, figures), by which Excel knows that letters such as ñ are UTF-8
    #[arg(long)]
    excel: bool,
    /// Put every column into csv. Without it there are those that few would miss
    #[arg(long)]
    all_columns: bool,
    /// Show whether it is better than in OTHER, and what moved most. OTHER is last-year (the same time a
    /// year before, as of the same day), another period, an earlier report (its JSON file), or a git
    /// commit (main~20), which is read from git's objects and shown with the records that changed something
    #[arg(long, value_name = "OTHER")]
    compare: Option<String>,
    /// Put the reports of several districts together as one, from the JSON of each (- is standard input).
    /// Counts and shares add up; what does not, says so. No folder is read: records stay in their
    /// district. Each report has to be made alike: as-of day, period, filters, rows, thresholds, profile
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = clap::ValueHint::FilePath,
          conflicts_with_all = ["by", "period", "as_of", "coach", "educator", "school", "practice",
                                "profile", "section", "details", "sort", "kappa", "explain",
                                "all_columns", "compare", "jobs"])]
    combine: Vec<PathBuf>,
    #[command(flatten)]
    gates: Gates,
    /// End with 1 if there is a warning or a record is left out
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    arguments.check_csv()?;
    if !arguments.combine.is_empty() {
        return combine::run(arguments, &arguments.combine, folder, terminal);
    }
    let by = arguments.by()?;
    arguments.check()?;
    if let Some(audience) = arguments.audience {
        return audience::run(arguments, audience, folder, terminal);
    }
    let root = Root::find(folder)?;
    let opened = root.open();
    let is_screen = terminal.is_screen();
    let outputs =
        arguments.outputs.settle_media(&root.inputs(&opened), |form| form.medium, is_screen)?;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let today = clock::for_reports(None, &folder.district);
    let as_of = clock::for_reports(arguments.as_of, &folder.district);
    // Git looks at the folder while we read it.
    let root_path = root.path.clone();
    let own_profiles = folder.district.profile_paths();
    let standing = std::thread::spawn(move || git::standing(&root_path, &own_profiles));
    let selection = arguments.selection(&folder)?;
    let is_deep = |form: Form| form.is_deep(arguments.explain);
    let is_deep = arguments.outputs.formats().any(is_deep);
    let keeps = if is_deep { Keeps::Pairs } else { Keeps::for_rows(&by, &selection) };
    let mut gathered = arguments.reading.pass(terminal, |progress| {
        let periods = &arguments.period;
        let (year_before, today) = (arguments.compare.is_none(), today.or_later(as_of));
        gather(&folder, &Question { as_of, periods, year_before, today, keeps, progress })
    })??;
    let standing = standing.join().unwrap_or_default();

    ending::name_problems(&gathered, &root, NotIn::NUMBERS, terminal)?;
    if gathered.survey.found == 0 {
        return ending::nothing_found(&gathered, terminal);
    }
    selection.check(
        &gathered.survey.pairs,
        folder.district.schools.keys().map(String::as_str),
        gathered.survey.is_whole(),
    )?;
    let by = match arguments.by.as_slice() {
        // Its school says no more than the pair does.
        [] if selection.is_of_one_pair(&gathered.survey.pairs) => vec![Dimension::Relationship],
        _ => by,
    };
    arguments.gates.check(&by, &selection)?;
    ending::name_unknown(standing.unknown.as_deref(), terminal)?;
    let form = Asked {
        by,
        sort: arguments.sort,
        periods: &arguments.period,
        names_as_of: arguments.as_of.is_some(),
        commit: standing.commit,
        kappa: arguments.kappa,
        raters: arguments.by.contains(&Rows::Rater),
        pool: None,
        leaves_out_figures: arguments.compare.is_none()
            && !arguments.outputs.formats().any(|form| form.lists_figures(arguments.explain)),
    };
    let report = build(&folder.district, &gathered, &selection, form.clone());
    if !is_deep {
        // Only what opens every number needs the pairs beside the report.
        gathered.survey.pairs = Vec::new();
    }
    let shown = arguments.shown();
    if let Some(other) = &arguments.compare {
        let (folder, report, selection) = (&folder, &report, &selection);
        let now = compare::Now { arguments, root: &root, folder, report, selection };
        let Some(comparison) = compare::compare(&now, other, terminal)? else {
            return Ok(Exit::NothingToRead);
        };
        outputs.write(terminal, |form, surface| {
            let draw = form.comparison.context("no comparison in this format")?;
            named(draw(&comparison, surface.style(), shown), form, arguments.excel, terminal)
        })?;
        return ending::judge(arguments, report, (&gathered, &folder.district), terminal);
    }
    let draw = |deeper: Option<&Deeper>| {
        let shown = Shown { deeper, ..shown };
        outputs.draw(terminal, |form, surface| {
            named((form.report)(&report, surface.style(), shown), form, arguments.excel, terminal)
        })
    };
    let drawn = if report.periods.len() == 1 && is_deep {
        arguments.reading.pass(terminal, |progress| {
            draw(Some(&Deeper::of(&folder, &gathered, &selection, &form, progress)))
        })??
    } else {
        draw(None)?
    };
    drawn.write(terminal)?;
    ending::judge(arguments, &report, (&gathered, &folder.district), terminal)
}

/// By what Excel knows that a text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// `document` as it is, for Excel if `excel`, with a word where it may be too large to be shown.
fn named<'d>(
    document: io::Result<Document<'d>>,
    form: Form,
    excel: bool,
    terminal: &Terminal,
) -> anyhow::Result<Document<'d>> {
    let mut document = document.with_context(|| format!("no {} can be made", form.name))?;
    if let (true, Some(_), Document::Text(text)) = (excel, form.csv, &mut document) {
        text.insert(0, BYTE_ORDER_MARK);
    }
    if let (true, Document::Text(text)) = (form.is_limited, &document) {
        summary::name_size(text, terminal)?;
    }
    Ok(document)
}
