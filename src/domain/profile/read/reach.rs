//! Whether every computed level can be reached. A function, a tier or the whole is at the best level whose
//! rule holds, so a level that asks for no less than a better one, or for more than there is, is never
//! shown.
//!
//! A rule about items is a least number of items in place among those applicable, so it is enough to compare
//! these numbers for each number of applicable items. Rules about points are compared where all items apply.

use super::level::ReadLevel;
use crate::diagnostic::{Finding, Problems};
use crate::domain::profile::{Bar, LevelOf, LevelRule, Test, rules};
use crate::text::source::At;
use crate::text::wording::{count, quote};

/// Something that can be at a level.
pub(super) struct Extent<'p> {
    pub(super) of: LevelOf,
    /// Its items, readable or not.
    pub(super) items: usize,
    /// The points that they can have together, where that is known.
    pub(super) points: Option<u64>,
    /// Its own rules, by the level's index.
    pub(super) own: &'p [Option<At<LevelRule>>],
}

/// What becomes of a level in one extent.
#[derive(Clone, Copy)]
enum Outcome {
    Reached,
    /// It asks for more than there is.
    TooMuch,
    /// The level at this index, or some better one, is always reached with it.
    Shadowed(Option<usize>),
}

/// Reports each computed level that nothing is ever at.
pub(super) fn check(levels: &[ReadLevel], extents: &[Extent], problems: &mut Problems) {
    let extents = extents.iter().filter(|extent| extent.items > 0);
    let outcomes: Vec<_> = extents.map(|extent| (extent, outcomes(levels, extent))).collect();
    for (index, level) in levels.iter().enumerate() {
        let Some(rule) = level.rule.filter(|rule| rule.value.is_computed()) else { continue };
        let of_level: Vec<_> = outcomes
            .iter()
            .filter(|(extent, _)| extent.of == level.of)
            .map(|(extent, outcomes)| (*extent, outcomes[index]))
            .collect();
        let own = of_level.iter().filter_map(|(extent, outcome)| {
            let own = extent.own.get(index).copied().flatten()?;
            matches!(outcome, Outcome::TooMuch).then_some((*extent, own))
        });
        let own: Vec<_> = own.collect();
        for (extent, rule) in &own {
            problems.push(too_much(*rule, level.of, [*extent].into_iter()));
        }
        let is_reached = of_level.iter().any(|(_, outcome)| matches!(outcome, Outcome::Reached));
        if is_reached || of_level.is_empty() || !own.is_empty() {
            continue;
        }
        let above = of_level.iter().find_map(|(_, outcome)| match outcome {
            Outcome::Shadowed(above) => Some(*above),
            Outcome::Reached | Outcome::TooMuch => None,
        });
        problems.push(match above {
            Some(above) => shadowed(rule, level.of, above.map(|index| &levels[index])),
            None => too_much(rule, level.of, of_level.iter().map(|(extent, _)| *extent)),
        });
    }
}

/// What becomes of each level in `extent`.
fn outcomes(levels: &[ReadLevel], extent: &Extent) -> Vec<Outcome> {
    // For each number of applicable items, from 1: the least number in place that reaches some level.
    let mut bars: Vec<u64> = (1..).take(extent.items).map(|applicable| applicable + 1).collect();
    let mut points = extent.points.map(|most| most + 1);
    let mut above = None;
    let mut otherwise = None;
    let of_level = |(index, level): (usize, &ReadLevel)| {
        let own = extent.own.get(index).copied().flatten();
        let Some(rule) = own.or(level.rule).filter(|rule| rule.value.is_computed()) else {
            return Outcome::Reached;
        };
        if level.of != extent.of {
            return Outcome::Reached;
        }
        if otherwise.is_some() {
            return Outcome::Shadowed(otherwise);
        }
        let is_sure = !rule.value.no_critical_missed;
        match asks(rule.value.test) {
            Asks::Items(least) => {
                let own = |applicable| least(rule.value.test, applicable);
                let lowers = (1..).zip(&bars).any(|(applicable, bar)| own(applicable) < *bar);
                if !lowers {
                    let mut counts = (1..).take(extent.items);
                    let can = counts.any(|applicable| own(applicable) <= applicable);
                    return if can { Outcome::Shadowed(above) } else { Outcome::TooMuch };
                }
                if is_sure {
                    for (applicable, bar) in (1..).zip(&mut bars) {
                        *bar = own(applicable).min(*bar);
                    }
                    // It asks for nothing, so nothing is below it.
                    otherwise = bars.iter().all(|bar| *bar == 0).then_some(index);
                }
            }
            Asks::Points(least) => {
                let (Some(bar), Some(most)) = (points, extent.points) else {
                    return Outcome::Reached;
                };
                let own = least(rule.value.test, most);
                if own >= bar {
                    return if own <= most { Outcome::Shadowed(above) } else { Outcome::TooMuch };
                }
                if is_sure {
                    points = Some(own);
                    otherwise = (own == 0).then_some(index);
                }
            }
            Asks::Rest => otherwise = Some(index),
        }
        if is_sure {
            above = Some(index);
        }
        Outcome::Reached
    };
    levels.iter().enumerate().map(of_level).collect()
}

