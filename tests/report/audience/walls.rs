//! What each audience is shown in each format, and what never leaves the records: no word of anyone's prose, nobody else's
//! id. A district whose every field holds a word of its own is asked; the words that turn up are the proof.

use std::io::{Cursor, Read};

use super::marked::{PAIRS, district, fields, found, mark};
use crate::harness::{District, coach_in};
use crate::repository::{git, is_git_here};

/// An audience, and what it may see.
struct Sees {
    audience: &'static str,
    /// How it asks about itself.
    about: String,
    /// The pairs.
    letters: &'static [char],
    /// The fields of them.
    fields: &'static [&'static str],
}

fn audiences() -> [Sees; 4] {
    let coach = format!("--coach {}", mark('a', "coach"));
    let pair = format!("{coach} --educator {}", mark('a', "educator"));
    let of = |audience, about: &str, letters, fields| Sees {
        audience,
        about: about.to_owned(),
        letters,
        fields,
    };
    [
        of("coach", &coach, &['a'], &["coach", "educator", "practice", "measure", "id"]),
        of("pair", &pair, &['a'], &["coach", "educator", "practice", "measure"]),
        of("principal", "--school lincoln", &['a', 'b'], &["coach", "educator", "practice"]),
        of("district", "", &[], &[]),
    ]
}

/// The formats that an audience can be shown, as the program itself says.
fn formats(district: &District) -> Vec<String> {
    let run = district.coach(&["report", "--audience", "district", "--format", "figures"]);
    let (_, list) = run.err.split_once("is shown as ").expect("the formats that there are");
    let words = list.trim().replace(" or ", ", ");
    words.split(", ").map(str::to_owned).collect()
}

/// Everything in an output: a workbook is a parcel of parts, whose names and texts count alike.
fn all_of(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut parts) = zip::ZipArchive::new(Cursor::new(bytes.clone())) else { return bytes };
    let mut all = Vec::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).expect("a part");
        all.extend(part.name().expect("a name").as_bytes());
        part.read_to_end(&mut all).expect("a text");
    }
    all
}

/// What an audience is shown in one format, and all that is printed on the way.
fn shown(district: &District, arguments: &[&str]) -> Vec<u8> {
    let file = district.path().join("out");
    let run = district.coach(&[arguments, &["-o", "out"]].concat());
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    let mut all = all_of(std::fs::read(file).expect("an output"));
    all.extend(run.out.as_bytes());
    all.extend(run.err.as_bytes());
    all
}

