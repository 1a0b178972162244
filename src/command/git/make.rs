//! A commit of what was written, and of nothing else that has changed. Paths come in; the new commit's
//! id goes out. Here the repository's own hooks and filters are run, as `git commit` by hand runs them.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;

use super::left::Turn;
use super::same::{differing, is_named};
use super::start::{Reading, Repository, find, not_started, said};
use crate::store::RECORDS;

/// How long another git is waited for that holds one of the repository's locks.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(50);

/// A commit that was made.
#[derive(Debug)]
pub(in crate::command) struct Committed {
    /// Its short id.
    pub id: String,
    /// Records that an earlier commit could not take, and this one did: paths from the top of the work
    /// tree.
    pub also: Vec<String>,
    /// Such records that it could not take either, and why.
    pub left: Option<(Vec<String>, String)>,
}

/// Commits `paths`, given from the district's folder `root`, with what an earlier call could not commit
/// and nothing else that has changed. One call after the other; another git that is at work is waited
/// for.
///
/// # Errors
/// There is no git or no ordinary repository here, or git refuses, for instance because a hook does. The
/// files stay as they are, and the next call takes them along.
pub(in crate::command) fn commit_files(
    root: &Path,
    paths: &[String],
    message: &str,
) -> anyhow::Result<Committed> {
    let refused = |why: String| anyhow!("what was written is not committed: {why}");
    let repository = find(root).map_err(refused)?;
    let repository = repository.ok_or_else(|| refused("this is no git repository".to_owned()))?;
    let turn = Turn::wait_for(&repository.git_dir).map_err(refused)?;
    let own: Vec<String> =
        paths.iter().map(|path| format!("{}{path}", repository.prefix)).collect();
    let also = still_left(&repository, &turn, &own);
    let all = [&own[..], &also].concat();
    // Before anything is tried: whatever ends this, the next commit finds them. Without the list, the
    // commit is as good.
    drop(turn.leave(&all));
    let made = match make(&repository, &all, message) {
        Err(why) if !also.is_empty() => {
            // Perhaps because of those; what is new need not wait for them.
            make(&repository, &own, message).map(|id| (id, Vec::new(), Some((also.clone(), why))))
        }
        made => made.map(|id| (id, also.clone(), None)),
    };
    let (id, also, left) = made.map_err(|why| {
        refused(format!("{why}\nthe next --commit takes it along, once that is mended"))
    })?;
    let waiting = left.as_ref().map_or(&[][..], |(paths, _)| paths);
    drop(turn.leave(waiting));
    Ok(Committed { id, also, left })
}

/// What an earlier commit left, if it is still there, still not committed, and a record of this district.
fn still_left(repository: &Repository, turn: &Turn, own: &[String]) -> Vec<String> {
    let records = format!("{}{RECORDS}/", repository.prefix);
    let is_file = |path: &String| {
        let found = repository.top.join(path).symlink_metadata();
        path.starts_with(&records) && found.is_ok_and(|found| found.is_file())
    };
    let left = turn.left().into_iter().filter(|path| is_file(path) && !own.contains(path));
    differing(repository, left.collect())
}

/// Commits `paths`, from the top of the work tree, and gives the new commit's short id.
fn make(repository: &Repository, paths: &[String], message: &str) -> Result<String, String> {
    let new = unknown(repository, paths)?;
    let specs = |paths: &[String]| -> Vec<String> {
        paths.iter().map(|path| format!(":(literal){path}")).collect()
    };
    // Git commits single files only where it knows of them.
    let meant = match new.is_empty() {
        true => Ok(()),
        false => run(repository, &["add", "--intent-to-add"], &specs(&new)),
    };
    let commit = ["commit", "--quiet", "--only", "-m", message];
    if let Err(why) = meant.and_then(|()| run(repository, &commit, &specs(paths))) {
        return Err(take_back(repository, &new, why));
    }
    agree(repository, &specs(paths));
    let id = repository.read_text(&["rev-parse", "--short", "HEAD"]);
    Ok(id.unwrap_or_default())
}

/// Those of `paths` that the index does not hold, or only as meant to be added: then it holds them with
/// nothing in them, which no record is.
fn unknown(repository: &Repository, paths: &[String]) -> Result<Vec<String>, String> {
    let paths_only: Vec<&str> = paths.iter().map(String::as_str).collect();
    let asked = ["--literal-pathspecs", "ls-files", "--stage", "-z", "--"];
    let listed = repository.read(&[&asked[..], &paths_only].concat())?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let known: BTreeSet<&str> = listed
        .split_terminator('\0')
        .filter_map(|line| line.split_once('\t'))
        .filter(|(head, _)| !head.split(' ').nth(1).is_some_and(|object| is_named(object, b"")))
        .map(|(_, path)| path)
        .collect();
    Ok(paths.iter().filter(|path| !known.contains(path.as_str())).cloned().collect())
}

/// Takes `new` out of the index again, where files that are only meant to be added would stand in the way
/// of `git stash` and go into the next commit; says `why` it came to that.
fn take_back(repository: &Repository, new: &[String], why: String) -> String {
    if new.is_empty() {
        return why;
    }
    match run(repository, &["update-index", "--force-remove"], new) {
        Ok(()) => why,
        Err(_) => {
            format!("{why}\ngit still takes it as to be added: `git reset -- {}`", new.join(" "))
        }
    }
}

/// Makes the index agree with the commit on `specs`: a hook may have changed what was committed, and then
/// the index has them as they were before it.
fn agree(repository: &Repository, specs: &[String]) {
    let mut differs = repository.git();
    differs.args(["diff-index", "--cached", "--quiet", "HEAD", "--"]).args(specs);
    if differs.status().is_ok_and(|status| status.code() == Some(1)) {
        // The commit is made; where this fails, `git status` shows it.
        drop(run(repository, &["reset", "--quiet"], specs));
    }
}

/// Runs git with `arguments` about `paths`; while another git holds a lock, again and again.
fn run(repository: &Repository, arguments: &[&str], paths: &[String]) -> Result<(), String> {
    let begun = Instant::now();
    loop {
        let mut command = repository.git();
        let output = command.args(arguments).arg("--").args(paths).output();
        let output = output.map_err(|error| not_started(&error))?;
        if output.status.success() {
            return Ok(());
        }
        if !is_locked(&String::from_utf8_lossy(&output.stderr)) {
            return Err(said(&output));
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!(
                "another git has been at work here for {} seconds; if none is, one that was ended in the \
                 middle has left a lock behind in {}",
                PATIENCE.as_secs(),
                repository.git_dir.display()
            ));
        }
        thread::sleep(PAUSE);
    }
}

/// Whether git says in `said` that another git holds a lock: it names the lock's file in any language.
fn is_locked(said: &str) -> bool {
    said.lines().any(|line| {
        let is_ref = line.contains("/refs/") && line.contains(".lock'");
        is_ref
            || ["/index.lock'", "/HEAD.lock'", "/packed-refs.lock'"]
                .iter()
                .any(|lock| line.contains(lock))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_of_git_is_told_from_what_a_hook_says() {
        assert!(is_locked("fatal: Unable to create '/r/.git/index.lock': File exists.\n\nAnother"));
        assert!(is_locked(
            "fatal: cannot lock ref 'HEAD': Unable to create '/r/.git/HEAD.lock': x"
        ));
        assert!(is_locked("x '/r/.git/refs/heads/main.lock': File exists"));
        assert!(!is_locked("Cargo.lock has changed"));
        assert!(!is_locked("not on Sundays"));
    }
}
