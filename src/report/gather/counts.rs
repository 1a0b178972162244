//! What is kept of one relationship in one window: all that is counted of it, or no more than rows of several need.

use chrono::NaiveDate;

use crate::count::{BySettled, Evaluation, RowSums, Sums, Waits};
use crate::domain::profile::Profile;

/// The counts of one relationship in one window, as far as they are kept.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Whether the relationship was under way on any day of the window.
    pub is_active: bool,
    /// Whether it was new when the window ended: numbers of items leave it out.
    pub is_new: bool,
    /// How long something overdue has waited.
    pub waits: Waits,
    /// The latest record that counts, up to the as-of day.
    pub latest: Option<NaiveDate>,
    /// Records that count and are dated in the window.
    pub in_window: u32,
    /// Records that count and are dated at other times.
    pub other_times: u32,
    /// Records dated after the as-of day: left for later.
    pub for_later: u32,
    /// Records outside the relationship's own dates: they never count.
    pub outside_dates: u32,
    brings: Brings,
}

/// What a relationship brings to the counts of its row.
#[derive(Clone, Debug)]
enum Brings {
    /// All that is counted of it.
    Alone(Box<Evaluation>),
    /// What adds up over the relationships of its row, of which it is the first.
    OfRow(Box<RowSums>),
    /// Nothing: the first of its row has it, or it was not under way.
    Nothing,
}

impl Counts {
    /// All of `evaluation`.
    pub(super) fn of(evaluation: Evaluation) -> Self {
        Self {
            is_active: evaluation.is_active,
            is_new: evaluation.is_new,
            waits: evaluation.waits,
            latest: evaluation.latest,
            in_window: evaluation.in_window,
            other_times: evaluation.other_times,
            for_later: evaluation.for_later,
            outside_dates: evaluation.outside_dates,
            brings: Brings::Alone(Box::new(evaluation)),
        }
    }

    /// All that is counted of it; `None` where the counts of rows are kept instead.
    pub fn alone(&self) -> Option<&Evaluation> {
        match &self.brings {
            Brings::Alone(evaluation) => Some(evaluation),
            Brings::OfRow(_) | Brings::Nothing => None,
        }
    }

    /// What it brings to the sums of a row of which it is a part, items, levels and what is overdue aside.
    pub fn sums(&self) -> Option<&Sums> {
        match &self.brings {
            Brings::Alone(evaluation) => Some(&evaluation.sums),
            Brings::OfRow(row) => Some(&row.sums),
            Brings::Nothing => None,
        }
    }

    /// Adds what it brings, under `profile`, to the counts of a `row` of which it is a part.
    pub(in crate::report) fn add_to(&self, row: &mut RowSums, profile: &Profile) {
        match &self.brings {
            Brings::Alone(evaluation) => row.add(profile, evaluation),
            Brings::OfRow(sums) => *row += sums,
            Brings::Nothing => {}
        }
    }

    /// Adds what it brings of items and levels alone.
    pub(in crate::report) fn add_fidelity_to(&self, row: &mut BySettled, profile: &Profile) {
        match &self.brings {
            Brings::Alone(evaluation) => row.add(profile, evaluation),
            Brings::OfRow(sums) => *row += &sums.fidelity,
            Brings::Nothing => {}
        }
    }

    /// Keeps only what adds up, as the first relationship of a row, under `profile`.
    pub(super) fn lead_row(&mut self, profile: &Profile) {
        if let Brings::Alone(evaluation) = &self.brings {
            let mut sums = RowSums::default();
            sums.add(profile, evaluation);
            self.brings = Brings::OfRow(Box::new(sums));
        }
    }

    /// Adds what it brings to what `first` of its row has, under the same `profile`.
    pub(super) fn bring_to(&mut self, first: &mut Self, profile: &Profile) {
        first.lead_row(profile);
        if let Brings::OfRow(row) = &mut first.brings {
            self.add_to(row, profile);
            self.bring_nothing();
        }
    }

    /// Forgets what it would bring to a row, because it is in none.
    pub(super) fn bring_nothing(&mut self) {
        self.brings = Brings::Nothing;
    }
}
