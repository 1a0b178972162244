//! What to say where records of a pair could not be read: a thing that is not found among the others may
//! are in one of them. A pair's folder comes in; sentences go out.

use super::{Desk, Pair};
use crate::diagnostic::Diagnostic;
use crate::store::LoadedPair;
use crate::text::wording::{count, visible};

/// Records that are named one by one; of more, only how many there are is said.
const MOST_NAMED: usize = 3;

impl Desk<'_> {
    /// The records of a pair; at the terminal, with a word about those that could not be read.
    ///
    /// # Errors
    /// Standard error cannot be written.
    pub(in crate::command) fn load_and_say(&self, pair: &Pair) -> anyhow::Result<LoadedPair> {
        let loaded = self.load(pair);
        if let Some(said) = unread(&loaded, |_| true) {
            self.terminal.print_error(format!("something may be missing here: {said}\n"))?;
        }
        Ok(loaded)
    }
}

/// Which records of the pair that are `wanted`, by their paths, could not be read, and why; nothing
/// where all could.
pub(in crate::command) fn unread(
    loaded: &LoadedPair,
    wanted: impl Fn(&str) -> bool,
) -> Option<String> {
    let unused: Vec<&String> = loaded.unused.iter().filter(|path| wanted(path)).collect();
    let folders = match loaded.unread_folders {
        0 => None,
        n => Some(count(n, "folder")),
    };
    if unused.is_empty() && folders.is_none() {
        return None;
    }
    let why = |path: &str| {
        let of_it = |found: &&Diagnostic| *found.place.path == *path;
        loaded.diagnostics.iter().find(of_it).map(|found| format!(" ({})", found.message))
    };
    let named = |path: &&String| format!("{}{}", visible(path), why(path).unwrap_or_default());
    let records = if unused.len() <= MOST_NAMED {
        unused.iter().map(named).collect()
    } else {
        vec![count(unused.len(), "record")]
    };
    let all: Vec<String> = records.into_iter().chain(folders).collect();
    Some(format!("{} cannot be used; `coach check` shows why", all.join(", ")))
}

/// `said`, that something is not there, with the records that could not be read and may hold it.
pub(in crate::command) fn or_unread(
    said: String,
    loaded: &LoadedPair,
    wanted: impl Fn(&str) -> bool,
) -> String {
    match unread(loaded, wanted) {
        Some(unread) => format!("{said} that can be read, but {unread}"),
        None => said,
    }
}
