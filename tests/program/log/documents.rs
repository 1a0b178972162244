//! Records that are handed over: in YAML and JSON, one or many, all of them or none.

use serde_json::json;

use super::{Desk, FOR_T104, T104, value};

/// Two contacts as they are written.
const TWO: [&str; 2] = [
    "kind: contact\ndate: 2025-10-06\nmethod: email\n",
    "kind: contact\ndate: 2025-10-07\nmethod: phone\n",
];

/// Hands `input` over, expects it to be taken without a word, and gives the texts that were written.
fn taken(input: impl AsRef<[u8]>, arguments: &[&str]) -> Vec<String> {
    let desk = Desk::new();
    let run = desk.log_from(&input, arguments);
    let input = String::from_utf8_lossy(input.as_ref());
    assert!(run.code == 0 && run.err.is_empty(), "{input}\n{run:#?}");
    let records = desk.records();
    assert_eq!(run.out.lines().count(), records.len());
    assert!(records.iter().all(|(path, _)| path.starts_with(T104)), "{records:#?}");
    records.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn every_form_of_many_is_taken() {
    let one =
        r#"{"kind": "contact", "educator": "t-104", "date": "2025-10-06", "method": "email"}"#;
    let other =
        r#"{"kind": "contact", "educator": "t-104", "date": "2025-10-07", "method": "phone"}"#;
    let yaml = |date: &str, method: &str| {
        format!("kind: contact\neducator: t-104\ndate: {date}\nmethod: {method}\n")
    };
    let (first, second) = (yaml("2025-10-06", "email"), yaml("2025-10-07", "phone"));
    let element = |text: &str| format!("- {}\n", text.trim_end().replace('\n', "\n  "));
    for input in [
        format!("{first}---\n{second}"),
        format!("---\n{first}---\n{second}"),
        format!("---  \n{first}---\n\n{second}"),
        format!("{}{}", element(&first), element(&second)),
        format!("[{one}, {other}]"),
        format!("[\n  {one},\n  {other}\n]\n"),
        format!("{one}\n{other}\n"),
        format!("{one}\n\n{other}"),
        format!("{one}\n---\n{second}"),
        format!("{first}---\n{second}").replace('\n', "\r\n"),
        format!("\u{feff}{one}\r\n{other}\r\n"),
    ] {
        let texts = taken(&input, &["--from", "-"]);
        let texts: Vec<_> = texts.iter().map(|text| text.replace('\r', "")).collect();
        assert_eq!(texts, TWO, "{input}");
    }
}

#[test]
fn a_record_keeps_its_comments_and_layout_byte_for_byte() {
    let record = "# from the form of 6 October\nkind: session   # a visit\ndate: '2025-10-06'\n\n\
                  items: [ rationale,\n  listens ]\nmethod: \"video\"\nnotes: >-\n  folded\n  text\n# end\n";
    assert_eq!(taken(record, &[&["--from", "-"], &FOR_T104[..]].concat()), [record]);
    // The lines that say whose it is go, and nothing else does.
    let addressed = record.replace("date:", "educator: t-104  # whose\ndate:");
    assert_eq!(taken(addressed, &["--from", "-"]), [record]);
    let addressed =
        record.replace("# end\n", "school: lincoln\ncoach: c-03\neducator: t-104\n# end\n");
    assert_eq!(taken(addressed, &["--from", "-"]), [record]);
    let in_windows = format!("\u{feff}{}", record.replace('\n', "\r\n"));
    let texts = taken(in_windows, &[&["--from", "-"], &FOR_T104[..]].concat());
    assert_eq!(texts[0].replace("\r\n", "\n"), record);
    assert!(!texts[0].starts_with('\u{feff}'), "{texts:?}");
}

#[test]
fn each_of_several_documents_keeps_its_comments() {
    let both = format!("# one\n{}---\n# two\n{}", TWO[0], TWO[1]);
    let texts = taken(both, &[&["--from", "-"], &FOR_T104[..]].concat());
    assert_eq!(texts, [format!("# one\n{}", TWO[0]), format!("# two\n{}", TWO[1])]);
}

#[test]
fn the_verb_may_say_the_kind() {
    let json = r#"{"date": "2025-10-06", "method": "email"}"#;
    let texts = taken(json, &[&["contact", "--from", "-"], &FOR_T104[..]].concat());
    assert_eq!(texts, [TWO[0]]);
    let yaml = "date: 2025-10-06\nmethod: email\n";
    assert_eq!(taken(yaml, &[&["contact", "--from", "-"], &FOR_T104[..]].concat()), [TWO[0]]);
}

#[test]
fn a_file_is_read_like_standard_input() {
    let desk = Desk::new();
    desk.file("in box/visit.yaml", format!("pair: c-03-t-104\n{}", TWO[0]));
    desk.wrote(&["--from", "in box/visit.yaml"]);
    assert_eq!(desk.text(), TWO[0]);
}

#[test]
fn every_kind_is_taken() {
    let desk = Desk::new();
    let records = [
        json!({"kind": "session", "date": "2025-10-06", "method": "video", "educator": "t-104"}),
        json!({"kind": "contact", "date": "2025-10-06", "method": "email", "educator": "t-104"}),
        json!({"kind": "request", "asked": "2025-10-06", "educator": "t-104"}),
        json!({"kind": "feedback", "requested": "2025-10-06", "educator": "t-104"}),
        json!({"kind": "checklist", "date": "2025-10-06", "rater": {"role": "self"},
               "ratings": {"rationale": "partial"}, "educator": "t-104"}),
        json!({"kind": "review", "date": "2025-10-30", "working": "cards", "educator": "t-104"}),
        json!({"kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-04",
               "educator": "t-201", "school": "prairie", "started": "2025-09-08",
               "agreement": {"committed_on": "2025-09-08", "respond_within_days": 2}}),
    ];
    let run = desk.log_from(json!(records).to_string(), &["--from", "-"]);
    assert!(run.code == 0 && run.err.is_empty(), "{run:#?}");
    let written: Vec<_> = desk.records().iter().map(|(_, text)| value(text)).collect();
    for mut record in records {
        let expected = record.as_object_mut().expect("an object");
        if expected["kind"] == "relationship" {
            let path = "records/prairie/c-04-t-201/relationship.yaml";
            assert_eq!(value(&desk.read(path)), record);
        } else {
            expected.remove("educator");
            assert!(written.contains(&record), "{record} is not in {written:#?}");
        }
    }
    desk.is_clean();
}

#[test]
fn what_is_wrong_is_named_by_the_line_handed_over_and_nothing_is_written() {
    let desk = Desk::new();
    let from = ["--from", "-"];
    let good = "kind: contact\neducator: t-104\ndate: 2025-10-06\nmethod: email\n";
    let good_json = r#"{"kind":"contact","educator":"t-104","date":"2025-10-06","method":"email"}"#;
    for (input, code, said) in [
        (format!("{good}---\n{}", good.replace("method", "methd")), 1, "standard input:9:1"),
        (format!("{good}---\n{}", good.replace("email", "mail")), 1, "standard input:9:9"),
        (format!("{good}---\nkind: [contact\n"), 1, "standard input:"),
        (format!("{good_json}\n{}\n", good_json.replace("email", "mail")), 1, "standard input:2:"),
        (format!("[{good_json},\n3]"), 1, "standard input:2:1"),
        (format!("- {}\n- text\n", good_json), 1, "standard input:2:3"),
        ("educator: t-104\ndate: 2025-10-06\n".into(), 1, "kind"),
        (good.replace("contact", "contct"), 1, "did you mean `contact`?"),
        (good.replace("date: 2025-10-06\n", ""), 1, "`date`"),
        (format!("{good}---\n{}", good.replace("t-104", "t-140")), 1, "standard input:7:11"),
        (good.replace("educator: t-104\n", ""), 1, "educator:"),
        (format!("{good}pair: c-03-t-105\n"), 1, "`educator` or `pair`, not both"),
        (String::new(), 1, "empty"),
        ("# nothing yet\n".into(), 1, "empty"),
        ("[]".into(), 2, "no record"),
        ("hello".into(), 1, "keys with values"),
    ] {
        desk.refused_from(code, &input, &from, &[said]);
    }
    desk.refused_from(2, b"kind: \xff", &from, &["UTF-8"]);
    desk.refused_from(2, vec![b'#'; (16 << 20) + 1], &from, &["16 MiB"]);
    desk.refused(2, &["--from", "nowhere.yaml"], &["nowhere.yaml"]);
    desk.refused(2, &["--from", "records"], &["records"]);
}

#[test]
fn a_verb_takes_only_its_own_kind() {
    let desk = Desk::new();
    let arguments = [&["session", "--from", "-"], &FOR_T104[..]].concat();
    desk.refused_from(1, TWO[0], &arguments, &["`contact`", "coach log --from FILE"]);
    let mixed = [&["contact", "--method", "email", "--from", "-"], &FOR_T104[..]].concat();
    desk.refused_from(2, TWO[0], &mixed, &["leave out the options"]);
}

#[test]
fn what_a_record_says_of_itself_goes_before_the_options() {
    let desk = Desk::new();
    let input = format!("educator: t-105\n{}", TWO[0]);
    let run = desk.log_from(input, &["--from", "-", "--educator", "t-104"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(desk.record().0.contains("/c-03-t-105/"));
}

#[test]
fn another_encoding_is_named_with_its_remedy() {
    let wide = |text: &str, big: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let desk = Desk::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("wide.yaml");
    let said = ["UTF-16", "save it again with the encoding UTF-8"];
    for text in [format!("\u{feff}{}", TWO[0]), TWO[0].to_owned(), "[{\"kind\": 1}]".to_owned()] {
        for big in [false, true] {
            let args = [&["--from", "-"], &FOR_T104[..]].concat();
            desk.refused_from(2, wide(&text, big), &args, &said);
            std::fs::write(&file, wide(&text, big)).expect("a file");
            let args = [&["--from", file.to_str().expect("UTF-8")], &FOR_T104[..]].concat();
            desk.refused(2, &args, &said);
        }
    }
}

#[test]
fn outdented_prose_of_a_record_that_is_handed_over_is_not_quoted() {
    let desk = Desk::new();
    for line in ["Zebra: crossed", "Zebra: x\nZebra: y", "Zebra crossed", "- Zebra: crossed"] {
        let text = format!("{}about: |\n  one\n{line}\n", TWO[0]);
        for format in ["text", "json"] {
            let arguments = ["--from", "-", "--format", format];
            let run = desk.log_from(&text, &[&arguments, &FOR_T104[..]].concat());
            assert_eq!(run.code, 1, "{run:#?}");
            assert!(!format!("{}{}", run.out, run.err).contains("ebra"), "{run:#?}");
        }
    }
    desk.is_clean();
}

#[test]
fn prose_in_the_place_of_an_educator_is_not_quoted() {
    let desk = Desk::new();
    let text = "kind: contact\ndate: 2025-10-06\nmethod: email\neducator: as Zebra told me today\n";
    let run = desk.log_from(text, &["--from", "-"]);
    assert!(run.code == 1 && run.err.contains("no relationship matches"), "{run:?}");
    assert!(!run.err.contains("Zebra"), "{run:?}");
}
