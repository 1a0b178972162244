//! Relationships that say which one they go on from: mended where a folder moves, found where one goes.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::Mend;
use super::not_changed::NotChanged;
use crate::diagnostic::Problems;
use crate::domain::record::{RELATIONSHIP, Relationship, folder_named, name_of};
use crate::store::batch::Part;
use crate::store::raw_text;
use crate::syntax::tree::Node;
use crate::syntax::yaml;
use crate::text::source::Source;

/// Lets every relationship among `all` that goes on from another one, or that moves itself, name the folder
/// in which that one is once `mend` is carried out.
///
/// # Errors
/// A relationship cannot be read or changed safely.
pub(super) fn follow(
    mend: &mut Mend,
    root: &Path,
    all: &[(String, Relationship)],
) -> Result<(), NotChanged> {
    let folder = |path: &str| path.strip_suffix(RELATIONSHIP)?.strip_suffix('/').map(str::to_owned);
    let moved: BTreeMap<String, String> =
        mend.moves.iter().filter_map(|(from, to)| Some((folder(from)?, folder(to)?))).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let after = |path: &str| moved.get(path).map_or(path, String::as_str).to_owned();
    for (path, relationship) in all {
        let Some(named) = &relationship.continues else { continue };
        let (own, old) = (after(path), folder_named(path, &named.value));
        let target = after(&old);
        let name = name_of(&own, &target);
        if name == named.value {
            continue;
        }
        let file = format!("{own}/{RELATIONSHIP}");
        let place = mend.parts.iter().position(|part| part.path == file && part.text.is_some());
        let before = match place {
            Some(place) => mend.parts[place].text.clone().unwrap_or_default(),
            None => raw_text(root, &file)?,
        };
        // Whoever gives it another one meanwhile means that one.
        if continues(&before).as_deref() != Some(named.value.as_str()) {
            continue;
        }
        let text = yaml::set(&before, &[], "continues", &yaml::inline(name))
            .map_err(|refused| format!("{file} goes on from what moves, and {refused}"))?;
        match place {
            Some(place) => mend.parts[place].text = Some(text),
            None => mend.parts.push(Part::changed(file, before, text)),
        }
    }
    Ok(())
}

/// Of each folder that a relationship among `all` goes on from, the files of those that do.
pub(super) fn successors(all: &[(String, Relationship)]) -> HashMap<String, Vec<String>> {
    let mut successors: HashMap<String, Vec<String>> = HashMap::new();
    for (path, relationship) in all {
        let Some(named) = &relationship.continues else { continue };
        let next = format!("{path}/{RELATIONSHIP}");
        successors.entry(folder_named(path, &named.value)).or_default().push(next);
    }
    successors
}

/// The folder that the relationship `text` in `folder` goes on from.
pub(super) fn goes_on_from(folder: &str, text: &str) -> Option<String> {
    Some(folder_named(folder, &continues(text)?))
}

/// What the relationship `text` says that it goes on from.
fn continues(text: &str) -> Option<String> {
    let source = Source::new("", text.to_owned());
    let root = yaml::parse(&source, &mut Problems::default()).ok()?;
    root.get("continues").and_then(Node::text).map(str::to_owned)
}
