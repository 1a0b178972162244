//! Which items are not in place, what would put each in place, and what would lift which function.

use serde_json::{Value as Json, json};

use super::{next, next_in};
use crate::harness::{District, Pair, SETTINGS};

/// The item with this id among those not in place.
fn item(next: &Json, id: &str) -> Option<Json> {
    let items = next["relationships"][0]["detail"]["items"].as_array().expect("a list");
    items.iter().find(|item| item["id"] == id).cloned()
}

fn lacks(next: &Json, id: &str) -> Option<String> {
    item(next, id).map(|item| item["lacks"].as_str().unwrap().to_owned())
}

fn function(next: &Json, id: &str) -> Json {
    let functions = next["relationships"][0]["detail"]["functions"].as_array().expect("a list");
    functions.iter().find(|function| function["function"] == id).expect(id).clone()
}

#[test]
fn what_is_in_place_or_does_not_apply_is_not_listed() {
    let seen = next(&Pair::new().all_in_place(), "2026-05-29");
    assert_eq!(seen["relationships"][0]["detail"]["items"], json!([]));
    // An agreed number of days and no request: no occasion.
    let agreed = Pair::new().agreed("respond_within_days: 2");
    assert_eq!(item(&next(&agreed, "2026-05-29"), "timely-response"), None);
    let not_agreed = next(&Pair::new(), "2026-05-29");
    assert_eq!(lacks(&not_agreed, "timely-response").as_deref(), Some("document"));
    assert_eq!(not_agreed["relationships"][0]["detail"]["items"].as_array().unwrap().len(), 13);
}

#[test]
fn the_beginning_ends_after_30_days_or_two_session_days() {
    let until = |pair: &Pair, as_of: &str| {
        let item = item(&next(pair, as_of), "confidentiality").expect("not in place");
        (item["lacks"] == "document").then(|| item["until"].as_str().unwrap().to_owned())
    };
    // 1 September and 30 days: 1 October.
    let pair = Pair::new();
    assert_eq!(until(&pair, "2025-10-01").as_deref(), Some("2025-10-01"));
    assert_eq!(until(&pair, "2025-10-02"), None);
    // A second session of the second day would still be at the beginning.
    let met = pair.session("2025-09-03", "").session("2025-09-03", "").session("2025-09-10", "");
    assert_eq!(until(&met, "2025-09-10").as_deref(), Some("2025-10-01"));
    assert_eq!(until(&met, "2025-09-11"), None);
    let words = item(&next(&met, "2025-09-11"), "confidentiality").unwrap();
    let remedy = words["remedy"].as_str().unwrap();
    assert!(remedy.contains("beginning is over") && remedy.contains("observer"), "{remedy}");
}

#[test]
fn session_days_are_first_by_day_and_not_by_file() {
    // Two sessions of 3 September are one day, though the file of another stands between them.
    let pair = Pair::new().session("2025-09-03", "").session("2025-09-10", "");
    let pair = pair.session("2025-09-03", "").named_for_one_day();
    assert_eq!(lacks(&next(&pair, "2025-09-10"), "listens").as_deref(), Some("document"));
    assert_eq!(lacks(&next(&pair, "2025-09-11"), "listens").as_deref(), Some("beginning-over"));
}

#[test]
fn what_has_grown_old_is_to_be_shown_again() {
    let pair = Pair::new().checklist("2025-10-01", "observer o-1", "rationale: in-place");
    let district = District::new().settings("[expires_after]\nobserved = 30").pair(&pair);
    // 1 October and 30 days: 31 October.
    assert_eq!(item(&next_in(&district, "2025-10-31", &[]), "rationale"), None);
    let after = next_in(&district, "2025-11-01", &[]);
    assert_eq!(lacks(&after, "rationale").as_deref(), Some("document"));
}

#[test]
fn an_observation_below_in_place_needs_another() {
    let pair = Pair::new()
        .session("2026-05-04", "items: [rationale]")
        .checklist("2026-04-01", "observer o-1", "rationale: partial, listens: in-place")
        .checklist("2026-05-05", "self", "rationale: in-place");
    let seen = next(&pair, "2026-05-29");
    let rationale = item(&seen, "rationale").expect("an observation outranks a document");
    assert_eq!(rationale["lacks"], "observation");
    let observed = json!({"rating": "partial", "on": "2026-04-01", "lower_of_day": false});
    assert_eq!(rationale["observed"], observed);
    assert_eq!(item(&seen, "listens"), None);
}

#[test]
fn the_words_are_the_documents_own() {
    let seen = next(&Pair::new(), "2026-05-29");
    let item = item(&seen, "direct-observation").unwrap();
    assert_eq!(item["lead_in"], "The educator-coach");
    assert_eq!(item["text"], "Provides feedback based on direct observations");
    let told = District::new().pair(&Pair::new()).coach(&["next", "--as-of", "2025-09-20"]);
    let told = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    // Of the functions that need the fewest items the first, item by item.
    let asked = "The document's words: “Describes the coaching process and expectations for the \
                 educator-coach and coached-educator” “Explains that confidentiality will be \
                 maintained” “Poses questions and listens";
    assert!(told.contains(asked), "{told}");
    assert!(told.contains("and 10 more: `coach profile show`"), "{told}");
}

