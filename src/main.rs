//! The `coach` program: answers a shell that completes a command, or parses the command line, runs the
//! verb, and maps the outcome to an exit code.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use coach::command::exit::{Exit, in_words};
use coach::command::{Cli, answer_shell, is_closed_pipe, leave, run};

fn main() -> ExitCode {
    if let Some(exit) = answer_shell() {
        return leave(exit);
    }
    match Cli::try_parse().map_or_else(show, |cli| run(&cli)) {
        Ok(exit) => leave(exit),
        Err(error) if has_lost_its_reader(&error) => Exit::Clean.into(),
        Err(error) => {
            // When standard error is gone too, the exit code still tells.
            let _ = writeln!(std::io::stderr(), "error: {}", in_words(&error));
            Exit::CouldNotRun.into()
        }
    }
}

/// Shows what the parser of the command line says: help, or what is wrong with it.
fn show(said: clap::Error) -> anyhow::Result<Exit> {
    if said.use_stderr() {
        said.exit();
    }
    said.print()
        .and_then(|()| std::io::stdout().flush())
        .context("standard output cannot be written")?;
    Ok(Exit::Clean)
}

/// Whether the reader of our output has gone, as in `coach report | head`.
fn has_lost_its_reader(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_closed_pipe)
}
