//! `coach log relationship`: opens one, ends one, or hands one over.

mod asking;
mod school;

use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueHint};

use super::Verb;
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{
    Change, Desk, Made, Making, Pair, Which, Writing, past_day, prose, whole_number,
};
use crate::command::whom::As;
use crate::domain::record::Kind;
use crate::syntax::yaml::Written;
use crate::text::wording::quote;
use crate::write::draft::{Draft, group, number, text};
use crate::write::handover::{self, Kept};

/// Open a relationship, end one, or hand one over to another coach or school
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach log relationship -C examples/riverbend --coach c-03 --educator t-199 \\\n\
    \x20   --school lincoln-elementary --started 2026-05-04 \\\n\
    \x20   --committed-on 2026-05-04 --respond-within 2 --dry-run\n\
    \x20 coach log relationship -C examples/riverbend --educator t-104 --end 2026-05-28 \\\n\
    \x20   --reason 'school year over' --dry-run\n\
    \x20 coach log relationship -C examples/riverbend --educator t-104 --hand-over 2026-05-11 \\\n\
    \x20   --to-coach c-05 --dry-run")]
pub(super) struct Arguments {
    /// The coached educator's id
    #[arg(long, value_name = "ID", add = complete::educators())]
    educator: Option<String>,
    /// The coach's id
    #[arg(long, value_name = "ID", add = complete::coaches())]
    coach: Option<String>,
    /// The school's id, as in coach.toml
    #[arg(long, value_name = "ID", add = complete::schools())]
    school: Option<String>,
    /// The teaching practice they work on
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    practice: Option<String>,
    /// Who is coached: educator, or team, whose id --educator gives
    #[arg(long, value_name = "WHO")]
    coached: Option<String>,
    /// A group that the educator is in, beside those of the school (repeatable)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    group: Vec<String>,
    /// The practice profile [default: the one in coach.toml]
    #[arg(long, value_name = "ID", add = complete::profiles())]
    profile: Option<String>,
    /// An instrument that they use beside the profile (repeatable)
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::profiles())]
    instruments: Vec<String>,
    /// The first day, or a word such as monday [default: today]
    #[arg(long, alias = "date", value_name = "DATE", value_parser = past_day,
          allow_hyphen_values = true)]
    started: Option<NaiveDate>,
    /// The folder of the relationship that this one takes over: that one ends on the day before, and what was
    /// promised there stays due here
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    continues: Option<String>,
    /// Keep what was agreed in the relationship that is taken over, but for the day of the commitment
    #[arg(long)]
    keep_agreement: bool,
    /// Agreed: the day of the educator's verbal commitment
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    committed_on: Option<NaiveDate>,
    /// Agreed: within how many days the coach answers
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true)]
    respond_within: Option<u32>,
    /// Agreed: how those days are counted, calendar or working
    #[arg(long, value_name = "DAYS")]
    days: Option<String>,
    /// Agreed: a method they prefer (repeatable)
    #[arg(long, value_name = "METHOD", value_delimiter = ',')]
    agreed_method: Vec<String>,
    /// Agreed: days from one meeting to the next
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true)]
    meet_every: Option<u32>,
    /// Agreed: how many minutes a meeting takes
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true)]
    minutes: Option<u32>,
    /// End the relationship with DATE as its last day
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true,
          conflicts_with_all = ["started", "from", "edit", "ask", "hand_over", "school", "coached",
          "group", "practice", "profile", "instruments", "committed_on", "respond_within", "days", "agreed_method",
          "meet_every", "minutes", "continues", "keep_agreement"])]
    end: Option<NaiveDate>,
    /// Why it ends, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    reason: Option<String>,
    /// End the relationship the day before DATE, and open the next one on DATE, which continues it on the same
    /// practice
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true,
          conflicts_with_all = ["started", "from", "edit", "ask", "school", "continues"])]
    hand_over: Option<NaiveDate>,
    /// Who coaches from then on
    #[arg(long, value_name = "ID", requires = "hand_over", add = complete::coaches())]
    to_coach: Option<String>,
    /// Where the educator teaches from then on
    #[arg(long, value_name = "ID", requires = "hand_over", add = complete::schools())]
    to_school: Option<String>,
    /// The folder of the relationship that ends
    #[arg(long, value_name = "FOLDER")]
    pair: Option<String>,
    #[command(flatten)]
    making: Making,
}

