//! Whether every computed level can be reached. A function is at the best level whose rule holds, so
//! a level that asks for no less than a better one, or for more items than there are, is never shown.
//!
//! Every rule is a least number of items in place among those applicable, so it is enough to compare
//! these numbers for each number of applicable items up to that of the largest function.

use super::level::ReadLevel;
use crate::diagnostic::{Finding, Problems};
use crate::domain::profile::{LevelRule, rules};
use crate::text::source::At;
use crate::text::wording::{count, quote};

/// Reports each computed level that no function is ever at; `largest` is the number of items of the
/// largest function.
pub(super) fn check(levels: &[ReadLevel], largest: usize, problems: &mut Problems) {
    // For each number of applicable items, from 1: the least number in place that reaches some level.
    let mut bars: Vec<u64> = (1..).take(largest).map(|applicable| applicable + 1).collect();
    let mut above: Option<(&ReadLevel, At<LevelRule>)> = None;
    for level in levels {
        let Some(rule) = level.rule.filter(|rule| rule.value != LevelRule::Judged) else {
            continue;
        };
        let own = |applicable| least(rule.value, applicable);
        let lowers = (1..).zip(&bars).any(|(applicable, bar)| own(applicable) < *bar);
        if lowers {
            for (applicable, bar) in (1..).zip(&mut bars) {
                *bar = own(applicable).min(*bar);
            }
            above = Some((level, rule));
        } else if largest > 0 {
            let reachable = (1..).take(largest).any(|applicable| own(applicable) <= applicable);
            let finding = if reachable { shadowed(rule, above) } else { too_many(rule, largest) };
            problems.push(finding);
        }
    }
}

/// The least number of items in place with which `rule` holds; more than `applicable` if it cannot.
fn least(rule: LevelRule, applicable: u64) -> u64 {
    match rule {
        LevelRule::All => applicable,
        LevelRule::Count { at_least } => u64::from(at_least),
        LevelRule::Percent { at_least } => (applicable * u64::from(at_least)).div_ceil(100),
        LevelRule::Missing { at_most } => applicable.saturating_sub(u64::from(at_most)),
        LevelRule::Judged => u64::MAX,
    }
}

fn too_many(rule: At<LevelRule>, largest: usize) -> Finding {
    let label = format!("the largest function has {}", count(largest, "item"));
    Finding::new(&rules::LEVELS, rule.span, "no function can reach this level").label(label)
}

fn shadowed(rule: At<LevelRule>, above: Option<(&ReadLevel, At<LevelRule>)>) -> Finding {
    let message = "no function is ever at this level: a better one is always reached with it";
    let mut finding = Finding::new(&rules::LEVELS, rule.span, message)
        .label("asks for no less than the levels above it")
        .help("put the best level first: from the strictest rule to the most lenient");
    if let Some((level, above)) = above {
        let id = level.id.as_deref().map_or("the level above".to_owned(), quote);
        finding = finding.related(above.span, format!("{id} asks for this"));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_holds_exactly_from_its_least_number_on() {
        for applicable in 1..=12u64 {
            for in_place in 0..=applicable {
                for n in 1..=12u32 {
                    let holds = |rule| in_place >= least(rule, applicable);
                    let wide = u64::from(n);
                    assert_eq!(holds(LevelRule::All), in_place == applicable);
                    assert_eq!(holds(LevelRule::Count { at_least: n }), in_place >= wide);
                    let missing = applicable - in_place;
                    assert_eq!(holds(LevelRule::Missing { at_most: n }), missing <= wide);
                    let percent = LevelRule::Percent { at_least: 8 * n };
                    assert_eq!(holds(percent), in_place * 100 >= 8 * wide * applicable);
                }
            }
        }
    }
}
