//! Why a question has no answer, what was typed of one, and how the program ends then.

use crate::command::exit::Exit;
use crate::text::wording::visible;

/// What was typed or ticked of an answer that was not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::command) struct Typed {
    pub question: String,
    pub text: String,
}

impl Typed {
    /// `text` as the answer to `question`; nothing where nothing was typed.
    pub(super) fn of(question: &str, text: &str) -> Option<Self> {
        let is_there = !text.trim().is_empty();
        is_there.then(|| Self { question: question.to_owned(), text: text.to_owned() })
    }

    /// It as a comment at the end of a record.
    pub(in crate::command) fn comment(&self) -> String {
        let (question, text) = (visible(&self.question), visible(&self.text));
        format!("# An unfinished answer to: {question}\n# {text}\n")
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Why {
    /// The one who was asked wants no more of it.
    ByHand,
    /// The system, or someone else, tells the program to end.
    Signal(i32),
    /// The terminal is gone.
    Closed,
    /// The question before it is to be asked again.
    Back,
}

impl Why {
    /// How the program ends.
    pub(in crate::command) fn exit(self) -> Exit {
        match self {
            Why::ByHand | Why::Back => Exit::Found,
            Why::Signal(number) => Exit::Signal(number),
            Why::Closed => Exit::Signal(super::signals::HANG_UP),
        }
    }
}

impl From<std::io::Error> for Why {
    fn from(_: std::io::Error) -> Self {
        Why::Closed
    }
}

/// A question that was not answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped; nothing was written")]
pub(in crate::command) struct Stopped {
    pub why: Why,
    /// What was typed of its answer.
    pub typed: Option<Typed>,
}

impl From<Why> for Stopped {
    fn from(why: Why) -> Self {
        Self { why, typed: None }
    }
}

/// Everything there is to say was said: the program ends so.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("stopped")]
pub(in crate::command) struct Ended(pub Exit);
