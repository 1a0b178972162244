//! What becomes of a checklist that is stopped before its end: keeps its draft, and says where.

use anyhow::bail;

use super::kept::Kept;
use crate::command::exit::Exit;
use crate::command::prompt::{Stopped, Typed, Why};
use crate::command::recording::{Desk, keep_aside};
use crate::text::path::shown_path;
use crate::write::draft::Draft;

/// Whether anything was rated or commented on.
pub(super) fn says_something(draft: &Draft) -> bool {
    ["ratings", "comments", "levels"].iter().any(|key| draft.has(key))
}

/// What came of a question before the items. Where it was stopped and the draft holds more than was `given`
/// by options, that is kept aside.
pub(super) fn went_on(
    desk: &Desk,
    asked: anyhow::Result<()>,
    draft: &Draft,
    given: &str,
) -> anyhow::Result<()> {
    let typed = |error: &anyhow::Error| error.downcast_ref::<Stopped>()?.typed.clone();
    match asked {
        Err(error) if typed(&error).is_none() && draft.text() == given => Err(error),
        asked => desk.went_on(asked, draft),
    }
}

/// Keeps the draft of a checklist that was stopped, and says where; the way in which the program ends.
pub(super) fn stopped(
    desk: &Desk,
    kept: &Kept,
    draft: &Draft,
    answered: usize,
    stop: &Stopped,
) -> anyhow::Result<Exit> {
    let said = if !says_something(draft) && stop.typed.is_none() {
        kept.remove();
        "stopped, and nothing was answered\n".to_owned()
    } else {
        match kept.keep(draft, stop.typed.as_ref()) {
            Ok(path) => format!(
                "stopped with {answered} answered; the draft is kept in {}\n\
                 nothing counts it; to go on, run the same command again\n",
                shown_path(&path)
            ),
            Err(error) => {
                let typed = stop.typed.as_ref().map(Typed::comment).unwrap_or_default();
                let aside = keep_aside("checklist.yaml", &(draft.text() + &typed));
                bail!(
                    "stopped with {answered} answered; the draft cannot be kept ({error:#}); {aside}"
                );
            }
        }
    };
    // The terminal may be gone: the draft is kept nonetheless.
    drop(desk.terminal.print_error(said));
    Ok(match stop.why {
        Why::ByHand => Exit::Clean,
        why => why.exit(),
    })
}
