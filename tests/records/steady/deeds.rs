//! The commands that write, each with the folder in which it is run and what that folder says before and after.

use std::sync::OnceLock;

use super::folder::{Files, Folder, Tree, tree};
use super::traced::{Point, points};
use crate::harness::{District, Pair, SETTINGS};

/// What the guide promises if a command is cut off or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// It writes one file, or what has one name: all of it or nothing.
    One,
    /// It writes what it counts: all of it or nothing. What it cannot read it names, ends with 1, and does not count.
    Output,
    /// It writes several new texts: all or nothing, or `coach check` finds it half done. Given up, what is written
    /// stays, and the rest is kept in the user's own folder.
    Several,
    /// It changes several files: the same, but given up, all is as it was before.
    Change,
    /// It makes several files that need no other: each by itself. The same command does the rest.
    Each,
}

/// What is there before a command is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing at all.
    Nothing,
    /// The district.
    District,
    /// The district, with what this command writes.
    Done(&'static [&'static str]),
    /// The district, with a batch of two new records of which one is written.
    HalfDone,
    /// The district, with a batch of two changes of which one is made.
    HalfChanged,
}

/// One command that writes.
pub(super) struct Deed {
    pub(super) arguments: Vec<&'static str>,
    pub(super) promise: Promise,
    before: Before,
}

/// A command, and what its folder says.
pub(super) struct Known {
    pub(super) deed: Deed,
    /// The folder before.
    pub(super) tree: Tree,
    pub(super) before: Files,
    pub(super) after: Files,
    /// What it says once all of a batch is written.
    pub(super) finished: Files,
    /// What it says once a change is taken back.
    pub(super) taken_back: Files,
    /// Every system call at which it can be met.
    pub(super) points: Vec<Point>,
}

use Before::{Done, HalfChanged, HalfDone, Nothing};
use Promise::{Change, Each, One, Output, Several};

const IMPORT: &[&str] = &["import", "rows.csv", "--map", "map.toml"];

/// A source that opens a relationship, of which the first part came in.
const OPENING: &[&str] = &["import", "first.csv", "--map", "opens.toml"];

const EXPORT: &[&str] = &["export", "--to", "csv", "out"];

/// Every command, by words that no option has a blank in.
const DEEDS: [(&str, Promise, Before); 37] = [
    (
        "log contact --educator t-104 --method email --date 2025-10-16 --about x",
        One,
        Before::District,
    ),
    (
        "log session --educator t-104 --method video --date 2025-10-16 --next-step act",
        One,
        Before::District,
    ),
    ("log missed --educator t-104 --date 2025-10-16 --by school", One, Before::District),
    ("log time --coach c-05 --date 2025-10-16 --minutes 40 --what planning", One, Before::District),
    (
        "log relationship --coach c-05 --educator t-301 --school prairie --started 2025-10-16",
        One,
        Before::District,
    ),
    ("log feedback --educator t-104 --requested 2025-10-16", One, Before::District),
    (
        "checklist --educator t-104 --rater self --date 2025-10-16 --rate rationale=in-place",
        One,
        Before::District,
    ),
    ("review --educator t-104 --date 2025-11-16 --working pace", One, Before::District),
    ("log relationship --educator t-105 --end 2026-01-30", One, Before::District),
    ("log done --educator t-104 s1 --date 2025-10-16", One, Before::District),
    (
        "log request --educator t-104 --answer --answered 2025-10-16 --method email",
        One,
        Before::District,
    ),
    ("edit 2025-10-01-session-0001 --set minutes=41", Change, Before::District),
    (
        "log contact --educator t-104 --educator t-105 --together --method phone --date 2025-10-16",
        Several,
        Before::District,
    ),
    ("log --from three.yaml", Several, Before::District),
    ("log --from twenty.yaml", Several, Before::District),
    ("log --finish", Several, HalfDone),
    ("log --abandon", Several, HalfDone),
    (
        "log relationship --educator t-105 --hand-over 2026-02-02 --to-coach c-05",
        Several,
        Before::District,
    ),
    ("log --finish", Change, HalfChanged),
    ("log --abandon", Change, HalfChanged),
    ("edit 2025-10-03-checklist-0003 --set date=2025-10-02", Change, Before::District),
    ("edit 2025-10-05-contact-0005 --set educator=t-105", Change, Before::District),
    ("remove 2025-10-05-contact-0005", Change, Before::District),
    ("remove records/lincoln/c-03-t-105 --yes", Change, Before::District),
    ("change school lincoln --id lake --yes", Change, Before::District),
    ("change coach c-03 --from 2026-02-02 --to c-05 --yes", Change, Before::District),
    ("change year --end 2026-05-20 --yes", Change, Before::District),
    ("import rows.csv --map map.toml", Several, Before::District),
    ("import rows.csv --map map.toml", Several, Done(IMPORT)),
    ("import changed.csv --map map.toml --update", Change, Done(IMPORT)),
    ("import --undo rows", Change, Done(IMPORT)),
    ("import later.csv --map opens.toml --update", Several, Done(OPENING)),
    ("init --district Elm --school oak=Oak --people", Each, Nothing),
    ("schema --write", Each, Before::District),
    ("export --to csv out", Output, Before::District),
    ("export --to jsonl out --force", Output, Done(EXPORT)),
    ("report --format html -o report.html", Output, Before::District),
];

