//! A question that is answered from a list, which letters narrow: by one of it, or by any number. What is
//! pasted narrows it, and neither ticks nor chooses.

use std::collections::BTreeSet;

use super::frame::{Frame, Shown, dim, plain};
use super::input::{Input, Key, Mode};
use super::line::Line;
use super::reader::Reader;
use super::session::{Session, Window, room};
use super::stop::{Stopped, Typed, Why};
use crate::text::wording::visible;

const PASTED: &str = "pasted text narrows the list and chooses nothing";

/// The question.
pub(in crate::command) struct List<'q> {
    pub question: &'q str,
    pub help: &'q str,
    /// What is shown of each choice.
    pub shown: Vec<String>,
    /// What narrows the list at first.
    pub typed: &'q str,
    /// The choice that is offered first.
    pub start: usize,
    /// Choices that are shown at a time, at most.
    pub page: usize,
    /// The choices that some letters mean, likeliest first.
    pub rank: &'q dyn Fn(&str) -> Vec<usize>,
    /// Whether Enter without a tick takes the choice that is offered.
    pub needs_one: bool,
    /// Whether there is a question before it to go back to.
    pub back: bool,
}

/// How far it is answered.
struct State {
    filter: Line,
    /// The choices that are left.
    left: Vec<usize>,
    /// The place of the one that is offered, among them.
    at: usize,
    ticked: Option<BTreeSet<usize>>,
    note: &'static str,
}

