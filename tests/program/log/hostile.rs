//! Text of any kind reads back as it was typed, and steers no terminal.

use serde_json::{Value, json};

use super::{Desk, FOR_T104, value};

fn texts() -> Vec<String> {
    let texts = [
        "plain",
        "two\nlines",
        "ends\n",
        "ends\n\n",
        "\n begins",
        "  spaces  ",
        "\ttab\t",
        "a: b",
        "- a",
        "# no comment",
        "x # none",
        "{a: b}",
        "[a]",
        "&a",
        "*a",
        "!tag",
        "|",
        ">",
        "@a",
        "`a`",
        "%a",
        "---",
        "...",
        "? a",
        ": a",
        "null",
        "~",
        "true",
        "yes",
        "NO",
        "on",
        "12",
        "1.5",
        "1e3",
        "0x1F",
        "2025-10-06",
        "14:05",
        "=",
        "<<",
        "'",
        "\"",
        "it's \"so\"",
        "\\n",
        "a\\",
        "\u{7}bell",
        "\u{1b}[31mred\u{1b}[0m",
        "\u{1b}]0;title\u{7}",
        "\r\n",
        "a\rb",
        "\u{0085}",
        "\u{2028}",
        "\u{200b}",
        "\u{202e}right",
        "\u{feff}",
        "👩‍🏫 Grüße 漢字 é",
        "who=coach due=x",
        "a\n\n  b\n c",
        " \n ",
        "\u{7f}",
        "\u{a0}",
        "$HOME `id` $(id)",
        "--flag at the start",
        "- a list",
        "--",
        "<b>&amp;</b>",
        "\u{fffd}",
    ];
    let long = ["x".repeat(9000), "many words ".repeat(900), "line of text\n".repeat(300)];
    texts.map(str::to_owned).into_iter().chain(long).collect()
}

/// The text under `key` of the record that `arguments` and the option with `text` make.
fn read_back(desk: &Desk, arguments: &[&str], text: &str, pointer: &str) -> Value {
    let run = desk.log(arguments);
    assert_eq!(run.code, 0, "{text:?}: {run:#?}");
    let steers = |c: char| c.is_control() && c != '\n';
    assert!(!run.out.contains(steers) && !run.err.contains(steers), "{text:?}: {run:?}");
    let (path, written) = desk.record();
    std::fs::remove_file(desk.path().join(path)).expect("it goes");
    value(&written).pointer(pointer).cloned().unwrap_or(Value::Null)
}

#[test]
fn every_text_in_one_option() {
    let desk = Desk::new();
    for text in texts() {
        let about = format!("--about={text}");
        let arguments = [&["contact", "--method", "email", &about], &FOR_T104[..]].concat();
        assert_eq!(read_back(&desk, &arguments, &text, "/about"), json!(text), "{text:?}");
    }
}

#[test]
fn one_bad_text_in_every_option() {
    let desk = Desk::new();
    let text = "it's \"so\": \u{1b}[31m # {a: [b]}\n\t- 👩‍🏫\r\n---\n end  \n";
    for (start, option, pointer) in [
        (&["session", "--method=video"][..], "--notes", "/notes"),
        (&["session", "--method=video"], "--strengths", "/strengths"),
        (&["session", "--method=video"], "--working", "/reflection/working"),
        (&["session", "--method=video"], "--not-working", "/reflection/not_working"),
        (&["session", "--method=video", "--observed=today"], "--observed-focus", "/observed/focus"),
        (&["request"], "--about", "/about"),
        (&["feedback", "--received=today"], "--summary", "/summary"),
        (&["feedback", "--received=today"], "--response", "/response"),
    ] {
        let given = format!("{option}={text}");
        let arguments = [start, &[&given], &FOR_T104[..]].concat();
        assert_eq!(read_back(&desk, &arguments, text, pointer), json!(text), "{option}");
    }
    let step = format!("--next-step={text}");
    let arguments = [&["session", "--method=video", &step], &FOR_T104[..]].concat();
    let what = read_back(&desk, &arguments, text, "/next_steps/0/what");
    assert_eq!(what, json!(text.trim()), "a step is trimmed");
}

#[test]
fn bad_text_in_small_edits() {
    let text = "it's \"so\": \u{1b}[31m # {a: [b]}\n\t- 👩‍🏫\r\n---\n end  \n";
    let desk = Desk::new();
    let reason = format!("--reason={text}");
    desk.wrote(&["relationship", "--educator", "t-105", "--end", "2026-01-30", &reason]);
    let record = value(&desk.read("records/lincoln/c-03-t-105/relationship.yaml"));
    assert_eq!(record["end_reason"], text);
    desk.wrote(&[&["feedback", "--requested", "2025-10-06"], &FOR_T104[..]].concat());
    let [summary, response] = ["summary", "response"].map(|key| format!("--{key}={text}"));
    let complete = ["feedback", "--complete", "--received", "2025-10-07", &summary, &response];
    desk.wrote(&[&complete[..], &FOR_T104].concat());
    let record = value(&desk.text());
    assert_eq!((&record["summary"], &record["response"]), (&json!(text), &json!(text)));
    desk.refused(
        1,
        &["contact", "--method=\u{1b}[31m", "--educator", "t-104"],
        &["unknown-method"],
    );
}

#[test]
fn a_very_long_word_is_no_trouble() {
    let desk = Desk::new();
    let long = "t-1".repeat(10_000); // Windows starts nothing with much more;
    desk.refused(2, &["contact", "--method", "email", "--educator", &long], &["no relationship"]);
    desk.refused(1, &["contact", "--method", &long, "--educator", "t-104"], &["unknown-method"]);
    desk.refused(2, &["done", &long, "--educator", "t-104"], &["no open step"]);
    desk.refused(2, &["request", "--answer", &long], &["no record"]);
}
