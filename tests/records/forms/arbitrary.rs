//! Findings with any text in every part: each form stays well formed and gives the text back.

use coach::check;
use coach::diagnostic::{Diagnostic, Level, Place, Tally, github, junit, sarif};
use coach::text::wording::visible;
use proptest::prelude::*;
use serde_json::Value;

use super::runner::commands;
use super::sample;

/// What means something to a runner, a viewer, a parser or a terminal.
#[rustfmt::skip]
const PIECES: [&str; 41] = [
    "::", "##[", "]", "](", "[", "(", "{", "}", "{0}", "%", "%0A", "%3A", ",", ";", "=", "\n", "\r",
    "\r\n", "\t", "\0", "\u{1b}[", "\u{85}", "\u{2028}", "\u{202e}", "\u{fffe}", "\u{ffff}",
    "\u{feff}", "<", "]]>", "&amp;", "&#x41;", "\"", "'", "\\", "é", "😀", " ", "error",
    "stop-commands", ".", "…",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => ".{0,3}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_form_holds_any_text(message in text(), label in text(), help in text(), path in text()) {
        let rule = check::rules().into_iter().find(|rule| rule.level == Level::Error);
        let rule = rule.expect("a rule");
        let place = Place::file(format!("records/{path}"));
        let also = Place::file(format!("records/{label}"));
        let diagnostic = Diagnostic::new(rule, place, format!("m{message}"))
            .label(label.as_str())
            .related(also, help.as_str())
            .help(format!("h{help}"));
        let found = [diagnostic];
        let tally = Tally::of(&found, 1, 1, 0);

        let output = github::render(&found, tally, "");
        prop_assert!(sample::is_harmless(&output), "{output}");
        let [Some(command), None] = &commands(&output)[..] else {
            return Err(TestCaseError::fail(format!("one command: {output}")));
        };
        let mut lines = vec![format!("m{message}"), label, format!("h{help}")];
        lines.retain(|line| !line.is_empty());
        let lines: Vec<String> = lines.iter().map(|line| visible(line)).collect();
        prop_assert_eq!(&command.data, &lines.join("\n"));
        prop_assert_eq!(&command.properties["file"], &visible(&found[0].place.path));

        let output = junit::render(&found, tally, "", false).expect("XML");
        prop_assert!(sample::is_harmless(&output), "{output}");
        let document = uppsala::parse(&output).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let failure = document.get_elements_by_tag_name("failure")[0];
        let shown = lines[0].replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}");
        prop_assert_eq!(document.get_attribute(failure, "message"), Some(&*shown));

        let output = sarif::render(&found, tally, "", &[], true).expect("JSON");
        prop_assert!(sample::is_harmless(&output), "{output}");
        let log: Value = serde_json::from_str(&output).expect("JSON");
        let text = crate::forms::sarif::text(&log["runs"][0]["results"][0]["message"]);
        let shown = lines[0].replace("](", "] (");
        prop_assert!(text[1..].starts_with(&shown[1..]), "{text:?} for {shown:?}");
    }
}
