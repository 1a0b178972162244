//! The ids of people whom someone names by a name of people.yaml. What was typed comes in; ids go out. No name is ever
//! said here: whoever reads an error may be anyone.

use std::cell::OnceCell;

use anyhow::bail;

use crate::domain::record::Relationship;
use crate::store::{DistrictFolder, People, relationships};
use crate::text::wording::{one_of, quote};
use crate::write::meant::person::Names;

/// As what someone is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    Coach,
    Educator,
}

impl As {
    /// Whether the person `id` is that in `relationship`.
    pub(super) fn is(self, id: &str, relationship: &Relationship) -> bool {
        id == match self {
            As::Coach => &relationship.coach.value,
            As::Educator => &relationship.educator.value,
        }
    }
}

/// The ids of those whom `typed` names, each by an id or by a name.
///
/// # Errors
/// Several people have a name.
pub(super) fn ids_of(
    folder: &DistrictFolder,
    typed: &[String],
    role: As,
) -> anyhow::Result<Vec<String>> {
    if typed.iter().all(|typed| is_id(typed)) {
        return Ok(typed.to_owned());
    }
    let people = People::read(&folder.root).0;
    let known = OnceCell::new();
    let has = |id: &str| {
        let known = known.get_or_init(|| relationships(folder));
        known.iter().any(|(_, relationship)| role.is(id, relationship))
    };
    typed.iter().map(|typed| id_of(typed, &people, has)).collect()
}

/// The id of the one whom `typed` names: `typed` itself where it is an id, or nobody's name. Of several who have such
/// a name, it is the one whom `is_likely` holds for.
///
/// # Errors
/// Several have it as well as each other.
pub(super) fn id_of(
    typed: &str,
    people: &People,
    is_likely: impl Fn(&str) -> bool,
) -> anyhow::Result<String> {
    let ids = if is_id(typed) { Vec::new() } else { Names::of(people).meant(typed) };
    only_of(ids, typed, is_likely)
}

/// As [`id_of`], of what a document calls someone: by an id or a whole name. A part of a name may be somebody else's,
/// and nobody looks at it.
///
/// # Errors
/// As [`id_of`].
pub(super) fn id_said(
    typed: &str,
    people: &People,
    is_likely: impl Fn(&str) -> bool,
) -> anyhow::Result<String> {
    let ids = if is_id(typed) { Vec::new() } else { Names::of(people).whole(typed) };
    only_of(ids, typed, is_likely)
}

fn only_of(
    mut ids: Vec<&str>,
    typed: &str,
    is_likely: impl Fn(&str) -> bool,
) -> anyhow::Result<String> {
    if ids.len() > 1 && ids.iter().any(|id| is_likely(id)) {
        ids.retain(|id| is_likely(id));
    }
    match ids[..] {
        [] => Ok(typed.to_owned()),
        [only] => Ok(only.to_owned()),
        _ => {
            let ids = one_of(ids);
            bail!("{} may be {ids}; write more of the name, or the id", quote(typed))
        }
    }
}

/// Whether `typed` is no name: ids of people have a digit, and names have none.
fn is_id(typed: &str) -> bool {
    typed.bytes().any(|b| b.is_ascii_digit())
}
