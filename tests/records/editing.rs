//! Small edits in records that people wrote: the new keys and values are read, every other byte stays, and what
//! cannot be done safely is refused with the line to write.

mod generated;
mod layouts;
mod refusals;
mod replaced;
mod riverbend;
mod typed;
