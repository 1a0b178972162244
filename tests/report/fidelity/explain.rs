//! What explains a number adds up to that number: in the example district, item by item and level by
//! level, with reasons that a second look at the records bears out.

use std::path::Path;

use coach::check;
use coach::count::contribution::Contribution;
use coach::count::{
    Coverage, Evaluation, FunctionLevel, Moment, Narrow, Records, Share, Statistic, Value,
    evaluate, explain, total,
};
use coach::domain::district::ExpiresAfter;
use coach::domain::record::Relationship;
use coach::store::{DistrictFolder, Progress, Scope};
use coach::survey::{Pass, survey};

use crate::harness::{AS_OF, District, Pair, as_of, day};

const OF_ITEMS: [Statistic; 9] = [
    Statistic::InPlace,
    Statistic::Observed,
    Statistic::DocumentedOnly,
    Statistic::Reported,
    Statistic::Completeness,
    Statistic::Differs,
    Statistic::NotApplicable,
    Statistic::Missing,
    Statistic::Expired,
];

fn value(measure: Statistic, coverage: &Coverage) -> Value {
    let Share { k, n } = coverage.in_place;
    match measure {
        Statistic::InPlace => coverage.in_place.into(),
        Statistic::Missing => Share { k: n - k, n }.into(),
        Statistic::Reported => coverage.reported.into(),
        Statistic::Completeness => coverage.complete.into(),
        Statistic::Observed => coverage.observed.into(),
        Statistic::DocumentedOnly => coverage.documented_only.into(),
        Statistic::Differs => coverage.differs.into(),
        Statistic::NotApplicable => coverage.not_applicable.into(),
        Statistic::Expired => coverage.expired.into(),
        other => panic!("{other:?} is not of items"),
    }
}

/// A relationship is in the numbers or not, and each measure of items and levels is explained whole.
fn assert_explained(relationship: &Relationship, records: &Records, moment: &Moment) -> usize {
    let evaluation = evaluate(relationship, records, moment);
    let profile = &relationship.profile;
    let why = |measure, narrow: Narrow| explain(relationship, records, moment, measure, &narrow);
    if !evaluation.is_active {
        assert_eq!(why(Statistic::InPlace, Narrow::default()), None);
        return 0;
    }
    let mut numbers = 0;
    let mut same = |measure, narrow: Narrow, expected: Value| {
        let entries = why(measure, narrow.clone()).expect("it is active");
        assert_eq!(total(measure, &entries), expected, "{measure:?} {narrow:?}");
        assert_entries(&entries);
        numbers += 1;
    };
    for measure in OF_ITEMS {
        same(measure, Narrow::default(), value(measure, &evaluation.coverage()));
        for function in &profile.functions {
            let narrow = Narrow { function: Some(function.id.clone()), ..Narrow::default() };
            let coverage = evaluation.coverage_of(function.items.clone());
            same(measure, narrow, value(measure, &coverage));
        }
        for (item, state) in profile.items.iter().zip(&evaluation.items) {
            let narrow = Narrow { item: Some(item.id.clone()), ..Narrow::default() };
            same(measure, narrow, value(measure, &Coverage::over([state])));
        }
    }
    for (function, level) in profile.functions.iter().zip(&evaluation.levels) {
        let n = u32::from(*level != FunctionLevel::NoApplicableItems);
        let share = |is: bool| Value::Share(Share { k: u32::from(is), n });
        for (index, known) in profile.levels.iter().enumerate() {
            let narrow = Narrow {
                function: Some(function.id.clone()),
                level: Some(known.id.clone()),
                ..Narrow::default()
            };
            let computed = *level == FunctionLevel::Computed(index);
            same(Statistic::LevelComputed, narrow.clone(), share(computed));
            same(Statistic::LevelJudged, narrow, share(!computed && level.level() == Some(index)));
        }
        let narrow = Narrow { function: Some(function.id.clone()), ..Narrow::default() };
        same(Statistic::NoLevel, narrow, share(*level == FunctionLevel::None));
    }
    let outside = Share { k: u32::from(evaluation.has_outside_observation), n: 1 };
    same(Statistic::OutsideObservation, Narrow::default(), outside.into());
    assert_evidence(relationship, records, moment, &evaluation);
    numbers
}

