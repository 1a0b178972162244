//! Waits for what someone does next. What comes at once is looked at as a whole, for that is how a paste is
//! known that the terminal does not mark.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crossterm::terminal::size;

use super::input::{Input, Mode, understood};
use super::source::Source;
use super::stop::Why;

/// Nobody types the next key within this; a paste that has begun may pause longer.
const AT_ONCE: Duration = Duration::from_millis(8);
const WITHIN_PASTE: Duration = Duration::from_millis(50);
/// So many inputs at once may be a paste.
const MANY: usize = 3;
/// What comes so soon after a paste belongs to it.
const AFTER_PASTE: Duration = Duration::from_millis(100);
/// Inputs that are looked at as a whole, at most.
const MOST: usize = 1 << 16;
/// How often the window is looked at.
const LOOK: Duration = Duration::from_millis(250);

/// The keyboard, for one question: what came together with its answer does not answer the next one.
#[derive(Debug)]
pub(in crate::command) struct Reader {
    source: Source,
    ready: VecDeque<Input>,
    /// Why nothing follows any more, once what came before is taken.
    ended: Option<Why>,
    pasted: Option<Instant>,
    /// The window when it was looked at last.
    size: Option<(u16, u16)>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            source: Source::default(),
            ready: VecDeque::new(),
            ended: None,
            pasted: None,
            size: size().ok(),
        }
    }
}

impl Reader {
    /// The next input, where keys are for `mode`.
    ///
    /// # Errors
    /// A signal came, or the terminal is gone; what was typed before that is handed out first.
    pub(in crate::command) fn next(&mut self, mode: Mode) -> Result<Input, Why> {
        loop {
            if let Some(input) = self.ready.pop_front() {
                return Ok(input);
            }
            if let Some(why) = self.ended {
                return Err(why);
            }
            match self.source.wait(LOOK) {
                Ok(true) => self.take(mode),
                Ok(false) => {
                    if self.is_resized() {
                        return Ok(Input::Resized);
                    }
                }
                Err(why) => {
                    self.ended = Some(why);
                    if self.source.has_more() {
                        self.take(mode);
                    }
                }
            }
        }
    }

    /// Whether all that came was handed out: before that, there is no need to draw.
    pub(in crate::command) fn is_idle(&self) -> bool {
        self.ready.is_empty()
    }

    /// Drops what was typed already.
    pub(in crate::command) fn discard(&mut self) {
        self.ready.clear();
        while self.source.has_more() && self.source.read().is_ok() {}
    }

    /// Takes in what came at once.
    fn take(&mut self, mode: Mode) {
        let goes_on = self.pasted.is_some_and(|at| at.elapsed() < AFTER_PASTE);
        let mut inputs = Vec::new();
        loop {
            match self.source.read() {
                Ok(more) => inputs.extend(more),
                Err(why) => {
                    self.ended.get_or_insert(why);
                }
            }
            if self.ended.is_some() || inputs.len() > MOST {
                break;
            }
            let usual = if inputs.len() >= MANY { WITHIN_PASTE } else { AT_ONCE };
            match self.source.wait(self.source.patience().unwrap_or(usual)) {
                Ok(true) => {}
                Ok(false) => break,
                Err(why) => {
                    self.ended = Some(why);
                    break;
                }
            }
        }
        inputs.extend(self.source.settle());
        let inputs = understood(inputs, mode, goes_on);
        if inputs.iter().any(|input| matches!(input, Input::Paste(_))) {
            self.pasted = Some(Instant::now());
        }
        self.ready.extend(inputs);
    }

    fn is_resized(&mut self) -> bool {
        let before = std::mem::replace(&mut self.size, size().ok());
        self.size != before
    }
}
