//! `coach checklist`: a fidelity checklist, item by item, from options or from a file; or the blank form.

mod blank;
mod kept;
mod screen;

use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::keep::{Choice, Desk, Making, Pair, Questions, Which, needed_day, past_day};
use super::terminal::Terminal;
use crate::calendar::Look;
use crate::draft::{Draft, Filling, group, text};
use crate::record::{Checklist, Kind, Record, Role};
use crate::store::LoadedRecord;
use crate::tree::read::id_fault;
use crate::yaml::Written;
use kept::Kept;

/// Fill in a fidelity checklist, item by item on a terminal, or print the blank form
#[derive(Debug, Args)]
#[command(
    after_help = "On a terminal each item is shown and answered by one key; it can be stopped and \
                        gone on with later.\n\nExamples:\n  \
                        coach checklist --blank html > form.html\n  \
                        coach checklist -C examples/riverbend --educator t-104 --rater observer \
                        --rater-id o-2 --date 2026-05-20 --rate rationale=partial \
                        --comment 'rationale=gave the what, not the why' --dry-run"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// Who rates: the coach (self), the educator, or an observer from outside the pair
    #[arg(long, value_name = "ROLE", value_enum)]
    rater: Option<RaterRole>,
    /// The rater's id; an observer needs one
    #[arg(long, value_name = "ID")]
    rater_id: Option<String>,
    /// The day of the rating, or a word such as yesterday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// The rating of an item (repeatable): in-place, partial, not-in-place, not-applicable, not-observed
    #[arg(long, value_name = "ITEM=RATING", value_delimiter = ',', value_parser = pair_of_words)]
    rate: Vec<(String, String)>,
    /// A comment on an item, confidential (repeatable)
    #[arg(long, value_name = "ITEM=TEXT", value_parser = pair_of_words)]
    comment: Vec<(String, String)>,
    /// Your own judgement of a function's level, against the rubric of `coach profile show` (repeatable)
    #[arg(long, value_name = "FUNCTION=LEVEL", value_delimiter = ',', value_parser = pair_of_words)]
    level: Vec<(String, String)>,
    /// The file name of your own checklist that this one corrects; what is not given is taken from it
    #[arg(long, value_name = "FILE")]
    replaces: Option<String>,
    /// Print the blank form instead, for the relationship named, or for the district's profile
    #[arg(long, value_name = "FORMAT", value_enum,
          conflicts_with_all = ["rate", "comment", "level", "replaces", "from", "edit", "ask"])]
    blank: Option<Blank>,
    #[command(flatten)]
    making: Making,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RaterRole {
    /// The coach
    #[value(name = "self")]
    Itself,
    /// The coached educator
    Educator,
    /// Someone outside the pair
    Observer,
}

impl RaterRole {
    fn role(self) -> Role {
        match self {
            RaterRole::Itself => Role::Itself,
            RaterRole::Educator => Role::Educator,
            RaterRole::Observer => Role::Observer,
        }
    }
}

/// How the blank form is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Blank {
    /// A page to print from a browser
    Html,
    /// Markdown
    Markdown,
}

fn pair_of_words(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write an id, `=` and what is said of it, such as rationale=partial".to_owned()),
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if let Some(form) = arguments.blank {
        return blank::print(arguments, form, folder, terminal);
    }
    let Some(desk) = Desk::open(folder, terminal)? else { return Ok(Exit::CouldNotRun) };
    let says_something =
        arguments.rater.is_some() || arguments.date.is_some() || !arguments.draft().is_empty();
    if let Some(file) = &arguments.making.from {
        if says_something {
            bail!("--from hands over the whole checklist; leave out the options for its fields");
        }
        let kind = Some(Kind::Checklist);
        return desk.take_from(file, kind, &arguments.which, &arguments.making.writing);
    }
    arguments.fill_in(&desk)
}

