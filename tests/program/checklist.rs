//! `coach checklist`: by options, item by item at a terminal, and as a blank form. The real binary in a
//! scrubbed environment.

#[cfg(unix)]
mod at_terminal;
mod instruments;
#[cfg(unix)]
mod stopped;

use std::fs;

use crate::harness::{District, Pair, coach_in};

/// A district with one pair, and its folder for drafts beside it.
pub(crate) struct Desk {
    pub(crate) district: District,
    state: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn with(make: impl FnOnce(Pair) -> Pair) -> Self {
        Self::of(District::new().pair(&make(Pair::new())))
    }

    fn of(district: District) -> Self {
        Self { district, state: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn state(&self) -> &str {
        self.state.path().to_str().expect("UTF-8")
    }

    fn coach(&self, arguments: &[&str]) -> crate::harness::Run {
        coach_in(self.district.path(), &[("XDG_STATE_HOME", self.state())], arguments)
    }

    /// Starts `coach checklist` about t-101 at a terminal.
    #[cfg(unix)]
    fn at_terminal(&self, arguments: &[&str]) -> crate::terminal::Terminal {
        let variables = [("XDG_STATE_HOME", self.state())];
        let arguments = [&["checklist", "--educator", "t-101"], arguments].concat();
        crate::terminal::Terminal::start(self.district.path(), &variables, &arguments)
    }

    /// Names and texts of the pair's checklists, in order.
    pub(crate) fn checklists(&self) -> Vec<(String, String)> {
        let folder = self.district.path().join("records/lincoln/c-01-t-101");
        let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
        let mut found: Vec<_> = files
            .map(|entry| entry.file_name().into_string().expect("UTF-8"))
            .filter(|name| name.contains("-checklist-"))
            .map(|name| {
                let path = self.district.path().join("records/lincoln/c-01-t-101").join(&name);
                (name, fs::read_to_string(path).expect("a text"))
            })
            .collect();
        found.sort();
        found
    }

    /// The drafts that are kept.
    pub(crate) fn drafts(&self) -> Vec<std::path::PathBuf> {
        self.own_files("drafts")
    }

    /// The files that are kept in a folder of the user's own.
    pub(crate) fn own_files(&self, folder: &str) -> Vec<std::path::PathBuf> {
        let Ok(files) = fs::read_dir(self.state.path().join("coach").join(folder)) else {
            return Vec::new();
        };
        let paths = files.map(|entry| entry.expect("an entry").path());
        paths.filter(|path| !path.ends_with(".gitignore")).collect()
    }
}

const OBSERVER: [&str; 8] = [
    "checklist",
    "--educator",
    "t-101",
    "--rater",
    "observer",
    "--date",
    "2025-10-01",
    "--rater-id",
];

fn observer(id: &'static str, rest: &[&'static str]) -> Vec<&'static str> {
    [&OBSERVER[..], &[id], rest].concat()
}

#[test]
fn options_make_a_checklist() {
    let desk = Desk::with(|pair| pair);
    let run = desk.coach(&observer(
        "o-2",
        &[
            "--rate",
            "rationale=partial,listens=in-place",
            "--rate",
            "confidentiality=not-observed",
            "--level",
            "dialogue=close",
            "--comment",
            "rationale=gave the what, not the why = half",
        ],
    ));
    assert_eq!(run.code, 0, "{run:?}");
    let [(name, text)] = &desk.checklists()[..] else { panic!("{run:?}") };
    assert_eq!(run.out, format!("wrote records/lincoln/c-01-t-101/{name}\n"));
    assert_eq!(run.err, "");
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            "kind: checklist",
            "date: 2025-10-01",
            "rater: {role: observer, id: o-2}",
            "ratings: {rationale: partial, listens: in-place, confidentiality: not-observed}",
            "levels: {dialogue: close}",
            "comments:",
            "  rationale: \"gave the what, not the why = half\"",
        ]
    );
}

