//! A thing that is looked for and may stand in a record that cannot be read: that record is named.

use std::fs;

use super::{Desk, FOR_T104, T104};

const STEP: &str = "kind: session\ndate: 2025-10-06\nmethod: phone\n\
                    next_steps: [{id: s1, what: go on, who: coach}]\n";

/// Commands that look for something in a record, the kind of record, and what they say is not there.
const LOOKING: [(&[&str], &str, &str); 3] = [
    (&["feedback", "--complete", "--summary", "x"], "feedback", "`t-104` has no open feedback"),
    (&["request", "--answer", "--method", "email"], "request", "`t-104` has no open request"),
    (&["done", "s1"], "session", "`t-104` has no open step `s1`"),
];

/// Runs each command, and expects it to name the record that `break_it` made of a path.
fn names_it(break_it: impl Fn(&std::path::Path), why: &str) {
    for (arguments, kind, says) in LOOKING {
        let desk = Desk::new();
        let path = format!("{T104}/2025-10-06-{kind}-00aa.yaml");
        break_it(&desk.path().join(&path));
        let run = desk.log(&[arguments, &FOR_T104[..]].concat());
        assert_eq!(run.code, 2, "{run:?}");
        let said = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = format!("{says} that can be read, but {path} ({why}) cannot be used");
        assert!(said.contains(&expected), "{expected} is not in {said}");
        // Where all can be read, nothing is added.
        let run = Desk::new().log(&[arguments, &FOR_T104[..]].concat());
        assert!(run.err.contains(says) && !run.err.contains("but"), "{run:?}");
    }
}

#[test]
fn a_folder_in_the_place_of_a_record_is_named() {
    let folder = |path: &std::path::Path| fs::create_dir_all(path).expect("a folder");
    names_it(folder, "this is a folder under the name of a record");
}

#[test]
fn a_record_with_a_fault_is_named() {
    let broken = |path: &std::path::Path| fs::write(path, "kind: [\n").expect("a file");
    names_it(broken, "a list opened with `[` is not closed");
}

#[cfg(unix)] // permissions as Unix has them
#[test]
fn a_record_without_permission_is_named() {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
    };
    let probe = tempfile::NamedTempFile::new().expect("a file");
    set(probe.path(), 0o000);
    if fs::File::open(probe.path()).is_ok() {
        let said = "a_record_without_permission_is_named is not tried: root may read anything";
        writeln!(std::io::stderr(), "{said}").expect("written");
        return;
    }
    let closed = |path: &std::path::Path| {
        fs::write(path, STEP).expect("a file");
        set(path, 0o000);
    };
    names_it(closed, "the file cannot be read: permission denied");
}

/// A step that is named by its file says what is wrong with that file.
#[test]
fn a_named_record_with_a_fault_says_which() {
    let desk = Desk::new();
    let name = "2025-10-06-session-00aa.yaml";
    desk.file(&format!("{T104}/{name}"), format!("{STEP}method: email\n"));
    let run = desk.log(&["done", &format!("{name}#s1")]);
    let says = "(the key `method` appears twice) cannot be used; `coach check` shows why";
    assert!(run.code == 2 && run.err.contains(says), "{run:?}");
}
