//! "Check it by hand" of the guide, done again from the example's records alone: files are read as
//! plain YAML, each number is worked out as the page says, and the page must say what comes out. That the
//! program prints what the page shows, the tests of the README and the guide see to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use serde_yaml::Value as Yaml;

const FROM: &str = "2025-08-01";
const AS_OF: &str = "2026-05-29";

/// The page says `sentence`, wherever its lines break.
#[track_caller]
fn said(sentence: &str) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = words(include_str!("../../src/guide/by-hand.md"));
    assert!(page.contains(&words(sentence)), "the page does not say: {sentence}");
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|fault| panic!("{folder:?}: {fault}"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn records() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend/records")
}

fn read(path: &Path) -> Yaml {
    let text = fs::read_to_string(path).unwrap_or_else(|fault| panic!("{path:?}: {fault}"));
    serde_yaml::from_str(&text).unwrap_or_else(|fault| panic!("{path:?}: {fault}"))
}

/// The records of one kind in a pair's folder.
fn of_kind(pair: &Path, kind: &str) -> Vec<Yaml> {
    let all = entries(pair).into_iter().map(|path| read(&path));
    all.filter(|record| record["kind"].as_str() == Some(kind)).collect()
}

fn text<'y>(record: &'y Yaml, key: &str) -> &'y str {
    record[key].as_str().unwrap_or_default()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is a day"))
}

/// 2, 1 and 0 for in place, partial and not in place.
fn level(rating: &Yaml) -> Option<u8> {
    match rating.as_str()? {
        "in-place" => Some(2),
        "partial" => Some(1),
        "not-in-place" => Some(0),
        _ => None,
    }
}

/// Checklists of a pair in the school year by raters of `role`.
fn checklists(pair: &Path, role: &str) -> Vec<Yaml> {
    let mut all = of_kind(pair, "checklist");
    all.retain(|checklist| {
        let on = text(checklist, "date");
        checklist["rater"]["role"].as_str() == Some(role) && (FROM..=AS_OF).contains(&on)
    });
    all.sort_by_key(|checklist| text(checklist, "date").to_owned());
    all
}

fn rated(checklist: &Yaml) -> impl Iterator<Item = (&str, u8)> {
    let ratings = checklist["ratings"].as_mapping().expect("ratings");
    ratings.iter().filter_map(|(item, rating)| Some((item.as_str()?, level(rating)?)))
}

#[test]
fn coverage() {
    let pair = records().join("lincoln-elementary/c-01-t-104");
    assert_eq!(checklists(&pair, "observer"), Vec::<Yaml>::new());
    assert_eq!(of_kind(&pair, "review"), Vec::<Yaml>::new());
    let sessions = of_kind(&pair, "session");
    let with = |has: &dyn Fn(&Yaml) -> bool| sessions.iter().filter(|session| has(session)).count();
    let reflects = |session: &Yaml, on: &str| !text(&session["reflection"], on).is_empty();
    assert_eq!(with(&|session| !text(session, "strengths").is_empty()), 0);
    let visited = with(&|session| {
        let on = text(&session["observed"], "on");
        let rests_on_it = !on.is_empty() && on <= text(session, "date");
        rests_on_it && (reflects(session, "working") || reflects(session, "not_working"))
    });
    let both = with(&|session| reflects(session, "working") && reflects(session, "not_working"));
    said(&format!(
        "None of its {} sessions has strengths; {visited} have reflection and rest on a visit of the \
         coach's no later than the session; {both} reflect on what is working and what is not; and \
         there is no review.",
        sessions.len()
    ));
    said("function=dialogue in-place … builds-on-strengths: adds 0 of 1; …");
}

#[test]
fn answers_in_time() {
    let pair = records().join("lincoln-elementary/c-01-t-103");
    let agreement = &read(&pair.join("relationship.yaml"))["agreement"];
    assert_eq!(agreement["respond_within_days"].as_u64(), Some(2));
    assert_eq!(text(agreement, "days"), "calendar");
    let in_time = |request: &Yaml| {
        day(text(request, "answered")) <= day(text(request, "asked")) + Days::new(2)
    };
    let requests = of_kind(&pair, "request");
    let k = requests.iter().filter(|request| in_time(request)).count();
    let late: Vec<_> = requests
        .iter()
        .filter(|request| !in_time(request))
        .map(|request| (text(request, "asked"), text(request, "answered")))
        .collect();
    assert_eq!(late, [("2026-01-15", "2026-01-26")]);
    said("Two days were agreed, so the answer of January 26 to the request of January 15 is late");
    said(&format!("Total: {k} of {}, 1 relationship", requests.len()));
}

