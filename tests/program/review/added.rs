//! Student data that come later are added to the review that is there.

use super::{CSV, district, review, written};
use crate::harness::{District, Run};

/// A review of 2025-10-01 with the data of [`CSV`], as someone wrote on it since.
fn reviewed() -> District {
    let district = district().file("data.csv", CSV);
    assert_eq!(review(&district, &["--student-data", "data.csv", "--working", "pace"]).code, 0);
    district
}

fn add(district: &District, csv: &str, rest: &[&str]) -> Run {
    std::fs::write(district.path().join("more.csv"), csv).expect("written");
    let add = ["review", "--educator", "t-101", "--student-data", "more.csv", "--to"];
    district.coach(&[&add[..], rest].concat())
}

/// The file holds the old values as well, as spreadsheets do; what is new follows what is there.
#[test]
fn new_values_are_added_and_every_byte_stays() {
    let district = reviewed();
    let before = written(&district);
    let csv =
        format!("{CSV}exit tickets,increase,2025-09-30,70,25\nfluency,increase,2025-09-30,41,25\n");
    let run = add(&district, &csv, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.out.starts_with("changed records/lincoln/c-01-t-101/2025-10-01-review-"),
        "{run:?}"
    );
    assert!(run.err.contains("note: 3 values there already: left as they are"), "{run:?}");
    let new = "  - id: d5\n    source: student-data\n    measure: exit tickets\n    improvement: \
               increase\n    values: [{on: 2025-09-30, value: 70, n: 25}]\n";
    let after = written(&district);
    let new = new.replace(
        "values: [{on: 2025-09-30, value: 70, n: 25}]",
        "values:\n      - {on: 2025-09-30, value: 70, n: 25}",
    );
    let fluency = new.replace("d5", "d6").replace("exit tickets", "fluency").replace("70", "41");
    assert_eq!(after, before.replace("working:", &format!("{new}{fluency}working:")));
    let again = add(&district, &csv, &[]);
    assert_eq!(again.code, 2, "{again:?}");
    assert!(again.err.contains("every value is in"), "{again:?}");
    assert_eq!(written(&district), after);
}

#[test]
fn a_review_without_data_gets_a_list_of_them() {
    let district =
        District::new().pair(&crate::harness::Pair::new().review("2025-10-01", "working: pace"));
    let run = add(&district, CSV, &["2025-10-01-review-0001.yaml", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("working: pace\ndata:\n  - id: d1\n"), "{run:?}");
    assert!(!written(&district).contains("data"), "{run:?}");
    assert_eq!(add(&district, CSV, &["2025-10-01-review-0001.yaml"]).code, 0);
    assert!(written(&district).contains("data:\n  - id: d1\n"));
}

#[test]
fn what_does_not_fit_is_refused() {
    let district = reviewed();
    let before = written(&district);
    let head = "measure,improvement,on,value,n\n";
    for (csv, rest, said) in [
        (
            "exit tickets,increase,2025-09-10,53,24\n",
            &[][..],
            "has the value 52 for 2025-09-10 in the review, and 53",
        ),
        ("exit tickets,decrease,2025-10-10,53,24\n", &[], "gets better the other way"),
        ("x,increase,2025-10-10,53,24\n", &["2025-09-20-checklist-0005.yaml"], "is no review"),
        ("x,increase,2025-10-10,53,24\n", &["--date", "2025-10-01"], "--date"),
    ] {
        let run = add(&district, &format!("{head}{csv}"), rest);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(said), "{said} is not in {}", run.err);
    }
    let none = District::new().pair(&crate::harness::Pair::new());
    let run = add(&none, CSV, &[]);
    assert!(run.code == 2 && run.err.contains("`t-101` has no review yet"), "{run:?}");
    let alone = district.coach(&["review", "--educator", "t-101", "--to"]);
    assert!(alone.code == 2 && alone.err.contains("--student-data"), "{alone:?}");
    assert_eq!(written(&district), before);
}
