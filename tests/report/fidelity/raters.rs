//! Raters beside each other, worked out by hand: reliability of observers, bias of the pair, and what
//! each rater wrote.

use std::path::Path;

use coach::check;
use coach::count::statistics::{Direction, Independent, Reason, Weights};
use coach::count::{
    AgainstObserver, Moment, Narrow, Raters, RatingCounts, Share, Statistic, Value, explain, total,
};
use coach::domain::district::ExpiresAfter;
use coach::domain::record::Role;
use coach::store::{DistrictFolder, Progress, Scope};
use coach::survey::{Pass, survey};

use super::explained_raters::{explained, figures};
use crate::harness::{AS_OF, District, Pair, as_of, day};

const ON: &str = "2025-11-04";
/// Ten items that are observable, without two of the thirteen.
const TEN: [&str; 10] = [
    "process-and-expectations",
    "confidentiality",
    "listens",
    "manageable-units",
    "rationale",
    "variety-of-methods",
    "timely-response",
    "feedback-on-coaching",
    "builds-on-strengths",
    "direct-observation",
];

fn raters(pair: &Pair) -> Raters {
    pair.evaluate().evaluation.sums.raters.clone()
}

/// The same `ratings` of the first items, one letter each: i, p, n.
fn form(ratings: &str) -> String {
    let word = |letter| match letter {
        'i' => "in-place",
        'p' => "partial",
        _ => "not-in-place",
    };
    let items = TEN.iter().zip(ratings.chars());
    items.map(|(item, letter)| format!("{item}: {}", word(letter))).collect::<Vec<_>>().join(", ")
}

fn visit(pair: Pair, on: &str, one: &str, other: &str) -> Pair {
    pair.checklist(on, "observer o-1", &form(one)).checklist(on, "observer o-2", &form(other))
}

#[test]
fn below_ten_items_there_are_only_counts() {
    let nine = raters(&visit(Pair::new(), ON, "iiiiiiipp", "iiiiiiiip")).visits;
    assert_eq!(nine.agree(), Share { k: 8, n: 9 });
    let few = Some(Reason::TooFewItems { items: 9, at_least: 10 });
    for estimate in [nine.ac2(), nine.alpha(), nine.mean_agreement(), nine.kappa(Weights::None)] {
        assert_eq!((estimate.value, estimate.interval, estimate.reason), (None, None, few));
    }
    let none = raters(&Pair::new()).visits;
    assert_eq!(none.ac2().reason, Some(Reason::NoPairs));
}

/// Ten items, nine alike: i i on eight, p p on one, p i on one.
///
/// AC2: pₐ = (9 + 0.5) / 10 = 0.95. π: in place 17/20, partial 3/20, so Σπ(1 − π) = 2 · 51/400 = 0.255,
/// and pₑ = 5/6 · 0.255 = 0.2125. (0.95 − 0.2125) / (1 − 0.2125) = 0.7375 / 0.7875.
///
/// Alpha: 20 levels, 17 and 3; one pair differs, so observed is 1 · d and expected 17 · 3 · d / 19 for
/// the one distance d there is: 1 − 19 / 51.
///
/// Kappa: p₀ = 0.9; in place 0.8 and 0.9, partial 0.2 and 0.1: pₑ = 0.72 + 0.02. (0.9 − 0.74) / 0.26.
/// Linear weights give a step half: p₀ = 0.95 and pₑ = 0.74 + 0.5 · 0.26 = 0.87, so 0.08 / 0.13.
#[test]
fn ten_items_of_one_visit_by_hand() {
    let visits = raters(&visit(Pair::new(), ON, "iiiiiiiipp", "iiiiiiiipi")).visits;
    let visits_of_turned = raters(&visit(Pair::new(), ON, "iiiiiiiipi", "iiiiiiiipp")).visits;
    assert_eq!(visits.agree(), Share { k: 9, n: 10 });
    for visits in [visits, visits_of_turned] {
        for (estimate, by_hand) in [
            (visits.mean_agreement(), 0.9),
            (visits.ac2(), 0.7375 / 0.7875),
            (visits.alpha(), 1.0 - 19.0 / 51.0),
            (visits.kappa(Weights::None), 0.16 / 0.26),
            (visits.kappa(Weights::Linear), 0.08 / 0.13),
        ] {
            assert!((estimate.value.unwrap() - by_hand).abs() < 1e-12, "{estimate:?}");
        }
        assert_eq!(visits.ac2().interval.unwrap().rests_on, Independent::Items);
        assert_eq!(visits.alpha().reason, Some(Reason::TooFewVisits { at_least: 5 }));
    }
}

