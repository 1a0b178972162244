//! The checklist on a terminal: one item a screen, one key an answer.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, poll, read};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use crossterm::{execute, queue};

use super::page;
use crate::command::keep::{Questions, Stopped};
use crate::diagnostic::wording::visible;
use crate::draft::{Filling, Stop};
use crate::record::Rating;

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

/// Goes through `filling` until its end (true) or until it is stopped (false). `last` says what the same
/// rater said of each item before; `keep` is given every answer.
pub(super) fn fill(
    filling: &mut Filling,
    last: &[Option<String>],
    whose: &str,
    mut keep: impl FnMut(&Filling),
) -> anyhow::Result<bool> {
    let mut screen = Some(Screen::open()?);
    while let Some(stop) = filling.stop() {
        draw(filling, stop, last, whose)?;
        let Some(does) = key(&read()?, filling, stop) else { continue };
        match does {
            Does::Rate(rating) => filling.rate(rating),
            Does::Judge(level) => filling.judge(level),
            Does::Forward => filling.forward(),
            Does::Back => filling.back(),
            Does::Stop => return Ok(false),
            Does::Comment => {
                let Stop::Item(item) = stop else { continue };
                drop(screen.take());
                let start = filling.comment(item).unwrap_or_default().to_owned();
                let question = format!("Comment on {}?", filling.profile().items[item].label);
                let help = "confidential; emptied, it is taken back; Escape leaves it as it is";
                match Questions.line_or_skip(&question, help, &start) {
                    Ok(Some(said)) => filling.remark(Some(said)),
                    Ok(None) => {}
                    Err(Stopped::ByHand) => return Ok(false),
                    Err(error) => return Err(error.into()),
                }
                screen = Some(Screen::open()?);
            }
        }
        keep(filling);
    }
    // What was typed ahead must not answer the question that follows.
    while poll(Duration::ZERO)? {
        drop(read()?);
    }
    Ok(true)
}

/// A screen of its own, gone when this is dropped.
struct Screen;

impl Screen {
    fn open() -> io::Result<Self> {
        enable_raw_mode()?;
        let screen = Screen;
        execute!(io::stderr(), EnterAlternateScreen, Hide)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Where the terminal is gone, nothing needs to be put back.
        drop(execute!(io::stderr(), Show, LeaveAlternateScreen));
        drop(disable_raw_mode());
    }
}

fn key(event: &Event, filling: &Filling, stop: Stop) -> Option<Does> {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else {
        return None;
    };
    if modifiers.contains(KeyModifiers::CONTROL) {
        return matches!(code, KeyCode::Char('c' | 'd')).then_some(Does::Stop);
    }
    let does = match (code, stop) {
        (KeyCode::Char('q') | KeyCode::Esc, _) => Does::Stop,
        (KeyCode::Char('b') | KeyCode::Left | KeyCode::Up | KeyCode::Backspace, _) => Does::Back,
        (KeyCode::Char('s' | ' ') | KeyCode::Right | KeyCode::Down | KeyCode::Enter, _) => {
            Does::Forward
        }
        (KeyCode::Char('2'), Stop::Item(_)) => Does::Rate(Rating::InPlace),
        (KeyCode::Char('1'), Stop::Item(_)) => Does::Rate(Rating::Partial),
        (KeyCode::Char('0'), Stop::Item(_)) => Does::Rate(Rating::NotInPlace),
        (KeyCode::Char('n'), Stop::Item(item)) if filling.profile().items[item].may_be_na => {
            Does::Rate(Rating::NotApplicable)
        }
        (KeyCode::Char('o'), Stop::Item(_)) => Does::Rate(Rating::NotObserved),
        (KeyCode::Char('c'), Stop::Item(_)) => Does::Comment,
        (KeyCode::Char('-'), Stop::Level(_)) => Does::Judge(None),
        (KeyCode::Char(digit), Stop::Level(_)) => {
            let number = usize::try_from(digit.to_digit(10)?).ok()?;
            Does::Judge(Some(*filling.judged_levels().get(number.checked_sub(1)?)?))
        }
        _ => return None,
    };
    Some(does)
}

fn draw(filling: &Filling, stop: Stop, last: &[Option<String>], whose: &str) -> anyhow::Result<()> {
    let (columns, rows) =
        size().map_or((80, 24), |(columns, rows)| (usize::from(columns), usize::from(rows)));
    let width = columns.saturating_sub(2).clamp(20, WIDEST);
    let mut out = io::stderr().lock();
    queue!(out, MoveTo(0, 0), Clear(ClearType::All))?;
    let page = match stop {
        Stop::Item(item) => page::item(filling, item, last, width),
        Stop::Level(function) => page::level(filling, function, width),
    };
    // The head takes a line, and the cursor stands in one.
    let lines = page.fitted(rows.saturating_sub(2));
    let head = format!(
        "{}   {} of {} items answered",
        visible(whose),
        filling.answered(),
        filling.profile().items.len()
    );
    queue!(out, SetAttribute(Attribute::Dim))?;
    write!(out, "{}\r\n", cut(&head, columns))?;
    queue!(out, SetAttribute(Attribute::Reset))?;
    for (attribute, line) in lines {
        queue!(out, SetAttribute(attribute))?;
        write!(out, "{}\r\n", cut(&line, columns))?;
        queue!(out, SetAttribute(Attribute::Reset))?;
    }
    out.flush()?;
    Ok(())
}

fn cut(line: &str, columns: usize) -> String {
    line.chars().take(columns).collect()
}
