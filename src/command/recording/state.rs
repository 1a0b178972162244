//! Where things are kept that are no record (yet): drafts, what was typed and could not be written, and the user's own
//! settings. The environment says where; where it names no folder of the user's own, nothing is kept in one that
//! others share.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use anyhow::Context;

use crate::store::rescue as store;
use crate::text::path::shown_path;

/// Where the platform keeps what is the user's own.
struct Place {
    /// The variable that names it on every platform.
    variable: &'static str,
    /// The variable that names it on Windows.
    on_windows: &'static str,
    /// Where else it is below the home folder.
    at_home: &'static str,
}

const STATE: Place =
    Place { variable: "XDG_STATE_HOME", on_windows: "LOCALAPPDATA", at_home: ".local/state" };
const SETTINGS: Place =
    Place { variable: "XDG_CONFIG_HOME", on_windows: "APPDATA", at_home: ".config" };

impl Place {
    /// Our folder there.
    fn folder(&self) -> anyhow::Result<PathBuf> {
        let named = |name: &str| {
            let value: OsString = env::var_os(name)?;
            let path = PathBuf::from(value);
            path.is_absolute().then_some(path)
        };
        let at_home = |below: &str| Some(named("HOME")?.join(below));
        let found = named(self.variable).or_else(|| {
            if cfg!(windows) {
                named(self.on_windows)
            } else if cfg!(target_os = "macos") {
                at_home("Library/Application Support")
            } else {
                at_home(self.at_home)
            }
        });
        let set = if cfg!(windows) {
            self.on_windows.to_owned()
        } else {
            format!("HOME or {}", self.variable)
        };
        let no_folder = || format!("the environment names no folder of your own; set {set}");
        Ok(found.with_context(no_folder)?.join("coach"))
    }
}

/// The folder for the user's own settings.
///
/// # Errors
/// The environment names no folder of the user's own.
pub(in crate::command) fn settings() -> anyhow::Result<PathBuf> {
    SETTINGS.folder()
}

/// The folder for what was typed and could not be written.
///
/// # Errors
/// The environment names no folder of the user's own.
pub(in crate::command) fn rescue() -> anyhow::Result<PathBuf> {
    Ok(STATE.folder()?.join("rescue"))
}

/// The folder for drafts that are gone on with later.
///
/// # Errors
/// The environment names no folder of the user's own.
pub(in crate::command) fn drafts() -> anyhow::Result<PathBuf> {
    Ok(STATE.folder()?.join("drafts"))
}

/// Keeps `text` aside under the last part of `path`, and returns where.
///
/// # Errors
/// There is no folder for it, or it cannot be written.
pub(super) fn keep(path: &str, text: &[u8]) -> anyhow::Result<PathBuf> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folder = rescue().context("the unwritten text cannot be kept")?;
    let cannot = |error: &io::Error| {
        format!("it cannot be kept in {} either ({error})", shown_path(&folder))
    };
    store::keep(&folder, name, text).map_err(|error| anyhow::anyhow!(cannot(&error)))
}

/// Keeps `text` aside, and says where it is; where even that fails, says the text itself.
pub(in crate::command) fn keep_aside(path: &str, text: &str) -> String {
    match keep(path, text.as_bytes()) {
        Ok(kept) => {
            format!("its text is kept in {}", shown_path(&kept))
        }
        Err(error) => format!("{error:#}; its text is:\n{text}"),
    }
}
