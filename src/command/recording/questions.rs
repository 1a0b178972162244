//! Questions at a terminal: one kind of question, one function. Escape skips what may be skipped and
//! gives up what may not; Ctrl-C stops everything. In a row of questions ← goes one step back.

use std::cell::RefCell;

use super::answers::{Answers, Said, Turn, Word};
use crate::command::prompt::{List, Stopped, Text, Why};
use crate::text::wording::visible;

/// Lines of a list that are shown at a time.
const PAGE: usize = 15;

const ONE: &str = "↑↓ to move, Enter to choose, letters narrow the list";
const FOUND: &str = "type a few letters, ↑↓ to move, Enter to choose";
const MANY: &str = "Space ticks, ↑↓ move, letters narrow the list, Enter goes on";
const SOME: &str =
    "type a few letters, ↑↓ to move, Enter to choose; for several, tick each with Space";

/// Someone at a terminal, and what they answered so far.
#[derive(Debug, Default)]
pub(in crate::command) struct Questions {
    answers: RefCell<Answers>,
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

impl Questions {
    /// What `ask` makes of the answers to its questions. Where one step back is wanted, it begins anew, and asks
    /// only what is to be answered again.
    ///
    /// # Errors
    /// Those of `ask`, such as [`Stopped`].
    pub(in crate::command) fn row<T>(
        &self,
        mut ask: impl FnMut() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        loop {
            self.answers.borrow_mut().begin(false);
            let asked = ask();
            let stopped = asked.as_ref().err().and_then(|error| error.downcast_ref::<Stopped>());
            if stopped.is_some_and(|stopped| stopped.why == Why::Back) {
                continue;
            }
            self.answers.borrow_mut().end(asked.is_ok());
            return asked;
        }
    }

    /// What `ask` makes of the answers so far. Nobody is asked.
    pub(super) fn so_far<T>(&self, ask: impl FnOnce() -> T) -> T {
        self.answers.borrow_mut().begin(true);
        let made = ask();
        self.answers.borrow_mut().end(false);
        made
    }

    /// Whether anything was answered in a row.
    pub(super) fn has_answers(&self) -> bool {
        !self.answers.borrow().is_empty()
    }

    /// Each question of the row with its answer, a line each.
    pub(super) fn answered(&self) -> Vec<String> {
        let line = |(question, said): (&str, &Said)| match said.is_empty() {
            true => format!("{question} —"),
            false => {
                let words: Vec<&str> = said.iter().map(|word| word.text.as_str()).collect();
                format!("{question} {}", words.join("; "))
            }
        };
        self.answers.borrow().all().map(line).collect()
    }

    /// Has the answer of this number, from 0, given anew when the row is gone through next.
    pub(super) fn reopen(&self, number: usize) {
        self.answers.borrow_mut().reopen(number);
    }

    /// What `read` makes of the answer to `question`: the one that stands, or else what `ask` is answered, given
    /// what was answered before and whether there is a way back.
    fn turn<T>(
        &self,
        question: &str,
        read: impl Fn(&[Word]) -> Option<T>,
        ask: impl FnOnce(Option<Said>, bool) -> Result<Said, Stopped>,
    ) -> Result<T, Stopped> {
        let turn = self.answers.borrow_mut().turn(question, |said| read(said).is_some());
        let said = match turn {
            Turn::Answered(said) => said,
            Turn::Unanswered => Said::new(),
            Turn::Ask { before, back } => match ask(before, back) {
                Ok(said) => {
                    self.answers.borrow_mut().note(question, &said);
                    said
                }
                Err(stopped) => {
                    if stopped.why == Why::Back {
                        let typed = stopped.typed.as_ref();
                        let typed = typed.map(|typed| vec![Word::typed(&typed.text)]);
                        let typed = typed.filter(|typed| read(typed).is_some());
                        self.answers.borrow_mut().back(question, typed);
                    }
                    return Err(stopped);
                }
            },
        };
        read(&said).ok_or(Why::ByHand.into())
    }