impl Arguments {
    /// What the options say.
    fn draft(&self) -> Draft {
        let words = |pairs: &[(String, String)]| {
            Written::Map(pairs.iter().map(|(key, value)| (key.clone(), text(value))).collect())
        };
        let mut draft = Draft::new(Kind::Checklist);
        draft.set_text("date", self.date);
        if let Some(rater) = self.rater {
            draft.set("rater", rater_value(rater.role(), self.rater_id.as_deref()));
        }
        draft.set("ratings", words(&self.rate));
        draft.set("levels", words(&self.level));
        draft.set("comments", words(&self.comment));
        draft.set_text("replaces", self.replaces.as_ref());
        draft
    }

    fn fill_in(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let on = self.date.unwrap_or(desk.today);
        let pair = desk.pick_single(&self.which, on)?;
        let records = desk.load(pair).records;
        let mut draft = self.draft();
        if let Some(file) = &self.replaces {
            take_over(&mut draft, &records, file)?;
        }
        let is_whole = draft.has("rater") && draft.has("ratings");
        let making = &self.making;
        let asks = making.ask || desk.can_ask && !making.edit && !is_whole;
        if !asks {
            if let Some(flag) = missing(&draft).filter(|_| !making.edit) {
                bail!("{flag}");
            }
            draft.set_text("date", Some(on));
            return desk.bring(making, &[pair], &draft, false);
        }
        if !desk.can_ask {
            bail!("--ask needs a terminal; a script gives every field by an option");
        }
        let form = Form { desk, pair, records: &records };
        form.rater(&mut draft)?;
        let mut kept = Kept::of(desk, pair, &draft);
        if let Some(before) = kept.read().filter(|_| self.rate.is_empty()) {
            let answered = form.filling(&before).answered();
            let day = before.text_of("date").unwrap_or("an unknown day").to_owned();
            let question = format!(
                "Go on with the checklist of {day} that was stopped, with {answered} answered?"
            );
            if Questions.yes(&question, true)? {
                draft = before;
            }
        }
        form.day(&mut draft)?;
        form.correct(&mut draft)?;
        let mut filling = form.filling(&draft);
        let last = form.last_ratings(&draft);
        let ended = screen::fill(&mut filling, &last, &desk.line(pair), |filling| {
            filling.fill(&mut draft);
            kept.keep(&draft)
        })?;
        filling.fill(&mut draft);
        if !ended {
            let path = kept.keep(&draft)?;
            desk.terminal.print_error(format!(
                "stopped with {} answered; the draft counts for nothing and is kept in {}\nthe same \
                 command goes on with it\n",
                filling.answered(),
                crate::diagnostic::wording::visible(&path.display().to_string())
            ))?;
            return Ok(Exit::Clean);
        }
        let exit = desk.bring(making, &[pair], &draft, true)?;
        if exit == Exit::Clean && !making.writing.dry_run {
            kept.remove();
        }
        Ok(exit)
    }
}

fn missing(draft: &Draft) -> Option<&'static str> {
    if !draft.has("rater") {
        Some("a checklist needs `rater`: add --rater self, educator or observer")
    } else if !draft.has("ratings") {
        Some("a checklist needs `ratings`: add --rate ITEM=RATING")
    } else {
        None
    }
}

fn rater_value(role: Role, id: Option<&str>) -> Written {
    group([("role", Some(text(role.name()))), ("id", id.map(text))])
}

/// Fills what `draft` does not say with what the checklist in `file` says, which it corrects.
fn take_over(draft: &mut Draft, records: &[LoadedRecord], file: &str) -> anyhow::Result<()> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let old = records
        .iter()
        .find(|loaded| loaded.file.name == name && loaded.record.kind() == Kind::Checklist);
    let old = old.with_context(|| format!("this pair has no checklist {name}"))?;
    draft.set_text("replaces", Some(name));
    draft.take_over(&old.file.source);
    Ok(())
}

/// What is asked beside the items.
struct Form<'a> {
    desk: &'a Desk<'a>,
    pair: &'a Pair,
    records: &'a [LoadedRecord],
}

