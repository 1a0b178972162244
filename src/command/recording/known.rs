//! The relationships that a verb knows of: all of them, or those in folders that are named for whoever is meant. They are
//! read when they are first asked for: a record is written for one pair, and a district has thousands.

use std::cell::OnceCell;

use anyhow::bail;

use super::Desk;
use super::pick::is_meant;
use crate::diagnostic::Diagnostic;
use crate::domain::record::{Lineage, Relationship};
use crate::store::{
    DistrictFolder, Person, RELATIONSHIP, overview, relationships_and_unread, relationships_in,
};
use crate::survey::lineage::lineages;
use crate::text::wording::visible;

/// A relationship and the folder it lies in.
pub(in crate::command) type Pair = (String, Relationship);

/// What was read of them so far.
#[derive(Debug, Default)]
pub(super) struct Known {
    all: OnceCell<(Vec<Pair>, Vec<Diagnostic>)>,
    /// The folders of all pairs, by name.
    folders: OnceCell<Vec<String>>,
    /// Those that are named for the words that were looked for first.
    named: OnceCell<(Vec<String>, Vec<Pair>)>,
}

impl Known {
    /// The folders of all pairs, in the order of names; none is opened.
    fn folders(&self, folder: &DistrictFolder) -> &[String] {
        self.folders.get_or_init(|| overview(folder).pairs)
    }

    /// Those relationships of `folder` whose folders are named for one of `words`.
    fn read_named(&self, folder: &DistrictFolder, words: &[String]) -> Vec<Pair> {
        let is_named = |path: &&String| words.iter().any(|word| is_meant(path, word));
        let paths: Vec<&str> =
            self.folders(folder).iter().filter(is_named).map(String::as_str).collect();
        relationships_in(folder, &paths)
    }
}

impl Desk<'_> {
    /// All relationships that can be read.
    pub(in crate::command) fn relationships(&self) -> &[Pair] {
        &self.known.all.get_or_init(|| relationships_and_unread(&self.folder)).0
    }

    /// Refuses where the system did not let us read all of them: what touches many would be done to some.
    ///
    /// # Errors
    /// There is a folder or a relationship.yaml that cannot be read; it is named.
    pub(in crate::command) fn refuse_some_unread(&self) -> anyhow::Result<()> {
        self.relationships();
        let unread = self.known.all.get().and_then(|(_, unread)| unread.first());
        match unread {
            Some(first) => bail!(
                "{}: {}; nothing was changed, for the change would leave out what is there",
                visible(&first.place.path),
                first.message
            ),
            None => Ok(()),
        }
    }

    /// The relationship in the folder `path`.
    pub(in crate::command) fn relationship_in(&self, path: &str) -> Option<&Pair> {
        let is_it = |pair: &&Pair| pair.0 == path;
        let read = self.known.named.get().and_then(|(_, found)| found.iter().find(is_it));
        let near = read.or_else(|| self.named_for(&[path]).iter().find(is_it));
        // A folder that is not there is no reason to look into all others.
        let is_there = || self.known.folders(&self.folder).iter().any(|folder| folder == path);
        near.or_else(|| {
            let all = is_there().then(|| self.relationships())?;
            all.iter().find(is_it)
        })
    }

    /// The relationships whose folders are named for one of `words`: a path, the name of a folder or an id. Only the
    /// words that are asked for first are looked for; for others there is nothing here.
    pub(super) fn named_for(&self, words: &[&str]) -> &[Pair] {
        let words: Vec<String> = words.iter().map(|word| last_part(word).to_owned()).collect();
        let read = || (words.clone(), self.known.read_named(&self.folder, &words));
        let (asked, found) = self.known.named.get_or_init(read);
        if *asked == words { found } else { &[] }
    }

    /// What comes before and after `pair`, where it hands over or takes over.
    pub(super) fn lineage(&self, pair: &Pair) -> Option<Lineage> {
        if let Some((all, _)) = self.known.all.get() {
            return lineages(all).remove(&pair.0);
        }
        // Whoever is taken over has the same educator.
        let educator = [pair.1.educator.value.clone()];
        lineages(&self.known.read_named(&self.folder, &educator)).remove(&pair.0)
    }

    /// Whether the coach `id` has a relationship here.
    pub(super) fn coaches_someone(&self, id: &str) -> bool {
        let is_theirs = |pair: &Pair| pair.1.coach.value == id;
        let coach = Person::Coach(id.to_owned());
        let is_named = |path: &&String| coach.may_be_in(path);
        let folders = self.known.folders(&self.folder).iter().filter(is_named);
        let paths: Vec<&str> = folders.map(String::as_str).collect();
        relationships_in(&self.folder, &paths).iter().any(is_theirs)
            || self.relationships().iter().any(is_theirs)
    }
}

/// The name of the folder that `typed` says, if it is a path: also that of its relationship.yaml.
fn last_part(typed: &str) -> &str {
    let typed = typed.trim().trim_end_matches('/');
    let typed = typed.strip_suffix(RELATIONSHIP).unwrap_or(typed).trim_end_matches('/');
    typed.rsplit('/').next().unwrap_or(typed)
}
