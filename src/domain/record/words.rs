//! The confidential words of one record that its pair may want to see on a screen of their own: what
//! its next steps say, and what a request is about. The text of a file that was typed before comes in;
//! nothing of it is kept by the typed record.

use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml;
use crate::text::source::Source;

/// Words of one record; never for an output that others may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What each next step says, in the order of the file.
    pub steps: Vec<String>,
    /// What it is about.
    pub about: Option<String>,
}

impl Words {
    /// The words of the record in `source`; none where it cannot be read.
    pub fn of(source: &Source) -> Self {
        let Ok(root) = yaml::parse(source, &mut Problems::default()) else {
            return Self::default();
        };
        let text =
            |node: Option<&Node>| node.and_then(Node::text).map(|text| text.trim().to_owned());
        let steps = match root.get("next_steps").map(|node| &node.value) {
            Some(Value::List(steps)) => {
                steps.iter().map(|step| text(step.get("what")).unwrap_or_default()).collect()
            }
            _ => Vec::new(),
        };
        Self { steps, about: text(root.get("about")) }
    }

    /// What step number `number` (from 1) says.
    pub fn step(&self, number: usize) -> Option<&str> {
        self.steps.get(number.checked_sub(1)?).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_keep_their_numbers() {
        let text =
            "kind: session\nabout: |\n  a\n  b\nnext_steps: [{due: 2026-01-01}, {what: go on}]\n";
        let words = Words::of(&Source::new("x.yaml", text.to_owned()));
        assert_eq!(words.about.as_deref(), Some("a\nb"));
        assert_eq!((words.step(1), words.step(2), words.step(3)), (Some(""), Some("go on"), None));
        assert_eq!(words.step(0), None);
    }
}
