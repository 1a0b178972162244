//! A command that writes, of which any system call fails once or from then on: it says so, and its folder is as before;
//! or it is done, and it says nothing else.

use super::deeds::{Known, Promise, known};
use super::effort::Effort;
use super::folder::Folder;
use super::judged::{State, goes_on, state};
use super::traced::{Traced, strace, traced};
use crate::not_tested::not_tested;

/// How calls fail.
pub(super) const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EACCES", "EINTR"];
/// Each error, once and from then on. A call that is always interrupted would be made for ever.
pub(super) fn errors() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = ERRORS.into_iter().flat_map(|error| [(error, ""), (error, "+")]);
    all.filter(|case| *case != ("EINTR", "+"))
}

/// Calls that do not fail here: the standard library takes it for a fault of the program if a folder cannot be closed, and
/// the others are asked nothing of a disk.
pub(super) const NEVER: [&str; 3] = ["close", "fcntl", "lseek"];
/// Errors of each command where it may not take long.
const FEW: usize = 4;

/// Whether what failed is that the program says something on its standard `stream`.
pub(super) fn is_mute(traced: &Traced, stream: u8) -> bool {
    // Of a call that waited for another thread, strace writes the end by itself.
    let words = [format!("write({stream},"), "write resumed>".to_owned()];
    traced.failed.iter().any(|call| words.iter().any(|word| call.contains(word)))
}

fn judge(known: &Known, folder: &Folder, traced: &Traced) -> Result<State, String> {
    let ran = &traced.ran;
    if let Some(fault) = ran.fault().filter(|_| !is_mute(traced, 2) || ran.err.contains("panicked"))
    {
        return Err(format!("{fault}: {ran:#?}"));
    }
    if ran.code == Some(1) && known.deed.promise == Promise::Output {
        let is_named = ran.err.contains("unreadable") || ran.err.contains("could not be read");
        return if is_named {
            Ok(State::After)
        } else {
            Err(format!("it does not say why: {ran:#?}"))
        };
    }
    let state = state(known, folder).map_err(|fault| format!("{fault}: {ran:#?}"))?;
    let is_each = known.deed.promise == Promise::Each;
    let is_same = known.before == known.after;
    match (ran.code == Some(0), state) {
        (true, State::Before) if is_same => {}
        (true, State::Before | State::Half) => {
            return Err(format!("it ends with 0 and is not done: {ran:#?}"));
        }
        // Where nothing is to be written, nothing is there that it could deny.
        (false, State::After) if !is_same && !is_each => {
            return Err(format!("it is done and says that it is not: {ran:#?}"));
        }
        _ => {}
    }
    goes_on(known, folder, state).map_err(|fault| format!("{fault}\nafter {ran:#?}"))?;
    Ok(state)
}

#[test]
fn refused_at_any_system_call() {
    if let Err(why) = strace() {
        return not_tested(&why);
    }
    let mut effort = Effort::of("refused");
    let mut cases = Vec::new();
    for known in known() {
        let points = known.points.iter().filter(|point| !NEVER.contains(&point.call.as_str()));
        let of_point =
            points.flat_map(|point| errors().map(move |(error, more)| (point, error, more)));
        let some = effort.some(of_point.collect(), FEW);
        cases.extend(some.into_iter().map(|case| (known, case)));
    }
    let all = cases.len();
    let cases = effort.some(cases, usize::MAX);
    let (mut errors, mut missed) = (0, 0);
    let (mut states, mut ends) = ([0; 3], [0; 2]);
    let mut faults = Vec::new();
    for (known, (point, error, more)) in cases {
        if !effort.has_time() {
            break;
        }
        let folder = Folder::of(&known.tree);
        let inject = format!("{}:error={error}:when={}{more}", point.call, point.nth);
        let traced = traced(&folder, &known.deed.arguments, &inject);
        if traced.failed.is_empty() {
            missed += 1;
            continue;
        }
        errors += 1;
        ends[usize::from(traced.ran.code != Some(0))] += 1;
        match judge(known, &folder, &traced) {
            Ok(state) => states[state as usize] += 1,
            Err(fault) => {
                let failed = traced.failed.first().expect("a call");
                effort.found(
                    &mut faults,
                    format!("{:?}, {inject}, {failed}: {fault}", known.deed.arguments),
                );
            }
        }
    }
    let [before, after, half] =
        [State::Before, State::After, State::Half].map(|it| states[it as usize]);
    effort.said(&format!(
        "{errors} errors of {all} chosen in {} commands, {missed} not met; it ended with 0 {} times; then nothing was \
         there {before} times, all {after} times, a part {half} times",
        known().len(),
        ends[0]
    ));
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(errors > known().len() && ends[1] > 0, "{errors} {ends:?}");
}