/// The district, without what is the program's own.
pub(super) fn district() -> Tree {
    let agreed = "committed_on: 2025-09-02, respond_within_days: 2, methods: [video, email]";
    let first = Pair::of("c-03", "t-104", "lincoln")
        .agreed(agreed)
        .session(
            "2025-10-01",
            "minutes: 40\nitems: [rationale]\nnext_steps: [{id: s1, what: act, who: coach}]",
        )
        .asked("2025-10-02")
        .checklist("2025-10-03", "self", "rationale: partial")
        .judged(
            "2025-10-03",
            "self",
            "rationale: in-place",
            "replaces: 2025-10-03-checklist-0003.yaml",
        )
        .contact("2025-10-05", "email");
    let second =
        Pair::of("c-03", "t-105", "lincoln").agreed(agreed).session("2025-10-02", "minutes: 30");
    let third = Pair::of("c-05", "t-201", "prairie").agreed(agreed).contact("2025-10-02", "phone");
    let contact = |educator: &str, day: usize| {
        format!(
            "kind: contact\neducator: {educator}\ndate: 2025-11-{day:02}\nmethod: email\nabout: day {day}\n"
        )
    };
    let educators = ["t-104", "t-105", "t-201"];
    let several = |number: usize| -> String {
        let texts = (1..=number).map(|day| contact(educators[day % 3], day));
        texts.collect::<Vec<_>>().join("---\n")
    };
    let rows = |minutes: usize| -> String {
        let row = |day| format!("v{day},t-104,2025-12-{day:02},{minutes}\n");
        "Id,Teacher,Day,Minutes\n".to_owned() + &(1..=3).map(row).collect::<String>()
    };
    let of_new = |days: [usize; 2]| -> String {
        let row = |day| format!("w{day},t-106,2025-12-{day:02},30\n");
        "Id,Teacher,Day,Minutes\n".to_owned() + &days.map(row).concat()
    };
    let opens = MAP.replace("name = \"rows\"", "name = \"opening\"") + OPEN;
    let time = "kind: time\ndate: 2025-10-06\nminutes: 30\nwhat: planning\n";
    let profile = include_str!("../../../profile/missouri-sbic-2014.toml").replacen(
        "id = \"missouri-sbic-2014\"",
        "id = \"own\"",
        1,
    );
    let district = District::new()
        .file("coach.toml", format!("{SETTINGS}[profiles]\nown = \"profiles/own.toml\"\n"))
        .file("profiles/own.toml", profile)
        .file("people.yaml", "c-03: Ada Example\n")
        .pairs([&first, &second, &third])
        .file("records/coaches/c-03/2025-10-06-time-0001.yaml", time)
        .file("three.yaml", several(3))
        .file("twenty.yaml", several(20))
        .file("rows.csv", rows(30))
        .file("changed.csv", rows(31))
        .file("map.toml", MAP)
        .file("first.csv", of_new([3, 4]))
        .file("later.csv", of_new([5, 6]))
        .file("opens.toml", opens);
    tree(district.path())
}

