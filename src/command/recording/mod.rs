//! What the verbs that keep records have in common: their options, the district they write into, and
//! the way of a record from a draft to its file.

mod answers;
mod ask;
mod change;
mod editor;
mod finish;
pub(super) mod from;
mod hold;
mod known;
mod made;
mod mend;
mod named;
mod new;
mod pick;
mod preview;
mod questions;
mod relationship;
mod several;
mod shorten;
mod state;
mod step;
mod together;
mod told;
mod unread;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::clock;
use super::exit::Exit;
use super::me::Me;
use super::open::Root;
use super::prompt::Person;
use super::terminal::Terminal;
use super::whom::{As, id_of, id_said};
use crate::diagnostic::{Level, text};
use crate::domain::calendar::{AsOf, DayFrom, Toward, spoken_day};
use crate::domain::record::Kind;
use crate::formats::Format as Machine;
use crate::store::batch::Lock;
use crate::store::{DistrictFolder, LoadedPair, People, load_pair};
use crate::survey::lineage::{Family, load_with_earlier};
use crate::syntax::tree::read::parse_date;
use crate::text::nearest;
use crate::text::wording::quote;
use crate::write::filing::{NewRecord, Verdict, date_in};
use crate::write::schema::with_modeline;

pub(super) use ask::{minutes_value, next_steps as ask_next_steps, question, shown};
pub(super) use change::Change;
pub(super) use editor::Outcome;
pub(super) use finish::any_number;
use known::Known;
pub(super) use known::Pair;
pub(super) use made::{Ask, Made};
pub(super) use mend::cannot;
pub(super) use named::LAST;
pub(super) use new::{Asking, New, lacks, missing};
pub(super) use pick::{Offer, Which};
pub(super) use preview::Asked;
pub(super) use questions::{Choice, Questions};
pub(super) use several::OneOrEach;
pub(super) use shorten::of_refusal;
pub(super) use state::{
    drafts as drafts_folder, keep_aside, rescue as rescue_folder, settings as settings_folder,
};
pub(super) use step::{NextStep, written as written_steps};
pub(super) use unread::{or_unread, unread};

/// Options of every verb that writes records.
#[derive(Debug, Default, PartialEq, Eq, Args)]
pub(super) struct Writing {
    /// Print what would be written, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// How to print what was done
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
    /// Commit what was written to git, and nothing else [default: `commit` in coach.toml]
    #[arg(long, overrides_with = "no_commit")]
    commit: bool,
    /// Do not commit, whatever coach.toml says
    #[arg(long, overrides_with = "commit")]
    no_commit: bool,
}

/// Options of the verbs that make a record from flags, questions, an editor or a file.
#[derive(Debug, Args)]
pub(super) struct Making {
    /// Read one or more records from FILE, as YAML or JSON; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["edit", "ask"])]
    pub from: Option<PathBuf>,
    /// Open the record in $VISUAL or $EDITOR before it is written
    #[arg(long, short = 'e')]
    pub edit: bool,
    /// Ask for everything you did not give
    #[arg(long, short = 'a', conflicts_with = "edit")]
    pub ask: bool,
    #[command(flatten)]
    pub writing: Writing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    #[value(help = Machine::Log.help())]
    Json,
}

/// A district's folder that is written into, and what is known around it.
pub(super) struct Desk<'t> {
    pub root: Root,
    pub folder: DistrictFolder,
    pub terminal: &'t Terminal,
    /// What the clock says.
    pub today: NaiveDate,
    /// Names, for the terminal alone.
    pub people: People,
    /// Who is at the desk, if that is known and it is someone who coaches here.
    pub me: Option<String>,
    known: Known,
    /// Whether someone is there to be asked.
    pub person: Person,
    /// Questions to them, and what they answered.
    pub questions: Questions,
    /// The lock of the folder, where nobody else may write from reading on until this has written.
    held: RefCell<Option<Lock>>,
}

impl<'t> Desk<'t> {
    /// Opens the district's folder; `None` where its settings have faults, which are printed.
    pub(super) fn open(
        folder: Option<&Path>,
        terminal: &'t Terminal,
    ) -> anyhow::Result<Option<Self>> {
        let root = Root::find(folder)?;
        let Some(folder) = root.said(root.open(), terminal)? else { return Ok(None) };
        let (people, mut faults) = People::read(&root.path);
        // To be without a name is no reason to refuse work.
        faults.iter_mut().for_each(|fault| fault.level = Level::Warning);
        let style = root.style(terminal.error_color, terminal.width, false);
        terminal.print_error(text::render_all(&faults, style))?;
        let mut desk = Self {
            known: Known::default(),
            me: None,
            root,
            folder,
            terminal,
            today: clock::today().day,
            people,
            person: Person::at_process(),
            questions: Questions::default(),
            held: RefCell::default(),
        };
        let me = Me::known_or_warn(terminal)?.map(|me| me.id);
        desk.me = me.filter(|me| desk.coaches_someone(me));
        Ok(Some(desk))
    }

    /// Opens the district's folder and gives it to `act`; where that cannot be, what `from` hands over on
    /// standard input is kept aside. A program that reads what is done, as `writing` says, is told of a refusal
    /// in the same format.
    ///
    /// # Errors
    /// There is no such folder, or those of `act`.
    pub(super) fn with(
        folder: Option<&Path>,
        terminal: &'t Terminal,
        (writing, from): (Option<&Writing>, Option<&Path>),
        act: impl FnOnce(&Self) -> anyhow::Result<Exit>,
    ) -> anyhow::Result<Exit> {
        match Self::open(folder, terminal) {
            Ok(Some(desk)) => {
                let done = desk.tell_programs(writing, act(&desk));
                if done.is_err() {
                    terminal.print_remark(desk.person.remedy().map(str::to_owned));
                }
                done
            }
            Ok(None) => from::keep_unread(Ok(Exit::CouldNotRun), from, terminal),
            Err(error) => from::keep_unread(Err(error), from, terminal),
        }
    }

