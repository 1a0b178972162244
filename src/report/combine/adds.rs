//! What becomes of a statistic when districts are put together: it adds up, or why it does not. A new
//! statistic or a new kind of source does not compile until it is answered here.

use crate::count::{Kind, Narrow, Source, Statistic};
use crate::report::Address;

/// What becomes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adds {
    /// It is added up. A report with relationships that could have it and without the number...
    Up(Lack),
    /// It is not, and this is why.
    Not(&'static str),
}

/// What it means that a report does not list a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// There was nothing to count.
    Nothing,
    /// The report holds it back, or was changed: every report has it.
    Unknown,
}

const SINGLE_VALUES: &str = "it is computed from single values, and those stay in their districts";

/// What becomes of the number at `address`, which is of a month where `is_of_month` says so.
pub(super) fn adds(address: &Address, is_of_month: bool) -> Adds {
    if address.narrow.shared_with.is_some() {
        return Adds::Not("it follows each district's own change from one profile to the next");
    }
    match address.measure.row().kind {
        Kind::Count | Kind::Share | Kind::Sample if is_of_month => Adds::Up(Lack::Nothing),
        Kind::Count | Kind::Share | Kind::Sample => count(address.measure),
        Kind::Estimate => Adds::Not(not_an_estimate(address.measure)),
        Kind::P => {
            Adds::Not("a p-value comes from single values, and those stay in their districts")
        }
    }
}

fn count(statistic: Statistic) -> Adds {
    match statistic.row().made {
        // Listed only where an instrument counts points in someone's records.
        Source::Items(_) if statistic == Statistic::Points => Adds::Up(Lack::Nothing),
        Source::Items(_)
        | Source::Levels(_)
        | Source::Members(_)
        | Source::Attention(_)
        | Source::Visits(_)
        | Source::Against(_)
        | Source::Rater(_)
        | Source::Doses(_)
        | Source::Rhythm(_)
        | Source::CalledOff(_)
        | Source::Answers(_)
        | Source::Line(_) => Adds::Up(Lack::Unknown),
        Source::Coach(_) => {
            Adds::Not("it is about one coach, and coaches have ids of their district")
        }
        Source::StudentData(_) => {
            Adds::Not("it is about one relationship's measure, and others measure other things")
        }
    }
}

fn not_an_estimate(statistic: Statistic) -> &'static str {
    match statistic.row().made {
        Source::Line(_) => "a slope is a median over months, and medians do not add up",
        Source::Visits(_) => {
            "agreement is computed from single visits, and those stay in their districts"
        }
        Source::Against(_) => "a mean of steps is no count",
        Source::StudentData(_) => {
            "it is about one relationship's measure, and others measure other things"
        }
        Source::Items(_)
        | Source::Levels(_)
        | Source::Members(_)
        | Source::Attention(_)
        | Source::Rater(_)
        | Source::Doses(_)
        | Source::Rhythm(_)
        | Source::CalledOff(_)
        | Source::Answers(_)
        | Source::Coach(_) => SINGLE_VALUES,
    }
}

/// Whether the number at `address` is about an id, which means someone else in another district.
pub(super) fn is_own(address: &Address) -> bool {
    let Narrow {
        rater,
        data,
        coach,
        function: _,
        part: _,
        item: _,
        level: _,
        method: _,
        phase: _,
        by: _,
        what: _,
        role: _,
        shared_with: _,
        shared: _,
    } = &*address.narrow;
    address.selection.is_of_one_district() || [rater, data, coach].iter().any(|id| id.is_some())
}
