//! Who is found for what is typed, worked out by hand over a few relationships.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Finder, Found, Pair};
use crate::domain::profile::{Library, Profile};
use crate::domain::record::Relationship;
use crate::store::People;
use crate::text::source::{At, Source, Span};

static PROFILE: LazyLock<Arc<Profile>> =
    LazyLock::new(|| Arc::clone(Library::built_in().get("missouri-sbic-2014").unwrap()));

fn at<T>(value: T) -> At<T> {
    At { value, span: Span::default() }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The relationship in `school/folder`, with `coach educator` and `first..last` day.
fn relationship(folder: &str, ids: &str, days: &str) -> (String, Relationship) {
    let (coach, educator) = ids.split_once(' ').unwrap();
    let (started, ended) = days.split_once("..").unwrap();
    let relationship = Relationship {
        coach: at(coach.to_owned()),
        educator: at(educator.to_owned()),
        school: at(folder.split_once('/').unwrap().0.to_owned()),
        started: at(day(started)),
        ended: (!ended.is_empty()).then(|| at(day(ended))),
        ..Relationship::stand_in(Arc::clone(&PROFILE))
    };
    (format!("records/{folder}"), relationship)
}

/// t-104 has come back after a year, t-105 is coached by two, t-106 has ended twice, t-107 is to
/// come, and the folder of t-108 is named as another's id.
fn relationships() -> Vec<(String, Relationship)> {
    vec![
        relationship("lincoln/c-03-t-104", "c-03 t-104", "2024-08-24..2025-05-20"),
        relationship("lincoln/c-03-t-104-2026", "c-03 t-104", "2026-08-24.."),
        relationship("lincoln/c-03-t-105", "c-03 t-105", "2026-08-24.."),
        relationship("prairie/c-04-t-105", "c-04 t-105", "2026-08-25.."),
        relationship("prairie/c-04-t-106", "c-04 t-106", "2024-08-24..2025-05-20"),
        relationship("prairie/c-04-t-106-2025", "c-04 t-106", "2025-08-24..2026-05-20"),
        relationship("prairie/c-04-t-107", "c-04 t-107", "2027-01-04.."),
        relationship("prairie/t-104", "c-04 t-108", "2026-08-24.."),
    ]
}

fn people() -> People {
    let text = "t-104: Zebra Quill\nt-105: Åse Ostrich\nt-106: Zebra Otter\nt-107: Yak Tern\n\
                t-108: yak  tern\nc-03: Newt Heron\nc-04: Newt Egret\n";
    People::of(&Source::new("people.yaml", text.to_owned())).0
}

fn names(pairs: &[Pair]) -> Vec<String> {
    pairs.iter().map(|pair| pair.path.trim_start_matches("records/").to_owned()).collect()
}

/// What is found on 2026-11-02, in one line: `=`, `several` or `near` and folders.
fn exact(query: &str) -> String {
    let all = relationships();
    match Finder::new(&all, &people(), None, day("2026-11-02")).exact(query) {
        Found::One(pair) => format!("= {}", names(&[pair]).join("")),
        Found::Several(pairs) => format!("several {}", names(&pairs).join(" ")),
        Found::None(near) => format!("near {}", names(&near).join(" ")),
    }
}

fn ranked(query: &str) -> Vec<String> {
    let all = relationships();
    names(&Finder::new(&all, &people(), None, day("2026-11-02")).ranked(query))
}

#[test]
fn an_educator_is_found_in_the_running_relationship() {
    assert_eq!(exact("t-104"), "= lincoln/c-03-t-104-2026");
    assert_eq!(exact(" T-104 "), "= lincoln/c-03-t-104-2026");
    assert_eq!(exact("zebra  QUILL"), "= lincoln/c-03-t-104-2026");
    // The coach's last day belongs to the relationship.
    let all = relationships();
    let last_day = Finder::new(&all, &people(), None, day("2025-05-20")).exact("t-104");
    assert!(matches!(last_day, Found::One(pair) if pair.folder_name() == "c-03-t-104"));
}

#[test]
fn where_none_is_running_or_two_are_the_user_chooses() {
    assert_eq!(exact("t-105"), "several prairie/c-04-t-105 lincoln/c-03-t-105");
    assert_eq!(exact("åse ostrich"), "several prairie/c-04-t-105 lincoln/c-03-t-105");
    // However the keyboard stores the ring.
    assert_eq!(exact("A\u{30a}se ostrich"), "several prairie/c-04-t-105 lincoln/c-03-t-105");
    assert_eq!(exact("t-106"), "several prairie/c-04-t-106-2025 prairie/c-04-t-106");
    assert_eq!(exact("t-107"), "= prairie/c-04-t-107");
    // Two people of one name, though only one of them is being coached now.
    assert_eq!(exact("Yak Tern"), "several prairie/t-104 prairie/c-04-t-107");
}

#[test]
fn a_part_of_a_name_is_enough_and_accents_are_free() {
    assert_eq!(exact("quill"), "= lincoln/c-03-t-104-2026");
    assert_eq!(exact("ase"), "several prairie/c-04-t-105 lincoln/c-03-t-105");
    // Two zebras, one of them running.
    let zebras = "several lincoln/c-03-t-104-2026 prairie/c-04-t-106-2025 lincoln/c-03-t-104 \
                  prairie/c-04-t-106";
    assert_eq!(exact("zebra"), zebras);
    // One letter is in too many names to mean anyone.
    assert!(exact("z").starts_with("near "), "{}", exact("z"));
}

#[test]
fn of_those_meant_as_well_mine_come_first() {
    let all = relationships();
    let found_among = |all: &[(String, Relationship)], me: &'static str, query: &str| {
        let (people, on) = (people(), day("2026-11-02"));
        match Finder::new(all, &people, Some(me), on).exact(query) {
            Found::One(pair) => pair.path.to_owned(),
            found => format!("{found:?}"),
        }
    };
    let found = |me, query| found_among(&all, me, query);
    let handed_on = || {
        vec![
            relationship("lincoln/c-03-t-109", "c-03 t-109", "2025-08-24..2026-09-30"),
            relationship("lincoln/c-04-t-109", "c-04 t-109", "2026-10-01.."),
        ]
    };
    assert_eq!(found("c-03", "t-105"), "records/lincoln/c-03-t-105");
    assert_eq!(found("c-04", "ostrich"), "records/prairie/c-04-t-105");
    // Mine that has ended is not meant where another coach goes on.
    assert_eq!(found_among(&handed_on(), "c-03", "t-109"), "records/lincoln/c-04-t-109");
    assert_eq!(found_among(&handed_on()[..1], "c-03", "t-109"), "records/lincoln/c-03-t-109");
    // Who only another coach has is found all the same.
    assert_eq!(found("c-03", "t-107"), "records/prairie/c-04-t-107");
    assert_eq!(found("c-04", "zebra quill"), "records/lincoln/c-03-t-104-2026");
    let mine = Finder::new(&all, &people(), Some("c-04"), day("2026-11-02"));
    let first: Vec<String> = names(&mine.ranked("")).into_iter().take(2).collect();
    // Of those that run, the latest.
    assert_eq!(first, ["prairie/c-04-t-105", "prairie/t-104"]);
}

