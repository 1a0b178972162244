//! `coach profile new`: from a list of items to a profile that the district uses.

use std::fs;
use std::path::Path;

use crate::harness::{District, Pair, Run, coach_in};

const ITEMS: &str = "function,item,rule,page\n\
                     Planning,Asks what to work on.,session-item,3\n\
                     Planning,Ends with a plan.,,4\n";

fn coach(folder: &Path, arguments: &[&str]) -> Run {
    coach_in(folder, &[], arguments)
}

/// What follows the line `after` up to an empty line, without spaces in front.
fn lines_after<'t>(text: &'t str, after: &str) -> Vec<&'t str> {
    let lines = text.lines().skip_while(|line| !line.starts_with(after)).skip(1);
    lines.take_while(|line| !line.is_empty()).map(str::trim).collect()
}

#[test]
fn what_is_printed_leads_from_a_list_to_a_report() {
    let observed = "asks-what-to-work-on: in-place, ends-with-a-plan: not-in-place";
    let pair = Pair::under("my-items", "c-01", "t-101", "lincoln");
    let pair = pair.checklist("2026-03-02", "observer o-1", observed);
    let district = District::new().file("my items.csv", ITEMS);
    let folder = district.path();
    let run = coach(folder, &["profile", "new", "--from", "my items.csv"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with("made  profiles/my-items.toml (1 function, 2 items)\n"), "{run:?}");
    assert_eq!(run.err, "note: the column `page` was not used\n");
    for line in lines_after(&run.out, "Next:") {
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        let run = coach(folder, &words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{line}");
    }
    let settings = lines_after(&run.out, "Then name it in coach.toml").join("\n");
    assert_eq!(settings, "[profiles]\nmy-items = \"profiles/my-items.toml\"");
    let district = district.settings(&settings).pair(&pair);
    let run = coach(district.path(), &["report"]);
    // One of the two items was seen in place.
    assert!(run.out.contains("\nPlanning            1 of 2"), "{run:?}");
}

/// The list in the guide to profiles makes the profile that the guide goes on with.
#[test]
fn the_list_of_the_guide_becomes_its_profile() {
    let guide = include_str!("../../profile/README.md");
    let (_, rest) = guide.split_once("```csv\n").expect("a list");
    let (list, rest) = rest.split_once("```").expect("its end");
    let list: String = list.lines().map(|line| format!("{}\n", line.trim())).collect();
    let district = District::new().file("partners.csv", list);
    let commands = rest.lines().map(str::trim).filter_map(|line| line.strip_prefix("coach "));
    let mut ran = 0;
    for command in commands {
        let words = command.replace("\"Reading Partners\"", "Reading_Partners");
        let words: Vec<String> = words.split(' ').map(|word| word.replace('_', " ")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let run = coach(district.path(), &words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        ran += 1;
    }
    assert_eq!(ran, 3, "new, check and show");
}

#[test]
fn what_is_there_stays_as_it_is() {
    let district = District::new().file("items.csv", ITEMS);
    let new = ["profile", "new", "--from", "items.csv", "-o", "mine.toml"];
    assert_eq!(coach(district.path(), &new).code, 0);
    let file = district.path().join("mine.toml");
    fs::write(&file, "# mine\n").expect("written");
    let run = coach(district.path(), &new);
    let said =
        "error: mine.toml is there already, and stays as it is; name another file with -o FILE\n";
    assert_eq!((run.code, run.err.as_str()), (2, said));
    assert_eq!(fs::read_to_string(file).expect("there"), "# mine\n");
}

#[test]
fn a_bad_list_is_refused_with_all_its_faults() {
    let list = "function;item;rule\nPlanning;;\n;Plans.;comitment\n";
    let district = District::new().file("items.csv", list);
    let run = coach(district.path(), &["profile", "new", "--from", "items.csv"]);
    let said = "error: the list of items cannot be used\n\
                items.csv:2: there is no text of an `item`\n\
                items.csv:3: no `function` is named; write it on the line of each of its items\n\
                items.csv:3: `comitment` is not an evidence rule; did you mean `commitment`?\n";
    assert_eq!((run.code, run.err.as_str()), (2, said));
    assert!(!district.path().join("profiles").exists(), "nothing is made");
}

#[test]
fn without_a_district_the_file_is_made_here_or_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("lista.csv"), ITEMS).expect("written");
    let named = ["--title", "Planificación", "--edition", "2026", "--source", "Guía, page 3"];
    let new = [&["profile", "new", "--from", "lista.csv"][..], &named].concat();
    let printed = coach(folder.path(), &[&new[..], &["-o", "-"]].concat());
    assert!(printed.out.contains("\nid = \"planificacion\"\n"), "{printed:?}");
    assert!(
        printed.out.contains("\nedition = \"2026\"\nsource = \"Guía, page 3\"\n"),
        "{printed:?}"
    );
    let run = coach(folder.path(), &new);
    assert!(run.out.contains("move it into the district's folder as profiles/planificacion.toml"));
    let made = fs::read_to_string(folder.path().join("planificacion.toml")).expect("made");
    assert_eq!(made, printed.out);
    let run = coach(folder.path(), &["profile", "check", "planificacion.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_profile_that_is_there_keeps_its_id() {
    let district = District::new().file("items.csv", ITEMS);
    let new = ["profile", "new", "--from", "items.csv", "--id", "missouri-sbic-2014"];
    let run = coach(district.path(), &new);
    assert_eq!(run.err, "error: `missouri-sbic-2014` is a profile already: add --id ID\n");
    let run = coach(district.path(), &["profile", "new", "--from", "items.csv", "--id", "Mine"]);
    assert!(run.err.contains("`M` cannot be in an id"), "{run:?}");
    assert_eq!(run.code, 2);
}
