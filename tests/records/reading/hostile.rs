//! Files that try to exhaust the reader: depth, breadth, very many faults.

use std::time::{Duration, Instant};

use super::desk::{Desk, Lines};

const HEAD: &str = "kind: contact\ndate: 2026-09-16\nmethod: email\nabout:";

/// `levels` lists or maps inside each other, after a key; the record itself is one level more.
fn nested(levels: usize, shape: &str) -> String {
    let inner = levels;
    let body = match shape {
        "flow lists" => format!(" {}{}\n", "[".repeat(inner), "]".repeat(inner)),
        "flow maps" => format!(" {}{}\n", "{a: ".repeat(inner), "}".repeat(inner)),
        "block lists" => format!("\n {}x\n", "- ".repeat(inner)),
        "block maps" => {
            let lines = (1..=inner).map(|level| format!("{}a:", " ".repeat(level)));
            format!("\n{}\n", lines.collect::<Vec<_>>().join("\n"))
        }
        _ => {
            let half = inner / 2;
            let flow = inner - half;
            format!("\n {}{}{}\n", "- ".repeat(half), "[".repeat(flow), "]".repeat(flow))
        }
    };
    format!("{HEAD}{body}")
}

#[test]
fn sixty_four_levels_are_read_and_one_more_is_not() {
    let desk = Desk::new();
    for shape in ["flow lists", "flow maps", "block lists", "block maps", "mixed"] {
        // The record is the first level.
        let deepest = nested(63, shape);
        let rules: Vec<_> = desk.faults(&deepest).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["wrong-type"], "{shape}: read, and no text");

        let too_deep = nested(64, shape);
        let rules: Vec<_> = desk.faults(&too_deep).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["yaml-syntax"], "{shape}");
        let words = desk.words(&too_deep);
        assert!(words.contains("64 levels") && words.contains("no record needs"), "{words}");
    }
    for shape in ["flow lists", "flow maps", "block lists"] {
        let rules = desk.faults(&nested(100_000, shape));
        assert_eq!(rules.len(), 1, "{shape}");
    }
}

#[test]
fn three_hundred_faults_are_bounded_and_the_rest_is_counted() {
    let desk = Desk::new();
    let unknown: String = (0..300).map(|i| format!("zz{i}: x\n")).collect();
    let text = format!("kind: feedback\nrequested: 2026-10-01\n{unknown}");
    let found = desk.read(&text).found;
    assert_eq!(found.len(), 200);
    let lines = Lines::of(&text);
    for (i, fault) in found.iter().enumerate() {
        let expected = ("unknown-key", format!("zz{i}"));
        assert_eq!((fault.rule.id, lines.under(&fault.place)), expected);
        let counts = fault.help.iter().filter(|help| help.contains("not shown")).count();
        assert_eq!(counts, usize::from(i == 199), "the last one says how many there are");
    }
    let last = found[199].help.join(" ");
    assert!(last.contains("100 more problems of this file are not shown"), "{last}");

    let text: String = text.lines().take(2 + 201).map(|line| format!("{line}\n")).collect();
    let found = desk.read(&text).found;
    let last = found[199].help.join(" ");
    assert!(last.contains("1 more problem of this file is not shown"), "{last}");
}

/// A mebibyte of the most laborious kind is read in seconds, not minutes, also unoptimized.
#[test]
fn broad_files_are_read_in_time() {
    let desk = Desk::new();
    let many = |line: &dyn Fn(usize) -> String| -> String {
        let mut text = String::from("kind: session\ndate: 2026-09-14\nmethod: in-person\n");
        let mut i = 0;
        while text.len() < (1 << 20) - 100 {
            text.push_str(&line(i));
            i += 1;
        }
        text
    };
    let files = [
        many(&|i| format!("k{i}:\n")),
        many(&|_| "minutes: 5\n".to_owned()),
        many(&|i| format!("'{i}': &a !b x # c\n")),
        format!("{}items: [{}]\n", many(&|_| "# x\n".to_owned()), "a,".repeat(40)),
        format!("kind: session\nitems: [{}]\n", "a,".repeat(200_000)),
        format!("kind: session\nnext_steps: [{}]\n", "{},".repeat(100_000)),
        format!("kind: session\nnotes: \"{}\"\n", "\\\"".repeat(500_000)),
        format!("kind: session\n{}", "? ".repeat(500_000)),
        format!("kind: session\nx: {}", "[".repeat(1_000_000)),
    ];
    for text in files {
        let begun = Instant::now();
        let reading = desk.read(&text);
        assert!(reading.found.len() <= 200);
        let taken = begun.elapsed();
        let start: String = text.chars().skip(50).take(30).collect();
        assert!(taken < Duration::from_secs(20), "{taken:?} for {start:?}");
    }
}
