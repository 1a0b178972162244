//! The level of a function: every rule at its boundary, judgments where nothing is computed, and
//! nothing rounded up.

use coach::count::{Coverage, FunctionLevel, Share, reaches};
use coach::domain::profile::{Bar, LevelRule, Test};
use coach::domain::record::Role;

use crate::harness::{AS_OF, District, Pair, Seen};
use crate::next::next_in;

#[test]
fn each_rule_turns_at_its_own_count() {
    let all = Test::All;
    let count = |number| Test::Count(Bar::at_least(number));
    let more = |number| Test::Count(Bar::more_than(number));
    let percent = |number| Test::Percent(Bar::at_least(number));
    let missing = |at_most| Test::Missing { at_most };
    // Everything that applies was observed.
    let observed = |k, n| {
        let share = Share { k, n };
        Coverage { in_place: share, observed: share, ..Coverage::default() }
    };
    // Rule, in place k of n, and whether that is enough.
    for (rule, k, n, is_reached) in [
        (all, 3, 3, true),
        (all, 2, 3, false),
        (count(2), 2, 3, true),
        (count(2), 1, 3, false),
        (count(2), 1, 1, false),
        (more(2), 2, 3, false),
        (more(2), 3, 3, true),
        (percent(80), 4, 5, true),
        (percent(80), 3, 4, false),
        // 79.6 %: 19,900 < 80 × 250.
        (percent(80), 199, 250, false),
        (percent(80), 200, 250, true),
        // Two thirds are 66.67 %.
        (percent(66), 2, 3, true),
        (percent(67), 2, 3, false),
        (percent(100), 999, 1000, false),
        (missing(1), 2, 3, true),
        (missing(1), 1, 3, false),
        (missing(0), 3, 3, true),
        (missing(0), 2, 3, false),
        // At most three are missing of two, and none is in place: the rule holds.
        (missing(3), 0, 2, true),
        (Test::Otherwise, 0, 3, true),
        (Test::Judged, 3, 3, false),
    ] {
        let reached = reaches(LevelRule::of(rule), &observed(k, n));
        assert_eq!(reached, is_reached, "{rule:?}, {k} of {n}");
    }
    for rule in [all, count(1), percent(1), missing(0), missing(9), Test::Otherwise, Test::Judged] {
        let rule = LevelRule::of(rule);
        assert!(!reaches(rule, &observed(0, 0)), "{rule:?} without applicable items");
        // Nobody rated any of the three, and nothing documents them.
        let unrated = Coverage { in_place: Share { k: 0, n: 3 }, ..Coverage::default() };
        assert!(!reaches(rule, &unrated), "{rule:?} of what nobody rated");
    }
}

/// A profile with a function `work` of items `i1`, `i2`, …, each documented by a session that lists
/// it, and a function `answers` of one item, timely answers.
fn profile(items: usize, levels: &[(&str, &str)]) -> String {
    let mut text = "format = 1\ntitle = \"T\"\nedition = \"E\"\nsource = \"S\"\n\
                    added = {id = \"own\"}\n"
        .to_owned();
    for (id, reached) in levels {
        text.push_str(&format!(
            "[[levels]]\nname = \"Level {id}\"\nadded = {{id = \"{id}\", reached = {{{reached}}}}}\n"
        ));
    }
    text.push_str("[[functions]]\nheading = \"Work\"\nadded = {id = \"work\"}\n");
    for index in 1..=items {
        text.push_str(&format!(
            "[[functions.items]]\ntext = \"Item {index}.\"\n\
             added = {{id = \"i{index}\", label = \"{index}\", evidence = {{rule = \"session-item\"}}}}\n"
        ));
    }
    text.push_str(
        "[[functions]]\nheading = \"Answers\"\nadded = {id = \"answers\"}\n\
         [[functions.items]]\ntext = \"Answers.\"\n\
         added = {id = \"a1\", label = \"a\", may_be_na = true, \
         evidence = {rule = \"timely-response\", at_least_percent = 80}}\n\
         [[methods]]\ntext = \"in person\"\nadded = {id = \"in-person\"}\n",
    );
    text
}

/// A relationship under that profile with the first `in_place` items of `work` in place.
fn own(levels: &[(&str, &str)], items: usize, in_place: usize, more: fn(Pair) -> Pair) -> Seen {
    let listed: Vec<String> = (1..=in_place).map(|index| format!("i{index}")).collect();
    let pair = Pair::under("own", "c-01", "t-101", "lincoln")
        .agreed("respond_within_days: 2")
        .session("2025-10-06", &format!("items: [{}]", listed.join(", ")));
    District::new()
        .settings("[profiles]\nown = \"own.toml\"")
        .file("own.toml", profile(items, levels))
        .pair(&more(pair))
        .evaluate_in(AS_OF, None)
}

const FOUR: [(&str, &str); 4] = [
    ("full", "rule = \"all\""),
    ("most", "rule = \"percent\", at_least = 80"),
    ("short", "rule = \"missing\", at_most = 3"),
    ("begun", "rule = \"count\", at_least = 1"),
];

