//! Who the user is, and whom a name of people.yaml means. Names are on the screen of the person at it, and nowhere else.

use std::fs;

use tempfile::TempDir;

use crate::harness::{District, Pair, Run, coach_in};

const PEOPLE: &str = "c-01: Newt Heron\nc-02: Newt Egret\nt-101: Åse Quill\nt-102: Zebra Quill\n\
                      t-201: Zebra Ibis\n";

/// c-01 with t-101 and t-102, c-02 with t-201 and with t-101; a list of names, and a folder for the user's settings.
struct Desk {
    district: District,
    own: TempDir,
}

impl Desk {
    fn new() -> Self {
        let district = District::new()
            .pair(&Pair::of("c-01", "t-101", "lincoln"))
            .pair(&Pair::of("c-01", "t-102", "lincoln"))
            .pair(&Pair::of("c-02", "t-201", "prairie"))
            .pair(&Pair::of("c-02", "t-101", "prairie"))
            .file("people.yaml", PEOPLE);
        Self { district, own: tempfile::tempdir().expect("a folder") }
    }

    fn run(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
        let own = self.own.path().to_str().expect("UTF-8");
        let own = [("XDG_CONFIG_HOME", own), ("XDG_STATE_HOME", own)];
        coach_in(self.district.path(), &[&own, variables].concat(), arguments)
    }

    /// What a run that ends well prints.
    fn ran(&self, arguments: &[&str]) -> Run {
        let run = self.run(&[], arguments);
        assert_eq!(run.code, 0, "coach {arguments:?}: {run:#?}");
        run
    }

    /// The pairs that `coach next` has for these arguments.
    fn next(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Vec<String> {
        let run = self.run(variables, &[&["next", "--format", "json"], arguments].concat());
        let pairs = run.json()["relationships"].as_array().expect("a list").clone();
        pairs.iter().map(|pair| pair["path"].as_str().expect("text").to_owned()).collect()
    }
}

const LINCOLN: [&str; 2] = ["records/lincoln/c-01-t-101", "records/lincoln/c-01-t-102"];

#[test]
fn who_i_am_is_kept_said_and_forgotten() {
    let desk = Desk::new();
    assert_eq!(desk.run(&[], &["me"]).code, 3);
    assert!(desk.ran(&["me", "c-01"]).err.is_empty());
    let said = desk.ran(&["me"]);
    assert!(said.out.starts_with("you are c-01, by ") && !said.out.contains("Newt"), "{said:?}");
    let said = desk.run(&[("COACH_ID", "c-02")], &["me"]);
    assert_eq!(said.out, "you are c-02, by COACH_ID\n");
    let odd = desk.run(&[("COACH_ID", "Newt")], &["me"]);
    assert!(odd.code == 2 && odd.err.contains("COACH_ID"), "{odd:?}");
    let other = desk.ran(&["me", "c-77"]);
    assert!(other.err.starts_with("warning: no pair of this district"), "{other:?}");
    assert_eq!(desk.next(&[], &[]).len(), 4, "c-77 has no pair here, so everyone's are shown");
    desk.ran(&["me", "--forget"]);
    assert_eq!(desk.run(&[], &["me"]).code, 3);
    assert_eq!(fs::read_dir(desk.own.path().join("coach")).expect("a folder").count(), 0);
}

#[test]
fn settings_that_cannot_be_read_hinder_nobody() {
    let desk = Desk::new();
    desk.ran(&["me", "c-01"]);
    let path = desk.own.path().join("coach/settings.toml");
    for text in ["coach = ", "coach = [7]\n", "coach = \"C 1\"\n", "", "coach = \"nobody\"\n"] {
        fs::write(&path, text).expect("a file");
        assert_eq!(desk.run(&[], &["me"]).code, 2, "{text}");
        let run = desk.run(&[], &["next"]);
        assert!(run.code == 0 && run.err.contains("warning: "), "{text}: {run:?}");
    }
    desk.ran(&["me", "c-01"]);
    assert_eq!(desk.next(&[], &[]), LINCOLN);
}

#[test]
fn next_shows_mine_and_reports_do_not_depend_on_it() {
    let desk = Desk::new();
    let report = desk.ran(&["report", "--format", "json"]).out;
    assert_eq!(desk.next(&[], &[]).len(), 4);
    desk.ran(&["me", "c-01"]);
    assert_eq!(desk.next(&[], &[]), LINCOLN);
    let said = desk.ran(&["next"]).err;
    assert!(said.contains("only what c-01 coaches") && said.contains("--all"), "{said}");
    assert_eq!(desk.next(&[], &["--all"]).len(), 4);
    assert_eq!(desk.next(&[], &["--coach", "c-02"]).len(), 2);
    assert_eq!(desk.next(&[], &["t-201"]), ["records/prairie/c-02-t-201"]);
    assert_eq!(desk.next(&[("COACH_ID", "c-02")], &[]).len(), 2);
    assert_eq!(desk.ran(&["report", "--format", "json"]).out, report);
}

#[test]
fn a_name_does_wherever_someone_is_named() {
    let desk = Desk::new();
    assert_eq!(desk.next(&[], &["ase"]).len(), 2);
    assert_eq!(desk.next(&[], &["--educator", "ZEBRA QUILL"]), [LINCOLN[1]]);
    assert_eq!(desk.next(&[], &["--coach", "heron"]), LINCOLN);
    let rows = ["report", "--by", "relationship", "--format", "csv", "--educator", "ibis"];
    let run = desk.ran(&rows);
    assert!(run.out.contains("t-201") && !run.out.contains("Ibis"), "{run:?}");
    for (arguments, said) in [
        (&["next", "quill"][..], "`t-101` or `t-102`"),
        (&["next", "--coach", "newt"], "`c-01` or `c-02`"),
        (&["next", "gnu"], "`gnu`"),
    ] {
        let run = desk.run(&[], arguments);
        assert!(run.code == 2 && run.err.contains(said), "{arguments:?}: {run:?}");
        assert!(!run.err.contains("Quill") && !run.err.contains("Heron"), "{run:?}");
    }
}

#[test]
fn a_record_goes_to_mine_where_a_word_means_several() {
    let desk = Desk::new();
    let log = |educator: &'static str| {
        let contact = ["log", "contact", "--method", "email", "--dry-run", "--educator", educator];
        move |variables: &[(&str, &str)], desk: &Desk| desk.run(variables, &contact)
    };
    let both = log("t-101")(&[], &desk);
    assert!(both.code == 2 && both.err.contains("2 relationships"), "{both:?}");
    let mine = log("t-101")(&[("COACH_ID", "c-02")], &desk);
    assert!(mine.code == 0 && mine.out.contains("records/prairie/c-02-t-101/"), "{mine:?}");
    assert!(mine.err.contains("is taken as yours"), "{mine:?}");
    // Whom only another coach has is meant all the same.
    let other = log("ibis")(&[("COACH_ID", "c-01")], &desk);
    assert!(other.code == 0 && other.out.contains("records/prairie/c-02-t-201/"), "{other:?}");
    let new = ["log", "relationship", "--coach", "egret", "--educator", "zebra quill"];
    let rest = ["--school", "prairie", "--started", "2026-01-05", "--dry-run"];
    let opened = desk.ran(&[&new[..], &rest].concat());
    assert!(opened.out.contains("coach: c-02\neducator: t-102\n"), "{opened:?}");
}

