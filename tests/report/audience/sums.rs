//! Whatever is added to and taken from what the district is shown, nothing is left that is of few educators. Districts are
//! made up; each number that is shown is a row of zeros and ones over what observers saw of whom, and linear algebra
//! tells whether any combination of the rows is about few alone.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;

use super::few::{district, pair, table};
use crate::harness::District;

/// Fewer educators than this are few, in every district of these tests.
const LEAST: usize = 5;
const SCHOOLS: [(&str, &str); 3] = [("oak", "Oak"), ("elm", "Elm"), ("ash", "Ash")];
const ITEMS: [&str; 3] = ["asks", "plans", "credits"];

/// An educator: at which school, whether the third item applies, and what an observer saw, if one came.
#[derive(Clone, Debug)]
struct Educator {
    school: usize,
    is_special: bool,
    seen: Option<[bool; 3]>,
}

impl Educator {
    /// The items of which something was seen.
    fn items(&self) -> std::ops::Range<usize> {
        let known = if self.seen.is_none() { 0 } else { 2 + usize::from(self.is_special) };
        0..known
    }
}

fn educator() -> impl Strategy<Value = Educator> {
    let seen = option::weighted(0.7, any::<[bool; 3]>());
    (0..SCHOOLS.len(), prop::bool::weighted(0.4), seen)
        .prop_map(|(school, is_special, seen)| Educator { school, is_special, seen })
}

fn made(educators: &[Educator]) -> District {
    let ash = "[schools.ash]\nname = \"Ash\"";
    educators.iter().enumerate().fold(district(ash), |district, (at, educator)| {
        let ratings = educator.seen.map(|seen| {
            let rating = |item: usize| {
                format!("{}: {}", ITEMS[item], if seen[item] { "in-place" } else { "not-in-place" })
            };
            educator.items().map(rating).collect::<Vec<_>>().join(", ")
        });
        let more = if educator.is_special { "groups: [special]\n" } else { "" };
        let id = format!("t-{}", 100 + at);
        pair(district, SCHOOLS[educator.school].0, ("c-01", &id), more, ratings.as_deref())
    })
}

/// What was seen: of which educators which items.
fn seen_of(educators: &[Educator]) -> Vec<(usize, usize)> {
    let of = |at: usize| educators[at].items().map(move |item| (at, item));
    (0..educators.len()).flat_map(of).collect()
}

/// What every shown number is the sum of: for each, the educators and items.
fn shown(district: &District, educators: &[Educator]) -> Vec<Vec<(usize, usize)>> {
    let all = || seen_of(educators);
    let rows = table(district, "Items in place");
    let named: Vec<String> = cells(&rows).map(|row| row[0].as_str().unwrap().to_owned()).collect();
    let is_at = |name: &str, at: usize| {
        let school = SCHOOLS[educators[at].school].1;
        // Schools without a row of their own are together in one.
        name == "All"
            || name == school
            || name.contains("combined") && !named.iter().any(|of| of == school)
    };
    let mut sums = Vec::new();
    for (title, ids) in [
        ("Items in place", &["in-place", "missing"][..]),
        ("What observers saw", &["observed"]),
        ("Essential functions", &["in-place", "observed"]),
        ("Most often missing", &["missing"]),
    ] {
        let table = table(district, title);
        for row in cells(&table) {
            let name = row[0].as_str().unwrap();
            let is_in = |&(at, item): &(usize, usize)| match title {
                "Essential functions" => (name == "Secondary") == (ITEMS[item] == "credits"),
                "Most often missing" => name == ITEMS[item],
                _ => is_at(name, at),
            };
            let sum: Vec<(usize, usize)> = all().into_iter().filter(is_in).collect();
            for id in ids {
                let Some(share) = cell(&table, row, id).filter(|cell| !cell.is_null()) else {
                    continue;
                };
                // That the sum is what is shown.
                let k = sum.iter().filter(|(at, item)| educators[*at].seen.unwrap()[*item]).count();
                if *id != "missing" {
                    assert_eq!(share["k"], k, "{title}, {name}, {id}: {educators:?}");
                }
                sums.push(sum.clone());
            }
        }
    }
    sums
}

fn cells(table: &Value) -> impl Iterator<Item = &Vec<Value>> {
    table["rows"].as_array().into_iter().flatten().map(|row| row.as_array().unwrap())
}

fn cell<'t>(table: &Value, row: &'t [Value], id: &str) -> Option<&'t Value> {
    let columns = table["columns"].as_array()?;
    row.get(columns.iter().position(|column| column["id"] == id)?)
}

/// A prime: what is independent as fractions may be dependent modulo it, for which it is too large here.
const PRIME: i64 = 1_000_003;

/// The rank of `rows`, by elimination modulo a prime.
fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let (head, below) = rows.split_at_mut(rank + 1);
        let head = &head[rank];
        for row in below {
            let [factor, by] = [row[column], head[column]];
            for (cell, of) in row.iter_mut().zip(head) {
                *cell = (*cell * by - of * factor).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}

/// The rows of `sums` over what was seen of educators, without those that are `left`.
fn matrix(
    sums: &[Vec<(usize, usize)>],
    columns: &[(usize, usize)],
    left: &[usize],
) -> Vec<Vec<i64>> {
    let kept = || columns.iter().filter(|(at, _)| !left.contains(at));
    sums.iter().map(|sum| kept().map(|column| i64::from(sum.contains(column))).collect()).collect()
}

/// All sets of `size` of the numbers below `n`.
fn sets(n: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with =
        |last: usize| sets(last, size - 1).into_iter().map(move |set| [set, vec![last]].concat());
    (0..n).flat_map(with).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_sum_of_what_is_shown_is_of_few(educators in vec(educator(), 8..14)) {
        let district = made(&educators);
        let sums = shown(&district, &educators);
        let columns = seen_of(&educators);
        let whole = rank(matrix(&sums, &columns, &[]));
        for few in sets(educators.len(), LEAST - 1) {
            // A combination that is of the few alone vanishes everywhere else.
            let elsewhere = rank(matrix(&sums, &columns, &few));
            prop_assert_eq!(elsewhere, whole, "{:?} of {:?}", few, educators);
        }
    }
}

/// The algebra is awake: of three sums, one less the other two is of one.
#[test]
fn what_is_left_of_a_sum_is_found() {
    let columns = [(0, 0), (1, 0), (2, 0)];
    let sums = [vec![(0, 0), (1, 0), (2, 0)], vec![(0, 0), (1, 0)]];
    let whole = rank(matrix(&sums, &columns, &[]));
    assert_eq!(
        (whole, rank(matrix(&sums, &columns, &[2])), rank(matrix(&sums, &columns, &[0]))),
        (2, 1, 2)
    );
}
