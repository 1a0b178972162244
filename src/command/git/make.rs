//! A commit of what was written, and of nothing else that has changed. Paths come in; the new commit's
//! id goes out. Here the repository's own hooks and filters are run, as `git commit` by hand runs them.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::process::{Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;

use super::left::{HAS_TURN, Turn};
use super::same::{differing, is_named};
use super::start::{Reading, Repository, find, not_started, said};
use crate::command::prompt::signals;
use crate::store::{CONFIG, RECORDS, RecordName};
use crate::text::path::shown_path;

/// How long another git is waited for that holds one of the repository's locks.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(50);

/// A commit that was made.
#[derive(Debug)]
pub(in crate::command) struct Committed {
    /// Its short id; `None` where git held nothing of what is gone, so that there was nothing to commit.
    pub id: Option<String>,
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
    let repository =
        repository.ok_or_else(|| refused("this is not a git repository".to_owned()))?;
    let turn = Turn::wait_for(&repository.git_dir).map_err(refused)?;
    let own: Vec<String> =
        paths.iter().map(|path| format!("{}{path}", repository.prefix)).collect();
    let (also, others) = still_left(&repository, &turn, &own).map_err(refused)?;
    // Before anything is tried: whatever ends this, the next commit finds them. Without the list, the
    // commit is as good.
    drop(turn.leave(&[&own[..], &also, &others].concat()));
    let made = match make(&repository, &[&own[..], &also].concat(), message) {
        Err(why) if !also.is_empty() => {
            // Perhaps because of those; what is new need not wait for them.
            make(&repository, &own, message).map(|id| (id, Vec::new(), Some((also.clone(), why))))
        }
        made => made.map(|id| (id, also.clone(), None)),
    };
    let (id, also, left) =
        made.map_err(|why| refused(format!("{why}\nfix this, and the next --commit includes it")))?;
    let waiting = left.as_ref().map_or(&[][..], |(paths, _)| paths);
    drop(turn.leave(&[waiting, &others].concat()));
    Ok(Committed { id, also, left })
}

/// What an earlier commit left: what of it is still there, still not committed, and a record of this
/// district; and what is none of this district's business.
fn still_left(
    repository: &Repository,
    turn: &Turn,
    own: &[String],
) -> Result<(Vec<String>, Vec<String>), String> {
    let left = turn.left().map_err(|error| {
        format!("the list of what was left uncommitted cannot be read: {error}")
    })?;
    let records = format!("{}{RECORDS}/", repository.prefix);
    let settings = format!("{}{CONFIG}", repository.prefix);
    let (ours, others): (Vec<String>, Vec<String>) =
        left.into_iter().partition(|path| path.starts_with(&records) || *path == settings);
    let is_record = |path: &&String| {
        if **path == settings {
            return true;
        }
        let parts: Vec<&str> = path[records.len()..].split('/').collect();
        let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
        matches!(parts[..], [school, pair, name]
            if is_name(school) && is_name(pair) && RecordName::parse(name).is_some())
    };
    let is_file = |path: &&String| match repository.top.join(path).symlink_metadata() {
        Ok(found) => found.is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    let is_new = |path: &&String| !own.contains(path);
    let there: Vec<String> =
        ours.iter().filter(is_record).filter(is_file).filter(is_new).cloned().collect();
    // What is gone and was never held by git is nobody's any more.
    let (gone, mut there): (Vec<String>, Vec<String>) =
        there.into_iter().partition(|path| is_gone(repository, path));
    let never_held = unknown(repository, &gone)?;
    there.extend(gone.into_iter().filter(|path| !never_held.contains(path)));
    Ok((differing(repository, &there), others))
}

/// Commits `paths`, from the top of the work tree, and gives the new commit's short id. Files that are
/// gone and that git never held are passed over; where there is nothing else, there is no commit.
fn make(
    repository: &Repository,
    paths: &[String],
    message: &str,
) -> Result<Option<String>, String> {
    let new = unknown(repository, paths)?;
    let (gone, new): (Vec<String>, Vec<String>) =
        new.into_iter().partition(|path| is_gone(repository, path));
    let gone: BTreeSet<&String> = gone.iter().collect();
    let paths: Vec<String> = paths.iter().filter(|path| !gone.contains(path)).cloned().collect();
    let paths = &paths[..];
    if paths.is_empty() {
        return Ok(None);
    }
    // Git commits single files only where it knows of them.
    if !new.is_empty() {
        run(repository, &[&["add", "--intent-to-add"], &FROM_INPUT[..]].concat(), &specs(&new))?;
    }
    let commit = ["commit", "--quiet", "--only", "-m", message];
    if let Err(why) = run(repository, &[&commit, &FROM_INPUT[..]].concat(), &specs(paths)) {
        // A full disk may stop git after the commit is made.
        if !differing(repository, paths).is_empty() {
            return Err(take_back(repository, &new, why));
        }
    }
    agree(repository, paths);
    let id = repository.read_text(&["rev-parse", "--short", "HEAD"]);
    Ok(Some(id.unwrap_or_default()))
}

/// Whether nothing is at `path`, from the top of the work tree.
fn is_gone(repository: &Repository, path: &str) -> bool {
    repository.top.join(path).symlink_metadata().is_err()
}

/// Paths are given on standard input, where there is room for any number.
const FROM_INPUT: [&str; 2] = ["--pathspec-from-file=-", "--pathspec-file-nul"];

/// `paths` as git takes them, each for itself, whatever it begins with.
fn specs(paths: &[String]) -> Vec<String> {
    paths.iter().map(|path| format!(":(top,literal){path}")).collect()
}

/// Those of `paths` that the index does not hold, or only as meant to be added: then it holds them with
/// nothing in them, which no record is.
fn unknown(repository: &Repository, paths: &[String]) -> Result<Vec<String>, String> {
    let mut known = BTreeSet::new();
    let all = [RECORDS, CONFIG].map(|own| format!("{}{own}", repository.prefix));
    // To match many paths one by one takes git far longer than to list everything.
    let paths_asked = if paths.len() > MOST_ARGUMENTS { &all[..] } else { paths };
    for some in paths_asked.chunks(MOST_ARGUMENTS) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        let asked = ["ls-files", "--stage", "-z", "--"];
        let listed = repository.read(&[&asked[..], &some].concat())?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let lines = listed.split_terminator('\0').filter_map(|line| line.split_once('\t'));
        let is_empty = |head: &str| head.split(' ').nth(1).is_some_and(|id| is_named(id, b""));
        known.extend(lines.filter(|(head, _)| !is_empty(head)).map(|(_, path)| path.to_owned()));
    }
    Ok(paths.iter().filter(|path| !known.contains(path.as_str())).cloned().collect())
}