#[test]
fn what_is_missing_is_named_with_its_option() {
    let desk = Desk::with(|pair| pair);
    for (arguments, option) in [
        (&["--educator", "t-101"][..], "--rater"),
        (&["--educator", "t-101", "--rater", "self"], "--rate ITEM=RATING"),
        (&["--rater", "self"], "--educator"),
        (&["--educator", "t-101", "--rater", "self", "--ask"], "--ask needs a terminal"),
    ] {
        let run = desk.coach(&[&["checklist"], arguments].concat());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(option), "{run:?}");
    }
    assert_eq!(desk.checklists().len(), 0);
}

#[test]
fn what_check_calls_an_error_is_refused() {
    let desk = Desk::with(|pair| pair);
    for (option, value, rule) in [
        ("--rate", "rationle=partial", "unknown-item"),
        ("--rate", "rationale=2", "unknown-rating"),
        ("--level", "dialogue=ideal", "unknown-level"),
        ("--level", "dialog=close", "unknown-function"),
        ("--comment", "rationle=x", "unknown-item"),
    ] {
        let run = desk.coach(&observer("o-2", &["--rate", "listens=partial", option, value]));
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.contains(&format!("error[{rule}]")), "{run:?}");
        assert!(run.err.ends_with("nothing was written\n"), "{run:?}");
    }
    // An observer has an id, and the id of a person has a digit.
    let run = desk.coach(&OBSERVER[..7]);
    assert_eq!(run.code, 2, "{run:?}");
    let run = desk.coach(&observer("jones", &["--rate", "listens=partial"]));
    assert!(run.code == 1 && run.err.contains("bad-id") && !run.err.contains("jones"), "{run:?}");
    assert_eq!(desk.checklists().len(), 0);
}

/// Of two observers on one day the second one's checklist says that the visit is double-rated, and the
/// report counts it: of two items that both rated, they agree on one.
#[test]
fn a_second_observer_makes_a_double_rating() {
    let desk = Desk::with(|pair| pair);
    let first = desk.coach(&observer("o-2", &["--rate", "listens=in-place,rationale=partial"]));
    assert_eq!(first.err, "");
    let second = desk.coach(&observer("o-3", &["--rate", "listens=in-place,rationale=in-place"]));
    assert!(second.err.contains("counts as double rating"), "{second:?}");
    assert!(second.err.contains("beside o-2's"), "{second:?}");
    let report = desk.coach(&["report", "--format", "json"]).json();
    let group = &report["periods"][0]["profiles"][0]["total"]["whole"]["double_rating"];
    assert_eq!(group["visits"]["k"], 1, "{group}");
    assert_eq!(group["agree"]["k"], 1, "{group}");
    assert_eq!(group["agree"]["n"], 2, "{group}");
    // A third who saw nothing adds nothing to it.
    let nothing = desk.coach(&observer("o-4", &["--rate", "listens=not-observed"]));
    assert!(!nothing.err.contains("double rating"), "{nothing:?}");
    // The pair's own checklist of that day is none.
    let own = desk.coach(&[
        "checklist",
        "--educator",
        "t-101",
        "--rater",
        "self",
        "--date",
        "2025-10-01",
        "--rate",
        "listens=in-place",
    ]);
    assert!(own.code == 0 && !own.err.contains("double"), "{own:?}");
}

