//! `coach check` beyond the single record: what is looked at across relationships, what comments
//! allow, which part of a district is reported on, and what the rules of sense leave alone.

#![allow(clippy::expect_used, clippy::panic)] // a panic is how a test fails

#[path = "harness/copy.rs"]
mod copy;
mod harness;

#[path = "check/across.rs"]
mod across;
#[path = "check/allow.rs"]
mod allow;
#[path = "check/dates.rs"]
mod dates;
#[path = "check/other_names.rs"]
mod other_names;
#[path = "check/outputs.rs"]
mod outputs;
#[path = "check/people.rs"]
mod people;
#[path = "check/records.rs"]
mod records;
#[path = "check/scope.rs"]
mod scope;
#[path = "check/spelling.rs"]
mod spelling;
#[path = "check/stdin.rs"]
mod stdin;

use harness::{District, Pair};

/// A pair with a whole agreement, so that nothing is found unless a test brings it in.
fn pair() -> Pair {
    agreed(Pair::new())
}

/// `pair` with a whole agreement.
fn agreed(pair: Pair) -> Pair {
    pair.agreed("committed_on: 2025-09-02, respond_within_days: 2")
}

/// The rules under which something is found in `district`, sorted by path and place.
fn rules(district: &District) -> Vec<&'static str> {
    district.findings().iter().map(|found| found.rule.id).collect()
}

/// The rules under which something is found in a district of `pairs`.
fn rules_of<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> Vec<&'static str> {
    rules(&District::new().pairs(pairs))
}
