//! The checklist on a terminal: one item a screen, one key an answer.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{Clear, ClearType};

use super::page;
use crate::command::prompt::{Input, Key, Mode, Reader, Session, Stopped, Why, Window, room};
use crate::command::recording::Questions;
use crate::domain::record::Rating;
use crate::text::wording::visible;
use crate::write::draft::{Filling, Stop};

/// Widest text, in columns.
const WIDEST: usize = 90;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Rate(Rating),
    Judge(Option<usize>),
    Comment,
    Forward,
    Back,
    Stop,
}

/// Said where text was pasted: letters in it would rate.
const PASTED: &str = "Pasted text is ignored: one key answers an item.";

/// Goes through `filling` until its end. `last` says what the same rater said of each item before; `keep` is
/// given every answer.
///
/// # Errors
/// It is stopped; what was typed of a comment stands in `filling`.
pub(super) fn fill(
    filling: &mut Filling,
    last: &[Option<String>],
    whose: &str,
    mut keep: impl FnMut(&Filling),
) -> Result<(), Stopped> {
    let mut session = Some(Session::open(Window::Whole)?);
    let mut reader = Reader::default();
    let mut note = "";
    while let Some(stop) = filling.stop() {
        if reader.is_idle() {
            draw(filling, stop, last, whose, note).map_err(Why::from)?;
        }
        let key = match reader.next(Mode::Acting)? {
            Input::Key(key) => key,
            Input::Paste(_) => {
                note = PASTED;
                continue;
            }
            Input::Resized => continue,
        };
        note = "";
        match does(key, filling, stop) {
            None => continue,
            Some(Does::Rate(rating)) => filling.rate(rating),
            Some(Does::Judge(level)) => filling.judge(level),
            Some(Does::Forward) => filling.forward(),
            Some(Does::Back) => filling.back(),
            Some(Does::Stop) => return Err(Why::ByHand.into()),
            Some(Does::Comment) => {
                let Stop::Item(item) = stop else { continue };
                drop(session.take());
                comment(filling, item)?;
                session = Some(Session::open(Window::Whole)?);
                reader = Reader::default();
            }
        }
        keep(filling);
    }
    // What was typed ahead must not answer the question that follows.
    reader.discard();
    Ok(())
}

/// Asks for a comment on `item`. Where that is stopped, it stands there as far as it was typed.
fn comment(filling: &mut Filling, item: usize) -> Result<(), Stopped> {
    let start = filling.comment(item).unwrap_or_default().to_owned();
    let question = format!("Comment on {}?", filling.profile().items[item].label);
    let help = "confidential; an empty line deletes the comment; Escape leaves it as it is";
    match Questions::line_or_skip(&question, help, &start) {
        Ok(Some(said)) => filling.remark(Some(said)),
        Ok(None) => {}
        Err(Stopped { why, typed }) => {
            if let Some(typed) = typed {
                filling.remark(Some(typed.text));
            }
            return Err(why.into());
        }
    }
    Ok(())
}

fn does(key: Key, filling: &Filling, stop: Stop) -> Option<Does> {
    let does = match (key, stop) {
        (Key::Char('q') | Key::Escape | Key::Ctrl('c' | 'd'), _) => Does::Stop,
        (Key::Char('b') | Key::Left | Key::Up | Key::Backspace, _) => Does::Back,
        (Key::Char('s' | ' ') | Key::Right | Key::Down | Key::Enter, _) => Does::Forward,
        (Key::Char('c'), Stop::Item(_)) => Does::Comment,
        (Key::Char(key), Stop::Item(item)) => {
            let answers = Rating::answers(filling.profile(), item);
            Does::Rate(answers.iter().find(|answer| answer.key == key)?.rating)
        }
        (Key::Char('-'), Stop::Level(_)) => Does::Judge(None),
        (Key::Char(digit), Stop::Level(part)) => {
            let number = usize::try_from(digit.to_digit(10)?).ok()?;
            Does::Judge(Some(*filling.judged_levels(part).get(number.checked_sub(1)?)?))
        }
        _ => return None,
    };
    Some(does)
}

fn draw(
    filling: &Filling,
    stop: Stop,
    last: &[Option<String>],
    whose: &str,
    note: &str,
) -> io::Result<()> {
    let (columns, rows) = room();
    let width = columns.saturating_sub(2).clamp(20, WIDEST);
    let mut out = io::stderr().lock();
    queue!(out, MoveTo(0, 0), Clear(ClearType::All))?;
    let page = match stop {
        Stop::Item(item) => page::item(filling, item, last, width),
        Stop::Level(part) => page::level(filling, part, width),
    };
    // The head takes a line, and the cursor is in one.
    let taken = if note.is_empty() { 2 } else { 3 };
    let lines = page.fitted(rows.saturating_sub(taken));
    let head = format!(
        "{}   {} of {} items answered",
        visible(whose),
        filling.answered(),
        filling.asked()
    );
    queue!(out, SetAttribute(Attribute::Dim))?;
    write!(out, "{}\r\n", cut(&head, columns))?;
    queue!(out, SetAttribute(Attribute::Reset))?;
    if !note.is_empty() {
        write!(out, "{}\r\n", cut(note, columns))?;
    }
    for (attribute, line) in lines {
        queue!(out, SetAttribute(attribute))?;
        write!(out, "{}\r\n", cut(&line, columns))?;
        queue!(out, SetAttribute(Attribute::Reset))?;
    }
    out.flush()
}

fn cut(line: &str, columns: usize) -> String {
    line.chars().take(columns).collect()
}
