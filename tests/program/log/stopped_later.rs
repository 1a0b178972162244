//! A signal once everything is answered: while the record is written, and while an editor is open.

use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use super::Desk;
use crate::script::script;
use crate::terminal::ENTER;

/// A record is written, or kept aside, and never both, whenever the signal comes.
#[test]
fn while_it_is_written_it_is_written() {
    for wait in 0..24 {
        let desk = Desk::new();
        let arguments = [
            "contact",
            "--educator",
            "t-104",
            "--method",
            "email",
            "--ask",
            "--date",
            "2025-10-06",
        ];
        let mut terminal = desk.at_terminal(&[], &arguments);
        terminal.press("Minutes?", ENTER).answer("about?", "hours of typing");
        terminal.expect("> write it").pause().type_in(ENTER);
        thread::sleep(Duration::from_millis(wait * 4));
        // It may have ended already.
        terminal.try_signal(Signal::TERM);
        let status = terminal.end_status();
        let written = desk.records().len();
        assert_eq!(written + desk.rescued().len(), 1, "{wait} {}", terminal.text());
        if status.code() == Some(0) || terminal.text().contains("wrote ") {
            assert_eq!(written, 1, "{}", terminal.text());
        }
        if terminal.text().contains("nothing was written") {
            assert_eq!(written, 0, "{}", terminal.text());
        }
        assert_eq!(terminal.left(), [""; 0]);
    }
}

/// The editor ends with the program, and its file is what is kept.
#[test]
fn while_the_editor_is_open_its_file_is_kept() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1)] {
        let desk = Desk::new();
        let editor = desk.state.path().join("editor.sh");
        let ended = desk.state.path().join("ended");
        let lines = format!(
            "trap 'echo > {}; exit 1' TERM HUP\necho 'about: saved' >> \"$1\"\n\
             echo ready\nwhile true; do sleep 0.05; done",
            ended.display()
        );
        let editor = format!("exec {}", script(&editor, &lines));
        let arguments = ["contact", "--educator", "t-104", "--method", "email", "--edit"];
        let mut terminal = desk.at_terminal(&[("EDITOR", &editor)], &arguments);
        terminal.expect("ready");
        terminal.stop(Some(signal), number);
        let rescued = desk.rescued();
        let [(path, text)] = &rescued[..] else { panic!("{rescued:?}") };
        assert!(text.ends_with("about: saved\n") && ended.exists(), "{text}");
        let said = terminal.text().replace("\r\n", "");
        assert!(said.contains("nothing was written"), "{said}");
        assert!(said.contains(path.to_str().expect("UTF-8")), "{said}");
    }
}

/// Ctrl-C in a program that the editor runs is not for us.
#[test]
fn an_interrupt_is_left_to_the_editor() {
    let desk = Desk::new();
    let editor = "trap '' INT; echo ready; sleep 1; true";
    let arguments = ["contact", "--educator", "t-104", "--method", "email", "--edit"];
    let mut terminal = desk.at_terminal(&[("EDITOR", editor)], &arguments);
    terminal.expect("ready").type_in("\x03");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(desk.records().len(), 1);
}
