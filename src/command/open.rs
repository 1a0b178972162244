//! Finding and opening the district's folder for a verb.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::output::Input;
use super::repository;
use super::terminal::Terminal;
use crate::check;
use crate::diagnostic::text;
use crate::store::{
    CONFIG, DistrictFolder, OpenError, Overlay, RECORDS, find_root, root_in_capitals,
};
use crate::text::path::shown_path;
use crate::text::wording::visible;
use crate::write::new_district::PEOPLE;

/// Where the district's folder is, and how its files are named on the terminal.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// The folder itself.
    pub path: PathBuf,
    /// What to put before paths inside so that they open from the current folder: `district/`,
    /// `../`, or the whole path; harmless on a terminal.
    pub prefix: String,
}

impl Root {
    /// Finds the folder: upwards from `chosen`, or from the current folder.
    pub(super) fn find(chosen: Option<&Path>) -> anyhow::Result<Self> {
        Self::find_for(chosen, None)
    }

    /// Like [`Self::find`]; where the current folder lies in no district, upwards from `named`.
    pub(super) fn find_for(chosen: Option<&Path>, named: Option<&Path>) -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let start = chosen.map_or_else(|| here.clone(), |chosen| here.join(chosen));
        let start = dunce::canonicalize(&start)
            .with_context(|| format!("there is no folder {}", shown_path(&start)))?;
        let beside = named.filter(|_| chosen.is_none()).and_then(|named| {
            let folders = start.join(named);
            find_root(
                folders.ancestors().find_map(|folder| dunce::canonicalize(folder).ok())?.as_path(),
            )
        });
        let Some(path) = find_root(&start).or(beside) else {
            if let Some(other) = root_in_capitals(&start) {
                bail!(
                    "{} has capitals in its name, so that some systems find it and others do not; rename it to {CONFIG}",
                    shown_path(&other)
                );
            }
            bail!(
                "no {CONFIG} in {} or above it\n\
                 A district's folder holds one; `coach init` makes it, and -C DIR names another folder",
                chosen.map_or_else(|| "this folder".to_owned(), shown_path)
            );
        };
        let prefix = visible(&prefix(&path, &dunce::canonicalize(&here).unwrap_or(here)));
        Ok(Self { path, prefix })
    }

    /// Opens the folder; everything wrong with coach.toml and profiles is in the error.
    pub(super) fn open(&self) -> Result<DistrictFolder, OpenError> {
        self.open_with(None)
    }

    /// The folder that was `opened`; `None` where its settings or profiles have faults, which are printed.
    pub(super) fn said(
        &self,
        opened: Result<DistrictFolder, OpenError>,
        terminal: &Terminal,
    ) -> anyhow::Result<Option<DistrictFolder>> {
        match opened {
            Ok(folder) => Ok(Some(folder)),
            Err(faults) => {
                let style = self.style(terminal.error_color, terminal.width, true);
                terminal.print_error(text::render_all(&faults.0, style))?;
                Ok(None)
            }
        }
    }

    /// Everything that is read here, as far as `opened` knows: settings, records, profiles of the
    /// district's own. Where one of these has a fault, the file with the fault is known by it.
    pub(super) fn inputs(&self, opened: &Result<DistrictFolder, OpenError>) -> Vec<Input> {
        let input = |path: &str, what| Input { path: self.path.join(path), what };
        let mut inputs = vec![
            input(CONFIG, "the district's settings"),
            input(RECORDS, "among the records"),
            input(PEOPLE, "the district's own list of names"),
        ];
        let profile = |path: &str| input(path, "a profile of the district's own");
        match opened {
            Ok(folder) => {
                inputs.extend(folder.district.profile_paths().iter().map(|path| profile(path)));
            }
            Err(faults) => inputs.extend(faults.0.iter().map(|fault| profile(&fault.place.path))),
        }
        inputs
    }

    /// Like [`Self::open`], with `overlay` in place of one of the folder's files.
    pub(super) fn open_with(&self, overlay: Option<Overlay>) -> Result<DistrictFolder, OpenError> {
        DistrictFolder::open_with(&self.path, &check::rules(), overlay)
    }

    /// The prefix that leads from the root of the repository to the folder, wherever coach was
    /// started: a viewer of findings knows only paths within the repository. Where there is none, the
    /// prefix from the current folder, if that lies above.
    pub(super) fn prefix_in_repository(&self) -> String {
        let workspace = std::env::var_os("GITHUB_WORKSPACE").filter(|path| !path.is_empty());
        let workspace = workspace.and_then(|path| dunce::canonicalize(path).ok());
        let way = repository::way_from_root(&self.path, workspace.as_deref());
        let is_below = !self.prefix.starts_with("../") && !Path::new(&self.prefix).is_absolute();
        way.unwrap_or_else(|| if is_below { self.prefix.clone() } else { String::new() })
    }

    /// How findings of its files are drawn.
    pub(super) fn style(&self, color: bool, width: usize, excerpt: bool) -> text::Style<'_> {
        text::Style { color, width, prefix: &self.prefix, excerpt }
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
        Err(_) => format!("{}/", shown_path(root)),
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
