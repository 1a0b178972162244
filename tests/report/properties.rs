//! What must hold of the numbers whatever the records are: of random relationships, and of the
//! program on the example district.

mod kept;
pub(crate) mod random;
mod single;
mod traced;

use std::collections::BTreeSet;
use std::path::Path;

use coach::count::{Coverage, Evaluation, Moment};
use coach::domain::calendar::{AsOf, DayFrom, Window};
use coach::report::Dimension;
use coach::store::{Progress, Scope};
use coach::survey::{Pass, survey};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use serde_json::Value as Json;

use crate::harness::{District, Pair, SETTINGS, Seen, coach_in};
use random::{ITEMS, MAY_BE_NA, What, date, pairs_of, story};

/// Few cases, for speed; failures are shown, not kept in files.
fn few(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Periods about as long as the stories, some of them none.
fn expires() -> impl Strategy<Value = crate::fidelity::naive::Expires> {
    let days = || proptest::option::of(1..50u32);
    (days(), days(), days()).prop_map(|(observed, documented, reported)| {
        crate::fidelity::naive::Expires { observed, documented, reported }
    })
}

/// The day after the last record, and the school year to it.
const TODAY: u64 = 100;

fn evaluate(pair: &Pair) -> Seen {
    pair.evaluate_in(&date(TODAY).to_string(), Some("2025-26"))
}

/// Days on which items are documented, in the order of the profile.
fn documented(seen: &Seen) -> Vec<bool> {
    ITEMS.iter().map(|item| seen.item(item).documented.is_some()).collect()
}

proptest! {
    #![proptest_config(few(96))]

    /// The program and the naive count of the design's rules agree on anything.
    #[test]
    fn the_naive_count_agrees(
        story in story(),
        from in 0..60u64,
        days in 0..60u64,
        later in 0..40u64,
        expires in expires(),
    ) {
        let (to, as_of) = (date(from + days), date(from + days + later));
        let when = crate::fidelity::naive::When { from: date(from), to, as_of, expires };
        // The naive count knows the days without school of the example.
        let days_out = format!("{}as_of", crate::dosage::recount::days_out());
        let settings = SETTINGS.replace("as_of", &days_out) + &expires.settings() + "\n";
        let district = District::new().file("coach.toml", settings).pair(&story.pair());
        let period = format!("{}..{to}", when.from);
        let seen = district.evaluate_in(&as_of.to_string(), Some(&period));
        let folder = district.path().join("records/lincoln/c-01-t-101");
        let counted = crate::fidelity::naive::Pair::read(&folder, as_of);
        for (function, items) in crate::fidelity::naive::FUNCTIONS {
            let mut count = crate::fidelity::naive::Count::default();
            items.iter().for_each(|item| count.add(&counted, item, when));
            prop_assert_eq!(serde_json::to_value(seen.coverage_of(function)).unwrap(), count.json());
        }
        let [double, visits, agree, both] = counted.double_rating(when);
        let evaluation = &seen.evaluation;
        let [shared, same] = [evaluation.sums.raters.visits.double, evaluation.sums.raters.visits.agree()];
        let counts = [shared.k, shared.n, same.k, same.n].map(|count| count as usize);
        prop_assert_eq!(counts, [double, visits, agree, both]);
        prop_assert_eq!(evaluation.has_outside_observation, counted.has_observer(when));
        let attention = evaluation.attention;
        let overdue = [attention.answers_overdue, attention.steps_overdue, attention.pairs_not_met];
        prop_assert_eq!(overdue.map(|count| count as usize), counted.attention(when));
        prop_assert_eq!(evaluation.is_active, counted.is_active(when));
    }

    /// As of an earlier day the folder says what it said on that day.
    #[test]
    fn later_records_change_nothing_about_an_earlier_day(story in story(), today in 0..80u64) {
        // A correction may name a file by its place among all records.
        let story = story.without_corrections();
        let as_of = date(today).to_string();
        let now = story.pair().evaluate_in(&as_of, Some("2025-26")).evaluation;
        let then = story.as_it_stood(today).pair().evaluate_in(&as_of, Some("2025-26")).evaluation;
        let known = |seen: &Evaluation| {
            format!("{:?} {:?} {:?} {:?}", seen.items, seen.levels, seen.sums.raters, seen.attention)
        };
        prop_assert_eq!(known(&now), known(&then));
        prop_assert_eq!(now.in_window, then.in_window);
        prop_assert_eq!(then.for_later, 0);
    }
}

proptest! {
    #![proptest_config(few(12))]

    /// What explains a number of raters adds up to it, whatever the order of the records.
    #[test]
    fn numbers_of_raters_are_explained(story in story(), from in 0..60u64, days in 0..60u64) {
        let to = date(from + days);
        let district = District::new().pair(&story.pair());
        let window = Window::new(date(from), to, to, String::new()).unwrap();
        let folder = district.open();
        let as_of = AsOf { day: to, from: DayFrom::Option };
        let moment = Moment::of(&folder.district, &window, as_of);
        let pass = Pass { as_of, scope: &Scope::Everything, progress: &Progress::default() };
        let raters = survey(&folder, &pass, |_, relationship, records| {
            let turned: Vec<_> = records.iter().rev().copied().collect();
            [records, &coach::count::Records::of(&turned)].map(|records| {
                crate::fidelity::explained_raters::explained(relationship, records, &moment)
            })
        });
        for [one, turned] in raters.pairs {
            prop_assert_eq!(one, turned);
        }
    }
}

proptest! {
    #![proptest_config(few(48))]

    /// An "observer" who is the coach is the coach.
    #[test]
    fn the_pairs_own_praise_moves_only_what_is_reported(
        story in story(),
        raters in prop_oneof![Just(&["self", "observer c-01"][..]), Just(&["educator"][..])],
    ) {
        let before = evaluate(&story.pair());
        let after = evaluate(&story.with_more_praise_by(raters).pair());
        prop_assert_eq!(documented(&before), documented(&after));
        let fixed = |seen: &Seen| {
            let coverage = seen.evaluation.coverage();
            Coverage { reported: Default::default(), differs: 0, ..coverage }
        };
        prop_assert_eq!(fixed(&before), fixed(&after));
        for item in ITEMS {
            prop_assert_eq!(before.item(item).observed, after.item(item).observed);
        }
        let reported = |seen: &Seen| seen.evaluation.coverage().reported;
        prop_assert_eq!(reported(&before).n, reported(&after).n);
        prop_assert!(reported(&before).k <= reported(&after).k);
    }

    #[test]
    fn an_observation_of_partial_puts_nothing_in_place(
        story in story(), item in 0..ITEMS.len(), on in 0..70u64,
    ) {
        let pair = story.pair();
        let observed = format!("{}: partial", ITEMS[item]);
        let with = pair.clone().checklist(&date(on).to_string(), "observer o-9", &observed);
        let (before, after) = (evaluate(&pair), evaluate(&with));
        for item in ITEMS {
            prop_assert!(before.item(item).is_in_place() || !after.item(item).is_in_place());
        }
        // Neither the count nor the share: k ÷ n, multiplied out.
        let of = |seen: &Seen| seen.evaluation.coverage().in_place;
        let (before, after) = (of(&before), of(&after));
        prop_assert!(after.k <= before.k && after.k * before.n <= before.k * after.n);
    }

    #[test]
    fn what_does_not_apply_is_in_no_denominator(story in story(), which in 0..MAY_BE_NA.len()) {
        let pair = story.pair();
        let before = evaluate(&pair);
        let all = before.evaluation.coverage();
        prop_assert_eq!(all.in_place.n + all.not_applicable, 13);
        prop_assert_eq!(all.in_place.n, all.complete.n);
        prop_assert_eq!(all.observed.k + all.documented_only, all.in_place.k);
        prop_assert!(all.reported.n <= all.complete.k && all.complete.k <= all.complete.n);
        prop_assert!(all.in_place.k <= all.complete.k);

        // An observer's latest word takes one item out, and touches no other.
        let gone = MAY_BE_NA[which];
        let last_day = story.ended.map_or(90, |ended| ended.min(90));
        let rated = format!("{gone}: not-applicable");
        let after = evaluate(&pair.checklist(&date(last_day).to_string(), "observer o-9", &rated));
        if after.item(gone).applies() {
            // Another observer's level of the same day stands.
            prop_assert!(after.item(gone).observed.is_some_and(|level| level.on == date(last_day)));
            return Ok(());
        }
        let others = ITEMS.iter().filter(|item| **item != gone).map(|item| before.item(item));
        let mut expected = Coverage::over(others);
        expected.not_applicable += 1;
        prop_assert_eq!(after.evaluation.coverage(), expected);
    }

    /// Ratios and ranks are the exceptions: without a late answer the timely ones may reach 80 %, and
    /// without the first session the third becomes the second.
    #[test]
    fn fewer_records_document_no_more(story in story(), index in any::<Index>()) {
        let story = story.without_corrections();
        let mut fewer = story.clone();
        let gone = fewer.events.remove(index.index(story.events.len()));
        let (all, fewer) = (evaluate(&story.pair()), evaluate(&fewer.pair()));
        for item in ITEMS {
            let is_exception = match item {
                "timely-response" => matches!(gone.what, What::Request { .. }),
                "process-and-expectations" | "confidentiality" | "listens" => {
                    matches!(gone.what, What::Session { .. })
                }
                _ => false,
            };
            let has = |seen: &Seen| seen.item(item).documented.is_some();
            prop_assert!(is_exception || has(&all) || !has(&fewer), "{}", item);
        }
    }

    /// File names say nothing, not even the day, and the order on disk says nothing at all: a file that is
    /// named for another day is a finding, and counts by the day inside.
    #[test]
    fn names_and_order_of_files_change_nothing(
        (story, shuffled) in story().prop_flat_map(|story| {
            let events = Just(story.events.clone()).prop_shuffle();
            (Just(story), events)
        })
    ) {
        let story = story.without_corrections();
        let mut other = story.clone();
        other.events = shuffled;
        let other = other.without_corrections();
        let report = |pair: &Pair| {
            let mut report = District::new().pair(pair).report(&[Dimension::Relationship]);
            // It tells one set of files from another, names and all.
            report.records_sha256 = None;
            serde_json::to_string(&report).unwrap()
        };
        let (one, other) = (story.pair(), other.pair());
        prop_assert_eq!(report(&one), report(&other));
        // Named for one day all, the files come in the shuffled order.
        prop_assert_eq!(report(&one), report(&other.named_for_one_day()));
    }
}

#[test]
fn without_a_late_answer_the_others_may_be_enough() {
    // 3 of 4 in time is 75 %; 3 of 3 is 100 %.
    let late = Pair::new().agreed("respond_within_days: 2").asked("2025-09-03");
    let add = |pair: Pair| pair.answered("2025-09-04", "2025-09-04");
    let has = |pair: &Pair| evaluate(pair).item("timely-response").documented.is_some();
    assert!(!has(&add(add(add(late)))));
    assert!(has(&add(add(add(Pair::new().agreed("respond_within_days: 2"))))));
}

#[test]
fn without_the_first_session_the_third_is_in_the_beginning() {
    let two = Pair::new().session("2025-09-04", "").session("2025-09-05", "items: [listens]");
    let has = |pair: &Pair| evaluate(pair).item("listens").documented.is_some();
    assert!(has(&two));
    assert!(!has(&two.session("2025-09-03", "")));
}

// Groups.

/// The numbers of `parts` added up, key by key; what is no number is the first's.
fn sum(parts: &[&Json]) -> Json {
    match parts[0] {
        Json::Number(_) => parts.iter().filter_map(|part| part.as_u64()).sum::<u64>().into(),
        Json::Object(first) => {
            let field =
                |key: &String| sum(&parts.iter().map(|part| &part[key]).collect::<Vec<_>>());
            first.keys().map(|key| (key.clone(), field(key))).collect()
        }
        Json::Array(first) => {
            let entry = |at| sum(&parts.iter().map(|part| &part[at]).collect::<Vec<_>>());
            (0..first.len()).map(entry).collect()
        }
        other => other.clone(),
    }
}

/// What adds up of a group: not its name, and not distinct people and schools.
fn countable(group: &Json) -> Json {
    let of_all = ["coverage", "functions"].map(|key| (key, &group[key]));
    let whole = &group["whole"];
    let of_whole = [
        ("outside_observation", &whole["outside_observation"]),
        ("attention", &whole["attention"]),
        ("visits", &whole["double_rating"]["visits"]),
        ("agree", &whole["double_rating"]["agree"]),
    ];
    let mut counts: serde_json::Map<String, Json> = of_all
        .iter()
        .chain(&of_whole)
        .map(|(key, json)| ((*key).to_owned(), (*json).clone()))
        .collect();
    // Minutes of a meeting with several educators count once a coach, and so do not add up over pairs.
    let (mut dosage, timeliness) = (whole["dosage"].clone(), &whole["timeliness"]);
    let keys = dosage.as_object_mut().unwrap();
    keys.remove("minutes");
    keys.remove("methods");
    counts.insert("dosage".to_owned(), dosage);
    for key in ["met", "late", "unanswered", "open", "nothing_agreed"] {
        counts.insert(key.to_owned(), timeliness[key].clone());
    }
    for row in whole["against_observer"].as_array().unwrap() {
        let role = row["role"].as_str().unwrap();
        for key in ["equal", "higher", "lower"] {
            counts.insert(format!("{role} {key}"), row[key].clone());
        }
    }
    counts.insert("relationships".to_owned(), group["members"]["relationships"].clone());
    Json::Object(counts)
}

proptest! {
    #![proptest_config(few(12))]

    #[test]
    fn groups_are_the_sum_of_their_parts(
        stories in proptest::collection::vec((story(), 0..2usize, 0..3usize), 1..6)
    ) {
        let pairs = pairs_of(&stories);
        let district = District::new().pairs(&pairs);
        for by in [
            &[Dimension::Relationship][..],
            &[Dimension::School],
            &[Dimension::Coach],
            &[Dimension::Practice],
            &[Dimension::School, Dimension::Practice],
            &[Dimension::Coach, Dimension::School],
        ] {
            let report = serde_json::to_value(district.report(by)).unwrap();
            let period = &report["periods"][0];
            let records = &period["records"];
            let used = ["relationships", "in_window", "other_times", "for_later", "outside_dates"];
            let used: u64 = used.iter().map(|key| records[*key].as_u64().unwrap()).sum();
            prop_assert_eq!(&records["found"], used, "every record is somewhere");
            let profile = &period["profiles"][0];
            let total = &profile["total"];
            let groups: Vec<Json> =
                profile["groups"].as_array().unwrap().iter().map(countable).collect();
            prop_assert_eq!(sum(&groups.iter().collect::<Vec<_>>()), countable(total));
            prop_assert_eq!(groups.iter().filter(|group| group["relationships"] == 0).count(), 0);

            // A coach's rows hold each of the coach's meetings once, and other rows may hold it twice.
            let minutes = |group: &Json| group["whole"]["dosage"]["minutes"].as_u64().unwrap();
            let all: u64 = profile["groups"].as_array().unwrap().iter().map(minutes).sum();
            if by == [Dimension::Coach] {
                prop_assert_eq!(all, minutes(total));
            }
            prop_assert!(all >= minutes(total));

            let functions: Vec<&Json> = total["functions"].as_array().unwrap().iter().collect();
            let coverage: Vec<&Json> = functions.iter().map(|function| &function["coverage"]).collect();
            prop_assert_eq!(&sum(&coverage), &total["coverage"]);

            let missing: Vec<&Json> =
                total["items"].as_array().unwrap().iter().map(|item| &item["missing"]).collect();
            let in_place = &total["coverage"]["in_place"];
            let missing = sum(&missing);
            prop_assert_eq!(&missing["n"], &in_place["n"]);
            prop_assert_eq!(
                missing["k"].as_u64().unwrap() + in_place["k"].as_u64().unwrap(),
                in_place["n"].as_u64().unwrap()
            );
        }
    }
}

proptest! {
    #![proptest_config(few(24))]

    /// Rows of functions, alone or crossed, add up to each function of the whole, and to all of it.
    #[test]
    fn rows_of_functions_are_the_sum_of_their_parts(
        stories in proptest::collection::vec((story(), 0..2usize, 0..3usize), 1..6)
    ) {
        let district = District::new().pairs(&pairs_of(&stories));
        for by in [
            &[Dimension::Function][..],
            &[Dimension::School, Dimension::Function],
            &[Dimension::Function, Dimension::Coach],
        ] {
            let report = serde_json::to_value(district.report(by)).unwrap();
            let profile = &report["periods"][0]["profiles"][0];
            let groups = profile["groups"].as_array().unwrap();
            let coverage: Vec<&Json> = groups.iter().map(|group| &group["coverage"]).collect();
            prop_assert_eq!(&sum(&coverage), &profile["total"]["coverage"]);
            for function in profile["total"]["functions"].as_array().unwrap() {
                let rows: Vec<&Json> = groups
                    .iter()
                    .flat_map(|group| group["functions"].as_array().unwrap())
                    .filter(|row| row["id"] == function["id"])
                    .collect();
                prop_assert_eq!(&sum(&rows), function);
            }
        }
    }
}

// The program.

/// Ways to make a record that nobody can type.
fn broken(text: &str, how: usize) -> Vec<u8> {
    match how {
        0 => format!("{text}nonsense: 1\n").into_bytes(),
        1 => [&[0xff][..], text.as_bytes()].concat(),
        2 => text.replacen("kind: ", "kind: un", 1).into_bytes(),
        3 => format!("{text}items: [listens\n").into_bytes(),
        4 => Vec::new(),
        _ => text.replacen("2025-", "2025-02-30 ", 1).into_bytes(),
    }
}

proptest! {
    #![proptest_config(few(24))]

    /// A record that cannot be read may have held a lower observation: it never goes unnoticed.
    #[test]
    fn a_broken_record_is_always_noticed(story in story(), index in any::<Index>(), how in 0..6usize) {
        let pair = story.pair();
        let files = pair.files();
        let (path, text) = &files[index.index(files.len())];
        let district = District::new().pair(&pair).file(path, broken(text, how));
        for arguments in [&["report", "--format", "json"][..], &["check", "--format", "json"]] {
            let run = district.coach(arguments);
            prop_assert_eq!(run.code, 1, "{} {}", path, run.err);
            let counts = run.json();
            let is_report = arguments[0] == "report";
            let counts = if is_report { &counts["periods"][0]["records"] } else { &counts["summary"] };
            prop_assert!(counts["left_out"].as_u64().is_some_and(|count| count >= 1));
        }
        for arguments in [
            &["report"][..],
            &["report", "--format", "figures"],
            &["report", "--period", "2025-26", "--compare", "2024-25"],
            &["explain", "sessions"],
        ] {
            let run = district.coach(arguments);
            prop_assert_eq!(run.code, 1, "{:?}: {}", arguments, run.err);
            prop_assert!(run.err.contains("left out of every number"), "{}", run.err);
        }
    }
}

#[test]
fn another_time_zone_language_or_folder_gives_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |folder: &Path, district: &str, variables: &[(&str, &str)], what: &str| {
        let what: Vec<&str> = what.split(' ').collect();
        let run =
            coach_in(folder, variables, &[&what[..1], &["-C", district], &what[1..]].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let zones = ["Pacific/Kiritimati", "America/St_Johns", "Pacific/Pago_Pago", "<+14>-14"];
    for (at, format) in [
        "report --by relationship",
        "report --by relationship --format json",
        "report --by relationship --format markdown",
        "report --by relationship --format csv",
        "report --by school,function --format figures",
        "report --period fall --compare spring --format json",
        "explain school=riverbend-high answered-in-time --format json",
    ]
    .into_iter()
    .enumerate()
    {
        let here = run(root, "examples/riverbend", &[], format);
        // All that is elsewhere otherwise, at once: what makes a difference shows in the bytes.
        let variables = [
            ("TZ", zones[at % zones.len()]),
            ("LANG", "de_DE.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("RAYON_NUM_THREADS", "1"),
        ];
        let inside = root.join("examples/riverbend/records");
        assert_eq!(run(&inside, ".", &variables, format), here, "{variables:?}");
    }
}

/// The strategies reach what the properties are about; a property of empty folders proves little.
#[test]
fn random_relationships_are_varied() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen_kinds = BTreeSet::new();
    for _ in 0..100 {
        let story = story().new_tree(&mut runner).unwrap().current();
        let seen = evaluate(&story.pair());
        let coverage = seen.evaluation.coverage();
        let kinds = [
            ("observed", coverage.observed.n > 0),
            ("documented only", coverage.documented_only > 0),
            ("reported", coverage.reported.k > 0),
            ("differs", coverage.differs > 0),
            ("not applicable", coverage.not_applicable > 0),
            ("double rating", seen.evaluation.sums.raters.visits.agree().n > 0),
            ("outside dates", seen.evaluation.outside_dates > 0),
            ("overdue", seen.evaluation.attention.steps_overdue > 0),
            ("minutes", seen.evaluation.sums.dosage.doses().minutes > 0),
            ("planned", seen.evaluation.sums.dosage.rhythm.planned_sessions > 0),
            ("student data", seen.evaluation.students.iter().any(|data| data.after.len() > 2)),
        ];
        seen_kinds.extend(kinds.into_iter().filter(|(_, is_seen)| *is_seen).map(|(kind, _)| kind));
        seen_kinds.extend(ITEMS.iter().filter(|item| seen.item(item).documented.is_some()));
    }
    assert_eq!(seen_kinds.len(), 11 + ITEMS.len(), "{seen_kinds:?}");
}
