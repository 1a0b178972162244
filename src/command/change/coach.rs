//! `coach change coach`: a coach leaves, and others take over.

use anyhow::bail;
use chrono::NaiveDate;
use clap::{Args, ValueHint};

use super::{Changing, Planned, carried};
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{Desk, Pair, Which, cannot, day_of_change, prose};
use crate::command::whom::As;
use crate::text::wording::{all_of, count, quote};
use crate::write::handover::Kept;
use crate::write::mend::{Passing, TakenOver, take_over};

/// Hand the pairs of a coach who leaves over to one or several others
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach change coach -C examples/riverbend c-06 --from 2026-05-18 --to c-05 --dry-run\n\
    \x20 coach change coach -C examples/riverbend c-02 --from 2026-05-18 \\\n\
    \x20   --to c-01 --to t-202=c-03 --dry-run")]
pub(super) struct Arguments {
    /// Who leaves: an id, or a name from people.yaml
    #[arg(value_name = "ID", add = complete::coaches())]
    coach: String,
    /// The first day of those who take over, or a word such as monday
    #[arg(long, value_name = "DATE", value_parser = day_of_change, allow_hyphen_values = true)]
    from: NaiveDate,
    /// Who takes over (repeatable): a coach for all, or EDUCATOR=COACH for one
    #[arg(long, value_name = "ID", required = true, add = complete::coaches())]
    to: Vec<String>,
    /// Only these pairs (repeatable): folders
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pair: Vec<String>,
    /// Why the pairs end, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    reason: Option<String>,
    /// Keep what was agreed, but for the day of the commitment; else the next coach agrees anew
    #[arg(long)]
    keep_agreement: bool,
    #[command(flatten)]
    pub(super) changing: Changing,
}

impl Arguments {
    pub(super) fn change(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let leaving = desk.id_of(&self.coach, As::Coach)?;
        let pairs = self.pairs(desk, &leaving)?;
        let to = Successors::of(desk, &self.to, &pairs)?;
        let taken_over = |pair: &'_ Pair| to.of_pair(pair);
        let mut all = Vec::with_capacity(pairs.len());
        for pair in &pairs {
            let coach = taken_over(pair)?;
            if coach == leaving {
                bail!("{} is with {} already", quote(&pair.1.educator.value), quote(&leaving));
            }
            all.push(TakenOver { pair, coach: Some(coach), profile: None });
        }
        let kept = if self.keep_agreement { Kept::ButTheDay } else { Kept::Nothing };
        let passing =
            Passing { from: self.from, reason: self.reason.as_deref(), kept, as_of: desk.as_of() };
        let taken = take_over(&desk.folder, desk.relationships(), &all, &passing);
        let taken = taken.map_err(cannot)?;
        let mut coaches: Vec<&str> = all.iter().filter_map(|one| one.coach.as_deref()).collect();
        coaches.sort_unstable();
        coaches.dedup();
        let pairs = count(all.len(), "pair");
        let verb = if all.len() == 1 { "goes" } else { "go" };
        let planned = Planned {
            what: format!("{pairs} of {leaving} {verb} to {} on {}", all_of(coaches), self.from),
            message: format!("Hand {pairs} over on {}", self.from),
            remarks: carried(&taken),
            mend: taken.mend,
        };
        self.changing.make(desk, &planned)
    }

    /// The pairs that are handed over: those named, or all of the coach that are under way.
    fn pairs<'d>(&self, desk: &'d Desk, leaving: &str) -> anyhow::Result<Vec<&'d Pair>> {
        if !self.pair.is_empty() {
            let mut pairs: Vec<&Pair> = Vec::with_capacity(self.pair.len());
            for folder in &self.pair {
                let which = Which { pair: Some(folder.clone()), ..Which::default() };
                let pair = desk.pick_single(&which, self.from)?;
                if pair.1.coach.value != leaving {
                    bail!("{} is not with {}", quote(&pair.0), quote(leaving));
                }
                if pairs.iter().any(|known| known.0 == pair.0) {
                    bail!("{} is named twice", quote(folder));
                }
                pairs.push(pair);
            }
            return Ok(pairs);
        }
        let is_theirs = |pair: &&Pair| pair.1.coach.value == leaving && pair.1.ended.is_none();
        let pairs: Vec<&Pair> = desk.relationships().iter().filter(is_theirs).collect();
        if pairs.is_empty() {
            bail!("{} has no pair under way", quote(leaving));
        }
        Ok(pairs)
    }
}

/// Who takes over: for all, and for single educators.
struct Successors {
    all: Option<String>,
    single: Vec<(String, String)>,
}

impl Successors {
    fn of(desk: &Desk, said: &[String], pairs: &[&Pair]) -> anyhow::Result<Self> {
        let (mut all, mut single) = (None, Vec::new());
        for to in said {
            let Some((educator, coach)) = to.split_once('=') else {
                if all.is_some() {
                    bail!("one coach takes all; for single educators say --to EDUCATOR=COACH");
                }
                all = Some(desk.id_of(to, As::Coach)?);
                continue;
            };
            let educator = desk.id_of(educator, As::Educator)?;
            if !pairs.iter().any(|pair| pair.1.educator.value == educator) {
                bail!("none of these pairs is with {}", quote(&educator));
            }
            single.push((educator, desk.id_of(coach, As::Coach)?));
        }
        Ok(Self { all, single })
    }

    /// Who takes over `pair`.
    fn of_pair(&self, pair: &Pair) -> anyhow::Result<String> {
        let educator = &pair.1.educator.value;
        let single =
            self.single.iter().find(|(known, _)| known == educator).map(|(_, coach)| coach);
        match single.or(self.all.as_ref()) {
            Some(coach) => Ok(coach.clone()),
            None => bail!(
                "who takes over {}? Add --to {educator}=COACH, or --to COACH for all",
                quote(educator)
            ),
        }
    }
}
