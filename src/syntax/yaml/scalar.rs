//! One text to one YAML scalar on one line. Text comes in; what goes out reads back as exactly that
//! text after a colon, in a list and inside braces and brackets, with our own reader, with others of YAML 1.2
//! and with those of YAML 1.1, but for dates, which are text in ours alone. What the text says, and whether it
//! fits its key, is the caller's concern; so are numbers and booleans, which the caller writes as they are.

use crate::syntax::tree::read::parse_date;
use crate::text::wording::is_unsafe;

/// `text` as a YAML scalar on one line. Words, sentences and dates (`YYYY-MM-DD`) stay as they are;
/// whatever a reader might take for something else than text, or for more than one value, is quoted.
///
/// ```
/// # use coach::syntax::yaml::inline;
/// assert_eq!(inline("ask again on Monday"), "ask again on Monday");
/// assert_eq!(inline("2026-09-14"), "2026-09-14");
/// assert_eq!(inline("14:05"), r#""14:05""#);
/// assert_eq!(inline("no"), r#""no""#);
/// assert_eq!(inline("goal: wait, then ask"), r#""goal: wait, then ask""#);
/// assert_eq!(inline("say \"wait\", then ask"), r#"'say "wait", then ask'"#);
/// assert_eq!(inline("two\nlines"), r#""two\nlines""#);
/// ```
pub fn inline(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else if text.contains(['"', '\\']) && !text.contains(needs_escape) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

/// Whether `text` needs no quotes anywhere, for any reader.
fn is_plain(text: &str) -> bool {
    !has_sign_of_yaml(text)
        && !text.contains(needs_escape)
        && !is_word_of_yaml(text)
        && !may_be_number(text)
        && !may_be_time(text)
}

/// Whether something in `text` ends a plain scalar or begins something else: what YAML 1.2 (7.3.3) says of one within
/// brackets, where less is plain than elsewhere, and that some readers of YAML 1.1 take no question mark there.
fn has_sign_of_yaml(text: &str) -> bool {
    // Those that stand for themselves further on (5.3).
    const FIRST: [char; 13] = ['-', ':', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];
    let ends_key = |(at, _): (usize, &str)| {
        !text[at + 1..].starts_with(|next: char| next.is_alphanumeric() || next == '/')
    };
    text.is_empty()
        || text.starts_with(FIRST)
        || text.starts_with("...") // the end of a document, at the start of a line
        || text.starts_with(' ')
        || text.ends_with(' ')
        || text.contains([',', '[', ']', '{', '}', '?'])
        || text.contains(" #")
        || text.match_indices(':').any(ends_key)
}

/// Words that some version of YAML takes for a boolean, for nothing or for a sign of its own.
fn is_word_of_yaml(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"];
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether some version of YAML may take `text` for a number: `007`, `1_000`, `0x1f`, `1e3`, `.5`,
/// `-.inf`, `12:30`, which is 750 in base 60, and `.`, which YAML 1.1 takes for one without digits.
/// A day of the calendar is none.
fn may_be_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text).to_ascii_lowercase();
    if matches!(unsigned.as_str(), ".inf" | ".nan") {
        return true;
    }
    let in_other_base = ["0x", "0o", "0b"].iter().any(|base| {
        let digits = unsigned.strip_prefix(base);
        digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit() || c == '_'))
    });
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '_' | '.' | ':' | '+' | '-' | 'e');
    let in_base_ten = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.chars().all(is_part);
    (in_other_base || in_base_ten) && parse_date(text).is_err()
}

