//! Whether an audience may have a number explained: the walls of the view, for one number. An address comes in; a refusal
//! in words goes out, or nothing.

use super::build::Viewed;
use super::numbers::numbers_of;
use super::scope::{NotSeen, check};
use super::tables::Of;
use crate::count::NarrowKey;
use crate::domain::district::{Audience, District, Fact, Numbers, Rows};
use crate::report::model::Dimension;
use crate::report::{Address, Asked, Gathered, Selection, build};
use crate::text::wording::quote;

/// Checks that the number at `address` is one that a view for the audience has: its numbers, its rows, and for the
/// district a group that is large enough.
///
/// # Errors
/// It is not, with what the policy does not name.
pub(crate) fn check_number(
    viewed: Viewed,
    address: &Address,
    district: &District,
    gathered: &Gathered,
) -> Result<(), NotSeen> {
    let (audience, policy) = (viewed.audience, viewed.policy);
    let withheld = |what: String| {
        Err(NotSeen(format!("--audience {}: its policy does not name {what}", audience.name())))
    };
    let selected = address.selection.of(&gathered.survey.pairs);
    check(audience, policy, &address.selection, &selected)?;
    let numbers = numbers_of(address.measure);
    if !policy.has_numbers(numbers) {
        let measure = quote(address.measure.name());
        return withheld(format!("{} numbers, and {measure} is one", quote(numbers.name())));
    }
    let rows = rows_of(audience, &address.selection, selected.len());
    if !policy.has_rows(rows) {
        return withheld(format!("rows of {}", quote(rows.name())));
    }
    for &key in NarrowKey::ALL {
        if address.narrow.value(key).is_some()
            && let Some(needed) = needed(key, audience)
            && !needed.is_named(viewed)
        {
            return withheld(needed.in_words());
        }
    }
    if audience == Audience::District {
        let is_narrow = NarrowKey::ALL.iter().any(|&key| address.narrow.value(key).is_some());
        let is_item = address.narrow.item.is_some();
        if is_narrow && rows != Rows::Whole || is_item && numbers == Numbers::Observed {
            return Err(NotSeen(
                "--audience district: a view has functions and items of the whole only, and of items not what \
                 observers saw"
                    .to_owned(),
            ));
        }
        check_group(viewed, address, district, gathered, rows)?;
    }
    Ok(())
}

/// Which rows of a view the number of such a selection would stand in.
fn rows_of(audience: Audience, selection: &Selection, pairs: usize) -> Rows {
    match audience {
        Audience::District if !selection.schools.is_empty() => Rows::School,
        Audience::District if !selection.practices.is_empty() => Rows::Practice,
        Audience::Coach | Audience::Pair | Audience::Principal if pairs == 1 => Rows::Pair,
        Audience::Coach | Audience::Pair | Audience::Principal | Audience::District => Rows::Whole,
    }
}

/// What a policy has to name, so that a number may be narrowed by a key.
enum Needed {
    Rows(Rows),
    Numbers(Numbers),
    Fact(Fact),
}

impl Needed {
    fn is_named(&self, viewed: Viewed) -> bool {
        match *self {
            Self::Rows(rows) => viewed.policy.has_rows(rows),
            Self::Numbers(numbers) => viewed.policy.has_numbers(numbers),
            Self::Fact(fact) => viewed.policy.has_fact(fact),
        }
    }

    fn in_words(&self) -> String {
        match self {
            Self::Rows(rows) => format!("rows of {}", quote(rows.name())),
            Self::Numbers(numbers) => format!("{} numbers", quote(numbers.name())),
            Self::Fact(fact) => format!("the fact {}", quote(fact.name())),
        }
    }
}

fn needed(key: NarrowKey, audience: Audience) -> Option<Needed> {
    match key {
        NarrowKey::Function | NarrowKey::Part => Some(Needed::Rows(Rows::Function)),
        NarrowKey::Item => Some(Needed::Rows(Rows::Item)),
        NarrowKey::Level => Some(Needed::Numbers(Numbers::Levels)),
        NarrowKey::Rater => Some(Needed::Fact(Fact::Raters)),
        NarrowKey::Role => Some(Needed::Fact(Fact::Evidence)),
        NarrowKey::Data => Some(Needed::Numbers(Numbers::StudentData)),
        NarrowKey::What => Some(Needed::Numbers(Numbers::CoachTime)),
        NarrowKey::By => Some(Needed::Numbers(Numbers::CalledOff)),
        // No view parts sessions and contacts.
        NarrowKey::Method | NarrowKey::Phase | NarrowKey::SharedWith => {
            (audience != Audience::Coach).then_some(Needed::Fact(Fact::Records))
        }
    }
}

/// Checks that the group at `address` stands alone in a view for the district.
fn check_group(
    viewed: Viewed,
    address: &Address,
    district: &District,
    gathered: &Gathered,
    rows: Rows,
) -> Result<(), NotSeen> {
    let Selection { schools, practices, .. } = &address.selection;
    let least = viewed.min_educators;
    let refuse = |why: String| Err(NotSeen(format!("--audience district: {why}")));
    if schools.len() + practices.len() > 1 {
        return refuse("a view has one school or one practice in a row; name one".to_owned());
    }
    let by = match rows {
        Rows::School => vec![Dimension::School],
        Rows::Practice => vec![Dimension::Practice],
        _ => Vec::new(),
    };
    let whole = Selection { profiles: address.selection.profiles.clone(), ..Selection::default() };
    let asked = Asked { by, pool: Some(least as usize), ..Asked::default() };
    let report = build(district, gathered, &whole, asked);
    let small = format!("fewer than {least} educators are no group of its own");
    let observed = format!("observers looked at fewer than {least} pairs there");
    let wants_observed = numbers_of(address.measure) == Numbers::Observed;
    for period in &report.periods {
        for profile in &period.profiles {
            let of = Of { viewed, report: &report, period, profile };
            if of.is_too_small() {
                return refuse(small);
            }
            if rows == Rows::Whole {
                if wants_observed && !of.shows_observed_of_whole() {
                    return refuse(observed);
                }
                continue;
            }
            let name = schools.first().or(practices.first());
            let at = name.and_then(|name| {
                profile.groups.iter().position(|group| {
                    group.keys.iter().any(|key| crate::report::select::same(name, &key.id))
                })
            });
            let Some(at) = at else { return refuse(small) };
            if wants_observed && !of.shows_observed()[at] {
                return refuse(observed);
            }
        }
    }
    Ok(())
}
