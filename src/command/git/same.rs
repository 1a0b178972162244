//! Whether a folder is as a commit has it. Files are compared here by the ids that git gives to
//! contents, never by `git status`, which runs the filters that a repository names. Line endings make
//! no difference to any number, and so make none here.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Component, Path};

use rayon::prelude::*;
use sha1::{Digest, Sha1};
use sha2::Sha256;
use walkdir::WalkDir;

use super::attributes::altered;
use super::start::Repository;
use super::tree::{Listing, TreeEntry, TreeEntryKind};
use crate::store::{CONFIG, LARGEST, RECORDS};
use crate::text::line_ends::with_lf;
use crate::text::path::shown_path;
use crate::text::wording::{hex, visible};

/// Whether coach.toml, `own_profiles` or the records in `root` differ from commit `id`.
///
/// # Errors
/// In words: files pass a filter on their way into git, or git or the disk does not answer.
pub(super) fn has_changes(
    repository: &Repository,
    root: &Path,
    id: &str,
    own_profiles: &[String],
) -> Result<bool, String> {
    let prefix = repository.prefix.as_str();
    let mut named = vec![format!("{prefix}{CONFIG}")];
    // A profile outside the repository is in no commit: a report names it by the hash of its text.
    named.extend(own_profiles.iter().filter_map(|path| from_the_top(prefix, path)));
    let records = format!("{prefix}{RECORDS}/");
    let asked: Vec<&str> =
        named.iter().map(String::as_str).chain([records.trim_end_matches('/')]).collect();
    let listing = Listing::of(repository, id, &asked)?;
    let of_others = |entry: &TreeEntry| entry.kind == TreeEntryKind::Module;
    if let Some(other) = listing.entries().find(of_others) {
        return Err(format!("{} is another repository", visible(other.path)));
    }
    let mut listed: Vec<TreeEntry> = listing
        .entries()
        .filter(|entry| entry.path.strip_prefix(&records).is_none_or(is_looked_at))
        .collect();
    listed.sort_unstable_by_key(|entry| entry.path);
    let entry = |path: &str| {
        let index = listed.binary_search_by_key(&path, |entry| entry.path);
        index.ok().map(|index| &listed[index])
    };
    // Missing or new: that needs no look into any file.
    let mut in_commit = listed.iter().filter(|entry| entry.path.starts_with(&records)).count();
    for path in in_folder(&root.join(RECORDS), &records) {
        if entry(&path?).is_none() {
            return Ok(true);
        }
        in_commit = in_commit.saturating_sub(1);
    }
    let named: Vec<Option<&TreeEntry>> = named.iter().map(|path| entry(path)).collect();
    if in_commit > 0 || named.contains(&None) {
        return Ok(true);
    }
    if let Some(link) = named.iter().flatten().find(|entry| entry.kind == TreeEntryKind::Link) {
        let link = visible(link.path);
        return Err(format!("{link} is a link, and coach does not compare what it leads to"));
    }
    let top = &repository.top;
    let differing = listed.par_iter().filter(|entry| !is_same(top, entry));
    let unlike: Vec<&str> = differing.map(|entry| entry.path).collect();
    // Of a file that git stores in another form, other bytes say nothing.
    let altered = altered(repository, None, &unlike)?;
    if unlike.len() > altered.len() {
        return Ok(true);
    }
    match altered.first() {
        Some(altered) => Err(format!("{} passes {} on its way into git", altered.path, altered.by)),
        None => Ok(false),
    }
}

/// Paths, from `root`, of its records and of coach.toml that are not as commit `id` has them, those among
/// them that it has and `root` has not.
///
/// # Errors
/// In words: files pass a filter on their way into git, or git or the disk does not answer.
pub(super) fn changed(
    repository: &Repository,
    root: &Path,
    id: &str,
) -> Result<BTreeSet<String>, String> {
    let prefix = repository.prefix.as_str();
    let (settings, records) = (format!("{prefix}{CONFIG}"), format!("{prefix}{RECORDS}/"));
    let listing = Listing::of(repository, id, &[&settings, records.trim_end_matches('/')])?;
    let listed: Vec<TreeEntry> = listing
        .entries()
        .filter(|entry| entry.path.strip_prefix(&records).is_none_or(is_looked_at))
        .collect();
    let top = &repository.top;
    let unlike: Vec<&str> =
        listed.par_iter().filter(|entry| !is_same(top, entry)).map(|entry| entry.path).collect();
    let there: Vec<&str> =
        unlike.iter().copied().filter(|path| top.join(path).symlink_metadata().is_ok()).collect();
    if let Some(altered) = altered(repository, None, &there)?.first() {
        return Err(format!("{} passes {} on its way into git", altered.path, altered.by));
    }
    let known: BTreeSet<&str> = listed.iter().map(|entry| entry.path).collect();
    let mut changed: BTreeSet<String> = unlike.into_iter().map(str::to_owned).collect();
    for path in in_folder(&root.join(RECORDS), &records) {
        let path = path?;
        if !known.contains(path.as_str()) {
            changed.insert(path);
        }
    }
    if !known.contains(settings.as_str()) {
        changed.insert(settings);
    }
    Ok(changed.iter().filter_map(|path| path.strip_prefix(prefix)).map(str::to_owned).collect())
}

