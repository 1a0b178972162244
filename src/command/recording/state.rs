//! Where things are kept that are no record (yet): drafts, and what was typed and could not be written.
//! The environment says where; where it names no folder of the user's own, nothing is kept in one that
//! others share.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use anyhow::Context;

use crate::store::rescue as store;
use crate::text::wording::visible;

/// What to set where the environment names no folder of the user's own.
#[cfg(windows)]
const NO_FOLDER: &str = "the environment names no folder of your own; set LOCALAPPDATA";
#[cfg(not(windows))]
const NO_FOLDER: &str = "the environment names no folder of your own; set HOME or XDG_STATE_HOME";

/// The user's own folder for such things: `$XDG_STATE_HOME/coach`, else where the platform keeps them.
fn folder() -> anyhow::Result<PathBuf> {
    let named = |name: &str| {
        let value: OsString = env::var_os(name)?;
        let path = PathBuf::from(value);
        path.is_absolute().then_some(path)
    };
    let state = named("XDG_STATE_HOME");
    let state = if cfg!(windows) {
        state.or_else(|| named("LOCALAPPDATA"))
    } else if cfg!(target_os = "macos") {
        state.or_else(|| Some(named("HOME")?.join("Library/Application Support")))
    } else {
        state.or_else(|| Some(named("HOME")?.join(".local/state")))
    };
    Ok(state.context(NO_FOLDER)?.join("coach"))
}

/// The folder for what was typed and could not be written.
///
/// # Errors
/// The environment names no folder of the user's own.
pub(in crate::command) fn rescue() -> anyhow::Result<PathBuf> {
    Ok(folder()?.join("rescue"))
}

/// The folder for drafts that are gone on with later.
///
/// # Errors
/// The environment names no folder of the user's own.
pub(in crate::command) fn drafts() -> anyhow::Result<PathBuf> {
    Ok(folder()?.join("drafts"))
}

/// Keeps `text` aside under the last part of `path`, and returns where.
///
/// # Errors
/// There is no folder for it, or it cannot be written.
pub(super) fn keep(path: &str, text: &[u8]) -> anyhow::Result<PathBuf> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folder = rescue().context("the unwritten text cannot be kept")?;
    let cannot =
        |error: &io::Error| format!("it cannot be kept in {} either ({error})", folder.display());
    store::keep(&folder, name, text).map_err(|error| anyhow::anyhow!(cannot(&error)))
}

/// Keeps `text` aside, and says where it is; where even that fails, says the text itself.
pub(in crate::command) fn keep_aside(path: &str, text: &str) -> String {
    match keep(path, text.as_bytes()) {
        Ok(kept) => {
            format!("its text is kept in {}", visible(&kept.display().to_string()))
        }
        Err(error) => format!("{error:#}; its text is:\n{text}"),
    }
}
