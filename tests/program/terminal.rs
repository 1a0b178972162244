//! The program at a terminal of its own: what it shows is read as text, and keys are typed once the
//! question they answer has been shown.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::blocking::{Command, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};

/// How long the program may take to show something, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a question may end: by a signal, or by a window that is closed; and the number the program ends by.
pub(crate) const ENDS: [(Option<Signal>, i32); 4] =
    [(Some(Signal::HUP), 1), (Some(Signal::INT), 2), (Some(Signal::TERM), 15), (None, 1)];

pub(crate) const ENTER: &str = "\r";
pub(crate) const ESCAPE: &str = "\x1b";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const SPACE: &str = " ";

/// A running program and the screen before it.
pub(crate) struct Terminal {
    pty: Option<Arc<Pty>>,
    /// Whether the window is to be closed.
    closing: Arc<AtomicBool>,
    child: Child,
    shown: Receiver<Vec<u8>>,
    /// What was shown so far and is not text yet: the beginning of a control sequence.
    rest: Vec<u8>,
    /// Everything shown so far, without control sequences.
    text: String,
    /// Up to where it has been waited for.
    at: usize,
    /// The terminal's own modes, by number, that the program turned on or off.
    modes: BTreeMap<String, bool>,
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
        Self::run(env!("CARGO_BIN_EXE_coach"), pty, pts, folder, variables, arguments)
    }

    /// Starts another program.
    pub(crate) fn start_program(
        program: &str,
        folder: &Path,
        variables: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let (pty, pts) = open().expect("a terminal");
        pty.resize(pty_process::Size::new(50, 120)).expect("a size");
        Self::run(program, pty, pts, folder, variables, arguments)
    }

    fn run(
        program: &str,
        pty: Pty,
        pts: pty_process::blocking::Pts,
        folder: &Path,
        variables: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let child = Command::new(program)
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
        let closing = Arc::new(AtomicBool::new(false));
        let is_closing = Arc::clone(&closing);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            let moment = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
            while !is_closing.load(Ordering::SeqCst) {
                let mut files = [PollFd::new(&*screen, PollFlags::IN)];
                if let Ok(0) = poll(&mut files, Some(&moment)) {
                    continue;
                }
                // When the program has gone, reading fails.
                let Ok(read @ 1..) = (&*screen).read(&mut buffer) else { break };
                if send.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            pty: Some(pty),
            closing,
            child,
            shown,
            rest: Vec::new(),
            text: String::new(),
            at: 0,
            modes: BTreeMap::new(),
        }
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
        self.pty().write_all(keys.as_bytes()).expect("the terminal is there");
        self
    }

    fn pty(&self) -> &Pty {
        self.pty.as_ref().expect("the terminal is there")
    }

    /// Pastes `text` as a terminal does that marks it, which it does only where it was asked to.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        assert_eq!(self.modes.get("2004"), Some(&true), "{}", self.text);
        self.type_in(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Does nothing for as long as someone needs to find the next key.
    pub(crate) fn pause(&mut self) -> &mut Self {
        thread::sleep(Duration::from_millis(250));
        self
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        assert!(self.try_signal(signal), "the program is not there");
        self
    }

    /// The same where it may have ended; whether it was there.
    pub(crate) fn try_signal(&mut self, signal: Signal) -> bool {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        // Nobody has waited for it yet, so that its number is its own.
        kill_process(pid.expect("a number"), signal).is_ok()
    }

    /// Closes the window.
    pub(crate) fn close(&mut self) -> &mut Self {
        self.closing.store(true, Ordering::SeqCst);
        self.pty = None;
        self
    }

    /// Stops the program as `ENDS` says, and checks that it ended by that signal and gave the terminal back.
    pub(crate) fn stop(&mut self, signal: Option<Signal>, number: i32) {
        match signal {
            Some(signal) => self.signal(signal),
            None => self.close(),
        };
        let status = self.end_status();
        assert_eq!(status.signal(), Some(number), "{status:?} {}", self.text);
        if signal.is_some() {
            assert_eq!(self.left(), [""; 0], "{}", self.text);
        }
    }

    /// What the program left of the terminal that was not so before; nothing is what is right.
    pub(crate) fn left(&self) -> Vec<&'static str> {
        let is_on = |mode: &str, before| self.modes.get(mode).copied().unwrap_or(before);
        let modes = self.pty.as_ref().map(|pty| tcgetattr(pty).expect("modes").local_modes);
        let typing = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        let left = [
            ("the other screen", is_on("1049", false)),
            ("a hidden cursor", !is_on("25", true)),
            ("marked pastes", is_on("2004", false)),
            ("single keys", modes.is_some_and(|modes| !modes.contains(typing))),
        ];
        left.into_iter().filter(|(_, is_left)| *is_left).map(|(what, _)| what).collect()
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
        let status = self.end_status();
        assert_eq!(self.left(), [""; 0], "{}", self.text);
        (status.code().expect("it ends by itself"), std::mem::take(&mut self.text))
    }

    /// Everything that was shown so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Waits for the program to end, and says how it did.
    pub(crate) fn end_status(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while self.wait(deadline) {}
        // It has closed the terminal, or hangs.
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
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
            if let Some(mode) = left[start..start + end].strip_prefix("\x1b[?") {
                let (number, state) = mode.split_at(mode.len() - 1);
                self.modes.insert(number.to_owned(), state == "h");
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
