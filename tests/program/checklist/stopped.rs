//! A signal or a closed window while a checklist is filled in, and text that is pasted into it.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::Desk;
use crate::terminal::{ENDS, ENTER};

const OF_SELF: [&str; 4] = ["--rater", "self", "--date", "2025-10-01"];

#[test]
fn on_the_rating_screen_the_draft_is_kept() {
    for (signal, number) in ENDS {
        let desk = Desk::with(|pair| pair);
        let mut terminal = desk.at_terminal(&OF_SELF);
        terminal.press("  1. Describes", "2").press("  2. Explains", "1").expect("  3. Poses");
        terminal.stop(signal, number);
        let said = terminal.text().replace("\r\n", "");
        assert!(signal.is_none() || said.contains("stopped with 2 answered"), "{said}");
        let drafts = desk.drafts();
        assert_eq!((desk.checklists().len(), drafts.len()), (0, 1));
        let text = fs::read_to_string(&drafts[0]).expect("a text");
        assert!(text.contains("confidentiality: partial"), "{text}");

        let mut terminal = desk.at_terminal(&OF_SELF);
        terminal.press("Go on with the unfinished checklist of 2025-10-01", ENTER);
        terminal.press("  3. Poses", "q");
        assert_eq!(terminal.end().0, 0);
    }
}

/// The comment goes on where it was stopped.
#[test]
fn a_comment_is_kept_as_far_as_it_was_typed() {
    for (signal, number) in ENDS {
        let desk = Desk::with(|pair| pair);
        let mut terminal = desk.at_terminal(&OF_SELF);
        terminal.press("  1. Describes", "2").press("  2. Explains", "c");
        terminal.press("Comment on confidentiality?", "said twi").expect("said twi").pause();
        terminal.stop(signal, number);
        let text = fs::read_to_string(&desk.drafts()[0]).expect("a text");
        assert!(text.ends_with("\n  confidentiality: said twi\n"), "{text}");
    }
}

/// The questions before the items and the look at the end.
#[test]
fn at_its_questions_what_was_answered_is_kept() {
    for (signal, number) in ENDS {
        let desk = Desk::with(|pair| pair);
        let mut terminal =
            desk.at_terminal(&["--rater", "observer", "--rate", "listens=partial", "--ask"]);
        terminal.press("The observer's id?", "o-1").expect("o-1").pause();
        terminal.stop(signal, number);
        let rescued = desk.own_files("rescue");
        let text = fs::read_to_string(rescued.first().expect("a file")).expect("a text");
        assert!(text.contains("listens: partial") && text.contains("\n# o-1\n"), "{text}");

        // The day: the draft that is gone on with is the one place.
        let desk = Desk::with(|pair| pair);
        let mut terminal =
            desk.at_terminal(&["--rater", "self", "--rate", "listens=partial", "--ask"]);
        terminal.press("On which day was it rated?", "2025-1").expect("2025-1").pause();
        terminal.stop(signal, number);
        assert_eq!((desk.drafts().len(), desk.own_files("rescue").len()), (1, 0));
        let text = fs::read_to_string(&desk.drafts()[0]).expect("a text");
        assert!(text.contains("listens: partial") && text.contains("\n# 2025-1\n"), "{text}");
        let mut terminal = desk.at_terminal(&["--rater", "self", "--ask"]);
        terminal.press("Go on with the unfinished checklist of an unknown day", "n\r");
        terminal.press("On which day was it rated?", "\x03");
        assert_eq!(terminal.end().0, 1);
    }
}

/// Answers shown on the screen.
fn answered(text: &str) -> &str {
    let end = text.rfind(" of 13 items answered").expect("the screen");
    text[..end].rsplit(' ').next().unwrap_or_default()
}

const TEXT: &str = "the 2 students on 10 tasks";

/// Nothing that is pasted rates, however the terminal sends it, and what is typed afterwards does.
#[test]
fn what_is_pasted_rates_nothing() {
    for text in [TEXT, "22", "n", "2\r1\r0\r", "q\rb\r2\r\r\rc", "\r\r\r2"] {
        for is_marked in [true, false] {
            // Where it is not marked, one or two letters cannot be told from keys.
            if !is_marked && text.len() < 3 {
                continue;
            }
            let desk = Desk::with(|pair| pair);
            let mut terminal = desk.at_terminal(&OF_SELF);
            terminal.expect("  1. Describes").pause();
            if is_marked {
                terminal.paste(text);
            } else {
                terminal.type_in(text);
            }
            terminal.expect("Pasted text is ignored").expect("  1. Describes").pause();
            assert_eq!(answered(terminal.text()), "0", "{text:?}");
            terminal.type_in("2").expect("  2. Explains");
            assert_eq!(answered(terminal.text()), "1");
            terminal.pause().type_in("q");
            assert_eq!(terminal.end().0, 0);
        }
    }
}

/// A long paste that comes in parts, as over a slow line.
#[test]
fn a_paste_in_parts_rates_nothing() {
    // A busy machine may make a pause that no paste has; then it is tried again.
    let mut tries = (0..20).map(|_| {
        let desk = Desk::with(|pair| pair);
        let mut terminal = desk.at_terminal(&OF_SELF);
        terminal.expect("  1. Describes").pause();
        let mut longest = Duration::ZERO;
        for part in [TEXT, "2", "1 of", "0", "\r", "2"] {
            let before = Instant::now();
            terminal.type_in(part);
            thread::sleep(Duration::from_millis(15));
            longest = longest.max(before.elapsed());
        }
        (desk, terminal, longest)
    });
    let is_even = |(_, _, longest): &(_, _, Duration)| *longest < Duration::from_millis(40);
    let (desk, mut terminal, _) = tries.find(is_even).expect("a try without a long pause");
    terminal.expect("is ignored").pause().type_in("1").expect("  2. Explains");
    assert_eq!(answered(terminal.text()), "1");
    terminal.pause().type_in("q");
    assert_eq!(terminal.end().0, 0);
    let text = fs::read_to_string(&desk.drafts()[0]).expect("a text");
    assert!(text.contains("ratings: {process-and-expectations: partial}"), "{text}");
}

/// Keys that follow each other as fast as a hand can, and a key that is held, are keys.
#[test]
fn fast_keys_and_held_keys_are_keys() {
    let desk = Desk::with(|pair| pair);
    let mut terminal = desk.at_terminal(&OF_SELF);
    terminal.expect("  1. Describes").pause();
    for (key, next) in [("2", "  2. Explains"), ("1", "  3. Poses"), ("2", "Your own judgment")] {
        // As soon as the next item is shown: nobody reads it sooner.
        terminal.type_in(key).expect(next);
    }
    // Held, and handed over late: three steps back at once.
    terminal.pause().type_in(&"\x1b[D".repeat(3));
    terminal.expect("  1. Describes").pause().type_in("q");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("stopped with 3 answered"), "{shown}");
}
