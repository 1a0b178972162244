//! The tables of a view, cell by cell, as they follow from a few records: each number is counted by hand.

use serde_json::Value;

use super::few::{district, pair};
use crate::harness::District;

/// The tables of the view that `words` ask for under the only profile: titles, and rows as text with the columns' names
/// first. A share is k/n, and a dash stands where nothing does.
fn tables(district: &District, words: &[&str]) -> Vec<(String, Vec<String>)> {
    let run = district.coach(&[&["report", "--format", "json"][..], words].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let profile = run.json()["periods"][0]["profiles"][0].clone();
    let cell = |cell: &Value| match cell {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(share) => format!("{}/{}", share["k"], share["n"]),
        number => number.to_string(),
    };
    let joined = |cells: &Value, of: &dyn Fn(&Value) -> String| {
        cells.as_array().expect("a list").iter().map(of).collect::<Vec<_>>().join(" | ")
    };
    let table = |table: &Value| {
        let names = joined(&table["columns"], &|column| cell(&column["title"]));
        let rows = table["rows"].as_array().expect("rows").iter().map(|row| joined(row, &cell));
        (cell(&table["title"]), std::iter::once(names).chain(rows).collect())
    };
    profile["tables"].as_array().expect("tables").iter().map(table).collect()
}

fn table(district: &District, words: &[&str], title: &str) -> Vec<String> {
    let found = tables(district, words).into_iter().find(|(name, _)| name == title);
    found.unwrap_or_else(|| panic!("no {title}")).1
}

const PRINCIPAL: [&str; 4] = ["--audience", "principal", "--school", "oak"];

/// Three pairs at Oak, of whom an observer found both items in place, one and none; of the second and third the observer
/// judged the level, and of each are six values of students.
fn three(policy: &str) -> District {
    let district = district(policy);
    let profile = std::fs::read_to_string(district.path().join("planning.toml")).expect("a file");
    let two_levels = profile.replacen(
        "[[functions]]",
        "[[levels]]\nname = \"Begun\"\nadded = { id = \"begun\", reached = { rule = \"judged\" } }\n[[functions]]",
        1,
    );
    let mut district = district.file("planning.toml", two_levels);
    for (educator, ratings, more, after) in [
        ("t-1", "asks: in-place, plans: in-place", "", [60, 61, 62]),
        ("t-2", "asks: in-place, plans: not-in-place", "levels: {planning: begun}\n", [40, 41, 42]),
        (
            "t-3",
            "asks: not-in-place, plans: not-in-place",
            "levels: {planning: begun}\n",
            [50, 51, 52],
        ),
    ] {
        district = pair(district, "oak", ("c-01", educator), "", Some(ratings));
        let checklist = format!(
            "kind: checklist\ndate: 2026-02-10\nrater: {{role: observer, id: o-1}}\nratings: {{{ratings}}}\n{more}"
        );
        let values: String = [50, 51, 52]
            .into_iter()
            .zip(["2025-08-05", "2025-08-06", "2025-08-07"])
            .chain(after.into_iter().zip(["2025-11-05", "2025-11-06", "2025-11-07"]))
            .map(|(value, on)| format!("{{on: {on}, value: {value}, n: 24}}, "))
            .collect();
        let review = format!(
            "kind: review\ndate: 2026-03-13\nworking: asks of {educator}\nnot_working: plans of {educator}\n\
             data: [{{id: d1, source: student-data, measure: fluency of {educator}, improvement: increase, \
             values: [{}]}}]\nnext_steps: []\n",
            values.trim_end_matches(", ")
        );
        let folder = format!("records/oak/c-01-{educator}");
        district = district
            .file(&format!("{folder}/2026-02-10-checklist-0002.yaml"), checklist)
            .file(&format!("{folder}/2026-03-13-review-0003.yaml"), review);
    }
    district
}

#[test]
fn every_table_of_three_pairs_says_what_their_records_say() {
    let policy = "[audiences.principal]\nrows = [\"whole\", \"pair\", \"function\", \"item\", \"month\"]\n\
                  numbers = [\"pairs\", \"sessions\", \"in-place\", \"observed\", \"levels\", \"raters\", \
                  \"student-data\"]\nfacts = [\"educator\", \"started\", \"evidence\"]";
    let shown = tables(&three(policy), &PRINCIPAL);
    let expected: [(&str, &[&str]); 9] = [
        // Each pair is one pair, so how many there are stands nowhere.
        (
            "Coaching",
            &[
                "Educator | Started | sessions | contacts",
                "t-1 | 2025-09-01 | 1 | 0",
                "t-2 | 2025-09-01 | 1 | 0",
                "t-3 | 2025-09-01 | 1 | 0",
                "All | – | 3 | 0",
            ],
        ),
        (
            "Items in place",
            &[
                "Educator | in place | completeness | not applicable | missing | expired",
                "t-1 | 2/2 | 2/2 | 1 | 0/2 | 0",
                "t-2 | 1/2 | 2/2 | 1 | 1/2 | 0",
                "t-3 | 0/2 | 2/2 | 1 | 2/2 | 0",
                "All | 3/6 | 6/6 | 3 | 3/6 | 0",
            ],
        ),
        (
            "What observers saw",
            &[
                "Educator | observed | documented only | differs | outside observation",
                "t-1 | 2/2 | 0 | 0 | 1/1",
                "t-2 | 1/2 | 0 | 0 | 1/1",
                "t-3 | 0/2 | 0 | 0 | 1/1",
                "All | 3/6 | 0 | 0 | 3/3",
            ],
        ),
        // Of the first pair the level is computed, of the two others it is judged.
        (
            "Essential functions",
            &[
                "Essential function | in place | observers saw | in use | begun",
                "Planning | 3/6 | 3/6 | 1/3 | 2/3",
                "Secondary | – | – | – | –",
            ],
        ),
        (
            "Levels reached",
            &[
                "Educator | Essential function | Level | computed, or judged by | on",
                "t-1 | Planning | in use | computed | –",
                "t-2 | Planning | begun | observer | 2026-02-10",
                "t-3 | Planning | begun | observer | 2026-02-10",
            ],
        ),
        (
            "Most often missing",
            &["Item | missing, in pairs", "plans | 2/3", "asks | 1/3", "credits | –"],
        ),
        (
            "Evidence for each item",
            &[
                "Educator | Item | in place | observed | documented | coach says | educator says",
                "t-1 | asks | yes | in-place 2026-02-10 | – | – | –",
                "t-1 | plans | yes | in-place 2026-02-10 | – | – | –",
                "t-1 | credits | n/a | – | – | – | –",
                "t-2 | asks | yes | in-place 2026-02-10 | – | – | –",
                "t-2 | plans | no | not-in-place 2026-02-10 | – | – | –",
                "t-2 | credits | n/a | – | – | – | –",
                "t-3 | asks | no | not-in-place 2026-02-10 | – | – | –",
                "t-3 | plans | no | not-in-place 2026-02-10 | – | – | –",
                "t-3 | credits | n/a | – | – | – | –",
            ],
        ),
        ("What raters wrote", &["Rater | checklists | ratings in place", "observer | 3 | 3/6"]),
        // Three values before and three after are nine pairs of values: all better, all worse, and three each way.
        (
            "Student data; not evidence of cause",
            &[
                "Educator | Student data | values before | values after | most values after",
                "t-1 | fluency of t-1 | 3 | 3 | are better",
                "t-2 | fluency of t-2 | 3 | 3 | are worse",
                "t-3 | fluency of t-3 | 3 | 3 | are neither",
            ],
        ),
    ];
    let titles: Vec<&str> = shown.iter().map(|(title, _)| title.as_str()).collect();
    let all = expected.iter().map(|(title, _)| *title);
    let mut with_months: Vec<&str> = all.collect();
    with_months.insert(7, "Month by month");
    assert_eq!(titles, with_months);
    for (title, rows) in expected {
        let found = shown.iter().find(|(name, _)| name == title).expect("a table");
        assert_eq!(found.1, rows, "{title}");
    }
    let months = &shown[7].1;
    assert_eq!(months[0], "Month | ratings in place | sessions");
    assert_eq!(months[2], "2025-10 | – | 3");
    assert_eq!(months[6], "2026-02 | 3/6 | 0");
    assert_eq!(months.len(), 1 + 9, "September to May: {months:?}");
}

/// Of one pair, the whole is the pair, and no item is most often missing; facts that need rows of pairs stand in them alone.
#[test]
fn what_is_said_of_one_pair_and_what_of_all_alone() {
    let policy = "[audiences.principal]\nrows = [\"whole\", \"pair\", \"item\"]\n\
                  numbers = [\"pairs\", \"sessions\", \"in-place\"]\nfacts = [\"educator\", \"started\"]";
    let one = pair(district(policy), "oak", ("c-01", "t-1"), "", Some("asks: in-place"));
    assert_eq!(
        table(&one, &PRINCIPAL, "Coaching"),
        ["Educator | Started | sessions | contacts", "t-1 | 2025-09-01 | 1 | 0"]
    );
    let titles: Vec<String> =
        tables(&one, &PRINCIPAL).into_iter().map(|(title, _)| title).collect();
    assert_eq!(titles, ["Coaching", "Items in place", "Evidence for each item"]);

    let of_all = "[audiences.principal]\nrows = [\"whole\"]\nnumbers = [\"pairs\", \"sessions\"]\nfacts = [\"started\"]";
    let three = three(of_all);
    assert_eq!(
        table(&three, &PRINCIPAL, "Coaching"),
        [
            "Rows | pairs | educators | coaches | schools | new pairs | sessions | contacts",
            "All | 3 | 3 | 1 | 1 | 0 | 3 | 0"
        ]
    );
}

/// A share of nothing is not said.
#[test]
fn a_column_in_which_nothing_counts_is_left_out() {
    let policy = "[audiences.principal]\nrows = [\"pair\"]\nnumbers = [\"observed\"]\nfacts = [\"educator\"]";
    let nobody = pair(district(policy), "oak", ("c-01", "t-1"), "", None);
    assert_eq!(
        table(&nobody, &PRINCIPAL, "What observers saw"),
        ["Educator | documented only | differs | outside observation", "t-1 | 0 | 0 | 0/1"]
    );
}

fn titles(policy: &str) -> Vec<String> {
    let one = pair(district(policy), "oak", ("c-01", "t-1"), "", Some("asks: in-place"));
    let two = pair(one, "oak", ("c-01", "t-2"), "", None);
    tables(&two, &PRINCIPAL).into_iter().map(|(title, _)| title).collect()
}

/// Evidence needs what is in place, rows of pairs and rows of items; a table that only says who there is, is none.
#[test]
fn a_table_is_there_where_the_policy_names_all_that_it_needs() {
    let policy = |rows: &str, numbers: &str| {
        format!("[audiences.principal]\nrows = {rows}\nnumbers = {numbers}\nfacts = [\"educator\"]")
    };
    let evidence = "Evidence for each item".to_owned();
    for (rows, numbers, is_shown) in [
        (r#"["pair", "item"]"#, r#"["in-place"]"#, true),
        (r#"["pair"]"#, r#"["in-place"]"#, false),
        (r#"["whole", "item"]"#, r#"["in-place"]"#, false),
        (r#"["pair", "item"]"#, r#"["sessions"]"#, false),
    ] {
        let shown = titles(&policy(rows, numbers));
        assert_eq!(shown.contains(&evidence), is_shown, "{rows} {numbers}: {shown:?}");
    }
    assert_eq!(titles(&policy(r#"["pair"]"#, "[]")), [""; 0]);
}

/// Pairs that began nineteen days ago are new, and no number of items is theirs yet.
#[test]
fn where_every_pair_is_new_that_is_said_first() {
    let policy = "[audiences.principal]\nrows = [\"whole\", \"pair\"]\nnumbers = [\"in-place\"]";
    let one = pair(district(policy), "oak", ("c-01", "t-1"), "", Some("asks: in-place"));
    let said = |as_of: &str| {
        let run = one.coach(&[&["report", "--as-of", as_of][..], &PRINCIPAL].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let new = said("2025-09-20");
    assert!(new.contains("\nEvery pair here is new, so none is counted yet.\n"), "{new}");
    let old = said("2026-05-29");
    assert!(old.contains("\n50.0 % of items are in place (1 of 2).\n"), "{old}");
}

/// Of the items of this practice, none applies to a pair that is in no group.
#[test]
fn where_no_item_applies_that_is_said_first() {
    let policy = "[audiences.principal]\nrows = [\"whole\", \"pair\"]\nnumbers = [\"in-place\"]";
    let one = pair(district(policy), "oak", ("c-01", "t-1"), "", None);
    let profile = std::fs::read_to_string(one.path().join("planning.toml")).expect("a file");
    let special = profile
        .replace("evidence = {", "only_for = [\"special\"], evidence = {")
        .replace("only_for = [\"special\"], only_for = [\"special\"]", "only_for = [\"special\"]");
    assert_ne!(special, profile);
    let one = one.file("planning.toml", special);
    let run = one.coach(&[&["report"][..], &PRINCIPAL].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\nNo item applies.\n"), "{}", run.out);
}