const MAP: &str = r#"name = "rows"
identity = { columns = "Id" }

[[record]]
kind = "session"
educator = { column = "Teacher" }
coach = { is = "c-03" }
date = { column = "Day", order = "year-month-day" }
method = { is = "in-person" }
minutes = { column = "Minutes", bare = "minutes" }
"#;

const OPEN: &str = r#"
[open]
school = { is = "lincoln" }
started = "first day"
"#;

/// Every command with what its folder says.
pub(super) fn known() -> &'static [Known] {
    static ALL: OnceLock<Vec<Known>> = OnceLock::new();
    ALL.get_or_init(|| {
        let deed = |(words, promise, before): (&'static str, _, _)| {
            Known::of(Deed { arguments: words.split(' ').collect(), promise, before })
        };
        DEEDS.into_iter().map(deed).collect()
    })
}

impl Known {
    fn of(deed: Deed) -> Self {
        let folder = Folder::of(&deed.tree());
        let (tree, before) = (folder.tree(), folder.files());
        let (ran, points) = points(&folder, &deed.arguments);
        assert!(ran.code == Some(0) && !points.is_empty(), "{:?}: {ran:#?}", deed.arguments);
        let after = folder.files();
        let ended = |way| {
            let folder = Folder::of(&tree);
            assert_eq!(folder.coach(&["log", way]).code, Some(0));
            folder.files()
        };
        let (finished, taken_back) = match deed.before {
            HalfDone | HalfChanged => (ended("--finish"), ended("--abandon")),
            _ => (after.clone(), before.clone()),
        };
        Self { deed, tree, before, after, finished, taken_back, points }
    }
}

impl Deed {
    /// The folder in which it is run.
    fn tree(&self) -> Tree {
        match self.before {
            Nothing => Tree::new(),
            Before::District => district(),
            Done(arguments) => {
                let folder = Folder::of(&district());
                let ran = folder.coach(arguments);
                assert_eq!(ran.code, Some(0), "{ran:#?}");
                folder.tree()
            }
            HalfDone => half_done(false),
            HalfChanged => half_done(true),
        }
    }
}

/// The district with a batch of two files of which one is written.
fn half_done(is_change: bool) -> Tree {
    let mut tree = district();
    let mut parts = Vec::new();
    for (at, number) in ["0001", "0009"].into_iter().enumerate() {
        let name = if is_change { "2025-10-01-session-0001" } else { "2025-12-01-contact" };
        let path = match (is_change, at) {
            (true, 0) => format!("records/lincoln/c-03-t-104/{name}.yaml"),
            (true, _) => "records/prairie/c-05-t-201/2025-10-02-contact-0001.yaml".to_owned(),
            (false, _) => format!("records/lincoln/c-03-t-104/{name}-{number}.yaml"),
        };
        let before = tree.get(&path).map(|bytes| String::from_utf8(bytes.clone()).expect("UTF-8"));
        let text = match &before {
            Some(before) => format!("{before}# seen\n"),
            None => format!("kind: contact\ndate: 2025-12-01\nmethod: email\nabout: {at}\n"),
        };
        parts.push(serde_json::json!({"path": path, "before": before, "text": text}));
        if at == 0 {
            tree.insert(path, text.into_bytes());
        }
    }
    let batch = serde_json::json!({
        "format": "coach-unfinished/1",
        "message": "Two files",
        "is_taken_back": is_change,
        "parts": parts,
    });
    tree.insert(".coach/.gitignore".to_owned(), b"*\n".to_vec());
    tree.insert(".coach/unfinished.json".to_owned(), batch.to_string().into_bytes());
    tree
}
