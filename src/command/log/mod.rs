//! `coach log`: one record, or one small edit that closes something.

mod ask;
mod contact;
mod done;
mod feedback;
mod relationship;
mod request;
mod session;
mod step;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, Subcommand};

use super::exit::Exit;
use super::keep::{Desk, Making, Pair, Which, Writing};
use super::terminal::Terminal;
use crate::draft::Draft;
use crate::record::Kind;
use crate::store::LoadedPair;

pub(super) use ask::{needed_day, next_steps as ask_next_steps};
pub(super) use step::{NextStep, written as written_steps};

/// Keep a record of what happened: one new file, or one small edit that closes something
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "What is missing is asked for on a terminal; a script gives it by options.\n\n\
    Examples:\n\
    \x20 coach log contact -C examples/riverbend --educator t-104 --method email --dry-run\n\
    \x20 coach log session -C examples/riverbend --educator t-104 --method video \\\n\
    \x20   --item rationale --next-step 'due=+7 try it' --dry-run"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    many: Many,
}

/// Records of every kind, handed over at once.
#[derive(Debug, Args)]
struct Many {
    /// Read records of any kind from FILE, as YAML or JSON; - is standard input. Each names its
    /// relationship by `educator`, or `pair`, beside its own keys, where the options do not
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    writing: Writing,
}

impl Many {
    /// Whether an option was given here.
    fn says_something(&self) -> bool {
        self.from.is_some() || !self.which.is_empty() || self.writing != Writing::default()
    }
}

#[derive(Debug, Subcommand)]
enum What {
    Session(Box<session::Arguments>),
    Contact(contact::Arguments),
    Request(request::Arguments),
    Feedback(feedback::Arguments),
    Relationship(Box<relationship::Arguments>),
    Done(done::Arguments),
}

impl What {
    /// What it is called on the command line.
    fn name(&self) -> &'static str {
        match self {
            What::Session(_) => "session",
            What::Contact(_) => "contact",
            What::Request(_) => "request",
            What::Feedback(_) => "feedback",
            What::Relationship(_) => "relationship",
            What::Done(_) => "done",
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let Some(desk) = Desk::open(folder, terminal)? else { return Ok(Exit::CouldNotRun) };
    if let (Some(what), true) = (&arguments.what, arguments.many.says_something()) {
        bail!("options stand behind what is logged: coach log {} --educator ID …", what.name());
    }
    match &arguments.what {
        Some(What::Session(session)) => session.run(&desk),
        Some(What::Contact(contact)) => contact.run(&desk),
        Some(What::Request(request)) => request.run(&desk),
        Some(What::Feedback(feedback)) => feedback.run(&desk),
        Some(What::Relationship(relationship)) => relationship.run(&desk),
        Some(What::Done(done)) => done.run(&desk),
        None => match &arguments.many.from {
            Some(file) => {
                desk.take_from(file, None, &arguments.many.which, &arguments.many.writing)
            }
            None => {
                bail!("say what to log: session, contact, request, feedback, relationship or done")
            }
        },
    }
}

/// A kind of record that is made anew from options, questions, an editor or a file.
pub(super) trait New {
    /// Its kind.
    const KIND: Kind;

    /// Whose it is.
    fn which(&self) -> &Which;

    /// How it is made.
    fn making(&self) -> &Making;

    /// What the options say; nothing where they say nothing.
    fn draft(&self, desk: &Desk) -> anyhow::Result<Draft>;

    /// Keys that it cannot do without, each with what to write on the command line; the day is today
    /// where nothing is said.
    fn needed(&self) -> &'static [(&'static str, &'static str)];

    /// Asks for what `draft` lacks.
    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()>;

    /// Makes it.
    fn run_new(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let (making, which) = (self.making(), self.which());
        let mut draft = self.draft(desk)?;
        if let Some(file) = &making.from {
            if !draft.is_empty() {
                bail!("--from hands over the whole record; leave out the options for its fields");
            }
            return desk.take_from(file, Some(Self::KIND), which, &making.writing);
        }
        let date_key = Self::KIND.date_key();
        let on = draft.text_of(date_key).and_then(|text| text.parse().ok()).unwrap_or(desk.today);
        let names_nobody = which.educator.is_empty() && which.pair.is_none();
        let pairs = desk.pick(which, on)?;
        let missing: Vec<_> = self.needed().iter().filter(|(key, _)| !draft.has(key)).collect();
        let asks = making.ask
            || desk.can_ask
                && !making.edit
                && (!missing.is_empty() || names_nobody && draft.is_empty());
        if asks {
            if !desk.can_ask {
                bail!("--ask needs a terminal; a script gives every field by an option");
            }
            let records = desk.load(pairs[0]);
            let asking = Asking { desk, pairs: &pairs, records: &records };
            let asked = self.ask(&asking, &mut draft);
            if !desk.went_on(asked, &draft)? {
                return Ok(Exit::Found);
            }
        } else if let Some((key, flag)) = missing.first().filter(|_| !making.edit) {
            bail!("a {} needs `{key}`: add {flag}", Self::KIND.name());
        }
        if !draft.has(date_key) {
            draft.set_text(date_key, Some(desk.today));
        }
        if pairs.len() > 1 {
            share_meeting(&mut draft);
        }
        desk.bring(making, &pairs, &draft, asks)
    }
}

/// Whose record is being asked for, and what is known of them.
pub(super) struct Asking<'a> {
    pub desk: &'a Desk<'a>,
    pairs: &'a [&'a Pair],
    records: &'a LoadedPair,
}

/// Gives the record the id that tells that its copies are one meeting.
fn share_meeting(draft: &mut Draft) {
    let kinds = [Kind::Session, Kind::Contact];
    if kinds.contains(&draft.kind) && !draft.has("meeting") {
        let id = format!("{:04x}", super::keep::any_number() & 0xffff);
        draft.set_text("meeting", Some(id));
    }
}
