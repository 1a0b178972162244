//! About whom an audience may ask: a coach about the own pairs, a pair about itself, a principal about one school, the
//! district about groups. A selection comes in; a refusal in words goes out, or nothing.

use crate::domain::district::{Audience, Policy, Rows};
use crate::report::model::Dimension;
use crate::report::{Counted, Selection};
use crate::text::wording::{all_of, quote};

/// Why an audience is not shown what was asked for.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotSeen(pub(super) String);

/// Checks that `selection`, which holds `pairs`, is what `audience` may ask about.
///
/// # Errors
/// It says too little or too much, and how to put it right.
pub(crate) fn check(
    audience: Audience,
    selection: &Selection,
    pairs: &[&Counted],
) -> Result<(), NotSeen> {
    let refuse = |why: &str| Err(NotSeen(format!("--audience {}: {why}", audience.name())));
    match audience {
        Audience::Coach if selection.coaches.len() != 1 => refuse(
            "a coach sees the own pairs; say which coach with --coach ID, or with `coach me ID`",
        ),
        Audience::Principal if selection.schools.len() != 1 => {
            refuse("a principal sees one school; name it with --school ID")
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
