//! Items and levels of relationships under one profile, added up.

use super::adds_up::adds_up;
use super::{Coverage, Evaluation, FunctionLevel, Share};
use crate::domain::profile::Profile;

/// The counts of items and levels of some relationships under one profile.
#[derive(Clone, Debug, Default)]
pub struct Fidelity {
    /// How many relationships there are.
    pub relationships: u32,
    /// Those that an observer from outside the pair rated in the window, of all.
    pub outside_observation: Share,
    /// By the index of the profile's part: functions come first. Empty where there is no relationship.
    pub parts: Vec<PartCounts>,
    /// How often each item is missing, of the relationships in which it applies, by its index; likewise.
    pub missing: Vec<Share>,
}

/// The counts of one function, one tier or the whole instrument.
#[derive(Clone, Debug, Default)]
pub struct PartCounts {
    /// Its items.
    pub coverage: Coverage,
    /// Relationships in which none of its items applies.
    pub without_applicable_items: u32,
    /// Relationships at each level, by its index in the profile.
    pub levels: Vec<AtLevel>,
}

/// Relationships at one level.
#[derive(Clone, Copy, Debug, Default)]
pub struct AtLevel {
    /// Those in which the profile's rule is met.
    pub computed: u32,
    /// Those in which a rater's latest judgment says so.
    pub judged: u32,
}

adds_up!(AtLevel { computed, judged });

impl Fidelity {
    /// Adds one relationship under `profile`.
    pub(crate) fn add(&mut self, profile: &Profile, evaluation: &Evaluation) {
        self.relationships += 1;
        self.outside_observation.count(evaluation.has_outside_observation);
        self.parts.resize_with(profile.parts().count(), PartCounts::default);
        self.missing.resize(profile.items.len(), Share::default());
        for (missing, item) in self.missing.iter_mut().zip(&evaluation.items) {
            if item.applies() {
                missing.count(!item.is_in_place());
            }
        }
        for ((part, counts), level) in profile.parts().zip(&mut self.parts).zip(&evaluation.levels)
        {
            counts.coverage += evaluation.coverage_in(profile, part);
            counts.levels.resize(profile.levels.len(), AtLevel::default());
            match level {
                FunctionLevel::Computed(level) => counts.levels[*level].computed += 1,
                FunctionLevel::Judged { level, .. } => counts.levels[*level].judged += 1,
                FunctionLevel::NoApplicableItems => counts.without_applicable_items += 1,
                FunctionLevel::None => {}
            }
        }
    }
}

/// Adds the counts of other relationships under the same profile.
impl std::ops::AddAssign<&Fidelity> for Fidelity {
    fn add_assign(&mut self, other: &Self) {
        let Self { relationships, outside_observation, parts, missing } = other;
        self.relationships += relationships;
        self.outside_observation += *outside_observation;
        if self.parts.is_empty() {
            self.parts.clone_from(parts);
            self.missing.clone_from(missing);
            return;
        }
        for (part, more) in self.parts.iter_mut().zip(parts) {
            let PartCounts { coverage, without_applicable_items, levels } = more;
            part.coverage += *coverage;
            part.without_applicable_items += without_applicable_items;
            part.levels.iter_mut().zip(levels).for_each(|(level, more)| *level += *more);
        }
        self.missing.iter_mut().zip(missing).for_each(|(item, more)| *item += *more);
    }
}
