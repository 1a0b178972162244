//! Where keys come from on Unix: standard input, which is a terminal. That it is gone, or that a signal came,
//! is noticed while waiting for it.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::bytes::Parser;
use super::input::Input;
use super::signals;
use super::stop::Why;

/// How long to wait for the rest of a sequence, and of a paste that has begun.
const OF_SEQUENCE: Duration = Duration::from_millis(50);
const OF_PASTE: Duration = Duration::from_secs(1);
/// A signal that comes right before the system waits is noticed after this at most.
const TICK: Duration = Duration::from_millis(100);

/// The terminal's keys.
#[derive(Debug, Default)]
pub(super) struct Source {
    parser: Parser,
}

impl Source {
    /// Waits for something to read, at most so long; false where nothing came.
    ///
    /// # Errors
    /// A signal came, or the terminal is gone.
    pub(super) fn wait(&self, at_most: Duration) -> Result<bool, Why> {
        let deadline = Instant::now() + at_most;
        loop {
            if let Some(number) = signals::came() {
                return Err(Why::Signal(number));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match is_ready(left.min(TICK)) {
                Ok(true) => return Ok(true),
                Ok(false) if Instant::now() < deadline => {}
                Ok(false) => return Ok(false),
                Err(Errno::INTR) => {}
                Err(_) => return Err(Why::Closed),
            }
        }
    }

    /// Whether something can be read at once.
    pub(super) fn has_more(&self) -> bool {
        is_ready(Duration::ZERO).unwrap_or(false)
    }

    /// Reads what is there.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn read(&mut self) -> Result<Vec<Input>, Why> {
        let mut bytes = [0; 4096];
        loop {
            match rustix::io::read(io::stdin(), &mut bytes) {
                Ok(0) => return Err(Why::Closed),
                Ok(length) => return Ok(self.parser.take(&bytes[..length])),
                Err(Errno::INTR) => {}
                Err(_) => return Err(Why::Closed),
            }
        }
    }

    /// How long what was read waits for its rest, where it is not whole.
    pub(super) fn patience(&self) -> Option<Duration> {
        match () {
            () if self.parser.is_in_paste() => Some(OF_PASTE),
            () if self.parser.is_in_sequence() => Some(OF_SEQUENCE),
            () => None,
        }
    }

    /// What was read last means where its rest does not come.
    pub(super) fn settle(&mut self) -> Option<Input> {
        self.parser.settle()
    }
}

fn is_ready(at_most: Duration) -> Result<bool, Errno> {
    let stdin = io::stdin();
    let mut files = [PollFd::new(&stdin, PollFlags::IN)];
    let timeout = Timespec::try_from(at_most).unwrap_or_default();
    poll(&mut files, Some(&timeout)).map(|ready| ready > 0)
}
