//! One pass over a district's folder: every relationship read, checked and looked at, on all cores.
//! What stays is one result a relationship and the findings.

use crate::check::{self, Pair};
use crate::diagnostic::Diagnostic;
use crate::fidelity::Dated;
use crate::record::Relationship;
use crate::store::{self, DistrictFolder, LoadedPair};

/// What a pass over the folder found.
#[derive(Debug)]
pub struct Survey<T> {
    /// What was made of each relationship that could be typed, in the order of folder names.
    pub pairs: Vec<T>,
    /// Every finding at the level coach.toml gives its rule, sorted by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Records that are there, relationships included.
    pub found: usize,
    /// Records that could not be used, whatever their rules' levels.
    pub left_out: usize,
    /// Folders that could not be read, whatever that rule's level: how many records they hold nobody
    /// knows.
    pub unread_folders: usize,
}

impl<T> Survey<T> {
    /// Whether everything that is there was read and used.
    pub fn is_whole(&self) -> bool {
        self.left_out == 0 && self.unread_folders == 0
    }
}

/// Reads and checks everything under `records/` and gives `look` each relationship with its folder's
/// path and its records.
pub fn survey<T: Send>(
    folder: &DistrictFolder,
    look: impl Fn(&str, &Relationship, &[Dated]) -> T + Sync,
) -> Survey<T> {
    let walked = store::each_pair(folder, |mut loaded: LoadedPair| {
        let mut found = std::mem::take(&mut loaded.diagnostics);
        let result = loaded.relationship.as_ref().map(|(file, relationship)| {
            let pair = Pair {
                path: &loaded.path,
                file,
                relationship,
                records: &loaded.records,
                district: &folder.district,
            };
            found.extend(check::check_pair(&pair));
            let dated: Vec<Dated> = loaded
                .records
                .iter()
                .map(|loaded| Dated { file: &loaded.file.name, record: &loaded.record })
                .collect();
            look(&loaded.path, relationship, &dated)
        });
        (result, found, loaded.found, loaded.left_out, loaded.unread_folders)
    });
    let mut diagnostics = walked.diagnostics;
    let mut survey = Survey {
        pairs: Vec::new(),
        diagnostics: Vec::new(),
        found: walked.stray,
        left_out: walked.stray,
        unread_folders: walked.unread_folders,
    };
    for (result, found, records, left_out, unread_folders) in walked.looked {
        survey.pairs.extend(result);
        diagnostics.extend(found);
        survey.found += records;
        survey.left_out += left_out;
        survey.unread_folders += unread_folders;
    }
    folder.district.levels.apply(&mut diagnostics);
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    survey.diagnostics = diagnostics;
    survey
}
