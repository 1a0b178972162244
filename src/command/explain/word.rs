//! A word of the reports: what it means, where the guide says more, and where the number is that goes by
//! the same name.

use std::path::Path;

use crate::command::clock;
use crate::command::open::Root;
use crate::count::Statistic;
use crate::domain::profile::{Library, Profile, level_in_words};
use crate::report::glossary::{Word, level};
use crate::store::DistrictFolder;

/// What `wanted` means, a paragraph each; `None` where it is no word of the reports.
pub(super) fn paragraphs(wanted: &str, folder: Option<&Path>) -> Option<Vec<String>> {
    let Some(word) = Word::named(wanted) else { return of_level(wanted, folder) };
    let mut said = vec![word.sentence()];
    said.push(format!("More: coach explain {}", word.topic));
    // Reach is counted for one school alone.
    if Statistic::from_name(word.word).is_some_and(|statistic| statistic != Statistic::Reach)
        && let Some(folder) = district(folder)
    {
        let window = folder.district.usual(clock::for_reports(None, &folder.district).day);
        said.push(format!(
            "The records behind the district's number: coach explain period={}..{} {}",
            window.from, window.to, word.word
        ));
    }
    Some(said)
}

/// What a level of the district's profile means; without a district, of the built-in ones.
fn of_level(wanted: &str, folder: Option<&Path>) -> Option<Vec<String>> {
    let here = district(folder);
    let built_in = Library::built_in();
    let profiles: Vec<&Profile> = match &here {
        Some(folder) => {
            folder.profiles.get(&folder.district.profile).into_iter().map(|p| &**p).collect()
        }
        None => built_in.ids().filter_map(|id| built_in.get(id)).map(|p| &**p).collect(),
    };
    let mut levels = profiles.iter().flat_map(|profile| &profile.levels);
    let known = levels.find(|known| known.id.eq_ignore_ascii_case(wanted.trim()))?;
    let sentence = level(&known.id, &level_in_words(&known.rule));
    Some(vec![sentence, "More: coach profile show".to_owned()])
}

/// The district here, if there is one that can be used.
fn district(folder: Option<&Path>) -> Option<DistrictFolder> {
    Root::find(folder).ok()?.open().ok()
}
