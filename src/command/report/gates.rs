//! The thresholds of `coach report`, `--fail-under` and others: an option for each gate, and how a run ends by them.

use clap::error::Error;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::command::exit::Exit;
use crate::command::terminal::Terminal;
use crate::domain::district::District;
use crate::report::{Dimension, GATES, Gate, Limit, Outcome, Report, Selection};
use crate::text::wording::visible;

/// Options with which nothing can be judged: one reads no folder, and the other may not say what a row has.
const UNJUDGED: [&str; 2] = ["combine", "audience"];

/// The gates that are asked for, and the number of each. To be flattened into the arguments.
#[derive(Clone, Debug)]
pub(super) struct Gates(Vec<(&'static Gate, Limit)>);

impl Gates {
    /// The names of their options, without dashes.
    pub(super) fn options(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(gate, _)| gate.option)
    }

    /// Refuses rows and filters with which one of them can judge nothing.
    pub(super) fn check(&self, by: &[Dimension], selection: &Selection) -> anyhow::Result<()> {
        let refusal = self.0.iter().find_map(|(gate, _)| gate.refuses(by, selection));
        refusal.map_or(Ok(()), |why| Err(anyhow::Error::msg(why)))
    }
}

impl FromArgMatches for Gates {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |gate: &'static Gate| Some((gate, *matches.get_one::<Limit>(gate.option)?));
        Ok(Self(GATES.iter().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Gates {
    fn augment_args(command: Command) -> Command {
        let option = |gate: &'static Gate| {
            Arg::new(gate.option)
                .long(gate.option)
                .value_name(gate.bound.value_name())
                .allow_negative_numbers(true)
                .value_parser(|text: &str| gate.bound.read(text))
                .conflicts_with_all(UNJUDGED)
                .help(gate.help)
        };
        command.args(GATES.iter().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// How a run ends by `gates`: what misses counts more than what has nothing to judge.
pub(super) fn judge(
    gates: &Gates,
    asks_for_rows: bool,
    report: &Report,
    district: &District,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let mut ends = Vec::new();
    for (gate, limit) in &gates.0 {
        ends.push(judge_one(gate, *limit, asks_for_rows, (report, district), terminal)?);
    }
    let worst = [Exit::Found, Exit::NothingToRead].into_iter().find(|exit| ends.contains(exit));
    Ok(worst.unwrap_or(Exit::Clean))
}

fn judge_one(
    gate: &Gate,
    limit: Limit,
    asks_for_rows: bool,
    (report, district): (&Report, &District),
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let option = gate.option;
    for year in report.periods.iter().filter_map(|period| gate.too_young(period)) {
        terminal.print_error(format!(
            "--{option}: not judged yet: {}; judged from day {} (judge_from_day under [thresholds] in coach.toml)\n",
            year.in_words(),
            year.judged_from_day
        ))?;
    }
    let is_judged = report.periods.iter().any(|period| gate.too_young(period).is_none());
    let verdicts = gate.judge(limit, report, district, asks_for_rows);
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
        let said = match &verdict.outcome {
            Outcome::Passes => continue,
            Outcome::Misses(what) => format!("has {what}"),
            Outcome::NotJudged(why) => format!("is not judged: {why}"),
            Outcome::New => "is not judged: every pair is new".to_owned(),
        };
        let name = visible(verdict.name);
        terminal.print_error(format!("--{option}: {name}{only}{profile} {said}\n"))?;
    }
    let mut outcomes = verdicts.iter().map(|verdict| &verdict.outcome);
    Ok(if outcomes.clone().any(|outcome| matches!(outcome, Outcome::Misses(_))) {
        Exit::Found
    } else if is_judged && outcomes.all(|outcome| matches!(outcome, Outcome::NotJudged(_))) {
        Exit::NothingToRead
    } else {
        Exit::Clean
    })
}
