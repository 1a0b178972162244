//! Where things are kept that are no record (yet): drafts, and what was typed and could not be written.
//! The environment says where; nothing is made here.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The user's own folder for such things: `$XDG_STATE_HOME/coach`, else where the platform keeps
/// them; the folder for temporary files where the environment names none.
pub(super) fn folder() -> PathBuf {
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
    state.unwrap_or_else(env::temp_dir).join("coach")
}

/// The folder for what was typed and could not be written.
pub(in crate::command) fn rescue() -> PathBuf {
    folder().join("rescue")
}

/// The folder for drafts that are gone on with later.
pub(in crate::command) fn drafts() -> PathBuf {
    folder().join("drafts")
}
