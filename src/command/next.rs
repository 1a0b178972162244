//! `coach next`: what to do now.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::clock;
use super::exit::Exit;
use super::me::Me;
use super::open::Root;
use super::output::Outputs;
use super::reading::Reading;
use super::terminal::{Surface, Terminal};
use super::whom::{As, ids_of};
use super::{complete, date, paths, summary};
use crate::domain::calendar::{AsOf, DayFrom};
use crate::domain::district::District;
use crate::formats::Format as Machine;
use crate::report::agenda::{
    Extent, Gathered, Next, Question, Wanted, build, gather, render_ics, render_markdown,
    render_text,
};
use crate::store::{DistrictFolder, People, Scope};
use crate::text::path::is_path;
use crate::text::wording::{count, json};

/// Show what to do now: what is due, and what would lift a function to a better level
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach next -C examples/riverbend --as-of 2026-05-29 t-104\n  \
    coach next -C examples/riverbend --as-of 2026-05-29 --coach c-01 --within 14\n  \
    coach next -C examples/riverbend --as-of 2026-05-29 --due --format text --format ics -o due.ics\n\n\
    What is due: answers, by the agreed days; next steps, by their due day; the next meeting, by the \
    agreed rhythm or else coach.toml's not_met_days, counted in days with school. What is due today is not overdue. Feedback, a \
    review and gaps in the agreement are listed without a due day, because nobody sets one.\n\n\
    What was due in an earlier school year and is still open is left over: one line says how much that \
    is, and --earlier lists it. A meeting is left over only until not_met_days into the new year: a pair \
    is to meet in each. JSON and calendar files always have all of it.\n\n\
    A calendar file says only what kind of thing is due and when, so two events may look alike. \
    An event's own id is made from the ids in the records: someone who knows those could recognize \
    it. When you import a newer file, it updates the older events: it moves what moved, and cancels \
    what was closed in the last 30 days or before its day came. For this to work, make each file \
    with the same options, and without --due and --within, which leave out later days.")]
pub(super) struct Arguments {
    /// Coached educators by id or by name, or folders of pairs; if you name none, all of yours, or
    /// everyone's. With -C, folders start there
    #[arg(value_name = "EDUCATOR", add = complete::educators())]
    educators: Vec<String>,
    /// The same as EDUCATOR without folders, as in the other commands
    #[arg(long, value_name = "ID", value_delimiter = ',', add = complete::educators())]
    educator: Vec<String>,
    /// Only relationships with this coach (repeatable, like the other filters)
    #[arg(long, value_name = "ID", add = complete::coaches())]
    coach: Vec<String>,
    /// Everyone's, also where `coach me` says who you are
    #[arg(long, conflicts_with = "coach")]
    all: bool,
    /// Only relationships at this school
    #[arg(long, value_name = "ID", add = complete::schools())]
    school: Vec<String>,
    /// Look at what there is to do on this day, instead of today
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<NaiveDate>,
    /// Show only what is due by now, and end with 1 if something is overdue or a record is left out.
    /// What is left over from an earlier school year ends with 1 only with --earlier
    #[arg(long)]
    due: bool,
    /// List what is left over from earlier school years, too, and count it as overdue
    #[arg(long)]
    earlier: bool,
    /// Of what has a due day, show only what is overdue or due within DAYS days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=3650))]
    within: Option<u32>,
    /// Show what steps and requests say, in text and Markdown: confidential, for your own screen
    #[arg(long)]
    words: bool,
    #[command(flatten)]
    outputs: Outputs<Format>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For a wiki or the summary of a CI job: GitHub flavored Markdown
    Markdown,
    #[value(help = Machine::Next.help())]
    Json,
    /// For a calendar: the due days, without names, ids or words
    Ics,
}

impl Format {
    /// Whether it may show confidential words: it is for the pair's own screen.
    fn shows_words(self) -> bool {
        match self {
            Format::Text | Format::Markdown => true,
            Format::Json | Format::Ics => false,
        }
    }

