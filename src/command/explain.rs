//! `coach explain`: a rule of `coach check` in full, or a number of a report down to its records.

mod number;

use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::complete;
use super::exit::Exit;
use super::open::Root;
use super::output::Outputs;
use super::reading::Reading;
use super::terminal::Terminal;
use crate::check;
use crate::count::Statistic;
use crate::diagnostic::{Levels, rule_text};
use crate::report::Address;
use crate::text::nearest;
use crate::text::wording::quote;

/// Explain a number of a report down to its records, or a rule of `coach check`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach explain -C examples/riverbend school=lincoln-elementary function=dialogue in-place\n  \
    coach explain -C examples/riverbend relationship=lincoln-elementary/c-01-t-104 reported\n  \
    coach explain -C examples/riverbend period=fall coach=c-01 item=rationale missing\n  \
    coach explain step-due-early\n  \
    coach explain\n\n\
    The address of a number is its measure, after what narrows it. `coach report --explain` prints \
    the address of every number. A value with spaces stands in double quotes within single ones: \
    'practice=\"formative assessment\" in-place'.")]
pub(super) struct Arguments {
    /// The address of a number, in one word or several; or a rule, as it stands in brackets in a
    /// message; without any, all rules are listed
    #[arg(value_name = "NUMBER|RULE", add = complete::rules_and_measures())]
    wanted: Vec<String>,
    #[command(flatten)]
    outputs: Outputs<Format>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For a page of a wiki, a number only
    Markdown,
    /// For programs, a number only: one JSON object, coach-explain/1
    Json,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let wanted = arguments.wanted.join(" ");
    if Address::is_meant(&wanted) || arguments.wanted.len() > 1 {
        return number::run(&wanted.parse()?, arguments, folder, terminal);
    }
    for format in arguments.outputs.formats() {
        let name = match format {
            Format::Text => continue,
            Format::Markdown => "markdown",
            Format::Json => "json",
        };
        bail!("--format {name} is for numbers; a rule is explained as text");
    }
    let outputs = arguments.outputs.settle(&[])?;
    let levels = levels(folder)?;
    let text = match arguments.wanted.first() {
        None => {
            let rules = check::all_rules();
            let rules: Vec<_> = rules.iter().map(|&rule| (rule, levels.of(rule))).collect();
            rule_text::list(&rules, terminal.width)
        }
        Some(wanted) => rule(wanted, &levels, terminal.width)?,
    };
    outputs.write(terminal, |_, _| Ok(text.clone()))?;
    Ok(Exit::Clean)
}

fn rule(wanted: &str, levels: &Levels, width: usize) -> anyhow::Result<String> {
    let rules = check::all_rules();
    // As it is printed: `error[unknown-key]`.
    let id = wanted.rsplit_once('[').map_or(wanted, |(_, id)| id.trim_end_matches(']'));
    let Some(rule) = rules.iter().find(|rule| rule.id == id) else {
        let measures = Statistic::ALL.into_iter().map(Statistic::name);
        let near = nearest(id, rules.iter().map(|rule| rule.id).chain(measures));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!(
            "there is no rule and no measure {}{near}\n`coach explain` lists all rules; `coach report --explain` \
             lists the addresses of all numbers",
            quote(wanted)
        );
    };
    Ok(rule_text::render(rule, levels.of(rule), check::remedy(rule), width))
}

/// The levels of the district here. Rules can be explained without one; a folder that was named has
/// to be one.
fn levels(folder: Option<&Path>) -> anyhow::Result<Levels> {
    match (Root::find(folder), folder) {
        // Someone whose settings are broken may want to know why.
        (Ok(root), _) => Ok(root.open().map(|folder| folder.district.levels).unwrap_or_default()),
        (Err(error), Some(_)) => Err(error),
        (Err(_), None) => Ok(Levels::default()),
    }
}
