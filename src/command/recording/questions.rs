//! Questions at a terminal: one kind of question, one function. Escape skips what may be skipped and
//! gives up what may not; Ctrl-C stops everything.

use crate::command::prompt::{List, Stopped, Text, Why};
use crate::text::wording::visible;

/// Lines of a list that are shown at a time.
const PAGE: usize = 15;

const ONE: &str = "↑↓ to move, Enter to choose, letters narrow the list";
const MANY: &str = "Space ticks, ↑↓ move, letters narrow the list, Enter goes on";

/// Someone at a terminal.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::command) struct Questions;

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

impl Questions {
    /// One line that `check` accepts; Enter alone takes `start`, and Escape nothing. Nothing, too,
    /// where there is no `start` and nothing is said.
    pub(in crate::command) fn line(
        self,
        question: &str,
        help: &str,
        start: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Stopped> {
        let check = |text: &str| if text.trim().is_empty() { Ok(()) } else { check(text.trim()) };
        let prompt = Text { question, help, default: start, start: "" };
        let answer = prompt.ask(check)?.unwrap_or_default();
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
        let prompt = Text { question, help, start, default: "" };
        Ok(prompt.ask(|_| Ok(()))?.map(|answer| answer.trim().to_owned()))
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
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<String, Stopped> {
        loop {
            if let Some(answer) = self.line(question, help, start, &check)? {
                return Ok(answer);
            }
            // Escape, or an empty line: asked once more, it can be stopped with Ctrl-C.
            if !self.yes("This is needed. Go on?", true)? {
                return Err(Why::ByHand.into());
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
        let shown = texts(&choices);
        let rank = |typed: &str| holding(&shown, typed);
        let start = start.min(choices.len().saturating_sub(1));
        let list = List {
            question,
            help: ONE,
            shown: shown.clone(),
            typed: "",
            start,
            page: PAGE,
            rank: &rank,
        };
        chosen(choices, list.one()?)
    }

    /// One of `choices`, found by a few letters: `rank` gives what they mean, likeliest first.
    pub(in crate::command) fn found<T: PartialEq>(
        self,
        question: &str,
        choices: Vec<Choice<T>>,
        typed: &str,
        rank: impl Fn(&str) -> Vec<T>,
    ) -> Result<T, Stopped> {
        let place = |value: &T| choices.iter().position(|choice| choice.value == *value);
        let rank = |typed: &str| rank(typed).iter().filter_map(place).collect();
        let list = List {
            question,
            help: "type a few letters, ↑↓ to move, Enter to choose",
            shown: texts(&choices),
            typed,
            start: 0,
            page: PAGE,
            rank: &rank,
        };
        let answer = list.one()?;
        chosen(choices, answer)
    }

    /// Any of `choices`; those at `ticked` are ticked already.
    pub(in crate::command) fn many<T>(
        self,
        question: &str,
        choices: Vec<Choice<T>>,
        ticked: &[usize],
    ) -> Result<Vec<T>, Stopped> {
        let shown = texts(&choices);
        let rank = |typed: &str| holding(&shown, typed);
        let list = List {
            question,
            help: MANY,
            shown: shown.clone(),
            typed: "",
            start: 0,
            page: PAGE,
            rank: &rank,
        };
        let ticked = list.many(ticked)?;
        let choices = choices.into_iter().enumerate();
        Ok(choices
            .filter(|(index, _)| ticked.contains(index))
            .map(|(_, choice)| choice.value)
            .collect())
    }

    /// Yes or no.
    pub(in crate::command) fn yes(self, question: &str, default: bool) -> Result<bool, Stopped> {
        let said = |text: &str| match text.trim().to_lowercase().as_str() {
            "y" | "yes" => Some(true),
            "n" | "no" => Some(false),
            "y/n" => Some(default),
            _ => None,
        };
        let check = |text: &str| said(text).map(|_| ()).ok_or("answer y or n".to_owned());
        let shown = if default { "Y/n" } else { "y/N" };
        let prompt = Text { question, default: shown, ..Text::default() };
        let answer = prompt.ask(check)?.ok_or(Why::ByHand)?;
        Ok(said(&answer).unwrap_or(default))
    }
}

fn texts<T>(choices: &[Choice<T>]) -> Vec<String> {
    choices.iter().map(|choice| choice.shown.clone()).collect()
}

/// Those of `shown` that hold what was typed.
fn holding(shown: &[String], typed: &str) -> Vec<usize> {
    let typed = typed.trim().to_lowercase();
    let holds = |text: &String| text.to_lowercase().contains(&typed);
    (0..shown.len()).filter(|&index| holds(&shown[index])).collect()
}

fn chosen<T>(choices: Vec<Choice<T>>, answer: Option<usize>) -> Result<T, Stopped> {
    let choice = answer.and_then(|index| choices.into_iter().nth(index));
    choice.map(|choice| choice.value).ok_or(Why::ByHand.into())
}
