//! Which program the editor is, and how it is called. What the user named, or the system has, comes in; a command that
//! waits for the end of the editing goes out.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::bail;

use crate::text::wording::visible;

/// The variables that name an editor; the first that does so counts.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];
/// What is tried where none does: the editor that was chosen for the system, and the simplest.
const USUAL: &[&str] = if cfg!(windows) { &["notepad"] } else { &["editor", "nano", "vi"] };
/// Editors that come back at once unless they are told to wait, and how that is said.
const COME_BACK: &[(&str, &str)] = &[
    ("code", "--wait"),
    ("code-insiders", "--wait"),
    ("codium", "--wait"),
    ("cursor", "--wait"),
    ("gedit", "--wait"),
    ("gvim", "-f"),
    ("mate", "--wait"),
    ("mvim", "-f"),
    ("subl", "--wait"),
    ("zed", "--wait"),
];

/// The command that opens the editor on `path`, and what the user calls it.
///
/// # Errors
/// There is no editor.
pub(super) fn command(path: &Path) -> anyhow::Result<(Command, String)> {
    let editor = match VARIABLES.into_iter().filter_map(env::var_os).find(|it| !it.is_empty()) {
        Some(named) => named,
        None => usual()?,
    };
    let shown = visible(&editor.to_string_lossy());
    let mut command = if cfg!(windows) { in_words(&editor) } else { in_shell(&editor) };
    command.arg(path);
    Ok((command, shown))
}

fn usual() -> anyhow::Result<OsString> {
    match USUAL.iter().find(|name| which::which(name).is_ok()) {
        Some(name) => Ok(name.into()),
        None => bail!("there is no editor here that coach knows; say which in EDITOR"),
    }
}

/// As with git, the variable is a line for a shell.
fn in_shell(editor: &OsString) -> Command {
    let mut command = Command::new("/bin/sh");
    let editor = editor.to_string_lossy();
    let wait =
        waits(&[editor.trim().to_owned()]).map(|wait| format!(" {wait}")).unwrap_or_default();
    command.arg("-c").arg(format!("{editor}{wait} \"$@\"")).arg("editor");
    command
}

/// Windows has no shell for that: it is the path of a program, or one and what it is to be given.
fn in_words(editor: &OsString) -> Command {
    let words = words(&editor.to_string_lossy(), |program| which::which(program).is_ok());
    let program = words.first().map_or(USUAL[0], String::as_str);
    // `code` is a script there, and only its whole path can be started.
    let found = which::which(program).unwrap_or_else(|_| program.into());
    let mut command = Command::new(found);
    command.args(words.get(1..).unwrap_or_default()).args(waits(&words));
    command
}

/// The words of `line`, with quotes around those that have blanks in them; a program's path may go without.
fn words(line: &str, is_program: impl Fn(&str) -> bool) -> Vec<String> {
    if is_program(line.trim()) {
        return vec![line.trim().to_owned()];
    }
    let (mut words, mut word, mut is_quoted, mut is_begun) =
        (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => (is_quoted, is_begun) = (!is_quoted, true),
            c if c.is_whitespace() && !is_quoted => {
                if std::mem::take(&mut is_begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => {
                word.push(c);
                is_begun = true;
            }
        }
    }
    words.extend(is_begun.then_some(word));
    words
}

/// What makes the program that `words` are wait, where they say nothing but its name.
fn waits(words: &[String]) -> Option<&'static str> {
    let [program] = words else { return None };
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_ascii_lowercase();
    let name = [".exe", ".cmd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    COME_BACK.iter().find(|(editor, _)| *editor == name).map(|(_, wait)| *wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_as_people_write_them_on_windows() {
        const EDITOR: &str = r"C:\Program Files\Notepad++\notepad++.exe";
        let quoted = format!("\"{EDITOR}\" -multiInst -nosession");
        for (line, expected) in [
            (EDITOR, &[EDITOR][..]),
            (&quoted, &[EDITOR, "-multiInst", "-nosession"]),
            ("code --wait", &["code", "--wait"]),
            ("  code  ", &["code"]),
            (r#"x "" "a b"c"#, &["x", "", "a bc"]),
            ("  ", &[]),
        ] {
            assert_eq!(words(line, |program| program == EDITOR), expected, "{line}");
        }
    }

    #[test]
    fn an_editor_that_comes_back_is_told_to_wait_unless_more_is_said() {
        let waits =
            |words: &[&str]| waits(&words.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
        assert_eq!(waits(&["code"]), Some("--wait"));
        assert_eq!(
            waits(&[r"C:\Users\x\AppData\Local\Programs\VS Code\bin\Code.cmd"]),
            Some("--wait")
        );
        assert_eq!(waits(&["/usr/bin/gvim"]), Some("-f"));
        assert_eq!(waits(&["code", "--new-window"]), None);
        assert_eq!(waits(&["nano"]), None);
    }
}