/// What a test is about: items, points, or whatever is left.
enum Asks {
    Items(fn(Test, u64) -> u64),
    Points(fn(Test, u64) -> u64),
    Rest,
}

fn asks(test: Test) -> Asks {
    match test {
        Test::All | Test::Count(_) | Test::Percent(_) | Test::Missing { .. } => Asks::Items(least),
        Test::Points(_) | Test::PointsPercent(_) => Asks::Points(least),
        Test::Otherwise | Test::Judged => Asks::Rest,
    }
}

/// The least number of items in place, or of points, with which `test` holds where there are so many; more
/// than that if it cannot.
fn least(test: Test, all: u64) -> u64 {
    let plain = |bar: Bar| u64::from(bar.number) + u64::from(bar.more_than);
    let percent = |bar: Bar| {
        let product = all * u64::from(bar.number);
        if bar.more_than { product / 100 + 1 } else { product.div_ceil(100) }
    };
    match test {
        Test::All => all,
        Test::Count(bar) | Test::Points(bar) => plain(bar),
        Test::Percent(bar) | Test::PointsPercent(bar) => percent(bar),
        Test::Missing { at_most } => all.saturating_sub(u64::from(at_most)),
        Test::Otherwise => 0,
        Test::Judged => u64::MAX,
    }
}

/// What is at a level, in words: "function".
fn noun(of: LevelOf) -> &'static str {
    match of {
        LevelOf::Function => "function",
        LevelOf::Tier => "tier",
        LevelOf::Whole => "pair",
    }
}

fn too_much<'e, 'p: 'e>(
    rule: At<LevelRule>,
    of: LevelOf,
    extents: impl Iterator<Item = &'e Extent<'p>>,
) -> Finding {
    let extents: Vec<_> = extents.collect();
    let of_extent = |extent: &&Extent| extent.own.iter().flatten().any(|own| own.span == rule.span);
    let is_own = extents.iter().any(of_extent);
    let most = match rule.value.is_of_points() {
        true => {
            let points = extents.iter().filter_map(|extent| extent.points).max().unwrap_or(0);
            count(usize::try_from(points).unwrap_or(usize::MAX), "point")
        }
        false => count(extents.iter().map(|extent| extent.items).max().unwrap_or(0), "item"),
    };
    let largest = match of {
        LevelOf::Whole => "the instrument".to_owned(),
        LevelOf::Function | LevelOf::Tier if is_own => format!("this {}", noun(of)),
        LevelOf::Function | LevelOf::Tier => format!("the largest {}", noun(of)),
    };
    let message = format!("no {} can reach this level", noun(of));
    Finding::new(&rules::LEVELS, rule.span, message).label(format!("{largest} has {most}"))
}

fn shadowed(rule: At<LevelRule>, of: LevelOf, above: Option<&ReadLevel>) -> Finding {
    let message =
        format!("no {} is ever at this level: a better one is always reached with it", noun(of));
    let mut finding = Finding::new(&rules::LEVELS, rule.span, message)
        .label("asks for no less than the levels above it")
        .help("put the best level first: from the strictest rule to the most lenient");
    if let Some((level, above)) = above.and_then(|level| Some((level, level.rule?))) {
        let id = level.id.as_deref().map_or("the level above".to_owned(), quote);
        finding = finding.related(above.span, format!("{id} asks for this"));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_holds_exactly_from_its_least_number_on() {
        for all in 1..=12u64 {
            for in_place in 0..=all {
                for n in 1..=12u32 {
                    let holds = |test| in_place >= least(test, all);
                    let wide = u64::from(n);
                    assert_eq!(holds(Test::All), in_place == all);
                    assert_eq!(holds(Test::Count(Bar::at_least(n))), in_place >= wide);
                    assert_eq!(holds(Test::Points(Bar::more_than(n))), in_place > wide);
                    assert_eq!(holds(Test::Missing { at_most: n }), all - in_place <= wide);
                    let bar = 8 * wide * all;
                    let percent = Test::Percent(Bar::at_least(8 * n));
                    assert_eq!(holds(percent), in_place * 100 >= bar);
                    let more = Test::PointsPercent(Bar::more_than(8 * n));
                    assert_eq!(holds(more), in_place * 100 > bar);
                }
            }
        }
    }
}
