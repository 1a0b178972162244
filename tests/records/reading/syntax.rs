//! Slips that make a file no YAML: one finding at the place where a person would look, in words that
//! ask for no knowledge of YAML.

use super::desk::Desk;

/// What stands after the first three lines of a session, the text under the underline, and essential
/// words of message and remedy.
type Slip = (&'static str, &'static str, [&'static str; 2]);

const HEAD: &str = "kind: session\ndate: 2026-09-14\nmethod: in-person\n";

#[rustfmt::skip]
const SLIPS: &[Slip] = &[
    // Text that needs quotes.
    ("notes: he said: wait\n", ":", ["a colon is inside a text", "in quotes"]),
    ("notes: * first point\n", "*", ["cannot begin with `*`", "in quotes"]),
    ("notes: & also\n", "&", ["cannot begin with `*` or `&`", "in quotes"]),
    ("notes: *waited* for it\n", "f", ["more text after the end of this value", "in quotes"]),
    ("notes: !!! waited\n", "!", ["cannot begin with `!`", "in quotes"]),
    ("notes: @home he did\n", "@", ["cannot begin with this character", "in quotes"]),
    ("notes: `wait` he said\n", "`", ["cannot begin with this character", "in quotes"]),
    ("notes: % of pupils\n", "%", ["cannot begin with this character", "in quotes"]),
    ("notes: [sic] he said\n", "h", ["more text after the end of this value", "in quotes"]),
    ("notes: - a\n", "-", ["a list's `-`", "line of its own"]),
    // Quotes.
    ("notes: \"Wait\" he said\n", "h", ["after a closing quote", "whole text in quotes"]),
    ("notes: 'don't'\n", "t", ["after a closing quote", "''"]),
    ("notes: \"he said \"yes\" then\"\n", "y", ["after a closing quote", "\\\""]),
    ("notes: \"wait\n", "\"", ["a quote is opened and not closed", "close it"]),
    ("notes: \"wait\nminutes: 5\n", "\"", ["a quote is opened and not closed", "indent"]),
    ("notes: 'wait\nminutes: 5\n", "'", ["a quote is opened and not closed", "indent"]),
    ("observed: {focus: \"wait, on: 2026-09-14}\nminutes: 5\n", "\"", ["a quote", "not closed"]),
    ("notes: \"C:\\Users\"\n", "\"", ["unknown escape", "single quotes"]),
    ("notes: \"50\\% done\"\n", "\"", ["unknown escape", "backslash"]),
    // Blocks of text.
    ("notes: | he said\n", "|", ["text is beside a `|` or `>`", "next line, indented"]),
    ("notes: > 3 came\n", ">", ["text is beside a `|` or `>`", "next line, indented"]),
    ("notes: |\n  one\ntwo\n", "t", ["neither a key with a value", "indent"]),
    ("notes: |\n  one\n three\n", "t", ["indentation", "like the lines above"]),
    ("notes: |\n\tone\n", "\t", ["a tab", "spaces"]),
    // Indentation and tabs.
    (" minutes: 45\n", "m", ["is read as part of the line above", "column of the other keys"]),
    ("\tminutes: 45\n", "\t", ["a tab", "spaces"]),
    ("observed:\n\ton: 2026-09-14\n", "\t", ["a tab", "spaces"]),
    ("observed:\n  on: 2026-09-14\n minutes: 5\n", "m", ["indentation", "same column"]),
    ("next_steps:\n- what: x\n who: coach\n", "w", ["indentation", "same column"]),
    // Colons.
    ("minutes:45\n", "m", ["a colon needs a space", "key: value"]),
    ("minutes 45\n", "m", ["neither a key with a value", "key: value"]),
    ("minutes = 45\n", "m", ["neither a key with a value", "key: value"]),
    ("minutes\nmeeting: 5f0c\n", "m", ["neither a key with a value", "key: value"]),
    // Spaces that only look like one.
    ("minutes:\u{a0}45\n", "\u{a0}", ["a special space (U+00A0)", "type a space"]),
    ("observed:\n  on: 2026-09-14\n \u{a0}minutes: 5\n", "\u{a0}", ["U+00A0", "type a space"]),
    // Brackets.
    ("items: [rationale, listens\n", "[", ["a list opened with `[` is not closed", "close it with `]`"]),
    ("items: [rationale, listens\nminutes: 45\n", "[", ["`[` is not closed", "close it with `]`"]),
    ("observed: {on: 2026-09-14\n", "{", ["opened with `{` is not closed", "close it with `}`"]),
    ("observed: {on: 2026-09-14\nminutes: 5\n", "{", ["`{` is not closed", "close it with `}`"]),
    ("items: [rationale, {listens]}\n", "{", ["opened as `{` is closed as `]`", "in pairs"]),
    ("items: rationale]\nphases: ]\n", "]", ["closes nothing", "in pairs"]),
    ("observed: {on: 2026-09-14, minutes: 5 focus: x}\n", ":", ["lacks a comma", "between the keys"]),
    ("items: [rationale, \"listens\" confidentiality]\n", "c", ["after a closing quote", "whole text"]),
    ("items: [[a] b]\n", "b", ["lacks a comma", "between the words"]),
    // What git leaves behind.
    ("<<<<<<< HEAD\nminutes: 45\n=======\nminutes: 50\n>>>>>>> branch\n", "<<<<<<<",
        ["two versions of this file", "keep one version"]),
];

#[test]
fn slips_are_found_where_they_are_with_a_remedy() {
    let desk = Desk::new();
    for (slip, under, words) in SLIPS {
        let text = format!("{HEAD}{slip}");
        desk.expect(&text, &[("yaml-syntax", under)]);
        let message = desk.words(&text);
        assert!(words.iter().all(|word| message.contains(word)), "{slip}: {message}");
        // The same with Windows' line endings, and without the last one.
        desk.expect(&text.replace('\n', "\r\n"), &[("yaml-syntax", under)]);
        desk.expect(text.trim_end_matches('\n'), &[("yaml-syntax", under)]);
    }
}

#[test]
fn slips_in_the_first_lines_are_found_too() {
    let desk = Desk::new();
    for (text, under, word) in [
        ("kind session\ndate: 2026-09-14\n", "d", "lack a colon"),
        ("kind:session\ndate: 2026-09-14\n", "d", "lack a colon"),
        (" kind: session\ndate: 2026-09-14\n", "d", "indentation"),
        ("kind: session\n  date: 2026-09-14\n", "d", "column of the other keys"),
        ("{kind: session} and more\n", "a", "after the end of the record"),
        ("Dear coach: today: \n", ":", "a colon is inside a text"),
    ] {
        desk.expect(text, &[("yaml-syntax", under)]);
        let message = desk.words(text);
        assert!(message.contains(word), "{text}: {message}");
    }
}

#[test]
fn a_syntax_fault_is_the_files_one_finding() {
    let desk = Desk::new();
    // However much else is wrong, before and after.
    let text = "kind: sesion\nminuts: &a 5\ndate: 2026-02-30\ndate: x\nnotes: [\nmethod: fax\n";
    desk.expect(text, &[("yaml-syntax", "[")]);
    // A second document that is no YAML either: the place where it began is shown with it.
    let text = format!("{HEAD}notes: |\n  one\n---\ntwo: three: four\n");
    desk.expect(&text, &[("yaml-syntax", ":")]);
    let found = desk.read(&text).found;
    let also = &found[0].related[0];
    assert_eq!(super::desk::Lines::of(&text).under(&also.place), "---");
    assert!(also.label.contains("second document"), "{}", also.label);
}

#[test]
fn words_of_the_parser_never_reach_a_coach() {
    let desk = Desk::new();
    for (slip, ..) in SLIPS {
        let message = desk.words(&format!("{HEAD}{slip}"));
        for jargon in ["scalar", "flow", "mapping", "sequence", "token", "parsing", "not YAML"] {
            assert!(!message.contains(jargon), "{slip}: {message}");
        }
    }
}
