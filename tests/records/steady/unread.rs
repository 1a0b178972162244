//! A command that reads, of which any system call fails once or from then on: it says the same as without, or it ends
//! with another code and names what it could not read. Never a smaller number in silence.

use std::fs;

use super::deeds::district;
use super::effort::Effort;
use super::folder::{Folder, Tree};
use super::ran::Ran;
use super::refused::{NEVER, errors, is_mute};
use super::traced::{Point, points, strace, traced};
use crate::not_tested::not_tested;

/// Commands that read, and whether each promises an answer that is whole. The others list what there is to do next, of
/// what they can read.
const READERS: [(&str, bool); 9] = [
    ("check", true),
    ("check --format json --jobs 1", true),
    ("report", true),
    ("report --format json --jobs 1", true),
    ("export --to csv out --jobs 1", true),
    ("show t-104", false),
    ("list", false),
    ("next", false),
    ("explain in-place", false),
];
/// Errors of each command where it may not take long.
const FEW: usize = 11;

/// A command, what it says and makes, and every call at which it can be met.
struct Known {
    arguments: Vec<&'static str>,
    is_whole: bool,
    said: Ran,
    made: Tree,
    points: Vec<Point>,
}

/// What a command made beside the records.
fn made(folder: &Folder) -> Tree {
    let mut all = folder.tree();
    all.retain(|path, _| path.starts_with("out/"));
    all
}

fn known(tree: &Tree) -> Vec<Known> {
    let of = |(words, is_whole): (&'static str, bool)| {
        let arguments: Vec<&str> = words.split(' ').collect();
        let folder = Folder::of(tree);
        let (said, points) = points(&folder, &arguments);
        assert_eq!((said.code, said.fault()), (Some(0), None), "{words}: {said:#?}");
        Known { arguments, is_whole, said, made: made(&folder), points }
    };
    READERS.into_iter().map(of).collect()
}

fn judge(known: &Known, folder: &Folder, ran: &Ran, mute: [bool; 2]) -> Result<(), String> {
    if let Some(fault) = ran.fault().filter(|_| !mute[1] || ran.err.contains("panicked")) {
        return Err(format!("{fault}: {ran:#?}"));
    }
    let is_same = ran.out == known.said.out && made(folder) == known.made;
    if ran.code == Some(0) && known.is_whole && !is_same && !mute[0] {
        return Err(format!("it ends with 0 and says something else: {ran:#?}"));
    }
    Ok(())
}

#[test]
fn unread_at_any_system_call() {
    if let Err(why) = strace() {
        return not_tested(&why);
    }
    let mut effort = Effort::of("unread");
    let tree = district();
    let all = known(&tree);
    let mut cases = Vec::new();
    for known in &all {
        let points = known.points.iter().filter(|point| !NEVER.contains(&point.call.as_str()));
        let of_point =
            points.flat_map(|point| errors().map(move |(error, more)| (point, error, more)));
        let some = effort.some(of_point.collect(), FEW);
        cases.extend(some.into_iter().map(|case| (known, case)));
    }
    let (chosen, cases) = (cases.len(), effort.some(cases, usize::MAX));
    let (mut errors, mut missed, mut told) = (0, 0, 0);
    let mut faults = Vec::new();
    // Only the export writes into the folder, and only this.
    let folder = Folder::of(&tree);
    for (known, (point, error, more)) in cases {
        if !effort.has_time() {
            break;
        }
        let inject = format!("{}:error={error}:when={}{more}", point.call, point.nth);
        let traced = traced(&folder, &known.arguments, &inject);
        if traced.failed.is_empty() {
            missed += 1;
        } else {
            errors += 1;
            told += usize::from(traced.ran.code != Some(0));
            let mute = [1, 2].map(|stream| is_mute(&traced, stream));
            if let Err(fault) = judge(known, &folder, &traced.ran, mute) {
                let failed = traced.failed.first().expect("a call");
                effort.found(
                    &mut faults,
                    format!("{:?}, {inject}, {failed}: {fault}", known.arguments),
                );
            }
        }
        let _ = fs::remove_dir_all(folder.at("out"));
    }
    effort.said(&format!(
        "{errors} errors of {chosen} chosen in {} commands, {missed} not met; {told} were told by the exit code",
        all.len()
    ));
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(errors > all.len() && told > 0, "{errors} {told}");
}
