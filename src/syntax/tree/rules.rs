//! The rules that reading any tree can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// A key that the reader does not know.
    UNKNOWN_KEY = "unknown-key" {
        sentence: "Every key is one that this kind of file has",
        reason: "If a mistyped key were skipped silently, what it says would be lost. So a key \
                 that coach does not read is an error; it cannot be a note to yourself.",
        bad: "method: in-person\nminuts: 45",
        mended: "method: in-person\nminutes: 45",
    }
    /// A required key is absent or empty.
    MISSING_KEY = "missing-key" {
        sentence: "Every required key is there and has a value",
        reason: "Without it, the record cannot be placed or judged: a session without a method, a \
                 checklist without its rater.",
        bad: "kind: checklist\ndate: 2025-10-01\nrater: {role: observer}",
        mended: "kind: checklist\ndate: 2025-10-01\nrater: {role: observer, id: o-1}",
    }
    /// A key appears twice in one map.
    DUPLICATE_KEY = "duplicate-key" {
        sentence: "No key appears twice in one group of keys",
        reason: "If a key has two values, or an item two ratings, nobody can tell which is meant. \
                 Many programs silently take the last.",
        bad: "ratings:\n  rationale: in-place\n  confidentiality: in-place\n  rationale: partial",
        mended: "ratings:\n  rationale: partial\n  confidentiality: in-place",
    }
    /// A list where text belongs, text where a number belongs, …
    WRONG_TYPE = "wrong-type" {
        sentence: "Every value has the type that its key needs",
        reason: "Numbers, lists and words are counted in different ways. If a value looks nearly \
                 right, coach does not guess what was meant.",
        bad: "minutes: 45 min",
        mended: "minutes: 45",
    }
    /// A date or time that is none, or is not written `YYYY-MM-DD` or `HH:MM`.
    BAD_DATE = "bad-date" {
        sentence: "Every date exists and is written YYYY-MM-DD, every time HH:MM",
        reason: "9/3/2025 is a day in September or in March, depending on who reads it. One form \
                 means one day for everyone.",
        bad: "date: 9/3/2025",
        mended: "date: 2025-09-03",
    }
    /// A number or text outside its bounds.
    OUT_OF_RANGE = "out-of-range" {
        sentence: "Every value is within its bounds, and no two values of a record contradict \
                   each other",
        reason: "A value that cannot be true, such as a session of 4500 minutes or a relationship \
                 that ends before it starts, would distort every total.",
        bad: "minutes: 4500",
        mended: "minutes: 45",
    }
    /// An id that is not made of `[a-z0-9-]`, is too long, or has no digit where one belongs.
    BAD_ID = "bad-id" {
        sentence: "Ids are made of a-z, 0-9 and -; people's ids have a digit and are never names",
        reason: "Ids are in file names and reports, so they are short and plain. People have ids \
                 with a digit, so that no name slips into a record.",
        bad: "rater: {role: observer, id: Olmsted}",
        mended: "rater: {role: observer, id: o-1}",
    }
    /// A word outside a closed list of words.
    UNKNOWN_WORD = "unknown-word" {
        sentence: "If a key has a list of allowed words, its value is one of them",
        reason: "These values are counted by their exact words.",
        bad: "next_steps:\n  - {what: plan the exit ticket, who: teacher}",
        mended: "next_steps:\n  - {what: plan the exit ticket, who: educator}",
    }
}
