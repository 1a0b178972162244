//! Where a district's folder begins: the nearest folder upwards that holds `coach.toml`.

use std::path::{Path, PathBuf};

use super::true_case::{found, other_case};

/// The file that marks a district's folder.
pub(crate) const CONFIG: &str = "coach.toml";

/// The nearest folder that holds `coach.toml`, from `start` upwards.
pub(crate) fn find(start: &Path) -> Option<PathBuf> {
    let is_root = |folder: &&Path| folder.join(CONFIG).is_file() && found(folder, CONFIG).is_ok();
    start.ancestors().find(is_root).map(Path::to_path_buf)
}

/// The nearest file, from `start` upwards, that is called `coach.toml` but for capitals.
pub(crate) fn in_capitals(start: &Path) -> Option<PathBuf> {
    start.ancestors().find_map(|folder| Some(folder.join(other_case(folder, CONFIG)?)))
}
