//! Changes in turn, against editors, and stopped at every step.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::*;
use crate::store::disk::faulty::stop_everywhere;
use crate::store::lock::OWN;
use crate::syntax::yaml::{Part, insert};

/// For many at once on a busy machine.
const LONG: Patience = Patience { tries: 6000, pause: Duration::from_millis(10) };
const SHORT: Patience = Patience { tries: 3, pause: Duration::from_millis(1) };

/// A folder, and the path of a file in it.
fn in_folder(name: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    (folder, path)
}

fn append(line: &'static [u8]) -> impl FnMut(&[u8]) -> Result<Vec<u8>, String> {
    move |old| Ok([old, line].concat())
}

/// What lies in `folder`, but for the program's own folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != OWN).collect()
}

/// Changes the file at `path`, which lies in the district's folder itself.
fn change_at<E: Display>(
    path: &Path,
    patience: Patience,
    edit: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Lasting, ChangeError<E>> {
    let name = path.file_name().unwrap().to_str().unwrap();
    change_on(&RealDisk, path.parent().unwrap(), name, patience, edit)
}

#[test]
fn what_is_refused_leaves_all_as_it_was() {
    let (folder, path) = in_folder("a.yaml");
    fs::write(&path, "a").unwrap();
    let refused = change_at(&path, SHORT, |_| Err("not so")).unwrap_err();
    assert_eq!(refused.to_string(), "not so");
    let large = change_at(&path, SHORT, |_| Ok::<_, String>(vec![b' '; LARGEST + 1])).unwrap_err();
    assert!(matches!(large, ChangeError::Write(WriteError::TooLarge(_))));
    assert_eq!(fs::read(&path).unwrap(), b"a");
    assert_eq!(names(folder.path()), ["a.yaml"]);

    fs::write(&path, vec![b' '; LARGEST + 1]).unwrap();
    let large = change_at(&path, SHORT, append(b"")).unwrap_err();
    assert!(matches!(large, ChangeError::Write(WriteError::TooLarge(_))));
}

#[test]
fn what_is_no_file_to_change_is_named() {
    let (folder, path) = in_folder("none.yaml");
    let missing = change_at(&path, SHORT, append(b"x")).unwrap_err();
    assert!(missing.to_string().ends_with("none.yaml cannot be written: it is not there"));
    let is_folder = change_at(folder.path(), SHORT, append(b"x")).unwrap_err();
    assert!(matches!(is_folder, ChangeError::Write(WriteError::NoFile(_))));
    fs::write(&path, "a").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let read_only = change_at(&path, SHORT, append(b"x")).unwrap_err();
    assert!(matches!(read_only, ChangeError::Write(WriteError::ReadOnly(_))));
    assert_eq!(fs::read(&path).unwrap(), b"a");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    let (folder, path) = in_folder("a.yaml");
    fs::write(folder.path().join("b.yaml"), "b").unwrap();
    std::os::unix::fs::symlink("b.yaml", &path).unwrap();
    let link = change_at(&path, SHORT, append(b"x")).unwrap_err();
    assert!(matches!(link, ChangeError::Write(WriteError::Link(_))));
    assert!(path.is_symlink());
    assert_eq!(fs::read(folder.path().join("b.yaml")).unwrap(), b"b");
    let socket = folder.path().join("socket");
    let _listens = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let device = change_at(&socket, SHORT, append(b"x")).unwrap_err();
    assert!(device.to_string().ends_with("socket cannot be written: it is not a regular file"));
}

#[cfg(unix)]
#[test]
fn the_rights_stay_and_what_is_not_changed_is_not_written() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let (_folder, path) = in_folder("a.yaml");
    fs::write(&path, "a").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let before = fs::metadata(&path).unwrap().ino();
    change_at(&path, SHORT, append(b"")).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().ino(), before);
    change_at(&path, SHORT, append(b"b")).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!(after.permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read(&path).unwrap(), b"ab");
}

/// What an editor does when it saves.
type Save = fn(&Path, &[u8]);

const SAVES: [Save; 2] = [
    |path, text| fs::write(path, text).unwrap(),
    |path, text| {
        let new = path.with_extension("swp");
        fs::write(&new, text).unwrap();
        fs::rename(new, path).unwrap();
    },
];

#[test]
fn what_an_editor_saved_meanwhile_is_not_lost() {
    for save in SAVES {
        let (folder, path) = in_folder("a.yaml");
        fs::write(&path, "old\n").unwrap();
        let rounds = Cell::new(0);
        let edit = |old: &[u8]| {
            if rounds.replace(rounds.get() + 1) == 0 {
                save(&path, b"saved\n");
            }
            Ok::<_, String>([old, b"done\n"].concat())
        };
        change_at(&path, SHORT, edit).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"saved\ndone\n");
        assert_eq!(rounds.get(), 2);
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }
}

#[test]
fn a_file_that_keeps_changing_is_left_to_whoever_changes_it() {
    for save in SAVES {
        let (folder, path) = in_folder("a.yaml");
        fs::write(&path, "0").unwrap();
        let rounds = Cell::new(0);
        let edit = |old: &[u8]| {
            rounds.set(rounds.get() + 1);
            save(&path, rounds.get().to_string().as_bytes());
            Ok::<_, String>([old, b"done\n"].concat())
        };
        let refused = change_at(&path, SHORT, edit).unwrap_err();
        assert!(matches!(refused, ChangeError::Write(WriteError::KeepsChanging(_))), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), MOST_ROUNDS.to_string().as_bytes());
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }
}

