//! `coach check` beyond the single record: what is looked at across relationships, what comments
//! allow, which part of a district is reported on, and what the rules of sense leave alone.

mod across;
mod allow;
mod dates;
mod near;
mod other_names;
mod outputs;
mod own_time;
mod people;
mod records;
mod scope;
mod spelling;
mod stdin;

use crate::harness::{District, Pair};

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
