//! Which checklist corrects which. Raters correct their own older ratings; any other `replaces` is
//! ignored.

use std::collections::BTreeSet;

use super::{Checklist, Relationship, rater_of};

/// Why a `replaces` is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCorrection {
    /// It names its own file.
    Itself,
    /// The checklist it names is another rater's.
    AnotherRaters,
    /// The checklist it names is by another instrument.
    AnotherInstruments,
    /// The checklist it names is newer.
    Newer,
    /// Checklists replace each other in a ring.
    Ring,
}

/// A checklist and the name of its file.
pub type Named<'r> = (&'r str, &'r Checklist);

/// The checklist of `all` that `checklist` replaces; `None` where it names none of them.
///
/// # Errors
/// Why it replaces none of those.
pub fn replaced<'r>(
    relationship: &Relationship,
    all: &[Named<'r>],
    checklist: Named,
) -> Option<Result<Named<'r>, NoCorrection>> {
    let target = named_by(all, checklist.1)?;
    Some(match fault(relationship, checklist, target) {
        Some(fault) => Err(fault),
        None if is_in_ring(relationship, all, checklist) => Err(NoCorrection::Ring),
        None => Ok(target),
    })
}

/// The file names of those of `all` that one of `corrections` replaces.
pub fn corrected<'r>(
    relationship: &Relationship,
    all: &[Named<'r>],
    corrections: &[Named],
) -> BTreeSet<&'r str> {
    let replaced = |&correction: &Named| replaced(relationship, all, correction)?.ok();
    corrections.iter().filter_map(replaced).map(|(file, _)| file).collect()
}

fn named_by<'r>(all: &[Named<'r>], checklist: &Checklist) -> Option<Named<'r>> {
    let name = checklist.replaces.as_ref()?;
    all.iter().find(|(file, _)| *file == name.value).copied()
}

fn fault(relationship: &Relationship, this: Named, target: Named) -> Option<NoCorrection> {
    if this.0 == target.0 {
        Some(NoCorrection::Itself)
    } else if rater_of(relationship, this.1) != rater_of(relationship, target.1) {
        Some(NoCorrection::AnotherRaters)
    } else if this.1.profile(relationship).id != target.1.profile(relationship).id {
        Some(NoCorrection::AnotherInstruments)
    } else if target.1.date.value > this.1.date.value {
        Some(NoCorrection::Newer)
    } else {
        None
    }
}

/// Whether following `replaces` among one rater's checklists leads from `start` back to it.
fn is_in_ring(relationship: &Relationship, all: &[Named], start: Named) -> bool {
    let mut current = start;
    for _ in 0..all.len() {
        let Some(next) = named_by(all, current.1) else { return false };
        if rater_of(relationship, current.1) != rater_of(relationship, next.1) {
            return false;
        }
        if next.0 == start.0 {
            return true;
        }
        current = next;
    }
    false
}
