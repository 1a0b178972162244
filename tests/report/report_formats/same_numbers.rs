//! The same numbers stand in all four formats, whatever the records are.

use std::collections::{BTreeMap, BTreeSet};

use coach::report::{
    Asked, Dimension, Gathered, Sections, Selection, Shown, build, csv, markdown, text,
};
use coach::text::wording::json;
use proptest::prelude::*;
use serde_json::Value as Json;

use super::expected::Page;
use super::{expected, shown_markdown, shown_text};
use crate::harness::{AS_OF, District, Pair, SETTINGS};
use crate::properties::random::{Story, pairs_of, story};

/// A cell of the CSV by column; empty cells are left out.
type Row = BTreeMap<String, String>;

fn rows(csv: &str) -> Vec<Row> {
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    let titles = reader.headers().expect("a header").clone();
    let row = |record: ::csv::StringRecord| {
        let cells = titles.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(title, cell)| (title.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.expect("a row as long as the header"))).collect()
}

/// The pointer of every number of `json`.
fn numbers(json: &Json, pointer: &str, all: &mut BTreeSet<String>) {
    match json {
        Json::Number(_) => {
            all.insert(pointer.to_owned());
        }
        Json::Array(list) => {
            for (index, entry) in list.iter().enumerate() {
                numbers(entry, &format!("{pointer}/{index}"), all);
            }
        }
        Json::Object(map) => {
            map.iter().for_each(|(key, entry)| numbers(entry, &format!("{pointer}/{key}"), all));
        }
        _ => {}
    }
}

const WHOLE: [(&str, &str); 11] = [
    ("not_met_days", "/not_met_days"),
    ("records_found", "/periods/0/records/found"),
    ("records_left_out", "/periods/0/records/left_out"),
    ("unread_folders", "/periods/0/records/unread_folders"),
    ("records_relationships", "/periods/0/records/relationships"),
    ("records_in_window", "/periods/0/records/in_window"),
    ("records_other_times", "/periods/0/records/other_times"),
    ("records_for_later", "/periods/0/records/for_later"),
    ("records_outside_dates", "/periods/0/records/outside_dates"),
    ("school_year_day", "/periods/0/school_year/day"),
    ("judged_from_day", "/periods/0/school_year/judged_from_day"),
];
const COVERAGE: [(&str, &str); 12] = [
    ("in_place", "/coverage/in_place/k"),
    ("applicable", "/coverage/in_place/n"),
    ("observed", "/coverage/observed/k"),
    ("observed_of", "/coverage/observed/n"),
    ("documented_only", "/coverage/documented_only"),
    ("reported", "/coverage/reported/k"),
    ("reported_of", "/coverage/reported/n"),
    ("complete", "/coverage/complete/k"),
    ("complete_of", "/coverage/complete/n"),
    ("differs", "/coverage/differs"),
    ("not_applicable", "/coverage/not_applicable"),
    ("expired", "/coverage/expired"),
];
const GROUP: [(&str, &str); 28] = [
    ("relationships", "/members/relationships"),
    ("educators", "/members/educators"),
    ("coaches", "/members/coaches"),
    ("schools", "/members/schools"),
    ("new_pairs", "/members/new_pairs"),
    ("outside_observation", "/whole/outside_observation/k"),
    ("outside_observation_of", "/whole/outside_observation/n"),
    ("double_rated_visits", "/whole/double_rating/visits/k"),
    ("double_rated_visits_of", "/whole/double_rating/visits/n"),
    ("ratings_agree", "/whole/double_rating/agree/k"),
    ("ratings_agree_of", "/whole/double_rating/agree/n"),
    ("answers_overdue", "/whole/attention/answers_overdue"),
    ("steps_overdue", "/whole/attention/steps_overdue"),
    ("left_over", "/whole/attention/left_over"),
    ("pairs_not_met", "/whole/attention/pairs_not_met"),
    ("reach", "/whole/reach/k"),
    ("reach_of", "/whole/reach/n"),
    ("sessions", "/whole/dosage/sessions"),
    ("contacts", "/whole/dosage/contacts"),
    ("minutes", "/whole/dosage/minutes"),
    ("planned_sessions", "/whole/dosage/rhythm/planned_sessions"),
    ("held_sessions", "/whole/dosage/rhythm/held_sessions"),
    ("long_gaps", "/whole/dosage/rhythm/long_gaps"),
    ("answered_in_time", "/whole/timeliness/met/k"),
    ("answered_in_time_of", "/whole/timeliness/met/n"),
    ("answered_late", "/whole/timeliness/late"),
    ("unanswered", "/whole/timeliness/unanswered"),
    ("open_requests", "/whole/timeliness/open"),
];

