//! One relationship of the example district, worked out with a pencil from its files and the design.
//!
//! `records/prairie-view-k8/c-05-t-401`, school year 2025-26 as of 2026-05-29. Started 2025-10-08,
//! so the beginning lasts to 2025-11-07 (day 30). Agreed: committed on 2025-10-09, an answer within
//! 2 calendar days, every 21 days. What matters of each record (S session, C contact, Q request,
//! F feedback, K checklist, R review):
//!
//! ```text
//! 10-13 S in-person  items process, confidentiality, builds, direct · visit 10-13 · strengths ·
//!                    working only · steps due 10-29 (done 10-22), 10-20 (done 10-23)
//! 11-07 S in-person  items listens, units, builds, direct · visit 11-07 · strengths · working only ·
//!                    step dropped 11-17
//! 11-14 C in-person
//! 12-01 S in-person  strengths · step done 12-10
//! 01-05 Q            answered 01-05
//! 01-05 S in-person  items timely, builds · strengths · step done 01-20
//! 01-13 R            data d1 · step because of d1, done 01-20
//! 01-20 Q            answered 01-21
//! 01-28 R            data d1 · no step
//! 01-30 S in-person  items confidentiality, direct · visit 01-30 · working only · step done 02-17
//! 02-23 S in-person  items confidentiality, units, timely, builds · strengths · step done 03-10
//! 03-11 C email      03-13 C email
//! 03-23 K o-3        confidentiality 2 · commitment 2 · rationale 1 · variety 2 · timely 2 ·
//!                    feedback 2 · direct 2 · reflective 0 · data 2 · levels: facilitating close,
//!                    dialogue close
//! 03-23 K o-4        confidentiality 2 · commitment 1 · rationale 1 · variety 2 · timely 1 ·
//!                    feedback 2 · direct 2 · reflective 0 · data 1 · levels: facilitating close,
//!                    communicating close, dialogue close
//!                    (both: process, listens, units and builds not observed)
//! 03-23 C video
//! 03-23 F            requested, nothing came back
//! 03-23 S in-person  items units, builds · strengths · step dropped 04-09
//! 04-13 K self       all 2 but timely 1, feedback 1, reflective 1 · levels: communicating close,
//!                    dialogue close
//! 04-13 S in-person  items listens, units · visit 04-10 · working only · steps due 05-01 (open),
//!                    04-23 (done 04-29)
//! 05-06 S in-person  items units, direct · visit 05-04 · working only · step done 05-07
//! 05-27 S in-person  steps done 05-29
//! ```
//!
//! Item by item (D documented on, O observed, P the coach's own word; the educator rated nothing):
//!
//! ```text
//! process        D 10-13 (first session day)        O –            P 2   in place, documented only
//! confidentiality D 10-13 (01-30, 02-23 too late)   O 2            P 2   in place, observed
//! listens        D 11-07 (second day, day 30)       O –            P 2   in place, documented only
//! commitment     D 10-09                            O 1 of 2 and 1 P 2   not in place, differs
//! units          D 05-06 (the latest with a step)   O –            P 2   in place, documented only
//! rationale      D – (never listed)                 O 1            P 2   not in place, differs
//! variety        D 03-23 (in person 05-27, video)   O 2            P 2   in place, observed
//! timely         D 01-21 (2 of 2: due 01-07, 01-22) O 1 of 2 and 1 P 1   not in place, differs
//! feedback       D – (not received)                 O 2            P 1   in place, observed, differs
//! builds         D 03-23 (the latest with a step)   O –            P 2   in place, documented only
//! direct         D 05-06 (visit of 05-04)           O 2            P 2   in place, observed
//! reflective     D – (never both halves)            O 0            P 1   not in place, differs
//! data           D 01-13 (01-28 has no step)        O 1 of 2 and 1 P 2   not in place, differs
//! ```
//!
//! Double rating: one visit, two observers; of the nine items that both rated, six agree (not
//! commitment, timely, data).

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::coach_in;

/// The report on the pair, as of the day that the example's coach.toml names.
fn report() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = "report -C examples/riverbend --educator t-401 --by relationship --format json";
    let run = coach_in(root, &[], &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.json()
}

fn pair(report: &Value) -> &Value {
    let groups = &report["periods"][0]["profiles"][0]["groups"];
    assert_eq!(groups.as_array().map(Vec::len), Some(1));
    &groups[0]
}

#[test]
fn the_report_names_its_time_and_its_records() {
    let report = report();
    assert_eq!(report["as_of"], "2026-05-29");
    assert_eq!(report["periods"][0]["window"]["from"], "2025-08-01");
    assert_eq!(report["periods"][0]["window"]["to"], "2026-05-29");
    // 10 sessions, 4 contacts, 2 requests, 1 feedback, 3 checklists, 2 reviews.
    assert_eq!(report["periods"][0]["records"]["in_window"], 22);
    assert_eq!(report["periods"][0]["records"]["for_later"], 0);
    assert_eq!(report["periods"][0]["records"]["outside_dates"], 0);
}

/// An item as `[in place, observed, documented, coach, educator, differs]`, `-` for nothing and `!`
/// for the lower of a day.
fn cells(item: &Value) -> [String; 6] {
    let rating = |value: &Value| match value {
        Value::Null => "-".to_owned(),
        value => {
            let mark = if value["lower_of_day"] == true { "!" } else { "" };
            let text = |key: &str| value[key].as_str().unwrap_or("?").to_owned();
            format!("{}{mark} {}", text("rating"), &text("on")[5..])
        }
    };
    assert_eq!(item["not_applicable"], Value::Null, "every item applies: {item}");
    [
        if item["in_place"] == true { "yes" } else { "no" }.to_owned(),
        rating(&item["observed"]),
        item["documented"].as_str().map_or("-", |on| &on[5..]).to_owned(),
        rating(&item["by_coach"]),
        rating(&item["by_educator"]),
        if item["differs"] == true { "differs" } else { "" }.to_owned(),
    ]
}

