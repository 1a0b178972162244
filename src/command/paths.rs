//! Files and folders that a user names, as paths from the district's folder.

use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};

use super::open::Root;
use crate::store::{CONFIG, LARGEST, Overlay, RECORDS, RecordName, Scope};
use crate::text::path::shown_path;

/// The argument that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Whether `paths` ask for standard input.
pub(super) fn is_standard_input(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT)
}

/// The part of the district's folder `root` that `paths`, seen from the folder `here`, name;
/// everything where they name nothing.
///
/// # Errors
/// A path leads nowhere, or out of the district's folder.
pub(super) fn scope(root: &Root, here: &Path, paths: &[PathBuf]) -> anyhow::Result<Scope> {
    if paths.is_empty() {
        return Ok(Scope::Everything);
    }
    let named = paths.iter().map(|path| {
        let whole = here.join(path);
        if whole.symlink_metadata().is_err() {
            let from = if here == root.path { String::new() } else { in_folder(here) };
            bail!("there is no file or folder {}{from}", shown_path(path));
        }
        inside(root, &whole)
    });
    Ok(Scope::Only(named.collect::<anyhow::Result<_>>()?))
}

fn in_folder(here: &Path) -> String {
    format!(" in {}", shown_path(here))
}

/// Standard input as the text of the file at `path`, seen from the folder `here`, and that file's path
/// from the district's folder.
///
/// # Errors
/// `path` is not where a record, or coach.toml, belongs, or the input cannot be read.
pub(super) fn overlay(root: &Root, here: &Path, path: &Path) -> anyhow::Result<(String, Overlay)> {
    let path = inside(root, &here.join(path))?;
    let parts: Vec<&str> = path.split('/').collect();
    let is_record = matches!(parts[..], [RECORDS, _, _, name] if RecordName::parse(name).is_some());
    if !is_record && path != CONFIG {
        bail!(
            "--stdin-filename {path}: no record has this path\n\
             for example records/SCHOOL/COACH-EDUCATOR/2026-09-14-session-7c1e.yaml, or {CONFIG}"
        );
    }
    let mut bytes = Vec::new();
    // One byte over the limit is enough to know that it is too large.
    let input = io::stdin().lock().take(LARGEST as u64 + 1);
    { input }.read_to_end(&mut bytes).context("standard input cannot be read")?;
    Ok((path.clone(), Overlay::of(path, bytes)))
}

/// `path` from the district's folder, with `/`. Links on the way are followed, the last part is not.
pub(super) fn inside(root: &Root, path: &Path) -> anyhow::Result<String> {
    let resolved = resolve(path);
    // A link among the records is named as such; one from outside leads in.
    let resolved = match dunce::canonicalize(&resolved) {
        Ok(target) if !resolved.starts_with(&root.path) => target,
        _ => resolved,
    };
    let Ok(below) = resolved.strip_prefix(&root.path) else {
        bail!("{} is outside the district's folder {}", shown_path(path), shown_path(&root.path));
    };
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// `path` without `.`, `..` and links, as far as its folders are there.
fn resolve(path: &Path) -> PathBuf {
    if matches!(path.components().next_back(), None | Some(Component::ParentDir)) {
        return dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if folder.exists() => {
            let folder = dunce::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
            folder.join(name)
        }
        (Some(folder), Some(name)) => resolve(folder).join(name),
        _ => path.to_owned(),
    }
}

/// `path` as one word of a command line.
pub(super) fn quoted(path: &Path) -> String {
    let path = shown_path(path);
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+@:,\\".contains(c);
    let path = if path.starts_with('-') { format!("./{path}") } else { path };
    if cfg!(windows) {
        if path.chars().all(is_plain) { path } else { format!("\"{path}\"") }
    } else if path.chars().all(|c| is_plain(c) && c != '\\') {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}