/// Whichever file comes first. With the higher, or the last, o-1 and o-2 would agree where they do not.
#[test]
fn of_two_forms_by_one_observer_on_one_day_the_lower_stands() {
    for forms in [["in-place", "partial"], ["partial", "in-place"]] {
        for (other, agree) in [("partial", 1), ("in-place", 0)] {
            let own = forms.iter().fold(Pair::new(), |pair, rating| {
                pair.checklist(ON, "observer o-1", &format!("rationale: {rating}"))
            });
            let pair = own.checklist(ON, "observer o-2", &format!("rationale: {other}"));
            let visits = raters(&pair).visits;
            assert_eq!(visits.double, Share { k: 1, n: 1 });
            assert_eq!(visits.agree(), Share { k: agree, n: 1 }, "{forms:?} and {other}");
        }
        let alone = forms.iter().fold(Pair::new(), |pair, rating| {
            pair.checklist(ON, "observer o-1", &format!("rationale: {rating}"))
        });
        assert_eq!(raters(&alone).visits.double, Share { k: 0, n: 1 }, "one observer, one visit");
    }
}

/// Not one number of a visit comes from one day and another from the next.
#[test]
fn from_five_visits_the_interval_is_the_jackknife() {
    let days = ["2025-10-01", "2025-10-08", "2025-10-15", "2025-10-22", "2025-10-29"];
    let of = |days: &[&str]| {
        let pair = days.iter().enumerate().fold(Pair::new(), |pair, (index, on)| {
            visit(pair, on, "ipn", if index % 2 == 0 { "ipn" } else { "ipp" })
        });
        raters(&pair).visits.ac2()
    };
    assert_eq!(of(&days).interval.unwrap().rests_on, Independent::Visits(5));
    assert_eq!(of(&days[..4]).interval.unwrap().rests_on, Independent::Items);
}

#[test]
fn kappa_needs_the_same_two_observers() {
    let days = ["2025-10-01", "2025-10-08"];
    let same = visit(visit(Pair::new(), days[0], "iipnp", "iippp"), days[1], "iipnp", "iippp");
    assert!(raters(&same).visits.kappa(Weights::None).value.is_some());
    let other = visit(Pair::new(), days[0], "iipnp", "iippp")
        .checklist(days[1], "observer o-1", &form("iipnp"))
        .checklist(days[1], "observer o-3", &form("iippp"));
    let kappa = raters(&other).visits.kappa(Weights::None);
    assert_eq!((kappa.value, kappa.reason), (None, Some(Reason::NotTheSameTwo)));
    // Nor is it of three, though each visit has the same.
    let three = days.iter().fold(Pair::new(), |pair, on| {
        visit(pair, on, "iipnp", "iippp").checklist(on, "observer o-3", &form("iippp"))
    });
    let kappa = raters(&three).visits.kappa(Weights::None);
    assert_eq!((kappa.value, kappa.reason), (None, Some(Reason::NotTheSameTwo)));
    // The others do not ask who the two are.
    assert_eq!(raters(&other).visits.ac2(), raters(&same).visits.ac2());
    // A visit on which nothing can be compared is no reason against it.
    let apart = same.checklist("2025-11-12", "observer o-1", "rationale: partial").checklist(
        "2025-11-12",
        "observer o-3",
        "listens: partial",
    );
    assert_eq!(raters(&apart).visits.double, Share { k: 3, n: 3 });
    assert!(raters(&apart).visits.kappa(Weights::None).value.is_some());
}

