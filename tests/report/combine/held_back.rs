//! A number that one district holds back is in no total: else whoever knows the other districts could take
//! them off and find it.

use serde_json::{Value as Json, json as value};

use super::{Files, json, two, two_reports};

/// The combined report after `change` was made in the figures of the second one.
fn combined(change: impl Fn(&mut Vec<Json>)) -> (Files, Json) {
    let files = two_reports();
    let [_, boone] = two();
    let mut report = json(&boone, &[]);
    change(report["periods"][0]["figures"].as_array_mut().unwrap());
    files.file("b.json", report.to_string());
    let run = files.combined(&["a.json", "b.json"], &["--format", "json"]);
    assert!(run.code == 0, "{}", run.err);
    let report = run.json();
    (files, report)
}

fn figure<'r>(report: &'r Json, address: &str) -> &'r Json {
    let figures = report["periods"][0]["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["address"] == address).unwrap()
}

#[test]
fn a_number_without_a_value_has_no_total() {
    let hide = |figures: &mut Vec<Json>| {
        for address in ["in-place", "sessions"] {
            let at = figures.iter().position(|figure| figure["address"] == address).unwrap();
            let reason = "fewer than 10 educators";
            figures[at] =
                value!({"address": address, "value": null, "interval": null, "reason": reason});
        }
    };
    let (files, report) = combined(hide);
    for address in ["in-place", "sessions"] {
        let figure = figure(&report, address);
        assert_eq!(figure["total"], Json::Null);
        assert_eq!(figure["cannot_be_combined"], "`Boone R-II` holds it back");
    }
    // What was not held back still adds up.
    assert!(figure(&report, "observed")["total"].is_object());
    let text = files.combined(&["a.json", "b.json"], &[]).out;
    assert!(text.contains("Items in place cannot be combined."), "{text}");
    let all = text.lines().find(|line| line.starts_with("All districts")).unwrap();
    assert!(all.contains("not combined"), "{text}");
    let table = files.combined(&["a.json", "b.json"], &["--format", "figures"]).out;
    let row =
        table.lines().find(|line| line.contains(",all districts,") && line.contains(",in-place,"));
    assert!(
        row.unwrap().ends_with(",,,,,,cannot be combined: `Boone R-II` holds it back"),
        "{row:?}"
    );
}

#[test]
fn a_number_that_was_taken_out_has_no_total() {
    let take = |figures: &mut Vec<Json>| {
        figures.retain(|figure| figure["address"] != "function=dialogue in-place");
    };
    let (_, report) = combined(take);
    let figure = figure(&report, "function=dialogue in-place");
    assert_eq!(figure["total"], Json::Null);
    assert_eq!(figure["cannot_be_combined"], "`Boone R-II` does not give it");
}
