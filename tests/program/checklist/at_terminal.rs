//! A checklist item by item at a real terminal.

use std::fs;

use super::Desk;
use crate::terminal::{CTRL_C, DOWN, ENTER, ESCAPE};

const OF_O2: [&str; 6] = ["--rater", "observer", "--rater-id", "o-2", "--date", "2025-10-01"];

/// Thirteen items in four functions: an item is answered by one key, a level by one.
#[test]
fn from_the_first_item_to_the_last() {
    let desk = Desk::with(|pair| pair);
    let mut terminal = desk.at_terminal(&["--date", "2025-10-01"]);
    terminal.press("Who rates?", DOWN).type_in(DOWN).type_in(ENTER);
    terminal.answer("The observer's id?", "o-2");
    // Each is waited for by its words, so that no key is typed ahead.
    terminal.press("1. Describes the coaching process", "2");
    terminal.press("2. Explains that confidentiality", "c");
    terminal.answer("Comment on confidentiality?", "said twice");
    terminal.press("comment: said twice", "1");
    terminal.press("3. Poses questions", "b");
    // Back at the second, which shows its answer.
    terminal.expect("● 1  partial").type_in("0");
    terminal.press("3. Poses questions", "o");
    terminal.expect("Close to proficient").press("No time is taken", "1");
    for (number, key) in [(4, "2"), (5, "2"), (6, "\r")] {
        terminal.press(&format!("  {number}. "), key);
    }
    terminal.press("Your own judgment", "\r");
    terminal.press("  7. ", "2").press("  8. ", "n").press("  9. ", "2");
    terminal.press("Your own judgment", "\r");
    for number in 10..=13 {
        terminal.press(&format!("  {number}. "), "2");
    }
    terminal.press("Your own judgment", "2");
    terminal.expect("listens: not-observed").press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let [(_, text)] = &desk.checklists()[..] else { panic!("{shown}") };
    for line in [
        "rater: {role: observer, id: o-2}",
        "  process-and-expectations: in-place",
        "  confidentiality: not-in-place",
        "  listens: not-observed",
        "  timely-response: not-applicable",
        "  data-to-next-steps: in-place",
        "levels: {relationships: close, dialogue: far}",
        "  confidentiality: said twice",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("rationale"), "{text}");
    assert_eq!(desk.drafts().len(), 0);
}

/// Where a checklist is stopped, nothing counts it, and the same command goes on with it.
#[test]
fn it_can_be_stopped_and_gone_on_with() {
    for stop in ["q", CTRL_C, ESCAPE] {
        let desk = Desk::with(|pair| pair);
        let mut terminal = desk.at_terminal(&OF_O2);
        terminal.press("  1. Describes", "2").press("  2. Explains", "1");
        terminal.press("  3. Poses", stop);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        assert!(shown.contains("stopped with 2 answered"), "{shown}");
        assert_eq!(desk.checklists().len(), 0);
        let [draft] = &desk.drafts()[..] else { panic!("one draft: {shown}") };
        let rights = {
            use std::os::unix::fs::PermissionsExt;
            std::fs::metadata(draft).expect("a file").permissions().mode() & 0o777
        };
        assert_eq!(rights, 0o600);

        // Another rater begins anew.
        let mut other = desk.at_terminal(&["--rater", "self", "--date", "2025-10-01"]);
        other.press("  1. Describes", "q");
        let shown = other.end().1;
        assert!(shown.contains("nothing was answered") && !shown.contains("Go on with"), "{shown}");

        let mut terminal = desk.at_terminal(&OF_O2);
        terminal.press("Go on with the unfinished checklist of 2025-10-01", ENTER);
        terminal.press("  3. Poses", "2");
        for _ in 0..14 {
            // Whatever is left stays without an answer.
            terminal.press("leave as it is", ENTER);
        }
        terminal.press("This is the record.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        let [(_, text)] = &desk.checklists()[..] else { panic!("{shown}") };
        let ratings = "ratings: {process-and-expectations: in-place, confidentiality: partial, \
                       listens: in-place}";
        assert!(text.contains(ratings), "{text}");
        assert_eq!(desk.drafts().len(), 0);
    }
}

/// A checklist of the same rater and day is offered for correction, with what it said.
#[test]
fn a_checklist_of_the_same_day_is_corrected() {
    let desk = Desk::with(|pair| {
        pair.checklist("2025-10-01", "observer o-2", "process-and-expectations: partial")
    });
    let old = desk.checklists()[0].0.clone();
    let mut terminal = desk.at_terminal(&OF_O2);
    terminal.press("Correct it?", ENTER);
    // It stands at the first item without an answer; one back is what was rated.
    terminal.press("  2. Explains", "b").expect("● 1  partial").type_in("2");
    for _ in 0..16 {
        terminal.press("leave as it is", ENTER);
    }
    terminal.press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains(&format!("it replaces {old}")), "{shown}");
    let new = desk.checklists().into_iter().find(|(name, _)| *name != old).expect("a new one").1;
    assert!(new.contains("process-and-expectations: in-place"), "{new}");
}

