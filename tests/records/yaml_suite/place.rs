//! The oracle for places: opens a text at a line and column as people count them.

use coach::diagnostic::Diagnostic;

/// The text before and from the place of `found`, which has to lie inside.
pub(crate) fn text_from<'t>(text: &'t str, found: &Diagnostic) -> (&'t str, &'t str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let region = found.place.region.as_ref().expect("a place in the text");
    let (line, column) = (region.start.line as usize, region.start.column as usize);
    let lines: Vec<&str> = text.split('\n').collect();
    assert!((1..=lines.len()).contains(&line), "line {line} of {}", lines.len());
    let before: usize = lines[..line - 1].iter().map(|line| line.len() + 1).sum();
    let characters = lines[line - 1].chars().count();
    assert!((1..=characters + 1).contains(&column), "column {column} of {characters}");
    let in_line: usize = lines[line - 1].chars().take(column - 1).map(char::len_utf8).sum();
    text.split_at(before + in_line)
}