#[test]
fn a_function_is_at_the_best_level_whose_rule_holds() {
    let at = |in_place| own(&FOUR, 9, in_place, |pair| pair).level_id("work").map(str::to_owned);
    let level = |id: &str| Some(id.to_owned());
    assert_eq!(at(9), level("full"));
    // 8 of 9 is 88.9 %; 7 of 9 is 77.8 % and 2 are missing.
    assert_eq!(at(8), level("most"));
    assert_eq!(at(7), level("short"));
    assert_eq!(at(6), level("short"));
    assert_eq!(at(5), level("begun"));
    assert_eq!(at(1), level("begun"));
    assert_eq!(at(0), None);
}

#[test]
fn a_percentage_is_compared_exactly() {
    // 43 of 54 items is 79.6 %; 44 of 55 is 80 %.
    let levels = [("most", "rule = \"percent\", at_least = 80")];
    assert_eq!(own(&levels, 54, 43, |pair| pair).level_id("work"), None);
    assert_eq!(own(&levels, 55, 44, |pair| pair).level_id("work"), Some("most"));
}

#[test]
fn without_applicable_items_there_is_no_level_to_reach_or_to_judge() {
    let levels = [("full", "rule = \"all\""), ("far", "rule = \"judged\"")];
    let seen = own(&levels, 1, 1, |pair| {
        pair.judged("2025-11-01", "observer o-1", "", "levels: {answers: far, work: far}")
    });
    assert_eq!(*seen.level("answers"), FunctionLevel::NoApplicableItems);
    assert_eq!(*seen.level("work"), FunctionLevel::Computed(0));
}

// The built-in profile: `ideal` is computed, `close` and `far` are judged.

fn judged_at(seen: &Seen, function: &str) -> Option<(String, Role, Option<String>, String)> {
    let id = seen.level_id(function)?.to_owned();
    match seen.level(function) {
        FunctionLevel::Judged { by, rater, on, .. } => {
            Some((id, *by, rater.clone(), on.to_string()))
        }
        _ => None,
    }
}

#[test]
fn ideal_is_all_items_and_outranks_a_judgement() {
    let pair = Pair::new()
        .all_in_place()
        .judged("2026-01-15", "observer o-1", "", "levels: {dialogue: far}")
        .judged(
            "2026-01-16",
            "observer o-1",
            "rationale: partial",
            "levels: {facilitating: close}",
        );
    let seen = pair.evaluate();
    assert_eq!(*seen.level("dialogue"), FunctionLevel::Computed(0));
    assert_eq!(seen.level_id("dialogue"), Some("ideal"));
    let judged =
        ("close".to_owned(), Role::Observer, Some("o-1".to_owned()), "2026-01-16".to_owned());
    assert_eq!(judged_at(&seen, "facilitating"), Some(judged), "2 of 3 is not all");
}

#[test]
fn three_of_three_applicable_items_are_all() {
    let pair = Pair::new().all_in_place().without("review");
    assert_eq!(*pair.evaluate().level("dialogue"), FunctionLevel::None, "3 of 4");
    let pair = pair.checklist("2026-01-15", "observer o-1", "data-to-next-steps: not-applicable");
    assert_eq!(pair.evaluate().level_id("dialogue"), Some("ideal"), "3 of 3");
}

#[test]
fn the_latest_judgement_stands_with_its_rater() {
    let pair = Pair::new()
        .judged("2025-11-01", "observer o-1", "", "levels: {dialogue: far}")
        .judged("2026-02-01", "self c-01", "", "levels: {dialogue: close}")
        .judged("2026-01-01", "educator", "", "levels: {dialogue: far, communicating: far}");
    let seen = pair.evaluate();
    let by_coach =
        ("close".to_owned(), Role::Itself, Some("c-01".to_owned()), "2026-02-01".to_owned());
    assert_eq!(judged_at(&seen, "dialogue"), Some(by_coach));
    let by_educator = ("far".to_owned(), Role::Educator, None, "2026-01-01".to_owned());
    assert_eq!(judged_at(&seen, "communicating"), Some(by_educator));
    assert_eq!(*seen.level("relationships"), FunctionLevel::None);
}

#[test]
fn of_one_day_the_lower_judgement_stands() {
    for (one, other) in [("close", "far"), ("far", "close")] {
        let pair = Pair::new()
            .judged("2026-01-15", "observer o-1", "", &format!("levels: {{dialogue: {one}}}"))
            .judged("2026-01-15", "observer o-2", "", &format!("levels: {{dialogue: {other}}}"));
        assert_eq!(pair.evaluate().level_id("dialogue"), Some("far"));
    }
}

/// Two raters judge the same on one day: who is named must not hang on how the files are called.
#[test]
fn of_equal_judgements_the_named_rater_is_always_the_same() {
    let judge =
        |pair: Pair, rater: &str| pair.judged("2026-01-15", rater, "", "levels: {dialogue: close}");
    let named = |raters: [&str; 3]| {
        let seen = raters.into_iter().fold(Pair::new(), judge).evaluate();
        judged_at(&seen, "dialogue").map(|(_, by, rater, _)| (by, rater))
    };
    let one = named(["observer o-1", "self c-01", "observer o-2"]);
    assert_eq!(one, named(["observer o-2", "observer o-1", "self c-01"]));
    assert_eq!(one, named(["self c-01", "observer o-2", "observer o-1"]));
    assert_eq!(one.map(|(by, _)| by), Some(Role::Observer), "before one of the pair");
}

