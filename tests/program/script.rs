//! Scripts that the program is to run: an editor, a hook of git, a trap.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Writes a shell script that can be run, and says where it is.
///
/// Another program writes it: one that a test beside this one starts meanwhile would keep the script open,
/// and what is open for writing is not run.
pub(crate) fn script(path: &Path, lines: &str) -> String {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let mut writer = Command::new("sh");
    writer.args(["-c", "cat > \"$0\" && chmod 755 \"$0\""]).arg(path).stdin(Stdio::piped());
    let mut writer = writer.spawn().expect("sh starts");
    let mut input = writer.stdin.take().expect("standard input");
    input.write_all(format!("#!/bin/sh\n{lines}\n").as_bytes()).expect("it is read");
    drop(input);
    assert!(writer.wait().expect("it ends").success(), "{}", path.display());
    path.to_str().expect("UTF-8").to_owned()
}