#[test]
fn a_file_that_is_deleted_meanwhile_stays_deleted() {
    let (folder, path) = in_folder("a.yaml");
    fs::write(&path, "0").unwrap();
    let edit = |old: &[u8]| {
        fs::remove_file(&path).unwrap();
        Ok::<_, String>([old, b"done\n"].concat())
    };
    let refused = change_at(&path, SHORT, edit).unwrap_err();
    assert!(refused.to_string().ends_with("cannot be written: it is not there"), "{refused}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_lock_is_not_waited_for_for_ever() {
    let (folder, path) = in_folder("a.yaml");
    fs::write(&path, "a").unwrap();
    let other = Lock::wait_for(folder.path(), SHORT).unwrap();
    let refused = change_at(&path, SHORT, append(b"x")).unwrap_err();
    assert!(matches!(refused, ChangeError::Write(WriteError::Busy { .. })), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), b"a");
    drop(other);
    change_at(&path, SHORT, append(b"x")).unwrap();
    assert_eq!(Patience::USUAL.pause * Patience::USUAL.tries, Duration::from_secs(10));
}

#[test]
fn wherever_it_stops_the_old_file_or_the_new_one_is_whole() {
    let old = b"kind: request\nasked: 2025-09-02\nabout: x\n";
    let new = b"kind: request\nasked: 2025-09-02\nabout: x\nanswered: 2025-09-03\n";
    let write = |disk: &_, root: &Path, path: &str| {
        change_on(disk, root, path, SHORT, append(b"answered: 2025-09-03\n"))
    };
    let is_right = |success: bool, found: Option<&[u8]>| match found {
        Some(found) if found == new => true,
        found => !success && found == Some(old),
    };
    let stops = stop_everywhere("2025-09-02-request-0a1b.yaml", Some(old), write, is_right);
    let steps = ["draft", "write", "rights", "sync", "name", "sync folder"];
    assert_eq!(stops, 3 * steps.len());
}

/// A session with `count` open steps.
fn session(count: usize) -> String {
    let steps = (0..count).map(|n| format!("  - {{id: s{n}, what: x}} # step {n}\n"));
    format!("kind: session\nnext_steps:\n{}notes: |\n  Well.\n", steps.collect::<String>())
}

fn close(path: &Path, step: usize) {
    let place = [Part::Key("next_steps"), Part::Element(step)];
    let done = [("done", "2026-09-20".to_owned())];
    let edit =
        |old: &[u8]| insert(str::from_utf8(old).unwrap(), &place, &done).map(String::into_bytes);
    change_at(path, LONG, edit).unwrap();
}

fn closed(count: usize) -> String {
    session(count).replace("what: x}", "what: x, done: 2026-09-20}")
}

#[test]
fn fifty_at_once_each_close_their_step() {
    const MANY: usize = 50;
    let (folder, path) = in_folder("a.yaml");
    fs::write(&path, session(MANY)).unwrap();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut most, mut reads) = (0, 0);
            while !is_over.load(Ordering::Relaxed) || reads == 0 {
                let text = patiently(Act::Reading, || fs::read_to_string(&path)).unwrap();
                if cfg!(windows) {
                    // Nothing is replaced there while someone reads it, and this one reads all the time.
                    std::thread::sleep(Duration::from_millis(5));
                }
                let count = text.matches(", done: 2026-09-20").count();
                assert!(count >= most, "a step that was closed is open again");
                assert_eq!(text.replace(", done: 2026-09-20", ""), session(MANY), "a whole file");
                (most, reads) = (count, reads + 1);
            }
        });
        let writers: Vec<_> = (0..MANY)
            .map(|step| {
                scope.spawn({
                    let path = &path;
                    move || close(path, step)
                })
            })
            .collect();
        let results: Vec<_> = writers.into_iter().map(|writer| writer.join()).collect();
        is_over.store(true, Ordering::Relaxed);
        assert!(results.iter().all(Result::is_ok));
        reader.join().unwrap();
    });
    assert_eq!(fs::read_to_string(&path).unwrap(), closed(MANY));
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

/// Where a process of the test below finds its file and its steps.
const TASK: &str = "COACH_TEST_CLOSE_STEPS";

#[test]
fn processes_each_close_their_steps() {
    const EACH: usize = 6;
    if let Ok(task) = std::env::var(TASK) {
        let (first, path) = task.split_once(' ').unwrap();
        let first: usize = first.parse().unwrap();
        (first..first + EACH).for_each(|step| close(Path::new(path), step));
        return;
    }
    let (_folder, path) = in_folder("a.yaml");
    fs::write(&path, session(4 * EACH)).unwrap();
    let name = "store::change::tests::processes_each_close_their_steps";
    let children: Vec<_> = (0..4)
        .map(|n| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .args(["--exact", name])
                .env(TASK, format!("{} {}", n * EACH, path.to_string_lossy()));
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), closed(4 * EACH));
}
