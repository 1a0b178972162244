//! Text that was taken for a comment: a value that begins with `#`.

use super::{Check, Find, Folder, Found};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::syntax::tree;
use crate::text::source::Span;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "lost-text",
        sentence: "Text that begins with `#` is in quotes",
        reason: "YAML takes everything after such a `#` for a comment. The key then has no value, \
                 and what was written documents nothing.",
        level: Level::Warning,
        leaves_out: false,
        bad: "strengths: #1 goal reached",
        mended: "strengths: \"#1 goal reached\"",
    },
    find: Find::InFolder(find),
};

fn find(folder: &Folder, found: &mut Found) {
    for file in folder.files() {
        for &comment in &file.comments {
            let line = file.source.line_around(comment.start);
            let before = &file.source.text[line.start..comment.start as usize];
            // Of a key that must have a value it was said already.
            if file.has_fault(&tree::rules::MISSING_KEY, Span::new(line.clone())) {
                continue;
            }
            let after = file.source.slice(comment).trim_start_matches('#');
            // A comment proper has a blank after its `#`.
            let follows_key = before.trim_end().ends_with(':');
            if !follows_key || !after.starts_with(char::is_alphanumeric) {
                continue;
            }
            if has_value_below(&file.source.text[line.end..], before) {
                continue;
            }
            found.push(file.path(), || {
                let message = "YAML takes this text for a comment, so its key has no value";
                Diagnostic::new(&CHECK.rule, file.place(comment), message)
                    .label("put it in quotes")
                    .help("a comment has a space after its `#`")
            });
        }
    }
}

/// Whether the lines `below` go on with the value of the key that `line` begins with: further in, or
/// as a list in its column.
fn has_value_below(below: &str, line: &str) -> bool {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let next = below.lines().skip(1).find(is_said);
    next.is_some_and(|next| {
        indentation(next) > indentation(line)
            || next.trim_start().starts_with("- ") && !line.trim_start().starts_with("- ")
    })
}
