//! The rules that only a profile can break.

use crate::diagnostic::{Level, Rule};

/// Two things of one kind share an id.
pub static SAME_ID: Rule = Rule {
    id: "same-id",
    sentence: "No two items, functions, levels, methods or phases of a profile share an id",
    level: Level::Error,
    leaves_out: true,
};
/// A level rule that no function can reach, or levels out of order.
pub static LEVELS: Rule = Rule {
    id: "profile-levels",
    sentence: "A profile's levels can be reached and stand best first",
    level: Level::Error,
    leaves_out: true,
};
/// Every rule of this module.
pub static ALL: &[&Rule] = &[&SAME_ID, &LEVELS];
