//! `coach log relationship`: opens one, ends one, or hands one over.

use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;

use super::Verb;
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{
    Change, Choice, Desk, Making, Pair, Questions, Which, needed_day, optional_day, past_day,
    prose, question, shown, whole, whole_number,
};
use crate::command::whom::As;
use crate::domain::calendar::Toward;
use crate::domain::record::{Kind, bounds};
use crate::store::LoadedRecord;
use crate::syntax::tree::read::id_fault;
use crate::syntax::yaml::{Written, inline};
use crate::text::wording::{count, quote};
use crate::write::draft::{Draft, group, number, text};

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
    /// The practice profile [default: the one in coach.toml]
    #[arg(long, value_name = "ID", add = complete::profiles())]
    profile: Option<String>,
    /// The first day, or a word such as monday [default: today]
    #[arg(long, alias = "date", value_name = "DATE", value_parser = past_day,
          allow_hyphen_values = true)]
    started: Option<NaiveDate>,
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
          conflicts_with_all = ["started", "from", "edit", "ask", "hand_over", "school", "practice",
          "profile", "committed_on", "respond_within", "days", "agreed_method", "meet_every",
          "minutes"])]
    end: Option<NaiveDate>,
    /// Why it ends, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    reason: Option<String>,
    /// End the relationship the day before DATE, and open the next one on DATE, on the same practice
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true,
          conflicts_with_all = ["started", "from", "edit", "ask", "school"])]
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
        draft.set_text("practice", self.practice.as_ref());
        draft.set_text("started", self.started);
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
        if self.reason.is_some() {
            bail!("--reason is for the end of a relationship: add --end DATE");
        }
        if self.pair.is_some() {
            bail!("--pair names an existing relationship: add --end or --hand-over");
        }
        for (key, role) in [("coach", As::Coach), ("educator", As::Educator)] {
            let id = draft.text_of(key).map(|typed| desk.id_of(typed, role)).transpose()?;
            draft.set_text(key, id);
        }
        let needed = [("coach", "ID"), ("educator", "ID"), ("school", "ID")];
        let missing = needed.iter().find(|(key, _)| !draft.has(key));
        let asked = self.making.ask || desk.can_ask && missing.is_some() && !self.making.edit;
        if asked {
            if !desk.can_ask {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            let asked = ask(desk, &mut draft);
            desk.went_on(asked, &draft)?;
        } else if let Some((key, value)) = missing.filter(|_| !self.making.edit) {
            bail!("a relationship needs `{key}`: add --{key} {value}");
        }
        if !draft.has("profile") {
            draft.set_text("profile", Some(&desk.folder.district.profile));
        }
        draft.set_text(
            "started",
            draft.text_of("started").map(str::to_owned).or(Some(desk.today.to_string())),
        );
        desk.bring_relationship(&self.making, &draft, asked)
    }

    /// Ends the relationship with one small edit.
    fn end(&self, desk: &Desk, end: NaiveDate) -> anyhow::Result<Exit> {
        let pair = desk.pick_single(&self.which(), end)?;
        if let Some(ended) = pair.1.ended {
            bail!("{} already ended on {}", quote(&pair.0), ended.value);
        }
        let path = format!("{}/{}", pair.0, crate::store::RELATIONSHIP);
        let entries = self.ending(end);
        let remarks = left_outside(desk, pair, end);
        let change = Change {
            path: &path,
            place: &[],
            entries: &entries,
            remarks: &remarks,
            message: "Note the end of a relationship",
        };
        desk.change(&self.making.writing, &change)
    }

    fn ending(&self, end: NaiveDate) -> Vec<(&'static str, String)> {
        let reason = self.reason.as_ref().map(|reason| ("end_reason", inline(reason)));
        std::iter::once(("ended", end.to_string())).chain(reason).collect()
    }

    /// Ends one relationship and opens the next. What the two agreed was theirs: the next pair agrees
    /// anew.
    fn hand_over(&self, desk: &Desk, from: NaiveDate) -> anyhow::Result<Exit> {
        if self.to_coach.is_none() && self.to_school.is_none() {
            bail!("hand over to whom? Add --to-coach ID, --to-school ID, or both");
        }
        desk.refuse_beside_unfinished()?;
        let end = from.pred_opt().context("there is no day before that")?;
        let pair: &Pair = desk.pick_single(&self.which(), end)?;
        if let Some(ended) = pair.1.ended {
            bail!("{} already ended on {}", quote(&pair.0), ended.value);
        }
        let (old, mut next) = (&pair.1, self.draft());
        let to_coach = self.to_coach.as_ref().map(|typed| desk.id_of(typed, As::Coach));
        let to_coach = to_coach.transpose()?;
        let is_same = |new: &Option<String>, old: &str| new.as_ref().is_none_or(|new| new == old);
        if is_same(&to_coach, &old.coach.value) && is_same(&self.to_school, &old.school.value) {
            bail!(
                "{} is already with {} at {}; hand over to another coach or school",
                quote(&old.educator.value),
                quote(&old.coach.value),
                quote(&old.school.value)
            );
        }
        next.set_text("profile", Some(self.profile.as_ref().unwrap_or(&old.profile.id)));
        next.set_text("coach", Some(to_coach.as_ref().unwrap_or(&old.coach.value)));
        next.set_text("educator", Some(&old.educator.value));
        next.set_text("school", Some(self.to_school.as_ref().unwrap_or(&old.school.value)));
        let old_practice = old.practice.as_ref().map(|practice| &practice.value);
        next.set_text("practice", self.practice.as_ref().or(old_practice));
        next.set_text("started", Some(from));
        let path = format!("{}/{}", pair.0, crate::store::RELATIONSHIP);
        let entry = desk.relationship_entry(next.text(), &next, |_| false);
        let remarks = left_outside(desk, pair, end);
        desk.change_and_keep(&self.making.writing, &path, &self.ending(end), &remarks, &entry)
    }
}