#[test]
fn each_audience_is_shown_its_own_in_every_format_and_no_more() {
    let district = district("");
    let formats = formats(&district);
    assert!(formats.len() >= 4, "{formats:?}");
    for Sees { audience, about, letters, fields } in audiences() {
        let about: Vec<&str> = about.split_whitespace().collect();
        for format in &formats {
            let asked = [&["report", "--audience", audience, "--format", format], &*about].concat();
            let found = found(&shown(&district, &asked));
            let may = |mark_found: &String| {
                letters.iter().any(|&letter| fields.iter().any(|f| mark(letter, f) == *mark_found))
            };
            for (mark, which) in &found {
                assert!(may(mark), "--audience {audience} --format {format} shows {which}");
            }
            // What an audience may see, it does see: else nothing would be proven.
            for field in fields.iter().filter(|field| **field != "measure") {
                for &letter in letters {
                    let mark = mark(letter, field);
                    assert!(
                        found.contains_key(&mark),
                        "{audience} {format}: no {field} of {letter}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_number_is_explained_to_those_who_see_it_and_no_further() {
    let district = district("");
    let coach = format!("coach={}", mark('a', "coach"));
    let educator = format!("educator={}", mark('a', "educator"));
    let explain = |address: &[&str], audience: &str| {
        let arguments = [&["explain"], address, &["--audience", audience]].concat();
        let run = district.coach(&arguments);
        (run.code, found(format!("{}{}", run.out, run.err).as_bytes()))
    };
    let own = [mark('a', "coach"), mark('a', "educator")];
    for (address, audience, code) in [
        (&["school=lincoln", &*educator, "sessions"][..], "principal", 0),
        (&["school=lincoln", &*educator, "in-place"][..], "principal", 2),
        (&["school=lincoln", &*educator, "minutes"][..], "principal", 2),
        (&["school=lincoln", "sessions"][..], "principal", 2),
        (&[&*coach, &*educator, "in-place"][..], "pair", 0),
        (&[&*coach, &*educator, "observers-agree"][..], "pair", 2),
        (&["in-place"][..], "pair", 2),
        (&["in-place"][..], "coach", 2),
        (&["in-place"][..], "district", 0),
        (&["school=river", "in-place"][..], "district", 0),
        (&["school=lincoln", "in-place"][..], "district", 2),
        (&["school=river", "item=rationale", "in-place"][..], "district", 2),
        (&["item=rationale", "observed"][..], "district", 2),
        (&["item=rationale", "in-place"][..], "district", 0),
        (&[&*coach, "method=in-person", "sessions"][..], "coach", 0),
        (&[&*coach, &*educator, "method=in-person", "sessions"][..], "pair", 2),
        (&["school=lincoln", &*educator, "method=in-person", "sessions"][..], "principal", 2),
        (&["school=river,prairie", "in-place"][..], "district", 2),
        (&["function=communicating", "in-place"][..], "district", 0),
        (&["function=communicating", "reported"][..], "district", 2),
        (&["school=river", "function=communicating", "in-place"][..], "district", 2),
        (&[&*coach, "in-place"][..], "district", 2),
    ] {
        let (ended, found) = explain(address, audience);
        assert_eq!(ended, code, "{address:?} for the {audience}");
        let others: Vec<_> = found.keys().filter(|mark| !own.contains(mark)).collect();
        assert!(others.is_empty(), "{address:?} for the {audience} shows {found:?}");
    }
    // A coach sees the records of the own pairs, by their names: who rated, and no prose.
    let (ended, found) = explain(&[&coach, "in-place"], "coach");
    assert_eq!(ended, 0);
    let named = ["coach", "educator", "id"].map(|field| mark('a', field));
    assert!(found.keys().all(|mark| named.contains(mark)), "{found:?}");
    assert!(found.contains_key(&mark('a', "educator")));
}

#[test]
fn a_slip_in_a_filter_tells_nobody_who_there_is() {
    let district = district("");
    for (audience, about) in [
        ("principal", ["--school", "lincoln", "--educator", "zqa99"]),
        ("coach", ["--coach", "zqa99", "--school", "lincoln"]),
    ] {
        let asked = [&["report", "--audience", audience], &about[..]].concat();
        let run = district.coach(&asked);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(found(run.err.as_bytes()).is_empty(), "{}", run.err);
    }
}

/// A record that is wrong is named to whoever keeps the records, and to nobody else.
#[test]
fn what_is_wrong_is_counted_and_not_told() {
    let district = district("");
    let pair = format!("records/lincoln/{}-{}", mark('a', "coach"), mark('a', "educator"));
    let wrong = format!("kind: session\ndate: 2025-09-31\nnotes: {}\n", mark('a', "notes"));
    let district = district.file(&format!("{pair}/2025-09-30-session-00aa.yaml"), wrong);
    let run = district.coach(&["report", "--audience", "principal", "--school", "prairie"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("1 record is left out of every number"), "{}", run.err);
    assert!(found(run.err.as_bytes()).is_empty(), "{}", run.err);
}

/// Whatever is printed for whoever keeps the records: ids, never prose, and no name.
#[test]
fn no_output_of_any_command_quotes_prose_or_a_name() {
    let district = district("");
    // The name of a source is one of a sheet or a form.
    let open = ["coach", "educator", "practice", "also_coach", "id", "measure", "name"];
    let prose: Vec<String> =
        fields().into_iter().filter(|field| !open.contains(&field.as_str())).collect();
    let export = district.path().join("tables").display().to_string();
    for command in [
        "report --details --explain",
        "report --format json",
        "report --format csv",
        "report --format figures",
        "report --format markdown --details",
        "report --by relationship --details",
        "report --period fall --compare spring --details",
        "check",
        "check --format json",
        "check --format github",
        "check --format sarif",
        "check --format junit",
        "next",
        "next --format json",
        "next --format ics",
        "list",
        "list --format json",
        "explain in-place",
        "explain sessions --format json",
        &format!("export --to csv {export}"),
    ] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let run = district.coach(&arguments);
        let mut all = format!("{}{}", run.out, run.err).into_bytes();
        for file in std::fs::read_dir(&export).into_iter().flatten().flatten() {
            all.extend(std::fs::read(file.path()).expect("a table"));
        }
        let found = found(&all);
        for (letter, _) in PAIRS {
            for field in &prose {
                let mark = mark(letter, field);
                // Programs that import ask which keys of a source are there.
                let is_asked = field == "key" && command == "list --format json";
                assert!(
                    is_asked || !found.contains_key(&mark),
                    "`coach {command}` prints {field} of {letter}"
                );
            }
        }
    }
}

/// A commit says which record it adds, and a comparison which records changed what: neither says a word of them.
#[test]
fn no_commit_and_no_comparison_quotes_prose() {
    if !is_git_here() {
        return;
    }
    let district = district("");
    let folder = district.path();
    git(folder, &["init", "--quiet"]);
    git(folder, &["config", "user.name", "Tester"]);
    git(folder, &["config", "user.email", "tester@example.invalid"]);
    std::fs::write(folder.join(".gitignore"), "people.yaml\n").expect("a file");
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "Before"]);
    let [coach, educator, about] =
        ["coach", "educator", "contact-about"].map(|field| mark('a', field));
    let contact =
        ["log", "contact", "--educator", &educator, "--date", "2025-12-01", "--method", "email"];
    let path = std::env::var("PATH").unwrap_or_default();
    let with_git = |arguments: &[&str]| coach_in(folder, &[("PATH", &path)], arguments);
    let run =
        with_git(&[&contact[..], &["--coach", &coach, "--about", &about, "--commit"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let messages = git(folder, &["log", "--format=%B"]);
    assert!(messages.lines().count() > 2, "{messages}");
    let compared = with_git(&["report", "--compare", "HEAD~1", "--format", "markdown"]);
    assert_eq!(compared.code, 0, "{}", compared.err);
    assert!(compared.out.contains("-contact-"), "{}", compared.out);
    for output in [messages, run.out, run.err, compared.out, compared.err] {
        let found = found(output.as_bytes());
        let ids = ["coach", "educator"];
        let quoted = |mark: &&String| !ids.iter().any(|id| mark == &&self::mark('a', id));
        assert!(found.keys().filter(quoted).count() == 0, "{found:?}\n{output}");
    }
}
