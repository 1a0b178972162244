//! The schema of a request.

use serde_json::Value;

use super::group::Group;
use super::value::{date, one_of, text};
use super::{ABOUT, Known};

pub(super) fn schema(record: Group, known: &Known) -> Value {
    record
        .needs(
            "asked",
            "The day on which the educator asked, for example 2026-09-21; the same as in the file's \
             name.",
            date(),
        )
        .may_have("about", ABOUT, text())
        .may_have(
            "answered",
            "The day of the answer, for example 2026-09-22. Leave it out while there is none.",
            date(),
        )
        .may_have(
            "method",
            "How it was answered, for example email.",
            one_of(&known.methods()),
        )
        .schema()
}
