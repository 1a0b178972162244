//! What has to hold of a folder in which a command was cut off or refused, and what its user does next.

use super::deeds::{Known, Promise};
use super::folder::{Files, Folder};

/// How far a command came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing of it is there.
    Before,
    /// All of it is there.
    After,
    /// A part of it is there, and what lacks is known.
    Half,
}

/// How far `known` came in `folder`.
///
/// # Errors
/// It left something that the guide does not know of.
pub(super) fn state(known: &Known, folder: &Folder) -> Result<State, String> {
    let open = folder.open_to_others();
    if !open.is_empty() {
        return Err(format!("others may read {open:?}"));
    }
    let listed = folder.listed_by_git();
    if !listed.is_empty() {
        return Err(format!("git would list {listed:?}"));
    }
    let files = folder.files();
    each_is_whole(known, &files)?;
    let is_begun = known.deed.promise != Promise::Each || !known.before.is_empty();
    let check = is_begun.then(|| folder.coach(&["check"]));
    if let Some(fault) = check.as_ref().and_then(|check| check.fault()) {
        return Err(format!("`coach check`: {fault}: {check:#?}"));
    }
    let is_half = check.as_ref().is_some_and(|check| check.out.contains("half-done"));
    let is_clean = check.as_ref().is_none_or(|check| check.code == Some(0));
    match (&files, is_half) {
        (_, true) if matches!(known.deed.promise, Promise::One | Promise::Output) => {
            Err(format!("half a file: {check:#?}"))
        }
        (_, true) => Ok(State::Half),
        (files, false) if !is_clean => {
            Err(format!("`coach check` finds: {check:#?} in {files:#?}"))
        }
        (files, false) if *files == known.after => Ok(State::After),
        (files, false) if *files == known.before => Ok(State::Before),
        (_, false) if known.deed.promise == Promise::Each => Ok(State::Half),
        (files, false) => Err(format!("nobody says that it is half done: {}", other(known, files))),
    }
}

/// Every file says what it said before, or what it is to say.
fn each_is_whole(known: &Known, files: &Files) -> Result<(), String> {
    let is_known = |file: &&(String, String)| {
        let all = [&known.before, &known.after, &known.finished, &known.taken_back];
        all.iter().any(|files| files.contains(file))
    };
    match files.iter().find(|file| !is_known(file)) {
        Some(file) => Err(format!("neither old nor new: {file:#?}")),
        None => Ok(()),
    }
}

/// Which files are not as after, and not as before.
fn other(known: &Known, files: &Files) -> String {
    let lack = |all: &Files| -> Vec<String> {
        all.iter().filter(|file| !files.contains(file)).map(|file| file.0.clone()).collect()
    };
    format!("of before there lack {:?}, of after {:?}", lack(&known.before), lack(&known.after))
}

/// Goes on as the guide says, and as someone does who has not read it: what is half done is finished in one copy and
/// given up in another, and the same command is run again.
///
/// # Errors
/// Something of it does not do as the guide says.
pub(super) fn goes_on(known: &Known, folder: &Folder, state: State) -> Result<(), String> {
    let again = |folder: &Folder| {
        let again = folder.coach(&known.deed.arguments);
        again.fault().map_or(Ok(again), |fault| Err(format!("once more: {fault}")))
    };
    match (state, known.deed.promise) {
        (State::Half, Promise::Several | Promise::Change) => {
            let copy = Folder::of(&folder.tree());
            if !known.deed.arguments[1].starts_with("--") {
                let again = again(folder)?;
                if again.code == Some(0) || !again.err.contains("--finish") {
                    return Err(format!("it begins anew: {again:#?}"));
                }
            }
            ends(folder, "--finish")?;
            if folder.files() != known.finished {
                return Err(format!("finished, {}", other(known, &folder.files())));
            }
            ends(&copy, "--abandon")?;
            is_given_up(known, &copy)
        }
        (State::Before | State::Half, _) => {
            let again = again(folder)?;
            match (again.code, folder.files()) {
                (Some(0), files) if files == known.after => Ok(()),
                (_, files) => Err(format!("once more: {again:#?}, {}", other(known, &files))),
            }
        }
        (State::After, _) => {
            again(folder)?;
            let check = folder.coach(&["check"]);
            let is_half = check.out.contains("half-done");
            if is_half { Err(format!("a second time leaves {check:#?}")) } else { Ok(()) }
        }
    }
}

/// Ends what is half done in this `way`, after which nothing is.
fn ends(folder: &Folder, way: &str) -> Result<(), String> {
    let ended = folder.coach(&["log", way]);
    if ended.code != Some(0) {
        return Err(format!("{way}: {ended:#?}"));
    }
    let check = folder.coach(&["check"]);
    if check.code == Some(0) { Ok(()) } else { Err(format!("after {way}: {check:#?}")) }
}

/// A change is taken back; of new texts, each that is not written is kept.
fn is_given_up(known: &Known, folder: &Folder) -> Result<(), String> {
    let files = folder.files();
    if known.deed.promise == Promise::Change {
        let is_back = files == known.taken_back;
        return if is_back { Ok(()) } else { Err(format!("given up, {}", other(known, &files))) };
    }
    let kept = folder.kept();
    let is_lost = |file: &&(String, String)| {
        !files.contains(file) && !kept.iter().any(|kept| kept.contains(file.1.trim_end()))
    };
    match known.finished.iter().find(is_lost) {
        Some(lost) => Err(format!("given up, this is lost: {lost:#?}; kept: {kept:#?}")),
        None => Ok(()),
    }
}
