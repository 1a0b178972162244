//! The look at a record before it is written: shown, judged, and then written, changed, edited or given up.

use anyhow::bail;

use super::editor::Outcome;
use super::pick::by_ids;
use super::{Ask, Choice, Desk, Made, Making, state};
use crate::command::exit::Exit;
use crate::command::prompt::{Ended, Stopped, Typed, Why, signals};
use crate::diagnostic::text;
use crate::store::{WriteError, coach_of};
use crate::text::wording::visible;
use crate::write::draft::{Draft, template};
use crate::write::filing::{NewRecord, Verdict};

/// What can be done with a record that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Write,
    Edit,
    GiveUp,
    /// The answer of this number is given anew.
    Change(usize),
}

/// What the options say, and the questions that completed it.
pub(in crate::command) type Asked<'a, 'd> = (&'a Draft, Ask<'a, 'd>);

impl<'t> Desk<'t> {
    /// Brings what was `made` to its files, one for each of its pairs or one of a coach alone: through the editor where that was asked
    /// for, past the eyes of whoever was `asked`, or straight.
    ///
    /// # Errors
    /// The terminal, the editor or the folder cannot be used.
    pub(in crate::command) fn bring<'d>(
        &'d self,
        making: &Making,
        made: Made<'d>,
        asked: Option<Asked<'_, 'd>>,
    ) -> anyhow::Result<Exit> {
        self.bring_with(making, made, asked, "")
    }

    /// Like [`Self::bring`], with lines that the editor shows as guidance.
    ///
    /// # Errors
    /// As there.
    pub(in crate::command) fn bring_with<'d>(
        &'d self,
        making: &Making,
        mut made: Made<'d>,
        asked: Option<Asked<'_, 'd>>,
        guidance: &str,
    ) -> anyhow::Result<Exit> {
        let judge = |made: &Made, text: &str| self.judge_text(made, text);
        let mut edited = None;
        let text = if making.edit {
            match self
                .edit(made.draft.kind, self.template(&made, guidance), |text| judge(&made, text))?
            {
                Outcome::Text(text, path) => {
                    edited = Some(path);
                    text
                }
                Outcome::GivenUp => return Ok(Exit::Found),
            }
        } else if let Some(asked) = asked {
            self.look(&mut made, "record", asked, judge)?
        } else {
            made.draft.text()
        };
        let draft = &made.draft;
        self.may_write(draft, &text)?;
        let exit = self.keep(&making.writing, &self.entries(&made, &text))?;
        let exit = self.keep_refused(making.edit || asked.is_some(), draft, &text, exit);
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
    pub(super) fn template(&self, made: &Made, guidance: &str) -> String {
        let profile = made.pairs.first().map(|pair| pair.1.profile.as_ref());
        template(&made.draft, &visible(&about(made)), guidance, profile)
    }

    fn entries(&self, made: &Made, text: &str) -> Vec<NewRecord> {
        let kind = made.draft.kind;
        let folders = made.pairs.iter().map(|pair| &pair.0).chain(&made.own_folder);
        folders.map(|folder| self.entry_of_text(folder, kind, text.to_owned())).collect()
    }

    fn judge_text(&self, made: &Made, text: &str) -> Result<Verdict, WriteError> {
        let entries = self.entries(made, text);
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

    /// Shows what was `made`, a `what`, with the answers it is made of, until it is to be written: its text then.
    /// `asked` makes it anew where an answer is changed.
    ///
    /// # Errors
    /// It is given up or stopped, which is said, and it is kept aside; or whatever else went wrong.
    pub(super) fn look<'d>(
        &'d self,
        made: &mut Made<'d>,
        what: &str,
        (given, ask): Asked<'_, 'd>,
        judge: impl Fn(&Made, &str) -> Result<Verdict, WriteError>,
    ) -> anyhow::Result<String> {
        let (mut text, mut is_edited) = (made.draft.text(), false);
        loop {
            let verdict = match judge(made, &text) {
                Ok(verdict) => verdict,
                Err(error) => bail!("{error}\n{}", keep_aside(&made.draft, &text, None)),
            };
            let style = self.root.style(self.terminal.error_color, self.terminal.width, true);
            let shown: String = text.lines().map(|line| format!("  {}\n", visible(line))).collect();
            // Where the terminal is gone, the question below finds out, and the text is kept.
            drop(self.terminal.print_error(format!("\n{shown}\n")));
            drop(self.terminal.print_error(text::render_all(&verdict.findings, style)));
            let question = match made.pairs.len() {
                0 | 1 => format!("This is the {what}."),
                n => format!("This is the {what}, once for each of {n} educators."),
            };
            let choices = self.next(made, &verdict, is_edited);
            match self.questions.one(&question, choices, 0) {
                Ok(Next::Write) => return Ok(text),
                Ok(Next::Edit) => {
                    // What was typed there once is what it opens on again.
                    let offered = if is_edited { text.clone() } else { self.template(made, "") };
                    if let Outcome::Text(edited, path) =
                        self.edit(made.draft.kind, offered, |text| judge(made, text))?
                    {
                        drop(std::fs::remove_file(path));
                        (text, is_edited) = (edited, true);
                    }
                }
                Ok(Next::Change(number)) => {
                    self.questions.reopen(number);
                    *made = self.make(given, ask)?;
                    text = made.draft.text();
                }
                Ok(Next::GiveUp) => {
                    return Err(self.ended(Why::ByHand, &keep_aside(&made.draft, &text, None)));
                }
                Err(stopped) => {
                    return Err(self.ended(stopped.why, &keep_aside(&made.draft, &text, None)));
                }
            }
        }
    }

    /// What can be done with what was `made`. The answers are told by what was typed in the editor, once it was.
    fn next(&self, made: &Made, verdict: &Verdict, is_edited: bool) -> Vec<Choice<Next>> {
        let write = if made.pairs.len() > 1 { "write them" } else { "write it" };
        let write = verdict.is_clean().then(|| Choice::new(write, Next::Write));
        let others = [
            Choice::new("open it in the editor", Next::Edit),
            Choice::new("give it up", Next::GiveUp),
        ];
        let answers = if is_edited { Vec::new() } else { self.questions.answered() };
        let change = |(number, answer): (usize, String)| {
            Choice::new(format!("change: {answer}"), Next::Change(number))
        };
        let changes = answers.into_iter().enumerate().map(change);
        write.into_iter().chain(others).chain(changes).collect()
    }
}

/// What the record is and whose, in words that are in a file: ids alone.
fn about(made: &Made) -> String {
    let coach = made.own_folder.as_deref().and_then(coach_of).map(str::to_owned);
    let whose: Vec<String> = made.pairs.iter().map(|pair| by_ids(pair)).chain(coach).collect();
    let of = if whose.is_empty() { String::new() } else { format!(" of {}", whose.join("; ")) };
    format!("a {}{of}", made.draft.kind.noun())
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