/// Entries name records in order, and say why of each.
fn assert_entries(entries: &[Contribution]) {
    for entry in entries {
        assert!(!entry.what.is_empty() && !entry.because.is_empty(), "{entry:?}");
        assert!(entry.records.iter().all(|judged| !judged.why.is_empty()), "{entry:?}");
        assert!(entry.records.is_sorted_by(|a, b| a.file <= b.file), "{entry:?}");
    }
}

/// The records that are said to count put an item in place without any other; without them the rest
/// does not document it.
fn assert_evidence(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
    evaluation: &Evaluation,
) {
    let items = relationship.profile.items.iter().zip(&evaluation.items).enumerate();
    for (index, (item, state)) in items.filter(|(_, (_, state))| state.is_in_place()) {
        let narrow = Narrow { item: Some(item.id.clone()), ..Narrow::default() };
        let entries = explain(relationship, records, moment, Statistic::InPlace, &narrow);
        let entries = entries.expect("it is active");
        let counts = |file: &str| {
            let mut judged = entries.iter().flat_map(|entry| &entry.records);
            judged.any(|judged| judged.counts && judged.file == file)
        };
        let (those, others): (Vec<_>, Vec<_>) =
            records.iter().copied().partition(|dated| counts(dated.file));
        assert!(!those.is_empty() || counts("relationship.yaml"), "{} by nothing", item.id);
        let alone = &evaluate(relationship, &Records::of(&those), moment).items[index];
        assert!(alone.is_in_place(), "{} is not in place by {those:?}", item.id);
        assert_eq!(alone.observed.is_some(), state.observed.is_some(), "{}", item.id);
        let left = &evaluate(relationship, &Records::of(&others), moment).items[index];
        // Where sessions go, later ones become the first, and may list the item.
        let may_be_documented = state.observed.is_some()
            || counts("relationship.yaml")
            || ["process-and-expectations", "confidentiality", "listens"].contains(&&*item.id);
        assert!(may_be_documented || !left.is_documented_only(), "{}", item.id);
    }
}

fn explained(folder: &DistrictFolder, from: &str, to: &str, expires: ExpiresAfter) -> usize {
    let as_of = as_of(AS_OF);
    let window = coach::domain::calendar::Window::new(day(from), day(to), as_of.day, String::new())
        .expect("a window");
    let moment = Moment { expires, ..Moment::of(&folder.district, &window, as_of) };
    let pass = Pass { as_of, scope: &Scope::Everything, progress: &Progress::default() };
    let numbers = survey(folder, &pass, |_, relationship, records| {
        assert_explained(relationship, records, &moment)
    });
    numbers.pairs.iter().sum()
}

#[test]
fn every_number_of_the_example_district_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = DistrictFolder::open(&root, &check::rules()).expect("the settings can be read");
    let never = ExpiresAfter::default();
    let soon = ExpiresAfter { observed: Some(120), documented: Some(60), reported: Some(90) };
    for (from, to, expires) in [("2025-11-03", "2026-02-20", never), ("2025-08-01", AS_OF, soon)] {
        // 9 measures of the whole, 4 functions and 13 items, and 29 of levels and observation.
        let numbers = explained(&folder, from, to, expires);
        assert!(numbers > 20 * (9 * 18 + 4 * 7 + 1), "{numbers}");
    }
}

