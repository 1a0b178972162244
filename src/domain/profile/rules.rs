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
    /// A scale that could not rate anything.
    SCALE = "profile-scale" {
        sentence: "A scale has its best step first, points for all steps or for none, and steps that are in \
                   place and steps that are not",
        reason: "Levels, points and agreement are counted along the scale, so its order has to be sure.",
        bad: "[[scale.steps]]\nadded = { id = \"no\" }\n[[scale.steps]]\nadded = { id = \"yes\", \
              in_place = true }",
        mended: "[[scale.steps]]\nadded = { id = \"yes\", in_place = true }\n[[scale.steps]]\nadded = { id \
                 = \"no\" }",
    }
    /// Something that this instrument cannot mean.
    MEANING = "profile-meaning" {
        sentence: "A profile asks for nothing that its own parts cannot give",
        reason: "A level that asks for points where no step has any, or for critical items where none is, \
                 would mislead without a word.",
        bad: "reached = { rule = \"points\", at_least = 9 }",
        mended: "reached = { rule = \"count\", at_least = 1 }",
    }
}
