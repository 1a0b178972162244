//! Rows that are one record: a row for each item that was looked at, with the same visit in all of them.

use super::again::District;
use crate::harness::Run;

const MAP: &str = r#"
name = "visits"
identity = { columns = "Visit" }

[gather]
by = "Visit"

[[leave_out]]
column = "Item"
is = "Total"
because = "a total"

[[record]]
kind = "checklist"
educator = "Teacher"
coach = { is = "c-1" }
date = { column = "Day", order = "year-month-day" }
rater = { role = { is = "educator" } }
ratings = { items_in = "row/#/Item", column = "row/#/Score", words = { "Y" = "in-place", "N" = "not-in-place" } }
"#;

const ROWS: &str = "Visit,Teacher,Day,Item,Score\n\
                    1,t-1,2025-09-10,rationale,Y\n\
                    1,,,listens,N\n\
                    2,t-1,2025-10-10,rationale,N\n\
                    1,,,confidentiality,Y\n\
                    1,,,Total,2\n";

fn district() -> District {
    let district = District::new();
    district.write("map.toml", MAP);
    district
}

fn says(run: &Run, code: i32, text: &str) {
    assert_eq!(run.code, code, "{}", run.err);
    assert!(run.err.contains(text), "no {text} in {}", run.err);
}

/// Day and ratings of each checklist, in the order of their days.
fn checklists(district: &District) -> Vec<(String, Vec<(String, String)>)> {
    let mut all = Vec::new();
    for text in district.records().into_values() {
        let record: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        if record["kind"] == "checklist" {
            let ratings = record["ratings"].as_object().unwrap().iter();
            let ratings =
                ratings.map(|(item, word)| (item.clone(), word.as_str().unwrap().to_owned()));
            let mut ratings: Vec<(String, String)> = ratings.collect();
            ratings.sort();
            all.push((record["date"].as_str().unwrap().to_owned(), ratings));
        }
    }
    all.sort();
    all
}

fn rated(day: &str, ratings: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let ratings = ratings.iter().map(|(item, word)| ((*item).to_owned(), (*word).to_owned()));
    (day.to_owned(), ratings.collect())
}

#[test]
fn rows_with_one_key_are_one_record_wherever_they_stand() {
    let district = district();
    let run = district.import(ROWS, &[]);
    says(&run, 0, "2 to add");
    for note in ["2 rows are part of others, with the same `Visit`", "1 row left out: a total"] {
        assert!(run.err.contains(note), "{note}: {}", run.err);
    }
    assert!(!run.err.contains("not in the map"), "{}", run.err);
    let (yes, no) = ("in-place", "not-in-place");
    let first = [("confidentiality", yes), ("listens", no), ("rationale", yes)];
    let expected = [rated("2025-09-10", &first), rated("2025-10-10", &[("rationale", no)])];
    assert_eq!(checklists(&district), expected);
    says(&district.import(ROWS, &[]), 0, "2 the same; nothing to do");
    let changed = ROWS.replace("1,,,listens,N", "1,,,listens,Y");
    says(&district.import(&changed, &[]), 1, "1 the same · 1 changed");
}

/// A record is good or it is not: with a fault in one of its rows, all of them are set aside.
#[test]
fn all_rows_of_a_record_are_set_aside_together() {
    for (good, bad, cell) in [
        ("1,,,confidentiality,Y", "1,,,confidentialty,Y", "source.csv!D5"),
        ("1,,,confidentiality,Y", "1,,,confidentiality,Y,?", "source.csv!row 5"),
    ] {
        let district = district();
        let run = district.import(&ROWS.replace(good, bad), &["--set-aside", "aside.csv"]);
        says(&run, 1, "1 to add");
        assert!(run.err.contains(cell), "{cell}: {}", run.err);
        assert!(run.err.contains("3 rows set aside in aside.csv"), "{}", run.err);
        let aside = district.text("aside.csv");
        let rows = format!(
            "Visit,Teacher,Day,Item,Score\n1,t-1,2025-09-10,rationale,Y\n1,,,listens,N\n{bad}\n"
        );
        assert_eq!(aside, rows, "{}", run.err);
        says(&district.import(&aside.replace(bad, good), &[]), 0, "1 to add");
        assert_eq!(checklists(&district).len(), 2);
        assert_eq!(checklists(&district)[0].1.len(), 3);
    }
}

#[test]
fn what_is_of_the_whole_record_is_the_same_in_all_its_rows() {
    let district = district();
    let rows = ROWS.replace("1,,,listens,N", "1,t-1,2025-09-11,listens,N");
    let run = district.import(&rows, &[]);
    says(&run, 1, "Day: is not the same in all rows with one `Visit`");
    assert!(run.err.contains("source.csv!C2, source.csv!C3"), "{}", run.err);
    let rows = ROWS.replace("1,,,listens,N", "1,t-1,2025-09-10,listens,N");
    says(&district.import(&rows, &[]), 0, "2 to add");
    district.write("map.toml", &MAP.replace("by = \"Visit\"", "by = \"Vist\""));
    says(&district.import(ROWS, &[]), 1, "no column is called `Vist`");
}

/// Many write the visit once, in its first row.
#[test]
fn a_row_that_does_not_say_of_which_record_it_is_is_a_fault() {
    let district = district();
    let rows = "Visit,Teacher,Day,Item,Score\n1,t-1,2025-09-10,rationale,Y\n,,,listens,N\n,,,,\n\
                \",t-1,2025-09-10,confidentiality,Y\n2,t-1,2025-10-10,rationale,N\n,,,Total,1\n";
    let rows = rows.replace("\",t-1", "do.,t-1");
    let run = district.import(&rows, &[]);
    says(&run, 1, "Visit: nothing is in it, so nobody can tell to which record the row belongs");
    for said in [
        "source.csv!A3",
        "write by = { column = \"Visit\", as_above = true } under [gather] in the map",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    for cell in ["A4", "A7"] {
        assert!(!run.err.contains(cell), "{cell}: {}", run.err);
    }
    let map = MAP.replace("by = \"Visit\"", "by = { column = \"Visit\", as_above = true }");
    district.write("map.toml", &map);
    says(&district.import(&rows, &[]), 0, "2 to add");
    let (yes, no) = ("in-place", "not-in-place");
    let first = [("confidentiality", yes), ("listens", no), ("rationale", yes)];
    let expected = [rated("2025-09-10", &first), rated("2025-10-10", &[("rationale", no)])];
    assert_eq!(checklists(&district), expected);
    // Nothing stands above the first row.
    let headless = rows.replacen("\n1,", "\n,", 1);
    let run = district.import(&headless, &[]);
    says(&run, 1, "source.csv!A2");
    assert!(!run.err.contains("write by ="), "{}", run.err);
}
