//! What a report says it was made with: whoever reads it can tell whether another rests on the same records.

use crate::harness::{District, Pair};

fn digest(district: &District) -> String {
    let run = district.coach(&["report", "--format", "json"]);
    run.json()["records_sha256"].as_str().expect("a digest").to_owned()
}

/// The recipe of the guide for the digest of all records, without the line that goes to a folder.
#[cfg(unix)]
fn recipe() -> &'static str {
    let guide = include_str!("../../../src/guide/formats.md");
    let (_, rest) = guide.split_once("```sh\ncd examples/riverbend\n").expect("the recipe");
    rest.split_once("```").expect("its end").0
}

#[test]
#[cfg(unix)] // the recipe is for a POSIX shell
fn other_programs_make_the_same_digest_of_the_records() {
    let district = District::new().pairs(&[
        Pair::new().session("2025-09-03", "items: [rationale]"),
        Pair::of("c-02", "t-102", "lincoln").asked("2025-09-04"),
        Pair::of("c-02", "t-103", "prairie").contact("2025-09-04", "email"),
    ]);
    let run = std::process::Command::new("sh")
        .args(["-euc", recipe()])
        .current_dir(district.path())
        .output();
    let printed = String::from_utf8_lossy(&run.expect("a shell").stdout).into_owned();
    assert_eq!(printed.split(' ').next(), Some(&*digest(&district)), "{printed}");
}

#[test]
fn the_digest_tells_one_byte_apart_and_no_place() {
    let one = Pair::new().session("2025-09-03", "items: [rationale]");
    let district = District::new().pair(&one);
    let same = District::new().pair(&one);
    assert_eq!(digest(&district), digest(&same));
    let other = District::new().pair(&one.clone().session("2025-09-04", "items: [rationale]"));
    assert_ne!(digest(&district), digest(&other));
    let (path, text) = &one.files()[1];
    let changed = District::new().pair(&one).file(path, format!("{text}# seen\n"));
    assert_ne!(digest(&district), digest(&changed));
    // As git writes it on Windows.
    let on_windows = District::new().pair(&one).file(path, text.replace('\n', "\r\n"));
    assert_eq!(digest(&district), digest(&on_windows));
}