/// Ideal is "all items in place"; close and far are judged.
#[test]
fn ideal_takes_every_item_that_is_missing() {
    // 30 days are over, so process-and-expectations and listens come after what a document can do.
    let pair = Pair::new().session("2025-09-03", "items: [confidentiality, rationale]");
    let seen = next(&pair, "2026-05-29");
    let facilitating = function(&seen, "facilitating");
    assert_eq!(facilitating["in_place"], json!({"k": 1, "n": 3}));
    assert_eq!(facilitating["level"], Json::Null);
    assert_eq!(facilitating["judged"], Json::Null, "without a level no judgement is the next");
    let computed = &facilitating["computed"];
    assert_eq!((&computed["level"], &computed["need"]), (&"ideal".into(), &2.into()));
    assert_eq!(computed["of"], json!(["verbal-commitment", "manageable-units"]));
    let ask = &seen["relationships"][0]["detail"]["ask"];
    // Functions that need fewer items first, and last what only an observer can show.
    assert_eq!(ask[0], "verbal-commitment");
    assert_eq!(ask[10], "listens");
    assert_eq!(ask.as_array().unwrap().len(), 11);
}

#[test]
fn a_judged_level_shows_its_rubric_and_a_computed_one_its_items() {
    let pair = Pair::new().judged(
        "2026-05-04",
        "observer o-1",
        "rationale: partial",
        "levels: {facilitating: far, dialogue: close}\n",
    );
    let seen = next(&pair, "2026-05-29");
    let far = function(&seen, "facilitating");
    assert_eq!((&far["level"], &far["basis"]), (&"far".into(), &"judged".into()));
    assert_eq!((&far["by"], &far["on"]), (&"observer".into(), &"2026-05-04".into()));
    assert_eq!(far["judged"]["level"], "close");
    let rubric = far["judged"]["rubric"].as_str().unwrap();
    assert!(rubric.starts_with("Support is moderate to minimal"), "{rubric}");
    assert_eq!(far["computed"]["level"], "ideal");
    let close = function(&seen, "dialogue");
    assert_eq!(close["judged"], Json::Null, "ideal is computed");
    assert_eq!(close["computed"]["need"], 4);
}

#[test]
fn at_the_best_level_nothing_lifts_a_function() {
    let seen = next(&Pair::new().all_in_place(), "2026-05-29");
    for function in seen["relationships"][0]["detail"]["functions"].as_array().unwrap() {
        let now = (&function["level"], &function["judged"], &function["computed"]);
        assert_eq!(now, (&"ideal".into(), &Json::Null, &Json::Null));
    }
}

/// Another profile: a percentage of 100, at most one missing, at least one in place.
#[test]
fn every_kind_of_level_is_counted_exactly() {
    let settings = SETTINGS.replace("missouri-sbic-2014", "rounds-district");
    let settings = format!("{settings}[profiles]\nrounds-district = \"rounds.toml\"\n");
    let rounds = include_str!("../../profiles/five-functions.toml");
    let district = District::new().file("coach.toml", settings).file("rounds.toml", rounds);
    let pair = Pair::under("rounds-district", "c-01", "t-101", "lincoln")
        .agreed("committed_on: 2025-09-02, respond_within_days: 3")
        .session("2025-09-08", "method: visit\nitems: [early-visit]");
    let seen = next_in(&district.pair(&pair), "2025-12-31", &[]);
    let lift = |id: &str| {
        let function = function(&seen, id);
        let computed = &function["computed"];
        (
            function["in_place"].clone(),
            function["level"].as_str().map(str::to_owned),
            computed["level"].as_str().map(str::to_owned),
            computed["need"].as_u64(),
            computed["of"].clone(),
        )
    };
    let some = |text: &str| Some(text.to_owned());
    // One of two is in place: growing, with at most one missing. Embedded takes 100 %.
    let of = json!(["problem-of-practice"]);
    let purpose = (json!({"k": 1, "n": 2}), some("growing"), some("embedded"), Some(1), of);
    assert_eq!(lift("purpose"), purpose);
    // One of four: starting. Growing takes any two of the three, whatever an observer has to show.
    let of = json!(["what-was-seen", "asks-what-helped", "describes-first"]);
    let visits = (json!({"k": 1, "n": 4}), some("starting"), some("growing"), Some(2), of);
    assert_eq!(lift("visits"), visits);
    // Answers have no occasion. None of one: at most one is missing, but nobody rated it and nothing documents it, so
    // it is at no level.
    let of = json!(["three-ways"]);
    let contact = (json!({"k": 0, "n": 1}), None, some("embedded"), Some(1), of);
    assert_eq!(lift("contact"), contact);
    // None of two: no level. Starting takes one, and with that one at most one is missing: it is growing.
    let of = json!(["changes-course", "next-work"]);
    assert_eq!(lift("team"), (json!({"k": 0, "n": 2}), None, some("growing"), Some(1), of));
    assert_eq!(lacks(&seen, "describes-first").as_deref(), Some("observer-only"));
    // 1 September and 120 days: 30 December.
    assert_eq!(lacks(&seen, "next-work").as_deref(), Some("beginning-over"));
}
