//! The rules that only a profile can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// Two things of one kind share an id.
    SAME_ID = "same-id" {
        sentence: "No two items, functions, levels, methods or phases of a profile share an id",
        reason: "Records use these ids, so a shared id would be evidence for both or for neither.",
        bad: "[[methods]]\ntext = \"telephone\"\n[methods.added]\nid = \"meeting\"",
        mended: "[[methods]]\ntext = \"telephone\"\n[methods.added]\nid = \"telephone\"",
    }
    /// A level rule that no function can reach, or levels out of order.
    LEVELS = "profile-levels" {
        sentence: "Every level of a profile can be reached, and the best comes first",
        reason: "A function is at the best level whose rule is met. A level that asks for at \
                 least as much as a better one, or for more items than there are, would never be \
                 shown.",
        bad: "reached = { rule = \"count\", at_least = 9 }",
        mended: "reached = { rule = \"count\", at_least = 1 }",
    }
}
