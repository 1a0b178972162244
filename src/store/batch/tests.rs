//! Batches stopped at every step, finished afterwards, and told from those at work.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::*;
use crate::store::disk::faulty::{Fault, FaultyDisk, PAIR_FOLDER, district};

const SHORT: Patience = Patience { tries: 2, pause: Duration::from_millis(1) };
const NEXT: &str = "records/lincoln/c-02-t-101/relationship.yaml";

/// A hand-over in the district of the faulty disk: one relationship ends, another begins, and a record
/// goes with it.
fn batch(root: &Path) -> Batch {
    let old = format!("{PAIR_FOLDER}/relationship.yaml");
    let before = fs::read_to_string(root.join(&old)).unwrap();
    let next = before.replace("c-01", "c-02").replace("2025-09-01", "2026-02-02");
    let contact = "kind: contact\ndate: 2025-10-06\nmethod: email\n";
    Batch::new(
        "Hand a relationship over",
        vec![
            Part::changed(old, &before, format!("{before}ended: 2026-02-01\n")),
            new(NEXT, &next),
            new(&format!("{PAIR_FOLDER}/2025-10-06-contact-0a1b.yaml"), contact),
        ],
    )
}

fn new(path: &str, text: &str) -> Part {
    Part::new(path, text)
}

fn states(batch: &Batch, root: &Path) -> Vec<State> {
    batch.parts.iter().map(|part| part.state(root).unwrap()).collect()
}

fn finding(root: &Path) -> Option<String> {
    check(root, |_| true).map(|found| found.message)
}

#[test]
fn all_of_it_is_written_and_nothing_is_kept() {
    let (root, _) = district();
    let batch = batch(root.path());
    let done = batch.write_seen(root.path(), None, &Progress::default()).unwrap();
    assert_eq!(done.changed, [batch.parts[0].path.as_str()]);
    assert_eq!(done.written, [batch.parts[1].path.as_str(), batch.parts[2].path.as_str()]);
    assert_eq!(done.lasting, Lasting::Sure);
    assert_eq!(states(&batch, root.path()), [State::Done; 3]);
    assert!(!root.path().join(KEPT).exists() && finding(root.path()).is_none());
    assert!(Unfinished::hold(root.path()).unwrap().is_none());
}

/// Whoever looked at what is there under the lock writes under the same one; nobody else writes meanwhile.
#[test]
fn who_holds_the_lock_writes_under_it() {
    let (root, _) = district();
    let batch = batch(root.path());
    let lock = hold(root.path()).unwrap();
    let other = batch.write_on(&RealDisk, root.path(), SHORT, &Progress::default()).unwrap_err();
    assert!(matches!(other.error, WriteError::Busy { .. }), "{other}");
    batch.write_seen(root.path(), Some(&lock), &Progress::default()).unwrap();
    drop(lock);
    assert_eq!(states(&batch, root.path()), [State::Done; 3]);
    batch.keep(&RealDisk, root.path(), &root.path().join(KEPT)).unwrap();
    fs::remove_file(root.path().join(NEXT)).unwrap();
    assert!(matches!(hold(root.path()), Err(WriteError::Unfinished(_))));
}