/// Paths that one command line takes.
const MOST_ARGUMENTS: usize = 500;

/// Takes `new` out of the index again, where files that are only meant to be added would be in the way
/// of `git stash` and go into the next commit; says `why` it came to that.
fn take_back(repository: &Repository, new: &[String], why: String) -> String {
    if new.is_empty() {
        return why;
    }
    match run(repository, &["update-index", "-z", "--force-remove", "--stdin"], new) {
        Ok(()) => why,
        Err(_) => {
            format!("{why}\ngit still plans to add it; `git reset -- {}` undoes that", some_of(new))
        }
    }
}

/// The first few of `paths`, and how many more there are.
pub(in crate::command) fn some_of(paths: &[String]) -> String {
    const MOST_NAMED: usize = 5;
    let named = paths.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(" ");
    match paths.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Makes the index agree with the commit on `paths`: a hook may have changed what was committed, and then
/// the index has them as they were before it.
fn agree(repository: &Repository, paths: &[String]) {
    let all = [RECORDS, CONFIG].map(|own| format!("{}{own}", repository.prefix));
    let asked = if paths.len() > MOST_ARGUMENTS { &all[..] } else { paths };
    let differs = asked.chunks(MOST_ARGUMENTS).any(|some| {
        let mut differs = repository.git();
        differs.args(["diff-index", "--cached", "--quiet", "HEAD", "--"]).args(specs(some));
        differs.status().is_ok_and(|status| status.code() == Some(1))
    });
    if differs {
        // The commit is made; where this fails, `git status` shows it.
        drop(run(repository, &[&["reset", "--quiet"], &FROM_INPUT[..]].concat(), &specs(paths)));
    }
}

/// Runs git with `arguments` about `paths`, given on standard input; while another git holds a lock, again
/// and again.
fn run(repository: &Repository, arguments: &[&str], paths: &[String]) -> Result<(), String> {
    let begun = Instant::now();
    loop {
        let output = once(repository, arguments, paths).map_err(|error| not_started(&error))?;
        if output.status.success() {
            return Ok(());
        }
        if !is_locked(&String::from_utf8_lossy(&output.stderr)) {
            let why = said(&output);
            return Err(match output.status.code() {
                None => "git was stopped".to_owned(),
                Some(code) if why.is_empty() => {
                    format!("git gave no reason (exit code {code}); perhaps a hook refused")
                }
                Some(_) => why,
            });
        }
        if signals::came().is_some() {
            return Err("it was stopped while another git was at work here".to_owned());
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!(
                "another git has been at work here for {} seconds; if none is, one that was cut off has left \
                 a lock in {}",
                PATIENCE.as_secs(),
                shown_path(&repository.git_dir)
            ));
        }
        thread::sleep(PAUSE);
    }
}

/// Runs git once. What it says goes through a file: a hook may leave a program behind that holds on to what
/// it was given, and that one is not waited for.
fn once(repository: &Repository, arguments: &[&str], paths: &[String]) -> io::Result<Output> {
    let mut input = tempfile::tempfile()?;
    input.write_all(paths.iter().map(|path| format!("{path}\0")).collect::<String>().as_bytes())?;
    input.rewind()?;
    let mut words = tempfile::tempfile()?;
    let mut command = repository.git();
    command.env(HAS_TURN, "1").args(arguments).stdin(input).stdout(Stdio::null());
    let status = command.stderr(words.try_clone()?).status()?;
    words.rewind()?;
    let mut stderr = Vec::new();
    words.take(MOST_SAID).read_to_end(&mut stderr)?;
    Ok(Output { status, stdout: Vec::new(), stderr })
}

/// Bytes that are read of what git and its hooks say.
const MOST_SAID: u64 = 1 << 20;

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
