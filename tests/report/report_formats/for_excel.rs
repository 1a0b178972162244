//! CSV as Excel opens it, and which columns it has unasked.

use crate::harness::{District, Pair};

/// Unasked: what a row is about, its numbers, and what the report was made with.
const USUAL: &str = "district,window,profile,row,group_kind,group,group_name,function,function_heading,item,\
    relationships,educators,coaches,in_place,applicable,observed,observed_of,documented_only,\
    reported,reported_of,missing,outside_observation,outside_observation_of,sessions,minutes,\
    answered_in_time,answered_in_time_of,answers_overdue,steps_overdue,pairs_not_met,\
    level_ideal,level_close,level_far,level_none,\
    format,audience,tool_version,commit,commit_has_changes,records_sha256,profile_hash,as_of,from,\
    to,records_found,records_left_out";

fn district() -> District {
    District::new().pair(
        &Pair::new()
            .practice("\"=1+1\"")
            .session("2025-09-03", "items: [rationale]\nminutes: 40")
            .checklist("2025-10-01", "observer o-1", "rationale: in-place, listens: partial"),
    )
}

fn rows(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut table = ::csv::Reader::from_reader(csv.as_bytes());
    let header = table.headers().expect("a header").iter().map(str::to_owned).collect();
    let cells = |row: ::csv::Result<::csv::StringRecord>| {
        row.expect("a row").iter().map(str::to_owned).collect()
    };
    (header, table.records().map(cells).collect())
}

/// What a report was made with: the guide lists these by no name.
const MADE_WITH: [&str; 23] = [
    "format",
    "audience",
    "tool",
    "tool_version",
    "commit",
    "commit_has_changes",
    "records_sha256",
    "profile_hash",
    "as_of",
    "from",
    "to",
    "selection",
    "not_met_days",
    "records_found",
    "records_left_out",
    "unread_folders",
    "records_relationships",
    "records_in_window",
    "records_other_times",
    "records_for_later",
    "records_outside_dates",
    "school_year_day",
    "judged_from_day",
];

#[test]
fn the_guide_says_what_each_column_is() {
    let run = district().coach(&["report", "--format", "csv", "--all-columns"]);
    let guide = include_str!("../../../src/guide/formats.md");
    for title in rows(&run.out).0 {
        let of_level = ["ideal", "close", "far"]
            .iter()
            .fold(title.clone(), |title, id| title.replace(&format!("level_{id}"), "level_ID"));
        let (rater, _) = of_level.split_once("_rating").unwrap_or((&of_level, ""));
        let is_listed = guide.contains(&format!("`{of_level}`"))
            || guide.contains(&format!("`{rater}_rating…`"))
            || MADE_WITH.contains(&&*title);
        assert!(is_listed, "the guide does not say what {title} is");
    }
}

#[test]
fn few_columns_are_there_unasked_and_the_others_say_the_same() {
    let district = district();
    let run = district.coach(&["report", "--format", "csv"]);
    let (header, usual) = rows(&run.out);
    assert_eq!(header.join(","), USUAL);
    let run = district.coach(&["report", "--format", "csv", "--all-columns"]);
    let (all_titles, all) = rows(&run.out);
    assert!(all_titles.len() > 100, "{}", all_titles.len());
    assert_eq!(usual.len(), all.len());
    for (row, whole) in usual.iter().zip(&all) {
        for (title, cell) in header.iter().zip(row) {
            let at = all_titles.iter().position(|other| other == title).expect("among all");
            assert_eq!(&whole[at], cell, "{title}");
        }
    }
    // The first row is about all functions of the district: of thirteen items, the observer saw two, one of
    // them in place.
    let cell = |title: &str| {
        let at = header.iter().position(|other| other == title).expect("a column");
        &*usual[0][at]
    };
    let found = ["row", "in_place", "applicable", "observed", "observed_of", "minutes", "format"];
    let expected = ["all functions", "1", "13", "1", "2", "40", "coach-report-csv/3"];
    assert_eq!(found.map(cell), expected);
    assert_eq!((cell("records_found"), cell("records_left_out")), ("3", "0"));
}

#[test]
fn a_byte_order_mark_is_before_the_same_csv() {
    let district = district();
    for format in ["csv", "figures"] {
        let plain = district.coach(&["report", "--format", format]).out;
        let run = district.coach(&["report", "--format", format, "--excel"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert_eq!(run.out, format!("\u{feff}{plain}"));
    }
    // A format that needs none has none.
    let line = ["report", "--format", "text", "--format", "csv", "-o", "a.csv", "--excel"];
    let run = district.coach(&line);
    assert!(run.out.starts_with("Testville"), "{}", run.out);
    let file = std::fs::read_to_string(district.path().join("a.csv")).expect("a file");
    assert!(file.starts_with("\u{feff}district,"), "{file}");
}

#[test]
fn figures_say_what_they_were_made_with() {
    let district = district();
    let json = district.coach(&["report", "--format", "json"]).json();
    let (header, rows) = rows(&district.coach(&["report", "--format", "figures"]).out);
    let last = ["tool_version", "profile_hash", "commit", "commit_has_changes", "unread_folders"];
    assert_eq!(header[header.len() - 6..header.len() - 1], last);
    let profile = json["periods"][0]["profiles"][0]["hash"].as_str().expect("a hash");
    let digest = json["records_sha256"].as_str().expect("a digest");
    // There is no repository, so there is no commit.
    let expected = [env!("CARGO_PKG_VERSION"), profile, "", "", "0", digest];
    for row in &rows {
        assert_eq!(row[row.len() - 6..], expected);
    }
}
