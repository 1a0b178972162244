//! `coach change profile`: a practice profile is superseded, and pairs go on by the new one.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use super::{Changing, Planned, carried};
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{Desk, Pair, cannot, day_of_change};
use crate::store::CONFIG;
use crate::text::nearest;
use crate::text::wording::{count, quote};
use crate::write::handover::Kept;
use crate::write::mend::{Passing, TakenOver, take_over, usual_profile};

/// Let pairs go on by another practice profile from a day on
#[derive(Debug, Args)]
#[command(
    after_help = "A pair keeps its records under the profile by which they were written. It ends on the day before, and \
    a new one of the same two people goes on from it: what was agreed and what is still due passes on.\n\n\
    Example (put your own profile in the place of this one, which every pair follows already):\n\
    \x20 coach change profile -C examples/riverbend missouri-sbic-2014 --from 2026-08-03 --dry-run"
)]
pub(super) struct Arguments {
    /// The new profile
    #[arg(value_name = "PROFILE", add = complete::profiles())]
    profile: String,
    /// The first day of the new profile, or a word such as monday
    #[arg(long, value_name = "DATE", value_parser = day_of_change, allow_hyphen_values = true)]
    from: NaiveDate,
    /// The profile that it supersedes [default: `profile` in coach.toml]
    #[arg(long, value_name = "PROFILE", add = complete::profiles())]
    old: Option<String>,
    /// Only pairs of these schools; coach.toml stays as it is
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::schools())]
    school: Vec<String>,
    #[command(flatten)]
    pub(super) changing: Changing,
}

impl Arguments {
    pub(super) fn change(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let usual = &desk.folder.district.profile;
        let old = self.old.as_ref().unwrap_or(usual);
        for id in [old, &self.profile] {
            if desk.folder.profiles.get(id).is_none() {
                let known = desk.folder.profiles.ids();
                let near = nearest(id, known);
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                bail!("there is no profile {}{near}\n`coach profile list` lists all", quote(id));
            }
        }
        if *old == self.profile {
            let said = "nothing to change: this is the profile already; --old names one that it supersedes\n";
            desk.terminal.print_error(said)?;
            return Ok(Exit::Clean);
        }
        let is_meant = |pair: &&Pair| {
            pair.1.profile.id == *old
                && pair.1.ended.is_none()
                && (self.school.is_empty() || self.school.contains(&pair.1.school.value))
        };
        let pairs = desk.relationships.iter().filter(is_meant);
        let all: Vec<TakenOver> = pairs
            .map(|pair| TakenOver { pair, coach: None, profile: Some(self.profile.clone()) })
            .collect();
        let passing =
            Passing { from: self.from, reason: None, kept: Kept::All, as_of: desk.as_of() };
        let taken = take_over(&desk.folder, &desk.relationships, &all, &passing);
        let taken = taken.map_err(cannot)?;
        let remarks = carried(&taken);
        let mut mend = taken.mend;
        if old == usual && self.school.is_empty() {
            let settings = desk.text_at(CONFIG)?;
            mend.parts.extend(usual_profile(&settings, &self.profile).map_err(cannot)?.parts);
        }
        let pairs = count(all.len(), "pair");
        let verb = if all.len() == 1 { "goes" } else { "go" };
        let what = format!("{pairs} {verb} on by {} from {}", self.profile, self.from);
        let message = format!("Go on by {} from {}: {pairs}", self.profile, self.from);
        let planned = Planned { what, message, remarks, mend };
        self.changing.make(desk, &planned)
    }
}