#[test]
fn planned_sessions() {
    let relationship = read(&records().join("lincoln-elementary/c-01-t-104/relationship.yaml"));
    assert_eq!(text(&relationship, "started"), "2025-10-06");
    assert_eq!(relationship["agreement"]["meet_every_days"].as_u64(), Some(21));
    let days = (day(AS_OF) - day("2025-10-06")).num_days() + 1;
    assert_eq!(days, 26 + 30 + 31 + 31 + 28 + 31 + 30 + 29);
    said(&format!("26 + 30 + 31 + 31 + 28 + 31 + 30 + 29 = {days} days, both included"));
    // Holidays of coach.toml from October 6 on: November 26 to 28, December 22 to January 2, January 19,
    // February 16, March 16 to 20, April 3 and May 25.
    let out = 3 + 12 + 1 + 1 + 5 + 1 + 1;
    said(&format!("3 + 12 + 1 + 1 + 5 + 1 + 1 = {out} days are without school"));
    said(&format!("{} ÷ 21 = 10.1", days - out));
    said(&format!("Total: {}, 1 relationship", (days - out) / 21));
}

#[test]
fn a_sign_test() {
    let (mut equal, mut higher, mut lower) = (0_u32, 0_u32, 0_u32);
    for pair in entries(&records().join("lincoln-elementary")) {
        // The latest level stands; of one day, the lower.
        let current = |role: &str| {
            let mut levels: BTreeMap<String, (String, u8)> = BTreeMap::new();
            for checklist in checklists(&pair, role) {
                let on = text(&checklist, "date");
                for (item, level) in rated(&checklist) {
                    let known = levels.get(item).filter(|(known, _)| known == on);
                    let level = known.map_or(level, |(_, known)| level.min(*known));
                    levels.insert(item.to_owned(), (on.to_owned(), level));
                }
            }
            levels
        };
        let (own, observed) = (current("self"), current("observer"));
        for (item, (_, level)) in own {
            let Some((_, observed)) = observed.get(&item) else { continue };
            match level.cmp(observed) {
                std::cmp::Ordering::Equal => equal += 1,
                std::cmp::Ordering::Greater => higher += 1,
                std::cmp::Ordering::Less => lower += 1,
            }
        }
    }
    said(&format!(
        "rated {equal} of {} items as an observer did, {higher} higher and {lower} lower",
        equal + higher + lower
    ));
    assert_eq!((higher, lower), (6, 2));
    // Of eight, none, one or two: 1, 8, and 8 × 7 ÷ 2.
    let p = 2.0 * (1.0 + 8.0 + 28.0) / 256.0;
    said(&format!("(1 + 8 + 28) ÷ 256; twice that is 74 ÷ 256 = {p:.3}"));
    said(&format!("Total: {}, 8 relationships", (p * 1e6_f64).round() / 1e6));
}