#[test]
#[rustfmt::skip]
fn every_item_is_as_worked_out() {
    let expected = [
        ("process-and-expectations", ["yes", "-",                  "10-13", "in-place 04-13", "-", ""]),
        ("confidentiality",          ["yes", "in-place 03-23",     "10-13", "in-place 04-13", "-", ""]),
        ("listens",                  ["yes", "-",                  "11-07", "in-place 04-13", "-", ""]),
        ("verbal-commitment",        ["no",  "partial! 03-23",     "10-09", "in-place 04-13", "-", "differs"]),
        ("manageable-units",         ["yes", "-",                  "05-06", "in-place 04-13", "-", ""]),
        ("rationale",                ["no",  "partial 03-23",      "-",     "in-place 04-13", "-", "differs"]),
        ("variety-of-methods",       ["yes", "in-place 03-23",     "03-23", "in-place 04-13", "-", ""]),
        ("timely-response",          ["no",  "partial! 03-23",     "01-21", "partial 04-13",  "-", "differs"]),
        ("feedback-on-coaching",     ["yes", "in-place 03-23",     "-",     "partial 04-13",  "-", "differs"]),
        ("builds-on-strengths",      ["yes", "-",                  "03-23", "in-place 04-13", "-", ""]),
        ("direct-observation",       ["yes", "in-place 03-23",     "05-06", "in-place 04-13", "-", ""]),
        ("reflective-questions",     ["no",  "not-in-place 03-23", "-",     "partial 04-13",  "-", "differs"]),
        ("data-to-next-steps",       ["no",  "partial! 03-23",     "01-13", "in-place 04-13", "-", "differs"]),
    ];
    let report = report();
    let items = pair(&report)["relationship"]["items"].as_array().expect("a list of items");
    assert_eq!(items.len(), expected.len());
    for (item, (id, cells_expected)) in items.iter().zip(expected) {
        assert_eq!(item["id"], id);
        assert_eq!(cells(item), cells_expected, "{id}");
    }
}

fn coverage(
    in_place: [u32; 2],
    observed: [u32; 2],
    documented_only: u32,
    reported: [u32; 2],
    complete: [u32; 2],
    differs: u32,
) -> Value {
    let share = |[k, n]: [u32; 2]| json!({"k": k, "n": n});
    json!({
        "in_place": share(in_place),
        "observed": share(observed),
        "documented_only": documented_only,
        "reported": share(reported),
        "complete": share(complete),
        "differs": differs,
        "not_applicable": 0,
        "expired": 0,
    })
}

#[test]
fn every_function_and_the_whole_add_up() {
    let report = report();
    let pair = pair(&report);
    let expected = [
        ("relationships", coverage([3, 3], [1, 1], 2, [3, 3], [3, 3], 0)),
        ("facilitating", coverage([1, 3], [0, 2], 1, [3, 3], [3, 3], 2)),
        ("communicating", coverage([2, 3], [2, 3], 0, [1, 3], [3, 3], 2)),
        ("dialogue", coverage([2, 4], [1, 3], 1, [3, 4], [4, 4], 2)),
    ];
    for (index, (id, coverage)) in expected.iter().enumerate() {
        assert_eq!(pair["functions"][index]["id"], *id);
        assert_eq!(pair["functions"][index]["coverage"], *coverage, "{id}");
    }
    assert_eq!(pair["coverage"], coverage([8, 13], [4, 9], 4, [10, 13], [13, 13], 6));
}

#[test]
fn the_levels_are_the_documents_test_and_the_latest_word() {
    let report = report();
    let levels = pair(&report)["relationship"]["levels"].as_array().expect("a list of levels");
    let said = levels.iter().map(|level| {
        ["function", "level", "basis", "by", "on"].map(|key| level[key].as_str().unwrap_or("-"))
    });
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            ["relationships", "ideal", "computed", "-", "-"],
            // Both observers say so; the coach judged this function never.
            ["facilitating", "close", "judged", "observer", "2026-03-23"],
            // The coach's word of April is later than the observer's of March.
            ["communicating", "close", "judged", "self", "2026-04-13"],
            ["dialogue", "close", "judged", "self", "2026-04-13"],
        ]
    );
}

#[test]
fn observers_agree_on_six_of_nine_and_one_step_is_overdue() {
    let report = report();
    let pair = pair(&report);
    assert_eq!(pair["whole"]["outside_observation"], json!({"k": 1, "n": 1}));
    let double = &pair["whole"]["double_rating"];
    assert_eq!(double["visits"], json!({"k": 1, "n": 1}));
    assert_eq!(double["agree"], json!({"k": 6, "n": 9}));
    let few = "only 9 items were rated by two raters; fewer than 10 give only counts";
    assert_eq!(
        double["ac2"],
        json!({"value": null, "interval": null, "reason": few, "rests_on": null})
    );
    // Due 2026-05-01 and open. Last met two days before the as-of day.
    assert_eq!(
        pair["whole"]["attention"],
        json!({"answers_overdue": 0, "steps_overdue": 1, "left_over": 0, "pairs_not_met": 0})
    );
}
