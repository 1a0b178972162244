//! What became of each file of a folder: its bytes in two districts' folders come in, with which of the files can be
//! used. Line endings make no difference, as git may give other ones to a work tree than to a commit.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Held;
use super::unchanged::is_judged_alike;
use crate::text::line_ends::with_lf;
use crate::text::words::words;

words! {
    /// What became of the file of a record.
    pub enum Became {
        /// It is new.
        New = "new",
        /// It is gone.
        Gone = "gone",
        /// It has an error now, and is left out.
        LeftOut = "left-out",
        /// It had an error, and has none any more.
        Mended = "mended",
        /// It says something else.
        Changed = "changed",
        /// It is as it was.
        Same = "same",
    }
}

/// The files of a relationship, or of a coach, before and now.
#[derive(Debug)]
pub(super) struct Files<'f> {
    path: &'f str,
    held: [Held<'f>; 2],
    usable: [BTreeSet<String>; 2],
    others: OnceCell<Vec<String>>,
}

impl<'f> Files<'f> {
    /// Those of the folder at `path` in both folders, before and now, of which `usable` are the ones that can be used.
    pub(super) fn of(path: &'f str, held: [Held<'f>; 2], usable: [BTreeSet<String>; 2]) -> Self {
        Self { path, held, usable, others: OnceCell::new() }
    }

    /// Whether `file` was a record that could be used.
    pub(super) fn was_usable(&self, file: &str) -> bool {
        self.usable[0].contains(file)
    }

    /// Whether `file` is a record that can be used.
    pub(super) fn is_usable(&self, file: &str) -> bool {
        self.usable[1].contains(file)
    }

    /// What became of `file`, named from the folder or, if it is another pair's, from the district's folder.
    pub(super) fn became(&self, file: &str) -> Became {
        let [was_there, is_there] = self.places(file).map(|place| place.exists());
        match (self.was_usable(file), self.is_usable(file)) {
            (false, true) if was_there => Became::Mended,
            (false, true) => Became::New,
            (true, false) if is_there => Became::LeftOut,
            (true, false) => Became::Gone,
            (true, true) | (false, false) if self.is_same(file) => Became::Same,
            (true, true) | (false, false) => Became::Changed,
        }
    }

    /// The files that are not as they were, where nothing but them can have made a difference.
    pub(super) fn others(&self) -> &[String] {
        self.others.get_or_init(|| {
            let [before, now] = self.held;
            let all = is_judged_alike(now, before).then(|| self.usable[0].union(&self.usable[1]));
            let other = |file: &&String| self.became(file) != Became::Same;
            all.into_iter().flatten().filter(other).cloned().collect()
        })
    }

    fn roots(&self) -> [&'f Path; 2] {
        self.held.map(|held| held.folder.root.as_path())
    }

    fn places(&self, file: &str) -> [PathBuf; 2] {
        let is_of_another = file.contains('/');
        self.roots().map(|root| {
            if is_of_another { root.join(file) } else { root.join(self.path).join(file) }
        })
    }

    fn is_same(&self, file: &str) -> bool {
        let [before, now] = self.roots();
        before == now || {
            let [before, now] = self.places(file).map(|place| fs::read(place).ok());
            before.as_deref().map(with_lf) == now.as_deref().map(with_lf)
        }
    }
}