/// Says how many records of `pair` would not count any more if it ended on `end`.
fn left_outside(desk: &Desk, pair: &Pair, end: NaiveDate) -> Vec<String> {
    let is_later = |loaded: &&LoadedRecord| loaded.record.date().value > end;
    let later = desk.load(pair).records.iter().filter(is_later).count();
    let verb = if later == 1 { "is" } else { "are" };
    let said = format!("{} {verb} dated after {end}, and will not count", count(later, "record"));
    if later > 0 { vec![said] } else { Vec::new() }
}

/// The question for a key of a relationship.
fn asked(path: &str) -> String {
    question(Kind::Relationship, path)
}

/// Asks for what a new relationship lacks.
fn ask(desk: &Desk, draft: &mut Draft) -> anyhow::Result<()> {
    let person = |text: &str, role| {
        let id = desk.id_of(text, role).map_err(|why| why.to_string())?;
        match id_fault(&id) {
            Some(fault) => Err(fault),
            None if !id.bytes().any(|b| b.is_ascii_digit()) => {
                Err("people have ids with a digit, such as c-03 or t-104".to_owned())
            }
            None => Ok(()),
        }
    };
    let me = desk.me.as_deref().unwrap_or_default();
    for (key, role, start) in [("coach", As::Coach, me), ("educator", As::Educator, "")] {
        if !draft.has(key) {
            let help = "an id with a digit, or a name from people.yaml";
            let typed = Questions.needed(&asked(key), help, start, |text| person(text, role))?;
            draft.set_text(key, Some(desk.id_of(&typed, role)?));
        }
    }
    if !draft.has("school") {
        let schools = &desk.folder.district.schools;
        if schools.is_empty() {
            bail!("coach.toml lists no school yet: add [schools.ID] with a name");
        }
        let choices = schools.iter().map(|(id, name)| Choice::new(format!("{id}  {name}"), id));
        let school = Questions.one(&asked("school"), choices.collect(), 0)?;
        draft.set_text("school", Some(school));
    }
    if !draft.has("practice") {
        draft.set_text("practice", Questions.prose(&asked("practice"))?);
    }
    if !draft.has("started") {
        let day = needed_day(&asked("started"), desk.today, desk.today, Toward::Back)?;
        draft.set_text("started", Some(day));
    }
    if !draft.has("agreement") {
        let mut agreement = Vec::new();
        let asked = ask_agreement(desk, &mut agreement);
        // Where the questions are stopped, what was answered stays.
        draft.set("agreement", group(agreement));
        asked?;
    }
    Ok(())
}

/// Asks for what the two agreed, and puts it into `agreement`.
fn ask_agreement(
    desk: &Desk,
    agreement: &mut Vec<(&'static str, Option<Written>)>,
) -> anyhow::Result<()> {
    let committed = optional_day(&asked("agreement.committed_on"), "", desk.today, Toward::Back)?;
    agreement.push(("committed_on", committed.map(text)));
    let respond = whole(&asked("agreement.respond_within_days"), "", &bounds::RESPOND_WITHIN_DAYS)?;
    agreement.push(("respond_within_days", respond.map(number)));
    if respond.is_some() {
        let days = vec![
            Choice::new("calendar days", "calendar"),
            Choice::new("working days (Monday to Friday)", "working"),
        ];
        agreement.push(("days", Some(text(Questions.one(&asked("agreement.days"), days, 0)?))));
    }
    if let Some(profile) = desk.folder.profiles.get(&desk.folder.district.profile) {
        let choice =
            |term: &crate::domain::profile::Term| Choice::new(shown(term), term.id.clone());
        let choices = profile.methods.iter().map(choice).collect();
        let methods = Questions.many(&asked("agreement.methods"), choices, &[])?;
        let methods: Vec<Written> = methods.iter().map(text).collect();
        agreement.push(("methods", (!methods.is_empty()).then_some(Written::List(methods))));
    }
    let meet_every = whole(&asked("agreement.meet_every_days"), "", &bounds::MEET_EVERY_DAYS)?;
    agreement.push(("meet_every_days", meet_every.map(number)));
    let minutes = whole(&asked("agreement.minutes"), "", &bounds::MINUTES)?;
    agreement.push(("minutes", minutes.map(number)));
    Ok(())
}
