//! What comes back from an editor: the text a person saved in, the record it holds out. Lines of
//! guidance and keys that were left empty are dropped; everything else stays as it was typed.

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml;
use crate::text::source::Source;

/// Begins lines of guidance.
pub(super) const GUIDANCE: &str = "#|";
/// Begins lines that say what is wrong.
const PROBLEM: &str = "#!";

/// The record in an edited text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edited {
    /// Its text.
    pub text: String,
    /// For each line of it, the line of the edited text, from 1.
    lines: Vec<u32>,
}

impl Edited {
    /// Reads what an editor saved.
    pub(crate) fn of(edited: &str) -> Self {
        let numbered = edited.split_inclusive('\n').zip(1..);
        let kept: Vec<(&str, u32)> = numbered
            .filter(|(line, _)| !line.starts_with(GUIDANCE) && !line.starts_with(PROBLEM))
            .collect();
        let text: String = kept.iter().map(|(line, _)| *line).collect();
        let empty = empty_lines(&text);
        let is_kept = |index: &usize| empty.iter().all(|lines| !lines.contains(index));
        let kept: Vec<(&str, u32)> =
            kept.iter().enumerate().filter(|(i, _)| is_kept(i)).map(|(_, line)| *line).collect();
        let mut text: String = kept.iter().map(|(line, _)| *line).collect();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        Self { text, lines: kept.into_iter().map(|(_, line)| line).collect() }
    }

    /// Whether nothing was written: the sign to give up.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.lines().all(|line| line.trim().is_empty() || line.starts_with('#'))
    }

    /// The line of the edited text that line `line` of the record came from; the first where it came
    /// from none.
    pub(crate) fn line_of(&self, line: u32) -> u32 {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        self.lines.get(index).or(self.lines.last()).copied().unwrap_or(1)
    }
}

/// `edited` with each problem above its line (from 1), in the place of those that stood there.
pub(crate) fn mark_problems(edited: &str, problems: &[(u32, String)]) -> String {
    let mut out = String::with_capacity(edited.len() + 256);
    for (line, number) in edited.split_inclusive('\n').zip(1..) {
        for (_, text) in problems.iter().filter(|(at, _)| *at == number) {
            for part in text.lines() {
                out.push_str(&format!("{PROBLEM} {part}\n"));
            }
        }
        if !line.starts_with(PROBLEM) {
            out.push_str(line);
        }
    }
    out
}

/// The ranges of lines (from 0) on which keys and list elements without a value are.
fn empty_lines(text: &str) -> Vec<Range<usize>> {
    let source = Source::new("", text.to_owned());
    let mut found = Vec::new();
    if let Ok(root) = yaml::parse(&source, &mut Problems::default()) {
        collect(&root, &source, &mut found);
    }
    let lines: Vec<&str> = source.text.lines().collect();
    let says_more = |range: &Range<usize>| {
        lines.get(range.clone()).is_none_or(|lines| lines.iter().any(|line| line.contains('#')))
    };
    found.retain(|range| !says_more(range));
    found
}

fn collect(node: &Node, source: &Source, found: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                if !is_empty(&entry.value) {
                    collect(&entry.value, source, found);
                    continue;
                }
                let before = &source.text[source.line_around(entry.key_span.start).start..];
                let is_alone = before.trim_start().starts_with(source.slice(entry.key_span));
                if is_alone && !before.trim_start().starts_with('-') {
                    let last = last_key(&entry.value, source);
                    let first = line(source, entry.key_span.start);
                    found.push(first..last.unwrap_or(first) + 1);
                }
            }
        }
        Value::List(elements) => {
            for element in elements {
                match (is_empty(element), last_key(element, source)) {
                    (true, Some(last)) => found.push(line(source, element.span.start)..last + 1),
                    (true, None) => {}
                    (false, _) => collect(element, source, found),
                }
            }
        }
        _ => {}
    }
}

fn line(source: &Source, at: u32) -> usize {
    source.position(at).line as usize - 1
}

/// The line of the last key in `node`.
fn last_key(node: &Node, source: &Source) -> Option<usize> {
    match &node.value {
        Value::Map(entries) => {
            let last = entries.last()?;
            let below = last_key(&last.value, source);
            Some(below.unwrap_or(line(source, last.key_span.start)))
        }
        Value::List(elements) => last_key(elements.last()?, source),
        _ => None,
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Map(entries) => entries.iter().all(|entry| is_empty(&entry.value)),
        Value::List(elements) => elements.iter().all(is_empty),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guidance_and_empty_keys_go_and_the_rest_stays() {
        let edited = "#| A session\nkind: session\n#| the day\ndate: 2026-09-14  # Monday\n\
            minutes:\nobserved:\n  on:\n  minutes:\nreflection:\n  working: hands up\n  not_working:\n\
            items: []\nnext_steps:\n  - id: s1\n    what: go on\n    who:\n  - id:\n    what:\n\
            # mine\nnotes:\n";
        let record = Edited::of(edited);
        assert_eq!(
            record.text,
            "kind: session\ndate: 2026-09-14  # Monday\nreflection:\n  working: hands up\n\
             next_steps:\n  - id: s1\n    what: go on\n# mine\n"
        );
        // `working:` is line 4 of the record and line 10 of what was edited.
        assert_eq!(record.line_of(4), 10);
        assert!(!record.is_empty());
        assert!(Edited::of("#| A session\n\n# note\n").is_empty());
    }

    #[test]
    fn a_list_whose_first_key_is_empty_keeps_its_dash() {
        let record = Edited::of("next_steps:\n  - id:\n    what: go on\n    due:\n");
        assert_eq!(record.text, "next_steps:\n  - id:\n    what: go on\n");
    }

    #[test]
    fn broken_text_stays_as_it_was_typed() {
        let record = Edited::of("kind: [session\n#! old\nnotes:\n");
        assert_eq!(record.text, "kind: [session\nnotes:\n");
    }

    #[test]
    fn problems_stand_above_their_lines_and_old_ones_go() {
        let marked = mark_problems("a: 1\n#! old\nb: 2\n", &[(3, "wrong\nallowed: 3".into())]);
        assert_eq!(marked, "a: 1\n#! wrong\n#! allowed: 3\nb: 2\n");
    }
}