impl List<'_> {
    /// The choice; `None` where it is given up by Escape.
    ///
    /// # Errors
    /// It is stopped.
    pub(in crate::command) fn one(&self) -> Result<Option<usize>, Stopped> {
        let mut state = self.state(None);
        match self.run(&mut state, Mode::Typing) {
            Ok(true) => Ok(state.offered()),
            Ok(false) => Ok(None),
            Err(why) => Err(why.into()),
        }
    }

    /// The choices that were ticked, those of `ticked` to begin with; `None` where it is skipped by Escape.
    ///
    /// # Errors
    /// It is stopped; what was ticked is handed on.
    pub(in crate::command) fn many(&self, ticked: &[usize]) -> Result<Option<Vec<usize>>, Stopped> {
        let before: BTreeSet<usize> = ticked.iter().copied().collect();
        let mut state = self.state(Some(before.clone()));
        let answered = self.run(&mut state, Mode::Ticking);
        let ticked = state.ticked.take().unwrap_or_default();
        match answered {
            Ok(true) => Ok(Some(ticked.into_iter().collect())),
            Ok(false) => Ok(None),
            Err(why) => {
                let is_typed = ticked != before;
                let typed = is_typed.then(|| Typed::of(self.question, &self.named(&ticked)));
                Err(Stopped { why, typed: typed.flatten() })
            }
        }
    }

    fn state(&self, ticked: Option<BTreeSet<usize>>) -> State {
        let filter = Line::of(self.typed);
        let left = self.ranked(&filter);
        let at = left.iter().position(|&index| index == self.start).unwrap_or(0);
        State { filter, left, at, ticked, note: "" }
    }

    fn ranked(&self, filter: &Line) -> Vec<usize> {
        let text = filter.text();
        if text.trim().is_empty() {
            return (0..self.shown.len()).collect();
        }
        (self.rank)(&text)
    }

    fn named(&self, chosen: &BTreeSet<usize>) -> String {
        let named = chosen.iter().filter_map(|&index| self.shown.get(index));
        named.map(String::as_str).collect::<Vec<_>>().join("; ")
    }

    /// Goes on until it is answered (true) or given up (false).
    fn run(&self, state: &mut State, mode: Mode) -> Result<bool, Why> {
        let _session = Session::open(Window::Inline)?;
        let (mut frame, mut reader) = (Frame::default(), Reader::default());
        loop {
            if reader.is_idle() {
                self.draw(&mut frame, state)?;
            }
            let input = match reader.next(mode) {
                Ok(input) => input,
                Err(why) => {
                    drop(frame.leave());
                    return Err(why);
                }
            };
            state.note = "";
            match input {
                Input::Resized => {}
                Input::Paste(text) => {
                    state.filter.paste(text.trim());
                    self.narrow(state);
                    state.note = PASTED;
                }
                Input::Key(Key::Ctrl('c')) => {
                    frame.leave()?;
                    return Err(Why::ByHand);
                }
                Input::Key(Key::Escape | Key::Ctrl('d' | 'g')) => {
                    frame.finish(&[self.answered("<canceled>")])?;
                    return Ok(false);
                }
                Input::Key(Key::Left) if self.back && state.filter.is_empty() => {
                    return Err(frame.go_back(self.question));
                }
                Input::Key(Key::Enter) => {
                    if let Some(answer) = self.answer(state) {
                        frame.finish(&[self.answered(&self.named(&answer))])?;
                        return Ok(true);
                    }
                }
                Input::Key(key) => self.press(state, key),
            }
        }
    }

    /// What Enter takes; nothing where something has to be chosen and the letters mean none.
    fn answer(&self, state: &mut State) -> Option<BTreeSet<usize>> {
        let offered: BTreeSet<usize> = state.offered().into_iter().collect();
        let Some(ticked) = &mut state.ticked else {
            return Some(offered).filter(|offered| !offered.is_empty());
        };
        if self.needs_one && ticked.is_empty() {
            ticked.extend(&offered);
        }
        Some(ticked.clone()).filter(|ticked| !self.needs_one || !ticked.is_empty())
    }

    fn press(&self, state: &mut State, key: Key) {
        let last = state.left.len().saturating_sub(1);
        match (key, state.offered(), &mut state.ticked) {
            (Key::Char(' '), Some(index), Some(ticked)) => {
                if !ticked.remove(&index) {
                    ticked.insert(index);
                }
                // What was typed has found it; the next letters look for another.
                if !state.filter.is_empty() {
                    state.filter = Line::default();
                    self.narrow(state);
                    state.at = state.left.iter().position(|&left| left == index).unwrap_or(0);
                }
            }
            (Key::Char(' '), None, Some(_)) => {}
            (Key::Right, _, Some(ticked)) => ticked.extend(&state.left),
            (Key::Left, _, Some(ticked)) => ticked.clear(),
            (Key::Up | Key::Ctrl('p'), ..) => state.at = state.at.checked_sub(1).unwrap_or(last),
            (Key::Down | Key::Ctrl('n') | Key::Tab, ..) => {
                state.at = if state.at < last { state.at + 1 } else { 0 };
            }
            (Key::PageUp, ..) => state.at = state.at.saturating_sub(self.page),
            (Key::PageDown, ..) => state.at = (state.at + self.page).min(last),
            (Key::Home, ..) => state.at = 0,
            (Key::End, ..) => state.at = last,
            (key, ..) => {
                let before = state.filter.text();
                state.filter.press(key);
                if state.filter.text() != before {
                    self.narrow(state);
                }
            }
        }
    }

    fn narrow(&self, state: &mut State) {
        state.left = self.ranked(&state.filter);
        state.at = 0;
    }

    fn answered(&self, text: &str) -> Shown {
        plain(format!("> {} {text}", visible(self.question)))
    }

    fn draw(&self, frame: &mut Frame, state: &State) -> std::io::Result<()> {
        let mut head = Vec::new();
        if !state.note.is_empty() {
            head.push(plain(format!("# {}", state.note)));
        }
        let asked = format!("? {} ", visible(self.question));
        let cursor = (head.len(), asked.chars().count() + state.filter.at());
        head.push(plain(asked + &state.filter.text()));
        // Those that are ticked may be above or below what is shown.
        let ticked = match &state.ticked {
            Some(ticked) if !ticked.is_empty() => format!("{} ticked; ", ticked.len()),
            _ => String::new(),
        };
        let foot = dim(format!("[{ticked}{}]", self.help));
        // As many choices as there is room for.
        let room = room().1.saturating_sub(1);
        let mut page = self.page.max(1);
        let lines = loop {
            let lines =
                [&head[..], &self.choices(state, page), std::slice::from_ref(&foot)].concat();
            if page == 1 || Frame::height(&lines) <= room {
                break lines;
            }
            page -= 1;
        };
        frame.draw(&lines, cursor)
    }

    /// The choices around the one that is offered.
    fn choices(&self, state: &State, page: usize) -> Vec<Shown> {
        let count = state.left.len();
        let first = state.at.saturating_sub(page / 2).min(count.saturating_sub(page));
        let last = (first + page).min(count);
        let line = |place: usize| {
            let index = state.left[place];
            let mark = match place {
                _ if place == state.at => '>',
                _ if place == first && first > 0 => '^',
                _ if place + 1 == last && last < count => 'v',
                _ => ' ',
            };
            let tick = match &state.ticked {
                Some(ticked) if ticked.contains(&index) => "[x] ",
                Some(_) => "[ ] ",
                None => "",
            };
            plain(format!("{mark} {tick}{}", self.shown[index]))
        };
        (first..last).map(line).collect()
    }
}

impl State {
    /// The choice that is offered, unless the letters mean none.
    fn offered(&self) -> Option<usize> {
        self.left.get(self.at).copied()
    }
}
