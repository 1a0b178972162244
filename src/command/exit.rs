//! The ways in which the program ends, and what it says then.

use std::io;
use std::process::ExitCode;

use crate::store::reason;
use crate::text::wording::visible;

/// The exit code, the same for every verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Clean; warnings alone are clean.
    Clean,
    /// An error was found, a threshold missed, or, with `--strict`, there was a warning.
    Found,
    /// Could not run: usage, profile, input or output.
    CouldNotRun,
    /// There was nothing to read.
    NothingToRead,
    /// A signal of this number ended it while someone was asked; a terminal that is gone is as good as one.
    Signal(i32),
}

impl Exit {
    /// The number given to the shell.
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::CouldNotRun => 2,
            Exit::NothingToRead => 3,
            Exit::Signal(number) => 128 | u8::try_from(number).unwrap_or(0),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}

/// What is said of `error`, after "error:": what the system says is in the same words on every system, and nothing in it
/// can steer a terminal.
pub fn in_words(error: &anyhow::Error) -> String {
    let of_one = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref() {
        Some(error) if io::Error::raw_os_error(error).is_some() => reason(error),
        Some(_) | None => cause.to_string(),
    };
    let causes: Vec<String> = error.chain().map(of_one).collect();
    let lines: Vec<String> = causes.join(": ").lines().map(visible).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::Exit;

    #[test]
    fn codes_are_as_documented() {
        let codes = [Exit::Clean, Exit::Found, Exit::CouldNotRun, Exit::NothingToRead];
        assert_eq!(codes.map(Exit::code), [0, 1, 2, 3]);
        assert_eq!([1, 2, 15].map(|number| Exit::Signal(number).code()), [129, 130, 143]);
    }
}
