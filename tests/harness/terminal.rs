//! The program at a terminal of its own: what it shows is read as text, and keys are typed once the
//! question they answer has been shown.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::blocking::{Command, Pty, open};

/// How long the program may take to show something, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const ENTER: &str = "\r";
pub(crate) const ESCAPE: &str = "\x1b";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const SPACE: &str = " ";

/// A running program and the screen before it.
pub(crate) struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    shown: Receiver<Vec<u8>>,
    /// What was shown so far and is not text yet: the beginning of a control sequence.
    rest: Vec<u8>,
    /// Everything shown so far, without control sequences.
    text: String,
    /// Up to where it has been waited for.
    at: usize,
}

impl Terminal {
    /// Starts the program in `folder` with no environment but `variables`.
    pub(crate) fn start(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Self {
        Self::start_at(120, folder, variables, arguments)
    }

    /// The same in a window of so many columns.
    pub(crate) fn start_at(
        columns: u16,
        folder: &Path,
        variables: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let (pty, pts) = open().expect("a terminal");
        pty.resize(pty_process::Size::new(50, columns)).expect("a size");
        let child = Command::new(env!("CARGO_BIN_EXE_coach"))
            .env_clear()
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("TZ", "UTC")
            .envs(variables.iter().copied())
            .current_dir(folder)
            .args(arguments)
            .spawn(pts)
            .expect("the program starts");
        let pty = Arc::new(pty);
        let (send, shown) = channel();
        let screen = Arc::clone(&pty);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            // When the program has gone, reading fails.
            while let Ok(read @ 1..) = (&*screen).read(&mut buffer) {
                if send.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { pty, child, shown, rest: Vec::new(), text: String::new(), at: 0 }
    }

    /// Waits until `text` is shown after what was waited for before.
    pub(crate) fn expect(&mut self, text: &str) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = self.text[self.at..].find(text) {
                self.at += found + text.len();
                return self;
            }
            if !self.wait(deadline) {
                panic!("`{text}` is not shown after `{}`", self.text);
            }
        }
    }

    /// Types `keys`.
    pub(crate) fn type_in(&mut self, keys: &str) -> &mut Self {
        (&*self.pty).write_all(keys.as_bytes()).expect("the terminal is there");
        self
    }

    /// Waits for `question` and answers it with a line.
    pub(crate) fn answer(&mut self, question: &str, line: &str) -> &mut Self {
        self.expect(question).type_in(line).type_in(ENTER)
    }

    /// Waits for `question` and types `keys`.
    pub(crate) fn press(&mut self, question: &str, keys: &str) -> &mut Self {
        self.expect(question).type_in(keys)
    }

    /// Waits for the program to end: its exit code, and everything it showed.
    pub(crate) fn end(mut self) -> (i32, String) {
        let deadline = Instant::now() + PATIENCE;
        while self.wait(deadline) {}
        // It has closed the terminal, or hangs.
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status.code().expect("it ends by itself"), std::mem::take(&mut self.text));
            }
            if Instant::now() > deadline {
                self.child.kill().expect("it can be stopped");
                panic!("it does not end after `{}`", self.text);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Takes in what is shown next; false when nothing more comes.
    fn wait(&mut self, deadline: Instant) -> bool {
        match self.shown.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(bytes) => {
                self.rest.extend(bytes);
                self.take_in();
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    fn take_in(&mut self) {
        let whole = match str::from_utf8(&self.rest) {
            Ok(text) => text.len(),
            Err(fault) => fault.valid_up_to(),
        };
        let shown = String::from_utf8_lossy(&self.rest[..whole]).into_owned();
        let mut left = shown.as_str();
        while let Some(start) = left.find('\x1b') {
            self.text.push_str(&left[..start]);
            let Some(end) = sequence_end(&left[start..]) else {
                left = &left[start..];
                break;
            };
            if &left[start..start + end] == "\x1b[6n" {
                // It asks where the cursor is.
                (&*self.pty).write_all(b"\x1b[1;1R").expect("the terminal is there");
            }
            left = &left[start + end..];
        }
        let is_begun = left.starts_with('\x1b');
        let taken = whole - if is_begun { left.len() } else { 0 };
        if !is_begun {
            self.text.push_str(left);
        }
        self.rest.drain(..taken);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Where a test fails half way, the program still waits for a key.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The length of the control sequence that `text` begins with, if it is whole.
fn sequence_end(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, second) = chars.next()?;
    if second != '[' {
        return Some(1 + second.len_utf8());
    }
    let (at, last) = chars.find(|(_, c)| ('@'..='~').contains(c))?;
    Some(at + last.len_utf8())
}
