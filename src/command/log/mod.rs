//! `coach log`: one record, or one small edit that closes something.

mod contact;
mod done;
mod feedback;
mod relationship;
mod request;
mod session;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, Subcommand};

use super::exit::Exit;
use super::recording::{Desk, New, Which, Writing};
use super::terminal::Terminal;

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

impl Arguments {
    /// The file that hands records over.
    fn from(&self) -> Option<&Path> {
        let making = match &self.what {
            Some(What::Session(session)) => session.given().1,
            Some(What::Contact(contact)) => contact.given().1,
            Some(What::Request(request)) => request.given().1,
            Some(What::Feedback(feedback)) => feedback.given().1,
            Some(What::Relationship(relationship)) => relationship.making(),
            Some(What::Done(_)) => return None,
            None => return self.many.from.as_deref(),
        };
        making.from.as_deref()
    }

    fn log(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let many = &self.many;
        if let (Some(what), true) = (&self.what, many.says_something()) {
            bail!("options go after what you log: coach log {} --educator ID …", what.name());
        }
        match &self.what {
            Some(What::Session(session)) => session.run_new(desk),
            Some(What::Contact(contact)) => contact.run_new(desk),
            Some(What::Request(request)) => request.run(desk),
            Some(What::Feedback(feedback)) => feedback.run(desk),
            Some(What::Relationship(relationship)) => relationship.run(desk),
            Some(What::Done(done)) => done.run(desk),
            None if many.finish => desk.finish(&many.writing),
            None if many.abandon => desk.abandon(&many.writing),
            None => match &many.from {
                Some(file) => desk.take_from(file, None, &many.which, &many.writing),
                None => bail!(
                    "say what to log: session, contact, request, feedback, relationship or done"
                ),
            },
        }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    Desk::with(folder, terminal, arguments.from(), |desk| arguments.log(desk))
}
