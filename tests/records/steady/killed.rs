//! A command that is killed before any of its system calls: its folder says what it said before or what it is to say, or
//! `coach check` says what lacks, and `coach log --finish` and `--abandon` do as the guide says.

use super::deeds::known;
use super::effort::Effort;
use super::folder::Folder;
use super::judged::{State, goes_on, state};
use super::traced::{strace, traced};
use crate::not_tested::not_tested;

const KILL: i32 = 9;
/// Kills of each command where it may not take long.
const FEW: usize = 3;

#[test]
fn killed_at_any_system_call() {
    if let Err(why) = strace() {
        return not_tested(&why);
    }
    let mut effort = Effort::of("killed");
    let mut cases = Vec::new();
    let mut all = 0;
    for known in known() {
        all += known.points.len();
        let some = effort.some(known.points.clone(), FEW);
        cases.extend(some.into_iter().map(|point| (known, point)));
    }
    let cases = effort.some(cases, usize::MAX);
    let (mut kills, mut missed) = (0, 0);
    let mut states = [0; 3];
    let mut faults = Vec::new();
    for (known, point) in cases {
        if !effort.has_time() {
            break;
        }
        let folder = Folder::of(&known.tree);
        let inject = format!("{}:signal=KILL:when={}", point.call, point.nth);
        let ran = traced(&folder, &known.deed.arguments, &inject).ran;
        if ran.signal != Some(KILL) {
            // Threads share calls otherwise than before.
            missed += 1;
            continue;
        }
        kills += 1;
        let judged = state(known, &folder).and_then(|state| {
            states[state as usize] += 1;
            goes_on(known, &folder, state)
        });
        if let Err(fault) = judged {
            effort.found(&mut faults, format!("{:?}, {inject}: {fault}", known.deed.arguments));
        }
    }
    let [before, after, half] =
        [State::Before, State::After, State::Half].map(|it| states[it as usize]);
    effort.said(&format!(
        "{kills} kills at {all} system calls of {} commands, {missed} not met; then nothing was there {before} times, \
         all {after} times, a part {half} times",
        known().len()
    ));
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(kills > known().len() && half > 0, "{kills} {half}");
}
