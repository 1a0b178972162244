//! `coach change year`: the relationships that are under way end on one day.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use super::{Changing, Planned};
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{Desk, Pair, cannot, past_day, prose};
use crate::text::wording::count;
use crate::write::mend::end_all;

/// End the relationships that are under way, as at the end of a year
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach change year -C examples/riverbend --end 2026-05-29 --dry-run\n\
    \x20 coach change year -C examples/riverbend --end 2026-05-29 --school riverbend-high --dry-run")]
pub(super) struct Arguments {
    /// Their last day, or a word such as yesterday
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    end: NaiveDate,
    /// Why they end, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    reason: Option<String>,
    /// Only those of these schools
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::schools())]
    school: Vec<String>,
    /// Only those of these coaches
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::coaches())]
    coach: Vec<String>,
    #[command(flatten)]
    pub(super) changing: Changing,
}

impl Arguments {
    pub(super) fn change(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let is_in = |list: &[String], id: &String| list.is_empty() || list.contains(id);
        let pairs: Vec<&Pair> = desk
            .relationships()
            .iter()
            .filter(|(_, pair)| is_in(&self.school, &pair.school.value))
            .filter(|(_, pair)| is_in(&self.coach, &pair.coach.value))
            .collect();
        if pairs.is_empty() && !desk.relationships().is_empty() {
            bail!("no relationship is of that school and coach");
        }
        let mend = end_all(&desk.root.path, &pairs, self.end, self.reason.as_deref());
        let mend = mend.map_err(cannot)?;
        let ended = count(mend.parts.len(), "relationship");
        let verb = if mend.parts.len() == 1 { "ends" } else { "end" };
        let planned = Planned {
            what: format!("{ended} {verb} on {}", self.end),
            message: format!("End {ended} on {}", self.end),
            remarks: Vec::new(),
            mend,
        };
        self.changing.make(desk, &planned)
    }
}
