//! `coach checklist`: a fidelity checklist, item by item, from options or from a file; or the blank form.

mod asking;
mod blank;
mod kept;
mod screen;

use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::keep::{Desk, Making, Questions, Which, past_day};
use super::terminal::Terminal;
use crate::diagnostic::wording::visible;
use crate::draft::{Draft, group, text};
use crate::record::{Kind, Role};
use crate::store::LoadedRecord;
use crate::yaml::Written;
use asking::Form;
use kept::Kept;

/// Fill in a fidelity checklist, item by item on a terminal, or print the blank form
#[derive(Debug, Args)]
#[command(
    after_help = "On a terminal each item is shown and answered by one key; it can be stopped and gone on with later.\n\
    \n\
    Examples:\n\
    \x20 coach checklist --blank html > form.html\n\
    \x20 coach checklist -C examples/riverbend --educator t-104 --date 2026-05-20 \\\n\
    \x20   --rater observer --rater-id o-2 --rate rationale=partial,listens=in-place \\\n\
    \x20   --comment 'rationale=gave the what, not the why' --dry-run"
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
        if !ended && !draft.has("ratings") && !draft.has("comments") && !draft.has("levels") {
            kept.remove();
            desk.terminal.print_error("stopped, and nothing was answered\n")?;
            return Ok(Exit::Clean);
        }
        if !ended {
            let path = kept.keep(&draft)?;
            desk.terminal.print_error(format!(
                "stopped with {} answered; the draft counts for nothing and is kept in {}\nthe same \
                 command goes on with it\n",
                filling.answered(),
                visible(&path.display().to_string())
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
