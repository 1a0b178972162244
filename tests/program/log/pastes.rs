//! What is pasted at a question goes into its answer and answers no other; in a list it chooses nothing. Both
//! from a terminal that marks a paste, and from one that sends it as keys.

use super::{Desk, value};
use crate::terminal::{ENTER, Terminal};

/// Pastes `text` in one of the two ways.
fn paste(terminal: &mut Terminal, is_marked: bool, text: &str) {
    if is_marked {
        terminal.paste(text);
    } else {
        terminal.type_in(text);
    }
}

#[test]
fn lines_that_are_pasted_are_one_answer() {
    for is_marked in [true, false] {
        for (lines, end) in [("\r", ""), ("\n", "\n"), ("\r\n", "\r\n")] {
            let desk = Desk::new();
            let arguments =
                ["feedback", "--educator", "t-104", "--requested", "2025-10-06", "--ask"];
            let mut terminal = desk.at_terminal(&[], &arguments);
            terminal.answer("On which day did it come back", "2025-10-08");
            let text = ["Go slower.", "2 more examples", "y"].join(lines) + end;
            terminal.expect("What came back?").pause();
            paste(&mut terminal, is_marked, &text);
            terminal.expect("became spaces").expect("2 more examples y").pause().type_in(ENTER);
            terminal.answer("What did you change or reply?", "shorter");
            terminal.press("This is the record.", ENTER);
            let (code, shown) = terminal.end();
            assert_eq!(code, 0, "{shown}");
            let record = value(&desk.records()[0].1);
            assert_eq!(record["summary"], "Go slower. 2 more examples y", "{is_marked} {lines:?}");
            assert_eq!(record["response"], "shorter");
        }
    }
}

/// One line with the Enter that ends it is an answer, as it always was; marked, it waits for Enter.
#[test]
fn one_line_is_an_answer() {
    let desk = Desk::new();
    let arguments = ["request", "--educator", "t-104", "--ask"];
    let mut terminal = desk.at_terminal(&[], &arguments);
    terminal.press("Asked on which day?", "2025-10-06\r");
    terminal.expect("What was asked?").pause().paste("where the cards are\n");
    terminal.expect("where the cards are").pause().type_in(ENTER);
    terminal.press("On which day was it answered", ENTER).press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let record = value(&desk.records()[0].1);
    assert_eq!(record["about"], "where the cards are");
    assert_eq!(record["asked"], "2025-10-06");
}

/// In a list of one it narrows; in a list of many it ticks nothing, whatever spaces it holds.
#[test]
fn in_a_list_it_chooses_nothing() {
    for is_marked in [true, false] {
        let desk = Desk::new();
        let arguments = [
            "session",
            "--educator",
            "t-104",
            "--date",
            "2025-10-06",
            "--ask",
            "--phase",
            "debrief",
        ];
        let mut terminal = desk.at_terminal(&[], &arguments);
        terminal.expect("How did you meet?").pause();
        paste(&mut terminal, is_marked, "email\ror else\r");
        terminal.expect("chooses nothing").expect("email or else").pause();
        terminal.type_in(&"\x7f".repeat(13)).expect("> video").pause().type_in(ENTER);
        terminal.press("Minutes?", ENTER);
        terminal.expect("Which items did you work on?").pause();
        paste(&mut terminal, is_marked, "a \rb  q\r");
        terminal.expect("chooses nothing").pause();
        terminal.type_in(&"\x7f".repeat(9)).pause().type_in(ENTER);
        terminal.press("did you visit a lesson", "\x03");
        let (code, shown) = terminal.end();
        assert_eq!(code, 1, "{shown}");
        let kept = value(&desk.rescued()[0].1);
        assert_eq!(kept["method"], "video", "{is_marked} {shown}");
        assert!(kept.get("items").is_none(), "{kept}");
    }
}

/// A paste whose end never comes stops nothing: Ctrl-C is still a key.
#[test]
fn a_paste_without_an_end_can_be_left() {
    let desk = Desk::new();
    let arguments = ["request", "--educator", "t-104", "--ask", "--asked", "2025-10-06"];
    let mut terminal = desk.at_terminal(&[], &arguments);
    terminal.expect("What was asked?").type_in("\x1b[200~where\rthe cards");
    terminal.expect("where the cards").type_in("\x03");
    let (code, shown) = terminal.end();
    assert_eq!(code, 1, "{shown}");
    assert!(desk.rescued()[0].1.contains("# where the cards\n"), "{shown}");
}