#[test]
fn wherever_it_stops_what_lacks_is_known_and_can_be_finished() {
    let write = |stop_at, fault| {
        let (root, _) = district();
        let batch = batch(root.path());
        let disk = FaultyDisk::new(stop_at, fault);
        let ended = batch.write_on(&disk, root.path(), SHORT, &Progress::default());
        (root, batch, ended, disk.steps())
    };
    let steps = write(usize::MAX, Fault::Error).3;
    let file = ["draft", "write", "rights", "sync", "name", "sync folder"].len();
    // Kept without other rights; a folder for the relationship; removed.
    assert_eq!(steps, (file - 1) + 3 * file + 1 + 1);
    for fault in [Fault::Error, Fault::CrashBefore, Fault::CrashAfter] {
        for stop_at in 0..steps {
            let at = format!("{fault:?} at {stop_at}");
            let (root, batch, ended, _) = write(stop_at, fault);
            let root = root.path();
            let before = states(&batch, root);
            assert!(!before.contains(&State::Other), "{at}");
            let is_whole = before == [State::Done; 3];
            assert!(is_whole || ended.is_err(), "{at}");
            let is_kept = root.join(KEPT).exists();
            assert_eq!(finding(root).is_some(), is_kept && !is_whole, "{at}");
            assert!(is_kept || is_whole || before == [State::Open; 3], "{at}: {before:?}");
            if let (Err(halted), Fault::Error) = (&ended, fault) {
                assert_eq!(halted.is_kept, is_kept, "{at}");
                // What was not begun leaves nothing to finish.
                assert!(!is_kept || before != [State::Open; 3], "{at}");
            }
            // Whoever gives the command again does not write anything twice.
            if is_kept && !is_whole {
                let again = batch.write_seen(root, None, &Progress::default()).unwrap_err();
                assert!(matches!(again.error, WriteError::Unfinished(_)), "{at}: {again}");
                assert_eq!(states(&batch, root), before, "{at}");
            }
            if let Some(unfinished) = Unfinished::hold(root).unwrap() {
                assert_eq!(unfinished.batch.as_ref().unwrap(), &batch, "{at}");
                unfinished.finish().unwrap();
                assert_eq!(states(&batch, root), [State::Done; 3], "{at}");
            }
            assert!(!root.join(KEPT).exists() && finding(root).is_none(), "{at}");
        }
    }
}

/// A district with a batch that was cut off after its first file.
fn cut_off() -> (tempfile::TempDir, Batch) {
    let (root, _) = district();
    let batch = batch(root.path());
    let kept = ["draft", "write", "sync", "name", "sync folder"].len();
    let disk = FaultyDisk::new(kept + 6, Fault::CrashBefore);
    batch.write_on(&disk, root.path(), SHORT, &Progress::default()).unwrap_err();
    assert_eq!(states(&batch, root.path()), [State::Done, State::Open, State::Open]);
    (root, batch)
}

#[test]
fn what_lacks_is_named_where_it_is_looked_at() {
    let (root, batch) = cut_off();
    let found = check(root.path(), |path| path == NEXT).unwrap();
    assert_eq!(found.message, "a command was cut off after 1 of 3 files");
    let named = |path: &str| found.help.iter().any(|line| line.ends_with(path));
    assert!(!named(&batch.parts[0].path) && named(NEXT) && named(&batch.parts[2].path));
    assert!(check(root.path(), |path| path.starts_with("records/prairie")).is_none());
}

#[test]
fn one_that_is_at_work_is_not_cut_off() {
    let (root, _) = cut_off();
    let lock = Lock::wait_for(root.path(), SHORT).unwrap();
    assert_eq!(finding(root.path()), None);
    drop(lock);
    assert!(finding(root.path()).is_some());
}

