//! A profile of the district's own, end to end: five functions, eleven items, its own methods and
//! levels (`profiles/five-functions.toml`), beside the built-in one and never pooled with it.

use serde_json::{Value as Json, json};

use crate::harness::{AS_OF, District, Pair, SETTINGS, day};

const ROUNDS: &str = include_str!("../profiles/five-functions.toml");
const PATH: &str = "profiles/rounds.toml";

/// A district that knows the profile by a path of its own and follows it.
fn district() -> District {
    with_profile(ROUNDS)
}

fn with_profile(text: &str) -> District {
    let settings = SETTINGS.replace("missouri-sbic-2014", "rounds-district");
    let settings = format!("{settings}[profiles]\nrounds-district = \"{PATH}\"\n");
    District::new().file("coach.toml", settings).file(PATH, text)
}

fn rounds() -> Pair {
    Pair::under("rounds-district", "c-01", "t-101", "lincoln")
}

/// A relationship since 2025-09-01, counted by hand:
///
/// ```text
/// purpose         problem-of-practice  in place: listed on the first session day, 09-08
///                 not-for-evaluation   in place: committed on 09-02              2 of 2, 100 %
/// visits          early-visit          in place: listed by day 28
///                 describes-first      in place: observed; no record documents it
///                 what-was-seen        observed partial, though documented 09-08: differs
///                 asks-what-helped     no: only half a reflection; the coach says no too
///                                                     2 of 4: 2 are missing, but 1 is in place
/// contact         three-ways           no: visit and call are two
///                 answers              not applicable: agreed, nothing due      0 of 1, nothing known
/// team            next-work            in place: second session day, day 120, a next step
///                 changes-course       in place: a step because of d1           2 of 2, 100 %
/// follow-through  asks-how-it-goes     no                                       0 of 1, nothing known
/// ```
fn by_hand() -> Pair {
    rounds()
        .agreed("committed_on: 2025-09-02, respond_within_days: 3, methods: [letter]")
        .session(
            "2025-09-08",
            "method: visit\nphases: [round]\nitems: [problem-of-practice, early-visit]\n\
             observed: {on: 2025-09-08}\nstrengths: waits\nreflection: {working: pace}",
        )
        .contact("2025-10-01", "call")
        .session(
            "2025-12-30",
            "method: visit\nphases: [circle]\nitems: [next-work]\nnext_steps: [{what: read}]",
        )
        .checklist(
            "2026-01-15",
            "observer o-1",
            "describes-first: in-place, what-was-seen: partial",
        )
        .review(
            "2026-01-20",
            "data: [{id: d1, source: fidelity-checklist}]\n\
             next_steps: [{what: read again, because_of: [d1]}]",
        )
        .checklist("2026-02-02", "self", "early-visit: in-place, asks-what-helped: not-in-place")
}

/// Heading, in place of applicable, observed, documented only, reported, and the level.
type Row = (&'static str, [u32; 2], [u32; 2], u32, [u32; 2], &'static str);

const BY_HAND: [Row; 5] = [
    ("Setting a purpose", [2, 2], [0, 0], 2, [0, 0], "embedded"),
    ("Visiting classrooms", [2, 4], [1, 2], 1, [1, 2], "starting"),
    ("Keeping in touch", [0, 1], [0, 0], 0, [0, 0], NONE),
    ("Learning as a team", [2, 2], [0, 0], 2, [0, 0], "embedded"),
    ("Following through", [0, 1], [0, 0], 0, [0, 0], NONE),
];

/// At most one is missing, but nobody rated it and nothing documents it: that is no level.
const NONE: &str = "none";

fn share([k, n]: [u32; 2]) -> Json {
    json!({"k": k, "n": n})
}

#[test]
fn its_records_are_clean() {
    let run = district().pair(&by_hand()).coach(&["check", "--strict"]);
    assert_eq!((run.code, run.out.as_str()), (0, "no problems in 7 records\n"), "{}", run.err);
}

