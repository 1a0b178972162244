//! Questions at a terminal: one kind of question, one function. Escape skips what may be skipped and
//! gives up what may not; Ctrl-C stops everything.

use inquire::error::InquireError;
use inquire::validator::Validation;
use inquire::{Confirm, MultiSelect, Select, Text};

use crate::diagnostic::wording::visible;

/// Lines of a list that are shown at a time.
const PAGE: usize = 15;

/// Someone at a terminal.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::command) struct Questions;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(in crate::command) enum Stopped {
    /// The one who was asked wants no more of it.
    #[error("stopped; nothing was written")]
    ByHand,
    /// The terminal is gone.
    #[error("the terminal cannot be used: {0}")]
    Terminal(InquireError),
}

impl From<InquireError> for Stopped {
    fn from(error: InquireError) -> Self {
        match error {
            InquireError::OperationCanceled | InquireError::OperationInterrupted => Self::ByHand,
            error => Self::Terminal(error),
        }
    }
}

/// Something to choose: what is shown for it, and what it stands for.
#[derive(Clone, Debug)]
pub(in crate::command) struct Choice<T> {
    pub shown: String,
    pub value: T,
}

impl<T> Choice<T> {
    /// `value`, shown as `shown` without what could steer a terminal.
    pub(in crate::command) fn new(shown: impl AsRef<str>, value: T) -> Self {
        Self { shown: visible(shown.as_ref()), value }
    }
}

impl<T> std::fmt::Display for Choice<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Questions {
    /// One line that `check` accepts; Enter alone takes `start`, and Escape nothing. Nothing, too,
    /// where there is no `start` and nothing is said.
    pub(in crate::command) fn line(
        self,
        question: &str,
        help: &str,
        start: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone + 'static,
    ) -> Result<Option<String>, Stopped> {
        let check = move |text: &str| {
            if text.trim().is_empty() {
                return Ok(Validation::Valid);
            }
            Ok(match check(text.trim()) {
                Ok(()) => Validation::Valid,
                Err(why) => Validation::Invalid(why.into()),
            })
        };
        let mut prompt = Text::new(question).with_validator(check);
        if !start.is_empty() {
            prompt = prompt.with_default(start);
        }
        if !help.is_empty() {
            prompt = prompt.with_help_message(help);
        }
        let answer = prompt.prompt_skippable()?.unwrap_or_default();
        let answer = answer.trim();
        Ok((!answer.is_empty()).then(|| answer.to_owned()))
    }

    /// One line, perhaps emptied; `None` where it is skipped.
    pub(in crate::command) fn line_or_skip(
        self,
        question: &str,
        help: &str,
        start: &str,
    ) -> Result<Option<String>, Stopped> {
        let prompt = Text::new(question).with_initial_value(start).with_help_message(help);
        Ok(prompt.prompt_skippable()?.map(|answer| answer.trim().to_owned()))
    }

    /// Text in someone's own words, or nothing.
    pub(in crate::command) fn prose(self, question: &str) -> Result<Option<String>, Stopped> {
        self.line(question, "Enter without a word leaves it out", "", |_| Ok(()))
    }

    /// A line that has to be there.
    pub(in crate::command) fn needed(
        self,
        question: &str,
        help: &str,
        start: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone + 'static,
    ) -> Result<String, Stopped> {
        loop {
            if let Some(answer) = self.line(question, help, start, check.clone())? {
                return Ok(answer);
            }
            // Escape, or an empty line: asked once more, it can be stopped with Ctrl-C.
            if !self.yes("This is needed. Go on?", true)? {
                return Err(Stopped::ByHand);
            }
        }
    }

    /// One of `choices`, the one at `start` offered first.
    pub(in crate::command) fn one<T>(
        self,
        question: &str,
        choices: Vec<Choice<T>>,
        start: usize,
    ) -> Result<T, Stopped> {
        let start = start.min(choices.len().saturating_sub(1));
        let prompt =
            Select::new(question, choices).with_starting_cursor(start).with_page_size(PAGE);
        Ok(prompt.prompt()?.value)
    }

    /// One of `choices`, found by a few letters: `rank` gives what they mean, likeliest first.
    pub(in crate::command) fn found<T: PartialEq>(
        self,
        question: &str,
        choices: Vec<Choice<T>>,
        typed: &str,
        rank: impl Fn(&str) -> Vec<T>,
    ) -> Result<T, Stopped> {
        let last = std::cell::RefCell::new((String::new(), Vec::new()));
        let scorer = |input: &str, choice: &Choice<T>, _: &str, index: usize| {
            if input.trim().is_empty() {
                return Some(-i64::try_from(index).unwrap_or(i64::MAX));
            }
            let mut last = last.borrow_mut();
            if last.0 != input {
                *last = (input.to_owned(), rank(input));
            }
            let place = last.1.iter().position(|one| *one == choice.value)?;
            Some(-i64::try_from(place).unwrap_or(i64::MAX))
        };
        let prompt = Select::new(question, choices)
            .with_scorer(&scorer)
            .with_starting_filter_input(typed)
            .with_help_message("type a few letters, ↑↓ to move, Enter to choose")
            .with_page_size(PAGE);
        Ok(prompt.prompt()?.value)
    }

    /// Any of `choices`; those at `ticked` are ticked already.
    pub(in crate::command) fn many<T>(
        self,
        question: &str,
        choices: Vec<Choice<T>>,
        ticked: &[usize],
    ) -> Result<Vec<T>, Stopped> {
        let prompt = MultiSelect::new(question, choices)
            .with_default(ticked)
            .with_page_size(PAGE)
            .with_help_message("Space ticks, ↑↓ move, letters narrow the list, Enter goes on");
        let chosen = prompt.prompt_skippable()?.unwrap_or_default();
        Ok(chosen.into_iter().map(|choice| choice.value).collect())
    }

    /// Yes or no.
    pub(in crate::command) fn yes(self, question: &str, default: bool) -> Result<bool, Stopped> {
        Ok(Confirm::new(question).with_default(default).prompt()?)
    }
}
