//! Finding and opening the district's folder for a verb.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::check;
use crate::diagnostic::{Diagnostic, text};
use crate::store::{CONFIG, DistrictFolder, OpenError, find_root};

/// Where the district's folder is, and how its files are named on the terminal.
#[derive(Debug)]
pub(super) struct Root {
    /// The folder itself.
    pub path: PathBuf,
    /// What to put before paths inside so that they open from the current folder: `district/`,
    /// `../`, or the whole path.
    pub prefix: String,
}

impl Root {
    /// Finds the folder: upwards from `chosen`, or from the current folder.
    pub(super) fn find(chosen: Option<&Path>) -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let start = chosen.map_or_else(|| here.clone(), |chosen| here.join(chosen));
        let start = start
            .canonicalize()
            .with_context(|| format!("there is no folder {}", start.display()))?;
        let Some(path) = find_root(&start) else {
            bail!(
                "no {CONFIG} in {} or above it\n\
                 A district's folder holds one; `coach init` makes it, and -C DIR names another folder",
                chosen.map_or_else(|| "this folder".to_owned(), |dir| dir.display().to_string())
            );
        };
        let prefix = prefix(&path, &here.canonicalize().unwrap_or(here));
        Ok(Self { path, prefix })
    }

    /// Opens the folder; everything wrong with coach.toml and profiles is in the error.
    pub(super) fn open(&self) -> Result<DistrictFolder, OpenError> {
        DistrictFolder::open(&self.path, &check::rules())
    }

    /// `diagnostics` as text, one after the other.
    pub(super) fn render(&self, diagnostics: &[Diagnostic], color: bool, width: usize) -> String {
        let style = text::Style { color, width, prefix: &self.prefix };
        diagnostics.iter().map(|diagnostic| text::render(diagnostic, style) + "\n").collect()
    }
}

/// The way from the folder `here` to the folder `root`, ending with `/`; empty when they are one.
fn prefix(root: &Path, here: &Path) -> String {
    if let Ok(below) = root.strip_prefix(here) {
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
        return parts.map(|part| format!("{part}/")).collect();
    }
    match here.strip_prefix(root) {
        Ok(above) => "../".repeat(above.components().count()),
        Err(_) => format!("{}/", root.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_open_from_the_current_folder() {
        let prefix = |root: &str, here: &str| prefix(Path::new(root), Path::new(here));
        assert_eq!(prefix("/a/b", "/a/b"), "");
        assert_eq!(prefix("/a/b/c", "/a"), "b/c/");
        assert_eq!(prefix("/a", "/a/records/x"), "../../");
        assert_eq!(prefix("/a", "/b"), "/a/");
    }
}
