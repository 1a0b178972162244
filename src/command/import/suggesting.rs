//! `coach import --suggest-map`: a map with guesses is printed, to be looked at and kept in a file.

use std::path::PathBuf;

use anyhow::bail;

use super::files::read_sheets;
use super::{Desk, Exit};
use crate::import::lexicon::Lexicon;
use crate::import::map::Reading;
use crate::import::suggest;

/// Prints a map for the sheets in `files`.
pub(super) fn suggest(desk: &Desk, files: &[PathBuf]) -> anyhow::Result<Exit> {
    let district = &desk.folder.district;
    let Some(profile) = desk.folder.profiles.get(&district.profile) else {
        bail!("the usual profile of coach.toml is not known");
    };
    let sheets = read_sheets(files, &Reading::default())?;
    let lexicon = Lexicon::of(district, &desk.people, profile);
    let file = files.first().and_then(|file| file.file_name());
    let name = file.map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
    let pairs = desk
        .relationships()
        .iter()
        .flat_map(|(_, pair)| [pair.coach.value.clone(), pair.educator.value.clone()]);
    let ids = desk.people.all().map(|(id, _)| id.to_owned()).chain(pairs);
    let map = suggest::suggest(
        &sheets,
        &name,
        (profile, &lexicon),
        ids,
        !desk.relationships().is_empty(),
    )
    .map_err(anyhow::Error::msg)?;
    desk.terminal.print(map)?;
    desk.terminal.print_error(
        "Keep it in a file, look at each line, and try it: coach import --map MAP.toml FILE… -n\n",
    )?;
    Ok(Exit::Clean)
}