/// Of the observer's latest: in place, partial, not in place, in place, and one not applicable.
#[test]
fn bias_is_over_the_current_ratings_that_both_gave() {
    let pair = Pair::new()
        .checklist("2025-10-01", "observer o-1", "rationale: not-in-place")
        .checklist(
            ON,
            "observer o-2",
            "rationale: in-place, listens: partial, confidentiality: not-in-place, \
             manageable-units: in-place, feedback-on-coaching: not-applicable",
        )
        .checklist(
            "2025-11-10",
            "self",
            "rationale: in-place, listens: in-place, confidentiality: in-place, \
             manageable-units: partial, feedback-on-coaching: in-place, reflective-questions: partial",
        )
        .checklist("2025-11-11", "educator", "rationale: not-observed, listens: partial");
    let against = raters(&pair).against_observer;
    // rationale equal, listens one higher, confidentiality two higher, manageable-units one lower.
    let expected = Direction { higher: 2, equal: 1, lower: 1, steps: 2 };
    assert_eq!(against.direction(Role::Itself), Some(expected));
    let educator = Direction { higher: 0, equal: 1, lower: 0, steps: 0 };
    assert_eq!(against.direction(Role::Educator), Some(educator));
    assert_eq!(against.direction(Role::Observer), None);
    let few = Some(Reason::TooFewItems { items: 4, at_least: 10 });
    assert_eq!(AgainstObserver::sign_test(&expected).reason, few);
    // Seven higher of thirteen, none lower: 2 / 2⁷.
    let many = Direction { higher: 7, equal: 6, lower: 0, steps: 8 };
    let sign_test = AgainstObserver::sign_test(&many).value.unwrap();
    assert!((sign_test - 1.0 / 64.0).abs() < 1e-12);
    let alike = Direction { higher: 0, equal: 10, lower: 0, steps: 0 };
    assert_eq!(AgainstObserver::sign_test(&alike).reason, Some(Reason::NoneDiffers));
    assert_eq!(AgainstObserver::mean_steps(&alike).value, Some(0.0));
}

#[test]
fn what_a_rater_wrote_is_counted_as_it_stands() {
    let pair = Pair::new()
        .checklist("2025-10-01", "observer o-1", "rationale: partial, listens: not-observed")
        .checklist(ON, "observer o-1", "rationale: in-place, feedback-on-coaching: not-applicable")
        .judged(
            "2025-11-05",
            "observer o-1",
            "rationale: not-in-place",
            "replaces: 2025-11-04-checklist-0002.yaml",
        )
        .checklist("2025-11-06", "self", "rationale: in-place")
        .checklist("2025-11-07", "observer c-01", "listens: in-place")
        .checklist("2026-06-01", "observer o-1", "rationale: in-place");
    let written = raters(&pair).by_rater;
    let rows: Vec<_> = written
        .iter()
        .map(|(rater, written)| {
            (rater.role.name(), rater.id.as_str(), written.checklists, written.ratings())
        })
        .collect();
    // The coach's two, one of them signed as an observer; the observer's first and the correction.
    let coach = RatingCounts { in_place: 2, ..RatingCounts::default() };
    let observer =
        RatingCounts { partial: 1, not_in_place: 1, not_observed: 1, ..RatingCounts::default() };
    assert_eq!(rows, [("self", "c-01", 2, coach), ("observer", "o-1", 2, observer)]);
    let of_observer = written.iter().last().unwrap().1;
    // rationale is of the second function, listens of the first.
    let first = RatingCounts { not_observed: 1, ..RatingCounts::default() };
    let second = RatingCounts { partial: 1, not_in_place: 1, ..RatingCounts::default() };
    assert_eq!(of_observer.functions[..2], [first, second]);
}

