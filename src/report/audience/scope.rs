//! About whom an audience may ask: a coach about the own pairs, a pair about itself, a principal about one school, the
//! district about groups. A selection comes in; a refusal in words goes out, or nothing.

use crate::domain::district::{Audience, Fact, Policy, Rows};
use crate::report::model::Dimension;
use crate::report::{Counted, Selection};
use crate::text::wording::{all_of, quote};

/// Why an audience is not shown what was asked for.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotSeen(pub(super) String);

/// Checks the same of a whole report of so many `periods`: for the district, rows part it, and no filter does. What is
/// left of the whole would else tell of the few that a filter leaves out, and one time less another of who left in
/// between.
///
/// # Errors
/// As [`check`].
pub(crate) fn check_report(
    audience: Audience,
    policy: &Policy,
    selection: &Selection,
    pairs: &[&Counted],
    periods: usize,
) -> Result<(), NotSeen> {
    let sees_pairs = audience != Audience::District && policy.has_rows(Rows::Pair);
    if periods > 1 && !sees_pairs {
        return Err(NotSeen(format!(
            "--audience {}: one --period at a time; two, one less the other, may tell of one educator",
            audience.name()
        )));
    }
    if audience == Audience::District
        && !(selection.schools.is_empty() && selection.practices.is_empty())
    {
        let why = "--audience district: --school and --practice would leave a few out; --by has rows of them";
        return Err(NotSeen(why.to_owned()));
    }
    check(audience, policy, selection, pairs)
}

/// Checks that `selection`, which holds `pairs`, is what `audience` may ask about.
///
/// # Errors
/// It says too little or too much, and how to put it right.
pub(crate) fn check(
    audience: Audience,
    policy: &Policy,
    selection: &Selection,
    pairs: &[&Counted],
) -> Result<(), NotSeen> {
    let refuse = |why: &str| Err(NotSeen(format!("--audience {}: {why}", audience.name())));
    let has = |facts: &[Fact]| facts.iter().all(|fact| policy.has_fact(*fact));
    let asked: [(bool, &[Fact]); 4] = [
        (!selection.educators.is_empty(), &[Fact::Educator]),
        (!selection.coaches.is_empty(), &[Fact::Coach]),
        (!selection.practices.is_empty(), &[Fact::Practice]),
        (!selection.relationships.is_empty(), &[Fact::Educator, Fact::Coach]),
    ];
    match audience {
        Audience::Principal if asked.iter().any(|(is_asked, facts)| *is_asked && !has(facts)) => {
            refuse("its policy does not name the fact that you ask by")
        }
        Audience::Coach if selection.coaches.len() != 1 => refuse(
            "a coach sees their own pairs; say which coach with --coach ID, or with `coach me ID`",
        ),
        Audience::Principal if selection.schools.len() != 1 => {
            refuse("a principal sees one school; name it with --school ID")
        }
        Audience::Principal
            if !policy.has_rows(Rows::Pair)
                && (pairs.len() == 1 || asked.iter().any(|(is_asked, _)| *is_asked)) =>
        {
            refuse("its policy names no rows of pairs, so there is nothing of one pair or of a few")
        }
        Audience::District
            if !(selection.coaches.is_empty()
                && selection.educators.is_empty()
                && selection.relationships.is_empty()) =>
        {
            refuse("the district sees groups only; leave out --coach and --educator")
        }
        Audience::Pair => {
            let of = |pair: &Counted| (pair.coach.clone(), pair.educator.clone());
            let first = pairs.first().map(|pair| of(pair));
            match pairs.iter().all(|pair| Some(of(pair)) == first) {
                true => Ok(()),
                false => refuse(
                    "a pair sees itself, and here are several; name one with --coach ID and --educator ID",
                ),
            }
        }
        Audience::Coach | Audience::Principal | Audience::District => Ok(()),
    }
}

/// What the rows of the report are that the view is made of: those `asked` for, or the first that `policy` names.
///
/// # Errors
/// The policy does not name what was asked for.
pub(crate) fn rows_of(
    audience: Audience,
    policy: &Policy,
    asked: Option<Dimension>,
) -> Result<Vec<Dimension>, NotSeen> {
    let of_groups = [
        (Rows::Pair, Dimension::Relationship),
        (Rows::School, Dimension::School),
        (Rows::Practice, Dimension::Practice),
        (Rows::Coach, Dimension::Coach),
    ];
    let named = || of_groups.iter().filter(|(rows, _)| policy.has_rows(*rows));
    match asked {
        None => Ok(named().map(|(_, dimension)| *dimension).take(1).collect()),
        Some(asked) if named().any(|(_, dimension)| *dimension == asked) => Ok(vec![asked]),
        Some(asked) => {
            let names = named().map(|(_, dimension)| dimension.name());
            let names: Vec<&str> = names.collect();
            let may = match names.as_slice() {
                [] => "it names no rows of groups".to_owned(),
                names => format!("it names {}", all_of(names.iter().copied())),
            };
            Err(NotSeen(format!(
                "--audience {}: its policy does not name rows of {}; {may}\nthe policy is the usual one, or \
                 [audiences.{}] in coach.toml",
                audience.name(),
                quote(asked.name()),
                audience.name()
            )))
        }
    }
}