/// Whether `text` begins with a date and goes on as a time of that day would.
fn may_be_time(text: &str) -> bool {
    let is_date_part = |c: char| c.is_ascii_digit() || c == '-';
    let rest = text.trim_start_matches(is_date_part);
    let date = &text[..text.len() - rest.len()];
    let after_mark = rest.trim_start_matches(['t', 'T', ' ', '\t']);
    date.matches('-').count() == 2
        && after_mark.len() < rest.len()
        && after_mark.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether `c` is to be seen as an escape: what breaks a line or steers a terminal, and what YAML
/// forbids. The two joiners are left alone, for some scripts and emoji need them.
fn needs_escape(c: char) -> bool {
    is_unsafe(c) && !matches!(c, '\u{200c}' | '\u{200d}') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// `text` in double quotes, with the escapes of JSON, and beyond its reach those of YAML.
fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if !needs_escape(c) => out.push(c),
            c if u32::from(c) > 0xffff => out.push_str(&format!("\\U{:08x}", u32::from(c))),
            c => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::diagnostic::Problems;
    use crate::syntax::tree::{Node, Value, read};
    use crate::syntax::yaml::parse;
    use crate::text::source::Source;

    /// Where a scalar may be, and the way to it.
    const PLACES: [(&str, &str, &[&str]); 6] = [
        ("k: ", "\n", &["k"]),
        ("k:\n  - ", "\n  - z\n", &["k", ""]),
        ("k: {a: ", ", b: z}\n", &["k", "a"]),
        ("k: {a: z, b: ", "}\n", &["k", "b"]),
        ("k: [", ", z]\r\n", &["k", ""]),
        ("- {a: ", "} # z", &["", "a"]),
    ];

    fn ours<'n, 's>(root: &'n Node<'s>, way: &[&str]) -> &'n Node<'s> {
        way.iter().fold(root, |node, key| match &node.value {
            Value::List(nodes) => &nodes[0],
            _ => node.get(key).unwrap(),
        })
    }

    fn theirs<'v>(root: &'v serde_yaml::Value, way: &[&str]) -> &'v serde_yaml::Value {
        way.iter().fold(root, |value, key| match value {
            serde_yaml::Value::Sequence(values) => &values[0],
            _ => value.get(key).unwrap(),
        })
    }

    /// Reads `text` back from everywhere.
    fn reads_back(text: &str) -> Result<(), TestCaseError> {
        let scalar = inline(text);
        prop_assert!(!scalar.contains(['\n', '\r']), "{:?}", scalar);
        for (before, after, way) in PLACES {
            let source = Source::new("t", format!("{before}{scalar}{after}"));
            let mut problems = Problems::default();
            let root = parse(&source, &mut problems).map_err(|finding| {
                TestCaseError::fail(format!("{:?}: {finding:?}", source.text))
            })?;
            prop_assert!(problems.is_empty(), "{:?}", source.text);
            prop_assert_eq!(problems.take_comments().len(), after.matches('#').count());
            let node = ours(&root, way);
            prop_assert_eq!(node.text(), Some(text), "{:?}", source.text);
            prop_assert!(
                !matches!(&node.value, Value::Plain(t) if read::is_boolean(t) || read::is_number(t))
            );
            let value: serde_yaml::Value = serde_yaml::from_str(&source.text).unwrap();
            prop_assert_eq!(theirs(&value, way).as_str(), Some(text), "{:?}", source.text);
        }
        Ok(())
    }

    /// Whether `serde_yaml` writes `text` without quotes, outside of brackets and for readers of YAML 1.2.
    fn stays_plain(text: &str) -> bool {
        serde_yaml::to_string(text).unwrap().strip_suffix('\n') == Some(text)
    }

    /// What is no text where it stands plain: the types of YAML 1.1 (https://yaml.org/type), then what the core schema of
    /// YAML 1.2 (10.3.2) takes beyond them.
    const FORMS: [(&str, &str); 16] = [
        (
            "bool",
            "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF",
        ),
        ("null", "(~|null|Null|NULL)?"),
        ("merge and value", "<<|="),
        ("int of base 2", "[-+]?0b[0-1_]+"),
        ("int of base 8", "[-+]?0[0-7_]+"),
        ("int of base 10", "[-+]?(0|[1-9][0-9_]*)"),
        ("int of base 16", "[-+]?0x[0-9a-fA-F_]+"),
        ("int of base 60", "[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"),
        ("float of base 10", r"[-+]?([0-9][0-9_]*)?\.[0-9_.]*([eE][-+][0-9]+)?"),
        ("float of base 60", r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"),
        ("infinite, or no number", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
        ("day", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"),
        (
            "time",
            "[0-9][0-9][0-9][0-9]-[0-9][0-9]?-[0-9][0-9]?([Tt]|[ \t]+)[0-9][0-9]?:[0-9][0-9]:[0-9][0-9]\
             (\\.[0-9]*)?(([ \t]*)Z|[-+][0-9][0-9]?(:[0-9][0-9])?)?",
        ),
        ("1.2: int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
        ("1.2: float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
        ("1.2: infinite, or no number", r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"),
    ];

    #[test]
    fn what_some_version_of_yaml_takes_for_no_text_is_quoted() {
        for (name, form) in FORMS {
            let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
            let judged = TestRunner::new(config).run(&form, |text| {
                let is_day = name == "day" && parse_date(&text).is_ok();
                prop_assert_eq!(is_plain(&text), is_day, "{:?}", text);
                reads_back(&text)
            });
            judged.unwrap_or_else(|fault| panic!("{name}: {fault}"));
        }
    }

    #[test]
    fn what_a_person_writes_plainly_stays_plain() {
        for text in [
            "in-person",
            "2026-09-14",
            "5f0c",
            "s1",
            "Asked three open questions and waited.",
            "met at 9:40 in room 4/b; said \"wait\" twice",
            "50 % more",
            "3rd grade",
            "Peñasco 學校 ❤️",
            "see https://example.org/a/b=c",
            "know",
            "Norway",
            "yes and no",
            "on time",
            "Infinity",
            "nan",
            "e5",
            "c-03",
            "x-ray",
            "it's",
            "👩‍🏫",
            "\u{a0}kept",
            "50#2",
            "<= 3",
            "=a",
            "~a",
            "2/3",
            "+",
        ] {
            assert_eq!(inline(text), text);
        }
    }

    #[test]
    fn what_some_reader_takes_for_something_else_is_quoted() {
        for text in [
            "",
            "y",
            "N",
            "yes",
            "No",
            "ON",
            "off",
            "true",
            "False",
            "null",
            "NULL",
            "~",
            "=",
            "<<",
            "45",
            "-7",
            "+1",
            "0",
            "007",
            "0o17",
            "0x1f",
            "0X1F",
            "0b101",
            "1_000",
            "1e3",
            "1E+3",
            "6.5e-2",
            "68.5",
            ".5",
            "5.",
            ".",
            "..",
            "._",
            "+.e+5",
            "-.5",
            ".inf",
            "-.INF",
            ".NaN",
            "12:30",
            "1:30:15",
            "190:20:30.15",
            "2026-09-31",
            "2026-9-14",
            "26-09-14",
            "2026-09-14T10:00:00Z",
            "2026-09-14 10:00",
            "2026-09-14t1",
            "2001-12-14 21:59:43.10 -5",
            "a, b",
            "[a]",
            "a]",
            "{a",
            "a: b",
            "a:",
            ":a",
            "a #b",
            "why?",
            "see https://example.org/a?b=c",
            "#b",
            "- a",
            "-",
            "---",
            "...",
            "...and then",
            "? a",
            "?",
            "!a",
            "&a",
            "*a",
            "|",
            ">",
            "@a",
            "`a",
            "%a",
            "'a",
            "\"a",
            " a",
            "a ",
            " ",
            "\ta",
            "a\tb",
            "a\nb",
            "a\u{85}b",
            "a\u{2028}b",
            "\u{feff}a",
            "a\u{202e}b",
            "\0",
            "\u{1b}[31m",
            "\u{fffe}",
            "\u{e0041}",
        ] {
            assert!(inline(text).starts_with(['"', '\'']), "{}", inline(text));
            reads_back(text).unwrap();
        }
        assert_eq!(inline("\u{e0041}\u{85}\\"), r#""\U000e0041\u0085\\""#);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn any_text_reads_back(text in any::<String>()) {
            reads_back(&text)?;
        }

        #[test]
        fn any_text_of_signs_that_yaml_knows_reads_back(
            text in "[-a0:1 ,#'\"\\\\|>&*!%@`?{}\\[\\]~=.\nTye_+x]{0,9}",
        ) {
            reads_back(&text)?;
        }

        #[test]
        fn what_is_plain_is_so_for_the_library_too(
            text in any::<String>(),
            signs in "[-a0: ,#'\"\\\\|>&*!%@`?{}\\[\\]~=.+]{1,5}",
        ) {
            for text in [text, signs] {
                prop_assert!(!is_plain(&text) || stays_plain(&text), "{:?}", text);
            }
        }

        #[test]
        fn a_sentence_is_quoted_where_the_library_does_so_and_for_a_word_of_yaml(
            text in "[A-Za-z][A-Za-z0-9 ./()';_-]{0,120}",
            word in "[a-zA-Z][a-zA-Z.]{0,4}",
        ) {
            for text in [text, word] {
                prop_assert_eq!(is_plain(&text), stays_plain(&text) && !is_word_of_yaml(&text), "{:?}", text);
            }
        }
    }
}
