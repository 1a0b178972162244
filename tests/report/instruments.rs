//! Instruments of other kinds than the first: a whole form with at most one item missed, counts that differ by
//! function, points of tiers with votes, critical items and red flags, and several instruments for one pair. What is
//! expected is counted by hand.

use coach::count::statistics::{Tally, ac2};
use coach::report::{Dimension, Selection};
use serde_json::{Value as Json, json};

use crate::explained::{assert_explained, open};
use crate::harness::{AS_OF, District, Pair};

/// An instrument with the id `id`. `more` comes after `[added]`, and `functions` are ids with their items; what is
/// behind the `:` of an item is added to it.
fn instrument(id: &str, more: &str, functions: &[(&str, &str, &[&str])]) -> String {
    let mut text = format!(
        "format = 1\ntitle = \"T\"\nedition = \"E\"\nsource = \"S\"\n[added]\nid = \"{id}\"\n{more}\n\
         [[methods]]\ntext = \"in person\"\nadded = {{id = \"in-person\"}}\n"
    );
    for (function, own, items) in functions {
        text += &format!(
            "[[functions]]\nheading = \"Function {function}\"\n[functions.added]\nid = \"{function}\"\n{own}\n"
        );
        for item in *items {
            let (item, own) = item.split_once(':').unwrap_or((item, ""));
            text += &format!(
                "[[functions.items]]\ntext = \"Item {item}.\"\n[functions.items.added]\nid = \"{item}\"\n{own}\n"
            );
        }
    }
    text
}

fn level(name: &str, of: &str, reached: &str) -> String {
    let id = name.to_lowercase().replace(' ', "-");
    format!(
        "[[levels]]\nname = \"{name}\"\nadded = {{id = \"{id}\", of = \"{of}\", reached = {{{reached}}}}}\n"
    )
}

fn district(profiles: &[(&str, String)]) -> District {
    let listed: String = profiles.iter().map(|(id, _)| format!("{id} = \"{id}.toml\"\n")).collect();
    let settings = format!(
        "version = 1\ndistrict = \"Testville\"\nprofile = \"{}\"\nyear_starts = \"08-01\"\n\
         as_of = \"{AS_OF}\"\n[schools.lincoln]\nname = \"Lincoln\"\neducators = 10\n[profiles]\n{listed}",
        profiles[0].0
    );
    let empty = District::new().file("coach.toml", settings);
    profiles.iter().fold(empty, |all, (id, text)| all.file(&format!("{id}.toml"), text))
}

fn report(district: &District, more: &[&str]) -> Json {
    district.coach(&[&["report", "--format", "json"], more].concat()).json()
}

fn profile<'j>(report: &'j Json, id: &str) -> &'j Json {
    let profiles = report["periods"][0]["profiles"].as_array().expect("profiles");
    profiles.iter().find(|profile| profile["id"] == id).expect("the profile")
}

/// How many pairs are at each level of a function, tier or whole: ids with numbers.
fn at(part: &Json) -> Json {
    let levels = part["levels"].as_array().expect("levels");
    levels.iter().map(|level| json!([level["id"], level["computed"]])).collect()
}