/// Which number of the JSON each number of the CSV is.
struct Ledger<'j> {
    report: &'j Json,
    rows: Vec<Row>,
    /// Pointers of the numbers that were found.
    found: BTreeSet<String>,
    faults: Vec<String>,
}

impl Ledger<'_> {
    /// The only row with these cells.
    fn row(&self, cells: &[(&str, &str)]) -> Row {
        let fits = |row: &&Row| {
            cells.iter().all(|(title, cell)| row.get(*title).map_or("", String::as_str) == *cell)
        };
        let mut all = self.rows.iter().filter(fits);
        let row = all.next().unwrap_or_else(|| panic!("a row with {cells:?}")).clone();
        assert!(all.next().is_none(), "two rows with {cells:?}");
        row
    }

    fn expect(&mut self, row: &Row, title: &str, pointer: String) {
        let number = self.report.pointer(&pointer).and_then(Json::as_u64);
        if row.get(title).cloned() != number.map(|number| number.to_string()) {
            self.faults.push(format!("{title} is {:?}, {pointer} is {number:?}", row.get(title)));
        }
        if number.is_some() {
            self.found.insert(pointer);
        }
    }

    fn expect_all(&mut self, row: &Row, base: &str, columns: &[(&str, &str)]) {
        columns.iter().for_each(|(title, rest)| self.expect(row, title, format!("{base}{rest}")));
    }

    fn group(&mut self, profile: &str, kind: &str, base: &str) {
        let group = self.report.pointer(base).expect("a group").clone();
        let id = group["id"].as_str().expect("an id");
        let place = [("profile", profile), ("group_kind", kind), ("group", id)];
        if group.get("whole").is_some() {
            let row = self.row(&[&place[..], &[("row", "all functions")]].concat());
            self.expect_all(&row, base, &COVERAGE);
            self.expect_all(&row, base, &GROUP);
        }
        for (at, function) in group["functions"].as_array().expect("functions").iter().enumerate() {
            let id = ("function", function["id"].as_str().expect("an id"));
            let row = self.row(&[&place[..], &[("row", "function"), id]].concat());
            let base = format!("{base}/functions/{at}");
            self.expect_all(&row, &base, &COVERAGE);
            self.expect(&row, "with_applicable_items", format!("{base}/with_applicable_items"));
            for (at, level) in function["levels"].as_array().expect("levels").iter().enumerate() {
                for how in ["computed", "judged"] {
                    let title = format!("level_{}_{how}", level["id"].as_str().expect("an id"));
                    self.expect(&row, &title, format!("{base}/levels/{at}/{how}"));
                }
            }
        }
        for (at, item) in group["items"].as_array().expect("items").iter().enumerate() {
            let id = ("item", item["id"].as_str().expect("an id"));
            let row = self.row(&[&place[..], &[("row", "item"), id]].concat());
            self.expect(&row, "missing", format!("{base}/items/{at}/missing/k"));
            self.expect(&row, "applicable", format!("{base}/items/{at}/missing/n"));
        }
        let items = group.pointer("/relationship/items").and_then(Json::as_array);
        for item in items.into_iter().flatten() {
            let id = ("item", item["id"].as_str().expect("an id"));
            let row = self.row(&[&place[..], &[("row", "item"), id]].concat());
            self.item_of_a_relationship(&row, item);
        }
    }

    /// Facts that are no numbers in JSON are ones and noughts here.
    fn item_of_a_relationship(&mut self, row: &Row, item: &Json) {
        let in_place = item["in_place"].as_bool();
        let expected = [
            ("in_place", Some(u8::from(in_place == Some(true)).to_string())),
            ("applicable", Some(u8::from(in_place.is_some()).to_string())),
            ("missing", Some(u8::from(in_place == Some(false)).to_string())),
            ("not_applicable", Some(u8::from(in_place.is_none()).to_string())),
            ("differs", Some(u8::from(item["differs"] == true).to_string())),
            ("documented_on", item["documented"].as_str().map(str::to_owned)),
            ("observer_rating", item["observed"]["rating"].as_str().map(str::to_owned)),
            ("coach_rating_on", item["by_coach"]["on"].as_str().map(str::to_owned)),
            ("educator_rating", item["by_educator"]["rating"].as_str().map(str::to_owned)),
        ];
        for (title, cell) in expected {
            if row.get(title) != cell.as_ref() {
                self.faults.push(format!("{title} is {:?}, not {cell:?}", row.get(title)));
            }
        }
    }
}

