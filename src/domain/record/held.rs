//! What sessions and contacts have in common: the two met or wrote, in some way, for some time, perhaps
//! several educators at once.

use chrono::NaiveTime;

use super::bounds;
use crate::domain::key::{Form, Key, optional};
use crate::text::source::At;

/// A meeting or check-in, whichever kind of record tells of it.
#[derive(Clone, Copy, Debug)]
pub struct Held<'r> {
    /// Index of its method.
    pub method: usize,
    /// Time of day at which it began.
    pub starts: Option<At<NaiveTime>>,
    /// Its length in minutes.
    pub minutes: Option<At<u32>>,
    /// Shared by the records of one meeting with several educators.
    pub meeting: Option<&'r At<String>>,
}

/// What is told to editors of `method`.
pub(super) const METHOD: &str = "How the two met or wrote, for example in-person.";

pub(super) const MINUTES: Key = optional("minutes", Form::Integer(&bounds::MINUTES))
    .says("minutes, a whole number")
    .asks("Minutes?")
    .about("How many minutes it took, for example 45.");

pub(super) const MEETING: Key = optional("meeting", Form::Id)
    .says("only for one meeting with several educators: an id that their records share")
    .about(
        "The same id in the records of one meeting with several educators, for example 5f0c, so that its \
         minutes count once for the coach.",
    );
