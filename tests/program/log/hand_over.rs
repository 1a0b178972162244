//! A hand-over ends one relationship and opens the next, or does neither.

use serde_json::json;

use super::{Desk, T104, path_after, value};

#[test]
fn to_another_coach() {
    let desk = Desk::new();
    let ended = format!("{T104}/relationship.yaml");
    let before = desk.read(&ended).replace("agreement", "practice: number talks # ours\nagreement");
    desk.file(&ended, &before);
    let run = desk.log(&[
        "relationship",
        "--educator",
        "t-104",
        "--hand-over",
        "2026-02-02",
        "--to-coach",
        "c-05",
        "--reason",
        "leave",
    ]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert_eq!(path_after("changed", &run), ended);
    let next = "records/lincoln/c-05-t-104/relationship.yaml";
    assert_eq!(path_after("wrote", &run), next);
    assert_eq!(desk.read(&ended), format!("{before}ended: 2026-02-01\nend_reason: leave\n"));
    let expected = json!({
        "kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-05",
        "educator": "t-104", "school": "lincoln", "practice": "number talks",
        "started": "2026-02-02", "continues": "c-03-t-104",
    });
    assert_eq!(value(&desk.read(next)), expected);
    // Now the educator is found with the new coach for new days.
    desk.log(&["contact", "--pair", "c-05-t-104", "--method", "email", "--date", "2026-02-03"]);
    assert_eq!(desk.record().0.split('/').nth(2), Some("c-05-t-104"));
}

#[test]
fn to_another_school_with_what_is_agreed_there() {
    let desk = Desk::new();
    desk.wrote(&[
        "relationship",
        "--educator",
        "t-104",
        "--hand-over",
        "2026-02-02",
        "--to-school",
        "prairie",
        "--committed-on",
        "2026-02-02",
        "--respond-within",
        "3",
    ]);
    let next = value(&desk.read("records/prairie/c-03-t-104/relationship.yaml"));
    assert_eq!(next["coach"], "c-03");
    assert_eq!(next["continues"], "lincoln/c-03-t-104");
    assert_eq!(next["agreement"], json!({"committed_on": "2026-02-02", "respond_within_days": 3}));
    desk.is_clean();
}

#[test]
fn the_same_two_go_on_by_another_profile() {
    let desk = Desk::new();
    desk.file("profiles/rounds.toml", include_str!("../../profiles/five-functions.toml"));
    let settings = desk.read("coach.toml");
    let profiles = "[profiles]\nrounds-district = \"profiles/rounds.toml\"\n[schools.lincoln]";
    desk.file("coach.toml", settings.replace("[schools.lincoln]", profiles));
    let path = format!("{T104}/relationship.yaml");
    let before = desk.read(&path);
    let over = ["relationship", "--educator", "t-104", "--hand-over", "2026-02-02"];
    let run = desk.log(&[&over[..], &["--profile", "rounds-district"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(desk.read(&path), format!("{before}ended: 2026-02-01\n"));
    // What was agreed holds, the day of the commitment too; methods that the rounds do not have do not.
    let next = value(&desk.read("records/lincoln/c-03-t-104-2026/relationship.yaml"));
    assert_eq!(next["profile"], "rounds-district");
    assert_eq!(next["agreement"]["committed_on"], value(&before)["agreement"]["committed_on"]);
    assert_eq!(next["agreement"].get("methods"), None);
    assert!(
        run.err.contains("1 new agreement leaves out methods that the new profile does not have: "),
        "{run:?}"
    );
    desk.is_clean();
}

#[test]
fn what_is_kept_for_another_coach_fits_the_new_profile() {
    let desk = Desk::new();
    desk.file("profiles/rounds.toml", include_str!("../../profiles/five-functions.toml"));
    let settings = desk.read("coach.toml");
    let profiles = "[profiles]\nrounds-district = \"profiles/rounds.toml\"\n[schools.lincoln]";
    desk.file("coach.toml", settings.replace("[schools.lincoln]", profiles));
    let over = ["relationship", "--educator", "t-104", "--hand-over", "2026-02-02", "--to-coach"];
    let more = ["c-05", "--profile", "rounds-district", "--keep-agreement"];
    let run = desk.log(&[&over[..], &more].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let next = value(&desk.read("records/lincoln/c-05-t-104/relationship.yaml"));
    assert_eq!(next["agreement"].get("committed_on"), None);
    assert!(run.err.contains("does not have: "), "{run:?}");
    desk.is_clean();
}

#[test]
fn a_fault_in_either_leaves_both() {
    let desk = Desk::new();
    let over = ["relationship", "--educator", "t-104", "--hand-over"];
    for (more, code, said) in [
        (&["2026-02-02", "--to-school", "lincon"][..], 1, "unknown-school"),
        (&["2026-02-02", "--to-coach", "Quill"], 1, "bad-id"),
        (&["2025-09-01", "--to-coach", "c-05"], 1, "before it starts"),
        (&["2026-02-02"], 2, "--to-coach"),
        (&["2026-02-02", "--to-coach", "c-03"], 2, "c-03"),
        (&["2026-02-02", "--to-coach", "c-03", "--to-school", "lincoln"], 2, "lincoln"),
    ] {
        desk.refused(code, &[&over[..], more].concat(), &[said]);
    }
    desk.refused(
        2,
        &["relationship", "--educator", "t-104", "--to-coach", "c-05"],
        &["--hand-over"],
    );
}

#[test]
fn a_dry_run_shows_both_files() {
    let desk = Desk::new();
    let before = desk.files();
    let over =
        ["relationship", "--educator", "t-104", "--hand-over", "2026-02-02", "--to-coach", "c-05"];
    let run = desk.log(&[&over[..], &["--dry-run"]].concat());
    assert_eq!(desk.files(), before);
    let (ended, next) = run.out.split_once("---\n").expect("two files");
    let expected = format!(
        "# {T104}/relationship.yaml\n{}ended: 2026-02-01\n",
        desk.read(&format!("{T104}/relationship.yaml"))
    );
    assert_eq!(ended, expected);
    assert!(
        next.starts_with("# records/lincoln/c-05-t-104/relationship.yaml\nkind: relationship\n")
    );
    let run = desk.log(&[&over[..], &["--format", "json"]].concat());
    let report = run.json();
    assert_eq!(report["changed"], json!([format!("{T104}/relationship.yaml")]));
    assert_eq!(report["written"], json!(["records/lincoln/c-05-t-104/relationship.yaml"]));
}

/// What is dated after the end is said, for it does not count any more.
#[test]
fn records_after_the_end_are_counted_aloud() {
    let desk =
        Desk::with(|pair| pair.contact("2025-10-01", "email").contact("2025-10-02", "email"));
    let end = |last: &str| {
        let run = desk.log(&["relationship", "--educator", "t-104", "--end", last, "--dry-run"]);
        assert_eq!(run.code, 0, "{run:#?}");
        run.err
    };
    assert_eq!(end("2025-10-02"), "");
    let one = "note: 1 record is dated after 2025-10-01, and will not count\n";
    assert_eq!(end("2025-10-01"), one);
    let over = ["relationship", "--educator", "t-104", "--hand-over", "2025-10-01"];
    let run = desk.log(&[&over[..], &["--to-coach", "c-05", "--dry-run"]].concat());
    assert_eq!(run.err, "note: 2 records are dated after 2025-09-30, and will not count\n");
}

/// c-03 with t-104, with a request and feedback open, and two of three steps.
fn promising() -> Desk {
    Desk::with(|pair| {
        pair.practice("number talks")
            .asked("2026-01-28")
            .answered("2026-01-05", "2026-01-06")
            .feedback("2026-01-15", "received: 2026-01-16")
            .session(
                "2026-01-20",
                "next_steps: [{id: s1, what: plan, due: 2026-02-09}, {id: s2, what: watch, \
                 done: 2026-01-21}, {what: read}]",
            )
    })
}

const OVER: [&str; 5] = ["relationship", "--coach", "c-05", "--continues", "c-03-t-104"];

#[test]
fn what_passes_on_is_listed_and_the_old_relationship_ends() {
    let desk = promising();
    let before = desk.read(&format!("{T104}/relationship.yaml"));
    let more = ["--started", "2026-02-02", "--keep-agreement", "--format", "json"];
    let run = desk.log(&[&OVER[..], &more].concat());
    assert_eq!(run.code, 0, "{run:#?}");
    let report = run.json();
    let next = "records/lincoln/c-05-t-104/relationship.yaml";
    assert_eq!(report["written"], json!([next]));
    assert_eq!(report["changed"], json!([format!("{T104}/relationship.yaml")]));
    // Two days for an answer: due on 30 January.
    let expected = [
        format!(
            "answer to a request, due 2026-01-30, passes on to c-05: {T104}/2026-01-28-request-0001.yaml"
        ),
        format!(
            "next step, due 2026-02-09, passes on to c-05: {T104}/2026-01-20-session-0004.yaml#s1"
        ),
        format!("response to feedback, passes on to c-05: {T104}/2026-01-15-feedback-0003.yaml"),
        format!("next step, passes on to c-05: {T104}/2026-01-20-session-0004.yaml#3"),
    ];
    assert_eq!(report["remarks"], json!(expected));
    let ended = desk.read(&format!("{T104}/relationship.yaml"));
    assert_eq!(ended, format!("{before}ended: 2026-02-01\n"));
    let expected = json!({
        "kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-05",
        "educator": "t-104", "school": "lincoln", "practice": "number talks",
        "started": "2026-02-02", "continues": "c-03-t-104",
        "agreement": {"respond_within_days": 2, "methods": ["video", "email"]},
    });
    assert_eq!(value(&desk.read(next)), expected);
    // Only the day of the commitment is missing, and nobody agreed to it yet.
    let run = crate::harness::coach_in(desk.path(), &[], &["check"]);
    assert_eq!(run.code, 0, "{run:#?}");
}

/// A record after the end counts nowhere; that is said, and what is open in it does not pass on.
#[test]
fn what_is_dated_after_the_end_does_not_pass_on() {
    let desk = promising();
    let run = desk.log(&[&OVER[..], &["--started", "2026-01-20", "--dry-run"]].concat());
    assert_eq!(run.code, 0, "{run:#?}");
    let expected = format!(
        "note: 2 records are dated after 2026-01-19, and will not count\n\
         note: response to feedback, passes on to c-05: {T104}/2026-01-15-feedback-0003.yaml\n"
    );
    assert_eq!(run.err, expected);
}

#[test]
fn the_new_coach_closes_what_was_open() {
    let desk = promising();
    let run = desk.log(&[&OVER[..], &["--started", "2026-02-02"]].concat());
    assert_eq!(run.code, 0, "{run:#?}");
    let of_new = ["--educator", "t-104", "--coach", "c-05"];
    let session = format!("{T104}/2026-01-20-session-0004.yaml");
    let closes: [(&[&str], &str, &str); 4] = [
        (&["done", "s1", "--date", "2026-02-03"], &session, "done: 2026-02-03"),
        (
            &["done", "2026-01-20-session-0004.yaml#3", "--date", "2026-02-04", "--dropped"],
            &session,
            "dropped: 2026-02-04",
        ),
        (
            &["request", "--answer", "--answered", "2026-02-05"],
            "2026-01-28-request-0001.yaml",
            "answered: 2026-02-05",
        ),
        (
            &["feedback", "--complete", "--response", "Shorter mails."],
            "2026-01-15-feedback-0003.yaml",
            "response: Shorter mails.",
        ),
    ];
    for (arguments, file, line) in closes {
        let run = desk.wrote(&[arguments, &of_new].concat());
        let path = path_after("changed", &run);
        assert!(path.starts_with(T104) && path.ends_with(file), "{path}");
        assert!(desk.read(&path).contains(line), "{}", desk.read(&path));
    }
    // Nothing is open any more.
    desk.refused(2, &[&["done", "s1"], &of_new[..]].concat(), &["no open step"]);
    let run = crate::harness::coach_in(desk.path(), &[], &["check"]);
    assert_eq!(run.code, 0, "{run:#?}");
}

#[test]
fn what_has_ended_is_continued_as_it_is() {
    let desk = Desk::with(|pair| pair.ended("2026-01-30").asked("2026-01-29"));
    let before = desk.read(&format!("{T104}/relationship.yaml"));
    let run = desk.log(&[&OVER[..], &["--school", "prairie", "--started", "2026-02-09"]].concat());
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(run.err.contains("passes on to c-05"), "{run:#?}");
    assert_eq!(desk.read(&format!("{T104}/relationship.yaml")), before);
    let next = value(&desk.read("records/prairie/c-05-t-104/relationship.yaml"));
    assert_eq!(next["continues"], "lincoln/c-03-t-104");
}

#[test]
fn what_cannot_be_continued_is_refused() {
    let desk = Desk::with(|pair| pair.ended("2026-01-30"));
    let with = |more: &[&'static str]| [&OVER[..3], more].concat();
    for (more, code, said) in [
        (&["--continues", "c-03-t-110"][..], 2, "c-03-t-110"),
        (&["--continues", "c-03-t-104", "--educator", "t-105"], 2, "not with `t-105`"),
        (&["--continues", "c-03-t-104", "--started", "2026-01-29"], 1, "wrong-hand-over"),
        (&["--educator", "t-104", "--school", "lincoln", "--keep-agreement"], 2, "--continues"),
        (&["--continues", "c-03-t-104", "--school", "new-school"], 1, "coach change school --add"),
    ] {
        desk.refused(code, &with(more), &[said]);
    }
    // One that nobody can take over twice.
    desk.log(&[&OVER[..], &["--started", "2026-02-02"]].concat());
    let again = ["relationship", "--coach", "c-06", "--continues", "c-03-t-104"];
    desk.refused(1, &[&again[..], &["--started", "2026-02-02"]].concat(), &["already"]);
}

#[cfg(unix)]
mod at_a_terminal {
    use super::{OVER, T104, json, promising, value};
    use crate::log::Desk;
    use crate::terminal::ENTER;

    #[test]
    fn what_passes_on_is_confirmed() {
        let desk = promising();
        let before = desk.files();
        let over = [&OVER[..], &["--started", "2026-02-02"]].concat();
        let mut terminal = desk.at_terminal(&[], &over);
        terminal.expect("4 open things stay due").expect("next step, due 2026-02-09");
        terminal.answer("Hand over?", "n");
        let (code, shown) = terminal.end();
        assert!(code != 0 && shown.contains("nothing was written"), "{code} {shown}");
        assert_eq!(desk.files(), before);
        let mut terminal = desk.at_terminal(&[], &over);
        terminal.press("Hand over?", ENTER);
        assert_eq!(terminal.end().0, 0);
        assert!(desk.read(&format!("{T104}/relationship.yaml")).contains("ended: 2026-02-01"));
    }

    #[test]
    fn it_asks_whether_a_new_relationship_takes_one_over() {
        let desk = promising();
        let asks = ["relationship", "--educator", "t-104", "--coach", "c-05"];
        let mut terminal = desk.at_terminal(&[], &asks);
        terminal.expect("Which relationship does it take over?").expect("with c-03 at lincoln");
        terminal.type_in(ENTER);
        terminal.press("At which school?", ENTER);
        terminal.expect("On which teaching practice?").expect("number talks").type_in(ENTER);
        terminal.answer("When did it start?", "2026-02-02");
        terminal.press("On which day was the verbal commitment?", ENTER);
        terminal.press("Within how many days does the coach answer?", ENTER);
        terminal.press("Counted how?", ENTER);
        terminal.expect("Which methods do they prefer?").expect("[x]").type_in(ENTER);
        terminal.press("Days from one meeting to the next?", ENTER);
        terminal.press("Minutes of a meeting?", ENTER);
        terminal.expect("4 open things stay due").press("This is the relationship.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        let next = value(&desk.read("records/lincoln/c-05-t-104/relationship.yaml"));
        assert_eq!(
            (&next["practice"], &next["continues"]),
            (&json!("number talks"), &json!("c-03-t-104"))
        );
        let agreed = &next["agreement"];
        assert_eq!(agreed["respond_within_days"], 2);
        assert!(agreed.get("committed_on").is_none(), "{agreed}");
    }

    #[test]
    fn a_school_that_is_missing_is_added() {
        let desk = Desk::new();
        let before = desk.read("coach.toml");
        let asks = ["relationship", "--educator", "t-201", "--coach", "c-05"];
        let mut terminal = desk.at_terminal(&[], &asks);
        terminal.press("At which school?", "another").type_in(ENTER);
        terminal.answer("The school's id?", "adams");
        terminal.answer("Its name?", "John Adams");
        terminal.press("On which teaching practice?", ENTER);
        terminal.answer("When did it start?", "2026-02-02");
        for question in ["verbal commitment?", "does the coach answer?", "do they prefer?"] {
            terminal.press(question, ENTER);
        }
        terminal.press("Days from one meeting", ENTER).press("Minutes of a meeting?", ENTER);
        terminal.press("This is the relationship.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        let added = format!("{before}\n[schools.adams]\nname = \"John Adams\"\n");
        assert_eq!(desk.read("coach.toml"), added);
        assert!(desk.files().contains_key("records/adams/c-05-t-201/relationship.yaml"));
    }

    #[test]
    fn a_school_that_was_named_is_offered_to_be_added() {
        let desk = Desk::new();
        let before = desk.files();
        let asks = ["relationship", "--educator", "t-201", "--coach", "c-05", "--school", "adams"];
        let mut terminal = desk.at_terminal(&[], &asks);
        terminal.answer("is not in coach.toml yet. Add it?", "n");
        let (code, shown) = terminal.end();
        assert!(code == 1 && shown.contains("unknown-school"), "{code} {shown}");
        assert_eq!(desk.files(), before);
        let mut terminal = desk.at_terminal(&[], &asks);
        terminal.press("Add it?", ENTER).answer("Its name?", "John Adams");
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        assert!(desk.read("coach.toml").ends_with("[schools.adams]\nname = \"John Adams\"\n"));
    }
}