/// Those of `paths`, from the top of the work tree, that are not as the commit has them that is checked
/// out; all of them where git does not say.
pub(super) fn differing(repository: &Repository, paths: &[String]) -> Vec<String> {
    if paths.is_empty() {
        return Vec::new();
    }
    let own = [RECORDS, CONFIG].map(|own| format!("{}{own}", repository.prefix));
    let head = repository.head().ok().flatten();
    let asked = own.each_ref().map(String::as_str);
    let listing = head.and_then(|id| Listing::of(repository, &id, &asked).ok());
    let listing = listing.unwrap_or_default();
    let wanted: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    let same = listing.entries().filter(|entry| wanted.contains(entry.path));
    let same: BTreeSet<&str> =
        same.filter(|entry| is_same(&repository.top, entry)).map(|entry| entry.path).collect();
    let is_committed = |path: &String| same.contains(path.as_str());
    paths.iter().filter(|path| !is_committed(path)).cloned().collect()
}

/// `path`, given from the folder `prefix`, as it is from the top of the work tree; `None` where it leads
/// out of it.
fn from_the_top(prefix: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = prefix.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Path::new(path).components().all(is_relative).then(|| parts.join("/"))
}

fn is_relative(component: Component) -> bool {
    !matches!(component, Component::RootDir | Component::Prefix(_))
}

/// Whether a file below the records is looked at for records: a YAML file, and nothing hidden.
fn is_looked_at(path: &str) -> bool {
    let is_yaml = Path::new(path)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"));
    is_yaml && path.split('/').all(|part| !part.starts_with('.'))
}

/// The files below `folder` that are looked at, each with `prefix` before its path in there.
fn in_folder(folder: &Path, prefix: &str) -> impl Iterator<Item = Result<String, String>> {
    let is_there = folder.symlink_metadata().is_ok();
    let is_shown = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let walk = is_there.then(|| WalkDir::new(folder).into_iter().filter_entry(is_shown));
    let walk = walk.into_iter().flatten();
    walk.filter_map(move |entry| {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_dir() => return None,
            Ok(entry) => entry,
            Err(error) => {
                let path = shown_path(error.path().unwrap_or(folder));
                return Some(Err(format!("{path} cannot be read")));
            }
        };
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
        let below = parts.collect::<Vec<_>>().join("/");
        is_looked_at(&below).then(|| Ok(format!("{prefix}{below}")))
    })
}

/// Whether what is at the path of `entry` below `top` has the contents that it names.
fn is_same(top: &Path, entry: &TreeEntry) -> bool {
    let path = top.join(entry.path);
    let Ok(found) = path.symlink_metadata() else { return false };
    match entry.kind {
        TreeEntryKind::Module => false,
        TreeEntryKind::Link => {
            let target = fs::read_link(&path).map(|target| target.to_string_lossy().into_owned());
            found.is_symlink()
                && target.is_ok_and(|target| is_named(entry.object, target.as_bytes()))
        }
        TreeEntryKind::File if !found.is_file() => false,
        TreeEntryKind::File if found.len() > LARGEST as u64 => is_large_one(&path, entry.object),
        TreeEntryKind::File => fs::read(&path).is_ok_and(|bytes| {
            is_named(entry.object, &bytes)
                || bytes.contains(&b'\r') && is_named(entry.object, &with_lf(&bytes))
        }),
    }
}

/// Whether the file at `path`, which is too large to be read, has the contents that `object` names.
fn is_large_one(path: &Path, object: &str) -> bool {
    let hash = || -> std::io::Result<String> {
        let mut file = fs::File::open(path)?;
        let head = format!("blob {}\0", file.metadata()?.len());
        let (mut short, mut long) = (Sha1::new_with_prefix(&head), Sha256::new_with_prefix(&head));
        let mut part = vec![0; 1 << 16];
        loop {
            match file.read(&mut part)? {
                0 => break,
                n if object.len() == 64 => long.update(&part[..n]),
                n => short.update(&part[..n]),
            }
        }
        let is_long = object.len() == 64;
        Ok(if is_long { hex(&long.finalize()) } else { hex(&short.finalize()) })
    };
    hash().is_ok_and(|id| id == object)
}

/// Whether `object` is the id that git gives to a file of `bytes`: the hash of `blob`, a space, the
/// length, a NUL and the bytes, by SHA-1 (40 digits) or SHA-256 (64).
///
/// The file `hello` and a line feed has the id `ce013625030ba8dba906f756967f9e9ca394464a`.
pub(super) fn is_named(object: &str, bytes: &[u8]) -> bool {
    let head = format!("blob {}\0", bytes.len());
    let id = if object.len() == 64 {
        hex(&Sha256::new().chain_update(&head).chain_update(bytes).finalize())
    } else {
        hex(&Sha1::new().chain_update(&head).chain_update(bytes).finalize())
    };
    id == object
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids from `git hash-object`, with either hash.
    #[test]
    fn contents_have_the_ids_that_git_gives_them() {
        let sha1 = "ce013625030ba8dba906f756967f9e9ca394464a";
        let sha256 = "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4";
        assert!(is_named(sha1, b"hello\n") && is_named(sha256, b"hello\n"));
        assert!(!is_named(sha1, b"hello") && !is_named(sha256, b"hello"));
    }

    #[test]
    fn a_path_is_found_from_the_top_or_leads_out() {
        let found = |path: &str| from_the_top("state/district/", path);
        assert_eq!(found("profiles/own.toml").as_deref(), Some("state/district/profiles/own.toml"));
        assert_eq!(found("../own.toml").as_deref(), Some("state/own.toml"));
        assert_eq!(found("./a/../own.toml").as_deref(), Some("state/district/own.toml"));
        assert_eq!(found("../../../own.toml"), None);
        assert_eq!(found("/etc/own.toml"), None);
    }

    #[test]
    fn what_is_looked_at_is_yaml_and_not_hidden() {
        assert!(is_looked_at("s/p/relationship.yaml") && is_looked_at("s/p/x.YML"));
        assert!(!is_looked_at("s/p/notes.txt") && !is_looked_at("s/.p/x.yaml"));
        assert!(!is_looked_at("s/p/.x.yaml"));
    }
}