#[test]
fn what_someone_else_wrote_meanwhile_stays() {
    for at in [0, 1] {
        let (root, batch) = cut_off();
        let path = root.path().join(&batch.parts[at].path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine\n").unwrap();
        let unfinished = Unfinished::hold(root.path()).unwrap().unwrap();
        let halted = unfinished.finish().unwrap_err();
        assert!(halted.is_kept && halted.done == Box::default(), "{halted:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
        assert_eq!(batch.parts[2].state(root.path()).unwrap(), State::Open);
        unfinished.forget().unwrap();
        assert_eq!(finding(root.path()), None);
    }
}

#[test]
fn a_batch_that_someone_put_there_leads_nowhere_else() {
    let texts = [
        r#"{"format":"coach-unfinished/1","message":"","parts":[{"path":"PATH","before":null,"text":"x"}]}"#,
        "{}",
        "",
        "\u{0}",
    ];
    let paths = [
        "../out.yaml",
        "records/../../x/2025-10-06-contact-0a1b.yaml",
        "records/s/p/../2025-10-06-contact-0a1b.yaml",
        "/etc/relationship.yaml",
        "coach.toml.bak",
        "records/s/.git/relationship.yaml",
        "records/s/relationship.yaml",
    ];
    for text in texts {
        for path in paths {
            let (root, _) = district();
            fs::create_dir(root.path().join(".coach")).unwrap();
            fs::write(root.path().join(KEPT), text.replace("PATH", path)).unwrap();
            let said = finding(root.path()).unwrap();
            assert!(said.contains("cannot be read"), "{path}: {said}");
            let unfinished = Unfinished::hold(root.path()).unwrap().unwrap();
            assert!(unfinished.batch.is_err() && unfinished.missing().is_empty());
            assert_eq!(unfinished.finish().unwrap(), Done::default());
        }
    }
}

/// Another school for the pair of the faulty disk, and a change beside it: files come, change and go.
fn move_of_all(root: &Path) -> Batch {
    let old = format!("{PAIR_FOLDER}/relationship.yaml");
    let relationship = fs::read_to_string(root.join(&old)).unwrap();
    let contact = format!("{PAIR_FOLDER}/2025-10-06-contact-0a1b.yaml");
    let text = "kind: contact\ndate: 2025-10-06\nmethod: email\n";
    fs::write(root.join(&contact), text).unwrap();
    let settings = fs::read_to_string(root.join("coach.toml")).unwrap();
    let new_place = |path: &str| path.replace("records/lincoln", "records/prairie");
    Batch::as_one(
        "Move",
        vec![
            Part::removed(&*old, &*relationship),
            Part::changed("coach.toml", &*settings, format!("{settings}# changed\n")),
            Part::new(new_place(&contact), text),
            Part::removed(&*contact, text),
            Part::new(new_place(&old), relationship),
        ],
    )
}

fn texts(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            match path.is_dir() {
                true if name.contains(".coach") => {}
                true => folders.push(path),
                false => found.push((name, fs::read_to_string(path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_move_is_finished_or_taken_back_wherever_it_stops() {
    let done = {
        let (root, _) = district();
        let all =
            move_of_all(root.path()).write_seen(root.path(), None, &Progress::default()).unwrap();
        assert_eq!((all.written.len(), all.changed.len(), all.removed.len()), (2, 1, 2));
        assert!(!root.path().join("records/lincoln").exists());
        texts(root.path())
    };
    let mut stops = 0;
    for fault in [Fault::CrashBefore, Fault::CrashAfter] {
        for stop_at in 0.. {
            for is_finished in [true, false] {
                let at = format!("{fault:?} at {stop_at}, {is_finished}");
                let (root, _) = district();
                let root = root.path();
                let batch = move_of_all(root);
                let before = texts(root);
                let disk = FaultyDisk::new(stop_at, fault);
                if batch.write_on(&disk, root, SHORT, &Progress::default()).is_ok()
                    && disk.steps() <= stop_at
                {
                    // It came to its end before that step.
                    assert!(stops > 50, "{stops}");
                    break;
                }
                stops += 1;
                let Some(unfinished) = Unfinished::hold(root).unwrap() else {
                    assert!([&before, &done].contains(&&texts(root)), "{at}");
                    continue;
                };
                assert!(unfinished.is_taken_back());
                match is_finished {
                    true => drop(unfinished.finish().unwrap()),
                    false => drop(unfinished.take_back().unwrap()),
                }
                assert_eq!(texts(root), if is_finished { done.clone() } else { before }, "{at}");
                assert!(!root.join(KEPT).exists() && finding(root).is_none(), "{at}");
            }
            if stop_at > 200 {
                break;
            }
        }
    }
}

/// Many files that come, one that changes and one that goes, beside a new relationship.
fn many(root: &Path) -> Batch {
    let old = format!("{PAIR_FOLDER}/relationship.yaml");
    let relationship = fs::read_to_string(root.join(&old)).unwrap();
    let goes = format!("{PAIR_FOLDER}/2025-10-06-contact-0a1b.yaml");
    let text = "kind: contact\ndate: 2025-10-06\nmethod: email\n";
    fs::write(root.join(&goes), text).unwrap();
    let next = relationship.replace("c-01", "c-02");
    let mut parts = vec![Part::new(NEXT, &*next)];
    for day in 1..=20 {
        let path = format!(
            "{}/2025-11-{day:02}-contact-0a1b.yaml",
            NEXT.trim_end_matches("/relationship.yaml")
        );
        parts.push(Part::new(
            path,
            format!("kind: contact\ndate: 2025-11-{day:02}\nmethod: phone\n"),
        ));
    }
    parts.push(Part::changed(&*old, &*relationship, format!("{relationship}# seen\n")));
    parts.push(Part::removed(&*goes, text));
    Batch::as_one("Many", parts)
}

#[test]
fn many_files_are_flushed_together_and_finished_or_taken_back_wherever_it_stops() {
    let done = {
        let (root, _) = district();
        let batch = many(root.path());
        assert!(batch.is_large());
        let all = batch.write_seen(root.path(), None, &Progress::default()).unwrap();
        assert_eq!((all.written.len(), all.changed.len(), all.removed.len()), (21, 1, 1));
        assert_eq!(all.lasting, Lasting::Sure);
        texts(root.path())
    };
    let steps = {
        let (root, _) = district();
        let disk = FaultyDisk::new(usize::MAX, Fault::Error);
        many(root.path()).write_on(&disk, root.path(), SHORT, &Progress::default()).unwrap();
        disk.steps()
    };
    // The batch is kept; all are staged; 21 names; one change; one goes; all is flushed; the stage and the batch go.
    let change = ["draft", "write", "rights", "sync", "name", "sync folder"].len();
    let kept = ["draft", "write", "sync", "name", "sync folder"].len();
    assert_eq!(steps, kept + 1 + 21 + change + 1 + 1 + 1 + 1);
    for fault in [Fault::Error, Fault::CrashBefore, Fault::CrashAfter] {
        for stop_at in 0..steps {
            for is_finished in [true, false] {
                let at = format!("{fault:?} at {stop_at}, {is_finished}");
                let (root, _) = district();
                let root = root.path();
                let batch = many(root);
                let before = texts(root);
                let disk = FaultyDisk::new(stop_at, fault);
                let ended = batch.write_on(&disk, root, SHORT, &Progress::default());
                let Some(unfinished) = Unfinished::hold(root).unwrap() else {
                    let expected = if ended.is_ok() { &done } else { &before };
                    let is_right =
                        texts(root) == *expected || fault != Fault::Error && texts(root) == done;
                    assert!(is_right, "{at}");
                    continue;
                };
                match is_finished {
                    true => drop(unfinished.finish().unwrap()),
                    false => drop(unfinished.take_back().unwrap()),
                }
                assert_eq!(texts(root), *if is_finished { &done } else { &before }, "{at}");
                assert!(!root.join(KEPT).exists() && finding(root).is_none(), "{at}");
            }
        }
    }
}

/// Whoever finishes a batch cannot know whether its last flush was done. The disk refuses to flush nothing.
#[test]
fn many_files_are_flushed_also_where_all_were_written_before() {
    let (root, _) = district();
    let root = root.path();
    let batch = many(root);
    batch.write_seen(root, None, &Progress::default()).unwrap();
    let after = texts(root);
    batch.keep(&RealDisk, root, &root.join(KEPT)).unwrap();
    let unfinished = Unfinished::hold(root).unwrap().unwrap();
    assert!(unfinished.missing().is_empty());
    let disk = FaultyDisk::new(usize::MAX, Fault::Error);
    assert_eq!(unfinished.finish_on(&disk).unwrap(), Done::default());
    // All is flushed; the batch goes.
    assert_eq!(disk.steps(), 2);
    assert_eq!(texts(root), after);
}

#[test]
fn a_batch_that_nobody_could_read_again_is_not_begun() {
    let (root, _) = district();
    let before = texts(root.path());
    let text = "x".repeat(1 << 20);
    let parts =
        (10..20).map(|day| new(&format!("{PAIR_FOLDER}/2025-11-{day}-contact-0a1b.yaml"), &text));
    let halted = Batch::new("Too much", parts.collect())
        .write_seen(root.path(), None, &Progress::default())
        .unwrap_err();
    assert!(halted.to_string().contains("10 files at once are more than"), "{halted}");
    assert!(!halted.is_kept);
    assert_eq!(texts(root.path()), before);
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (root, _) = cut_off();
    let mode = fs::metadata(root.path().join(KEPT)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let ignored = fs::read_to_string(root.path().join(".coach/.gitignore")).unwrap();
    assert_eq!(ignored, "*\n");
}
