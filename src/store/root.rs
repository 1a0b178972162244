//! Where a district's folder begins: the nearest folder upwards that holds `coach.toml`.

use std::path::{Path, PathBuf};

/// The file that marks a district's folder.
pub(crate) const CONFIG: &str = "coach.toml";

/// The nearest folder that holds `coach.toml`, from `start` upwards.
pub(crate) fn find(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(CONFIG).is_file()).map(Path::to_path_buf)
}
