//! `coach log`: one record, or one small edit that closes something.

mod contact;
mod done;
mod feedback;
mod missed;
mod relationship;
mod request;
mod session;
mod time;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, Command, Subcommand};

use super::exit::Exit;
use super::recording::{Desk, New, Which, Writing};
use super::terminal::Terminal;
use crate::text::wording::any_of;

/// Keep a record of what happened: one new file, or one small edit that closes something
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "On a terminal, coach asks for what is missing. A script gives it with options.\n\n\
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
    /// Read records of any kind from FILE, as YAML or JSON; - is standard input. If no
    /// option names the relationship, each record names it by `educator` or `pair` among its keys
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Write the files that a command had still to write when it was cut off
    #[arg(long, conflicts_with_all = ["from", "abandon"])]
    finish: bool,
    /// Give those files up instead, and keep their text in your own folder
    #[arg(long, conflicts_with = "from")]
    abandon: bool,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    writing: Writing,
}

impl Many {
    /// Whether an option was given here.
    fn says_something(&self) -> bool {
        self.from.is_some()
            || self.finish
            || self.abandon
            || !self.which.is_empty()
            || self.writing != Writing::default()
    }

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        match &self.from {
            _ if self.finish => desk.finish(&self.writing),
            _ if self.abandon => desk.abandon(&self.writing),
            Some(file) => desk.take_from(file, None, &self.which, &self.writing),
            None => bail!("say what to log: {}", any_of(What::names().iter().map(String::as_str))),
        }
    }
}

#[derive(Debug, Subcommand)]
enum What {
    Session(Box<session::Arguments>),
    Contact(contact::Arguments),
    Request(request::Arguments),
    Feedback(feedback::Arguments),
    Missed(missed::Arguments),
    Time(time::Arguments),
    Relationship(Box<relationship::Arguments>),
    Done(done::Arguments),
}

/// What every verb of `coach log` can do.
trait Verb {
    /// What it is called on the command line.
    fn name(&self) -> &'static str;

    /// The file that hands records over.
    fn from(&self) -> Option<&Path>;

    /// How it is written.
    fn writing(&self) -> &Writing;

    /// Writes what was asked for.
    fn log(&self, desk: &Desk) -> anyhow::Result<Exit>;
}

impl What {
    fn verb(&self) -> &dyn Verb {
        match self {
            What::Session(session) => &**session,
            What::Contact(contact) => contact,
            What::Request(request) => request,
            What::Feedback(feedback) => feedback,
            What::Missed(missed) => missed,
            What::Time(time) => time,
            What::Relationship(relationship) => &**relationship,
            What::Done(done) => done,
        }
    }

    /// What every verb is called, in the order of help.
    fn names() -> Vec<String> {
        let verbs = Self::augment_subcommands(Command::new("log"));
        verbs.get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
    }
}

impl<N: New> Verb for N {
    fn name(&self) -> &'static str {
        N::KIND.name()
    }

    fn from(&self) -> Option<&Path> {
        self.given().1.from.as_deref()
    }

    fn writing(&self) -> &Writing {
        &self.given().1.writing
    }

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        self.run(desk)
    }
}

impl Arguments {
    /// The file that hands records over.
    fn from(&self) -> Option<&Path> {
        match &self.what {
            Some(what) => what.verb().from(),
            None => self.many.from.as_deref(),
        }
    }

    /// How it is written.
    fn writing(&self) -> &Writing {
        match &self.what {
            Some(what) => what.verb().writing(),
            None => &self.many.writing,
        }
    }

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let many = &self.many;
        let Some(what) = &self.what else { return many.log(desk) };
        let verb = what.verb();
        if many.says_something() {
            bail!("options go after what you log: coach log {} --educator ID …", verb.name());
        }
        verb.log(desk)
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    Desk::with(folder, terminal, (Some(arguments.writing()), arguments.from()), |desk| {
        arguments.log(desk)
    })
}
