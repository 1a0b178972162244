//! The most typical faults as a coach sees them, in full.

use coach::diagnostic::text::{self, Style};

use super::desk::Desk;

/// What is shown for `text`, with the path cut to its last part.
fn shown(text: &str) -> String {
    let style = Style { color: false, width: 100, prefix: "", excerpt: true };
    let found = Desk::new().read(text).found;
    let all: Vec<String> = found.iter().map(|found| text::render(found, style)).collect();
    all.join("\n").replace("records/lincoln-elementary/c-03-t-104/", "")
}

#[track_caller]
fn assert_shown(text: &str, expected: &str) {
    let shown = shown(text);
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn a_day_that_does_not_exist() {
    assert_shown(
        "kind: contact\ndate: 2026-09-31\nmethod: email\n",
        "\
error[bad-date]: `2026-09-31` is not a day on the calendar
 --> 2026-09-14-session-7c1e.yaml:2:7
  |
2 | date: 2026-09-31
  |       ^^^^^^^^^^ September 2026 has 30 days
",
    );
}

#[test]
fn a_misspelled_key() {
    assert_shown(
        "kind: contact\ndate: 2026-09-16\nmethd: email\nabout: the seating plan\n",
        "\
error[missing-key]: a contact needs the key `method`
 --> 2026-09-14-session-7c1e.yaml:1:1
  |
1 | kind: contact
  | ^^^^ no `method` in this contact

error[unknown-key]: `methd` is not a key of a contact
 --> 2026-09-14-session-7c1e.yaml:3:1
  |
3 | methd: ·····
  | ^^^^^ did you mean `method`?
  |
  = help: keys of a contact: kind, date, method, minutes, about, meeting and source
",
    );
}

#[test]
fn a_word_that_the_profile_does_not_have() {
    assert_shown(
        "kind: contact\ndate: 2026-09-16\nmethod: in person # a word in the hallway\n",
        "\
error[unknown-method]: `in person` is not a method of missouri-sbic-2014
 --> 2026-09-14-session-7c1e.yaml:3:9
  |
3 | method: in person #······················
  |         ^^^^^^^^^ did you mean `in-person`?
  |
  = help: allowed: `email`, `phone`, `in-person`, `video` or `message`
",
    );
}

#[test]
fn a_number_with_its_unit() {
    assert_shown(
        "kind: contact\ndate: 2026-09-16\nmethod: email\nminutes: 45 min\n",
        "\
error[wrong-type]: a whole number of minutes from 1 to 1440 belongs here, not `45 min` (text)
 --> 2026-09-14-session-7c1e.yaml:4:10
  |
4 | minutes: 45 min
  |          ^^^^^^ write 45
",
    );
}

#[test]
fn a_colon_in_prose() {
    assert_shown(
        "kind: contact\ndate: 2026-09-16\nmethod: email\nabout: he said: \"wait\"\n",
        "\
error[yaml-syntax]: a colon is inside a text, where no key can be
 --> 2026-09-14-session-7c1e.yaml:4:15
  |
4 | ·····: ·· ····: \"····\"
  |               ^ put the whole text in quotes, or start the key on its own line
",
    );
}

#[test]
fn a_key_given_twice() {
    assert_shown(
        "kind: contact\ndate: 2026-09-16\nmethod: email\n\"date\": 2026-09-17\n",
        "\
error[duplicate-key]: the key `date` appears twice
 --> 2026-09-14-session-7c1e.yaml:4:1
  |
4 | \"date\": ··········
  | ^^^^^^ keep one of the two
  |
 ::: 2026-09-14-session-7c1e.yaml:2:1
  |
2 | date: 2026-09-16
  | ---- first here
",
    );
}

#[test]
fn a_name_where_an_id_belongs() {
    assert_shown(
        "kind: checklist\ndate: 2026-10-01\nrater: {role: observer, id: maria}\nratings: {}\n",
        "\
error[bad-id]: a person's id belongs here, but this may be a name or an address
 --> 2026-09-14-session-7c1e.yaml:3:29
  |
3 | rater: {role: observer, id: ·····}
  |                             ^^^^^ people go by ids with a digit, such as c-03 or t-104
  |
  = help: records never name people; names stay in people.yaml, outside the repository
",
    );
}

#[test]
fn a_byte_that_is_no_text() {
    let found = Desk::new().read(b"kind: contact\nabout: caf\xe9 talk\n").found;
    let shown =
        text::render(&found[0], Style { color: false, width: 100, prefix: "", excerpt: true });
    let expected = "\
error[not-utf8]: the byte 0xE9 is not UTF-8
 --> records/lincoln-elementary/c-03-t-104/2026-09-14-session-7c1e.yaml:2:11
  |
2 | ·····: ···\u{fffd} ····
  |           ^ perhaps an accented letter from Windows-1252 or Latin-1
  |
  = help: save the file again with the encoding UTF-8
";
    assert_eq!(shown, expected, "\n{shown}");
}
