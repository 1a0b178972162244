//! Sessions in every layout a person may choose, made up at random; and texts that are hardly YAML.

use coach::syntax::yaml::{Part, insert};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::typed::{keeps_all, record, states};

/// Stands in a made-up text where a word for nothing is to stand.
const NULL: char = '\u{1}';

/// How one step is written, from its dash on.
#[derive(Clone, Debug)]
enum Layout {
    /// Lines, each with what ends it; whether keys are quoted.
    Lines {
        comments: Vec<&'static str>,
        quoted: bool,
        what: &'static str,
        done: Option<&'static str>,
    },
    /// Braces: what opens, what stands between the entries, what closes.
    Braces {
        open: &'static str,
        between: &'static str,
        close: &'static str,
        done: Option<&'static str>,
    },
}

fn done() -> impl Strategy<Value = Option<&'static str>> {
    select(vec![None, None, Some(":"), Some(": \u{1}"), Some(":  ")])
}

fn layout() -> impl Strategy<Value = Layout> {
    let comments = vec(select(vec!["", " # a, {b: c}", "   #", "\n\n      # between: lines"]), 4);
    let what = select(vec![
        "what: plan the starter",
        "what: 'plan: it''s new'",
        "what: |\n        plan # no comment\n\n        and: more",
        "what: >-\n        plan",
        "what: \"plan\n        more\"",
        "what:\n        plan",
    ]);
    let lines = (comments, any::<bool>(), what, done())
        .prop_map(|(comments, quoted, what, done)| Layout::Lines { comments, quoted, what, done });
    let open = select(vec!["{", "{ ", "{\n        ", "{ # a\n        "]);
    let between = select(vec![", ", ",\n        ", " ,  ", ", # b, c\n        ", "\n        , "]);
    let close = select(vec![
        "}",
        " }",
        ", }",
        "\n      }",
        ",\n      }",
        " # d\n      }",
        ", # e\n\n      }",
    ]);
    let braces = (open, between, close, done())
        .prop_map(|(open, between, close, done)| Layout::Braces { open, between, close, done });
    prop_oneof![lines, braces]
}

impl Layout {
    fn write(&self, id: usize) -> String {
        match self {
            Layout::Lines { comments, quoted, what, done } => {
                let mut entries =
                    vec![format!("id: s{id}"), (*what).to_owned(), "who: coach".to_owned()];
                entries.extend(done.map(|done| format!("done{done}")));
                entries.rotate_left(id % 3);
                let quote = |entry: String| match entry.split_once(':') {
                    Some((key, value)) if *quoted => format!("\"{key}\":{value}"),
                    _ => entry,
                };
                let line = |(entry, comment): (String, &&str)| {
                    // After a text of several lines a comment would be a part of it.
                    let comment = if entry.contains('\n') { "" } else { comment };
                    format!("{}{comment}", quote(entry))
                };
                let lines: Vec<String> = entries.into_iter().zip(comments).map(line).collect();
                lines.join("\n      ")
            }
            Layout::Braces { open, between, close, done } => {
                let mut entries = vec![format!("id: s{id}"), "what: \"a, }\"".to_owned()];
                entries.extend(done.map(|done| format!("done{done}")));
                entries.rotate_left(id % 2);
                format!("{open}{}{close}", entries.join(between))
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Story {
    steps: Vec<Layout>,
    in_brackets: bool,
    rest: &'static str,
    windows: bool,
    mark: bool,
    ends: bool,
    null: &'static str,
}

fn story() -> impl Strategy<Value = Story> {
    let rest = select(vec![
        "",
        "notes: |\n  Well.\n  # no comment\n",
        "# end\n",
        "\n\n",
        "minutes: 45 # x\n",
    ]);
    let flags = (any::<[bool; 4]>(), select(vec!["~", "null"]));
    (vec(layout(), 1..4), rest, flags).prop_map(|(steps, rest, (flags, null))| {
        let [in_brackets, windows, mark, ends] = flags;
        let only_braces = steps.iter().all(|step| matches!(step, Layout::Braces { .. }));
        Story { steps, in_brackets: in_brackets && only_braces, rest, windows, mark, ends, null }
    })
}

impl Story {
    fn text(&self) -> String {
        let steps: Vec<String> =
            self.steps.iter().enumerate().map(|(id, step)| step.write(id)).collect();
        let steps = if self.in_brackets {
            format!(" [{}]\n", steps.join(",\n   "))
        } else {
            steps.iter().map(|step| format!("\n    - {step}")).collect::<String>() + "\n"
        };
        let mut text = format!(
            "kind: session\ndate: 2026-09-14 # x\nmethod: in-person\nnext_steps:{steps}{}",
            self.rest
        );
        if !self.ends {
            text.truncate(text.trim_end().len());
        }
        if self.windows {
            text = text.replace('\n', "\r\n");
        }
        if self.mark { format!("\u{feff}{text}") } else { text }
    }
}

/// The comments in a made-up text, in order: none of its values holds what they hold.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_step_is_closed_in_any_layout(story in story(), which in any::<prop::sample::Index>()) {
        let (text, which) = (story.text(), which.index(story.steps.len()));
        let before = text.replace(NULL, story.null);
        let place = [Part::Key("next_steps"), Part::Element(which)];
        let after = insert(&before, &place, &[("done", "2026-09-20".to_owned())]);
        let after = after.map_err(|refused| TestCaseError::fail(format!("{refused} in:\n{before}")))?;

        let mut expected = vec!["open"; story.steps.len()];
        expected[which] = "done 2026-09-20";
        prop_assert_eq!(states(record(&after).steps()), expected, "{}", after);
        prop_assert!(keeps_all(&text.replace(NULL, ""), &after), "{before}\n--->\n{after}");
        prop_assert_eq!(comments(&after), comments(&before));
        prop_assert!(after.len() <= before.len() + "\r\n        done: 2026-09-20,,".len(), "{}", after);
        prop_assert_eq!(after.matches('\n').count() == after.matches("\r\n").count(), story.windows);
        prop_assert_eq!(after.ends_with('\n'), before.ends_with('\n'));

        let again = insert(&after, &place, &[("done", "2026-09-21".to_owned())]).unwrap_err();
        prop_assert!(again.reason.contains("is already here"), "{}", again);
    }

    #[test]
    fn hardly_yaml_is_refused_or_kept(
        pieces in vec(select(vec![
            "a", "b", "s", ":", ": ", " ", "\n", "\n  ", "\n    ", "\r\n", "- ", "? ", "{", "}", "[", "]", ", ",
            "\"", "'", "|", ">-", "~", "null", " # x", "#", "---\n", "...\n", "&a ", "*a", "!t ", "<<", "\u{feff}",
            "\t", "é", "\0", "done", "done: ", "done:",
        ]), 0..24),
    ) {
        let text: String = pieces.concat();
        let entries = [("done", "2026-09-20".to_owned()), ("z", "\"a, b\"".to_owned())];
        for place in [&[][..], &[Part::Key("a")], &[Part::Element(0)], &[Part::Key("s"), Part::Element(0)]] {
            if let Ok(after) = insert(&text, place, &entries) {
                let is_filled = text.contains(['~', 'l']);
                prop_assert!(is_filled || keeps_all(&text, &after), "{text:?} {after:?}");
                prop_assert!(insert(&after, place, &entries).is_err());
            }
        }
    }
}