/// The reasons given for `file` in what explains `measure` of `item`.
fn reasons(pair: &Pair, measure: Statistic, item: &str) -> Vec<(String, bool, String)> {
    let district = District::new().pair(pair);
    let folder = district.open();
    let as_of = as_of(AS_OF);
    let window = folder.district.year_to_date(as_of.day);
    let expires = ExpiresAfter { observed: Some(100), ..ExpiresAfter::default() };
    let moment = Moment { expires, ..Moment::of(&folder.district, &window, as_of) };
    let pass = Pass { as_of, scope: &Scope::Everything, progress: &Progress::default() };
    let narrow = Narrow { item: Some(item.to_owned()), ..Narrow::default() };
    let surveyed = survey(&folder, &pass, |_, relationship, records| {
        explain(relationship, records, &moment, measure, &narrow).expect("it is active")
    });
    let entries = surveyed.pairs.into_iter().flatten();
    let records = entries.flat_map(|entry| entry.records);
    records.map(|judged| (judged.file, judged.counts, judged.why)).collect()
}

#[test]
fn every_checklist_says_what_became_of_its_rating() {
    let pair = Pair::new()
        .checklist("2025-08-20", "observer o-1", "rationale: in-place")
        .checklist("2025-09-05", "observer o-1", "rationale: partial")
        .judged("2026-03-01", "observer o-1", "rationale: not-in-place", "")
        .judged(
            "2026-03-02",
            "observer o-1",
            "rationale: in-place",
            "replaces: 2026-03-01-checklist-0003.yaml",
        )
        .checklist("2026-03-02", "observer o-2", "rationale: partial")
        .checklist("2026-03-03", "observer o-2", "rationale: not-observed")
        .checklist("2026-03-04", "observer o-2", "rationale: not-applicable")
        .checklist("2026-03-05", "observer c-01", "rationale: in-place")
        .checklist("2026-03-06", "observer o-3", "listens: in-place");
    let said = reasons(&pair, Statistic::Observed, "rationale");
    let expected = [
        ("2025-08-20-checklist-0001.yaml", false, "before the relationship began on 2025-09-01"),
        ("2025-09-05-checklist-0002.yaml", false, "a later rating by an observer counts instead"),
        ("2026-03-01-checklist-0003.yaml", false, "corrected by 2026-03-02-checklist-0004.yaml"),
        ("2026-03-02-checklist-0004.yaml", false, "the lower rating of that day counts instead"),
        (
            "2026-03-02-checklist-0005.yaml",
            true,
            "observer o-2 says partial, the lower rating of that day",
        ),
        ("2026-03-03-checklist-0006.yaml", false, "not-observed, which is no rating"),
        ("2026-03-04-checklist-0007.yaml", false, "not-applicable for an item that always applies"),
        ("2026-03-05-checklist-0008.yaml", false, "one of the pair"),
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for ((file, counts, why), expected) in said.iter().zip(expected) {
        assert_eq!((file.as_str(), *counts), (expected.0, expected.1), "{why}");
        assert!(why.contains(expected.2), "{file}: {why}");
    }
}

#[test]
fn every_document_says_why_it_is_none() {
    let pair = Pair::new()
        .ended("2026-05-01")
        .session("2025-09-03", "items: [rationale]")
        .session("2025-09-04", "items: [listens]")
        .session("2025-09-05", "items: [listens]")
        .session("2026-05-04", "items: [listens]")
        .session("2026-06-01", "items: [listens]");
    let said = reasons(&pair, Statistic::InPlace, "listens");
    let expected = [
        (false, "does not list the item"),
        (true, "lists the item at the beginning"),
        (false, "not on one of the pair's first 2 session days"),
        (false, "after the relationship ended on 2026-05-01"),
        (false, "after the as-of day 2026-05-29"),
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for ((file, counts, why), expected) in said.iter().zip(expected) {
        assert_eq!(*counts, expected.0, "{file}: {why}");
        assert!(why.contains(expected.1), "{file}: {why}");
    }
}

/// What observers saw is explained by what observers wrote; what is in place, by everyone's checklists.
#[test]
fn a_checklist_of_another_role_explains_nothing_that_observers_saw() {
    let pair = Pair::new()
        .checklist("2025-11-03", "self", "rationale: in-place")
        .checklist("2025-11-04", "educator", "rationale: in-place")
        .checklist("2025-11-05", "observer o-1", "rationale: partial");
    let roles = |measure: Statistic| -> Vec<String> {
        reasons(&pair, measure, "rationale").into_iter().map(|(_, _, why)| why).collect()
    };
    let seen = roles(Statistic::Observed);
    assert!(seen.len() == 1 && seen[0].contains("observer o-1 says partial"), "{seen:?}");
    let reported = roles(Statistic::Reported);
    assert!(reported.iter().all(|why| !why.contains("o-1")), "{reported:?}");
    assert_eq!(reported.len(), 2, "{reported:?}");
}

/// Each rule of evidence says what its record does.
#[test]
fn every_document_says_what_it_shows() {
    let pair = Pair::new().all_in_place();
    let beginning = "lists the item at the beginning";
    for (item, expected) in [
        ("process-and-expectations", &[beginning][..]),
        ("confidentiality", &[beginning]),
        ("listens", &[beginning]),
        ("verbal-commitment", &["the agreement was committed to on 2025-09-02"]),
        ("manageable-units", &["lists the item and has a next step"]),
        ("rationale", &["lists the item"]),
        ("variety-of-methods", &["method in-person", "method email"]),
        ("timely-response", &["answered in time"]),
        ("feedback-on-coaching", &["requested, received and responded to"]),
        ("builds-on-strengths", &["has strengths and a next step"]),
        ("direct-observation", &["has feedback on the coach's own visit"]),
        ("reflective-questions", &["reflects on what is working and what is not"]),
        ("data-to-next-steps", &["has a next step because of its data"]),
    ] {
        let said = reasons(&pair, Statistic::InPlace, item);
        let counted = said.iter().filter(|(_, counts, _)| *counts).map(|(_, _, why)| why.as_str());
        assert_eq!(counted.collect::<Vec<_>>(), expected, "{item}");
    }
}

#[test]
fn every_request_says_what_became_of_it() {
    let of = |pair: Pair| -> Vec<(bool, String)> {
        let said = reasons(&pair, Statistic::InPlace, "timely-response");
        said.into_iter().map(|(_, counts, why)| (counts, why)).collect()
    };
    let agreed = Pair::new()
        .agreed("respond_within_days: 2")
        .answered("2025-09-08", "2025-09-09")
        .answered("2025-10-06", "2025-10-20")
        .asked("2025-11-03")
        .asked("2026-05-28");
    let said = of(agreed);
    let expected = [
        (true, "answered in time"),
        (false, "answered late"),
        (false, "open past its due day"),
        (false, "open, and not overdue yet"),
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for ((counts, why), expected) in said.iter().zip(expected) {
        assert_eq!(*counts, expected.0, "{why}");
        assert!(why.contains(expected.1), "{why}");
    }
    // Asked and due in the school year before.
    let before = Pair::new().started("2025-06-02").agreed("respond_within_days: 2");
    let said = of(before.answered("2025-07-01", "2025-07-02"));
    let [(false, why)] = said.as_slice() else { panic!("{said:?}") };
    assert!(why.contains("falls due outside the days looked at"), "{why}");
    let said = of(Pair::new().answered("2025-09-08", "2025-09-09"));
    let [(false, why)] = said.as_slice() else { panic!("{said:?}") };
    assert!(why.contains("no number of days was agreed"), "{why}");
}

#[test]
fn an_expired_observation_is_named_so() {
    let pair = Pair::new().checklist("2026-02-01", "observer o-1", "rationale: in-place");
    let said = reasons(&pair, Statistic::Expired, "rationale");
    // 1 February and 100 days: 12 May.
    let [(_, false, why)] = said.as_slice() else { panic!("{said:?}") };
    assert!(why.contains("expired on 2026-05-13"), "{why}");
}