/// Of a checklist and its correction, it is the correction that is corrected again, whichever file comes
/// last by its name.
#[test]
fn a_correction_is_what_is_corrected_again() {
    let desk = Desk::with(|pair| {
        let rest = "replaces: 2025-10-01-checklist-0002.yaml";
        pair.judged("2025-10-01", "observer o-2", "process-and-expectations: in-place", rest)
            .judged("2025-10-01", "observer o-2", "process-and-expectations: partial", "")
    });
    let correction = desk.checklists()[0].clone();
    assert!(correction.1.contains(&desk.checklists()[1].0), "{correction:?}");
    let mut terminal = desk.at_terminal(&OF_O2);
    terminal.expect(&format!("of that day, {}. Correct it?", correction.0)).type_in(ENTER);
    terminal.press("  2. Explains", "q");
    assert_eq!(terminal.end().0, 0);
}

/// The pair may leave their ids out: the rater is the same one.
#[test]
fn the_pair_is_known_with_and_without_an_id() {
    let desk = Desk::with(|pair| {
        pair.judged("2025-09-20", "self", "process-and-expectations: partial", "")
    });
    let own = ["--rater", "self", "--date", "2025-10-01"];
    let mut terminal = desk.at_terminal(&[&own[..], &["--rater-id", "c-01"]].concat());
    terminal.expect("1. Describes").press("last time: partial, 2025-09-20", "2");
    terminal.press("  2. Explains", "q");
    assert_eq!(terminal.end().0, 0);
    let mut terminal = desk.at_terminal(&own);
    terminal
        .press("Go on with the unfinished checklist of 2025-10-01", ENTER)
        .press("  2. Explains", "q");
    assert_eq!(terminal.end().0, 0);
}

/// A desk on which `o-2` stopped after two answers, and the draft.
fn stopped() -> (Desk, std::path::PathBuf) {
    let desk = Desk::with(|pair| pair);
    let mut terminal = desk.at_terminal(&OF_O2);
    terminal.press("  1. Describes", "2").press("  2. Explains", "1").press("  3. Poses", "q");
    assert_eq!(terminal.end().0, 0);
    let draft = desk.drafts().pop().expect("a draft");
    (desk, draft)
}

/// What the options say stands, also where a draft is gone on with.
#[test]
fn options_hold_over_a_draft() {
    let (desk, draft) = stopped();
    let mut options = OF_O2;
    options[5] = "2025-10-02";
    let more = [
        "--level",
        "dialogue=close",
        "--comment",
        "listens=late",
        "--rate",
        "listens=partial",
        "--rate",
        "confidentiality=in-place",
        "--ask",
    ];
    let mut terminal = desk.at_terminal(&[&options[..], &more].concat());
    terminal.press("Go on with the unfinished checklist of 2025-10-01", ENTER).press("  4. ", "2");
    terminal.press("leave as it is", "q");
    assert_eq!(terminal.end().0, 0);
    let text = fs::read_to_string(draft).expect("a text");
    for line in [
        "date: 2025-10-02",
        "  process-and-expectations: in-place",
        "  confidentiality: in-place",
        "  listens: partial",
        "  verbal-commitment: in-place",
        "levels: {dialogue: close}",
        "comments: {listens: late}",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
}

/// A draft that is not gone on with, or cannot be read, is kept where the next one does not take its place.
#[test]
fn no_draft_is_lost() {
    for text in [None, Some(&b"ratings: [\xff"[..])] {
        let (desk, draft) = stopped();
        if let Some(text) = text {
            fs::write(&draft, text).expect("written");
        }
        let before = fs::read(&draft).expect("a draft");
        let mut terminal = desk.at_terminal(&OF_O2);
        if text.is_none() {
            terminal.press("Go on with", "n").type_in(ENTER);
        }
        terminal.press("  1. Describes", "0").press("  2. Explains", "q");
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        let [aside] = &desk.own_files("rescue")[..] else { panic!("{shown}") };
        assert!(shown.contains(&format!("is kept in {}", aside.display())), "{shown}");
        assert_eq!(fs::read(aside).expect("bytes"), before);
        let new = fs::read_to_string(&desk.drafts()[0]).expect("a text");
        assert!(new.contains("ratings: {process-and-expectations: not-in-place}"), "{new}");
    }
}

/// Ctrl-C at a comment stops like everywhere else, and says where the draft is.
#[test]
fn a_comment_can_be_stopped() {
    let desk = Desk::with(|pair| pair);
    let mut terminal = desk.at_terminal(&OF_O2);
    terminal.press("  1. Describes", "2").press("  2. Explains", "c");
    terminal.press("Comment on", CTRL_C);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("stopped with 1 answered"), "{shown}");
    assert_eq!(desk.drafts().len(), 1);
}

/// Where nothing can be kept, the checklist is filled in all the same, and what was answered is shown.
#[test]
fn a_checklist_needs_no_place_for_drafts() {
    let desk = Desk::with(|pair| pair);
    fs::write(std::path::Path::new(desk.state()).join("coach"), "in the way").expect("a file");
    let mut terminal = desk.at_terminal(&OF_O2);
    terminal.press("  1. Describes", "2").press("  2. Explains", "q");
    let (code, shown) = terminal.end();
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("the draft cannot be kept"), "{shown}");
    assert!(shown.contains("ratings: {process-and-expectations: in-place}"), "{shown}");
}
