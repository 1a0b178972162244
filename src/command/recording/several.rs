//! Options and a question about several educators: one meeting with all of them, or one with each.

use anyhow::bail;
use clap::Args;

use super::{Choice, Desk, any_number};
use crate::domain::record::Kind;
use crate::write::draft::Draft;
use crate::write::several::{Several, Unclear};

/// Options of records that several educators may share.
#[derive(Debug, Args)]
pub(in crate::command) struct OneOrEach {
    /// Several educators were in one meeting: its minutes count once
    #[arg(long, conflicts_with = "each")]
    together: bool,
    /// You met several educators one by one: the minutes count for each
    #[arg(long, conflicts_with = "meeting")]
    each: bool,
    /// An id shared by the records of one meeting with several educators [default: a new one, with --together]
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
}

impl OneOrEach {
    /// Gives `draft` the meeting that the options name.
    pub(in crate::command) fn name_meeting(&self, draft: &mut Draft) {
        if let Some(id) = &self.meeting {
            draft.join_meeting(id);
        }
    }
}

impl Desk<'_> {
    /// Makes `draft` what so many `educators` each have a record of, as the options `say`, or as is answered by
    /// whoever can be asked: where it must be said, and where the rest is `asked` too.
    ///
    /// # Errors
    /// It is not clear and nobody can be asked, or the question is stopped.
    pub(super) fn share(
        &self,
        draft: &mut Draft,
        educators: usize,
        say: Option<&OneOrEach>,
        asked: bool,
    ) -> anyhow::Result<()> {
        let together = say.is_some_and(|say| say.together) || draft.meeting().is_some();
        let each = say.is_some_and(|say| say.each);
        let kind = draft.kind;
        let is_open = educators > 1 && say.is_some() && !together && !each;
        let several = match Several::of(kind, educators, together, each) {
            Ok(several) if is_open && asked => self.ask_meeting(kind, several)?,
            Ok(several) => several,
            Err(Unclear::Neither) if self.person.can_ask() => {
                self.ask_meeting(kind, Several::Together)?
            }
            Err(Unclear::Neither) => bail!(
                "a {} with several educators: add --together for one meeting, whose minutes count once, or \
                 --each for one with each, whose minutes count for each",
                kind.name()
            ),
            Err(Unclear::Both) => bail!("one meeting, or one with each educator: both is said"),
            Err(Unclear::NoMeeting) => bail!("a {} is no meeting", kind.name()),
        };
        if several == Several::Together {
            draft.share_meeting(any_number());
        }
        Ok(())
    }

    /// Asks how several educators were together; `offered` comes first to hand.
    fn ask_meeting(&self, kind: Kind, offered: Several) -> anyhow::Result<Several> {
        let choices = vec![
            Choice::new("one with all of them: its minutes count once", Several::Together),
            Choice::new("one with each of them: the minutes count for each", Several::Each),
        ];
        let start = usize::from(offered == Several::Each);
        let question = format!("One {} together, or one each?", kind.name());
        Ok(self.questions.one(&question, choices, start)?)
    }
}
