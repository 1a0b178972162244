//! What a group says beside its sums: distinct people, reach, levels, what is missing most often.

use serde_json::{Value as Json, json};

use crate::harness::{District, Pair};

fn report(district: &District, arguments: &[&str]) -> Json {
    let run = district.coach(&[&["report", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.json()["periods"][0]["profiles"][0].clone()
}

/// Two coaches; t-101 is coached by both, t-201 at the other school.
fn three_relationships() -> District {
    let pairs = [
        Pair::of("c-01", "t-101", "lincoln").all_in_place(),
        Pair::of("c-02", "t-101", "lincoln").all_in_place().without("review"),
        Pair::of("c-02", "t-201", "prairie").all_in_place().without("review").without("feedback"),
    ];
    let settings = crate::harness::SETTINGS
        .replace("name = \"Lincoln\"", "name = \"Lincoln\"\neducators = 42");
    District::new().file("coach.toml", settings).pairs(&pairs)
}

#[test]
fn people_are_distinct_and_relationships_are_the_unit() {
    let profile = report(&three_relationships(), &["--by", "school"]);
    assert_eq!(
        profile["total"]["members"],
        json!({"relationships": 3, "educators": 2, "coaches": 2, "schools": 2, "new_pairs": 0})
    );
    assert_eq!(
        profile["groups"][0]["members"],
        json!({"relationships": 2, "educators": 1, "coaches": 2, "schools": 1, "new_pairs": 0})
    );
}

#[test]
fn reach_is_educators_coached_of_the_schools_where_that_number_is_given() {
    let profile = report(&three_relationships(), &["--by", "school"]);
    assert_eq!(profile["groups"][0]["whole"]["reach"], json!({"k": 1, "n": 42}));
    assert_eq!(profile["groups"][1]["whole"]["reach"], Json::Null, "Prairie gives no number");
    // Of one coach's pairs alone nobody can say how far the coaching reaches.
    let one_coach = report(&three_relationships(), &["--by", "school", "--coach", "c-01"]);
    assert_eq!(one_coach["groups"][0]["whole"]["reach"], Json::Null);
    let one_school = report(&three_relationships(), &["--by", "school", "--school", "lincoln"]);
    assert_eq!(one_school["groups"][0]["whole"]["reach"], json!({"k": 1, "n": 42}));
}

#[test]
fn a_number_of_educators_smaller_than_those_coached_is_no_reach() {
    let reach = |educators: &[&str]| {
        let settings = crate::harness::SETTINGS
            .replace("name = \"Lincoln\"", "name = \"Lincoln\"\neducators = 2");
        let pairs = educators.iter().map(|educator| Pair::of("c-01", educator, "lincoln"));
        let pairs: Vec<Pair> = pairs.collect();
        let district = District::new().file("coach.toml", settings).pairs(&pairs);
        report(&district, &["--by", "school"])["groups"][0]["whole"]["reach"].clone()
    };
    assert_eq!(reach(&["t-101", "t-102"]), json!({"k": 2, "n": 2}), "everyone is reached");
    assert_eq!(reach(&["t-101", "t-102", "t-103"]), Json::Null, "the number is out of date");
}

#[test]
fn levels_count_relationships() {
    let profile = report(&three_relationships(), &[]);
    // Communicating: the third lacks feedback. Dialogue: two lack the review.
    let ideal = profile["total"]["functions"].as_array().unwrap().iter().map(|function| {
        (function["levels"][0]["computed"].as_u64(), function["with_applicable_items"].as_u64())
    });
    let expected = [3, 3, 2, 1].map(|ideal| (Some(ideal), Some(3)));
    assert_eq!(ideal.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_missing_most_often_stands_first() {
    let profile = report(&three_relationships(), &[]);
    let rows: Vec<(&str, &Json)> = profile["total"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["id"].as_str().unwrap(), &row["missing"]))
        .collect();
    assert_eq!(rows[0], ("data-to-next-steps", &json!({"k": 2, "n": 3})));
    assert_eq!(rows[1], ("feedback-on-coaching", &json!({"k": 1, "n": 3})));
    // The others are never missing and keep the document's order.
    assert_eq!(rows[2], ("process-and-expectations", &json!({"k": 0, "n": 3})));
    assert_eq!(rows.len(), 13);
}

#[test]
fn an_item_is_missing_only_where_it_applies() {
    let agreed = |educator| Pair::of("c-01", educator, "lincoln").agreed("respond_within_days: 2");
    let pairs = [agreed("t-101"), agreed("t-102").asked("2025-09-08"), agreed("t-103")];
    let profile = report(&District::new().pairs(&pairs), &[]);
    let row = profile["total"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "timely-response");
    assert_eq!(row.unwrap()["missing"], json!({"k": 1, "n": 1}));
    assert_eq!(profile["total"]["coverage"]["not_applicable"], 2);
    assert_eq!(profile["total"]["coverage"]["in_place"], json!({"k": 0, "n": 37}), "39 less 2");
}
