//! Diagnostics as workflow commands of GitHub Actions: each becomes one line that the runner turns
//! into a note at its place, and a plain last line tells the reader of the log how much there is.
//! No excerpts: what stands in a record stays there.

use super::wording::visible;
use super::{Diagnostic, Tally, text};

/// One `::error` or `::warning` a diagnostic, in their order, and the summary; every line ends with a
/// line break. `prefix` stands before each path and ends with `/`, unless it is empty.
pub fn render(diagnostics: &[Diagnostic], summary: Tally, prefix: &str) -> String {
    let commands = diagnostics.iter().map(|diagnostic| command(diagnostic, prefix) + "\n");
    let summary = text::summary(&summary);
    commands.chain([visible(summary.trim_end()) + "\n"]).collect()
}

fn command(diagnostic: &Diagnostic, prefix: &str) -> String {
    let word = diagnostic.level.word();
    let file = property(&visible(&diagnostic.place.path_from(prefix)));
    let place = place(diagnostic);
    let title = property(diagnostic.rule.id);
    format!("::{word} file={file}{place},title={title}::{}", data(&message(diagnostic)))
}

/// The properties that name a part of the file. The runner takes columns only within one line.
fn place(diagnostic: &Diagnostic) -> String {
    let Some(region) = &diagnostic.place.region else { return String::new() };
    let (start, end) = (region.start, region.end);
    if start.line == end.line {
        let (line, from, to) = (start.line, start.column, end.column);
        format!(",line={line},col={from},endLine={line},endColumn={to}")
    } else {
        format!(",line={},endLine={}", start.line, end.line)
    }
}

/// What is wrong, what stands there and how to mend it, each on a line of its own.
fn message(diagnostic: &Diagnostic) -> String {
    let parts = [&diagnostic.message, &diagnostic.label].into_iter().chain(&diagnostic.help);
    let lines: Vec<String> =
        parts.filter(|part| !part.is_empty()).map(|part| visible(part)).collect();
    lines.join("\n")
}

/// `text` as the runner wants it after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `text` as the runner wants it for the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
