//! The quick reader against the full parser: of every text it gives the same tree, the same places, the same
//! comments and nothing else, or it declines.

mod corpus;
mod generated;
mod mutants;

use super::agree::agreed as compare;

fn assert_all(texts: &[&str], are_taken: bool) {
    for text in texts {
        assert_eq!(compare(text), Ok(are_taken), "{text:?}");
        let windows = text.replace('\n', "\r\n");
        assert_eq!(compare(&windows), Ok(are_taken), "{windows:?}");
    }
}

#[test]
fn what_is_taken() {
    assert_all(
        &[
            "kind: session",
            "kind: session\nminutes: 45 # about\n",
            "# one\n\n  # two\nkind: 'it is' # three\n# four",
            "a: \"one: two # three\"\nb: ''\nc: null\nd: ~ \n",
            "a: b:,c d:[e f:]\n",
            "a: |\n one\n  two\n three\n",
            "a: x:y #\nb: c#d\nc: -5\nd: http://example.org/?a=b&c\n",
            "a: [b, \"c, d\", [e], {f: g, h: 'i'}]\nb: []\nc: {}\nd: [ a , b ]\n",
            "a: {b: c, d: e f,\n  g: h,\n  i: [j,\n   k]\n }\nb: c\n",
            "a:\n  b: c\n\n  # d\n  e:\n   f: g\nh: i\n",
            "a:\n- b\n- c: d\n  e: f\n- [g]\nh:\n  -  i: j\n     k: l\n  - m # n\no: p\n",
            "a: # b\n  - c\n# d\n  - e\n",
            "a: |\n  one\nb: |-\n   one\n     two\n\n   three \n\n\nc: |\n one # no comment\n# one\n",
            "a:\n  b: |\n    one\n\n    two",
            "a:\n  - b: |\n      c\n  # d\n  - |-\n     e\n\n     f\n",
            "a: é \u{2028}\u{85} ü\nb: \u{a0}\n",
            "a: b\n\n",
        ],
        true,
    );
}

#[test]
fn what_is_declined() {
    assert_all(
        &[
            "",
            "# a\n",
            "a",
            "- a\n",
            " a: b\n",
            "a: b\na: c\n",
            "a: {b: c, b: d}\n",
            "null: a\n",
            "~: a\n",
            "a:\n",
            "a:\nb: c\n",
            "a b: c\n",
            "\"a\": b\n",
            "a: b: c\n",
            "a: b:\n",
            "a: b\n  c\n",
            "a: b # c\n  d\n",
            "a:b\n",
            "a: \"b\\n\"\n",
            "a: 'b''c'\n",
            "a: 'b\n  c'\n",
            "a: 'b'c\n",
            "a: 'b'# c\n",
            "a: [b\n  c]\n",
            "a: [b, c\n]\n",
            "a: [b, # c\n  d]\n",
            "a: [b: c]\n",
            "a: [b]]\n",
            "a: [b}\n",
            "a: {b}\n",
            "a: {b:c}\n",
            "a: {b: c:, d: e}\n",
            "a: [b,, c]\n",
            "a: [b, c,]\n",
            "a: >\n  b\n",
            "a: |+\n  b\n\n",
            "a: |2\n  b\n",
            "a: | # b\n  c\n",
            "a: |\n\n  b\n",
            "a: |\n  b\n   \n  c\n",
            "a: |\n  b\n  \n",
            "a: |\nb: c\n",
            "a: |\n  b\n c: d\n",
            "a: &b c\n",
            "a: *b\n",
            "a: !b c\n",
            "a: @b\n",
            "a: %b\n",
            "a: ? b\n",
            "a: - b\n",
            "a:\n  - b\n c: d\n",
            "a:\n  - b\n  c: d\n",
            "a:\n -b: c\n",
            "a:\n  b: c\n d: e\n",
            "a: b\n c: d\n",
            "<<: a\n",
            "a: b\n---\nc: d\n",
            "--- a\n",
            "a: b\n...\n",
            "%YAML 1.2\n---\na: b\n",
            "a: b\n\tc: d\n",
            "a:\tb\n",
            "a: b\u{feff}\n",
        ],
        false,
    );
    let long_key = format!("{}: a\n", "k".repeat(101));
    let deep = format!("a: {}{}\n", "[".repeat(12), "]".repeat(12));
    let many: String = (0..65).map(|number| format!("key-{number}: a\n")).collect();
    assert_all(&[&long_key, &deep, &many], false);
}

/// Twelve levels below the root are read here, and deeper ones by the full parser, which has a limit of its own.
#[test]
fn nesting_is_read_to_a_depth_and_declined_below() {
    let maps = |levels: usize| -> String {
        let key = |level: usize| {
            format!("{}a:{}", " ".repeat(level), if level == levels { " b\n" } else { "\n" })
        };
        (0..=levels).map(key).collect()
    };
    // Each list holds a map with the next list.
    let lists = |levels: usize| -> String {
        let line = |level: usize| {
            format!("{}- a:{}", "  ".repeat(level), if level + 1 == levels { " b\n" } else { "\n" })
        };
        std::iter::once("a:\n".to_owned()).chain((0..levels).map(line)).collect()
    };
    let brackets = |levels: usize, open: &str, close: &str| -> String {
        format!("a: {}b{}\n", open.repeat(levels), close.repeat(levels))
    };
    for (text, is_taken) in [
        (maps(12), true),
        (maps(13), false),
        (maps(40), false),
        // A list and its map are two levels.
        (lists(6), true),
        (lists(7), false),
        (lists(20), false),
        (brackets(11, "[", "]"), true),
        (brackets(12, "[", "]"), false),
        (brackets(40, "[", "]"), false),
        (brackets(11, "{a: ", "}"), true),
        (brackets(12, "{a: ", "}"), false),
        (brackets(40, "{a: ", "}"), false),
    ] {
        assert_all(&[&text], is_taken);
    }
}

#[test]
fn every_text_of_the_project_and_of_the_suite_reads_the_same() {
    let mut taken = 0;
    for text in corpus::all() {
        match compare(text) {
            Ok(is_taken) => taken += usize::from(is_taken),
            Err(difference) => panic!("{difference}"),
        }
    }
    println!("{taken} of {} texts were taken", corpus::all().len());
    assert!(taken > 800, "{taken}");
}

#[test]
fn nearly_every_record_is_taken() {
    let records = corpus::records();
    let taken = records.iter().filter(|text| compare(text) == Ok(true)).count();
    println!("{taken} of {} records were taken", records.len());
    assert!(taken * 100 >= records.len() * 99, "{taken} of {}", records.len());
}
