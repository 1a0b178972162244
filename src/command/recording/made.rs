//! A record in the making, by answers that can be given anew: what the options say comes in, and questions; whose
//! it is and what it says goes out.

use super::{Desk, Pair};
use crate::command::prompt::Stopped;
use crate::write::draft::Draft;

/// A record and whose it is: of several pairs, each has one.
#[derive(Clone, Debug)]
pub(in crate::command) struct Made<'d> {
    pub pairs: Vec<&'d Pair>,
    /// The coach's own folder, for what is of no pair.
    pub own_folder: Option<String>,
    pub draft: Draft,
    /// Id and name of a school that coach.toml is to list with it.
    pub new_school: Option<(String, String)>,
    /// Methods that were agreed before, and that its profile does not have.
    pub left_behind: Vec<String>,
}

impl Made<'_> {
    /// The record of `draft`, of nobody yet.
    pub(in crate::command) fn of(draft: Draft) -> Self {
        Self {
            pairs: Vec::new(),
            own_folder: None,
            draft,
            new_school: None,
            left_behind: Vec::new(),
        }
    }
}

/// Completes a record by questions. It begins with the same record every time, and asks the same of the same
/// answers.
pub(in crate::command) type Ask<'a, 'd> = &'a dyn Fn(&mut Made<'d>) -> anyhow::Result<()>;

impl<'t> Desk<'t> {
    /// The record that `ask` makes of what is `given` by options.
    ///
    /// # Errors
    /// Those of `ask`. Where the questions were not answered to their end, what was answered so far is kept aside,
    /// with what was typed of the next answer, and that is said.
    pub(in crate::command) fn make<'d>(
        &'d self,
        given: &Draft,
        ask: Ask<'_, 'd>,
    ) -> anyhow::Result<Made<'d>> {
        let made = || {
            let mut made = Made::of(given.clone());
            let asked = ask(&mut made);
            (made, asked)
        };
        let asked = self.questions.row(|| {
            let (made, asked) = made();
            asked.map(|()| made)
        });
        let Err(error) = asked else { return asked };
        if !error.is::<Stopped>() && !self.questions.has_answers() {
            return Err(error);
        }
        let so_far = self.questions.so_far(made).0;
        self.went_on(Err(error), &so_far.draft)
    }
}
