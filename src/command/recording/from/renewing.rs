//! New records of an import beside the relationships that change with them: one that ends makes room for the next. What
//! was handed over comes in; the verdict on what is new goes out, with the remedy where an update is one.

use super::super::{Desk, any_number};
use super::taken::Taken;
use crate::diagnostic::Level;
use crate::store::Unread;
use crate::write::filing::{NewRecord, Verdict, place};
use crate::write::handed::Revision;
use crate::write::written::Outcome;

/// What an import changes in records that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::command) enum Updates {
    Nothing,
    /// What the source alone changed.
    Changed,
    /// Also what was changed here.
    All,
}

impl Updates {
    /// Whether the record with this `outcome` gets what its source says now by `revision`.
    pub(in crate::command) fn take(self, outcome: Outcome, revision: &Revision) -> bool {
        let is_wanted = match outcome {
            Outcome::Changed => self >= Self::Changed,
            Outcome::Conflict => self == Self::All,
            Outcome::Written | Outcome::Same | Outcome::Updated => false,
        };
        is_wanted && revision.unclear.is_empty()
    }

    /// What to do where this much would mend a fault.
    fn remedy(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Changed => Some(
                "the source now ends or changes the relationship that is here, which mends this; to take that \
                 over: the same command with --update",
            ),
            Self::All => Some(
                "the source now ends or changes the relationship that is here, which mends this, but someone \
                 changed it here too; correct it by hand, or take over what the source says: the same command \
                 with --update --conflicts source",
            ),
        }
    }
}

/// Where the records `new` of `taken` are to be, and what is found in them once the relationships are as `updates` make
/// them.
///
/// # Errors
/// A relationship that is there, or a record beside it, cannot be read any more.
pub(super) fn judge(
    desk: &Desk,
    taken: &Taken,
    new: &[NewRecord],
    updates: Updates,
) -> Result<(Vec<String>, Verdict), Unread> {
    let paths = place(&desk.root.path, new, any_number);
    let mut parts = taken.renewed(updates)?.parts;
    let mut verdict = desk.judge_beside(&paths, new, &parts);
    for more in [Updates::Changed, Updates::All].into_iter().filter(|more| *more > updates) {
        let then = taken.renewed(more)?.parts;
        if verdict.is_clean() || then.len() == parts.len() {
            continue;
        }
        let mended = desk.judge_beside(&paths, new, &then);
        for finding in verdict.findings.iter_mut().filter(|found| found.level == Level::Error) {
            let stays = mended.findings.iter().any(|other| {
                other.rule.id == finding.rule.id && other.place.path == finding.place.path
            });
            let is_told =
                finding.help.iter().any(|help| Some(&**help) == Updates::Changed.remedy());
            if let (false, false, Some(remedy)) = (stays, is_told, more.remedy()) {
                // That it has not ended, or what else is wrong here, is not what to mend.
                finding.label.clear();
                finding.help = vec![remedy.to_owned()];
            }
        }
        parts = then;
    }
    Ok((paths, verdict))
}
