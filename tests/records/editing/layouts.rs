//! Where new keys go, layout by layout.

use coach::syntax::yaml::{Part, insert};

const STEP: [Part; 2] = [Part::Key("next_steps"), Part::Element(0)];

/// Asserts that `done: 2026-09-20` at `place` of `before` gives `after`.
fn expect(before: &str, place: &[Part], after: &str) {
    let inserted = insert(before, place, &[("done", "2026-09-20".to_owned())]);
    assert_eq!(inserted.as_deref(), Ok(after), "{before}");
}

/// The same for the first step of `steps`, below `next_steps:`.
fn expect_step(steps: &str, after: &str) {
    for rest in ["", "notes: |\n  Well.\n\n  # no comment\n"] {
        let around = |steps: &str| format!("kind: session # x\nnext_steps:{steps}{rest}");
        expect(&around(steps), &STEP, &around(after));
        let windows = |steps: &str| around(steps).replace('\n', "\r\n");
        expect(&windows(steps), &STEP, &windows(after));
        let marked = |steps: &str| format!("\u{feff}{}", around(steps));
        expect(&marked(steps), &STEP, &marked(after));
    }
}

#[test]
fn lines_of_a_list() {
    expect_step("\n  - id: s1\n", "\n  - id: s1\n    done: 2026-09-20\n");
    expect_step(
        "\n- id: s1 # a\n  what: plan # b\n\n  # c\n- id: s2\n",
        "\n- id: s1 # a\n  what: plan # b\n  done: 2026-09-20\n\n  # c\n- id: s2\n",
    );
    expect_step(
        "\n  # a\n  -   \"id\": s1\n      'what': plan\n      # d\n",
        "\n  # a\n  -   \"id\": s1\n      'what': plan\n      done: 2026-09-20\n      # d\n",
    );
}

#[test]
fn lines_follow_the_last_entry_of_one_line() {
    expect_step(
        "\n  - id: s1\n    what: |\n      plan\n\n      more\n",
        "\n  - id: s1\n    done: 2026-09-20\n    what: |\n      plan\n\n      more\n",
    );
    expect_step(
        "\n  - what: plan\n      and more\n    who: coach\n    because_of:\n      - d1\n",
        "\n  - what: plan\n      and more\n    who: coach\n    done: 2026-09-20\n    because_of:\n      - d1\n",
    );
    expect_step(
        "\n  - what: >-\n      plan\n      more\n",
        "\n  - done: 2026-09-20\n    what: >-\n      plan\n      more\n",
    );
}

#[test]
fn braces() {
    expect_step("\n  - {id: s1, what: plan}\n", "\n  - {id: s1, what: plan, done: 2026-09-20}\n");
    expect_step("\n  - { id: s1 } # a\n", "\n  - { id: s1, done: 2026-09-20 } # a\n");
    expect_step("\n  - {}\n", "\n  - {done: 2026-09-20}\n");
    expect_step("\n  - {id: s1, }\n", "\n  - {id: s1, done: 2026-09-20, }\n");
    expect_step(
        "\n  - {id: s1, what: plan,\n     who: coach}\n",
        "\n  - {id: s1, what: plan,\n     who: coach, done: 2026-09-20}\n",
    );
    expect_step(
        " [{id: s1, what: \"a, }\"}, {id: s2}]\n",
        " [{id: s1, what: \"a, }\", done: 2026-09-20}, {id: s2}]\n",
    );
}

#[test]
fn braces_over_several_lines() {
    expect_step(
        "\n  - {\n      id: s1, # a\n      what: plan # b\n      # c\n    }\n",
        "\n  - {\n      id: s1, # a\n      what: plan, # b\n      done: 2026-09-20\n      # c\n    }\n",
    );
    expect_step(
        "\n  - {\n      id: s1, # a\n      what: plan, # b\n    }\n",
        "\n  - {\n      id: s1, # a\n      what: plan, # b\n      done: 2026-09-20,\n    }\n",
    );
    expect_step(
        "\n  - {\n      id: s1\n      , what: plan\n    }\n",
        "\n  - {\n      id: s1\n      , what: plan, done: 2026-09-20\n    }\n",
    );
}

#[test]
fn a_key_without_a_value_is_given_one() {
    for (before, after) in [
        ("answered:", "answered: 2026-09-20"),
        ("answered: ~", "answered: 2026-09-20"),
        ("answered:   # not yet", "answered: 2026-09-20   # not yet"),
        ("\"answered\": null  # not yet", "\"answered\": 2026-09-20  # not yet"),
        ("answered :", "answered : 2026-09-20"),
    ] {
        for rest in ["", "\n", "\nmethod:\nabout: |\n  Where?\n", "\r\n# end"] {
            let around = |line: &str| format!("kind: request\n{line}{rest}");
            let entries = [("answered", "2026-09-20".to_owned())];
            assert_eq!(insert(&around(before), &[], &entries).unwrap(), around(after));
        }
    }
    for (before, after) in [
        ("{id: s1, done: }", "{id: s1, done: 2026-09-20 }"),
        ("{id: s1, done:}", "{id: s1, done: 2026-09-20}"),
        ("{id: s1, done: ~, who: coach}", "{id: s1, done: 2026-09-20, who: coach}"),
        ("{\"done\":, id: s1}", "{\"done\": 2026-09-20, id: s1}"),
    ] {
        expect(&format!("- {before}\n"), &[Part::Element(0)], &format!("- {after}\n"));
    }
}

#[test]
fn several_keys_come_in_their_order() {
    let entries = [("answered", "2026-09-20".to_owned()), ("method", "\"a, b\"".to_owned())];
    let both = |text: &str| insert(text, &[], &entries).unwrap();
    assert_eq!(
        both("kind: request\r\nasked: 2026-09-17"),
        "kind: request\r\nasked: 2026-09-17\r\nanswered: 2026-09-20\r\nmethod: \"a, b\""
    );
    assert_eq!(
        both("kind: request\nmethod:\nabout: >\n  x\n"),
        "kind: request\nmethod: \"a, b\"\nanswered: 2026-09-20\nabout: >\n  x\n"
    );
    assert_eq!(
        both("{kind: request, method: ~}"),
        "{kind: request, method: \"a, b\", answered: 2026-09-20}"
    );
    assert_eq!(
        both("{\n  kind: request\n}\n"),
        "{\n  kind: request,\n  answered: 2026-09-20,\n  method: \"a, b\"\n}\n"
    );
    assert_eq!(both("notes: |\n  x\n"), "answered: 2026-09-20\nmethod: \"a, b\"\nnotes: |\n  x\n");
}

#[test]
fn the_root_of_a_file_with_markers() {
    expect("---\nkind: x\n...\n", &[], "---\nkind: x\ndone: 2026-09-20\n...\n");
    expect("# a\n\nkind: x # b", &[], "# a\n\nkind: x # b\ndone: 2026-09-20");
}
