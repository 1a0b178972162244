//! Views as they are drawn: headings, lists, pictures, what a view was made with, and the rows of CSV.

use std::collections::BTreeMap;

use coach::domain::district::{Audience, Policy};
use coach::report::Dimension;
use coach::report::audience::{Viewed, render_text, view};
use coach::report::text::Style;
use coach::store::People;

use super::few::{district, pair};
use crate::harness::{District, Run};

const BOTH: Option<&str> = Some("asks: in-place, plans: in-place");

fn report(district: &District, words: &[&str]) -> Run {
    let run = district.coach(&[&["report"][..], words].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn of_principal(district: &District, more: &[&str]) -> String {
    report(district, &[&["--audience", "principal", "--school", "oak"], more].concat()).out
}

/// `count` pairs at a school.
fn several(district: District, school: &str, first: u32, count: u32) -> District {
    (first..first + count).fold(district, |district, educator| {
        pair(district, school, ("c-01", &format!("t-{educator}")), "", BOTH)
    })
}

/// One pair at Oak under the usual profile, and with `both` one under another.
fn oak(both: bool) -> District {
    let one = pair(district(""), "oak", ("c-01", "t-1"), "", BOTH);
    if !both {
        return one;
    }
    let text = |path: &str| std::fs::read_to_string(one.path().join(path)).expect("a file");
    let settings = format!("{}\n", text("coach.toml"))
        .replace("[profiles]\n", "[profiles]\nsecond-profile = \"second.toml\"\n");
    let second = text("planning.toml")
        .replace("planning-profile", "second-profile")
        .replace("title = \"Planning\"", "title = \"Second\"");
    let folder = "records/oak/c-02-t-2";
    let relationship = "kind: relationship\nprofile: second-profile\ncoach: c-02\neducator: t-2\nschool: oak\n\
                        started: 2025-09-01\n";
    one.file("coach.toml", settings)
        .file("second.toml", second)
        .file(&format!("{folder}/relationship.yaml"), relationship)
}

#[test]
fn each_of_two_profiles_has_its_heading_and_one_alone_has_none() {
    let both = of_principal(&oak(true), &[]);
    assert!(both.contains("\n\nPlanning, 1\n\n1 pair, 1 session.\n\n"), "{both}");
    assert!(both.contains("\n\nSecond, 1\n\n1 pair, 0 sessions.\n\n"), "{both}");
    assert_eq!(both.matches("profile planning-profile").count(), 1, "{both}");
    assert_eq!(both.matches("profile second-profile").count(), 1, "{both}");
    let alone = of_principal(&oak(false), &[]);
    assert!(alone.contains("\nFor the principal · only Oak (oak)\n"), "{alone}");
    assert!(
        alone.contains("\n\n1 pair, 1 session.\n\n") && !alone.contains("Planning, 1"),
        "{alone}"
    );
}

#[test]
fn a_time_without_pairs_says_so_in_its_place() {
    const NOBODY: &str = "No pair was under way in this period.";
    let before = "School year 2023-24: 2023-08-01 to 2024-07-31, as of 2026-05-29\n";
    let now = "School year 2025-26: 2025-08-01 to 2026-05-29, as of 2026-05-29\n";
    let asked = ["report", "--audience", "principal", "--school", "oak", "--period", "2023-24"];
    let run = oak(false).coach(&asked);
    assert_eq!(run.code, 3, "nothing to report: {}", run.err);
    let alone = run.out;
    assert!(alone.contains(&format!("{before}\n{NOBODY}\n\ncoach ")), "{alone}");
    assert_eq!(alone.matches(NOBODY).count(), 1, "{alone}");
    let two = of_principal(&oak(false), &["--period", "2023-24", "--period", "2025-26"]);
    assert!(two.contains(&format!("{before}{NOBODY}\n\n{now}\n1 pair, 1 session.\n")), "{two}");
    assert_eq!(two.matches(NOBODY).count(), 1, "{two}");
    let twice =
        of_principal(&oak(false), &["--period", "2025-26", "--period", "2025-09-01..2026-04-30"]);
    // One profile, and one count of records, for both.
    let flat = twice.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(twice.matches("profile planning-profile").count(), 1, "{twice}");
    assert!(flat.ends_with("known · 3 records, 0 left out"), "{twice}");
    let nobody = of_principal(&oak(false), &[]);
    assert!(!nobody.contains(NOBODY), "{nobody}");
}

/// The words of a page are explained on the page of HTML, before how it was made.
#[test]
fn a_page_ends_with_what_its_words_mean_and_how_it_was_made() {
    let of_pair =
        ["--audience", "pair", "--coach", "c-01", "--educator", "t-1", "--format", "html"];
    let page = report(&oak(false), &of_pair).out;
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("no {what}: {page}"));
    assert!(at("Coaching</h2>") < at("What the words mean</h2>"), "{page}");
    assert!(at("What the words mean</h2>") < at("(sha256 "), "{page}");
}

/// One row is a list: of the whole without a name, of a school or a pair with it, and once.
#[test]
fn one_row_is_a_list_that_says_once_which_it_is() {
    let list = |out: &str, title: &str| {
        let mut lines = out.lines().skip_while(|line| *line != title).skip(1);
        let list: Vec<String> =
            lines.by_ref().take_while(|line| !line.is_empty()).map(str::to_owned).collect();
        assert!(!list.is_empty(), "no {title}: {out}");
        list
    };
    let by_school =
        "[audiences.district]\nrows = [\"school\"]\nnumbers = [\"pairs\", \"sessions\"]";
    let of_school =
        report(&several(district(by_school), "oak", 1, 6), &["--audience", "district"]).out;
    let coaching = list(&of_school, "Coaching");
    assert_eq!(coaching[..2], ["School     Oak", "pairs      6"], "{of_school}");
    assert!(!of_school.contains('─'), "{of_school}");

    let whole = "[audiences.district]\nrows = [\"whole\"]\nnumbers = [\"pairs\", \"sessions\", \"in-place\"]";
    let of_whole = report(&several(district(whole), "oak", 1, 6), &["--audience", "district"]).out;
    assert_eq!(list(&of_whole, "Coaching")[0], "pairs      6", "{of_whole}");
    // Six educators with two items each.
    let in_place = list(&of_whole, "Items in place");
    assert_eq!(in_place[0], "in place        12 of 12 (100.0 %)", "{of_whole}");
    assert!(!of_whole.contains("All"), "{of_whole}");

    let of_pair =
        report(&oak(false), &["--audience", "pair", "--coach", "c-01", "--educator", "t-1"]).out;
    let coaching = list(&of_pair, "Coaching");
    assert_eq!(coaching[..3], ["Educator  t-1", "Coach     c-01", "School    oak"], "{of_pair}");
    assert_eq!(list(&of_pair, "Agreed and held")[0], "agreed rhythm      0 of 1 (0.0 %)");
    // What has a row for each function stays a table, and so does the only level that is reached.
    assert!(
        list(&of_pair, "Essential functions").iter().any(|line| line.starts_with("──")),
        "{of_pair}"
    );
    assert!(
        of_pair.contains("\nLevels reached\n\nt-1 · c-01\nEssential function  Level "),
        "{of_pair}"
    );
}

/// The pictures of a page, by their titles.
fn pictures(page: &str) -> Vec<String> {
    let hints = page.split("<p class=\"hint\">").skip(1);
    hints.map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// The first shares of each table are drawn where two to twenty rows have them; rows of pairs are read in the table, and so
/// is the whole alone.
#[test]
fn shares_of_several_rows_are_drawn_and_those_of_pairs_are_not() {
    let both = several(several(district(""), "oak", 1, 6), "elm", 11, 6);
    let page = report(&both, &["--audience", "district", "--format", "html"]).out;
    // Planning alone of the functions has items that apply.
    assert_eq!(
        pictures(&page),
        [
            "Agreed and held: agreed rhythm",
            "Items in place: in place",
            "What observers saw: observed",
            "Most often missing: missing, in pairs"
        ]
    );
    // A school each, and not the whole.
    assert!(page.contains("Elm: 12 of 12 (100.0 %); Oak: 12 of 12 (100.0 %)."), "{page}");
    assert!(!page.contains("All: 24 of 24"), "{page}");
    let ids: Vec<&str> = page
        .split("id=\"bars-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect();
    assert!(ids.len() >= 4 && ids.windows(2).all(|two| two[0] != two[1]), "{ids:?}");

    let more = "[audiences.principal]\nrows = [\"pair\"]\nnumbers = [\"in-place\"]\nfacts = [\"educator\", \"coach\"]";
    let pairs = several(district(more), "oak", 1, 6);
    let page = of_principal(&pairs, &["--format", "html"]);
    assert!(page.contains("Items in place</h2>"), "{page}");
    assert_eq!(pictures(&page), [""; 0]);
}

#[test]
fn what_a_view_was_made_with_names_folders_that_were_not_read() {
    let district = oak(false);
    let report = district.report(&[Dimension::Relationship]);
    let policy = Policy::usual(Audience::Principal);
    let (people, schools) = (People::default(), BTreeMap::new());
    let viewed = Viewed {
        audience: Audience::Principal,
        policy: &policy,
        people: &people,
        schools: &schools,
        min_educators: 5,
    };
    let mut view = view(&report, None, viewed);
    let drawn = |view: &_| {
        let text = render_text(view, Style { color: false, width: 100 });
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(drawn(&view).ends_with("· 3 records, 0 left out"), "{}", drawn(&view));
    view.periods[0].unread_folders = 2;
    assert!(
        drawn(&view).ends_with("· 3 records, 0 left out, 2 folders not read"),
        "{}",
        drawn(&view)
    );
}

/// Each cell is a row of CSV, which says the number of its row and what it is a row of.
#[test]
fn rows_of_csv_are_numbered_and_named() {
    let both = several(several(district(""), "oak", 1, 6), "elm", 11, 6);
    let csv = report(&both, &["--audience", "district", "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> =
        reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let shown = ["table", "row", "row_is", "column", "text", "date", "count", "k", "n", "value"];
    let at = shown.map(|name| header.iter().position(|title| title == name).expect(name));
    let rows: Vec<String> = reader
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| at.map(|at| row[at].to_owned()).join("|"))
        .collect();
    for expected in [
        "Coaching|1|Elm|School|Elm|||||",
        "Coaching|1|Elm|pairs|||6|||",
        "Coaching|2|Oak|School|Oak|||||",
        "Coaching|3|All|School|All|||||",
        "Coaching|3|All|pairs|||12|||",
        "Items in place|2|Oak|in place||||12|12|",
        "Items in place|3|All|in place||||24|24|",
    ] {
        assert_eq!(rows.iter().filter(|row| *row == expected).count(), 1, "{expected}: {rows:#?}");
    }
    let pairs = report(
        &several(district(""), "oak", 1, 1),
        &["--audience", "pair", "--coach", "c-01", "--educator", "t-1", "--format", "csv"],
    );
    assert!(
        pairs.out.contains(",Coaching,1,t-1 · c-01 · oak,Started,,2025-09-01,"),
        "{}",
        pairs.out
    );
}