impl Form<'_> {
    fn filling(&self, draft: &Draft) -> Filling {
        Filling::of_draft(self.pair.1.profile.clone(), draft)
    }

    fn rater(&self, draft: &mut Draft) -> anyhow::Result<()> {
        let named = |key: &str| match draft.get("rater") {
            Some(Written::Map(entries)) => {
                let found = entries.iter().find(|(known, _)| known == key);
                found.and_then(|(_, value)| match value {
                    Written::Text(text) => Some(text.clone()),
                    _ => None,
                })
            }
            _ => None,
        };
        let role = match named("role") {
            Some(role) => [Role::Itself, Role::Educator, Role::Observer]
                .into_iter()
                .find(|known| known.name() == role)
                .unwrap_or(Role::Observer),
            None => {
                let choices = vec![
                    Choice::new("the coach", Role::Itself),
                    Choice::new("the educator", Role::Educator),
                    Choice::new("an observer from outside the pair", Role::Observer),
                ];
                Questions.one("Who rates?", choices, 0)?
            }
        };
        let mut id = named("id");
        if role == Role::Observer && id.is_none() {
            let check = |text: &str| match id_fault(text) {
                Some(fault) => Err(fault),
                None if !text.bytes().any(|b| b.is_ascii_digit()) => {
                    Err("people go by ids with a digit, such as o-2".to_owned())
                }
                None => Ok(()),
            };
            id = Some(Questions.needed(
                "The observer's id?",
                "such as o-2, never a name",
                "",
                check,
            )?);
        }
        draft.set("rater", rater_value(role, id.as_deref()));
        Ok(())
    }

    fn day(&self, draft: &mut Draft) -> anyhow::Result<()> {
        if !draft.has("date") {
            let today = self.desk.today;
            draft.set_text(
                "date",
                Some(needed_day("Rated on which day?", today, today, Look::Back)?),
            );
        }
        Ok(())
    }

    /// The latest checklist of the same rater that is not newer than the draft.
    fn last_of_rater(&self, draft: &Draft) -> Option<(&LoadedRecord, &Checklist)> {
        let rater = draft.get("rater")?;
        let date: Option<NaiveDate> = draft.text_of("date").and_then(|date| date.parse().ok());
        let own = self.records.iter().filter_map(|loaded| match &loaded.record {
            Record::Checklist(checklist) => Some((loaded, checklist)),
            _ => None,
        });
        own.filter(|(_, checklist)| {
            rater_value(checklist.rater.role, checklist.rater.who()) == *rater
                && date.is_none_or(|date| checklist.date.value <= date)
        })
        .max_by_key(|(_, checklist)| checklist.date.value)
    }

    /// Asks whether a checklist of the same rater and day is to be corrected, and begins with it.
    fn correct(&self, draft: &mut Draft) -> anyhow::Result<()> {
        if draft.has("replaces") || draft.has("ratings") {
            return Ok(());
        }
        let Some((loaded, checklist)) = self.last_of_rater(draft) else { return Ok(()) };
        if draft.text_of("date") != Some(&checklist.date.value.to_string()) {
            return Ok(());
        }
        let file = loaded.file.name.clone();
        let question = format!("{file} is by the same rater and of that day. Correct it?");
        if Questions.yes(&question, true)? {
            take_over(draft, self.records, &file)?;
        }
        Ok(())
    }

    /// What the same rater said of each item last time.
    fn last_ratings(&self, draft: &Draft) -> Vec<Option<String>> {
        let mut last = vec![None; self.pair.1.profile.items.len()];
        if let Some((_, checklist)) = self.last_of_rater(draft) {
            for (item, rating) in &checklist.ratings {
                let said = format!("{}, {}", rating.value.name(), checklist.date.value);
                if let Some(place) = last.get_mut(item.value) {
                    *place = Some(said);
                }
            }
        }
        last
    }
}
