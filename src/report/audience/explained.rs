//! Whether an audience may have a number explained: the walls of the view, for one number. An address comes in; a refusal
//! in words goes out, or nothing.

use super::build::Viewed;
use super::numbers::numbers_of;
use super::scope::{NotSeen, check};
use super::small::Rests;
use super::tables::Of;
use crate::count::{NarrowKey, Source, Statistic};
use crate::domain::district::{Audience, District, Fact, Numbers, Rows};
use crate::report::model::{Dimension, Group};
use crate::report::select::same;
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
    if matches!(address.measure.row().made, Source::Line(_)) && !policy.has_rows(Rows::Month) {
        return withheld(format!("rows of {}", quote(Rows::Month.name())));
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

/// Checks that the number at `address` is in a view for the district: that there is such a column, that its group stands
/// alone, and that it rests on enough educators.
fn check_group(
    viewed: Viewed,
    address: &Address,
    district: &District,
    gathered: &Gathered,
    rows: Rows,
) -> Result<(), NotSeen> {
    let Selection { schools, practices, .. } = &*address.selection;
    let least = viewed.min_educators;
    let refuse = |why: String| Err(NotSeen(format!("--audience district: {why}")));
    if schools.len() + practices.len() > 1 {
        return refuse("a view has one school or one practice in a row; name one".to_owned());
    }
    let Some(column) = Column::of(address, rows) else {
        return refuse(
            "a view has no such number: of the whole, it has functions with what is in place, what observers saw \
             and their levels, and items with how often they are missing"
                .to_owned(),
        );
    };
    let by = match rows {
        Rows::School => vec![Dimension::School],
        Rows::Practice => vec![Dimension::Practice],
        _ => Vec::new(),
    };
    let whole = Selection { profiles: address.selection.profiles.clone(), ..Selection::default() };
    let build = |asked| build(district, gathered, &whole, asked);
    let report = build(Asked {
        by,
        pool: Some(least as usize),
        leaves_out_figures: true,
        ..Asked::default()
    });
    let by_pair = build(Asked::by_pair());
    let small = || refuse(format!("fewer than {least} educators are no group of its own"));
    for period in &report.periods {
        for profile in &period.profiles {
            let rests = Rests::of(&by_pair, profile, least);
            let of = Of { viewed, report: &report, period, profile, rests: Some(&rests) };
            let name = schools.first().or(practices.first());
            let is_it = |group: &Group| {
                name.is_some_and(|name| group.keys.iter().any(|key| same(name, &key.id)))
            };
            let at = profile.groups.iter().position(is_it);
            if of.is_too_small() || rows != Rows::Whole && at.is_none() {
                return small();
            }
            if !column.is_shown(&of, at, address.measure) {
                return refuse(format!(
                    "it would be of fewer than {least} educators, or would tell such a number"
                ));
            }
        }
    }
    Ok(())
}

/// Where a number stands in a view for the district.
enum Column<'a> {
    /// Among those of a group, or of the whole.
    OfRows,
    /// In the row of a function.
    Function(&'a str),
    /// In the row of an item.
    Item(&'a str),
}

impl<'a> Column<'a> {
    fn of(address: &'a Address, rows: Rows) -> Option<Self> {
        let Address { narrow, measure, .. } = address;
        let given: Vec<NarrowKey> =
            NarrowKey::ALL.iter().copied().filter(|&key| narrow.value(key).is_some()).collect();
        let is_level = matches!(measure.row().made, Source::Levels(_));
        let is_in_rows = match measure.row().made {
            Source::Items(_)
            | Source::Members(_)
            | Source::Attention(_)
            | Source::Visits(_)
            | Source::Doses(_)
            | Source::Rhythm(_)
            | Source::CalledOff(_)
            | Source::Answers(_) => true,
            Source::Levels(_)
            | Source::Against(_)
            | Source::Rater(_)
            | Source::Coach(_)
            | Source::Line(_)
            | Source::StudentData(_) => false,
        };
        let is_whole = rows == Rows::Whole;
        match (given.as_slice(), &narrow.function, &narrow.item) {
            ([], ..) if is_in_rows => Some(Self::OfRows),
            ([NarrowKey::Function], Some(function), _)
                if is_whole && matches!(measure, Statistic::InPlace | Statistic::Observed) =>
            {
                Some(Self::Function(function))
            }
            (
                [NarrowKey::Function] | [NarrowKey::Function, NarrowKey::Level],
                Some(function),
                _,
            ) if is_whole && is_level => Some(Self::Function(function)),
            ([NarrowKey::Item], _, Some(item))
                if is_whole && matches!(measure, Statistic::InPlace | Statistic::Missing) =>
            {
                Some(Self::Item(item))
            }
            _ => None,
        }
    }

    /// Whether `of` shows `measure` there, of the group `at` a place or of the whole.
    fn is_shown(&self, of: &Of, at: Option<usize>, measure: Statistic) -> bool {
        let shown = of.shown_parts();
        match (self, at) {
            (Self::OfRows, None) => of.shows(measure),
            (Self::OfRows, Some(at)) => of.shown_of_groups(measure)[at],
            (Self::Function(_), _) if measure == Statistic::Observed => of.shows_seen_of_parts(),
            (Self::Function(id), _) => shown.is_none_or(|shown| shown.has_function(id)),
            (Self::Item(id), _) => shown.is_none_or(|shown| shown.has_item(id)),
        }
    }
}
