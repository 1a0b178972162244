//! What one cell means: its content and the rule of its column come in; a day, a duration, a word or
//! text goes out, or what is wrong with it.

use super::cell::Wrong;

mod amount;
pub(crate) mod choice;
pub(crate) mod day;
pub(crate) mod duration;
mod html;
mod names;
pub(crate) mod prose;
mod stamp;
mod stretch;
mod sum;
pub(crate) mod swapped;
mod telling;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
pub(crate) mod word;

/// A fault that says all in its cause.
fn wrong(cause: &str) -> Wrong {
    Wrong { cause: cause.to_owned(), detail: String::new(), remedy: String::new() }
}