impl Verb for Arguments {
    fn name(&self) -> &'static str {
        Kind::Relationship.name()
    }

    fn from(&self) -> Option<&Path> {
        self.making.from.as_deref()
    }

    fn writing(&self) -> &Writing {
        &self.making.writing
    }

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let draft = self.draft();
        match (self.end, self.hand_over) {
            (Some(end), _) => self.end(desk, end),
            (_, Some(from)) => self.hand_over(desk, from),
            _ => match &self.making.from {
                Some(_) if !draft.is_empty() => {
                    bail!("--from gives the whole record; leave out the options for its fields")
                }
                Some(file) => {
                    let (kind, which) = (Some(Kind::Relationship), Which::default());
                    desk.take_from(file, kind, &which, &self.making.writing)
                }
                None => self.open(desk, draft),
            },
        }
    }
}

impl Arguments {
    fn which(&self) -> Which {
        Which {
            educator: self.educator.iter().cloned().collect(),
            coach: self.coach.clone(),
            pair: self.pair.clone(),
        }
    }

    /// What the options say of a new relationship.
    fn draft(&self) -> Draft {
        let mut draft = Draft::new(Kind::Relationship);
        draft.set_text("profile", self.profile.as_ref());
        draft.set_text("coach", self.coach.as_ref());
        draft.set_text("educator", self.educator.as_ref());
        draft.set_text("school", self.school.as_ref());
        draft.set_text("coached", self.coached.as_ref());
        if !self.group.is_empty() {
            draft.set("groups", Written::List(self.group.iter().map(text).collect()));
        }
        draft.set_text("practice", self.practice.as_ref());
        draft.set_text("started", self.started);
        if !self.instruments.is_empty() {
            draft.set("instruments", Written::List(self.instruments.iter().map(text).collect()));
        }
        let methods = self.agreed_method.iter().map(text).collect::<Vec<_>>();
        let agreement = group([
            ("committed_on", self.committed_on.map(text)),
            ("respond_within_days", self.respond_within.map(number)),
            ("days", self.days.as_ref().map(text)),
            ("methods", (!methods.is_empty()).then_some(Written::List(methods))),
            ("meet_every_days", self.meet_every.map(number)),
            ("minutes", self.minutes.map(number)),
        ]);
        if !agreement.is_empty() {
            draft.set("agreement", agreement);
        }
        draft
    }

    fn open(&self, desk: &Desk, mut draft: Draft) -> anyhow::Result<Exit> {
        if self.reason.is_some() && self.continues.is_none() {
            bail!("--reason is for the end of a relationship: add --end DATE");
        }
        if self.pair.is_some() {
            bail!("--pair names an existing relationship: add --end or --hand-over");
        }
        for (key, role) in [("coach", As::Coach), ("educator", As::Educator)] {
            let id = draft.text_of(key).map(|typed| desk.id_of(typed, role)).transpose()?;
            draft.set_text(key, id);
        }
        let old = self.continues.as_ref().map(|folder| self.old(desk, folder)).transpose()?;
        let other = draft.text_of("educator");
        if let Some((folder, old)) = old
            && let Some(other) = other.filter(|other| *other != old.educator.value)
        {
            bail!(
                "{} is with {}, not with {}; only a relationship with the same educator can take it over",
                quote(folder),
                quote(&old.educator.value),
                quote(other)
            );
        }
        if self.keep_agreement && old.is_none() {
            bail!(
                "--keep-agreement is for a relationship that takes another one over: add --continues FOLDER"
            );
        }
        let needed = [("coach", "ID"), ("educator", "ID"), ("school", "ID")];
        // What is not said of the rest is as it was.
        let is_needed = |(key, _): &&(&str, &str)| old.is_none() || *key == "coach";
        let missing = needed.iter().filter(is_needed).find(|(key, _)| !draft.has(key));
        let asked =
            self.making.ask || desk.person.can_ask() && missing.is_some() && !self.making.edit;
        if asked && !desk.person.can_ask() {
            bail!("--ask needs a terminal; a script gives every field by an option");
        }
        if let Some((key, value)) = missing.filter(|_| !asked && !self.making.edit) {
            bail!("a relationship needs `{key}`: add --{key} {value}");
        }
        let ask = |Made { draft, new_school, left_behind, .. }: &mut Made| {
            let old = if asked { asking::who(desk, draft, old)? } else { old };
            *new_school = school::settle(desk, draft, old, asked)?;
            if asked {
                *left_behind = asking::ask(desk, draft, old, self.keep_agreement)?;
            } else if let Some(old) = old {
                *left_behind = handover::complete(&desk.folder, draft, old, self.kept())?;
            }
            if !draft.has("profile") {
                draft.set_text("profile", Some(&desk.folder.district.profile));
            }
            if !draft.has("started") {
                draft.set_text("started", Some(desk.today));
            }
            Ok(())
        };
        let made = desk.make(&draft, &ask)?;
        let asked = asked.then_some((&draft, &ask as _));
        desk.bring_relationship(&self.making, made, asked, self.reason.as_deref())
    }

