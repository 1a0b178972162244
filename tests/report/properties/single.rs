//! What a single record does: taking one away takes away exactly what it alone documented, and a form
//! without a level does nothing.

use coach::count::{Evaluation, Share};
use proptest::prelude::*;
use proptest::sample::Index;

use super::random::{ITEMS, Story, What, date, story};
use super::{TODAY, evaluate, few};
use crate::harness::{Pair, Seen};

/// Items that one record documents by itself, whatever else there is.
const BY_ITSELF: [&str; 7] = [
    "manageable-units",
    "rationale",
    "feedback-on-coaching",
    "builds-on-strengths",
    "direct-observation",
    "reflective-questions",
    "data-to-next-steps",
];
const OPENING: [&str; 3] = ["process-and-expectations", "confidentiality", "listens"];

fn has(seen: &Seen, item: &str) -> bool {
    seen.item(item).documented.is_some()
}

/// Whether day `on` is one on which a record of `story` counts.
fn counts(story: &Story, on: u64) -> bool {
    on <= TODAY && story.ended.is_none_or(|ended| on <= ended)
}

/// On one of the first two days of sessions, no later than the thirtieth after the first day, the item is
/// listed.
fn is_opened(story: &Story, item: &str) -> bool {
    let sessions = story.events.iter().filter_map(|event| match &event.what {
        What::Session { items, .. } if counts(story, event.on) => Some((event.on, items)),
        _ => None,
    });
    let sessions: Vec<_> = sessions.collect();
    let mut days: Vec<u64> = sessions.iter().map(|(on, _)| *on).collect();
    days.sort_unstable();
    days.dedup();
    sessions.iter().any(|(on, items)| {
        days.iter().take(2).any(|day| day == on)
            && *on <= 30
            && items.iter().any(|listed| ITEMS[*listed] == item)
    })
}

fn methods(story: &Story) -> usize {
    let used = story.events.iter().filter_map(|event| match event.what {
        What::Session { method, .. } | What::Contact { method } if counts(story, event.on) => {
            Some(method)
        }
        _ => None,
    });
    used.collect::<std::collections::BTreeSet<_>>().len()
}

fn requests_in_time(seen: &Seen) -> Share {
    seen.evaluation.timeliness.met
}

proptest! {
    #![proptest_config(few(48))]

    /// Taking a record away takes away just the items that no other record documents. Rules with a rank
    /// or a ratio are counted anew: the beginning by days of sessions, methods by how many are left, answers
    /// by the share of those that are left.
    #[test]
    fn a_record_takes_with_it_what_it_alone_documented(story in story(), index in any::<Index>()) {
        let story = story.without_corrections();
        let mut fewer = story.clone();
        let gone = fewer.events.remove(index.index(story.events.len()));
        let alone = |event: &crate::properties::random::Event| {
            let mut alone = story.clone();
            alone.events = vec![event.clone()];
            evaluate(&alone.pair())
        };
        let alone_gone = alone(&gone);
        let others: Vec<Seen> = fewer.events.iter().map(alone).collect();
        let (before, after) = (evaluate(&story.pair()), evaluate(&fewer.pair()));
        for item in BY_ITSELF {
            let by_another = others.iter().any(|other| has(other, item));
            prop_assert_eq!(has(&before, item), by_another || has(&alone_gone, item), "{}", item);
            prop_assert_eq!(has(&after, item), by_another, "{}", item);
        }
        prop_assert_eq!(has(&before, "verbal-commitment"), has(&after, "verbal-commitment"));
        for item in OPENING {
            prop_assert_eq!(has(&after, item), is_opened(&fewer, item), "{}", item);
        }
        prop_assert_eq!(has(&after, "variety-of-methods"), methods(&fewer) >= 2);
        let (all, left) = (requests_in_time(&before), requests_in_time(&after));
        let taken = requests_in_time(&alone_gone);
        prop_assert_eq!(left, Share { k: all.k - taken.k, n: all.n - taken.n });
        prop_assert_eq!(has(&after, "timely-response"), left.n > 0 && left.k * 100 >= 80 * left.n);
    }

    /// A form on which nothing was observed is no observation and no level, whoever hands it in.
    #[test]
    fn not_observed_never_makes_a_level(
        story in story(),
        on in 0..70u64,
        rater in prop_oneof![Just("self"), Just("educator"), Just("observer o-1"), Just("observer o-9")],
    ) {
        let pair = story.pair();
        let nothing = ITEMS.map(|item| format!("{item}: not-observed")).join(", ");
        let with: Pair = pair.clone().checklist(&date(on).to_string(), rater, &nothing);
        let (before, after) = (evaluate(&pair).evaluation, evaluate(&with).evaluation);
        prop_assert_eq!(format!("{:?}", before.items), format!("{:?}", after.items));
        prop_assert_eq!(&before.levels, &after.levels);
        prop_assert_eq!(before.has_outside_observation, after.has_outside_observation);
        let agreed = |of: &Evaluation| (of.sums.raters.visits.agree(), of.sums.raters.against_observer.clone());
        prop_assert_eq!(agreed(&before), agreed(&after));
    }
}
