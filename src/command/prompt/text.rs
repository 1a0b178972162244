//! A question that is answered by a line. What is pasted goes into the line, and never ends it.

use super::frame::{Frame, Shown, dim, plain};
use super::input::{Input, Key, Mode};
use super::line::Line;
use super::reader::Reader;
use super::session::{Session, Window};
use super::stop::{Stopped, Typed, Why};
use crate::text::wording::visible;

const JOINED: &str = "line breaks in the pasted text became spaces; Enter takes the line";

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::command) struct Text<'q> {
    pub question: &'q str,
    /// What may be written, below the line.
    pub help: &'q str,
    /// What an empty line stands for, and how that is shown.
    pub default: &'q str,
    /// What is in the line already.
    pub start: &'q str,
    /// Whether there is a question before it to go back to.
    pub back: bool,
}

/// Whether `key` asks for the question before this one, as it does in a checklist: where it does not move the
/// cursor in `line`.
fn goes_back(key: Key, line: &Line) -> bool {
    key == Key::Up || key == Key::Left && line.is_empty()
}

impl Text<'_> {
    /// The line, once `check` accepts it; `None` where it is skipped by Escape.
    ///
    /// # Errors
    /// It is stopped; what was typed of the line is handed on.
    pub(in crate::command) fn ask(
        self,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Stopped> {
        let mut line = Line::of(self.start);
        let answered = self.run(&mut line, check);
        answered.map_err(|why| {
            let is_typed = line.text() != self.start;
            let typed = is_typed.then(|| Typed::of(self.question, &line.text())).flatten();
            Stopped { why, typed }
        })
    }

    fn run(
        self,
        line: &mut Line,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Why> {
        let _session = Session::open(Window::Inline)?;
        let (mut frame, mut reader) = (Frame::default(), Reader::default());
        let mut note = String::new();
        loop {
            if reader.is_idle() {
                self.draw(&mut frame, line, &note)?;
            }
            let input = match reader.next(Mode::Typing) {
                Ok(input) => input,
                Err(why) => {
                    drop(frame.leave());
                    return Err(why);
                }
            };
            note.clear();
            match input {
                Input::Paste(text) if line.paste(&text) => note.push_str(JOINED),
                Input::Paste(_) | Input::Resized => {}
                Input::Key(Key::Ctrl('c')) => {
                    frame.leave()?;
                    return Err(Why::ByHand);
                }
                Input::Key(Key::Escape | Key::Ctrl('d' | 'g')) => {
                    frame.finish(&[self.answered("<canceled>")])?;
                    return Ok(None);
                }
                Input::Key(key) if self.back && goes_back(key, line) => {
                    return Err(frame.go_back(self.question));
                }
                Input::Key(Key::Enter) => {
                    let text = line.text();
                    let text = if text.is_empty() { self.default.to_owned() } else { text };
                    match check(&text) {
                        Ok(()) => {
                            frame.finish(&[self.answered(&text)])?;
                            return Ok(Some(text));
                        }
                        Err(why) => note = why,
                    }
                }
                Input::Key(key) => {
                    line.press(key);
                }
            }
        }
    }

    fn answered(self, text: &str) -> Shown {
        plain(format!("> {} {}", visible(self.question), visible(text)))
    }

    fn draw(self, frame: &mut Frame, line: &Line, note: &str) -> std::io::Result<()> {
        let mut lines: Vec<Shown> =
            note.lines().map(|note| plain(format!("# {}", visible(note)))).collect();
        let mut asked = format!("? {} ", visible(self.question));
        if !self.default.is_empty() {
            asked.push_str(&format!("({}) ", visible(self.default)));
        }
        let cursor = (lines.len(), asked.chars().count() + line.at());
        lines.push(plain(asked + &line.text()));
        if !self.help.is_empty() {
            lines.push(dim(format!("[{}]", visible(self.help))));
        }
        frame.draw(&lines, cursor)
    }
}