#[test]
fn a_correction_takes_over_what_it_does_not_change() {
    let desk = Desk::with(|pair| {
        pair.judged(
            "2025-10-01",
            "observer o-2",
            "rationale: partial, listens: in-place",
            "comments: {listens: \"yes: always\"}",
        )
    });
    let old = desk.checklists()[0].0.clone();
    let same_day = desk.coach(&observer("o-2", &["--rate", "rationale=in-place", "--dry-run"]));
    assert!(same_day.err.contains(&format!("--replaces {old}")), "{same_day:?}");
    let replaces = ["--rate", "rationale=in-place", "--replaces"];
    let arguments = [&observer("o-2", &replaces)[..], &[&old]].concat();
    let run = desk.coach(&arguments);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains(&format!("it replaces {old}")), "{run:?}");
    let new = desk.checklists().into_iter().find(|(name, _)| *name != old).expect("a new one").1;
    for line in ["rationale: in-place", "listens: in-place", "listens: \"yes: always\""] {
        assert!(new.contains(line), "{new}");
    }
    assert!(new.contains(&format!("replaces: {old}")), "{new}");
    // Observed is what the correction says: two items in place.
    let report = desk.coach(&["report", "--format", "json"]).json();
    assert_eq!(report["periods"][0]["profiles"][0]["total"]["coverage"]["observed"]["k"], 2);
    let unknown = desk.coach(&observer("o-2", &["--replaces", "2025-10-01-checklist-ffff.yaml"]));
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.err.contains("no checklist"), "{unknown:?}");
}

/// No option is passed over, and what an option lacks is said.
#[test]
fn no_option_is_passed_over() {
    let desk = Desk::with(|pair| {
        pair.checklist("2025-09-20", "observer o-2", "rationale: partial, listens: in-place")
    });
    let old = desk.checklists()[0].0.clone();
    let rate = ["--rate", "rationale=in-place"];
    let base = ["checklist", "--educator", "t-101", "--date", "2025-10-01"];
    for (given, said) in [
        (&["--rater", "observer"][..], "add --rater-id ID"),
        (&["--rater-id", "o-2"], "add --rater self"),
        (&["--rater", "self", "--replaces", "x.yaml"], "no checklist `x.yaml`; it has 2025-09-20"),
        (&["--from", "-", "--rater-id", "o-2"], "leave out the options"),
    ] {
        let run = desk.coach(&[&base[..], &rate, given].concat());
        assert_eq!((run.code, run.err.contains(said)), (2, true), "{given:?}: {run:?}");
    }
    // A correction knows its rater from what it corrects.
    let run = desk.coach(&[&base[..], &rate, &["--replaces", &old, "--dry-run"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("rater: {role: observer, id: o-2}"), "{run:?}");
    // And what is handed over as another kind is sent to a command that there is.
    let review = desk.district.path().join("review.yaml");
    fs::write(&review, "kind: review\ndate: 2025-10-01\n").expect("a file");
    let run = desk.coach(&["checklist", "--educator", "t-101", "--from", "review.yaml"]);
    assert!(
        run.code == 1 && run.err.contains("`coach checklist` takes no other kind than its own"),
        "{run:?}"
    );
}

#[test]
fn remarks_are_told_to_programs_too() {
    let desk = Desk::with(|pair| pair.checklist("2025-10-01", "observer o-2", "listens: in-place"));
    let run = desk.coach(&observer("o-3", &["--rate", "listens=partial", "--format", "json"]));
    let json = run.json();
    assert_eq!(json["format"], "coach-log/1");
    assert_eq!(json["remarks"].as_array().expect("remarks").len(), 1, "{json}");
    assert_eq!(run.err, "");
}

#[test]
fn a_blank_form_needs_no_district_and_takes_what_is_known() {
    let nowhere = tempfile::tempdir().expect("a folder");
    for format in ["html", "markdown"] {
        let run = coach_in(nowhere.path(), &[], &["checklist", "--blank", format]);
        assert_eq!(run.code, 0, "{run:?}");
        for item in ["process-and-expectations", "data-to-next-steps"] {
            assert!(run.out.contains(item), "{format} lacks {item}");
        }
    }
    let desk = Desk::with(|pair| pair);
    let run = desk.coach(&["checklist", "--blank", "markdown", "--educator", "t-101"]);
    assert!(run.out.contains("t-101") && run.out.contains("Lincoln"), "{run:?}");
    let run = desk.coach(&["checklist", "--blank", "markdown"]);
    assert!(run.code == 0 && !run.out.contains("t-101"), "{run:?}");
    let run = desk.coach(&["checklist", "--blank", "html", "--rate", "listens=partial"]);
    assert_eq!(run.code, 2, "{run:?}");
}
