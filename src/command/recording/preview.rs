//! The look at a record before it is written: shown, judged, and then written, edited or given up.

use anyhow::bail;

use super::editor::Outcome;
use super::pick::by_ids;
use super::{Choice, Desk, Making, Pair, Questions, state};
use crate::command::exit::Exit;
use crate::command::prompt::{Ended, Stopped, Typed, Why, signals};
use crate::diagnostic::text;
use crate::store::WriteError;
use crate::text::wording::visible;
use crate::write::draft::{Draft, template};
use crate::write::filing::{NewRecord, Verdict};

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
        self.bring_with(making, pairs, draft, asked, "")
    }

    /// Like [`Self::bring`], with lines that the editor shows as guidance.
    ///
    /// # Errors
    /// As there.
    pub(in crate::command) fn bring_with(
        &self,
        making: &Making,
        pairs: &[&Pair],
        draft: &Draft,
        asked: bool,
        guidance: &str,
    ) -> anyhow::Result<Exit> {
        let judge = |text: &str| self.judge_text(pairs, draft, text);
        let mut edited = None;
        let text = if making.edit {
            match self.edit(draft.kind, self.template(pairs, draft, guidance), judge)? {
                Outcome::Text(text, path) => {
                    edited = Some(path);
                    text
                }
                Outcome::GivenUp => return Ok(Exit::Found),
            }
        } else if asked {
            let question = match pairs.len() {
                1 => "This is the record.".to_owned(),
                n => format!("This is the record, once for each of {n} educators."),
            };
            self.look(pairs, draft, &question, judge)?
        } else {
            draft.text()
        };
        self.may_write(draft, &text)?;
        let exit = self.keep(&making.writing, &self.entries(pairs, draft, &text))?;
        let exit = self.keep_refused(making.edit || asked, draft, &text, exit);
        // Now it is elsewhere.
        edited.inspect(|path| drop(std::fs::remove_file(path)));
        exit
    }

    /// Whether nobody told the program to end before `text` is written.
    ///
    /// # Errors
    /// Someone did, which is said, and it is kept aside.
    pub(super) fn may_write(&self, draft: &Draft, text: &str) -> anyhow::Result<()> {
        match signals::came() {
            Some(number) => Err(self.ended(Why::Signal(number), &keep_aside(draft, text, None))),
            None => Ok(()),
        }
    }

    /// `exit`, with `text` kept aside where it was refused after someone at a terminal had been through
    /// it: what it was judged beside has changed in the meantime.
    ///
    /// # Errors
    /// Standard error is gone.
    pub(super) fn keep_refused(
        &self,
        by_hand: bool,
        draft: &Draft,
        text: &str,
        exit: Exit,
    ) -> anyhow::Result<Exit> {
        if by_hand && exit == Exit::Found {
            let kept = keep_aside(draft, text, None);
            self.terminal.print_error(format!("{kept}\n"))?;
        }
        Ok(exit)
    }

    /// What an editor opens on.
    pub(super) fn template(&self, pairs: &[&Pair], draft: &Draft, guidance: &str) -> String {
        let profile = pairs.first().map(|pair| pair.1.profile.as_ref());
        template(draft, &visible(&self.about(pairs, draft)), guidance, profile)
    }

    fn entries(&self, pairs: &[&Pair], draft: &Draft, text: &str) -> Vec<NewRecord> {
        let entry = |pair: &&Pair| self.entry_of_text(&pair.0, draft.kind, text.to_owned());
        pairs.iter().map(entry).collect()
    }

    fn judge_text(
        &self,
        pairs: &[&Pair],
        draft: &Draft,
        text: &str,
    ) -> Result<Verdict, WriteError> {
        let entries = self.entries(pairs, draft, text);
        self.has_place(&entries)?;
        Ok(self.judge(&entries).1)
    }

    /// What came of questions. Where they were not answered to their end, what was answered so far is
    /// kept aside, with what was typed of the next answer.
    ///
    /// # Errors
    /// They were not, which is said; or whatever else went wrong.
    pub(in crate::command) fn went_on<T>(
        &self,
        asked: anyhow::Result<T>,
        draft: &Draft,
    ) -> anyhow::Result<T> {
        let error = match asked {
            Ok(answered) => return Ok(answered),
            Err(error) => error,
        };
        let stopped = error.downcast_ref::<Stopped>();
        let typed = stopped.and_then(|stopped| stopped.typed.as_ref());
        if draft.is_empty() && typed.is_none() {
            return Err(error);
        }
        let kept = keep_aside(draft, &draft.text(), typed);
        match stopped {
            Some(stopped) => Err(self.ended(stopped.why, &kept)),
            None => bail!("{error:#}\n{kept}"),
        }
    }

    /// Says that nothing was written, and what is `kept`; the way in which the program ends then.
    pub(in crate::command) fn ended(&self, why: Why, kept: &str) -> anyhow::Error {
        // The terminal may be gone: what was typed is kept nonetheless.
        drop(self.terminal.print_error(format!("nothing was written; {kept}\n")));
        Ended(why.exit()).into()
    }

    /// What the record is and whose, in words that are in a file: ids alone.
    fn about(&self, pairs: &[&Pair], draft: &Draft) -> String {
        let whose: Vec<String> = pairs.iter().map(|pair| by_ids(pair)).collect();
        let of = if whose.is_empty() { String::new() } else { format!(" of {}", whose.join("; ")) };
        format!("a {}{of}", draft.kind.noun())
    }

    /// Shows the record of `pairs` with `question` until it is to be written.
    ///
    /// # Errors
    /// It is given up or stopped, which is said, and it is kept aside; or whatever else went wrong.
    pub(super) fn look(
        &self,
        pairs: &[&Pair],
        draft: &Draft,
        question: &str,
        judge: impl Fn(&str) -> Result<Verdict, WriteError>,
    ) -> anyhow::Result<String> {
        let (mut text, mut is_edited) = (draft.text(), false);
        loop {
            let verdict = match judge(&text) {
                Ok(verdict) => verdict,
                Err(error) => bail!("{error}\n{}", keep_aside(draft, &text, None)),
            };
            let style = self.root.style(self.terminal.error_color, self.terminal.width, true);
            let shown: String = text.lines().map(|line| format!("  {}\n", visible(line))).collect();
            // Where the terminal is gone, the question below finds out, and the text is kept.
            drop(self.terminal.print_error(format!("\n{shown}\n")));
            drop(self.terminal.print_error(text::render_all(&verdict.findings, style)));
            let mut choices = vec![
                Choice::new("open it in the editor", Next::Edit),
                Choice::new("give it up", Next::GiveUp),
            ];
            if verdict.is_clean() {
                let what = if pairs.len() > 1 { "write them" } else { "write it" };
                choices.insert(0, Choice::new(what, Next::Write));
            }
            match Questions.one(question, choices, 0) {
                Ok(Next::Write) => return Ok(text),
                Ok(Next::Edit) => {
                    // What was typed there once is what it opens on again.
                    let offered =
                        if is_edited { text.clone() } else { self.template(pairs, draft, "") };
                    if let Outcome::Text(edited, path) = self.edit(draft.kind, offered, &judge)? {
                        drop(std::fs::remove_file(path));
                        (text, is_edited) = (edited, true);
                    }
                }
                Ok(Next::GiveUp) => {
                    return Err(self.ended(Why::ByHand, &keep_aside(draft, &text, None)));
                }
                Err(stopped) => {
                    return Err(self.ended(stopped.why, &keep_aside(draft, &text, None)));
                }
            }
        }
    }
}

/// Keeps `text` aside, which `draft` grew into, with what was typed of an answer that was not finished; says
/// where.
fn keep_aside(draft: &Draft, text: &str, typed: Option<&Typed>) -> String {
    let comment = typed.map(Typed::comment).unwrap_or_default();
    let name = format!("{}.yaml", draft.kind.name());
    let kept = state::keep_aside(&name, &format!("{text}{comment}"));
    match typed {
        Some(_) => {
            format!("{kept}\nthe unfinished answer is at its end, as a comment")
        }
        None => kept,
    }
}
