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
    /// What to put before paths inside so that they open from the current folder: `district/` where
    /// the folder lies below, nothing elsewhere.
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
        let here = here.canonicalize().unwrap_or(here);
        let below = path.strip_prefix(&here).unwrap_or(Path::new(""));
        let prefix = below
            .components()
            .map(|part| format!("{}/", part.as_os_str().to_string_lossy()))
            .collect();
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
