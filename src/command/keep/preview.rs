//! The look at a record before it is written: shown, judged, and then written, edited or given up.

use super::editor::Outcome;
use super::{Choice, Desk, Making, Pair, Questions, finish};
use crate::command::exit::Exit;
use crate::diagnostic::text;
use crate::diagnostic::wording::visible;
use crate::draft::Draft;
use crate::entry::{Entry, Verdict};

/// What can be done with a record that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Write,
    Edit,
    GiveUp,
}

impl Desk<'_> {
    /// Brings `draft` to its files, one for each of `pairs`: through the editor where that was asked
    /// for, past the eyes of whoever was `asked`, or straight.
    ///
    /// # Errors
    /// The terminal, the editor or the folder cannot be used.
    pub(in crate::command) fn bring(
        &self,
        making: &Making,
        pairs: &[&Pair],
        draft: &Draft,
        asked: bool,
    ) -> anyhow::Result<Exit> {
        let text = if making.edit {
            match self.edit(draft, pairs, |text| self.judge_text(pairs, draft, text))? {
                Outcome::Text(text) => text,
                Outcome::GivenUp => return Ok(Exit::Found),
            }
        } else if asked {
            match self.look(pairs, draft)? {
                Some(text) => text,
                None => return Ok(Exit::Found),
            }
        } else {
            draft.text()
        };
        self.keep(&making.writing, &self.entries(pairs, draft, &text))
    }

    fn entries(&self, pairs: &[&Pair], draft: &Draft, text: &str) -> Vec<Entry> {
        let entry = |pair: &&Pair| self.entry_of_text(pair, draft.kind, text.to_owned());
        pairs.iter().map(entry).collect()
    }

    fn judge_text(&self, pairs: &[&Pair], draft: &Draft, text: &str) -> Verdict {
        self.judge(&self.entries(pairs, draft, text)).1
    }

    /// Shows the record until it is to be written; `None` where it is given up.
    fn look(&self, pairs: &[&Pair], draft: &Draft) -> anyhow::Result<Option<String>> {
        let mut text = draft.text();
        loop {
            let verdict = self.judge_text(pairs, draft, &text);
            let style = self.root.style(self.terminal.error_color, self.terminal.width, true);
            let shown: String =
                text.lines().map(|line| format!("  {}\n", visible(line))).collect();
            self.terminal.print_error(format!("\n{shown}\n"))?;
            self.terminal.print_error(text::render_all(&verdict.findings, style))?;
            let mut choices = vec![
                Choice::new("open it in the editor", Next::Edit),
                Choice::new("give it up", Next::GiveUp),
            ];
            if verdict.is_clean() {
                let what = if pairs.len() > 1 { "write them" } else { "write it" };
                choices.insert(0, Choice::new(what, Next::Write));
            }
            let question = match pairs.len() {
                1 => "This is the record.".to_owned(),
                n => format!("This is the record, once for each of {n} educators."),
            };
            match Questions.one(&question, choices, 0) {
                Ok(Next::Write) => return Ok(Some(text)),
                Ok(Next::Edit) => {
                    let judge = |text: &str| self.judge_text(pairs, draft, text);
                    if let Outcome::Text(edited) = self.edit(draft, pairs, judge)? {
                        text = edited;
                    }
                }
                Ok(Next::GiveUp) | Err(_) => {
                    self.terminal.print_error(format!(
                        "nothing was written; {}\n",
                        finish::keep_aside(&format!("{}.yaml", draft.kind.name()), &text)
                    ))?;
                    return Ok(None);
                }
            }
        }
    }
}
