//! What a program is told where people have been told already: nothing was done, and why.

use super::finish::Said;
use super::{Desk, Format, Writing};
use crate::command::exit::Exit;
use crate::diagnostic::Diagnostic;
use crate::store::batch::Done;

impl Desk<'_> {
    /// Tells a program, where `writing` says that one reads, that nothing was done, with what was found and what else is
    /// to be known; the command ends with `exit`.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(in crate::command) fn tell_refusal(
        &self,
        writing: &Writing,
        (findings, remarks): (&[Diagnostic], &[String]),
        exit: Exit,
    ) -> anyhow::Result<()> {
        if writing.format == Format::Text {
            return Ok(());
        }
        self.say(writing, &Done::default(), Said { findings, remarks, exit, ..Said::default() })
    }

    /// Whether a program reads what is done.
    pub(in crate::command) fn tells_programs(&self, writing: &Writing) -> bool {
        writing.format == Format::Json
    }
}