    /// Whether it may be shown where only so much is.
    fn is_limited(self) -> bool {
        match self {
            Format::Markdown => true,
            Format::Text | Format::Json | Format::Ics => false,
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if arguments.words && !arguments.outputs.formats().any(Format::shows_words) {
        bail!(
            "--words is for --format text and markdown: the words of records are confidential, and \
             the other formats never hold them"
        );
    }
    let root = Root::find(folder)?;
    let opened = root.open();
    let outputs = arguments.outputs.settle(&root.inputs(&opened))?;
    let here = folder;
    let Some(folder) = root.said(opened, terminal)? else { return Ok(Exit::CouldNotRun) };
    let wanted = arguments.wanted(&root, here, &folder, terminal)?;
    let as_of = clock::now(arguments.as_of);
    let gathered = arguments.reading.pass(terminal, |progress| {
        let with_words = arguments.words;
        gather(&folder, &Question { as_of, wanted: &wanted, with_words, progress })
    })??;
    name_pinned(&folder.district, as_of, terminal)?;
    name_left_out(&gathered, terminal)?;
    if gathered.found == 0 {
        if !gathered.is_whole() {
            return Ok(Exit::Found);
        }
        terminal.print_error("nothing to read: there is no relationship under records/\n")?;
        return Ok(Exit::NothingToRead);
    }
    let (only_due, earlier) = (arguments.due, arguments.earlier);
    let extent = Extent { only_due, within: arguments.within, earlier };
    if let Some(me) = &gathered.only {
        terminal.print_error(only_mine(me))?;
    }
    let next = build(&folder.district, &gathered, extent);
    let people = People::read(&folder.root).0;
    outputs.write(terminal, |format, surface| {
        let document = draw(&next, format, surface, &people)?;
        if format.is_limited() {
            summary::name_size(&document, terminal)?;
        }
        Ok(document)
    })?;
    let is_late = next.overdue() > 0 || !gathered.is_whole();
    Ok(if arguments.due && is_late { Exit::Found } else { Exit::Clean })
}

impl Arguments {
    /// Whose agenda is asked for.
    fn wanted(
        &self,
        root: &Root,
        here: Option<&Path>,
        folder: &DistrictFolder,
        terminal: &Terminal,
    ) -> anyhow::Result<Wanted> {
        let is_path = |word: &&String| is_path(word) || matches!(word.as_str(), "." | "..");
        let (named, educators): (Vec<&String>, Vec<&String>) =
            self.educators.iter().partition(is_path);
        let start = std::env::current_dir().context("the current folder cannot be read")?;
        let here = start.join(here.unwrap_or(Path::new("")));
        let named: Vec<PathBuf> = named.into_iter().map(PathBuf::from).collect();
        let folders =
            if named.is_empty() { Scope::Everything } else { paths::scope(root, &here, &named)? };
        let educators: Vec<String> = educators.into_iter().chain(&self.educator).cloned().collect();
        let is_named = !(self.educators.is_empty() && self.educator.is_empty());
        let asks_for_mine = !(self.all || is_named) && self.coach.is_empty();
        let me = if asks_for_mine { Me::known_or_warn(terminal)? } else { None };
        Ok(Wanted {
            educators: ids_of(folder, &educators, As::Educator)?,
            folders,
            coaches: ids_of(folder, &self.coach, As::Coach)?,
            schools: self.school.clone(),
            mine: me.map(|me| me.id),
        })
    }
}

/// What to say where only those of the coach `me` are shown.
pub(super) fn only_mine(me: &str) -> String {
    format!("note: only what {me} coaches is shown (`coach me`); --all shows everything\n")
}

fn draw(next: &Next, format: Format, surface: Surface, people: &People) -> anyhow::Result<String> {
    let nobody = People::default();
    let people = if surface.shows_names { people } else { &nobody };
    Ok(match format {
        Format::Text => render_text(next, people, surface.style()),
        Format::Markdown => render_markdown(next),
        Format::Json => json(next).context("no JSON can be made")?,
        Format::Ics => render_ics(next),
    })
}

/// Says on standard error that coach.toml has reports look at another day, where this list is for today.
fn name_pinned(district: &District, as_of: AsOf, terminal: &Terminal) -> anyhow::Result<()> {
    let today = as_of.from == DayFrom::Today;
    if let Some(pinned) = district.as_of.filter(|&pinned| today && pinned != as_of.day) {
        terminal.print_error(format!(
            "note: coach.toml pins reports to {pinned} (as_of); this list is for {as_of}\n"
        ))?;
    }
    Ok(())
}

/// Says on standard error what could not be read.
pub(super) fn name_left_out(gathered: &Gathered, terminal: &Terminal) -> anyhow::Result<()> {
    for (n, what) in [(gathered.left_out, "record"), (gathered.unread_folders, "folder")] {
        if n > 0 {
            terminal.print_error(format!(
                "{} could not be read, so something may be missing here; `coach check` shows why\n",
                count(n, what)
            ))?;
        }
    }
    Ok(())
}
