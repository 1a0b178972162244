//! `coach change profile`: a practice profile is superseded, and pairs go on by the new one.

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;

use super::{Changing, Planned, carried};
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::git;
use crate::command::recording::{Desk, Pair, cannot, day_of_change};
use crate::domain::profile::{EvidenceRule, Item, Profile};
use crate::store::CONFIG;
use crate::text::nearest;
use crate::text::wording::{all_of, count, quote};
use crate::write::handover::Kept;
use crate::write::mend::{
    FromFirstDay, Passing, TakenOver, from_first_day, take_over, usual_profile,
};

/// Let pairs go on by another practice profile from a day on
#[derive(Debug, Args)]
#[command(
    after_help = "A pair keeps its records under the profile by which they were written. It ends on the day before, and \
    a new one of the same two people goes on from it: what was agreed and what is still due passes on, and so does what \
    happened at the beginning, of items that the new profile says are the same. A pair that begins on that day or later \
    is under the new profile from its own first day.\n\n\
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
        let profiles = &desk.folder.profiles;
        let known = |id: &str| {
            profiles.get(id).with_context(|| {
                let near = nearest(id, profiles.ids());
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                format!("there is no profile {}{near}\n`coach profile list` lists all", quote(id))
            })
        };
        known(old)?;
        let next = known(&self.profile)?;
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
        let pairs = desk.relationships().iter().filter(is_meant);
        let (later, earlier): (Vec<&Pair>, Vec<&Pair>) =
            pairs.partition(|pair| pair.1.started.value >= self.from);
        let from_first_day = from_first_day(&desk.folder, &later, next).map_err(cannot)?;
        let all: Vec<TakenOver> = earlier
            .into_iter()
            .map(|pair| TakenOver { pair, coach: None, profile: Some(self.profile.clone()) })
            .collect();
        let passing =
            Passing { from: self.from, reason: None, kept: Kept::All, as_of: desk.as_of() };
        let taken = take_over(&desk.folder, desk.relationships(), &all, &passing);
        let taken = taken.map_err(cannot)?;
        let mut remarks = carried(&taken);
        remarks.extend((!all.is_empty()).then(|| begun_anew(next, old)).flatten());
        remarks.extend(self.later(&from_first_day, old));
        let begins = from_first_day.mend.parts.len();
        let mut mend = taken.mend;
        mend.parts.extend(from_first_day.mend.parts);
        if old == usual && self.school.is_empty() {
            let settings = desk.text_at(CONFIG)?;
            mend.parts.extend(usual_profile(&settings, &self.profile).map_err(cannot)?.parts);
        }
        let all = all.len() + begins;
        let pairs = count(all, "pair");
        let verb = if all == 1 { "goes" } else { "go" };
        let what = format!("{pairs} {verb} on by {} from {}", self.profile, self.from);
        let message = format!("Go on by {} from {}: {pairs}", self.profile, self.from);
        let planned = Planned { what, message, remarks, mend };
        self.changing.make(desk, &planned)
    }

    /// What becomes of pairs that begin on the first day of the new profile or later, in sentences.
    fn later(&self, FromFirstDay { mend, stay }: &FromFirstDay, old: &str) -> Vec<String> {
        let begin = |pairs: usize| {
            let verb = if pairs == 1 { "begins" } else { "begin" };
            format!("{} that {verb} on {} or later", count(pairs, "pair"), self.from)
        };
        let mut lines = Vec::new();
        if let begins @ 1.. = mend.parts.len() {
            let (is, its) = if begins == 1 { ("is", "its") } else { ("are", "their") };
            lines.push(format!(
                "{} {is} under {} from {its} first day",
                begin(begins),
                self.profile
            ));
        }
        if let stays @ 1.. = stay.len() {
            let (verb, its) = if stays == 1 { ("stays", "its") } else { ("stay", "their") };
            let folders: Vec<String> = stay.iter().map(|&path| path.to_owned()).collect();
            lines.push(format!(
                "{} {verb} under {old}, because {its} records name what {} does not have, or does not say is the \
                 same: {}",
                begin(stays),
                self.profile,
                git::some_of(&folders)
            ));
            lines.push(format!(
                "to let them go on from a later day: coach change profile {} --old {old} --from DATE",
                self.profile
            ));
        }
        lines
    }
}

/// That each pair begins anew with items of `next` that belong at the beginning, where it does not say which item of
/// `old` is the same; the day of a commitment stays in the agreement.
fn begun_anew(next: &Profile, old: &str) -> Option<String> {
    let is_same = |item: usize| {
        let older = next.supersedes.iter().filter(|older| older.profile.value == old);
        let mut same = older.flat_map(|older| &older.items);
        same.any(|renamed| renamed.item == item)
    };
    let is_anew = |(index, item): &(usize, &Item)| {
        item.evidence.is_for_life() && item.evidence != EvidenceRule::Commitment && !is_same(*index)
    };
    let anew: Vec<&str> =
        next.items.iter().enumerate().filter(is_anew).map(|(_, item)| item.id.as_str()).collect();
    (!anew.is_empty()).then(|| {
        let items = all_of(anew);
        format!(
            "what belongs at the beginning is begun anew where {} does not say which item of {old} is the same: {items}",
            next.id
        )
    })
}
