//! The terminal while a question is open: keys come one by one, and a paste is marked. It is given back as
//! it was however the question ends.

use std::io::{self, Write, stderr};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};

use super::signals;
use super::stop::Why;

/// Which part of the terminal is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Window {
    /// Lines below what is there.
    Inline,
    /// A screen of its own, without a cursor.
    Whole,
}

/// How many columns and rows the window has, at least one; where it does not say, what is usual.
pub(in crate::command) fn room() -> (usize, usize) {
    let (columns, rows) = size().unwrap_or_default();
    let or = |said: u16, usual| if said == 0 { usual } else { usize::from(said) };
    (or(columns, 80), or(rows, 24))
}

/// An open terminal; closed when this is dropped.
#[derive(Debug)]
pub(in crate::command) struct Session(Window);

impl Session {
    /// Opens it; from now on signals are noted.
    ///
    /// # Errors
    /// A signal came already, or the terminal is gone.
    pub(in crate::command) fn open(window: Window) -> Result<Self, Why> {
        signals::note();
        if let Some(number) = signals::came() {
            return Err(Why::Signal(number));
        }
        enable_raw_mode()?;
        let session = Session(window);
        if window == Window::Whole {
            execute!(stderr(), EnterAlternateScreen, Hide)?;
        }
        match execute!(stderr(), EnableBracketedPaste) {
            // An old console of Windows has no such thing.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(Why::Closed),
            _ => Ok(session),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Where the terminal is gone, nothing needs to be put back.
        drop(execute!(stderr(), DisableBracketedPaste));
        if self.0 == Window::Whole {
            drop(execute!(stderr(), Show, LeaveAlternateScreen));
        }
        drop(stderr().flush());
        drop(disable_raw_mode());
    }
}
