//! Diagnostics as workflow commands of GitHub Actions: each becomes one line that the runner turns
//! into a note at its place, and a plain last line tells the reader of the log how much there is.
//! No excerpts: what is in a record stays there.

use super::within::Rest;
use super::{Diagnostic, Tally, text};
use crate::text::wording::visible;

/// Of the errors, and of the warnings, of one step the page shows so many as notes.
const MOST_NOTES: usize = 10;

/// One `::error` or `::warning` a diagnostic, in their order, a notice where the page will not show all
/// of them, and the summary; every line ends with a line break. `prefix` leads from the root of the
/// repository to the district's folder and ends with `/`, unless it is empty.
pub fn render(diagnostics: &[Diagnostic], summary: Tally, prefix: &str) -> String {
    let commands = diagnostics.iter().map(|diagnostic| command(diagnostic, prefix) + "\n");
    let notice = beyond(&summary).map(|notice| notice + "\n");
    let summary = text::summary(&summary);
    commands.chain(notice).chain([visible(summary.trim_end()) + "\n"]).collect()
}

/// Says what the page will not show.
fn beyond(summary: &Tally) -> Option<String> {
    let more = |n: usize| n.saturating_sub(MOST_NOTES);
    let rest = Rest { errors: more(summary.errors), warnings: more(summary.warnings) };
    let message = format!(
        "GitHub shows {MOST_NOTES} errors and {MOST_NOTES} warnings of a step as notes; {} more \
         are only in the log of this step",
        rest.in_words()
    );
    (!rest.is_none()).then(|| format!("::notice title=coach check::{}", data(&message)))
}

fn command(diagnostic: &Diagnostic, prefix: &str) -> String {
    let word = diagnostic.level.name();
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

/// What is wrong, what is there and how to mend it, each on a line of its own.
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
