//! The schema of a contact.

use serde_json::Value;

use super::group::Group;
use super::value::{date, id, integer, one_of, text};
use super::{ABOUT, Known, MEETING, METHOD, MINUTES};
use crate::domain::record::bounds;

pub(super) fn schema(record: Group, known: &Known) -> Value {
    record
        .needs(
            "date",
            "The day of the contact, for example 2026-09-16; the same as in the file's name.",
            date(),
        )
        .needs("method", METHOD, one_of(&known.methods()))
        .may_have("minutes", MINUTES, integer(bounds::MINUTES))
        .may_have("about", ABOUT, text())
        .may_have("meeting", MEETING, id())
        .schema()
}