/// Holds every number of the JSON against the CSV, and the other way round.
fn compare_csv(report: &Json, csv: &str) -> Vec<String> {
    let mut ledger = Ledger { report, rows: rows(csv), found: BTreeSet::new(), faults: Vec::new() };
    for row in ledger.rows.clone() {
        ledger.expect_all(&row, "", &WHOLE);
    }
    for (at, profile) in
        report["periods"][0]["profiles"].as_array().expect("profiles").iter().enumerate()
    {
        let base = format!("/periods/0/profiles/{at}");
        let id = profile["id"].as_str().expect("an id");
        ledger.group(id, "district", &format!("{base}/total"));
        for index in 0..profile["groups"].as_array().expect("groups").len() {
            let by = report["by"].as_array().expect("a list");
            let by: Vec<&str> = by.iter().map(|by| by.as_str().expect("a word")).collect();
            ledger.group(id, &by.join(","), &format!("{base}/groups/{index}"));
        }
        let row = ledger.row(&[
            ("profile", id),
            ("group_kind", "district"),
            ("row", "function"),
            ("function", profile["total"]["functions"][0]["id"].as_str().expect("an id")),
        ]);
        ledger.expect(&row, "items_per_relationship", format!("{base}/items_per_relationship"));
    }
    let mut all = BTreeSet::new();
    numbers(report, "", &mut all);
    // Figures repeat numbers by address, and the members of a function are those of its row's whole.
    let is_elsewhere = |pointer: &str| {
        let of_function = pointer.split_once("/members/").is_some_and(|(base, _)| {
            report.pointer(base).is_some_and(|g| g.get("whole").is_none())
        });
        let of_sum = pointer.split_once("/coverage/").is_some_and(|(base, _)| {
            report
                .pointer(base)
                .is_some_and(|g| g.get("keys").is_some() && g.get("whole").is_none())
        });
        // Each of these has an address; the wide table has room for the counts above.
        let of_raters = pointer.contains("/against_observer/")
            || pointer.contains("/by_rater/")
            || pointer
                .split_once("/double_rating/")
                .is_some_and(|(_, key)| !key.starts_with("visits/") && !key.starts_with("agree/"));
        let of_dosage = pointer.contains("/whole/dosage/")
            || pointer.contains("/whole/timeliness/nothing_agreed/")
            // It follows from the share beside it.
            || pointer.contains("/whole/timeliness/met_interval/");
        // Detail: `coach explain` lists gaps, and a month is a period of its own.
        let of_days =
            pointer.contains("/whole/activity/") || pointer.contains("/relationship/long_gaps/");
        // What the level of one relationship rests on repeats the coverage of the function.
        let of_level = pointer.contains("/relationship/levels/");
        // New pairs are counted apart, and what stands beside a report is no row of it.
        let beside = ["/apart/", "/needs/", "/year_before/", "/school_year/", "/new_pair_days"];
        let is_beside = beside.iter().any(|part| pointer.contains(part));
        let of_months = pointer.contains("/trends/") || pointer.contains("/student_data/");
        let of_group = is_beside || of_function || of_sum || of_level || of_raters || of_months;
        pointer.contains("/figures/") || of_group || of_dosage || of_days
    };
    let unseen = all
        .iter()
        .filter(|pointer| !ledger.found.contains(*pointer) && !is_elsewhere(pointer.as_str()));
    let unseen: Vec<String> = unseen.map(|pointer| format!("{pointer} is nowhere")).collect();
    [ledger.faults, unseen].concat()
}

fn compare_pages(report: &Json, text: &str, markdown: &str) {
    let shown = shown_markdown::shown(markdown);
    assert_eq!(shown.tables, expected::tables(report, Page::Markdown), "Markdown");
    assert_eq!(shown_text::tables(text), expected::tables(report, Page::Text), "text:\n{text}");
    let (flow, lines) = (shown_text::flow(text), shown.lines.join("\n"));
    for sentence in expected::sentences(report) {
        assert!(flow.contains(&sentence), "{sentence} is not in\n{text}");
        assert!(lines.contains(&sentence), "{sentence} is not in\n{markdown}");
    }
}

/// Renders `district` in all formats and compares them.
fn compare(district: &District, by: &[Dimension], gathered: &Gathered, selection: &Selection) {
    let form = Asked { by: by.to_vec(), ..Asked::default() };
    let report = build(&district.open().district, gathered, selection, form);
    let json: Json = serde_json::from_str(&json(&report).unwrap()).unwrap();
    let shown = Shown { sections: Sections::all(), all_columns: true, ..Shown::default() };
    let faults = compare_csv(&json, &csv::render(&report, shown).unwrap());
    assert!(faults.is_empty(), "{by:?}: {faults:#?}");
    let text = text::render(&report, text::Style { color: false, width: 200 }, shown);
    compare_pages(&json, &text, &markdown::render(&report, shown));
    compare_figures(&json, &csv::figures::render(&report).unwrap());
}

