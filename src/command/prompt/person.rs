//! Whether someone is there to be asked. The streams of the process come in.

use std::cell::Cell;
use std::io::{self, IsTerminal};

/// Whether questions can be asked, and whether one would have been.
#[derive(Clone, Debug)]
pub(in crate::command) struct Person {
    place: Place,
    was_missed: Cell<bool>,
}

/// Where a person may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Terminal,
    /// A window such as that of Git Bash, which looks like a terminal to Unix programs, and to others is a pipe: keys
    /// come in lines, and none can be read alone.
    Pretended,
    Nowhere,
}

impl Person {
    /// Who is at the streams of this process.
    pub(in crate::command) fn at_process() -> Self {
        let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        let has_size = terminal_size::terminal_size_of(io::stderr()).is_some();
        Self {
            place: Place::of(is_terminal, !cfg!(windows) || has_size),
            was_missed: Cell::default(),
        }
    }

    /// Whether someone can be asked.
    pub(in crate::command) fn can_ask(&self) -> bool {
        self.was_missed.set(self.was_missed.get() || self.place == Place::Pretended);
        self.place == Place::Terminal
    }

    /// What to do where something would have been asked and this window let nobody ask.
    pub(in crate::command) fn remedy(&self) -> Option<&'static str> {
        self.was_missed.get().then_some(
            "coach cannot ask questions in this window (Git Bash): begin the command with `winpty`, \
             as in `winpty coach log session`, or use PowerShell",
        )
    }
}

impl Place {
    /// What Windows calls a terminal may have no console behind it, and then no size.
    fn of(is_terminal: bool, has_console: bool) -> Self {
        match (is_terminal, has_console) {
            (true, true) => Self::Terminal,
            (true, false) => Self::Pretended,
            (false, _) => Self::Nowhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_without_a_console_is_answered_once_a_question_was_due() {
        let of = |is_terminal, has_console| Person {
            place: Place::of(is_terminal, has_console),
            was_missed: Cell::default(),
        };
        for (is_terminal, has_console, asks, remedies) in [
            (true, true, true, false),
            (true, false, false, true),
            (false, true, false, false),
            (false, false, false, false),
        ] {
            let person = of(is_terminal, has_console);
            assert!(person.remedy().is_none());
            assert_eq!(person.can_ask(), asks);
            assert_eq!(person.remedy().is_some_and(|it| it.contains("winpty coach")), remedies);
        }
    }
}
