//! What levels are of: each function, each tier, and the whole instrument where a level is of it.

use super::{LevelOf, LevelRule, Profile};

/// The id of the whole instrument among the functions and tiers.
pub const WHOLE: &str = "whole";

/// Items that have a level together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The function at this index.
    Function(usize),
    /// The tier at this index.
    Tier(usize),
    /// The whole instrument.
    Whole,
}

impl Part {
    /// What a level of it is of.
    pub fn kind(self) -> LevelOf {
        match self {
            Part::Function(_) => LevelOf::Function,
            Part::Tier(_) => LevelOf::Tier,
            Part::Whole => LevelOf::Whole,
        }
    }
}

impl Profile {
    /// Everything that may have a level: functions first, by their indexes, then tiers, then the whole
    /// where it has levels.
    pub fn parts(&self) -> impl Iterator<Item = Part> + Clone + use<> {
        let functions = (0..self.functions.len()).map(Part::Function);
        let tiers = (0..self.tiers.len()).map(Part::Tier);
        let has_whole = self.levels.iter().any(|level| level.of == LevelOf::Whole);
        functions.chain(tiers).chain(has_whole.then_some(Part::Whole))
    }

    /// The parts that are more than one function.
    pub fn wider_parts(&self) -> impl Iterator<Item = Part> + Clone + use<> {
        self.parts().skip(self.functions.len())
    }

    /// The part with this id.
    pub fn part(&self, id: &str) -> Option<Part> {
        self.parts().find(|&part| self.part_id(part) == id)
    }

    /// The id of `part`.
    pub fn part_id(&self, part: Part) -> &str {
        match part {
            Part::Function(index) => &self.functions[index].id,
            Part::Tier(index) => &self.tiers[index].id,
            Part::Whole => WHOLE,
        }
    }

    /// What `part` is called.
    pub fn part_name(&self, part: Part) -> &str {
        match part {
            Part::Function(index) => &self.functions[index].heading,
            Part::Tier(index) => &self.tiers[index].name,
            Part::Whole => "The whole instrument",
        }
    }

    /// The items of `part`, by their indexes.
    pub fn items_of(&self, part: Part) -> Vec<usize> {
        match part {
            Part::Function(index) => self.functions[index].items.clone().collect(),
            Part::Tier(index) => {
                let functions = self.tiers[index].functions.iter();
                functions.flat_map(|&function| self.functions[function].items.clone()).collect()
            }
            Part::Whole => (0..self.items.len()).collect(),
        }
    }

    /// The levels that are left to raters, by their indexes: those of `part`, or of any.
    pub fn judged_levels(&self, part: Option<Part>) -> Vec<usize> {
        let of = |part: Part| {
            let levels = self.levels_of(part).filter(|(_, rule)| !rule.is_computed());
            levels.map(|(level, _)| level)
        };
        match part {
            Some(part) => of(part).collect(),
            None => {
                let mut levels: Vec<usize> = self.parts().flat_map(of).collect();
                levels.sort_unstable();
                levels.dedup();
                levels
            }
        }
    }

    /// The levels that `part` can be at, by their indexes, each with the rule that holds there.
    pub fn levels_of(&self, part: Part) -> impl Iterator<Item = (usize, LevelRule)> + '_ {
        let levels = self.levels.iter().enumerate();
        let levels = levels.filter(move |(_, level)| level.of == part.kind());
        levels.map(move |(index, level)| match part {
            Part::Function(function) => {
                let own = self.functions[function].reached.get(index).copied().flatten();
                (index, own.unwrap_or(level.rule))
            }
            Part::Tier(_) | Part::Whole => (index, level.rule),
        })
    }
}
