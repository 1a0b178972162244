//! Where keys come from elsewhere than on Unix: the console, whose events are keys already.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, poll, read};

use super::input::{Input, Key};
use super::stop::Why;

/// The console's keys.
#[derive(Debug, Default)]
pub(super) struct Source;

impl Source {
    /// Waits for an event, at most so long; false where none came.
    ///
    /// # Errors
    /// The console is gone.
    pub(super) fn wait(&self, at_most: Duration) -> Result<bool, Why> {
        Ok(poll(at_most)?)
    }

    /// Whether an event can be read at once.
    pub(super) fn has_more(&self) -> bool {
        poll(Duration::ZERO).unwrap_or(false)
    }

    /// Reads an event.
    ///
    /// # Errors
    /// The console is gone.
    pub(super) fn read(&mut self) -> Result<Vec<Input>, Why> {
        let input = match read()? {
            Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Input::Key),
            Event::Paste(text) => Some(Input::Paste(text)),
            Event::Resize(..) => Some(Input::Resized),
            _ => None,
        };
        Ok(input.into_iter().collect())
    }

    /// An event is always whole.
    pub(super) fn patience(&self) -> Option<Duration> {
        None
    }

    /// Nothing is left of an event.
    pub(super) fn settle(&mut self) -> Option<Input> {
        None
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let with_ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    // The right Alt key, which types signs, comes as both.
    let types = !with_ctrl || event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        KeyCode::Char(c) if types => Key::Char(c),
        KeyCode::Char(c) => Key::Ctrl(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left if with_ctrl => Key::WordLeft,
        KeyCode::Left => Key::Left,
        KeyCode::Right if with_ctrl => Key::WordRight,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Esc => Key::Escape,
        _ => return None,
    })
}