    /// What stays of what was agreed in the relationship that is taken over.
    fn kept(&self) -> Kept {
        if self.keep_agreement { Kept::ButTheDay } else { Kept::Nothing }
    }

    /// The relationship in `folder`, which the new one takes over.
    fn old<'d>(&self, desk: &'d Desk, folder: &str) -> anyhow::Result<&'d Pair> {
        let which = Which { pair: Some(folder.to_owned()), ..Which::default() };
        desk.pick_single(&which, desk.today)
    }

    /// Ends the relationship with one small edit.
    fn end(&self, desk: &Desk, end: NaiveDate) -> anyhow::Result<Exit> {
        let pair = desk.pick_single(&self.which(), end)?;
        if let Some(ended) = pair.1.ended {
            bail!("{} already ended on {}", quote(&pair.0), ended.value);
        }
        let path = format!("{}/{}", pair.0, crate::store::RELATIONSHIP);
        let entries = handover::ending(end, self.reason.as_deref());
        let remarks = desk.left_outside(pair, end);
        let change = Change {
            path: &path,
            place: &[],
            entries: &entries,
            remarks: &remarks,
            message: "Note the end of a relationship",
        };
        desk.change(&self.making.writing, &change)
    }

    /// Ends one relationship and opens the next, which continues it.
    fn hand_over(&self, desk: &Desk, from: NaiveDate) -> anyhow::Result<Exit> {
        if self.to_coach.is_none() && self.to_school.is_none() && self.profile.is_none() {
            bail!(
                "hand over to whom? Add --to-coach ID, --to-school ID, or both; --profile ID alone lets the same two \
                 go on by another profile"
            );
        }
        desk.refuse_beside_unfinished()?;
        let end = from.pred_opt().context("there is no day before that")?;
        let pair: &Pair = desk.pick_single(&self.which(), end)?;
        if let Some(ended) = pair.1.ended {
            bail!("{} already ended on {}", quote(&pair.0), ended.value);
        }
        let old = &pair.1;
        let to_coach = self.to_coach.as_ref().map(|typed| desk.id_of(typed, As::Coach));
        let to_coach = to_coach.transpose()?;
        let is_same = |new: &Option<String>, old: &str| new.as_ref().is_none_or(|new| new == old);
        let is_same_place =
            is_same(&to_coach, &old.coach.value) && is_same(&self.to_school, &old.school.value);
        if is_same_place && is_same(&self.profile, &old.profile.id) {
            bail!(
                "{} is already with {} at {} under {}; hand over to another coach, school or profile",
                quote(&old.educator.value),
                quote(&old.coach.value),
                quote(&old.school.value),
                quote(&old.profile.id)
            );
        }
        let mut next = self.draft();
        next.set_text("coach", Some(to_coach.as_ref().unwrap_or(&old.coach.value)));
        next.set_text("educator", Some(&old.educator.value));
        next.set_text("school", self.to_school.as_ref());
        next.set_text("started", Some(from));
        // The same two at the same school only change the profile: what they agreed holds.
        let kept = if is_same_place { Kept::All } else { self.kept() };
        let left_behind = handover::complete(&desk.folder, &mut next, pair, kept)?;
        let made = Made { left_behind, ..Made::of(next) };
        desk.bring_relationship(&self.making, made, None, self.reason.as_deref())
    }
}
