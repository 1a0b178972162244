//! Values that give way to others and keys that go, layout by layout: what is expected is written out.

use coach::syntax::yaml::{Part, Written, put, set, unset};

#[track_caller]
fn becomes(before: &str, key: &str, written: &str, after: &str) {
    assert_eq!(set(before, &[], key, written).unwrap(), after);
}

#[track_caller]
fn goes(before: &str, place: &[Part], key: &str, after: &str) {
    assert_eq!(unset(before, place, key).unwrap(), after);
}

#[test]
fn a_value_of_any_layout_gives_way() {
    becomes("a: 1   # why\nb: 2\n", "a", "3", "a: 3   # why\nb: 2\n");
    becomes("\u{feff}a:  \"x: y\"\r\nb: 2\r\n", "a", "z", "\u{feff}a: z\r\nb: 2\r\n");
    becomes("a: |\n  one\n  two\n\n# then\nb: 2\n", "a", "z", "a: z\n\n# then\nb: 2\n");
    becomes("a: >-\n  one\n  two\n", "a", "z", "a: z\n");
    becomes("a: one\n  two\nb: 2\n", "a", "z", "a: z\nb: 2\n");
    becomes("a:\n- x\n- y\nb: 2\n", "a", "[x]", "a: [x]\nb: 2\n");
    becomes("a: {x: 1, y: 2} # why", "a", "{x: 2}", "a: {x: 2} # why");
    becomes("a: [\n  x, y\n ]\nb: 2\n", "a", "[x]", "a: [x]\nb: 2\n");
    becomes("b: 2\na: 1", "a", "3", "b: 2\na: 3");
    // What is not there, or says nothing, is put in.
    becomes("b: 2\n", "a", "3", "b: 2\na: 3\n");
    becomes("a: ~\nb: 2\n", "a", "3", "a: 3\nb: 2\n");
    becomes("a: 1\nb: 2\n", "c", "{x: [1, 2]}", "a: 1\nb: 2\nc: {x: [1, 2]}\n");
}

#[test]
fn a_value_of_a_group_gives_way() {
    let place = [Part::Key("s"), Part::Element(1)];
    let set = |text: &str| set(text, &place, "due", "2026-06-01").unwrap();
    let lines = "s:\n  - what: x\n    due: 2026-05-01\n  - due: 2026-05-02 # so\n    what: y\n";
    assert_eq!(set(lines), lines.replace("05-02", "06-01"));
    let braces = "s: [{due: 2026-05-01}, {what: y, due: 2026-05-02}]\n";
    assert_eq!(set(braces), braces.replace("05-02", "06-01"));
}

#[test]
fn a_key_goes_with_all_that_is_under_it() {
    goes("a: 1\nb: 2 # two\nc: 3\n", &[], "b", "a: 1\nc: 3\n");
    goes(
        "a: 1\n# about b\nb:\n  - x\n  # of x\n  - y\n# about c\nc: 3\n",
        &[],
        "b",
        "a: 1\n# about b\n# about c\nc: 3\n",
    );
    goes("a: 1\nb: |\n  one\n\n  two\n", &[], "b", "a: 1\n");
    goes("a: 1\r\nb: 2", &[], "b", "a: 1");
    goes("a: 1\nb:\n", &[], "b", "a: 1\n");
    goes("a: 1\nb: 2\n", &[], "c", "a: 1\nb: 2\n");
    let one = [Part::Key("s"), Part::Element(0)];
    goes("s:\n  - id: s1 # so\n    what: x\n", &one, "id", "s:\n  - what: x\n");
    goes("s:\n  - id: s1\n    what: x\n", &one, "what", "s:\n  - id: s1\n");
    goes(
        "s: [{id: s1, what: x, due: 2026-05-01}]\n",
        &one,
        "id",
        "s: [{what: x, due: 2026-05-01}]\n",
    );
    goes(
        "s: [{id: s1, what: x, due: 2026-05-01}]\n",
        &one,
        "what",
        "s: [{id: s1, due: 2026-05-01}]\n",
    );
    goes("s: [{id: s1, what: x}]\n", &one, "what", "s: [{id: s1}]\n");
}

