//! One pass over a district's folder: every relationship read, checked and looked at, on all
//! threads. What stays is one result and one small trace per relationship, and the findings.

use crate::check::{self, Allow, Pair, Trace};
use crate::count::Dated;
use crate::diagnostic::{Diagnostic, Level, Tally};
use crate::domain::calendar::AsOf;
use crate::domain::record::Relationship;
use crate::store::{self, DistrictFolder, LoadedPair, Progress, RELATIONSHIP, Reread, Scope};

/// How a pass is made.
#[derive(Clone, Copy, Debug)]
pub struct Pass<'p> {
    /// The day after which nothing can have happened yet, for the checks.
    pub as_of: AsOf,
    /// What findings are reported of, and what records are counted.
    pub scope: &'p Scope,
    /// Kept up to date meanwhile.
    pub progress: &'p Progress,
}

/// What a pass over the folder found.
#[derive(Debug)]
pub struct Survey<T> {
    /// What was made of each relationship that could be typed, in the order of folder names.
    pub pairs: Vec<T>,
    /// Every finding at the level coach.toml gives its rule, sorted by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that a comment in a record allows, so that they are not among these.
    pub allowed: usize,
    /// Warnings that are left out because nothing that they are about was changed.
    pub old_warnings: usize,
    /// Records that are there, relationships included.
    pub found: usize,
    /// Records that could not be used, whatever their rules' levels.
    pub left_out: usize,
    /// Folders that could not be read, whatever that rule's level: how many records they hold nobody
    /// knows.
    pub unread_folders: usize,
}

impl<T> Survey<T> {
    /// A survey of nothing but `diagnostics`.
    pub(crate) fn of_settings(diagnostics: Vec<Diagnostic>) -> Self {
        let pairs = Vec::new();
        Self {
            pairs,
            diagnostics,
            allowed: 0,
            old_warnings: 0,
            found: 0,
            left_out: 0,
            unread_folders: 0,
        }
    }

    /// Leaves out warnings about records of which none is looked at in `scope`: they are old. The number of
    /// them is in the [tally](Self::tally).
    pub(crate) fn silence_old(&mut self, scope: &Scope) {
        let before = self.diagnostics.len();
        self.diagnostics.retain(|found| {
            let mut places =
                std::iter::once(&found.place).chain(found.related.iter().map(|r| &r.place));
            found.level == Level::Error || places.any(|place| scope.looks_at(&place.path))
        });
        self.old_warnings += before - self.diagnostics.len();
    }

    /// How much was found.
    pub fn tally(&self) -> Tally {
        let tally = Tally::of(&self.diagnostics, self.found, self.left_out, self.allowed);
        Tally { old_warnings: self.old_warnings, ..tally }
    }

    /// Whether everything that is there was read and used.
    pub fn is_whole(&self) -> bool {
        self.left_out == 0 && self.unread_folders == 0
    }
}

/// What one relationship's folder gave.
struct Seen<T> {
    result: Option<T>,
    trace: Option<Trace>,
    diagnostics: Vec<Diagnostic>,
    allows: Vec<Allow>,
    found: usize,
    left_out: usize,
    unread_folders: usize,
    /// Whether there is nothing in the folder that was left out, in scope or not.
    all_read: bool,
}

/// Reads and checks everything under `records/` and gives `look` each relationship with its folder's
/// path and its records.
pub fn survey<T: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    look: impl Fn(&str, &Relationship, &[Dated]) -> T + Sync,
) -> Survey<T> {
    let walked = store::each_pair(folder, pass.progress, |loaded| see(folder, pass, &look, loaded));
    let mut survey = Survey::of_settings(walked.diagnostics);
    survey.diagnostics.retain(|found| pass.scope.holds(&found.place.path));
    survey.diagnostics.extend(store::batch::check(&folder.root, |path| pass.scope.holds(path)));
    let strays = walked.strays.iter().filter(|path| pass.scope.holds(path)).count();
    survey.found = strays;
    survey.left_out = strays;
    survey.unread_folders = walked.unread_folders;
    let (mut traces, mut allows) = (Vec::new(), Vec::new());
    let mut all_read = walked.strays.is_empty() && walked.unread_folders == 0;
    for seen in walked.looked {
        all_read &= seen.all_read;
        survey.pairs.extend(seen.result);
        traces.extend(seen.trace);
        survey.diagnostics.extend(seen.diagnostics);
        allows.extend(seen.allows);
        survey.found += seen.found;
        survey.left_out += seen.left_out;
        survey.unread_folders += seen.unread_folders;
    }
    let mut reread = Reread::new(folder);
    for distant in check::check_across(&traces) {
        if let Some(distant) = distant.seen_from(pass.scope) {
            let place = |spot: &check::Spot| reread.place(&spot.path, spot.span);
            survey.diagnostics.push(distant.finish(place));
        }
    }
    let is_seen = |path: &str| pass.scope.holds(path);
    survey.allowed = check::heed(&mut survey.diagnostics, allows, all_read, is_seen);
    folder.district.levels.apply(&mut survey.diagnostics);
    survey.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    survey
}

