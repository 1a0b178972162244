//! What a change would bring: the folder is judged as it is and as it would be, and what is new among
//! the findings goes out.

use std::collections::HashSet;

use super::Mend;
use crate::check;
use crate::diagnostic::{Diagnostic, Level};
use crate::domain::calendar::AsOf;
use crate::store::{CONFIG, DistrictFolder, Overlay, Progress, Scope};
use crate::survey::{Pass, Survey, survey};

/// What a change brings.
#[derive(Debug)]
pub(crate) struct Brought {
    /// Findings that are not there today.
    pub findings: Vec<Diagnostic>,
    /// Records that cannot be used any more, beyond those that cannot be today.
    pub left_out: usize,
}

impl Brought {
    /// Whether the change may be made: it brings no error, and leaves no record out.
    pub(crate) fn is_clean(&self) -> bool {
        self.left_out == 0 && self.findings.iter().all(|found| found.level != Level::Error)
    }
}

/// Judges `mend` as of the day `as_of`, in the folders that it touches.
pub(crate) fn brought(folder: &DistrictFolder, mend: &Mend, as_of: AsOf) -> Brought {
    let overlay = Overlay::after(&mend.parts);
    let touches_settings = mend.parts.iter().any(|part| part.path == CONFIG);
    let folders = mend.parts.iter().filter_map(|part| Some(part.path.rsplit_once('/')?.0));
    let scope = match touches_settings {
        true => Scope::Everything,
        false => Scope::Only(folders.map(str::to_owned).collect()),
    };
    let look = |folder: &DistrictFolder| {
        let progress = Progress::default();
        survey(folder, &Pass { as_of, scope: &scope, progress: &progress }, |_, _, _| ())
    };
    let after = if touches_settings {
        match DistrictFolder::open_with(&folder.root, &check::rules(), Some(overlay)) {
            Ok(folder) => look(&folder),
            Err(faults) => return Brought { findings: faults.0, left_out: 0 },
        }
    } else {
        look(&folder.clone().with_records(overlay))
    };
    if after.diagnostics.is_empty() && after.left_out == 0 {
        return Brought { findings: Vec::new(), left_out: 0 };
    }
    let before = look(folder);
    Brought {
        left_out: after.left_out.saturating_sub(before.left_out),
        findings: new_among(after, &before, mend),
    }
}

/// The findings of `after` that `before` has not, where files that move are one file.
fn new_among(after: Survey<()>, before: &Survey<()>, mend: &Mend) -> Vec<Diagnostic> {
    let moved = |path: &str| {
        let to = mend.moves.iter().find(|(from, _)| from == path);
        to.map_or(path, |(_, to)| to).to_owned()
    };
    let known: HashSet<(String, &str, &str)> = before
        .diagnostics
        .iter()
        .map(|found| (moved(&found.place.path), found.rule.id, found.message.as_str()))
        .collect();
    let is_new = |found: &Diagnostic| {
        let path = found.place.path.to_string();
        !known.contains(&(path, found.rule.id, found.message.as_str()))
    };
    after.diagnostics.into_iter().filter(is_new).collect()
}