#[test]
fn what_cannot_be_told_apart_is_left_alone() {
    let within = set("a:\n  # of x\n  - x\nb: 2\n", &[], "a", "[y]").unwrap_err();
    assert_eq!(within.to_string(), "line 2: a comment stands within what is under `a` now");
    assert_eq!(within.write, ["a: [y]"]);
    let beside = set("a: # list\n  - x\n", &[], "a", "[y]").unwrap_err();
    assert_eq!(beside.line, 1);
    for written in ["1\nb: 2", "[x", "x # y", "{x: }", "|", "&x y"] {
        assert!(set("a: 1\n", &[], "a", written).is_err(), "{written}");
    }
    let only = unset("s:\n  - id: s1\n", &[Part::Key("s"), Part::Element(0)], "id").unwrap_err();
    assert_eq!(only.to_string(), "line 2: `id` is the only key of its group; take out the group");
    assert!(only.write.is_empty());
    let between = "s:\n  - id: s1\n    # of what\n    what: x\n";
    let between = unset(between, &[Part::Key("s"), Part::Element(0)], "id").unwrap_err();
    assert_eq!(between.line, 3);
    // Beside a dash, the next key would take its place, and there is none.
    let last = "s:\n  - id: s1\n    what: x\nt:\n  - {a: 1,\n     b: 2}\n";
    let gone = unset(last, &[Part::Key("s"), Part::Element(0)], "what").unwrap();
    assert_eq!(gone, last.replace("    what: x\n", ""));
    assert!(set("a: 1\na: 2\n", &[], "a", "3").is_err());
}

/// A value of several lines is laid out as one; where that would touch a comment, it goes on one line beside it, and where
/// the comment stands within what goes, nothing is changed.
#[test]
fn a_value_of_several_lines_gives_way_to_another_and_no_comment_does() {
    let two_lines = Written::Text("Two.\nThree.\n".to_owned());
    for (before, after) in [
        (
            "kind: session\ngoals: |\n  One.\nminutes: 45\n",
            "kind: session\ngoals: |\n  Two.\n  Three.\nminutes: 45\n",
        ),
        (
            "goals: |\n  One.\n# next\nminutes: 45\n",
            "goals: |\n  Two.\n  Three.\n# next\nminutes: 45\n",
        ),
        ("# one\ngoals: One.\n", "# one\ngoals: |\n  Two.\n  Three.\n"),
        (
            "goals: fine # so far\nminutes: 45\n",
            "goals: \"Two.\\nThree.\\n\" # so far\nminutes: 45\n",
        ),
    ] {
        assert_eq!(put(before, &[], "goals", &two_lines).unwrap(), after, "{before}");
    }
    // Further in, as far in as what is there; within braces on their line.
    let steps =
        "next_steps:\n  - id: s1\n    what: a\n  - id: s2\n    what: b\n    done: 2026-02-02\n";
    let second = [Part::Key("next_steps"), Part::Element(1)];
    let laid_out = "    what: |\n      Two.\n      Three.\n    done:";
    let done = put(steps, &second, "what", &two_lines).unwrap();
    assert_eq!(done, steps.replace("    what: b\n    done:", laid_out));
    let done = put(steps, &second, "notes", &two_lines).unwrap();
    let before_last = "    what: b\n    notes: |\n      Two.\n      Three.\n    done:";
    assert_eq!(done, steps.replace("    what: b\n    done:", before_last));
    let observed = "kind: session\nobserved: {on: 2026-02-02, note: a}\n";
    let done = put(observed, &[Part::Key("observed")], "note", &two_lines).unwrap();
    assert_eq!(done, observed.replace("note: a", "note: \"Two.\\nThree.\\n\""));
    // One line is one line, there and where there was none.
    let one_line = Written::Text("Two.".to_owned());
    assert_eq!(put("goals: One.\n", &[], "goals", &one_line).unwrap(), "goals: Two.\n");
    assert_eq!(
        put("kind: session\n", &[], "goals", &one_line).unwrap(),
        "kind: session\ngoals: Two.\n"
    );
    // A file with a fault is not written to.
    assert!(put("goals: One.\ngoals: Two.\n", &[], "goals", &two_lines).is_err());
    let step = |what: &str| {
        let long =
            format!("{what}, and {}", "how it went in the whole class of the day ".repeat(3));
        Written::Map(vec![("what".to_owned(), Written::Text(long.trim().to_owned()))])
    };
    let steps = Written::List(vec![step("ask"), step("listen")]);
    for (before, line) in [
        ("kind: review\nnext_steps:\n- what: a # ours\n- what: b\nminutes: 4\n", 3),
        ("kind: review\nnext_steps:\n- what: a\n# ours\n- what: b\nminutes: 4\n", 4),
    ] {
        let refused = put(before, &[], "next_steps", &steps).unwrap_err();
        let says = format!("line {line}: a comment stands within what is under `next_steps` now");
        assert_eq!(refused.to_string(), says, "{before}");
    }
}
