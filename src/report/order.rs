//! In which order the rows of a report stand. Groups come in; the same groups go out in another order.

use std::cmp::Ordering;

use super::model::Group;
use crate::count::Share;
use crate::text::words::words;

words! {
    /// What the rows of a report are sorted by.
    pub enum Order {
        /// By their names.
        Name = "name",
        /// Those with the smallest share of items in place first; of equal ones, those with more overdue.
        Need = "need",
        /// Those with the largest share of items in place first.
        Coverage = "coverage",
    }
}

impl Order {
    /// What comes first, for help.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Order::Name => "By their names",
            Order::Need => {
                "The smallest share of items in place first; of equal ones, more overdue"
            }
            Order::Coverage => "The largest share of items in place first",
        }
    }

    /// Sorts `groups`, which are sorted by id; rows that are equal stay as they are. A row without an
    /// applicable item comes last.
    pub(super) fn sort<G: AsRef<Group>>(self, groups: &mut [G]) {
        match self {
            Order::Name => groups.sort_by(|a, b| a.as_ref().name.cmp(&b.as_ref().name)),
            Order::Need => groups.sort_by(|a, b| need(a.as_ref(), b.as_ref())),
            Order::Coverage => {
                groups.sort_by(|a, b| {
                    let [a, b] = [a, b].map(|group| group.as_ref().coverage.in_place);
                    empty_last(a, b).then_with(|| smaller_first(b, a))
                });
            }
        }
    }
}

impl AsRef<Group> for Group {
    fn as_ref(&self) -> &Group {
        self
    }
}

fn need(a: &Group, b: &Group) -> Ordering {
    let overdue = |group: &Group| {
        let attention = group.whole.as_ref().map(|whole| whole.attention).unwrap_or_default();
        attention.answers_overdue + attention.steps_overdue + attention.pairs_not_met
    };
    let [one, other] = [a, b].map(|group| group.coverage.in_place);
    empty_last(one, other)
        .then_with(|| smaller_first(one, other))
        .then_with(|| overdue(b).cmp(&overdue(a)))
}

fn empty_last(a: Share, b: Share) -> Ordering {
    (a.n == 0).cmp(&(b.n == 0))
}

/// By k ÷ n, compared exactly.
fn smaller_first(a: Share, b: Share) -> Ordering {
    let cross = |one: Share, other: Share| u64::from(one.k) * u64::from(other.n);
    cross(a, b).cmp(&cross(b, a))
}
