//! A district's folder as a commit has it: read from git's objects into a folder of its own that goes
//! away again. Neither the work tree nor the index is looked at or touched.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::{git, git_bytes};
use crate::store::{LARGEST, RECORDS};

/// A commit's files.
#[derive(Debug)]
pub(in crate::command) struct Revision {
    /// The commit's full id.
    pub id: String,
    /// The district's folder as the commit has it.
    pub folder: PathBuf,
    /// Removes it at the end.
    _kept: TempDir,
}

/// A file of the commit.
struct Entry {
    object: String,
    path: PathBuf,
}

/// The commit that `name` names in the repository around `root`, if any.
pub(in crate::command) fn resolve(root: &Path, name: &str) -> Option<String> {
    let commit = format!("{name}^{{commit}}");
    let id = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    Some(id.trim().to_owned()).filter(|id| !id.is_empty())
}

/// Reads the settings, profiles and records of the folder `root` as commit `id` has them.
///
/// Links are left out: they are never followed, and count as no record.
///
/// # Errors
/// Git cannot be started or has not all of the commit's files, or they cannot be written.
pub(in crate::command) fn read(root: &Path, id: &str) -> anyhow::Result<Revision> {
    let kept = tempfile::Builder::new().prefix("coach-").tempdir();
    let kept = kept.context("there is no place for the files of an earlier commit")?;
    let entries = entries(root, id)?;
    let mut child = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("git cannot be started")?;
    let copied = copy(&mut child, &entries, kept.path());
    // A failed copy leaves git in the middle of an answer.
    let _ = child.kill();
    let _ = child.wait();
    copied?;
    Ok(Revision { id: id.to_owned(), folder: kept.path().to_owned(), _kept: kept })
}

/// The files of the folder `root` in commit `id` that are read: records and TOML files.
fn entries(root: &Path, id: &str) -> anyhow::Result<Vec<Entry>> {
    let prefix = git(root, &["rev-parse", "--show-prefix"]).context("git cannot be started")?;
    let prefix = prefix.trim_end_matches(['\n', '\r']);
    let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", id];
    if !prefix.is_empty() {
        arguments.extend(["--", prefix]);
    }
    let listed = git_bytes(root, &arguments).context("git does not list the commit's files")?;
    let all = listed.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    Ok(all.filter_map(|line| entry(&String::from_utf8_lossy(line), prefix)).collect())
}

/// One line of `git ls-tree`: mode, kind, object, a tab, and the path.
fn entry(line: &str, prefix: &str) -> Option<Entry> {
    let (head, path) = line.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, kind, object) = (head.next()?, head.next()?, head.next()?);
    let is_file = kind == "blob" && mode.starts_with("100");
    let path = path.strip_prefix(prefix)?;
    let is_safe =
        path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
    let is_read = path.ends_with(".toml") || path.starts_with(&format!("{RECORDS}/"));
    (is_file && is_safe && is_read).then(|| Entry { object: object.to_owned(), path: path.into() })
}

fn copy(child: &mut Child, entries: &[Entry], into: &Path) -> anyhow::Result<()> {
    let (Some(asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        bail!("git cannot be asked");
    };
    let mut answers = BufReader::new(answers);
    thread::scope(|scope| {
        // Asked on a thread of its own: git answers before it has read all questions.
        scope.spawn(move || ask(asks, entries));
        entries.iter().try_for_each(|entry| copy_one(entry, &mut answers, into))
    })
}

fn ask(mut asks: ChildStdin, entries: &[Entry]) {
    for entry in entries {
        // Git that is gone does not answer either, and that is seen there.
        if writeln!(asks, "{}", entry.object).is_err() {
            return;
        }
    }
}

fn copy_one(entry: &Entry, answers: &mut impl BufRead, into: &Path) -> anyhow::Result<()> {
    let mut head = String::new();
    answers.read_line(&mut head).context("git does not answer")?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let Some(size) = size.filter(|_| head.contains(" blob ")) else {
        bail!("git has not all files of that commit here; `git fetch` gets them");
    };
    let to = into.join(&entry.path);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    // One byte more than is read of any file, so that it is still too large.
    let most = size.min(LARGEST as u64 + 1);
    let mut file = File::create(&to)?;
    let copied = io::copy(&mut answers.by_ref().take(most), &mut file)?;
    // The rest of a large file, and the line break behind it.
    let rest = size - most + 1;
    let skipped = io::copy(&mut answers.by_ref().take(rest), &mut io::sink())?;
    if copied < most || skipped < rest {
        bail!("git stops in the middle of an answer");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_are_read_and_stay_inside_are_taken() {
        let path = |line: &str| {
            entry(line, "district/").map(|entry| entry.path.to_string_lossy().into_owned())
        };
        let blob = |path: &str| format!("100644 blob 0123abcd\t{path}");
        assert_eq!(path(&blob("district/coach.toml")).as_deref(), Some("coach.toml"));
        let record = "records/x/c-1-t-2/relationship.yaml";
        assert_eq!(path(&blob(&format!("district/{record}"))).as_deref(), Some(record));
        assert_eq!(path(&blob("district/README.md")), None);
        assert_eq!(path(&blob("district/records/../../x.toml")), None);
        assert_eq!(path(&blob("other/coach.toml")), None);
        assert_eq!(path("120000 blob 0123abcd\tdistrict/records/x/link.yaml"), None);
        assert_eq!(path("160000 commit 0123abcd\tdistrict/records/module"), None);
        assert_eq!(path("district/coach.toml"), None);
    }
}
