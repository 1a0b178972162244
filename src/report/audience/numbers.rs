//! Which numbers of a policy each statistic is among, as its row says, and which table of a view shows them.

use crate::count::Statistic;
use crate::domain::district::Numbers;

/// The numbers that `statistic` is among.
pub(super) fn numbers_of(statistic: Statistic) -> Numbers {
    statistic.row().numbers
}

/// Tables that have a row for each group or pair, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowsTable {
    Coaching,
    Minutes,
    InPlace,
    Observed,
    Agreed,
    Overdue,
    Agreement,
}

impl RowsTable {
    pub(super) const ALL: [Self; 7] = [
        Self::Coaching,
        Self::Minutes,
        Self::Agreed,
        Self::InPlace,
        Self::Observed,
        Self::Overdue,
        Self::Agreement,
    ];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Coaching => "Coaching",
            Self::Minutes => "Minutes of sessions and contacts",
            Self::InPlace => "Items in place",
            Self::Observed => "What observers saw",
            Self::Agreed => "Agreed and held",
            Self::Overdue => "Answers, and what is overdue",
            Self::Agreement => "How far raters agree",
        }
    }

    /// The table that shows `numbers`, where they are of whole groups and pairs.
    pub(super) fn of(numbers: Numbers) -> Option<Self> {
        match numbers {
            Numbers::Pairs | Numbers::Reach | Numbers::Sessions => Some(Self::Coaching),
            Numbers::Minutes => Some(Self::Minutes),
            Numbers::InPlace => Some(Self::InPlace),
            Numbers::Observed => Some(Self::Observed),
            Numbers::Agreed | Numbers::CalledOff => Some(Self::Agreed),
            Numbers::Answers | Numbers::Overdue => Some(Self::Overdue),
            Numbers::Agreement => Some(Self::Agreement),
            Numbers::Levels | Numbers::Raters | Numbers::CoachTime | Numbers::StudentData => None,
        }
    }

    /// Its statistics.
    pub(super) fn statistics(self) -> impl Iterator<Item = Statistic> {
        let is_here = move |statistic: &Statistic| Self::of(numbers_of(*statistic)) == Some(self);
        Statistic::ALL.into_iter().filter(is_here)
    }
}

/// What `statistic` is called over a column.
pub(super) fn title(statistic: Statistic) -> String {
    match statistic {
        Statistic::Relationships => "pairs".to_owned(),
        named => named.name().replace('-', " "),
    }
}