/// The rows of the figures are the figures of the JSON, each address once, with their values; and an
/// address that names no more than a whole's coverage has the very number of that whole.
fn compare_figures(report: &Json, csv: &str) {
    let rows = rows(csv);
    let figures: Vec<&Json> = report["periods"]
        .as_array()
        .expect("times")
        .iter()
        .flat_map(|period| period["figures"].as_array().expect("figures"))
        .collect();
    let addresses: BTreeSet<&str> = rows.iter().map(|row| row["address"].as_str()).collect();
    assert_eq!((addresses.len(), rows.len()), (figures.len(), figures.len()));
    for (row, figure) in rows.iter().zip(figures) {
        // CSV marks what a spreadsheet would take for a formula.
        let cell = |title: &str| row.get(title).map_or("", String::as_str);
        assert_eq!(cell("address").trim_start_matches('\''), figure["address"], "{row:?}");
        for key in ["count", "k", "n", "value", "reason"] {
            let json = match &figure[key] {
                Json::Null => String::new(),
                Json::String(text) => text.clone(),
                Json::Number(number) if key == "value" => {
                    number.as_f64().expect("a number").to_string()
                }
                number => number.to_string(),
            };
            assert_eq!(cell(key), json, "{key} of {row:?}");
        }
        let left_out = &report["periods"][0]["records"]["left_out"];
        assert_eq!(cell("records_left_out"), left_out.to_string());
    }
    for (at, profile) in
        report["periods"][0]["profiles"].as_array().expect("profiles").iter().enumerate()
    {
        let base = format!("/periods/0/profiles/{at}/total");
        let names_profile = report["periods"][0]["profiles"].as_array().map_or(0, Vec::len) > 1;
        let prefix = match names_profile {
            true => format!("profile={} ", profile["id"].as_str().expect("an id")),
            false => String::new(),
        };
        for (function, of) in
            profile["total"]["functions"].as_array().expect("functions").iter().enumerate()
        {
            let id = of["id"].as_str().expect("an id");
            let address = format!("{prefix}function={id} in-place");
            // A filter stands in every address; the rest is the same.
            let row = rows.iter().find(|row| row["address"].ends_with(&address));
            let Some(row) = row else { panic!("{address} is no figure") };
            if report["selection"].as_array().is_some_and(Vec::is_empty) {
                let in_place =
                    report.pointer(&format!("{base}/functions/{function}/coverage/in_place"));
                let in_place = in_place.expect("a share");
                assert_eq!(
                    [&row["k"], &row["n"]],
                    [&in_place["k"].to_string(), &in_place["n"].to_string()]
                );
            }
        }
    }
}

fn district(stories: &[(Story, usize, usize)], has_reach: bool) -> District {
    let pairs = pairs_of(stories);
    let settings = if has_reach {
        SETTINGS.replace("name = \"Lincoln\"", "name = \"Lincoln\"\neducators = 9")
    } else {
        SETTINGS.to_owned()
    };
    District::new().file("coach.toml", settings).pairs(&pairs)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_format_has_the_same_numbers(
        stories in proptest::collection::vec((story(), 0..2usize, 0..3usize), 1..6),
        has_reach in any::<bool>(),
        as_of in 20..110u64,
    ) {
        let district = district(&stories, has_reach);
        let as_of = crate::properties::random::date(as_of);
        let gathered = district.gather(&as_of.to_string(), Some("2025-26"));
        for by in [
            &[Dimension::Relationship][..],
            &[Dimension::School],
            &[Dimension::Coach],
            &[Dimension::Practice],
            &[Dimension::Function],
            &[Dimension::School, Dimension::Function],
            &[],
        ] {
            compare(&district, by, &gathered, &Selection::default());
        }
        let one = Selection { educators: vec!["t-100".to_owned()], ..Selection::default() };
        compare(&district, &[Dimension::Relationship], &gathered, &one);
    }
}

/// Relationships under two profiles are reported apart, and levels have names of their own.
#[test]
fn so_have_two_profiles() {
    let settings = format!("{SETTINGS}[profiles]\nrounds-district = \"rounds.toml\"\n");
    let rounds = Pair::under("rounds-district", "c-02", "t-201", "prairie")
        .agreed("committed_on: 2025-09-02")
        .session("2025-09-08", "method: visit\nitems: [problem-of-practice]");
    let district = District::new()
        .file("coach.toml", settings)
        .file("rounds.toml", include_str!("../../profiles/five-functions.toml"))
        .pairs([&Pair::new().all_in_place(), &rounds]);
    let gathered = district.gather(AS_OF, None);
    for by in [&[Dimension::Relationship], &[Dimension::School]] {
        compare(&district, by, &gathered, &Selection::default());
    }
}

/// Without a relationship the counts of records are still there.
#[test]
fn so_has_a_time_without_relationships() {
    let district = District::new().pair(&Pair::new().session("2025-09-03", ""));
    let gathered = district.gather("2025-08-20", None);
    compare(&district, &[Dimension::School], &gathered, &Selection::default());
}