#[test]
fn a_folder_is_meant_as_it_is_written() {
    for query in [
        "records/lincoln/c-03-t-104",
        "records/lincoln/c-03-t-104/",
        "./records/lincoln/c-03-t-104/relationship.yaml",
        "lincoln/c-03-t-104",
        "c-03-t-104",
    ] {
        assert_eq!(exact(query), "= lincoln/c-03-t-104", "{query}");
    }
    assert_eq!(exact("c-03-t-104-2026"), "= lincoln/c-03-t-104-2026");
    // No folder has this name; the ids are those of one.
    assert_eq!(exact("c-04-t-108"), "= prairie/t-104");
    assert_eq!(exact("prairie/t-104"), "= prairie/t-104");
}

#[test]
fn what_is_not_there_brings_up_what_is_near() {
    // The folder that is named t-104 is as near as the educator, who also comes back once more.
    let near = "near lincoln/c-03-t-104-2026 prairie/t-104 lincoln/c-03-t-104";
    assert_eq!(exact("t-140"), near);
    assert_eq!(exact("zebra ottr"), "near prairie/c-04-t-106-2025 prairie/c-04-t-106");
    assert_eq!(exact("quagga-9"), "near ");
    assert_eq!(exact("records"), "near ");
}

#[test]
fn letters_narrow_the_list() {
    // Both words of it, in any order.
    assert_eq!(ranked("quill zeb"), ["lincoln/c-03-t-104-2026", "lincoln/c-03-t-104"]);
    assert_eq!(ranked("zq")[0], "lincoln/c-03-t-104-2026");
    assert_eq!(ranked("107"), ["prairie/c-04-t-107"]);
    assert_eq!(ranked("c 03 t 105")[..1], ["lincoln/c-03-t-105"]);
    assert_eq!(ranked("qulil")[..1], ["lincoln/c-03-t-104-2026"]);
    // What runs comes before what is to come, and that before what has ended.
    assert_eq!(
        ranked("egret"),
        [
            "prairie/c-04-t-105",
            "prairie/t-104",
            "prairie/c-04-t-107",
            "prairie/c-04-t-106-2025",
            "prairie/c-04-t-106"
        ]
    );
    assert_eq!(ranked("").len(), 8);
    assert_eq!(ranked("")[..2], ["prairie/c-04-t-105", "lincoln/c-03-t-104-2026"]);
}

proptest! {
    #[test]
    fn an_exact_id_wins_over_whatever_resembles_it(
        ids in prop::collection::btree_set("[ct]-?[0-9]{1,2}", 2..9),
        pick in any::<prop::sample::Index>(),
    ) {
        let ids: Vec<String> = ids.into_iter().collect();
        let of = |id: &String| relationship(&format!("s/c-1-{id}"), &format!("c-1 {id}"), "2026-01-01..");
        let all: Vec<_> = ids.iter().map(of).collect();
        let wanted = pick.get(&ids);
        let finder = Finder::new(&all, &People::default(), None, day("2026-02-01"));
        let found = finder.exact(wanted);
        let path = format!("records/s/c-1-{wanted}");
        prop_assert!(matches!(found, Found::One(pair) if pair.path == path));
        prop_assert_eq!(finder.ranked(wanted)[0].path, path);
    }

    #[test]
    fn no_word_is_too_strange(query in any::<String>()) {
        exact(&query);
        ranked(&query);
    }

    #[test]
    fn the_order_of_relationships_changes_nothing(
        all in Just(relationships()).prop_shuffle(),
        query in "|[ct]-|t-10[4-9]|[a-z]{1,3}|zebra|1|lincoln",
    ) {
        let finder = Finder::new(&all, &people(), None, day("2026-11-02"));
        prop_assert_eq!(names(&finder.ranked(&query)), ranked(&query));
        let unshuffled = relationships();
        let other = Finder::new(&unshuffled, &people(), None, day("2026-11-02"));
        prop_assert_eq!(finder.exact(&query), other.exact(&query));
    }
}
