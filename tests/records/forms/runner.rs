//! How the runner of GitHub Actions finds commands in the output of a step, after `ActionCommand.cs`
//! and `ActionCommandManager.cs` of its source: first `::name key=value,…::data` at the start of a
//! line, then, in any other line, `##[name key=value;…]data` anywhere.

use std::collections::BTreeMap;

/// A command that the runner would carry out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) data: String,
}

const NAMES: [&str; 16] = [
    "stop-commands",
    "set-env",
    "set-output",
    "save-state",
    "add-mask",
    "add-path",
    "add-matcher",
    "remove-matcher",
    "debug",
    "warning",
    "error",
    "notice",
    "group",
    "endgroup",
    "echo",
    "internal-set-repo-path",
];

/// The commands of each line of `output`; lines end as .NET's readers have it.
pub(crate) fn commands(output: &str) -> Vec<Option<Command>> {
    let output = output.replace("\r\n", "\n").replace('\r', "\n");
    let lines = output.strip_suffix('\n').unwrap_or(&output).split('\n');
    lines.map(|line| new_form(line).or_else(|| old_form(line))).collect()
}

fn new_form(line: &str) -> Option<Command> {
    let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let data_marks = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    let marks = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    command(info, ',', &marks, data, &data_marks)
}

fn old_form(line: &str) -> Option<Command> {
    let (_, rest) = line.split_once("##[")?;
    let (info, data) = rest.split_once(']')?;
    let marks = [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%")];
    command(info, ';', &marks, data, &marks)
}

fn command(
    info: &str,
    between: char,
    marks: &[(&str, &str)],
    data: &str,
    data_marks: &[(&str, &str)],
) -> Option<Command> {
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    if !NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return None;
    }
    let pairs = properties.trim().split(between).filter_map(|pair| pair.split_once('='));
    let pairs = pairs.filter(|(key, value)| !key.is_empty() && !value.is_empty());
    let properties = pairs.map(|(key, value)| (key.to_owned(), unescape(value, marks))).collect();
    Some(Command { name: name.to_owned(), properties, data: unescape(data, data_marks) })
}

fn unescape(text: &str, marks: &[(&str, &str)]) -> String {
    marks.iter().fold(text.to_owned(), |text, (mark, meant)| text.replace(mark, meant))
}

#[test]
fn commands_are_found_in_both_forms() {
    let found =
        commands("x\r  ::Error file=a%2Cb,line=1::c%0Ad%250A\nx ##[warning a=b%3B;]y\n::x::y");
    let command = |name: &str, properties: &[(&str, &str)], data: &str| {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        let properties = properties.iter().map(owned).collect();
        Some(Command { name: name.to_owned(), properties, data: data.to_owned() })
    };
    let expected = [
        None,
        command("Error", &[("file", "a,b"), ("line", "1")], "c\nd%0A"),
        command("warning", &[("a", "b;")], "y"),
        None,
    ];
    assert_eq!(found, expected);
}
