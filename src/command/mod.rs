//! The command line: one verb, one file. Verbs parse arguments, call the library and print what it
//! returns; they hold no domain logic. Only here are the clock, the environment and git consulted.

mod change;
mod check;
mod checklist;
mod clock;
mod complete;
mod completions;
mod csv_file;
mod edit;
pub mod exit;
mod explain;
mod export;
mod git;
mod import;
mod init;
mod list;
mod log;
mod man;
mod me;
mod next;
mod open;
mod output;
mod paths;
mod profile;
mod prompt;
mod reading;
mod recording;
mod remove;
mod report;
mod repository;
mod review;
mod schema;
mod show;
mod summary;
pub mod terminal;
mod whom;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueHint};

pub use complete::answer_shell;
use exit::Exit;
use prompt::{Ended, Stopped};
pub use terminal::is_closed_pipe;
use terminal::{ColorChoice, Terminal};

use crate::syntax::tree::read::parse_date;

/// Records of school implementation coaching: check them, count them, report on them
#[derive(Debug, Parser)]
#[command(
    name = "coach",
    bin_name = "coach", // also where the file is called coach.exe
    version,
    max_term_width = 100,
    after_help = "Example:\n  coach report -C examples/riverbend\n\n\
                  Exit codes: 0 clean, 1 an error or a missed threshold, 2 could not run, \
                  3 nothing to read"
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

/// Options that every verb takes.
#[derive(Debug, Args)]
struct Global {
    /// Work in the district's folder DIR, instead of looking upward from the current folder
    #[arg(short = 'C', value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// When to use color
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Init(init::Arguments),
    Log(log::Arguments),
    Checklist(Box<checklist::Arguments>),
    Review(Box<review::Arguments>),
    List(list::Arguments),
    Show(show::Arguments),
    Edit(edit::Arguments),
    Remove(remove::Arguments),
    Change(Box<change::Arguments>),
    Import(import::Arguments),
    Export(export::Arguments),
    Report(report::Arguments),
    Check(check::Arguments),
    Next(next::Arguments),
    Explain(explain::Arguments),
    Me(me::Arguments),
    Profile(profile::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// A date on the command line.
fn date(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).map_err(|fault| format!("{}; {}", fault.message(text), fault.label(text)))
}

/// Ends the process's work with `exit`: by the signal, where one was the reason, as shells expect it;
/// otherwise with the exit code.
pub fn leave(exit: Exit) -> ExitCode {
    if let Exit::Signal(number) = exit {
        prompt::signals::end_by(number);
    }
    exit.into()
}

/// Runs what the command line asks for.
///
/// # Errors
/// Whatever kept the verb from running, in words for the user; the caller prints it and ends with
/// [`Exit::CouldNotRun`].
pub fn run(cli: &Cli) -> anyhow::Result<Exit> {
    let terminal = Terminal::of_process(cli.global.color);
    let folder = cli.global.folder.as_deref();
    let ended = match &cli.verb {
        Verb::Init(arguments) => init::run(arguments, folder, &terminal),
        Verb::Log(arguments) => log::run(arguments, folder, &terminal),
        Verb::Checklist(arguments) => checklist::run(arguments, folder, &terminal),
        Verb::Review(arguments) => review::run(arguments, folder, &terminal),
        Verb::Change(arguments) => change::run(arguments, folder, &terminal),
        Verb::Import(arguments) => import::run(arguments, folder, &terminal),
        Verb::Export(arguments) => export::run(arguments, folder, &terminal),
        Verb::Edit(arguments) => edit::run(arguments, folder, &terminal),
        Verb::Remove(arguments) => remove::run(arguments, folder, &terminal),
        Verb::Report(arguments) => report::run(arguments, folder, &terminal),
        Verb::Check(arguments) => check::run(arguments, folder, &terminal),
        Verb::Next(arguments) => next::run(arguments, folder, &terminal),
        Verb::List(arguments) => list::run(arguments, folder, &terminal),
        Verb::Show(arguments) => show::run(arguments, folder, &terminal),
        Verb::Me(arguments) => me::run(arguments, folder, &terminal),
        Verb::Explain(arguments) => explain::run(arguments, folder, &terminal),
        Verb::Profile(arguments) => profile::run(arguments, folder, &terminal),
        Verb::Schema(arguments) => schema::run(arguments, folder, &terminal),
        Verb::Completions(arguments) => completions::run(arguments, &terminal),
        Verb::Man(arguments) => man::run(arguments, &terminal),
    };
    match ended {
        Err(error) => match (error.downcast_ref::<Ended>(), error.downcast_ref::<Stopped>()) {
            (Some(Ended(exit)), _) => Ok(*exit),
            (None, Some(stopped)) => {
                // The terminal may be gone, and the exit code still tells.
                drop(terminal.print_error("nothing was written\n"));
                Ok(stopped.why.exit())
            }
            (None, None) => Err(error),
        },
        ended => ended,
    }
}
