//! Relationships that begin when another profile is already followed. They come in with its id; those that can be
//! under it from their first day, and those that stay as they are, go out.

use super::Mend;
use crate::domain::profile::Profile;
use crate::domain::record::{RELATIONSHIP, Record, Relationship};
use crate::store::batch::Part;
use crate::store::{DistrictFolder, LoadedPair, Overlay, load_pair, raw_text};
use crate::syntax::yaml;
use crate::text::wording::quote;

/// What becomes of them.
#[derive(Debug, Default)]
pub(crate) struct FromFirstDay<'p> {
    /// The files of those that are under the new profile from their first day.
    pub mend: Mend,
    /// The folders of the others: the new profile cannot read their records, or they name an item that is not said
    /// to be the same.
    pub stay: Vec<&'p str>,
}

/// Puts each of `pairs` under the profile `next` from its first day, where what was written in it means the same
/// there.
///
/// # Errors
/// In words: a relationship cannot be read, or not changed safely.
pub(crate) fn from_first_day<'p>(
    folder: &DistrictFolder,
    pairs: &[&'p (String, Relationship)],
    next: &Profile,
) -> Result<FromFirstDay<'p>, String> {
    let mut done = FromFirstDay::default();
    for (path, _) in pairs {
        let file = format!("{path}/{RELATIONSHIP}");
        let before = raw_text(&folder.root, &file)?;
        let text = yaml::set(&before, &[], "profile", &next.id)
            .map_err(|refused| format!("{} cannot be changed: {refused}", quote(&file)))?;
        let part = Part::changed(file, before, text);
        let now = load_pair(folder, path);
        let overlay = Overlay::after(std::slice::from_ref(&part));
        let then = load_pair(&folder.clone().with_records(overlay), path);
        if then.unused.len() <= now.unused.len() && means_the_same(&now, next) {
            done.mend.parts.push(part);
        } else {
            done.stay.push(path);
        }
    }
    Ok(done)
}

/// Whether each item that the records of `loaded` name is said to be the same under `next`, by the same id.
fn means_the_same(loaded: &LoadedPair, next: &Profile) -> bool {
    let Some((_, relationship)) = &loaded.relationship else { return false };
    let old = &relationship.profile;
    let superseded = next.supersedes.as_ref().filter(|it| it.profile.value == old.id);
    let same = superseded.map(|it| it.pairs(old)).unwrap_or_default();
    let is_same = |item: usize| {
        same.iter().any(|pair| pair.0 == item && next.items[pair.1].id == old.items[item].id)
    };
    loaded.records.iter().all(|loaded| match &loaded.record {
        Record::Session(session) => session.items.iter().all(|item| is_same(item.value)),
        // What another instrument says stays as it is.
        Record::Checklist(list) if list.instrument.is_some() => true,
        Record::Checklist(list) => {
            list.judgments.is_empty() && list.ratings.iter().all(|(item, _)| is_same(item.value))
        }
        Record::Relationship(_)
        | Record::Contact(_)
        | Record::Request(_)
        | Record::Feedback(_)
        | Record::Review(_)
        | Record::Missed(_)
        | Record::Time(_) => true,
    })
}
