//! The rules that only a profile can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// Two things of one kind share an id.
    SAME_ID = "same-id", "No two items, functions, levels, methods or phases of a profile share an id";
    /// A level rule that no function can reach, or levels out of order.
    LEVELS = "profile-levels", "A profile's levels can be reached and stand best first";
}