/// What is printed, with one space between words.
fn printed(district: &District, arguments: &[&str]) -> String {
    district.coach(arguments).out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every figure of the district adds up from what explains it.
fn assert_adds_up(district: &District) {
    let folder = open(district.path());
    for by in [&[][..], &[Dimension::Relationship], &[Dimension::School]] {
        assert!(assert_explained(&folder, &[], &Selection::default(), by) > 0);
    }
}

const YES_NO: &str = "[[scale.steps]]\ntext = \"Yes\"\nadded = {id = \"yes\", in_place = true}\n\
                      [[scale.steps]]\ntext = \"No\"\nadded = {id = \"no\"}\n";

const TEN: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/// A form of ten items in three domains, yes or no; at fidelity with at most one missed of all ten.
fn whole_form() -> String {
    let levels = level("At fidelity", "whole", "rule = \"missing\", at_most = 1")
        + &level("Below", "whole", "rule = \"otherwise\"");
    let functions = [("one", "", &TEN[..2]), ("two", "", &TEN[2..6]), ("three", "", &TEN[6..])];
    instrument("form", &format!("{YES_NO}{levels}"), &functions)
}

fn ratings(missed: &[&str]) -> String {
    let rating =
        |item: &&str| format!("{item}: {}", if missed.contains(item) { "no" } else { "yes" });
    TEN.iter().map(rating).collect::<Vec<_>>().join(", ")
}

/// 0, 1, 3, 2 and 2 items missed of ten, and one pair that only rated itself: two at fidelity, three below, one at
/// nothing. By domain, four or five would have had at most one missed.
#[test]
fn at_most_one_item_of_the_whole_form_may_be_missed() {
    let missed: [&[&str]; 5] = [&[], &["d"], &["a", "d", "j"], &["a", "b"], &["d", "e"]];
    let pair = |(index, missed): (usize, &&[&str])| {
        Pair::under("form", "c-01", &format!("t-10{index}"), "lincoln")
            .checklist("2025-11-20", "observer o-1", &ratings(missed))
            .checklist("2025-11-25", "self", &ratings(&[]))
    };
    let pairs: Vec<Pair> = missed.iter().enumerate().map(pair).collect();
    let alone = Pair::under("form", "c-01", "t-199", "lincoln").checklist(
        "2025-11-25",
        "self",
        &ratings(&[]),
    );
    let district = district(&[("form", whole_form())]).pairs(pairs.iter().chain([&alone]));
    let seen = report(&district, &[]);
    let total = &profile(&seen, "form")["total"];
    assert_eq!(at(&total["parts"][0]), json!([["at-fidelity", 2], ["below", 3]]));
    assert_eq!(total["parts"][0]["with_applicable_items"], 6);
    assert!(total["functions"][0]["levels"].as_array().expect("none").is_empty());
    let page = printed(&district, &["report"]);
    assert!(page.contains("2 of 6 pairs are at the level “At fidelity”."), "{page}");
    let address = "relationship=lincoln/c-01-t-101 part=whole level=at-fidelity level-computed";
    let why = printed(&district, &["explain", address]);
    let because = "at fidelity, computed (at most 1 applicable item not in place): 9 of 10 in place, missing d";
    assert!(why.contains(because), "{why}");
    assert!(why.contains("observer o-1 says no"), "{why}");
    assert_adds_up(&district);
}

/// One function is for a group alone, in which one of four pairs is: of three, none of its items applies.
#[test]
fn a_function_is_of_those_to_whom_it_applies_in_each_row_and_in_all() {
    let text = instrument(
        "own",
        &level("All", "function", "rule = \"all\""),
        &[("for-all", "", &["a"]), ("for-few", "", &["b:only_for = [\"special\"]"])],
    );
    let pair =
        |coach: &str, educator: &str, more: &str| {
            Pair::under("own", coach, educator, "lincoln")
                .practice(&format!("talk{more}"))
                .checklist("2025-11-20", "observer o-1", "a: in-place")
        };
    let district = district(&[("own", text)]).pairs([
        &pair("c-01", "t-101", ""),
        &pair("c-01", "t-102", ""),
        &pair("c-02", "t-103", "\ngroups: [special]"),
        &pair("c-02", "t-104", ""),
    ]);
    let seen = report(&district, &["--by", "coach"]);
    let own = profile(&seen, "own");
    let applies = |row: &Json| {
        [0, 1].map(|function| row["functions"][function]["with_applicable_items"].clone())
    };
    assert_eq!(applies(&own["total"]), [json!(4), json!(1)]);
    let rows: Vec<_> = own["groups"].as_array().expect("two coaches").iter().map(applies).collect();
    assert_eq!(rows, [[json!(2), json!(0)], [json!(2), json!(1)]]);
}

/// Two functions of seven and four: proficient from 6 and 3, close from 4 and 2, else far; exemplary with all.
#[test]
fn each_function_has_its_own_counts() {
    let levels = level("Exemplary", "function", "rule = \"all\"")
        + &level("Proficient", "function", "rule = \"count\", at_least = 3")
        + &level("Close to Proficient", "function", "rule = \"count\", at_least = 2")
            .replace("close-to-proficient", "close")
        + &level("Far", "function", "rule = \"otherwise\"");
    let own = "reached = {proficient = {rule = \"count\", at_least = 6}, close = {rule = \"count\", more_than = 3}}";
    let first = ["a1", "a2", "a3", "a4", "a5", "a6", "a7"];
    let second = ["b1", "b2", "b3", "b4"];
    let text = instrument("counts", &levels, &[("one", own, &first), ("two", "", &second)]);
    let pair = |educator: &str, in_first: usize, in_second: usize| {
        let rate = |items: &[&str], k: usize| {
            let rating = |(index, item): (usize, &&str)| {
                format!("{item}: {}", if index < k { "in-place" } else { "not-in-place" })
            };
            items.iter().enumerate().map(rating).collect::<Vec<_>>().join(", ")
        };
        let all = format!("{}, {}", rate(&first, in_first), rate(&second, in_second));
        Pair::under("counts", "c-01", educator, "lincoln").checklist(
            "2025-11-10",
            "observer o-1",
            &all,
        )
    };
    let pairs =
        [pair("t-101", 6, 3), pair("t-102", 4, 2), pair("t-103", 7, 4), pair("t-104", 3, 1)];
    let district = district(&[("counts", text)]).pairs(&pairs);
    let seen = report(&district, &[]);
    let functions = &profile(&seen, "counts")["total"]["functions"];
    let one_each = json!([["exemplary", 1], ["proficient", 1], ["close", 1], ["far", 1]]);
    assert_eq!([at(&functions[0]), at(&functions[1])], [one_each.clone(), one_each]);
    let page = printed(&district, &["report", "--section", "levels"]);
    assert!(page.contains("exemplary proficient close far no level"), "{page}");
    assert_adds_up(&district);
}

/// A team's votes on 2026-03-20 by 0, 1 and 2 points; the tier is met from 70 % of its points. In fall, all of Oak's
/// 15 features have 1 point: 15 of 30. Elm has 7 with 2 and 8 with 1: 22 of 30, 73.3 %.
#[test]
fn points_of_a_tier_and_votes_of_a_team() {
    let features: Vec<String> = (1..=15).map(|n| format!("f1-{n}")).collect();
    let rate = |points: &dyn Fn(usize) -> u32| {
        let rating = |(index, id): (usize, &String)| format!("{id}: {}", points(index));
        features.iter().enumerate().map(rating).collect::<Vec<_>>().join(", ")
    };
    let ids = include_str!("../../profile/pbis-tfi-2-1.toml");
    assert!(ids.contains("[[tiers]]"), "the inventory has tiers");
    let scale: String = [2, 1, 0]
        .map(|n| {
            let in_place = if n == 2 { ", in_place = true" } else { "" };
            format!("[[scale.steps]]\npoints = {n}\nadded = {{id = \"{n}\"{in_place}}}\n")
        })
        .concat();
    let levels = level("Met", "tier", "rule = \"points-percent\", at_least = 70")
        + &level("Not met", "tier", "rule = \"otherwise\"");
    let tier = "[[tiers]]\nname = \"Tier I\"\nadded = {id = \"tier-1\", functions = [\"teams\", \"rest\"]}\n";
    let items: Vec<&str> = features.iter().map(String::as_str).collect();
    let text = instrument(
        "system",
        &format!("rates = \"system\"\nvotes = \"majority\"\n{scale}{levels}{tier}"),
        &[("teams", "", &items[..2]), ("rest", "", &items[2..])],
    );
    let team = |id: &str| Pair::under("system", "c-09", id, "lincoln");
    // Votes of 2, 1 and 1 on every feature but the first, where they are 2, 2 and 0.
    let oak = team("team-1")
        .checklist("2025-10-15", "observer o-7", &rate(&|_| 1))
        .checklist("2026-03-20", "consensus o-11", &rate(&|_| 2))
        .checklist("2026-03-20", "consensus o-12", &rate(&|index| if index == 0 { 2 } else { 1 }))
        .checklist("2026-03-20", "consensus o-13", &rate(&|index| u32::from(index != 0)));
    let elm = team("team-2").checklist(
        "2025-10-15",
        "observer o-7",
        &rate(&|index| {
            if [0, 2, 4, 7, 9, 11, 13].contains(&index) { 2 } else { 1 }
        }),
    );
    let district = district(&[("system", text)]).pairs([&oak, &elm]);
    let points = |report: &Json| -> Vec<Json> {
        let rows = profile(report, "system")["groups"].as_array().expect("two teams");
        let of = |row: &Json| json!([row["parts"][0]["coverage"]["points"], at(&row["parts"][0])]);
        rows.iter().map(of).collect()
    };
    let fall = report(&district, &["--as-of", "2025-12-31", "--by", "relationship"]);
    let not = json!([{"k": 15, "n": 30}, [["met", 0], ["not-met", 1]]]);
    let met = json!([{"k": 22, "n": 30}, [["met", 1], ["not-met", 0]]]);
    assert_eq!(points(&fall), [not, met]);
    // The first feature has the majority's 2, the other 14 have 1: 16 of 30.
    let spring = report(&district, &["--by", "relationship"]);
    assert_eq!(points(&spring)[0][0], json!({"k": 16, "n": 30}));
    let whole = &profile(&spring, "system")["total"]["whole"];
    assert_eq!(whole["double_rating"]["visits"], json!({"k": 0, "n": 2}));
    // A team is no educator.
    let members = &profile(&spring, "system")["total"]["members"];
    assert_eq!((&members["educators"], &members["teams"]), (&json!(0), &json!(2)));
    let why = printed(&district, &["explain", "relationship=lincoln/c-09-team-1 item=f1-1 points"]);
    assert!(why.contains("o-13 of the team says 0; the majority of 3 votes is 2"), "{why}");
    assert!(why.contains("2 of 2 points"), "{why}");
    assert_adds_up(&district);
}

/// Four steps, 0 to 3 points, in place from 2.
fn four_steps() -> String {
    let steps = [("always", 3), ("often", 2), ("rarely", 1), ("never", 0)];
    steps
        .map(|(id, points)| {
            let in_place = if points >= 2 { ", in_place = true" } else { "" };
            format!("[[scale.steps]]\npoints = {points}\nadded = {{id = \"{id}\"{in_place}}}\n")
        })
        .concat()
}

/// What a record documents has the points of the lowest step that is in place, 2 of 3; what an observer rated has the
/// points of the rating, 1 of 3.
#[test]
fn what_is_documented_has_the_points_of_the_lowest_step_in_place() {
    let scale = four_steps();
    let documented = "planned:evidence = {rule = \"session-item\"}";
    let text = instrument(
        "own",
        &format!("{scale}{}", level("All", "function", "rule = \"all\"")),
        &[("work", "", &[documented, "watched"])],
    );
    let pair = Pair::under("own", "c-01", "t-101", "lincoln")
        .session("2025-10-01", "items: [planned]")
        .checklist("2025-11-03", "observer o-1", "watched: rarely");
    let district = district(&[("own", text)]).pair(&pair);
    assert!(district.findings().is_empty(), "{:?}", district.findings());
    let seen = report(&district, &["--by", "relationship"]);
    let coverage = &profile(&seen, "own")["total"]["coverage"];
    assert_eq!(coverage["in_place"], json!({"k": 1, "n": 2}));
    assert_eq!(coverage["points"], json!({"k": 3, "n": 6}));
    assert_adds_up(&district);
}

/// The first session day alone is the beginning here.
#[test]
fn a_later_session_than_the_first_is_told_to_be_no_beginning() {
    let first = "planned:evidence = {rule = \"session-item\", first_session_days = 1}";
    let text =
        instrument("own", &level("All", "function", "rule = \"all\""), &[("work", "", &[first])]);
    let pair = Pair::under("own", "c-01", "t-101", "lincoln")
        .session("2025-10-01", "")
        .session("2025-10-02", "items: [planned]");
    let district = district(&[("own", text)]).pair(&pair);
    let why =
        printed(&district, &["explain", "relationship=lincoln/c-01-t-101 item=planned in-place"]);
    assert!(why.contains("not on the pair's first session day"), "{why}");
    assert!(why.contains("0 of 1"), "{why}");
    let on_the_first =
        Pair::under("own", "c-01", "t-102", "lincoln").session("2025-10-01", "items: [planned]");
    let why = printed(
        &district.pair(&on_the_first),
        &["explain", "relationship=lincoln/c-01-t-102 item=planned in-place"],
    );
    assert!(why.contains("lists the item at the beginning"), "{why}");
}

/// By [`four_steps`]: `safe` is critical, `harm` a red flag, `plan` counts twice and `note` has
/// at most 1 point: 3 + 3 + 6 + 1 = 13 points in all.
fn mixed() -> String {
    let scale = four_steps();
    let levels =
        level("Strong", "function", "rule = \"points\", more_than = 9, no_critical_missed = true")
            + &level("Some", "function", "rule = \"points-percent\", at_least = 50")
            + &level("Weak", "function", "rule = \"otherwise\"");
    let items =
        ["safe:critical = true", "harm:reverse = true", "plan:weight = 2", "note:maximum = 1"];
    instrument("mixed", &format!("rates = \"teaching\"\n{scale}{levels}"), &[("work", "", &items)])
}

/// t-101: always (3), never seen harm (3), often (2 × 2), rarely (its most, 1): 11 of 13, all in place, strong.
/// t-102: rarely (1), never (3), always (6), rarely (1): 11 of 13, but the critical one is missing: some.
/// t-103: often (2), always seen harm (0), rarely (2), none for the note: 4 of 13, 30.7 %: weak.
#[test]
fn critical_items_red_flags_weights_and_maxima_count_as_they_say() {
    let pair = |educator: &str, ratings: &str| {
        // The coach rates the teacher's practice from outside.
        Pair::under("mixed", "c-01", educator, "lincoln").checklist("2025-11-10", "self", ratings)
    };
    let pairs = [
        pair("t-101", "safe: always, harm: never, plan: often, note: rarely"),
        pair("t-102", "safe: rarely, harm: never, plan: always, note: rarely"),
        pair("t-103", "safe: often, harm: always, plan: rarely"),
    ];
    let district = district(&[("mixed", mixed())]).pairs(&pairs);
    let seen = report(&district, &["--by", "relationship"]);
    let rows = profile(&seen, "mixed")["groups"].as_array().expect("three pairs");
    let of = |row: &Json| {
        let level = &row["relationship"]["levels"][0];
        json!([row["coverage"]["in_place"], row["coverage"]["points"], level["level"]])
    };
    assert_eq!(
        rows.iter().map(of).collect::<Vec<_>>(),
        [
            json!([{"k": 4, "n": 4}, {"k": 11, "n": 13}, "strong"]),
            json!([{"k": 3, "n": 4}, {"k": 11, "n": 13}, "some"]),
            json!([{"k": 1, "n": 4}, {"k": 4, "n": 13}, "weak"]),
        ]
    );
    assert_eq!(rows[0]["relationship"]["items"][1]["observed"]["rating"], "never");
    let why = printed(&district, &["explain", "relationship=lincoln/c-01-t-102 level-computed"]);
    assert!(why.contains("3 of 4 in place, 11 of 13 points, missing safe (critical)"), "{why}");
    // The coach, who rates from outside here, is who observed it.
    let why =
        printed(&district, &["explain", "relationship=lincoln/c-01-t-102 item=safe observed"]);
    assert!(why.contains("says rarely"), "{why}");
    // A step that the item does not offer is refused with those that it does.
    let wrong = district.pair(&pair("t-104", "note: often"));
    let findings: Vec<String> =
        wrong.findings().iter().map(|found| found.message.clone()).collect();
    assert!(findings.iter().any(|message| message.contains("`often`")), "{findings:?}");
}

/// The pair's own profile is documented by a checklist of another instrument, whose own section counts it by itself.
#[test]
fn a_pair_has_several_instruments_and_none_is_pooled() {
    let own = instrument(
        "own",
        &level("All", "function", "rule = \"all\""),
        &[(
            "work",
            "",
            &[
                "planned:evidence = {rule = \"checklist\", instrument = \"form\", item = \"a\"}",
                "watched",
            ],
        )],
    );
    let pair = |educator: &str, missed: &[&str]| {
        Pair::under("own", "c-01", educator, "lincoln")
            .practice("talk\ninstruments: [form]")
            .session("2025-10-01", "")
            .checklist("2025-11-03", "observer o-1", "watched: partial")
            .judged("2025-11-20", "observer o-2", &ratings(missed), "profile: form")
    };
    let later_district =
        |pair: &Pair| district(&[("own", own.clone()), ("form", whole_form())]).pair(pair);
    let district = district(&[("own", own.clone()), ("form", whole_form())])
        .pairs([&pair("t-101", &["b"]), &pair("t-102", &["a", "b"])]);
    assert!(district.findings().is_empty(), "{:?}", district.findings());
    let seen = report(&district, &["--by", "relationship"]);
    let numbers = |id: &str| -> Vec<Json> {
        let rows = profile(&seen, id)["groups"].as_array().expect("two pairs");
        rows.iter()
            .map(|row| json!([row["coverage"]["in_place"], row["coverage"]["observed"]]))
            .collect()
    };
    // `planned` is documented where the form says yes to `a`, and `watched` is observed below in place.
    let share = |k: u32, n: u32| json!({"k": k, "n": n});
    assert_eq!(
        numbers("own"),
        [json!([share(1, 2), share(0, 1)]), json!([share(0, 2), share(0, 1)])]
    );
    assert_eq!(
        numbers("form"),
        [json!([share(9, 10), share(9, 10)]), json!([share(8, 10), share(8, 10)])]
    );
    assert_eq!(
        at(&profile(&seen, "form")["total"]["parts"][0]),
        json!([["at-fidelity", 1], ["below", 1]])
    );
    assert_eq!(profile(&seen, "form")["total"]["members"]["beside"], 2);
    // Records are counted once, and the meeting belongs to the profile.
    assert_eq!(seen["periods"][0]["records"]["relationships"], 2);
    assert_eq!(seen["periods"][0]["records"]["in_window"], 6);
    assert_eq!(profile(&seen, "own")["total"]["whole"]["dosage"]["sessions"], 2);
    assert_eq!(profile(&seen, "form")["total"]["whole"]["dosage"]["sessions"], 0);
    let address = "profile=own relationship=lincoln/c-01-t-101 item=planned in-place";
    let why = printed(&district, &["explain", address]);
    assert!(why.contains("says that a of form is in place"), "{why}");
    // A later form says no: the earlier one documents nothing any more, and is not said to.
    let later = pair("t-101", &["b"]).judged(
        "2026-02-02",
        "observer o-2",
        &ratings(&["a"]),
        "profile: form",
    );
    let seen_later = later_district(&later);
    let why = printed(&seen_later, &["explain", address]);
    assert!(why.contains("says so, but a later or lower rating counts instead"), "{why}");
    assert!(!why.contains("says that a of form is in place"), "{why}");
    assert!(why.contains("says that it is not in place there"), "{why}");
    // The coach's own form says nothing from outside.
    let own_form =
        pair("t-101", &["b"]).judged("2026-02-02", "self", &ratings(&["b"]), "profile: form");
    let why = printed(&later_district(&own_form), &["explain", address]);
    assert!(why.contains("rates it from within the pair"), "{why}");
    // Of two forms that say yes, the later one counts.
    let again = pair("t-101", &["b"]).judged(
        "2026-02-02",
        "observer o-2",
        &ratings(&["b"]),
        "profile: form",
    );
    let why = printed(&later_district(&again), &["explain", address]);
    assert_eq!(why.matches("says that a of form is in place").count(), 1, "{why}");
    assert_eq!(why.matches("a later or lower rating counts instead").count(), 1, "{why}");
    assert_adds_up(&district);
    let next = printed(&district, &["next", "t-101", "--as-of", "2026-05-29"]);
    assert!(next.contains("Beside it, T: in place 9 of 10 (90.0 %); at fidelity"), "{next}");
    // A checklist by an instrument that the pair does not use is found, and counts nowhere.
    let stranger = Pair::under("own", "c-01", "t-103", "lincoln").judged(
        "2025-11-20",
        "observer o-2",
        &ratings(&[]),
        "profile: form",
    );
    let rules: Vec<&str> =
        district.pair(&stranger).findings().iter().map(|found| found.rule.id).collect();
    assert_eq!(rules, ["unlisted-instrument"]);
}

/// Two observers rate twelve items in four steps: agreement is counted over the four, not over three. The formula
/// itself is held against published values elsewhere.
#[test]
fn agreement_is_counted_over_the_steps_of_the_scale() {
    let steps = ["never", "rarely", "often", "always"];
    let scale: String = steps
        .iter()
        .rev()
        .map(|id| {
            let in_place = if ["always", "often"].contains(id) { ", in_place = true" } else { "" };
            format!("[[scale.steps]]\nadded = {{id = \"{id}\"{in_place}}}\n")
        })
        .collect();
    let items: Vec<String> = (0..12).map(|n| format!("i{n}")).collect();
    let ids: Vec<&str> = items.iter().map(String::as_str).collect();
    let levels = level("All", "function", "rule = \"all\"");
    let text = instrument("four", &format!("{scale}{levels}"), &[("work", "", &ids)]);
    let [one, other] =
        [[3, 3, 2, 1, 0, 3, 2, 2, 1, 3, 0, 1_u8], [3, 2, 2, 1, 1, 3, 0, 2, 1, 3, 0, 3]];
    let rate = |ranks: &[u8]| {
        let rating =
            |(item, rank): (&String, &u8)| format!("{item}: {}", steps[usize::from(*rank)]);
        items.iter().zip(ranks).map(rating).collect::<Vec<_>>().join(", ")
    };
    let pair = Pair::under("four", "c-01", "t-101", "lincoln")
        .checklist("2025-11-10", "observer o-1", &rate(&one))
        .checklist("2025-11-10", "observer o-2", &rate(&other));
    let district = district(&[("four", text)]).pair(&pair);
    let mut tally = Tally::new(4);
    one.iter().zip(&other).for_each(|(one, other)| tally.add(&[Some(*one), Some(*other)]));
    let expected = ac2(&tally).value.expect("twelve items are enough");
    let seen = report(&district, &[]);
    let double = &profile(&seen, "four")["total"]["whole"]["double_rating"];
    // Eight of twelve are the same.
    assert_eq!(double["agree"], json!({"k": 8, "n": 12}));
    let value = double["ac2"]["estimate"].as_f64().or(double["ac2"]["value"].as_f64());
    let value = value.expect("an estimate");
    assert!((value - expected).abs() < 1e-6, "{value} and {expected}");
    assert_adds_up(&district);
}

/// What the team put down as its own score stands, whatever its members voted on that day.
#[test]
fn the_teams_own_score_counts_instead_of_votes_and_is_told_from_them() {
    let levels = level("All", "function", "rule = \"all\"");
    let more = format!("rates = \"system\"\nvotes = \"majority\"\n{YES_NO}{levels}");
    let text = instrument("own", &more, &[("work", "", &["a"])]);
    let team = Pair::under("own", "c-01", "team-1", "lincoln")
        .checklist("2025-10-01", "consensus o-1", "a: yes")
        .checklist("2025-11-10", "consensus o-1", "a: yes")
        .checklist("2025-11-10", "consensus o-2", "a: yes")
        .checklist("2025-11-10", "consensus", "a: no");
    let district = district(&[("own", text)]).pair(&team);
    let seen = report(&district, &["--by", "relationship"]);
    let coverage = &profile(&seen, "own")["total"]["coverage"];
    assert_eq!(coverage["observed"], json!({"k": 0, "n": 1}));
    let why = printed(&district, &["explain", "relationship=lincoln/c-01-team-1 item=a observed"]);
    assert_eq!(why.matches(", as one score").count(), 1, "{why}");
    assert_eq!(why.matches("the team's own score counts instead").count(), 2, "{why}");
    assert_eq!(why.matches("a later score counts instead").count(), 1, "{why}");
    assert_adds_up(&district);
}

/// All have to agree: o-1 and o-2 do on `a`, and differ on `b`, which is then not rated.
#[test]
fn votes_that_have_to_agree_and_differ_are_no_score_and_are_told() {
    let levels = level("All", "function", "rule = \"all\"");
    let more = format!("rates = \"system\"\nvotes = \"agreed\"\n{YES_NO}{levels}");
    let text = instrument("agreed", &more, &[("work", "", &["a", "b", "c"])]);
    // A later form that has neither leaves both as they are.
    let team = Pair::under("agreed", "c-01", "team-1", "lincoln")
        .checklist("2025-11-10", "consensus o-1", "a: yes, b: yes")
        .checklist("2025-11-10", "consensus o-2", "a: yes, b: no")
        .checklist("2025-12-01", "consensus o-1", "c: yes");
    let district = district(&[("agreed", text)]).pair(&team);
    let seen = report(&district, &["--by", "relationship"]);
    let coverage = &profile(&seen, "agreed")["total"]["coverage"];
    assert_eq!(coverage["observed"], json!({"k": 2, "n": 2}));
    let page = printed(&district, &["report", "--by", "relationship", "--educator", "team-1"]);
    assert!(page.contains("votes") && page.contains("differ"), "{page}");
    // Of the items, one alone has votes that differ.
    assert_eq!(page.matches("votes").count(), 1, "{page}");
    let why = printed(&district, &["explain", "relationship=lincoln/c-01-team-1 item=b observed"]);
    assert!(why.contains("the votes of that day do not agree, so it is no score"), "{why}");
    assert_adds_up(&district);
}
