//! The two streams of a run: what is printed goes through here, so that color and width are decided
//! once and a closed pipe ends the program quietly.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

use crate::report::text::Style;
use crate::store::reason;

/// Columns assumed where the output is not a terminal, so that the same bytes come out anywhere.
const WIDTH_WITHOUT_TERMINAL: usize = 100;

/// When to use color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What a text is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Surface {
    /// ANSI color.
    pub color: bool,
    /// Columns.
    pub width: usize,
    /// Whether it is someone's own screen, where names of people may be shown.
    pub shows_names: bool,
}

impl Surface {
    /// How a report is drawn on it.
    pub(crate) fn style(self) -> Style {
        Style { color: self.color, width: self.width }
    }
}

/// Standard output and standard error of one run.
#[derive(Debug)]
pub struct Terminal {
    /// Color on standard output.
    pub color: bool,
    /// Color in files that the user named.
    file_color: bool,
    /// Color on standard error.
    pub error_color: bool,
    /// Columns of standard output.
    pub width: usize,
    /// Whether standard output is a screen, and no file or pipe.
    is_screen: bool,
    /// Whether standard error can show a bar that moves.
    pub shows_progress: bool,
}

impl Terminal {
    /// The process's streams; `choice` is the user's `--color`.
    pub(crate) fn of_process(choice: ColorChoice) -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let forced = std::env::var_os("FORCE_COLOR").or(std::env::var_os("CLICOLOR_FORCE"));
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let shows_color = is_switched_on();
        let wanted = |is_terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if is_set("NO_COLOR") => false,
            ColorChoice::Auto => match &forced {
                Some(value) if value == "0" => false,
                Some(value) if !value.is_empty() => true,
                _ => is_terminal && !is_dumb && shows_color,
            },
        };
        let width = terminal_size::terminal_size_of(io::stdout())
            .map_or(WIDTH_WITHOUT_TERMINAL, |(width, _)| usize::from(width.0).clamp(40, 160));
        Self {
            color: wanted(io::stdout().is_terminal()),
            file_color: choice == ColorChoice::Always,
            error_color: wanted(io::stderr().is_terminal()),
            width,
            is_screen: io::stdout().is_terminal(),
            shows_progress: io::stderr().is_terminal() && !is_dumb,
        }
    }

    /// Whether standard output is a screen.
    pub(crate) fn is_screen(&self) -> bool {
        self.is_screen
    }

    /// Standard output to draw for.
    pub(crate) fn surface(&self) -> Surface {
        Surface { color: self.color, width: self.width, shows_names: self.is_screen }
    }

    /// A file to draw for: the same bytes wherever it is made, and color only where it was asked for.
    pub(crate) fn surface_of_files(&self) -> Surface {
        Surface { color: self.file_color, width: WIDTH_WITHOUT_TERMINAL, shows_names: false }
    }

    /// Prints `text` to standard output.
    ///
    /// # Errors
    /// When the stream cannot be written, for instance because its reader has gone.
    pub fn print(&self, text: impl Display) -> io::Result<()> {
        let mut out = io::stdout().lock();
        write!(out, "{text}")?;
        out.flush()
    }

    /// Prints `bytes` as they are to standard output.
    ///
    /// # Errors
    /// When the stream cannot be written.
    pub(crate) fn print_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Prints `text` about something that is done already; `done` says what, in a few words. It stays done
    /// where standard output cannot be written: standard error says both.
    pub(crate) fn print_done(&self, text: impl Display, done: &str) {
        match self.print(text) {
            Err(error) if !is_closed_pipe(&error) => {
                let why = reason(&error);
                // When standard error is gone too, the exit code still tells.
                drop(self.print_error(format!(
                    "note: {done}; standard output cannot be written: {why}\n"
                )));
            }
            Ok(()) | Err(_) => {}
        }
    }

    /// Says on standard error what is to be said of something that is done, if there is something.
    pub(crate) fn print_remark(&self, remark: Option<String>) {
        if let Some(remark) = remark {
            drop(self.print_error(format!("note: {remark}\n")));
        }
    }

    /// Prints `text` to standard error.
    ///
    /// # Errors
    /// When the stream cannot be written.
    pub(crate) fn print_error(&self, text: impl Display) -> io::Result<()> {
        write!(io::stderr().lock(), "{text}")
    }
}

/// Whether `error` says that nobody reads on, as in `coach report | head`.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    // What Windows says where the other end was closed and not only left.
    const PIPE_NOT_CONNECTED: i32 = 233;
    error.kind() == io::ErrorKind::BrokenPipe
        || cfg!(windows) && error.raw_os_error() == Some(PIPE_NOT_CONNECTED)
}

/// Whether color shows where there is a terminal. The consoles of Windows before Windows Terminal show it only once it
/// is switched on, which this does.
fn is_switched_on() -> bool {
    #[cfg(windows)]
    return crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    true
}
