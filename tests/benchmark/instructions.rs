//! How many instructions a program takes, which depends on its code and not on what else the machine does: a
//! command comes in, and what valgrind counts of it outside the system goes out. Nothing is judged here.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::generate::{self, Size};

/// Records of two districts, so many that what a start costs is the same for both and falls out.
const FEW: usize = 500;
const MANY: usize = 2500;

/// Why nothing can be counted here.
pub(crate) fn missing() -> Option<String> {
    let version = Command::new("valgrind").arg("--version").output();
    let why = match version {
        Ok(version) if version.status.success() => return None,
        Ok(_) => "it fails".to_owned(),
        Err(why) => why.to_string(),
    };
    Some(format!("valgrind cannot be run: {why}"))
}

/// The instructions of one run.
///
/// # Errors
/// The command fails under valgrind.
pub(crate) fn of(command: &Command) -> anyhow::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(command.get_program())
        .args(command.get_args())
        .stdin(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let counted = text.lines().rev().find_map(|line| line.split_once("Collected : "));
    let counted = counted.and_then(|(_, number)| number.trim().parse().ok());
    let counted = counted.filter(|_| output.status.success());
    counted.with_context(|| format!("{command:?} fails under valgrind:\n{text}"))
}

/// `coach check` on one thread. Reports are not counted: valgrind lacks the instructions by which the processor
/// makes digests.
pub(crate) fn check(program: &Path, district: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("-C").arg(district).args(["check", "--jobs", "1"]);
    command
}

/// What `coach check --jobs 1` takes for each record, without its start.
///
/// # Errors
/// Those of [`of`], or a district cannot be made.
pub(crate) fn a_record(program: &Path) -> anyhow::Result<u64> {
    let folder = tempfile::tempdir()?;
    let count = |records: usize| {
        let district = folder.path().join(records.to_string());
        generate::district(&district, Size::of(records))?;
        of(&check(program, &district))
    };
    let [few, many] = [count(FEW)?, count(MANY)?];
    Ok(many.saturating_sub(few) / (MANY - FEW) as u64)
}