/// The same of one pair's folder alone, `path`, without what only several pairs together show.
pub(crate) fn survey_pair<T>(
    folder: &DistrictFolder,
    pass: &Pass,
    path: &str,
    look: impl Fn(&str, &Relationship, &[Dated]) -> T,
) -> Survey<T> {
    let seen = see(folder, pass, &look, store::load_pair(folder, path));
    let mut survey = Survey {
        pairs: seen.result.into_iter().collect(),
        found: seen.found,
        left_out: seen.left_out,
        unread_folders: seen.unread_folders,
        ..Survey::of_settings(seen.diagnostics)
    };
    let is_seen = |path: &str| pass.scope.holds(path);
    survey.allowed = check::heed(&mut survey.diagnostics, seen.allows, false, is_seen);
    folder.district.levels.apply(&mut survey.diagnostics);
    survey.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    survey
}

fn see<T>(
    folder: &DistrictFolder,
    pass: &Pass,
    look: &impl Fn(&str, &Relationship, &[Dated]) -> T,
    mut loaded: LoadedPair,
) -> Seen<T> {
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    let mut allows = Vec::new();
    let mut records: Vec<_> = loaded.records.iter().chain(&loaded.in_part.records).collect();
    records.sort_unstable_by(|one, other| one.file.name.cmp(&other.file.name));
    let trace = loaded.judged_by().map(|(file, relationship, unread)| {
        let pair = Pair {
            path: &loaded.path,
            file,
            relationship,
            unread,
            records: &records,
            unused: &loaded.unused,
            district: &folder.district,
            as_of: pass.as_of,
            scope: pass.scope,
        };
        diagnostics.extend(check::check_pair(&pair));
        allows = Allow::all_of(&pair);
        Trace::of(&pair)
    });
    let result = loaded.relationship.as_ref().map(|(_, relationship)| {
        let dated: Vec<Dated> = loaded
            .records
            .iter()
            .map(|loaded| Dated { file: &loaded.file.name, record: &loaded.record })
            .collect();
        look(&loaded.path, relationship, &dated)
    });
    let in_scope = |name: &str| pass.scope.holds(&format!("{}/{name}", loaded.path));
    let files = loaded.records.iter().map(|loaded| loaded.file.name.as_str());
    let used = match pass.scope {
        Scope::Everything | Scope::Changed(_) => {
            loaded.records.len() + usize::from(result.is_some())
        }
        Scope::Only(_) => {
            let own = result.as_ref().map(|_| RELATIONSHIP);
            files.chain(own).filter(|name| in_scope(name)).count()
        }
    };
    let left_out = loaded.unused.iter().filter(|path| pass.scope.holds(path)).count();
    // What keeps a whole folder out of the numbers is said of each of its records.
    let whole_folder = [loaded.path.clone(), format!("{}/{RELATIONSHIP}", loaded.path)];
    let is_why =
        |path: &str| left_out > 0 && result.is_none() && whole_folder.iter().any(|p| p == path);
    diagnostics.retain(|found| pass.scope.holds(&found.place.path) || is_why(&found.place.path));
    let unread_folders = loaded.unread_folders;
    let all_read = loaded.unused.is_empty() && unread_folders == 0;
    let found = used + left_out;
    Seen { result, trace, diagnostics, allows, found, left_out, unread_folders, all_read }
}