    /// One line that `check` accepts; Enter alone takes `start`, and Escape nothing. Nothing, too,
    /// where there is no `start` and nothing is said.
    pub(in crate::command) fn line(
        &self,
        question: &str,
        help: &str,
        start: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Stopped> {
        let check = |text: &str| if text.trim().is_empty() { Ok(()) } else { check(text.trim()) };
        let read = |said: &[Word]| match said {
            [] => Some(None),
            [word, ..] => check(&word.text).is_ok().then(|| Some(word.text.clone())),
        };
        self.turn(question, read, |before, back| {
            // What was left out before is not offered a second time.
            let default = if before.as_ref().is_some_and(Vec::is_empty) { "" } else { start };
            let before = line_of(before);
            let help = &with_keys(help, &before, back);
            let prompt = Text { question, help, default, start: &before, back };
            let answer = prompt.ask(check)?.unwrap_or_default();
            let answer = answer.trim();
            Ok(Said::from_iter((!answer.is_empty()).then(|| Word::typed(answer))))
        })
    }

    /// One line, perhaps emptied; `None` where it is skipped.
    pub(in crate::command) fn line_or_skip(
        question: &str,
        help: &str,
        start: &str,
    ) -> Result<Option<String>, Stopped> {
        let prompt = Text { question, help, start, ..Text::default() };
        Ok(prompt.ask(|_| Ok(()))?.map(|answer| answer.trim().to_owned()))
    }

    /// Text in someone's own words, or nothing.
    pub(in crate::command) fn prose(&self, question: &str) -> Result<Option<String>, Stopped> {
        self.line(question, "Enter without a word leaves it out", "", |_| Ok(()))
    }

    /// A line that has to be there.
    pub(in crate::command) fn needed(
        &self,
        question: &str,
        help: &str,
        start: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<String, Stopped> {
        let check = |text: &str| if text.trim().is_empty() { Ok(()) } else { check(text.trim()) };
        let read = |said: &[Word]| {
            said.first().filter(|word| check(&word.text).is_ok()).map(|word| word.text.clone())
        };
        self.turn(question, read, |before, back| {
            let before = line_of(before);
            let help = &with_keys(help, &before, back);
            loop {
                let prompt = Text { question, help, default: start, start: &before, back };
                let answer = prompt.ask(check)?.unwrap_or_default();
                if !answer.trim().is_empty() {
                    return Ok(vec![Word::typed(answer.trim())]);
                }
                // Escape, or an empty line: asked once more, it can be stopped with Ctrl-C.
                if !yes_or_no("This is needed. Go on?", true, false)? {
                    return Err(Why::ByHand.into());
                }
            }
        })
    }

    /// One of `choices`, the one at `start` offered first.
    pub(in crate::command) fn one<T>(
        &self,
        question: &str,
        choices: Vec<Choice<T>>,
        start: usize,
    ) -> Result<T, Stopped> {
        let shown = texts(&choices);
        let rank = |typed: &str| holding(&shown, typed);
        let place = self.place(List { start, ..list(question, ONE, &shown, &rank) })?;
        nth(choices, place)
    }

    /// One of `choices`, found by a few letters: `rank` gives what they mean, likeliest first.
    pub(in crate::command) fn found<T: PartialEq>(
        &self,
        question: &str,
        choices: Vec<Choice<T>>,
        typed: &str,
        rank: impl Fn(&str) -> Vec<T>,
    ) -> Result<T, Stopped> {
        let rank = |typed: &str| places(&choices, &rank(typed));
        let shown = texts(&choices);
        let place = self.place(List { typed, ..list(question, FOUND, &shown, &rank) })?;
        nth(choices, place)
    }

    /// At least one of `choices`, found by a few letters as in [`Self::found`].
    pub(in crate::command) fn some<T: PartialEq>(
        &self,
        question: &str,
        choices: Vec<Choice<T>>,
        typed: &str,
        rank: impl Fn(&str) -> Vec<T>,
    ) -> Result<Vec<T>, Stopped> {
        let rank = |typed: &str| places(&choices, &rank(typed));
        let shown = texts(&choices);
        let list = List { typed, needs_one: true, ..list(question, SOME, &shown, &rank) };
        let places = self.ticked(list, &[])?;
        if places.is_empty() { Err(Why::ByHand.into()) } else { Ok(at(choices, &places)) }
    }

    /// Any of `choices`; those at `ticked` are ticked already.
    pub(in crate::command) fn many<T>(
        &self,
        question: &str,
        choices: Vec<Choice<T>>,
        ticked: &[usize],
    ) -> Result<Vec<T>, Stopped> {
        let shown = texts(&choices);
        let rank = |typed: &str| holding(&shown, typed);
        let places = self.ticked(list(question, MANY, &shown, &rank), ticked)?;
        Ok(at(choices, &places))
    }

    /// The place of the one choice of `list` that is taken.
    fn place(&self, list: List) -> Result<usize, Stopped> {
        let (question, shown) = (list.question, list.shown.clone());
        let read = |said: &[Word]| place_of(said.first()?, &shown);
        self.turn(question, read, |before, back| {
            let known = before.as_deref().and_then(read);
            let help = &with_back(list.help, back);
            let list = match known {
                Some(start) => List { start, typed: "", help, back, ..list },
                None => List { help, back, ..list },
            };
            // Whoever leaves it by Escape leaves it as it was.
            let chosen = list.one()?.or(known).ok_or(Why::ByHand)?;
            Ok(words(&shown, &[chosen]))
        })
    }

    /// The places of the choices of `list` that are ticked, those at `ticked` to begin with.
    fn ticked(&self, list: List, ticked: &[usize]) -> Result<Vec<usize>, Stopped> {
        let (question, shown) = (list.question, list.shown.clone());
        let read = |said: &[Word]| -> Option<Vec<usize>> {
            said.iter().map(|word| place_of(word, &shown)).collect()
        };
        self.turn(question, read, |before, back| {
            let known = before.as_deref().and_then(read);
            let typed = if known.is_some() { "" } else { list.typed };
            let (start, ticked) = match known.as_deref() {
                // It was taken without a tick, and so another one can be.
                Some(&[only]) if list.needs_one => (only, &[][..]),
                known => (list.start, known.unwrap_or(ticked)),
            };
            let help = &with_back(list.help, back);
            let list = List { start, typed, help, back, ..list };
            // Whoever leaves it by Escape leaves it as it was.
            let chosen = list.many(ticked)?.or(known).unwrap_or_default();
            Ok(words(&shown, &chosen))
        })
    }

    /// Yes or no.
    pub(in crate::command) fn yes(&self, question: &str, default: bool) -> Result<bool, Stopped> {
        let read = |said: &[Word]| match said.first()?.text.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        self.turn(question, read, |before, back| {
            let default = before.as_deref().and_then(read).unwrap_or(default);
            let is_so = yes_or_no(question, default, back)?;
            Ok(vec![Word::typed(if is_so { "yes" } else { "no" })])
        })
    }
}

/// Yes or no.
fn yes_or_no(question: &str, default: bool, back: bool) -> Result<bool, Stopped> {
    let said = |text: &str| match text.trim().to_lowercase().as_str() {
        "y" | "yes" => Some(true),
        "n" | "no" => Some(false),
        "y/n" => Some(default),
        _ => None,
    };
    let check = |text: &str| said(text).map(|_| ()).ok_or("answer y or n".to_owned());
    let shown = if default { "Y/n" } else { "y/N" };
    let help = with_back("", back);
    let prompt = Text { question, default: shown, help: &help, back, ..Text::default() };
    let answer = prompt.ask(check)?.ok_or(Why::ByHand)?;
    Ok(said(&answer).unwrap_or(default))
}

/// `help` with the keys for a line that holds what was answered `before`: there ← moves the cursor.
fn with_keys(help: &str, before: &str, back: bool) -> String {
    if before.is_empty() {
        return with_back(help, back);
    }
    with_way(&format!("{help}; Ctrl-U clears the line"), back.then_some("↑ goes back"))
}

/// `help` with the key that goes back, where there is a way.
fn with_back(help: &str, back: bool) -> String {
    with_way(help, back.then_some("← goes back"))
}

fn with_way(help: &str, way: Option<&str>) -> String {
    let parts = [Some(help), way].into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

/// A list without anything typed or offered.
fn list<'q>(
    question: &'q str,
    help: &'q str,
    shown: &[String],
    rank: &'q dyn Fn(&str) -> Vec<usize>,
) -> List<'q> {
    List {
        question,
        help,
        shown: shown.to_vec(),
        typed: "",
        start: 0,
        page: PAGE,
        rank,
        needs_one: false,
        back: false,
    }
}

/// The line that was typed `before`.
fn line_of(before: Option<Said>) -> String {
    before.and_then(|said| said.into_iter().next()).map(|word| word.text).unwrap_or_default()
}

/// Where `word` is in the list of what is `shown`: in its place, or, where the list has changed, elsewhere.
fn place_of(word: &Word, shown: &[String]) -> Option<usize> {
    let is_there = shown.get(word.place).is_some_and(|text| *text == word.text);
    if is_there { Some(word.place) } else { shown.iter().position(|text| *text == word.text) }
}

/// Those of `shown` at `places`, as an answer.
fn words(shown: &[String], places: &[usize]) -> Said {
    let word = |&place: &usize| Some(Word { text: shown.get(place)?.clone(), place });
    places.iter().filter_map(word).collect()
}

fn texts<T>(choices: &[Choice<T>]) -> Vec<String> {
    choices.iter().map(|choice| choice.shown.clone()).collect()
}

/// Those of `shown` that hold what was typed, those first that begin with it.
fn holding(shown: &[String], typed: &str) -> Vec<usize> {
    let typed = typed.trim().to_lowercase();
    let holds = |text: &String| text.to_lowercase().contains(&typed);
    let mut found: Vec<usize> = (0..shown.len()).filter(|&index| holds(&shown[index])).collect();
    found.sort_by_key(|&index| !shown[index].to_lowercase().starts_with(&typed));
    found
}

/// Where `values` are among `choices`.
fn places<T: PartialEq>(choices: &[Choice<T>], values: &[T]) -> Vec<usize> {
    let place = |value: &T| choices.iter().position(|choice| choice.value == *value);
    values.iter().filter_map(place).collect()
}

/// The choice at `place`.
fn nth<T>(choices: Vec<Choice<T>>, place: usize) -> Result<T, Stopped> {
    choices.into_iter().nth(place).map(|choice| choice.value).ok_or(Why::ByHand.into())
}

/// The choices at `places`.
fn at<T>(choices: Vec<Choice<T>>, places: &[usize]) -> Vec<T> {
    let choices = choices.into_iter().enumerate();
    choices.filter(|(place, _)| places.contains(place)).map(|(_, choice)| choice.value).collect()
}
