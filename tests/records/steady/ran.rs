//! One run of a program with a limit of time: how it ended, what it said, how much memory it took.

use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use wait4::Wait4;

/// Long enough for anything here on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// How a run ended.
#[derive(Debug)]
pub(super) struct Ran {
    /// Its exit code; `None` where a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) signal: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
    /// Whether it was ended because it took too long.
    pub(super) is_late: bool,
    /// Bytes of memory that it held at most.
    pub(super) peak: u64,
}

impl Ran {
    /// Why nobody should see such an end; `None` where it ended as it says it does.
    pub(super) fn fault(&self) -> Option<String> {
        let is_documented = matches!(self.code, Some(0..=3));
        let fault = match () {
            () if self.is_late => "it hangs",
            () if self.err.contains("panicked") => "it panics",
            () if !is_documented => "it ends in no way that it documents",
            () if self.code != Some(0) && self.all().trim().is_empty() => "it fails without a word",
            () => return None,
        };
        Some(fault.to_owned())
    }

    /// Everything that it said.
    pub(super) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// Runs `command` to its end, or ends it by `SIGTERM` when the time is over.
pub(super) fn ran(command: &mut Command) -> Ran {
    let file = || tempfile::tempfile().expect("a file");
    let (mut out, mut err) = (file(), file());
    let into = |file: &File| Stdio::from(file.try_clone().expect("a file"));
    let child = command
        .stdin(Stdio::null())
        .stdout(into(&out))
        .stderr(into(&err))
        .spawn()
        .expect("the program starts");
    let pid = Pid::from_child(&child);
    let (ended, end) = channel();
    let watch = thread::spawn(move || {
        let is_late = end.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout);
        if is_late {
            // strace passes it on to what it runs.
            let _ = kill_process(pid, Signal::TERM);
        }
        is_late
    });
    let used = child.wait4().expect("the program ends");
    let _ = ended.send(());
    let is_late = watch.join().expect("the watch ends");
    let text = |file: &mut File| {
        let mut bytes = Vec::new();
        file.rewind().and_then(|()| file.read_to_end(&mut bytes)).expect("what it said");
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Ran {
        code: used.status.code(),
        signal: used.status.signal(),
        out: text(&mut out),
        err: text(&mut err),
        is_late,
        peak: used.rusage.maxrss,
    }
}
