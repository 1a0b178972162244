//! Whose practice an instrument rates, who rates it from outside, and how several of their ratings become one
//! score.

use super::Profile;
use crate::text::words::words;

words! {
    /// Whose practice an instrument rates, and so who rates it from outside.
    pub enum Rates {
        /// The coach's: observers rate it from outside.
        Coaching = "coaching",
        /// The teacher's: the coach and observers rate it from outside.
        Teaching = "teaching",
        /// That of a team, a school or a district: the coach and observers rate it from outside.
        System = "system",
    }
}

words! {
    /// How several checklists of one day become one score.
    pub enum Votes {
        /// The best step that more than half of them reach.
        Majority = "majority",
        /// The lowest step.
        Lowest = "lowest",
        /// The step that all of them name; without one, the item is not rated.
        Agreed = "agreed",
    }
}

impl Rates {
    /// Whether the coach is one of those who rate from outside.
    pub fn coach_is_outside(self) -> bool {
        match self {
            Rates::Coaching => false,
            Rates::Teaching | Rates::System => true,
        }
    }
}

/// How pages speak of ratings from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FromOutside {
    /// The title of their column.
    pub column: &'static str,
    /// The beginning of a sentence on what they rated.
    pub sentence: &'static str,
    /// What is said where there are none.
    pub none: &'static str,
}

impl Profile {
    /// How pages speak of ratings from outside by this instrument.
    pub(crate) fn seen_as(&self) -> FromOutside {
        match (self.votes, self.rates) {
            (Some(_), _) => FromOutside {
                column: "scored",
                sentence: "Where it was scored",
                none: "Nobody has scored it",
            },
            (None, Rates::Coaching) => FromOutside {
                column: "observers saw",
                sentence: "Where an observer looked",
                none: "No observer from outside has looked",
            },
            (None, Rates::Teaching | Rates::System) => FromOutside {
                column: "seen from outside",
                sentence: "Where the coach or an observer looked",
                none: "Neither the coach nor an observer has looked",
            },
        }
    }
}