#[test]
fn two_observers() {
    let (mut visits, mut pairs) = (0, BTreeMap::<[u8; 2], u32>::new());
    let mut alone = BTreeMap::<u8, u32>::new();
    for pair in entries(&records()).iter().flat_map(|school| entries(school)) {
        let mut by_day: BTreeMap<String, Vec<BTreeMap<String, u8>>> = BTreeMap::new();
        for checklist in checklists(&pair, "observer") {
            let levels = rated(&checklist).map(|(item, level)| (item.to_owned(), level)).collect();
            by_day.entry(text(&checklist, "date").to_owned()).or_default().push(levels);
        }
        for levels in by_day.values() {
            let [one, other] = levels.as_slice() else { continue };
            visits += 1;
            for (item, level) in one {
                match other.get(item) {
                    Some(second) => {
                        *pairs.entry([*level.min(second), *level.max(second)]).or_default() += 1;
                    }
                    None => *alone.entry(*level).or_default() += 1,
                }
            }
            let only = other.iter().filter(|(item, _)| !one.contains_key(*item));
            only.for_each(|(_, level)| *alone.entry(*level).or_default() += 1);
        }
    }
    let of = |levels: [u8; 2]| pairs.get(&levels).copied().unwrap_or_default();
    let (both_in, both_partial, neither, step) = (of([2, 2]), of([1, 1]), of([0, 0]), of([1, 2]));
    let n: u32 = pairs.values().sum();
    assert_eq!((visits, n, alone), (5, 47, BTreeMap::from([(1, 3)])));
    said(&format!(
        "have {n} items that both rated: {both_in} both in place, {both_partial} both partial, \
         {neither} both not in place, and {step} in place and partial"
    ));
    let [both_in, both_partial, neither, step] =
        [both_in, both_partial, neither, step].map(f64::from);
    let all = f64::from(n);
    let agreement = (both_in + both_partial + neither + step / 2.0) / all;
    said(&format!("(41 + 6 × ½) ÷ 47 = {agreement:.4}"));
    // Each item has a weight of one, whoever rated it.
    let shares = [both_in + step / 2.0, both_partial + step / 2.0 + 3.0, neither]
        .map(|items| items / (all + 3.0));
    assert_eq!(shares, [0.52, 0.34, 0.14]);
    let by_chance = 5.0 / 6.0 * shares.iter().map(|share| share * (1.0 - share)).sum::<f64>();
    said(&format!("⅚ × (0.52 × 0.48 + 0.34 × 0.66 + 0.14 × 0.86) = {by_chance:.4} would agree"));
    let ac2 = (agreement - by_chance) / (1.0 - by_chance);
    said(&format!("÷ (1 − 0.4953) = {ac2:.4}"));
    said(&format!("Total: {ac2:.6} (95 %"));
    let [high, middle, low] = [2.0 * both_in + step, 2.0 * both_partial + step, 2.0 * neither];
    said(&format!("there are {} levels: {high}, {middle} and {low}", high + middle + low));
    let near_top = ((high + middle) / 2.0).powi(2);
    let near_bottom = ((middle + low) / 2.0).powi(2);
    let ends = (high / 2.0 + middle + low / 2.0).powi(2);
    assert_eq!([near_top, near_bottom, ends], [1600.0, 441.0, 3721.0]);
    let expected = low * middle * near_bottom + middle * high * near_top + low * high * ends;
    let alpha = 1.0 - (2.0 * all - 1.0) * step * near_top / expected;
    said(&format!(
        "1 − 93 × 6 × 1600 ÷ (14 × 28 × 441 + 28 × 52 × 1600 + 14 × 52 × 3721) = {alpha:.4}"
    ));
    said(&format!("Total: {alpha:.6} (95 %"));
}

#[test]
fn a_slope() {
    let mut months: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for pair in entries(&records().join("saint-genevieve-middle")) {
        for checklist in checklists(&pair, "observer") {
            let month = text(&checklist, "date")[..7].to_owned();
            let (k, n) = months.entry(month).or_default();
            for (_, level) in rated(&checklist) {
                *k += u32::from(level == 2);
                *n += 1;
            }
        }
    }
    let share = |month: &str| months.get(month).copied().unwrap_or_default();
    assert_eq!(["2026-02", "2026-03", "2026-04"].map(share), [(0, 9), (8, 10), (13, 21)]);
    said("observers saw 0 of 9 ratings in place in February, 8 of 10 in March");
    said("together 13 of 21, in April: 0 %, 80 % and 61.9 %");
    let april: f64 = 1300.0 / 21.0;
    let slopes = [80.0 * 30.0 / 28.0, (april - 80.0) * 30.0 / 31.0, april * 30.0 / 59.0];
    let [first, second, whole] = slopes;
    assert!(second < whole && whole < first, "the last is the one in the middle");
    said(&format!("+80 × 30 ÷ 28 = +{first:.2}"));
    said(&format!("−18.10 × 30 ÷ 31 = −{:.2}", -second));
    said(&format!("+61.90 × 30 ÷ 59 = +{whole:.2}"));
    said(&format!("Total: {whole:.6} (95 % −{:.6} to {first:.6}), 8 relationships", -second));
}

#[test]
fn before_and_after() {
    let pair = records().join("saint-genevieve-middle/c-03-t-208");
    assert_eq!(text(&read(&pair.join("relationship.yaml")), "started"), "2026-01-12");
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for review in of_kind(&pair, "review") {
        for data in review["data"].as_sequence().into_iter().flatten() {
            for value in data["values"].as_sequence().into_iter().flatten() {
                let side = if text(value, "on") < "2026-01-12" { &mut before } else { &mut after };
                side.push(value["value"].as_u64().expect("a whole number"));
            }
        }
    }
    said("Before, 24, 31 and 27 % of summaries were at the level");
    assert_eq!((before.as_slice(), after.as_slice()), (&[24, 31, 27][..], &[28, 41, 58][..]));
    let pairs = before.iter().flat_map(|old| after.iter().map(move |new| (*old, *new)));
    let down: Vec<_> = pairs.filter(|(old, new)| new <= old).collect();
    assert_eq!(down, [(31, 28)]);
    said("only 31 and 28 went down: NAP is 8 ÷ 9 = 0.8889");
    said("Total: 0.888889, 1 relationship");
}
