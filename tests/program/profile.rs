//! `coach profile template`: what it prints, writes and refuses.

use std::fs;

use crate::harness::{Run, coach_in};
use tempfile::{TempDir, tempdir};

const TEMPLATE: &str = include_str!("../../profile/templates/hqpd-coaching-2013.toml");

fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    coach_in(folder.path(), &[], &[&["profile"], arguments].concat())
}

#[test]
fn a_template_is_printed_or_written_and_refused_until_it_is_filled_in() {
    let folder = tempdir().expect("a folder");
    let printed = run(&folder, &["template", "hqpd-coaching-2013"]);
    assert_eq!((printed.code, printed.out.as_str()), (0, TEMPLATE));

    let written = run(&folder, &["template", "hqpd-coaching-2013", "hqpd.toml"]);
    assert_eq!(written.code, 0, "{written:?}");
    let next = "coach profile check hqpd.toml";
    assert!(written.out.contains(next), "{written:?}");
    assert_eq!(fs::read_to_string(folder.path().join("hqpd.toml")).expect("text"), TEMPLATE);

    let checked = run(&folder, &["check", "hqpd.toml"]);
    assert_eq!(checked.code, 1, "{checked:?}");
    assert!(checked.out.contains("there are no words between the quotes"), "{checked:?}");
}

#[test]
fn a_template_never_takes_the_place_of_a_file() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("hqpd.toml"), "mine").expect("written");
    let refused = run(&folder, &["template", "hqpd-coaching-2013", "hqpd.toml"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("hqpd.toml is there already"), "{refused:?}");
    assert_eq!(fs::read_to_string(folder.path().join("hqpd.toml")).expect("text"), "mine");
    for (file, said) in [("no-such/hqpd.toml", "there is no folder"), ("..", "name of a file")] {
        let refused = run(&folder, &["template", "hqpd-coaching-2013", file]);
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.err.contains(said), "{refused:?}");
    }
    let unknown = run(&folder, &["template", "hqpd"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("hqpd-coaching-2013"), "{unknown:?}");
}
