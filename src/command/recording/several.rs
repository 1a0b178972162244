//! Options and a question about several educators: one meeting with all of them, or one with each.

use anyhow::anyhow;
use clap::Args;

use super::{Choice, Desk};
use crate::domain::record::{Kind, Together};
use crate::write::draft::Draft;
use crate::write::several::{Meeting, Unclear};

/// Options of records that several educators may share.
#[derive(Debug, Args)]
pub(in crate::command) struct Several {
    /// Several educators were in one meeting: its minutes count once
    #[arg(long, conflicts_with = "each")]
    together: bool,
    /// You met several educators one by one: the minutes count for each
    #[arg(long, conflicts_with = "meeting")]
    each: bool,
    /// An id shared by the records of one meeting with several educators [default: a new one, with --together]
    #[arg(long, value_name = "ID")]
    pub meeting: Option<String>,
}

impl Several {
    /// What the options say.
    pub(super) fn said(&self) -> Option<Meeting> {
        let one = self.together || self.meeting.is_some();
        one.then_some(Meeting::One).or(self.each.then_some(Meeting::Each))
    }
}

impl Desk<'_> {
    /// Makes `draft` what so many `educators` each have a record of, as it is `said`, or answered by whoever
    /// can be asked: where it must be said, and where the rest is `asked` too.
    ///
    /// # Errors
    /// Nobody can be asked, or the question is stopped.
    pub(super) fn share(
        &self,
        draft: &mut Draft,
        educators: usize,
        said: Option<Meeting>,
        asked: bool,
    ) -> anyhow::Result<()> {
        let is_open = match draft.kind.together() {
            Together::Never => false,
            Together::IfSaid => asked,
            Together::MustBeSaid => self.can_ask,
        };
        let said = match said {
            None if is_open && educators > 1 => Some(self.ask_meeting(draft.kind)?),
            said => said,
        };
        let together = said == Some(Meeting::One) || draft.has_meeting();
        let meeting = Meeting::of(draft.kind, educators, together, said == Some(Meeting::Each));
        if meeting.map_err(|unclear| in_words(unclear, draft.kind))? == Meeting::One {
            draft.share_meeting(super::any_number());
        }
        Ok(())
    }

    fn ask_meeting(&self, kind: Kind) -> anyhow::Result<Meeting> {
        let choices = vec![
            Choice::new("one with all of them: its minutes count once", Meeting::One),
            Choice::new("one with each of them: the minutes count for each", Meeting::Each),
        ];
        let start = usize::from(kind.together() == Together::IfSaid);
        let question = format!("One {} together, or one each?", kind.name());
        Ok(self.questions.one(&question, choices, start)?)
    }
}

/// Why nobody can tell how several educators took part in what a record of `kind` tells.
fn in_words(unclear: Unclear, kind: Kind) -> anyhow::Error {
    let kind = kind.noun();
    match unclear {
        Unclear::Unsaid => anyhow!(
            "a {kind} with several educators: say whether it was one meeting with all of them, whose minutes \
             count once, or one with each, whose minutes count for each\nadd --together for one meeting, or \
             --each for one with each"
        ),
        Unclear::NoMeeting => {
            anyhow!("a {kind} is about one educator; several have one each, and none together")
        }
        Unclear::Both => anyhow!("each had a meeting of their own, so they share no `meeting`"),
    }
}
