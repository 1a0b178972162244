//! What must hold of a whole district's numbers: each is explained, ids are only names, a comparison
//! names what was changed, and months add up.

use std::collections::BTreeMap;
use std::fs;

use coach::count::{Statistic, Value};
use coach::domain::calendar::Window;
use coach::report::compare::{self, Held};
use coach::report::{Dimension, Figure, Period, Selection};
use coach::store::Progress;
use proptest::prelude::*;
use proptest::sample::Index;

use super::few;
use super::random::{Story, pairs_of, story};
use crate::explained::{assert_explained, open};
use crate::harness::{AS_OF, District, Pair, SETTINGS, as_of};

type Stories = Vec<(Story, usize, usize)>;

fn stories() -> impl Strategy<Value = Stories> {
    proptest::collection::vec((story(), 0..2usize, 0..3usize), 1..5)
}

fn rows() -> impl Strategy<Value = Vec<Dimension>> {
    prop_oneof![
        Just(vec![]),
        Just(vec![Dimension::Relationship]),
        Just(vec![Dimension::Coach]),
        Just(vec![Dimension::Function]),
        Just(vec![Dimension::School, Dimension::Function]),
        Just(vec![Dimension::Coach, Dimension::School]),
    ]
}

fn period(district: &District, by: &[Dimension]) -> Period {
    district.report(by).periods.into_iter().next().expect("one time")
}

/// Addresses and values, whatever their order.
fn sorted(figures: &[Figure], rename: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let said =
        |figure: &Figure| (rename(&figure.address.to_string()), format!("{:?}", figure.value));
    let mut figures: Vec<_> = figures.iter().map(said).collect();
    figures.sort();
    figures
}

/// Ids turned round: the first becomes the last, so that every order by id is another one.
fn renamed(text: &str) -> String {
    let ids = [
        ("c-00", "c-02"),
        ("c-01", "c-01"),
        ("c-02", "c-00"),
        ("t-100", "t-204"),
        ("t-101", "t-203"),
        ("t-102", "t-202"),
        ("t-103", "t-201"),
        ("o-1", "o-7"),
        ("o-2", "o-6"),
        ("lincoln", "prairie"),
        ("prairie", "lincoln"),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match ids.iter().find(|(old, _)| rest.starts_with(old)) {
            Some((old, new)) => {
                out.push_str(new);
                rest = &rest[old.len()..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(few(16))]

    /// Explaining any figure gives back exactly its value, also where evidence expires and a second
    /// profile is there.
    #[test]
    fn every_figure_is_explained(
        stories in stories(),
        by in rows(),
        expires in proptest::option::of(5..200u32),
        has_rounds in any::<bool>(),
    ) {
        let mut settings = SETTINGS.to_owned();
        if let Some(days) = expires {
            settings.push_str(&format!(
                "[expires_after]\nobserved = {days}\ndocumented = {}\nreported = {}\n",
                days + 10,
                days + 30
            ));
        }
        settings.push_str("[profiles]\nrounds-district = \"rounds.toml\"\n");
        let mut district = District::new()
            .file("coach.toml", settings)
            .file("rounds.toml", include_str!("../../profiles/five-functions.toml"))
            .pairs(&pairs_of(&stories));
        if has_rounds {
            let rounds = Pair::under("rounds-district", "c-02", "t-201", "prairie")
                .session("2025-09-08", "method: visit\nitems: [problem-of-practice]")
                .checklist("2025-10-08", "observer o-1", "early-visit: partial");
            district = district.pair(&rounds);
        }
        let folder = open(district.path());
        let explained = assert_explained(&folder, &[], &Selection::default(), &by);
        prop_assert!(explained > 50);
    }

    /// Ids are names: under others every number is the same, in its row.
    #[test]
    fn other_ids_change_nothing(stories in stories(), by in rows()) {
        let pairs = pairs_of(&stories);
        let files = pairs.iter().flat_map(Pair::files);
        let other = files.fold(District::new(), |district, (path, text)| {
            district.file(&renamed(&path), renamed(&text))
        });
        let (one, other) = (period(&District::new().pairs(&pairs), &by), period(&other, &by));
        prop_assert_eq!(sorted(&one.figures, renamed), sorted(&other.figures, str::to_owned));
    }

    /// A folder held against itself has not changed; without one of its records, whatever changed
    /// changed because of that record.
    #[test]
    fn what_changed_names_the_record(stories in stories(), by in rows(), index in any::<Index>()) {
        let pairs = pairs_of(&stories);
        let (before, now) = (District::new().pairs(&pairs), District::new().pairs(&pairs));
        let records: Vec<String> = pairs
            .iter()
            .flat_map(|pair| pair.records.iter().map(|(name, _)| format!("{}/{name}", pair.folder())))
            .collect();
        let gone = &records[index.index(records.len())];
        let window: Window = period(&before, &by).window;
        let folders = [&before, &now].map(|district| open(district.path()));
        let held = |at: usize| Held { folder: &folders[at], window: &window, as_of: as_of(AS_OF) };
        let all: Vec<Statistic> = Statistic::ALL.into_iter().collect();
        let because = |measures: Vec<Statistic>| {
            compare::because(held(1), held(0), &Selection::default(), measures, &Progress::default())
        };
        prop_assert_eq!(because(all.clone()), vec![]);

        fs::remove_file(now.path().join(gone)).expect("removed");
        let figures = [&before, &now].map(|district| period(district, &by).figures);
        let profile = ["missouri-sbic-2014"];
        let (changes, _) = compare::changes((&figures[1], &profile), (&figures[0], &profile));
        let (nothing, _) = compare::changes((&figures[0], &profile), (&figures[0], &profile));
        prop_assert!(nothing.is_empty(), "{}", nothing[0].address);
        if changes.is_empty() {
            return Ok(());
        }
        let because = because(changes.iter().map(|change| change.address.measure).collect());
        let elsewhere = because.iter().find(|because| {
            !gone.starts_with(&format!("records/{}/", because.relationship))
        });
        prop_assert!(elsewhere.is_none(), "{gone} changes no other pair: {elsewhere:#?}");
        let named = because.iter().any(|because| {
            let of_pair = gone.starts_with(&format!("records/{}/", because.relationship));
            of_pair && because.records.iter().any(|record| gone.ends_with(&record.file))
        });
        let changed: Vec<String> =
            changes.iter().map(|change| change.address.to_string()).collect();
        prop_assert!(named, "{gone} made {changed:?}, and is not in {because:#?}");
    }

    /// Sessions of the months are the sessions of the year, in every row; and nothing that only grows
    /// has a slope.
    #[test]
    fn months_add_up(stories in stories(), by in rows()) {
        let period = period(&District::new().pairs(&pairs_of(&stories)), &by);
        let mut sessions: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for Figure { address, value } in &period.figures {
            let is_whole = *address.narrow == coach::count::Narrow::default();
            if address.measure == Statistic::Sessions && is_whole {
                let Value::Count { count } = value else { panic!("{address} is a count") };
                let row = sessions.entry(address.without_time().to_string()).or_default();
                if address.period.is_some() {
                    row.1 += count;
                } else {
                    row.0 += count;
                }
            }
            let name = address.measure.name();
            let of_months = ["observed-trend", "answered-in-time-trend", "sessions-trend", "data-trend"];
            let may = of_months.iter().any(|of| name.starts_with(of));
            prop_assert!(may || !name.contains("trend"), "{}", name);
        }
        prop_assert!(!sessions.is_empty() || by.contains(&Dimension::Function));
        for (row, (whole, months)) in sessions {
            prop_assert_eq!(whole, months, "{}", row);
        }
    }
}
