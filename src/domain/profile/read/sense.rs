//! What a profile cannot mean: levels that nothing is ever at, of tiers that are not there, that ask for
//! points where no step has any, or for critical items where none is.

use super::function::{Parts, Shape};
use super::level::ReadLevel;
use super::reach::{self, Extent};
use super::tier::ReadTier;
use crate::diagnostic::{Finding, Problems};
use crate::domain::profile::{LevelOf, LevelRule, Scale, rules};
use crate::syntax::tree::Node;
use crate::text::source::At;

/// Holds the levels of a profile against its other parts.
pub(super) fn check(
    root: &Node,
    levels: &[ReadLevel],
    parts: &Parts,
    tiers: &[ReadTier],
    scale: Option<&Scale>,
    problems: &mut Problems,
) {
    let all_read = parts.items.len() == root.get("functions").map_or(0, super::all_items);
    let own = parts.shapes.iter().flat_map(|shape| shape.reached.iter().flatten());
    let rules = levels.iter().filter_map(|level| level.rule.as_ref()).chain(own);
    for rule in rules {
        if rule.value.is_of_points() && scale.is_some_and(|scale| !scale.has_points()) {
            let message = "this level asks for points, and no step of the scale has any";
            let finding = Finding::new(&rules::MEANING, rule.span, message);
            problems.push(finding.label("give the steps points under [[scale.steps]]"));
        }
        let has_critical = parts.items.iter().any(|item| item.critical);
        if rule.value.no_critical_missed && all_read && !has_critical {
            let message = "this level asks for every critical item, and no item is critical";
            let finding = Finding::new(&rules::MEANING, rule.span, message);
            problems.push(finding.label("mark those items with critical = true"));
        }
    }
    of_tiers(root, levels, problems);
    let points = scale.filter(|scale| scale.has_points() && all_read);
    let extents = extents(parts, tiers, points);
    reach::check(levels, &extents, problems);
}

/// Whether there are tiers where a level is of them, and levels where there are tiers.
fn of_tiers(root: &Node, levels: &[ReadLevel], problems: &mut Problems) {
    let of_tier = levels.iter().find(|level| level.of == LevelOf::Tier);
    match (root.get("tiers"), of_tier.and_then(|level| level.rule)) {
        (None, Some(At { span, .. })) => {
            let message = "this level is of tiers, and the profile has none";
            let finding = Finding::new(&rules::MEANING, span, message);
            problems.push(finding.label("name the functions of each tier under [[tiers]]"));
        }
        (Some(tiers), None) if of_tier.is_none() && levels.iter().all(|it| it.rule.is_some()) => {
            let message = "there are tiers, and no level is of them";
            let finding = Finding::new(&rules::MEANING, tiers.span, message);
            problems.push(finding.label("write of = \"tier\" for levels of tiers"));
        }
        _ => {}
    }
}

/// Everything that may be at a level, with its size.
fn extents<'p>(parts: &'p Parts, tiers: &[ReadTier], points: Option<&Scale>) -> Vec<Extent<'p>> {
    let best = points.and_then(|scale| scale.steps.first()).and_then(|step| step.points);
    let points_of = |shape: &Shape| {
        let function = parts.functions.iter().find(|it| Some(&it.id) == shape.id.as_ref())?;
        let items = parts.items[function.items.clone()].iter();
        let best = best?;
        let most = items.map(|item| {
            let most = item.maximum.unwrap_or(best).min(best);
            u64::from(most) * u64::from(item.weight)
        });
        Some(most.sum::<u64>())
    };
    let none: &[Option<At<LevelRule>>] = &[];
    let extent = |of: LevelOf, shapes: Vec<&'p Shape>, own: &'p [Option<At<LevelRule>>]| Extent {
        of,
        items: shapes.iter().map(|shape| shape.items).sum(),
        points: best.and_then(|_| shapes.iter().map(|shape| points_of(shape)).sum()),
        own,
    };
    let functions =
        parts.shapes.iter().map(|shape| extent(LevelOf::Function, vec![shape], &shape.reached));
    let of_tier = |tier: &ReadTier| {
        let is_in =
            |shape: &&Shape| tier.functions.iter().any(|id| Some(&id.value) == shape.id.as_ref());
        extent(LevelOf::Tier, parts.shapes.iter().filter(is_in).collect(), none)
    };
    let whole = extent(LevelOf::Whole, parts.shapes.iter().collect(), none);
    functions.chain(tiers.iter().map(of_tier)).chain([whole]).collect()
}
