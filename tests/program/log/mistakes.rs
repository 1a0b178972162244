//! Mistakes of a clumsy coach: what is said, and that it names the remedy.

use super::{Desk, SETTINGS, T104, finish};

#[test]
fn nobody_is_found() {
    let desk = Desk::new();
    let contact = ["contact", "--method", "email"];
    for (which, parts) in [
        (["--educator", "t-999"], &["`t-999`", "coach log relationship"][..]),
        (["--educator", "104"], &["did you mean `t-104`?"]),
        (["--pair", "c-03-t-106"], &["did you mean"]),
        (["--educator", ""], &["--educator", "t-104"]),
        (["--pair", ""], &["--pair"]),
    ] {
        desk.refused(2, &[&contact[..], &which].concat(), parts);
    }
    desk.wrote(&[&contact[..], &["--educator", "T-104"]].concat());
}

#[test]
fn several_are_found() {
    let desk = Desk::new();
    let facts = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-04\neducator: t-104\n\
                 school: lincoln\nstarted: 2025-09-01\npractice: other\n";
    desk.file("records/lincoln/c-04-t-104/relationship.yaml", facts);
    let contact = ["contact", "--method", "email", "--educator", "t-104", "--date", "2025-10-06"];
    let both = ["--pair records/lincoln/c-03-t-104", "--pair records/lincoln/c-04-t-104"];
    desk.refused(2, &contact, &both);
    desk.refused(2, &[&contact[..], &["--coach", "c-30"]].concat(), &["did you mean `c-03`?"]);
    desk.wrote(&[&contact[..], &["--coach", "c-04"]].concat());
    assert!(desk.record().0.contains("/c-04-t-104/"));
}

#[test]
fn the_relationship_of_that_day_is_meant() {
    let desk = Desk::with(|pair| pair.ended("2025-12-19"));
    let facts = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-03\neducator: t-104\n\
                 school: lincoln\nstarted: 2026-01-05\n";
    desk.file("records/lincoln/c-03-t-104-2026/relationship.yaml", facts);
    for (day, folder) in [("2025-10-06", "c-03-t-104"), ("2026-02-02", "c-03-t-104-2026")] {
        let run = desk.log(&["contact", "--educator", "t-104", "--method", "email", "--date", day]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.contains(&format!("/{folder}/{day}-contact-")), "{run:?}");
    }
}

#[test]
fn a_broken_relationship_is_named() {
    let desk = Desk::new();
    desk.file(&format!("{T104}/relationship.yaml"), "kind: relationship\ncoach: c-03\n");
    let said = ["records/lincoln/c-03-t-104/relationship.yaml", "coach check"];
    desk.refused(2, &["contact", "--educator", "t-104", "--method", "email"], &said);
    desk.refused(2, &["contact", "--pair", "c-03-t-104", "--method", "email"], &said);
    let mut command = desk.command(&["log", "contact", "--method", "email"]);
    command.current_dir(desk.path().join(T104));
    let run = finish(command.spawn().expect("the program starts"));
    assert!(run.code == 2 && said.iter().all(|said| run.err.contains(said)), "{run:?}");
}

#[test]
fn a_district_that_cannot_be_opened() {
    let desk = Desk::new();
    let contact = ["contact", "--educator", "t-104", "--method", "email"];
    desk.file("coach.toml", SETTINGS.replace("version", "verson"));
    desk.refused(2, &contact, &["coach.toml:1:1", "did you mean `version`?"]);
    std::fs::remove_file(desk.path().join("coach.toml")).expect("it goes");
    desk.refused(2, &contact, &["no coach.toml", "coach init", "-C DIR"]);
    desk.refused(2, &[&contact[..], &["-C", "nowhere"]].concat(), &["nowhere"]);
}

#[test]
fn without_records_there_is_a_way_to_begin() {
    let desk = Desk::new();
    std::fs::remove_dir_all(desk.path().join("records")).expect("it goes");
    let contact = ["contact", "--educator", "t-104", "--method", "email"];
    desk.refused(2, &contact, &["coach log relationship"]);
    desk.wrote(&["relationship", "--coach", "c-03", "--educator", "t-104", "--school", "lincoln"]);
    desk.wrote(&contact);
}

#[test]
fn numbers_that_are_none() {
    let desk = Desk::new();
    for number in ["5h", "-5", "", "4.5", "99999999999", "forty"] {
        let contact = ["contact", "--educator", "t-104", "--method", "email", "--minutes", number];
        desk.refused(2, &contact, &["--minutes", "whole number"]);
    }
    let days = ["relationship", "--coach", "c-03", "--educator", "t-201", "--school", "lincoln"];
    desk.refused(2, &[&days[..], &["--respond-within", "two"]].concat(), &["whole number"]);
    desk.refused(2, &[&days[..], &["--meet-every", "2w"]].concat(), &["whole number"]);
}

#[test]
fn text_may_begin_with_a_hyphen_and_a_forgotten_text_is_noticed() {
    let contact = ["contact", "--educator", "t-104", "--method", "email", "--about"];
    let desk = Desk::new();
    desk.refused(
        2,
        &[&contact[..], &["--dry-run"]].concat(),
        &["--about", "`--dry-run` is an option"],
    );
    desk.refused(2, &[&contact[..], &["-n"]].concat(), &["--about", "`-n` is an option"]);
    let session = ["session", "--educator", "t-104", "--method", "video"];
    desk.refused(2, &[&session[..], &["--next-step", "--edit"]].concat(), &["is an option"]);
    desk.wrote(&[&contact[..], &["- waited\n- asked"]].concat());
    assert_eq!(super::value(&desk.text())["about"], "- waited\n- asked");
}

#[test]
fn options_that_do_not_go_together() {
    let desk = Desk::new();
    for (arguments, said) in [
        (&["session", "--educator", "t-104", "--pair", "c-03-t-104"][..], "--pair"),
        (&["session", "--educator", "t-104", "--observed-minutes", "5"], "--observed <DATE>"),
        (&["session", "--educator", "t-104", "--items", "listens"], "--item"),
        (&["contact", "--educator", "t-104", "--edit", "--ask"], "--ask"),
        (&["request", "--answer", "--about", "x", "--educator", "t-104"], "--about"),
        (&["feedback", "--complete", "--requested", "today"], "--requested"),
        (&["relationship", "--reason", "x"], "--end"),
        (&["relationship", "--pair", "c-03-t-104"], "--end"),
        (&["relationship", "--end", "today", "--hand-over", "today"], "--hand-over"),
        (
            &["session", "--educator", "t-104", "--method", "video", "--next-step", "who=coach"],
            "say what to do",
        ),
        (&["contct", "--educator", "t-104"], "contact"),
        (&["--educator", "t-104", "contact", "--method", "email"], "coach log contact --educator"),
        (&["--dry-run", "done", "s1"], "coach log done"),
        (&["--educator", "t-104"], "say what to log"),
    ] {
        desk.refused(2, arguments, &[said]);
    }
}