/// Each relationship of the example district, and all of them together.
#[test]
fn every_number_of_raters_in_the_example_district_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = DistrictFolder::open(&root, &check::rules()).expect("the settings can be read");
    let as_of = as_of(AS_OF);
    for (from, to) in [("2025-08-01", AS_OF), ("2025-11-03", "2026-02-20")] {
        let window =
            coach::domain::calendar::Window::new(day(from), day(to), as_of.day, String::new());
        let window = window.expect("a window");
        let expires = ExpiresAfter::default();
        let moment = Moment { expires, ..Moment::of(&folder.district, &window, as_of) };
        let pass = Pass { as_of, scope: &Scope::Everything, progress: &Progress::default() };
        let each = survey(&folder, &pass, |_, relationship, records| {
            let raters = explained(relationship, records, &moment)?;
            Some((raters, relationship.profile.clone()))
        });
        let each: Vec<_> = each.pairs.into_iter().flatten().collect();
        let mut all = Raters::default();
        each.iter().for_each(|(raters, _)| all += raters);
        // Of the pair's own checklists no group has more than its relationships, which are explained.
        let of_all: Vec<_> = figures(&each[0].1, &all)
            .into_iter()
            .filter(|(_, narrow, _)| {
                narrow.rater.is_none() || narrow.role.as_deref() == Some("observer")
            })
            .collect();
        assert!(of_all.len() > 100);
        let entries = survey(&folder, &pass, |_, relationship, records| {
            let of = |(measure, narrow, _): &(Statistic, Narrow, Value)| {
                explain(relationship, records, &moment, *measure, narrow).unwrap_or_default()
            };
            of_all.iter().map(of).collect::<Vec<_>>()
        });
        for (index, (measure, narrow, expected)) in of_all.iter().enumerate() {
            let entries = entries.pairs.iter().flat_map(|of_pair| &of_pair[index]);
            assert_eq!(total(*measure, entries), *expected, "{measure:?} {narrow:?}");
        }
    }
}

#[test]
fn a_visit_says_of_each_checklist_what_it_did() {
    let pair = Pair::new()
        .checklist(ON, "observer o-1", "rationale: partial, listens: in-place")
        .checklist(ON, "observer o-2", "rationale: in-place")
        .checklist(ON, "observer o-3", "rationale: not-observed")
        .checklist(ON, "observer c-01", "rationale: in-place")
        .checklist("2025-11-05", "observer o-2", "rationale: in-place")
        .checklist("2026-06-05", "observer o-2", "rationale: in-place");
    let said = |measure| {
        let district = District::new().pair(&pair);
        let folder = district.open();
        let as_of = as_of(AS_OF);
        let window = folder.district.year_to_date(as_of.day);
        let expires = ExpiresAfter::default();
        let moment = Moment { expires, ..Moment::of(&folder.district, &window, as_of) };
        let pass = Pass { as_of, scope: &Scope::Everything, progress: &Progress::default() };
        let narrow = Narrow::default();
        let surveyed = survey(&folder, &pass, |_, relationship, records| {
            explain(relationship, records, &moment, measure, &narrow).expect("it is active")
        });
        surveyed.pairs.into_iter().flatten().collect::<Vec<_>>()
    };
    let visits = said(Statistic::DoubleRatedVisits);
    assert_eq!(total(Statistic::DoubleRatedVisits, &visits), Value::from(Share { k: 1, n: 2 }));
    let because: Vec<&str> = visits.iter().map(|entry| entry.because.as_str()).collect();
    assert_eq!(
        because,
        [
            "a visit that o-1 and o-2 rated",
            "a visit that o-2 rated alone",
            "no visit: no checklist of this day is an observation that counts",
        ]
    );
    let counts: Vec<bool> = visits[0].records.iter().map(|judged| judged.counts).collect();
    assert_eq!(counts, [true, true, false, false]);
    assert_eq!(visits[0].records[3].why, "its observer is one of the pair");
    let agree = said(Statistic::ObserversAgree);
    assert_eq!(agree[0].what, "2025-11-04 listens");
    assert_eq!(agree[0].because, "o-1 in-place, o-2 no level: no pair of ratings");
    assert_eq!(agree[1].because, "o-1 partial, o-2 in-place: not the same");
}