    /// The id of the one whom `typed` names as a coach or an educator, who may be new here.
    ///
    /// # Errors
    /// Several people have that name.
    pub(super) fn id_of(&self, typed: &str, role: As) -> anyhow::Result<String> {
        let is_likely = |id: &str| self.relationships().iter().any(|pair| role.is(id, &pair.1));
        id_of(typed, &self.people, is_likely)
    }

    /// As [`Desk::id_of`], of what a document calls someone.
    ///
    /// # Errors
    /// As [`Desk::id_of`].
    pub(super) fn id_said(&self, typed: &str, role: As) -> anyhow::Result<String> {
        let is_likely = |id: &str| self.relationships().iter().any(|pair| role.is(id, &pair.1));
        id_said(typed, &self.people, is_likely)
    }

    /// The day after which nothing can have happened yet, for the checks.
    pub(super) fn as_of(&self) -> AsOf {
        AsOf { day: self.today, from: DayFrom::Today }
    }

    /// `remarks` and, where reports leave something in records with this `verdict` for later, a word on it.
    fn with_pinned(&self, verdict: &Verdict, remarks: &[String]) -> Vec<String> {
        let pinned = self.folder.district.as_of.filter(|&pinned| {
            verdict.latest.is_some_and(|latest| latest > pinned && latest <= self.today)
        });
        let word = pinned.map(|pinned| {
            format!(
                "reports leave this for later: coach.toml pins them to {pinned} (as_of); to count it, set \
                 as_of to a later day or take that line out"
            )
        });
        remarks.iter().cloned().chain(word).collect()
    }

    /// The records of a pair.
    pub(super) fn load(&self, pair: &Pair) -> LoadedPair {
        load_pair(&self.folder, &pair.0)
    }

    /// The same with the records of the pairs that `pair` goes on from: what is open there is its own now.
    pub(super) fn load_with_earlier(&self, pair: &Pair) -> LoadedPair {
        load_with_earlier(&self.folder, &pair.0, self.lineage(pair).as_ref())
    }

    /// The relationships that `pair` goes on from, and the one that goes on from it, with their records.
    pub(super) fn family(&self, pair: &Pair) -> Family {
        let lineage = self.lineage(pair);
        lineage.map(|lineage| Family::read(&self.folder, &lineage)).unwrap_or_default()
    }

    /// The record with this text, in the folder `pair`. Its day is what the text says; where that is no day, it is
    /// never written.
    fn entry_of_text(&self, pair: &str, kind: Kind, text: String) -> NewRecord {
        let date = date_in(&text, kind).unwrap_or(self.today);
        NewRecord {
            pair: pair.to_owned(),
            kind,
            date,
            text: with_modeline(&self.folder.root, kind, text),
        }
    }
}

/// Reads a day that has been, for an option: a date, or a word such as `yesterday`.
pub(super) fn past_day(text: &str) -> Result<NaiveDate, String> {
    day_from(text, clock::today().day, Toward::Back)
}

/// Reads a day on which something changes, for an option: a date, or a word such as `monday`, which is the next one.
pub(super) fn day_of_change(text: &str) -> Result<NaiveDate, String> {
    day_from(text, clock::today().day, Toward::Ahead)
}

/// A day as an option or an answer says it, seen from `today`.
pub(super) fn day_from(text: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, String> {
    if let Some(day) = spoken_day(text, today, toward) {
        return Ok(day);
    }
    let words = match toward {
        Toward::Back => ["today", "yesterday", "monday", "-3"],
        Toward::Ahead => ["tomorrow", "friday", "+7", "+2w"],
    };
    parse_date(text.trim()).map_err(|fault| {
        let wrong = fault.message(text);
        if text.bytes().any(|b| b.is_ascii_digit()) {
            return format!("{wrong}; {}", fault.label(text));
        }
        let near = nearest(&text.trim().to_lowercase(), DAYS);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("{wrong}{near}\nallowed: a date, or a word such as {}", words.join(", "))
    })
}

/// Words for days, for whoever misspells one.
const DAYS: [&str; 10] = [
    "today",
    "yesterday",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads text in someone's own words, for an option. It may begin with a hyphen, as lists do; what is
/// nothing but the name of an option was hardly meant, and its text was forgotten.
pub(super) fn prose(text: &str) -> Result<String, String> {
    if is_option(text) { Err(not_an_option(text)) } else { Ok(text.to_owned()) }
}

/// Whether `text` is a word such as `--dry-run` or `-n`.
pub(super) fn is_option(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    match text.strip_prefix("--") {
        Some(name) => is_name(name),
        None => text.strip_prefix('-').is_some_and(|name| name.len() == 1 && is_name(name)),
    }
}

/// What to say where an option is in the place of text.
pub(super) fn not_an_option(text: &str) -> String {
    format!("text belongs here, and {} is an option", quote(text))
}

/// Reads a whole number, for an option; whether it makes sense there is for the checks to say.
pub(super) fn whole_number(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| {
        "a whole number belongs here, in digits and without a unit, such as 45".to_owned()
    })
}
