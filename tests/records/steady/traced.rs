//! The program under strace: which system calls it makes for files, and a run in which one of them is its last or
//! fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::folder::Folder;
use super::ran::{Ran, ran};

/// What the program asks of the system for files; not every system knows each of them.
const CALLS: [&str; 37] = [
    "chmod",
    "close",
    "copy_file_range",
    "creat",
    "fchmod",
    "fchmodat",
    "fcntl",
    "fdatasync",
    "flock",
    "fstat",
    "fsync",
    "ftruncate",
    "getdents64",
    "link",
    "linkat",
    "lseek",
    "lstat",
    "mkdir",
    "mkdirat",
    "newfstatat",
    "open",
    "openat",
    "pread64",
    "read",
    "readlink",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "stat",
    "statx",
    "symlink",
    "sync",
    "syncfs",
    "unlink",
    "unlinkat",
    "write",
];

/// The `nth` of all calls `call` that one thread makes.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) call: String,
    pub(super) nth: usize,
}

/// A run under strace.
pub(super) struct Traced {
    pub(super) ran: Ran,
    /// The calls that strace let fail, as it writes them.
    pub(super) failed: Vec<String>,
}

/// Where strace is, or why it cannot be used.
pub(super) fn strace() -> Result<&'static PathBuf, String> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let folders = std::env::var_os("PATH")?;
        let mut places = std::env::split_paths(&folders).map(|folder| folder.join("strace"));
        let place = places.find(|place| place.is_file())?;
        let probe = std::process::Command::new(&place).args(["-o", "/dev/null", "true"]).output();
        probe.is_ok_and(|probe| probe.status.success()).then_some(place)
    };
    let why = "it needs strace, which is missing or may not trace here; .ci/strace installs it";
    FOUND.get_or_init(find).as_ref().ok_or_else(|| why.to_owned())
}

/// Runs the program with `inject` of strace: `CALL:WHAT:when=N`.
pub(super) fn traced(folder: &Folder, arguments: &[&str], inject: &str) -> Traced {
    let call = inject.split(':').next().expect("a call");
    let (look, inject) = (format!("trace={call}"), format!("inject={inject}"));
    let (ran, log) = under_strace(folder, &["-e", &look, "-e", &inject], arguments);
    let failed = log.lines().filter(|line| line.contains("(INJECTED)"));
    Traced { failed: failed.map(str::to_owned).collect(), ran }
}

/// Runs the program under strace with `options`; what strace writes.
fn under_strace(folder: &Folder, options: &[&str], arguments: &[&str]) -> (Ran, String) {
    let log = tempfile::NamedTempFile::new().expect("a file");
    let mut command = folder.command(strace().expect("strace"));
    command.args(["-f", "-q", "-I1", "-o"]).arg(log.path()).args(options);
    let ran = ran(command.arg(env!("CARGO_BIN_EXE_coach")).args(arguments));
    let log = fs::read(log.path()).expect("what strace wrote");
    (ran, String::from_utf8_lossy(&log).into_owned())
}

/// Those of the calls that strace knows on this machine: it refuses a list with one that it does not.
fn known_calls() -> &'static [&'static str] {
    static KNOWN: OnceLock<Vec<&str>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let is_known = |call: &&str| {
            let mut probe = std::process::Command::new(strace().expect("strace"));
            probe.args(["-o", "/dev/null", "-e", &format!("trace={call}"), "true"]);
            probe.output().is_ok_and(|probe| probe.status.success())
        };
        CALLS.into_iter().filter(is_known).collect()
    })
}

/// Every point of a run of the program, those aside at which it has not begun yet.
pub(super) fn points(folder: &Folder, arguments: &[&str]) -> (Ran, Vec<Point>) {
    let look = format!("trace=poll,{}", known_calls().join(","));
    let (ran, log) = under_strace(folder, &["-e", &look], arguments);
    let mut made: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        // The first thing that a program in Rust does is to ask for its standard streams.
        if call == "poll" && first.is_empty() {
            first = made.iter().map(|((_, call), &made)| ((*call).to_owned(), made)).collect();
            continue;
        }
        if CALLS.contains(&call) {
            *made.entry((thread, call)).or_default() += 1;
        }
    }
    let mut most: BTreeMap<&str, usize> = BTreeMap::new();
    for ((_, call), made) in made {
        let most = most.entry(call).or_default();
        *most = made.max(*most);
    }
    let of_call = |(call, most): (&str, usize)| {
        let before = first.get(call).copied().unwrap_or(0);
        let call = call.to_owned();
        (before + 1..=most).map(move |nth| Point { call: call.clone(), nth }).collect::<Vec<_>>()
    };
    (ran, most.into_iter().flat_map(of_call).collect())
}
