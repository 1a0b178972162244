//! Meetings that were called off.

use super::{Desk, value};

#[test]
fn one_is_kept_from_options() {
    let desk = Desk::new();
    desk.wrote(&[
        "missed",
        "--educator",
        "t-104",
        "--date",
        "2025-10-06",
        "--by",
        "educator",
        "--reason",
        "Was ill.",
    ]);
    let records = desk.records();
    let [(path, text)] = &records[..] else { panic!("{records:#?}") };
    assert!(path.contains("/c-03-t-104/2025-10-06-missed-"), "{path}");
    let said = value(text);
    assert_eq!((said["kind"].as_str(), said["by"].as_str()), (Some("missed"), Some("educator")));
    desk.is_clean();
}

#[test]
fn who_called_it_off_is_needed_and_one_of_a_few() {
    let desk = Desk::new();
    let run = desk.log(&["missed", "--educator", "t-104", "--date", "2025-10-06"]);
    assert!(run.err.contains("a missed meeting needs `by`: add --by BY"), "{run:?}");
    let run = desk.log(&["missed", "--educator", "t-104", "--date", "2025-10-06", "--by", "scool"]);
    assert!(run.err.contains("did you mean `school`?"), "{run:?}");
    assert!(run.err.contains("allowed: `coach`, `educator`, `school` or `other`"), "{run:?}");
    assert!(desk.records().is_empty());
}
