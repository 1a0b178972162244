//! Schools that come, get another name or id, or become one with another: coach.toml and the folders of
//! their pairs.

use std::collections::BTreeSet;

use super::references::{self, Named};
use super::{Mend, lineage, rewritten, texts};
use crate::domain::record::Relationship;
use crate::store::{CONFIG, DistrictFolder, RECORDS, coach_folder, is_free, overview};
use crate::syntax::yaml;
use crate::text::wording::quote;
use crate::write::filing::pair_folder;
use crate::write::settings;

/// New schools, ids with names, in the text `settings` of coach.toml.
///
/// # Errors
/// In words: the text is no TOML.
pub(crate) fn add_schools(settings: &str, schools: &[(String, String)]) -> Result<Mend, String> {
    let add = |text: String, (id, name): &(String, String)| settings::add_school(&text, id, name);
    Ok(rewritten(CONFIG, settings, schools.iter().try_fold(settings.to_owned(), add)?))
}

/// Another name for the school `id`.
///
/// # Errors
/// In words: there is no such school.
pub(crate) fn name_school(settings: &str, id: &str, name: &str) -> Result<Mend, String> {
    Ok(rewritten(CONFIG, settings, settings::name_school(settings, id, name)?))
}

/// What it takes for the school `old` to be the school `new`: its pairs, of those in `pairs`, move there, and coaches'
/// time for it is for `new`. Where
/// `new` is in coach.toml already, the two become one.
///
/// # Errors
/// In words: there is no such school, or a folder of the school cannot be read.
pub(crate) fn move_school(
    folder: &DistrictFolder,
    pairs: &[(String, Relationship)],
    settings: &str,
    old: &str,
    new: &str,
) -> Result<Mend, String> {
    let root = &folder.root;
    let text = match folder.district.schools.contains_key(new) {
        true => settings::remove_school(settings, old)?,
        false => settings::rename_school(settings, old, new)?,
    };
    let mut mend = rewritten(CONFIG, settings, text);
    let of_old = format!("{RECORDS}/{old}/");
    let is_known = |path: &&String| pairs.iter().any(|(known, _)| known == *path);
    let all = overview(folder).pairs;
    let unread = all.iter().filter(|path| path.starts_with(&of_old)).find(|path| !is_known(path));
    if let Some(unread) = unread {
        return Err(format!(
            "the relationship in {unread} cannot be read; `coach check` shows why"
        ));
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (path, relationship) in pairs.iter().filter(|(_, pair)| pair.school.value == old) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let started = relationship.started.value.to_string();
        let to = pair_folder(new, name, &started, |path| {
            !taken.contains(path) && is_free(&root.join(path))
        });
        mend.move_folder(root, path, &to, |text| {
            yaml::set(text, &[], "school", &yaml::inline(new))
                .map_err(|refused| format!("{} cannot be changed: {refused}", quote(path)))
        })?;
        taken.insert(to);
    }
    lineage::follow(&mut mend, root, pairs)?;
    for coach in overview(folder).coaches {
        let own = texts(root, &coach_folder(&coach))?;
        mend.parts.extend(references::renamed(&own, Named::School, old, new)?);
    }
    Ok(mend)
}
