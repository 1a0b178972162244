//! A district's folder as a commit has it: read from git's objects into a folder of its own that goes
//! away again. Neither the work tree nor the index is looked at or touched.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use tempfile::TempDir;

use super::attributes::altered;
use super::start::{Reading, Repository, find, not_started};
use super::tree::{Listing, TreeEntry, TreeEntryKind};
use crate::command::prompt::signals;
use crate::store::{LARGEST, RECORDS};
use crate::text::wording::visible;

/// A commit's files.
#[derive(Debug)]
pub(in crate::command) struct Revision {
    /// The commit's full id.
    pub id: String,
    /// The district's folder as the commit has it.
    pub folder: PathBuf,
    /// Removes it at the end.
    _kept: TempDir,
    /// Removes it where a signal is the end.
    _watch: Watch,
}

/// While this lives, a signal that ends the program removes a folder first: it holds what is confidential.
#[derive(Debug)]
struct Watch(Arc<AtomicBool>);

/// Time between two looks at whether a signal came.
const PAUSE: Duration = Duration::from_millis(30);
/// How often the folder is removed until it stays away.
const MOST_TRIES: u32 = 20;

impl Watch {
    /// Makes a folder, and watches over it from before it is there.
    fn over_new() -> std::io::Result<(TempDir, Self)> {
        signals::note();
        let made = tempfile::Builder::new().prefix("coach-").tempdir();
        let kept = made.inspect_err(|_| signals::release())?;
        let folder = kept.path().to_owned();
        let is_over = Arc::new(AtomicBool::new(false));
        let watch = Self(Arc::clone(&is_over));
        thread::spawn(move || {
            while !is_over.load(Ordering::SeqCst) {
                if let Some(number) = signals::came() {
                    // Another thread may be putting a file into it, and make it again for that.
                    for _ in 0..MOST_TRIES {
                        let _ = fs::remove_dir_all(&folder);
                        thread::sleep(PAUSE);
                        if !folder.exists() {
                            break;
                        }
                    }
                    signals::end_by(number);
                }
                thread::sleep(PAUSE);
            }
        });
        Ok((kept, watch))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
        signals::release();
    }
}

/// A commit that is there to be read.
#[derive(Debug)]
pub(in crate::command) struct Resolved {
    pub(super) repository: Repository,
    pub(super) id: String,
}

/// A file to be read: the id of its contents, and its path from the district's folder.
struct Wanted {
    object: String,
    path: PathBuf,
}

/// The commit that `name` names in the repository around `root`; `None` outside a repository.
///
/// # Errors
/// In words: git refuses, or there is no such commit.
pub(in crate::command) fn resolve(root: &Path, name: &str) -> Result<Option<Resolved>, String> {
    let Some(repository) = find(root)? else { return Ok(None) };
    let commit = format!("{name}^{{commit}}");
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    match repository.read_text(&arguments) {
        Ok(id) if !id.is_empty() => Ok(Some(Resolved { repository, id })),
        Err(why) if !why.is_empty() => Err(why),
        _ if is_shallow(&repository) => Err(NOT_HERE.to_owned()),
        _ => Err("git does not know this commit".to_owned()),
    }
}

/// What is said of a commit that a clone does not have.
const NOT_HERE: &str = "this clone has only the latest commits, and not this one; `git fetch --unshallow` \
                        gets the others (in GitHub Actions, `fetch-depth: 0`)";
/// What is said where a clone does not have the commit in which two branches parted.
pub(super) const NONE_IN_COMMON: &str = "this clone has only the latest commits, and not the one from which the two branches go on; `git fetch \
     --unshallow` gets the others (in GitHub Actions, `fetch-depth: 0`)";

/// Whether the clone has only the latest commits.
pub(super) fn is_shallow(repository: &Repository) -> bool {
    let asked = ["rev-parse", "--is-shallow-repository"];
    repository.read_text(&asked).is_ok_and(|answer| answer == "true")
}

