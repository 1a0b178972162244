//! The rules that only a profile can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// Two things of one kind share an id.
    SAME_ID = "same-id" {
        sentence: "No two items, functions, levels, methods or phases of a profile share an id",
        reason: "Records name them by id, so an id shared by two would be evidence for both or neither.",
        bad: "[[methods]]\ntext = \"telephone\"\n[methods.added]\nid = \"meeting\"",
        mended: "[[methods]]\ntext = \"telephone\"\n[methods.added]\nid = \"telephone\"",
    }
    /// A level rule that no function can reach, or levels out of order.
    LEVELS = "profile-levels" {
        sentence: "A profile's levels can be reached and stand best first",
        reason: "A function is at the best level whose rule holds. A level that asks for no less than \
                 a better one, or for more items than there are, would never be shown.",
        bad: "reached = { rule = \"count\", at_least = 9 }",
        mended: "reached = { rule = \"count\", at_least = 1 }",
    }
}
