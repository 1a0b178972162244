//! `coach explain`: a rule of `coach check` in full.

use std::path::Path;

use anyhow::bail;
use clap::Args;

use super::complete;
use super::exit::Exit;
use super::open::Root;
use super::terminal::Terminal;
use crate::check;
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Levels, nearest, rule_text};

/// Explain a rule of `coach check`: why it is there, and a breach beside its remedy
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  coach explain step-due-early\n  coach explain")]
pub(super) struct Arguments {
    /// The rule, as it stands in brackets in a message; without one, all rules are listed
    #[arg(value_name = "RULE", add = complete::rules())]
    rule: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let levels = levels(folder)?;
    let rules = check::all_rules();
    let Some(wanted) = &arguments.rule else {
        let rules: Vec<_> = rules.iter().map(|&rule| (rule, levels.of(rule))).collect();
        terminal.print(rule_text::list(&rules, terminal.width))?;
        return Ok(Exit::Clean);
    };
    // As it is printed: `error[unknown-key]`.
    let id = wanted.rsplit_once('[').map_or(wanted.as_str(), |(_, id)| id.trim_end_matches(']'));
    let Some(rule) = rules.iter().find(|rule| rule.id == id) else {
        let near = nearest(id, rules.iter().map(|rule| rule.id));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!("there is no rule {}{near}\n`coach explain` lists all rules", quote(wanted));
    };
    let remedy = check::remedy(rule);
    terminal.print(rule_text::render(rule, levels.of(rule), remedy, terminal.width))?;
    Ok(Exit::Clean)
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