/// Reads the settings, profiles and records of the district's folder as the commit has them.
///
/// Links are left out: they are never followed, and count as no record.
///
/// # Errors
/// Git cannot be started or has not all of the commit's files, it stores them in a form that only a
/// filter reads, or they cannot be written.
pub(in crate::command) fn read(resolved: Resolved) -> anyhow::Result<Revision> {
    let Resolved { repository, id } = resolved;
    let (kept, watch) =
        Watch::over_new().context("there is no place for the files of an earlier commit")?;
    let paths: Vec<&str> = match repository.prefix.as_str() {
        "" => Vec::new(),
        prefix => vec![prefix],
    };
    let said = |why| anyhow!("git does not list the commit's files: {why}");
    let listing = Listing::of(&repository, &id, &paths).map_err(said)?;
    let records = format!("{}{RECORDS}/", repository.prefix);
    let is_other = |entry: &TreeEntry| {
        entry.kind == TreeEntryKind::Module && format!("{}/", entry.path).starts_with(&records)
    };
    if let Some(other) = listing.entries().find(is_other) {
        bail!("{} is another repository, so no commit here has its records", visible(other.path));
    }
    let listed: Vec<(&str, Wanted)> =
        listing.entries().filter_map(|entry| wanted(entry, &repository.prefix)).collect();
    let paths: Vec<&str> = listed.iter().map(|(path, _)| *path).collect();
    let altered = altered(&repository, Some(&id), &paths).map_err(said)?;
    if let Some(altered) = altered.first() {
        bail!(
            "git stores {} in a form made by {}, and coach runs no filters of a repository; compare \
             with a saved report instead (`coach report --format json -o FILE`)",
            visible(&altered.path),
            visible(&altered.by)
        );
    }
    let wanted: Vec<Wanted> = listed.into_iter().map(|(_, wanted)| wanted).collect();
    let mut child = repository
        .reading(&["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| anyhow!(not_started(&error)))?;
    let copied = copy(&mut child, &wanted, kept.path());
    // A failed copy leaves git in the middle of an answer.
    let _ = child.kill();
    let _ = child.wait();
    copied?;
    Ok(Revision { id, folder: kept.path().to_owned(), _kept: kept, _watch: watch })
}

/// What is read of `entry`, with its path from the top: records and TOML files in the folder `prefix`.
fn wanted<'e>(entry: TreeEntry<'e>, prefix: &str) -> Option<(&'e str, Wanted)> {
    let path = entry.path.strip_prefix(prefix)?;
    let is_safe =
        path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
    let is_read = path.ends_with(".toml") || path.starts_with(&format!("{RECORDS}/"));
    let is_wanted = entry.kind == TreeEntryKind::File && is_safe && is_read;
    is_wanted.then(|| (entry.path, Wanted { object: entry.object.to_owned(), path: path.into() }))
}

fn copy(child: &mut Child, entries: &[Wanted], into: &Path) -> anyhow::Result<()> {
    let (Some(asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        bail!("git cannot be asked");
    };
    let mut answers = BufReader::new(answers);
    thread::scope(|scope| {
        // Asked on a thread of its own: git answers before it has read all questions.
        scope.spawn(move || ask(asks, entries));
        entries.iter().try_for_each(|entry| {
            if signals::came().is_some() {
                // The watch ends the program meanwhile, and nothing more is put there.
                thread::sleep(2 * MOST_TRIES * PAUSE);
                bail!("a signal stopped it");
            }
            copy_one(entry, &mut answers, into)
        })
    })
}

fn ask(mut asks: ChildStdin, entries: &[Wanted]) {
    for entry in entries {
        // Git that is gone does not answer either, and that is seen there.
        if writeln!(asks, "{}", entry.object).is_err() {
            return;
        }
    }
}

fn copy_one(entry: &Wanted, answers: &mut impl BufRead, into: &Path) -> anyhow::Result<()> {
    let mut head = String::new();
    answers.read_line(&mut head).context("git does not answer")?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let Some(size) = size.filter(|_| head.contains(" blob ")) else {
        bail!(
            "this clone does not have all files of that commit, and coach never fetches; \
             `git fetch --refetch --no-filter` gets them"
        );
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
        let taken = |kind, path: &str| {
            let wanted = wanted(TreeEntry { kind, object: "0123abcd", path }, "district/")?.1;
            Some(wanted.path.to_string_lossy().into_owned())
        };
        let file = |path: &str| taken(TreeEntryKind::File, path);
        assert_eq!(file("district/coach.toml").as_deref(), Some("coach.toml"));
        let record = "records/x/c-1-t-2/relationship.yaml";
        assert_eq!(file(&format!("district/{record}")).as_deref(), Some(record));
        assert_eq!(file("district/README.md"), None);
        assert_eq!(file("district/records/../../x.toml"), None);
        assert_eq!(file("other/coach.toml"), None);
        assert_eq!(taken(TreeEntryKind::Link, "district/records/x/link.yaml"), None);
        assert_eq!(taken(TreeEntryKind::Module, "district/records/module"), None);
    }
}