#[test]
fn a_judgement_outside_the_window_or_of_a_corrected_checklist_is_none() {
    let last_year = Pair::new().started("2024-09-01").judged(
        "2025-07-31",
        "observer o-1",
        "",
        "levels: {dialogue: far}",
    );
    let seen = last_year.evaluate_in(AS_OF, Some("2025-26"));
    assert_eq!(*seen.level("dialogue"), FunctionLevel::None);
    let corrected =
        Pair::new().judged("2025-11-01", "observer o-1", "", "levels: {dialogue: far}").judged(
            "2025-11-01",
            "observer o-1",
            "",
            "replaces: 2025-11-01-checklist-0001.yaml\nlevels: {dialogue: close}",
        );
    assert_eq!(corrected.evaluate().level_id("dialogue"), Some("close"));
}

#[test]
fn a_level_that_is_computed_cannot_be_judged() {
    let pair = Pair::new().agreed("committed_on: 2025-09-02, respond_within_days: 2").judged(
        "2026-01-15",
        "observer o-1",
        "",
        "levels: {dialogue: ideal}",
    );
    let found = District::new().pair(&pair).findings();
    assert_eq!(found.iter().map(|found| found.rule.id).collect::<Vec<_>>(), ["unknown-level"]);
    let survey = District::new().pair(&pair).gather(AS_OF, None).survey;
    assert_eq!((survey.found, survey.left_out), (2, 1));
}

#[test]
fn a_level_that_nobody_reaches_is_called_by_its_name_and_judged_only_where_it_is() {
    let pair = |educator: &str, items: &str| {
        Pair::under("own", "c-01", educator, "lincoln")
            .agreed("respond_within_days: 2")
            .session("2025-10-06", &format!("items: [{items}]"))
    };
    let heads = |levels: &[(&str, &str)]| {
        let district = District::new()
            .settings("[profiles]\nown = \"own.toml\"")
            .file("own.toml", profile(3, levels).replace("Level full", "Full, at last"))
            .pairs([&pair("t-101", "i1, i2, i3"), &pair("t-102", "i1")]);
        let run = district.coach(&["report", "--section", "levels", "--as-of", AS_OF]);
        assert_eq!(run.code, 0, "{run:?}");
        let mut lines = run.out.lines().skip_while(|line| !line.contains("in pairs"));
        let head = lines.by_ref().take_while(|line| !line.starts_with('─'));
        head.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    // `work` is at full in one pair and at begun in the other; nobody is at most.
    let computed = [FOUR[0], ("most", "rule = \"count\", at_least = 2"), FOUR[3]];
    assert_eq!(heads(&computed), ["Level, in pairs full Level most Level begun no level"]);
    let judged =
        [FOUR[0], ("begun", "rule = \"count\", at_least = 1"), ("far", "rule = \"judged\"")];
    assert_eq!(heads(&judged), ["Level, in pairs full Level begun judged no level", "Level far"]);
}

/// A function of three items, without which no function of two would ever be at a level of two.
const THREE_MORE: &str = "[[functions]]\nheading = \"More\"\nadded = {id = \"more\"}\n\
     [[functions.items]]\ntext = \"A.\"\nadded = {id = \"m1\", label = \"a\", evidence = {rule = \"commitment\"}}\n\
     [[functions.items]]\ntext = \"B.\"\nadded = {id = \"m2\", label = \"b\", evidence = {rule = \"observation-only\"}}\n\
     [[functions.items]]\ntext = \"C.\"\nadded = {id = \"m3\", label = \"c\", evidence = {rule = \"observation-only\"}}\n";

#[test]
fn the_next_level_is_the_best_that_the_fewest_items_reach() {
    let all_or_two = [("full", "rule = \"all\""), ("begun", "rule = \"count\", at_least = 2")];
    let next = |items, in_place| {
        let listed: Vec<String> = (1..=in_place).map(|index| format!("i{index}")).collect();
        let pair = Pair::under("own", "c-01", "t-101", "lincoln")
            .session("2025-10-06", &format!("items: [{}]", listed.join(", ")));
        let district = District::new()
            .settings("[profiles]\nown = \"own.toml\"")
            .file("own.toml", profile(items, &all_or_two) + THREE_MORE)
            .pair(&pair);
        let json = next_in(&district, AS_OF, &[]);
        let work = &json["relationships"][0]["detail"]["functions"][0]["computed"];
        (work["level"].as_str().map(str::to_owned), work["need"].as_u64())
    };
    let level = |id: &str, need| (Some(id.to_owned()), Some(need));
    // One more of two is both all and two.
    assert_eq!(next(2, 1), level("full", 1));
    // Of three, two are in place with one more, all with two more; then one more is all.
    assert_eq!(next(3, 1), level("begun", 1));
    assert_eq!(next(3, 2), level("full", 1));
    assert_eq!(next(2, 2), (None, None));
}
