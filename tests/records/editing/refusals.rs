//! What is refused: the line is the right one, the words say why, and what to write is given.

use coach::syntax::yaml::{Part, Refused, insert, unset};

fn refusal(text: &str, place: &[Part]) -> Refused {
    let entries = [("done", "2026-09-20".to_owned()), ("why", "ok".to_owned())];
    *insert(text, place, &entries).unwrap_err()
}

#[test]
fn a_value_is_never_overwritten() {
    let text = "next_steps:\n  - id: s1\n    done: 2026-09-01 # secret\n";
    let refused = refusal(text, &[Part::Key("next_steps"), Part::Element(0)]);
    assert_eq!(refused.to_string(), "line 3: the key `done` is already here");
    assert_eq!(refused.write, ["    done: 2026-09-20", "    why: ok"]);
    for value in ["''", "|", "[]", "{}", "false", "no"] {
        let refused = refusal(&format!("a: 1\ndone: {value}\n"), &[]);
        assert_eq!(refused.to_string(), "line 2: the key `done` is already here");
    }
}

#[test]
fn a_place_that_is_not_there_is_named() {
    let text = "kind: session\n\nnext_steps:\n  - id: s1\n";
    for (place, expected) in [
        (vec![Part::Key("steps")], "line 1: there is no key `steps` here"),
        (vec![Part::Key("next_steps"), Part::Element(1)], "line 4: there is no element 2 here"),
        (vec![Part::Element(0)], "line 1: there is no element 1 here"),
        (vec![Part::Key("next_steps")], "line 4: there is no group of keys here"),
        (vec![Part::Key("kind")], "line 1: there is no group of keys here"),
    ] {
        let refused = refusal(text, &place);
        assert_eq!(refused.to_string(), expected);
        assert_eq!(refused.write, ["done: 2026-09-20, why: ok"]);
    }
}

#[test]
fn a_file_with_a_fault_is_left_alone() {
    let unread = "the file cannot be read past this line";
    let faulty = "the file has a fault that comes first; `coach check` explains it";
    for (text, line, reason) in [
        ("", 1, unread),
        ("kind: x\n  bad: [\n", 2, unread),
        ("kind: x\n\0", 2, unread),
        ("kind: x\nkind: y\n", 2, faulty),
        ("kind: x\na: &b c\n", 2, faulty),
        ("kind: x\n---\nkind: y\n", 2, faulty),
        ("kind: !t x\n", 1, faulty),
        ("<<: {a: 1}\n", 1, faulty),
    ] {
        let refused = refusal(text, &[]);
        assert_eq!((refused.line, refused.reason.as_str()), (line, reason), "{text:?}");
    }
}

#[test]
fn what_cannot_be_added_to_safely_is_left_alone() {
    let unsafe_here = "nothing can be changed safely in what is written here";
    // One pair in brackets has no braces to add to.
    let refused = refusal("steps: [id: s1]\n", &[Part::Key("steps"), Part::Element(0)]);
    assert_eq!(refused.reason, unsafe_here);
    // A key with a question mark, whose colon is elsewhere.
    let refused = refusal("a: 1\n? done\n", &[]);
    assert_eq!(refused.to_string(), "line 2: the key `done` has no colon beside it");
    assert_eq!(refusal("- {id: s1, done}\n", &[Part::Element(0)]).line, 1);
}

#[test]
fn what_is_not_one_value_on_one_line_is_never_written() {
    for value in
        ["", "~", "a: b", "[1", "|", "a\nb: c", "x # y", "\"x", "&a b", "a, b", "a]", "a\n b", "#"]
    {
        for text in ["kind: x\n", "{kind: x}\n"] {
            let refused = insert(text, &[], &[("note", value.to_owned())]);
            assert!(refused.is_err(), "{value:?}: {refused:?}");
        }
    }
    let twice = [("done", "1".to_owned()), ("done", "1".to_owned())];
    assert!(insert("kind: x\n", &[], &twice).is_err());
    assert!(insert("kind: x\n", &[], &[("a b: c", "1".to_owned())]).is_err());
}

/// Of a key that is to go, there is nothing to write by hand.
#[test]
fn where_a_key_is_to_go_nothing_is_there_to_write() {
    for text in ["kind: x\n  bad: [\n", "kind: x\nkind: y\n", "a: &b c\n"] {
        let refused = *unset(text, &[], "kind").unwrap_err();
        assert_eq!(refused.write, [""; 0], "{text:?}");
    }
    let refused = *unset("kind: x\n", &[Part::Key("steps")], "a").unwrap_err();
    assert_eq!(refused.write, [""; 0]);
}
