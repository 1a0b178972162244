//! A record on standard input: what an editor holds and has not saved yet.

use std::io::Write;
use std::process::{Command, Stdio};

use super::pair;
use crate::harness::{District, Run};

const PAIR: &str = "records/lincoln/c-01-t-101";

/// Runs `coach check -` in the district with `text` as the file at `path`.
fn check(district: &District, path: &str, text: impl AsRef<[u8]>) -> Run {
    run(district, &["check", "-", "--stdin-filename", path], text)
}

fn run(district: &District, arguments: &[&str], text: impl AsRef<[u8]>) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coach"))
        .env_clear()
        .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
        .current_dir(district.path())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It may refuse its arguments before it reads anything.
    let _ = child.stdin.take().expect("standard input").write_all(text.as_ref());
    let output = child.wait_with_output().expect("the program ends");
    Run {
        code: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

#[test]
fn the_text_takes_the_place_of_the_file() {
    let district = District::new().pair(&pair().contact("2025-09-10", "email"));
    let path = format!("{PAIR}/2025-09-10-contact-0001.yaml");
    let clean = check(&district, &path, "kind: contact\ndate: 2025-09-10\nmethod: phone\n");
    assert_eq!((clean.code, clean.out.as_str()), (0, "no problems in 1 record\n"));
    let broken = check(&district, &path, "kind: contact\ndate: 2025-09-10\nmethod: phnoe\n");
    assert_eq!(broken.code, 1);
    assert!(broken.out.contains(&format!("--> {path}:3:9")), "{}", broken.out);
    // The file itself is as it was.
    assert_eq!(district.coach(&["check", "--strict"]).code, 0);
}

#[test]
fn a_file_or_folder_that_is_not_there_yet_will_do() {
    let text = "kind: contact\ndate: 2025-09-10\nmethod: email\nabout: the plan\n";
    let contact = pair().record("contact", "date", "2025-09-10", "method: email\nabout: the plan");
    let district = District::new().pair(&contact);
    // It says the same as the record that is there: the whole folder is known.
    let new = check(&district, &format!("{PAIR}/2025-09-10-contact-00ff.yaml"), text);
    assert!(new.out.contains("warning[same-content]"), "{}", new.out);
    let relationship = pair().files().remove(0).1.replace("t-101", "t-109");
    let path = "records/lincoln/c-01-t-109/relationship.yaml";
    let new = check(&district, path, relationship);
    assert_eq!((new.code, new.out.as_str()), (0, "no problems in 1 record\n"));
    assert!(!district.path().join("records/lincoln/c-01-t-109").exists());
}

#[test]
fn settings_can_be_checked_too() {
    let district = District::new().pair(&pair());
    let broken = check(&district, "coach.toml", "version = 1\n");
    assert_eq!(broken.code, 2);
    assert!(broken.out.contains("coach.toml needs the key `district`"), "{}", broken.out);
    let clean = check(&district, "coach.toml", crate::harness::SETTINGS);
    assert_eq!(clean.code, 0, "{clean:?}");
}

#[test]
fn what_is_too_large_or_no_text_is_said() {
    let district = District::new().pair(&pair());
    let path = format!("{PAIR}/2025-09-10-contact-0001.yaml");
    let large = check(&district, &path, vec![b'#'; 3 << 20]);
    assert!(large.out.contains("error[too-large]"), "{large:?}");
    let latin = check(&district, &path, b"kind: contact\nabout: caf\xe9\n");
    assert!(latin.out.contains("error[not-utf8]"), "{latin:?}");
}

#[test]
fn a_place_where_no_record_can_be_is_refused() {
    let district = District::new().pair(&pair());
    for path in
        ["plan.yaml", "records/plan.yaml", "records/lincoln/c-01-t-101/plan.yaml", "../x.yaml"]
    {
        let run = check(&district, path, "kind: contact\n");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}");
        assert!(run.err.contains(path.rsplit('/').next().expect("a name")), "{}", run.err);
    }
}

#[test]
fn standard_input_and_its_name_belong_together() {
    let district = District::new().pair(&pair());
    let path = format!("{PAIR}/2025-09-10-contact-0001.yaml");
    for (arguments, remedy) in [
        (&["check", "-"][..], "--stdin-filename"),
        (&["check", "--stdin-filename", &path], "the path `-`"),
        (&["check", "-", "records", "--stdin-filename", &path], "name no other path"),
    ] {
        let run = run(&district, arguments, "");
        assert_eq!(run.code, 2);
        assert!(run.err.contains(remedy), "{}", run.err);
    }
}
