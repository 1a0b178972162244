//! The look at a record before it is written: shown, judged, and then written, edited or given up.

use super::editor::Outcome;
use super::pick::by_ids;
use super::{Choice, Desk, Making, Pair, Questions, Stopped, finish};
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
        let judge = |text: &str| self.judge_text(pairs, draft, text);
        let text = if making.edit {
            let profile = pairs.first().map(|pair| pair.1.profile.as_ref());
            match self.edit(draft, &self.about(pairs, draft), profile, judge)? {
                Outcome::Text(text) => text,
                Outcome::GivenUp => return Ok(Exit::Found),
            }
        } else if asked {
            let question = match pairs.len() {
                1 => "This is the record.".to_owned(),
                n => format!("This is the record, once for each of {n} educators."),
            };
            match self.look(pairs, draft, &question, judge)? {
                Some(text) => text,
                None => return Ok(Exit::Found),
            }
        } else {
            draft.text()
        };
        self.keep(&making.writing, &self.entries(pairs, draft, &text))
    }

    fn entries(&self, pairs: &[&Pair], draft: &Draft, text: &str) -> Vec<Entry> {
        let entry = |pair: &&Pair| self.entry_of_text(&pair.0, draft.kind, text.to_owned());
        pairs.iter().map(entry).collect()
    }

    fn judge_text(&self, pairs: &[&Pair], draft: &Draft, text: &str) -> Verdict {
        self.judge(&self.entries(pairs, draft, text)).1
    }

    /// Whether questions were answered to their end. Where they were stopped by hand, what was
    /// answered so far is kept aside.
    ///
    /// # Errors
    /// Whatever else went wrong.
    pub(in crate::command) fn went_on(
        &self,
        asked: anyhow::Result<()>,
        draft: &Draft,
    ) -> anyhow::Result<bool> {
        let Err(error) = asked else { return Ok(true) };
        if !matches!(error.downcast_ref(), Some(Stopped::ByHand)) {
            return Err(error);
        }
        let kept = if draft.is_empty() {
            String::new()
        } else {
            let name = format!("{}.yaml", draft.kind.name());
            format!("; {}", finish::keep_aside(&name, &draft.text()))
        };
        self.terminal.print_error(format!("nothing was written{kept}\n"))?;
        Ok(false)
    }

    /// What the record is and whose, in words that stand in a file: ids alone.
    fn about(&self, pairs: &[&Pair], draft: &Draft) -> String {
        let whose: Vec<String> = pairs.iter().map(|pair| by_ids(pair)).collect();
        let of = if whose.is_empty() { String::new() } else { format!(" of {}", whose.join("; ")) };
        format!("a {}{of}", draft.kind.name())
    }

    /// Shows the record of `pairs` with `question` until it is to be written; `None` where it is given
    /// up.
    pub(super) fn look(
        &self,
        pairs: &[&Pair],
        draft: &Draft,
        question: &str,
        judge: impl Fn(&str) -> Verdict,
    ) -> anyhow::Result<Option<String>> {
        let mut text = draft.text();
        loop {
            let verdict = judge(&text);
            let style = self.root.style(self.terminal.error_color, self.terminal.width, true);
            let shown: String = text.lines().map(|line| format!("  {}\n", visible(line))).collect();
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
            match Questions.one(question, choices, 0) {
                Ok(Next::Write) => return Ok(Some(text)),
                Ok(Next::Edit) => {
                    let profile = pairs.first().map(|pair| pair.1.profile.as_ref());
                    let about = self.about(pairs, draft);
                    if let Outcome::Text(edited) = self.edit(draft, &about, profile, &judge)? {
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
