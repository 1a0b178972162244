//! Records as people read them: a list with one line each, one of them, or a pair with what it has agreed and left
//! open. What is said of a key follows from the tables of kinds and keys, so that new ones appear by themselves.

mod listing;
mod pair;
mod record;
mod said;

pub(crate) use listing::{Asked, Listing, list, render as render_list};
pub(crate) use pair::render as render_pair;
pub(crate) use record::{Of, render as render_record};
