//! Who is selected, and how a run ends.

use super::next_in;
use crate::harness::{AS_OF, District, Pair};

fn late() -> Pair {
    Pair::new().agreed("respond_within_days: 2").session("2026-05-18", "").asked("2026-05-26")
}

fn three() -> District {
    District::new().pairs([
        &Pair::of("c-01", "t-101", "lincoln"),
        &Pair::of("c-01", "t-102", "lincoln"),
        &Pair::of("c-02", "t-102", "prairie"),
    ])
}

#[test]
fn due_ends_with_1_from_the_day_after() {
    let district = District::new().pair(&late());
    let code = |arguments: &[&str]| district.coach(&[&["next"], arguments].concat()).code;
    assert_eq!(code(&["--due", "--as-of", "2026-05-28"]), 0, "due today");
    assert_eq!(code(&["--due", "--as-of", "2026-05-29"]), 1);
    assert_eq!(code(&["--as-of", "2026-05-29"]), 0, "without --due");
    assert_eq!(code(&["--due", "--as-of", AS_OF, "--format", "ics"]), 1, "in any format");
}

#[test]
fn due_shows_only_what_is_due() {
    let pair = late().session("2026-05-19", "next_steps: [{what: a, due: 2026-06-02}, {what: b}]");
    let district = District::new().pair(&pair);
    let kinds = |more: &[&str]| -> Vec<String> {
        let seen = next_in(&district, "2026-05-28", more);
        let due = seen["due"].as_array().unwrap().clone();
        due.iter().map(|row| row["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(&["--due"]), ["answer"]);
    assert_eq!(kinds(&["--due", "--within", "4"]), ["answer"]);
    assert_eq!(kinds(&["--due", "--within", "5"]), ["answer", "step"]);
    // 19 May and 30 days: 18 June.
    assert_eq!(kinds(&[]), ["answer", "step", "meeting", "agreement", "step"]);
    assert_eq!(kinds(&["--within", "5"]), ["answer", "step", "agreement", "step"]);
    let seen = next_in(&district, "2026-05-28", &["--due"]);
    assert_eq!(seen["relationships"][0]["detail"], serde_json::Value::Null);
    assert_eq!(seen["counts"]["later"], 2, "what is not listed is counted all the same");
}

#[test]
fn educators_coaches_schools_and_folders_select() {
    let district = three();
    let pairs = |arguments: &[&str]| -> Vec<String> {
        let seen = next_in(&district, "2026-05-29", arguments);
        let pairs = seen["relationships"].as_array().unwrap().clone();
        let mut paths: Vec<String> =
            pairs.iter().map(|pair| pair["path"].as_str().unwrap()[8..].to_owned()).collect();
        paths.sort();
        paths
    };
    let [a, b, c] = ["lincoln/c-01-t-101", "lincoln/c-01-t-102", "prairie/c-02-t-102"];
    assert_eq!(pairs(&[]), [a, b, c]);
    assert_eq!(pairs(&["t-102"]), [b, c]);
    assert_eq!(pairs(&["T-102", "--coach", "c-01"]), [b]);
    assert_eq!(pairs(&["--school", "lincoln"]), [a, b]);
    assert_eq!(pairs(&["records/prairie/c-02-t-102"]), [c]);
    assert_eq!(pairs(&["records/prairie/c-02-t-102/", "t-101"]), [a, c]);
    assert_eq!(pairs(&["./records/lincoln"]), [a, b]);
}

#[test]
fn who_is_not_there_is_2_with_the_nearest() {
    let district = three();
    for (arguments, message) in [
        (&["t-103"][..], "no relationship has the educator `t-103`; did you mean `t-101`?"),
        (&["--coach", "c-11"], "no relationship has the coach `c-11`; did you mean `c-01`?"),
        (&["--school", "lincon"], "the school `lincon`; did you mean `lincoln`?"),
        (&["c-02"], "`c-02` is a coach here: write --coach c-02"),
        (&["records/lincoln/c-01-t-999"], "there is no file or folder"),
        (&["--words", "--format", "json"], "--words is for --format text and markdown"),
        (&["--as-of", "2026-5-1"], "2026-5-1"),
        (&["--within", "-1"], "-1"),
    ] {
        let run = district.coach(&[&["next"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains(message), "{arguments:?}: {}", run.err);
        assert_eq!(run.out, "");
    }
    let empty = three().file("records/lincoln/notes/readme.txt", "");
    let run = empty.coach(&["next", "records/lincoln/notes"]);
    let message = "there is no relationship in `records/lincoln/notes`";
    assert!(run.code == 2 && run.err.contains(message), "{run:?}");
}

#[test]
fn who_is_not_under_way_owes_nothing() {
    let pair = late().ended("2026-05-27");
    let district = District::new().pairs([&pair, &Pair::of("c-01", "t-102", "lincoln")]);
    let run = district.coach(&["next", "t-101", "--due", "--as-of", AS_OF]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("records/lincoln/c-01-t-101: from 2025-09-01 to 2026-05-27"),
        "{run:?}"
    );
    let early = district.coach(&["next", "--as-of", "2025-08-31"]);
    assert_eq!(early.code, 0, "{early:?}");
    assert!(early.out.contains("starts on 2025-09-01"), "{early:?}");
    // The first day and the last are days under way.
    let pairs = |as_of: &str| {
        let json = district.coach(&["next", "t-101", "--format", "json", "--as-of", as_of]).json();
        json["relationships"].as_array().map(Vec::len)
    };
    let days = ["2025-08-31", "2025-09-01", "2026-05-27", "2026-05-28"];
    assert_eq!(days.map(pairs), [0, 1, 1, 0].map(Some));
}

#[test]
fn nothing_to_read_is_3() {
    let run = District::new().coach(&["next"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.err.contains("there is no relationship under records/"), "{run:?}");
}

#[test]
fn what_cannot_be_read_is_never_passed_over() {
    let broken = |district: District| {
        district.file("records/lincoln/c-01-t-101/2026-05-20-session-00ff.yaml", "kind: sesion\n")
    };
    let district = broken(District::new().pair(&Pair::new().session("2026-05-20", "")));
    let run = district.coach(&["next", "--as-of", AS_OF]);
    assert_eq!(run.code, 0, "{run:?}");
    let message = "1 record could not be read, so something may be missing here; `coach check`";
    assert!(run.err.contains(message), "{run:?}");
    assert_eq!(district.coach(&["next", "--as-of", AS_OF, "--due"]).code, 1, "no false green");
    // Someone else's broken record is not theirs, nor is a broken relationship in a folder that is named for another.
    let other = broken(three());
    let due = ["next", "--due", "--as-of", "2025-09-20", "t-102"];
    assert_eq!(other.coach(&due).code, 0);
    let unknown = three().file("records/lincoln/c-01-t-103/relationship.yaml", "kind: [\n");
    assert_eq!(unknown.coach(&due).code, 0);
    let theirs = three().file("records/lincoln/c-07-t-102/relationship.yaml", "kind: [\n");
    assert_eq!(theirs.coach(&due).code, 1);
    let anyone = ["next", "--due", "--as-of", "2025-09-20"];
    assert_eq!(unknown.coach(&anyone).code, 1, "of whom nobody is named, it may be anyone's");
    let run = unknown.coach(&["next", "t-9"]);
    assert!(
        run.code == 2 && run.err.contains("may be among the records that are left out"),
        "{run:?}"
    );
    let only = District::new().file("records/lincoln/c-01-t-103/relationship.yaml", "kind: [\n");
    let run = only.coach(&["next"]);
    assert!(run.code == 1 && run.err.contains("1 record could not be read"), "{run:?}");
}

#[test]
fn broken_settings_are_2() {
    let run = District::new().file("coach.toml", "version = 1\n").coach(&["next"]);
    assert!(run.code == 2 && run.err.contains("missing-key"), "{run:?}");
}

/// Every other command has `--educator`, so this one takes it too.
#[test]
fn an_educator_is_an_option_as_well() {
    let district = three();
    let day = ["--as-of", "2025-09-20"];
    let plain = district.coach(&[&["next", "t-102"][..], &day].concat());
    let option = district.coach(&[&["next", "--educator", "t-102"][..], &day].concat());
    assert_eq!((option.code, &option.out), (0, &plain.out), "{option:?}");
    assert!(option.out.contains("Educator t-102"), "{option:?}");
    // What is near ends its own sentence.
    let unknown = district
        .file("records/lincoln/c-01-t-103/relationship.yaml", "kind: [\n")
        .coach(&["next", "--educator", "t-1022"]);
    assert!(unknown.err.contains("did you mean `t-102`? Or it may be among"), "{unknown:?}");
}
