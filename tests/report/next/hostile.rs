//! Words and names that try to steer what reads the output.

use crate::harness::{AS_OF, District, Pair, SETTINGS};

const HOSTILE: [&str; 8] = [
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "a\u{202e}b\u{2067}c\u{200b}d",
    "::error file=x,line=1::gone",
    "##[error]gone ##vso[task]x",
    "<script>alert(1)</script> | a | b",
    "[click](javascript:alert(1)) ![x](https://x.example/x.png)",
    "@someone #12 :tada: https://x.example www.x.example",
    "BEGIN:VEVENT\\nSUMMARY:x",
];

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out + "\""
}

#[test]
fn nothing_steers_a_terminal_a_runner_or_a_page() {
    for text in HOSTILE {
        let words = quoted(text);
        let pair = Pair::new()
            .session("2026-05-18", &format!("next_steps: [{{what: {words}}}]"))
            .record("request", "asked", "2026-05-20", &format!("about: {words}"));
        let settings = SETTINGS.replace("\"Testville\"", &words).replace("\"Lincoln\"", &words);
        let district = District::new().file("coach.toml", settings).pair(&pair);
        for format in ["text", "markdown", "json", "ics"] {
            let mut arguments = vec!["next", "--as-of", AS_OF, "--format", format];
            if matches!(format, "text" | "markdown") {
                arguments.push("--words");
            }
            let run = district.coach(&arguments);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{text:?}: {run:?}");
            let out = run.out.replace("\r\n", "\n");
            let steers =
                |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2067}\u{200b}".contains(c);
            assert!(!out.contains(steers), "{format} {text:?}\n{out}");
            assert!(!out.contains("::") && !out.contains("##["), "{format} {text:?}\n{out}");
            assert!(!out.contains("##vso["), "{format} {text:?}\n{out}");
            if format == "markdown" {
                assert!(!out.contains("<script") && !out.contains("]("), "{out}");
                assert!(!out.contains("@s") && !out.contains("https://"), "{out}");
            }
            if format == "ics" {
                assert_eq!(out.matches("BEGIN:VEVENT").count(), 1, "the meeting: {out}");
            }
        }
    }
}

#[test]
fn a_hostile_argument_is_quoted() {
    let district = District::new().pair(&Pair::new());
    let run = district.coach(&["next", "\u{1b}[31m::error ::x"]);
    assert_eq!(run.code, 2);
    assert!(!run.err.contains('\u{1b}') && !run.err.contains("::"), "{}", run.err);
}
