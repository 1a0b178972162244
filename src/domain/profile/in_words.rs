//! The level rules of a profile in words: when a function is at a level.

use super::LevelRule;
use crate::text::wording::count;

/// How a function reaches a level under `rule`.
pub(crate) fn level_in_words(rule: &LevelRule) -> String {
    match rule {
        LevelRule::All => "every applicable item is in place".to_owned(),
        LevelRule::Count { at_least } => {
            format!("at least {} in place", count(*at_least as usize, "item"))
        }
        LevelRule::Percent { at_least } => {
            format!("at least {at_least} percent of the applicable items in place")
        }
        LevelRule::Missing { at_most } => {
            format!("at most {} not in place", count(*at_most as usize, "applicable item"))
        }
        LevelRule::Judged => "a rater judges it; it is never computed".to_owned(),
    }
}