#[cfg(unix)]
#[test]
fn names_are_shown_on_the_screen_of_the_person_at_it() {
    let desk = Desk::new();
    let start = |arguments: &[&str]| {
        let variables = [("XDG_CONFIG_HOME", desk.own.path().to_str().expect("UTF-8"))];
        crate::terminal::Terminal::start(desk.district.path(), &variables, arguments).end()
    };
    let (code, shown) = start(&["next", "--as-of", "2026-05-29"]);
    assert!(code == 0 && shown.contains("Åse Quill"), "{shown}");
    let (_, shown) = start(&["next", "t-102"]);
    assert!(shown.contains("Educator t-102 (Zebra Quill) with coach c-01 (Newt Heron)"), "{shown}");
    let (_, shown) = start(&["next", "--format", "json"]);
    assert!(!shown.contains("Quill"), "{shown}");
    let (_, shown) = start(&["next", "-o", "next.txt"]);
    let file = fs::read_to_string(desk.district.path().join("next.txt")).expect("text");
    assert!(!shown.contains("Quill") && !file.contains("Quill"), "{file}");
    assert!(!desk.ran(&["next"]).out.contains("Quill"));
}

#[cfg(unix)]
#[test]
fn mine_come_first_where_it_is_asked_whose() {
    let desk = Desk::new();
    let variables = [("COACH_ID", "c-02")];
    let contact = ["log", "contact", "--method", "email", "--dry-run"];
    let mut shown = crate::terminal::Terminal::start(desk.district.path(), &variables, &contact);
    shown.expect("Those of c-02 come first").expect("c-02").expect("c-02").expect("c-01");
    shown.type_in("zebra quill").expect("zebra quill").type_in(crate::terminal::ENTER);
    let (code, text) = shown.end();
    assert!(code == 0 && text.contains("records/lincoln/c-01-t-102/"), "{text}");
}