#[test]
fn json_has_its_functions_and_its_levels() {
    let district = district().pair(&by_hand());
    let run = district.coach(&["report", "--by", "relationship", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report = run.json();
    let profile = &report["periods"][0]["profiles"][0];
    assert_eq!(
        (&profile["id"], &profile["edition"]),
        (&json!("rounds-district"), &json!("District Edition"))
    );

    let functions = profile["total"]["functions"].as_array().unwrap();
    assert_eq!(functions.len(), BY_HAND.len());
    let levels = profile["groups"][0]["relationship"]["levels"].as_array().unwrap();
    for ((function, level), expected) in functions.iter().zip(levels).zip(BY_HAND) {
        let (heading, in_place, observed, documented_only, reported, expected_level) = expected;
        let coverage = &function["coverage"];
        assert_eq!(function["heading"], heading);
        assert_eq!(coverage["in_place"], share(in_place), "{heading}");
        assert_eq!(coverage["observed"], share(observed), "{heading}");
        assert_eq!(coverage["documented_only"], documented_only, "{heading}");
        assert_eq!(coverage["reported"], share(reported), "{heading}");
        let expected_basis = match expected_level {
            NONE => (json!(null), json!("none")),
            level => (json!(level), json!("computed")),
        };
        let basis = (level["level"].clone(), level["basis"].clone());
        assert_eq!(basis, expected_basis, "{heading}");
        for at in function["levels"].as_array().unwrap() {
            assert_eq!(at["computed"], u32::from(at["id"] == expected_level), "{heading}");
            assert_eq!(at["judged"], 0);
        }
    }
    assert_eq!(
        profile["total"]["coverage"],
        json!({
            "in_place": {"k": 6, "n": 10},
            "observed": {"k": 1, "n": 2},
            "documented_only": 5,
            "reported": {"k": 1, "n": 2},
            // The seven with a document or an observation, and asks-what-helped by the coach.
            "complete": {"k": 8, "n": 10},
            "differs": 1,
            "not_applicable": 1,
            "expired": 0,
        })
    );
}

/// The words of each line, without the space between them.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn text_has_its_functions_and_its_best_level() {
    let run = district().pair(&by_hand()).coach(&["report", "--section", "functions"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines = lines(&run.out);
    // k of n, and the percent cut to one decimal.
    let shown = |[k, n]: [u32; 2]| match n {
        0 => "–".to_owned(),
        _ => format!("{k} of {n} {}.{} %", 100 * k / n, 1000 * k / n % 10),
    };
    for (heading, in_place, observed, documented_only, reported, level) in BY_HAND {
        let best = u32::from(level == "embedded");
        let [in_place, observed, reported] = [in_place, observed, reported].map(shown);
        let row =
            format!("{heading} {in_place} {observed} {documented_only} {reported} {best} of 1");
        assert!(lines.contains(&row), "{row:?} is not in\n{}", run.out);
    }
    assert!(run.out.contains("Instructional Rounds, District Edition"));
    for foreign in ["Missouri", "ideal", "close", "relationships:"] {
        assert!(!run.out.contains(foreign), "{foreign:?} is in\n{}", run.out);
    }
}

#[test]
fn text_counts_the_relationships_at_each_of_its_levels() {
    // Nothing is recorded of the second, so it is at no level, though one item missing may be enough for one.
    let bare = Pair::under("rounds-district", "c-01", "t-102", "lincoln");
    let run = district().pairs([&by_hand(), &bare]).coach(&["report", "--section", "levels"]);
    let lines = lines(&run.out);
    // At embedded, growing, starting, and at none.
    for row in [
        "Setting a purpose 1 0 0 1",
        "Visiting classrooms 0 0 1 1",
        "Keeping in touch 0 0 0 2",
        "Learning as a team 1 0 0 1",
        "Following through 0 0 0 2",
    ] {
        assert!(lines.iter().any(|line| line == row), "{row:?} is not in\n{}", run.out);
    }
}

// Its own numbers in the rules.

#[test]
fn each_rule_takes_the_profiles_own_numbers() {
    let documented = |pair: Pair, item: &str| {
        let seen = district().pair(&pair).evaluate_in("2026-05-29", None);
        seen.item(item).documented.is_some()
    };
    let visit = |pair: Pair, on, rest: &str| pair.session(on, &format!("method: visit\n{rest}"));
    // The first session day only.
    let problem = "items: [problem-of-practice]";
    assert!(documented(visit(rounds(), "2025-11-03", problem), "problem-of-practice"));
    let second = visit(visit(rounds(), "2025-09-03", ""), "2025-09-04", problem);
    assert!(!documented(second, "problem-of-practice"));
    // By day 28, 29 September, on whichever session day.
    let early = |on| {
        let three = ["2025-09-02", "2025-09-03", "2025-09-04"];
        let pair = three.into_iter().fold(rounds(), |pair, on| visit(pair, on, ""));
        documented(visit(pair, on, "items: [early-visit]"), "early-visit")
    };
    assert_eq!(["2025-09-29", "2025-09-30"].map(early), [true, false]);
    // The fourth session day, by day 120, 30 December, and with a next step.
    let fourth = |on, rest: &str| {
        let three = ["2025-09-02", "2025-09-03", "2025-09-04"];
        let pair = three.into_iter().fold(rounds(), |pair, on| visit(pair, on, ""));
        documented(visit(pair, on, &format!("items: [next-work]\n{rest}")), "next-work")
    };
    let step = "next_steps: [{what: read}]";
    assert!(fourth("2025-12-30", step));
    assert!(!fourth("2025-12-31", step));
    assert!(!fourth("2025-12-30", ""));
    let fifth = visit(rounds(), "2025-09-05", "");
    let fifth = ["2025-09-02", "2025-09-03", "2025-09-04"]
        .into_iter()
        .fold(fifth, |pair, on| visit(pair, on, ""));
    assert!(!documented(
        visit(fifth, "2025-12-30", &format!("items: [next-work]\n{step}")),
        "next-work"
    ));
    // Three methods.
    let two = visit(rounds(), "2025-09-03", "").contact("2025-09-04", "call");
    assert!(!documented(two.clone(), "three-ways"));
    assert!(documented(two.contact("2025-09-05", "letter"), "three-ways"));
    // 95 percent: 19 of 20 is enough, 18 of 19 (94.7 %) is not.
    let answers = |in_time: usize| {
        let asked = rounds().agreed("respond_within_days: 3").asked("2025-09-08");
        let add = |pair: Pair, _| pair.answered("2025-09-08", "2025-09-11");
        documented((0..in_time).fold(asked, add), "answers")
    };
    assert_eq!([18, 19].map(answers), [false, true]);
    // Only an observer.
    let says_so = visit(rounds(), "2025-09-03", "items: [describes-first]\nstrengths: waits");
    assert!(!documented(says_so, "describes-first"));
}

// Two profiles in one district.

fn both() -> District {
    let missouri = Pair::of("c-02", "t-201", "prairie").all_in_place();
    district().pairs([&by_hand(), &missouri])
}

#[test]
fn two_profiles_are_two_blocks_and_never_one_number() {
    let report = both().coach(&["report", "--format", "json"]).json();
    let profiles = report["periods"][0]["profiles"].as_array().unwrap();
    let in_place: Vec<_> = profiles
        .iter()
        .map(|profile| (profile["id"].as_str().unwrap(), &profile["total"]["coverage"]["in_place"]))
        .collect();
    assert_eq!(
        in_place,
        [("missouri-sbic-2014", &share([13, 13])), ("rounds-district", &share([6, 10]))]
    );
    for profile in profiles {
        assert_eq!(profile["total"]["members"]["relationships"], 1);
        assert_eq!(profile["groups"].as_array().map(Vec::len), Some(1), "one school each");
    }
    assert!(
        !report.to_string().contains(r#"{"k":19,"n":23}"#),
        "13 and 6 of 13 and 10 is no number"
    );
}

#[test]
fn text_says_that_profiles_are_reported_apart() {
    let run = both().coach(&["report"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("under different profiles are reported separately"), "{}", run.out);
    let lines = lines(&run.out);
    for row in ["All functions 13 of 13 100.0 % –", "All functions 6 of 10 60.0 % 1 of 2 50.0 %"]
    {
        assert!(lines.iter().any(|line| line == row), "{row:?} is not in\n{}", run.out);
    }
    assert!(!run.out.contains("19 of 23"), "{}", run.out);
}

#[test]
fn a_threshold_judges_each_profile_by_itself() {
    let ends =
        |arguments: &[&str]| both().coach(&[&["report", "--fail-under"], arguments].concat());
    assert_eq!(ends(&["60"]).code, 0);
    let missed = ends(&["61"]);
    // Together, 19 of 23 would be 82 %.
    assert_eq!(missed.code, 1);
    assert!(
        missed.err.contains("6 of 10") && missed.err.contains("rounds-district"),
        "{}",
        missed.err
    );
    assert_eq!(ends(&["61", "--profile", "missouri-sbic-2014"]).code, 0);
    assert_eq!(ends(&["61", "--profile", "rounds-district"]).code, 1);
}

// Faults.

/// The findings of a check, as JSON.
fn findings(district: &District, code: i32) -> Vec<Json> {
    let run = district.coach(&["check", "--format", "json"]);
    assert_eq!(run.code, code, "{}", run.err);
    run.json()["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn an_unknown_word_is_explained_by_the_relationships_own_profile() {
    let message = |pair: Pair, rule: &str| {
        let pair = pair.agreed("committed_on: 2025-09-02, respond_within_days: 2");
        let found = findings(&district().pair(&pair), 1);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["rule"], rule);
        found[0].to_string()
    };
    let visit = |rest: &str| rounds().session("2025-09-03", &format!("method: visit\n{rest}"));
    let item = message(visit("items: [early-visits]"), "unknown-item");
    assert!(item.contains("rounds-district") && item.contains("`early-visit`"), "{item}");
    let other = message(visit("items: [rationale]"), "unknown-item");
    assert!(other.contains("rounds-district") && !other.contains("missouri"), "{other}");
    let method = message(rounds().session("2025-09-03", "method: video"), "unknown-method");
    assert!(method.contains("rounds-district"), "{method}");
    let phase = message(visit("phases: [debrief]"), "unknown-phase");
    assert!(phase.contains("rounds-district"), "{phase}");
    let missouri = Pair::new().session("2025-09-03", "items: [early-visit]");
    assert!(message(missouri, "unknown-item").contains("missouri-sbic-2014"));
}

#[test]
fn a_profile_that_computes_every_level_takes_no_judgement() {
    let judged = rounds().judged("2026-01-15", "observer o-1", "", "levels: {team: growing}");
    let found = findings(&district().pair(&judged), 1);
    assert_eq!(found[0]["rule"], "unknown-level");
    assert!(found[0]["message"].as_str().unwrap().contains("rounds-district"), "{}", found[0]);
}

#[test]
fn a_fault_in_the_profile_is_found_there_and_nothing_runs() {
    let text = ROUNDS.replace("rule = \"commitment\"", "rule = \"comitment\"");
    let line = text.lines().position(|line| line.contains("comitment")).unwrap() + 1;
    let faulty = with_profile(&text).pair(&by_hand());
    let found = findings(&faulty, 2);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["path"], &found[0]["line"]), (&json!(PATH), &json!(line)));
    assert!(found[0].to_string().contains("`commitment`"), "the nearest: {}", found[0]);
    let report = faulty.coach(&["report"]);
    assert_eq!((report.code, report.out.as_str()), (2, ""));
    assert!(report.err.contains(PATH), "{}", report.err);
}

#[test]
fn every_fault_of_the_profile_is_found_at_once() {
    let text = ROUNDS
        .replace("rule = \"commitment\"", "rule = \"comitment\"")
        .replace("at_least = 3 }", "at_least = 4 }")
        .replace("id = \"changes-course\"", "id = \"next-work\"");
    let found = findings(&with_profile(&text), 2);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|found| found["path"] == PATH));
}

#[test]
fn a_profile_that_is_missing_or_another_is_2() {
    let settings = |profiles: &str| {
        let settings = format!("{SETTINGS}[profiles]\n{profiles}\n");
        District::new().file("coach.toml", settings).file(PATH, ROUNDS).pair(&Pair::new())
    };
    assert_eq!(settings("rounds-district = \"profiles/rounds.toml\"").coach(&["check"]).code, 0);
    let missing = findings(&settings("rounds-district = \"profiles/round.toml\""), 2);
    assert_eq!(missing[0]["path"], "profiles/round.toml");
    let another = findings(&settings("rounds = \"profiles/rounds.toml\""), 2);
    assert_eq!(another[0]["path"], "coach.toml");
    assert!(another[0].to_string().contains("rounds-district"), "{}", another[0]);
}

#[test]
fn a_relationship_under_an_unknown_profile_is_left_out() {
    let unknown = Pair::under("rounds-distrct", "c-01", "t-101", "lincoln")
        .session("2025-09-03", "method: visit");
    let district = district().pairs([&unknown, &Pair::of("c-02", "t-201", "prairie")]);
    let found = findings(&district, 1);
    assert_eq!(found[0]["rule"], "unknown-profile");
    assert!(found[0].to_string().contains("did you mean `rounds-district`?"), "{}", found[0]);
    let report = district.coach(&["report", "--format", "json"]);
    assert_eq!((report.code, &report.json()["periods"][0]["records"]["left_out"]), (1, &json!(2)));
}

/// The letter of 4 September is the third-newest way.
#[test]
fn three_ways_are_as_old_as_the_third_newest() {
    let pair = rounds()
        .contact("2025-11-03", "call")
        .contact("2025-09-02", "letter")
        .contact("2025-09-04", "letter")
        .session("2025-10-06", "method: visit");
    let seen = district().pair(&pair).evaluate_in(AS_OF, None);
    assert_eq!(seen.item("three-ways").documented, Some(day("2025-09-04")));
}
