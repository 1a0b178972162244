//! Workflow commands: one a finding, with the text and the place that it has, and no other.

use std::collections::BTreeMap;

use coach::diagnostic::{Diagnostic, Tally, github};
use coach::text::wording::visible;

use super::runner::{Command, commands};
use super::sample::{self, FAULTS, FOLDER, HOSTILE, LEFT_OUT, PREFIX, RECORDS};
use crate::harness::District;

/// The commands for all findings of a district, and the text of the log's last line, which is none.
fn read(district: &District) -> (Vec<Diagnostic>, Vec<Command>, String) {
    let (found, tally) = sample::check(district);
    let output = github::render(&found, tally, PREFIX);
    assert!(sample::is_harmless(&output), "{output}");
    assert!(output.ends_with('\n'));
    let mut commands = commands(&output);
    assert_eq!(commands.pop(), Some(None), "the summary is no command: {output}");
    let summary = output.lines().last().expect("a line").to_owned();
    if commands.last().is_some_and(|last| last.as_ref().is_some_and(|c| c.name == "notice")) {
        commands.pop();
    }
    let commands = commands.into_iter().map(|command| command.expect("a command a line"));
    (found, commands.collect(), summary)
}

fn number(command: &Command, key: &str) -> u64 {
    command.properties[key].parse().expect("a number")
}

#[test]
fn every_finding_is_noted_at_its_place() {
    let district = sample::faults();
    let (_, commands, summary) = read(&district);
    assert_eq!(commands.len(), FAULTS.len());
    for (command, (rule, level, file, text)) in commands.iter().zip(FAULTS) {
        assert_eq!((&*command.name, &*command.properties["title"]), (level, rule));
        let path = format!("{FOLDER}/{file}");
        assert_eq!(command.properties["file"], format!("{PREFIX}{path}"));
        let keys: Vec<&str> = command.properties.keys().map(String::as_str).collect();
        match text {
            None => assert_eq!(keys, ["file", "title"]),
            // The runner drops columns, with a complaint, where a place goes over several lines.
            Some(text) if text.contains('\n') => {
                assert_eq!(keys, ["endLine", "file", "line", "title"]);
                assert_eq!((number(command, "line"), number(command, "endLine")), (4, 5));
            }
            Some(text) => {
                assert_eq!(keys, ["col", "endColumn", "endLine", "file", "line", "title"]);
                let from = (number(command, "line"), number(command, "col"));
                let to = (number(command, "endLine"), number(command, "endColumn"));
                assert_eq!(sample::under(&district, &path, from, to), text, "{command:?}");
            }
        }
    }
    let records = format!("of {RECORDS} records; {LEFT_OUT} records left out of every number");
    assert_eq!(summary, format!("11 errors, 4 warnings in 14 {records}"));
}

#[test]
fn a_note_says_what_is_wrong_and_how_to_mend_it() {
    let (_, commands, _) = read(&sample::faults());
    let expected = "`in persn` is not a method of missouri-sbic-2014\n\
        did you mean `in-person`?\n\
        allowed: `email`, `phone`, `in-person`, `video` or `message`";
    assert_eq!(commands[1].data, expected);
}

#[test]
fn nothing_in_a_record_or_a_name_becomes_a_command() {
    let (found, commands, _) = read(&sample::hostile());
    assert_eq!((found.len(), commands.len()), (sample::hostile_count(), found.len()));
    for (diagnostic, command) in found.iter().zip(&commands) {
        let mut lines = vec![&diagnostic.message, &diagnostic.label];
        lines.extend(&diagnostic.help);
        lines.retain(|line| !line.is_empty());
        let lines: Vec<String> = lines.into_iter().map(|line| visible(line)).collect();
        let mut properties = BTreeMap::from([
            ("file".to_owned(), visible(&format!("{PREFIX}{}", diagnostic.place.path))),
            ("title".to_owned(), diagnostic.rule.id.to_owned()),
        ]);
        if let Some(region) = &diagnostic.place.region {
            let (start, end) = (region.start, region.end);
            let numbers = [
                ("line", start.line),
                ("col", start.column),
                ("endLine", end.line),
                ("endColumn", end.column),
            ];
            properties.extend(numbers.map(|(key, n)| (key.to_owned(), n.to_string())));
        }
        let data = lines.join("\n");
        assert_eq!(*command, Command { name: "error".to_owned(), properties, data });
    }
}

#[test]
fn a_quoted_value_arrives_as_it_was_quoted() {
    let (_, commands, _) = read(&sample::hostile());
    for (i, (value, shown)) in HOSTILE.iter().enumerate() {
        let name = format!("{PREFIX}{FOLDER}/2025-09-10-contact-{:04x}.yaml", 2 * i);
        let of_file = commands.iter().filter(|command| command.properties["file"] == name);
        let [command] = of_file.collect::<Vec<_>>()[..] else { panic!("one finding in {name}") };
        // What is between the marks of a command is there all the same.
        let words = ["error file=a", "error]x", "stop-commands"];
        assert!(words.get(i).is_none_or(|words| command.data.contains(words)), "{command:?}");
        let Some(shown) = shown else { continue };
        let message = format!("`{shown}` is not a method of missouri-sbic-2014");
        assert_eq!(command.data.lines().next(), Some(&*message), "{value:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_folders_name_cannot_steer_the_log() {
    use crate::forms::sample::{STEERING, STEERING_SHOWN};

    let (found, commands, _) = read(&sample::hostile());
    let of_name = found
        .iter()
        .position(|found| found.rule.id == "folder-name" && found.place.path.contains(STEERING));
    let command = &commands[of_name.expect("a finding")];
    let expected = format!("the path says `{STEERING_SHOWN}`");
    assert_eq!(command.data.lines().nth(1), Some(&*expected));
    let path = FOLDER.replace("lincoln", STEERING_SHOWN);
    assert_eq!(command.properties["file"], format!("{PREFIX}{path}/relationship.yaml"));
}

#[test]
fn without_findings_there_is_the_summary_alone() {
    let output = github::render(&[], Tally { records: 1, ..Tally::default() }, "");
    assert_eq!(output, "no problems in 1 record\n");
}

/// `errors` and `warnings` rendered, and the data of the notice about those without a note.
fn notice(errors: usize, warnings: usize) -> Option<String> {
    let output = github::render(&[], Tally { errors, warnings, ..Tally::default() }, "");
    let mut all = commands(&output).into_iter().flatten();
    let notice = all.next();
    assert_eq!(all.next(), None);
    notice.map(|notice| {
        assert_eq!((&*notice.name, &*notice.properties["title"]), ("notice", "coach check"));
        notice.data
    })
}

#[test]
fn what_the_page_does_not_show_is_counted() {
    let more = |rest: &str| {
        let of_a_step = "GitHub shows 10 errors and 10 warnings of a step as notes";
        Some(format!("{of_a_step}; {rest} more are only in the log of this step"))
    };
    assert_eq!(notice(10, 10), None);
    assert_eq!(notice(11, 10), more("1 error"));
    assert_eq!(notice(0, 12), more("2 warnings"));
    assert_eq!(notice(1011, 12), more("1,001 errors and 2 warnings"));
    let (found, tally) = sample::check(&sample::faults());
    let output = github::render(&found, tally, PREFIX);
    assert_eq!(output.matches("::notice ").count(), 1, "eleven errors: {output}");
    assert_eq!(output.matches("::error ").count(), 11, "the log has them all");
}
