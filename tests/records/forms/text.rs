//! The two older forms: hostile text steers neither a terminal nor a runner that prints them.

use coach::diagnostic::{Diagnostic, json, text};

use super::runner::commands;
use super::sample;

/// `found` as text in each of its looks, and as JSON.
fn documents(found: &[Diagnostic], tally: coach::diagnostic::Tally) -> Vec<String> {
    let mut documents = vec![json::render(found, tally, []).expect("JSON")];
    for excerpt in [true, false] {
        for width in [20, 100] {
            let style = text::Style { color: false, width, prefix: "", excerpt };
            documents.push(text::render_all(found, style) + &text::summary(&tally));
        }
    }
    documents
}

#[test]
fn nothing_in_a_record_or_a_name_becomes_a_command_or_an_escape() {
    let (found, tally) = sample::check(&sample::hostile());
    assert_eq!(found.len(), sample::hostile_count());
    for document in documents(&found, tally) {
        assert!(sample::is_harmless(&document), "{document}");
        let commands: Vec<_> = commands(&document).into_iter().flatten().collect();
        assert!(commands.is_empty(), "{commands:?} in {document}");
    }
}

#[test]
fn the_runner_would_find_a_command_that_was_let_through() {
    let found = commands("  ::error::x\n5 | method: ##[error]x\nnothing :: here");
    assert_eq!(found.iter().flatten().count(), 2);
}
