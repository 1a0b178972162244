//! A district's folder for one case: written from memory, changed by the program, compared by what its files say. Names
//! that the program makes up are left out of that.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::ran::{Ran, ran};

/// Every file of a folder that is no giant: its path from there and its bytes.
pub(super) type Tree = BTreeMap<String, Vec<u8>>;

/// Path and text of the files in a district's folder without what is the program's own, in order; digits that the
/// program makes up are one letter.
pub(super) type Files = Vec<(String, String)>;

/// Where a batch is kept while it is written.
const KEPT: &str = "unfinished.json";

/// A district's folder and the user's own beside it. Both are gone when it is dropped.
pub(super) struct Folder {
    district: TempDir,
    own: TempDir,
}

impl Folder {
    /// A folder with the files of `tree`.
    pub(super) fn of(tree: &Tree) -> Self {
        let new = || tempfile::tempdir().expect("a folder");
        let folder = Self { district: new(), own: new() };
        for (path, bytes) in tree {
            folder.write(path, bytes);
        }
        folder
    }

    pub(super) fn path(&self) -> &Path {
        self.district.path()
    }

    /// Where `path` is, which is given from the district's folder.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub(super) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(&place, bytes).expect("a file");
        if path.ends_with(KEPT) {
            let rights = fs::Permissions::from_mode(0o600);
            fs::set_permissions(place, rights).expect("the rights that it has");
        }
    }

    /// `program` in this folder, yet to be started: without git, in UTC, one thread where it is asked for no other
    /// number.
    pub(super) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .env("PATH", "")
            .env("TZ", "UTC")
            .env("RAYON_NUM_THREADS", "1")
            .env("XDG_STATE_HOME", self.own.path())
            .env("XDG_CONFIG_HOME", self.own.path())
            .current_dir(self.path());
        command
    }

    /// Runs the program.
    pub(super) fn coach(&self, arguments: &[&str]) -> Ran {
        ran(self.command(env!("CARGO_BIN_EXE_coach")).args(arguments))
    }

    /// Every file of the district's folder.
    pub(super) fn tree(&self) -> Tree {
        tree(self.path())
    }

    /// What its files say.
    pub(super) fn files(&self) -> Files {
        let is_own = |path: &str| path.split('/').any(|part| part.starts_with(".coach"));
        let all = self.tree().into_iter().filter(|(path, _)| !is_own(path));
        let mut files: Files = all
            .map(|(path, bytes)| (plain(&path), plain(&String::from_utf8_lossy(&bytes))))
            .collect();
        files.sort();
        files
    }

    /// The texts that are kept in the user's own folder.
    pub(super) fn kept(&self) -> Vec<String> {
        let all = tree(self.own.path()).into_values();
        all.map(|bytes| plain(&String::from_utf8_lossy(&bytes))).collect()
    }

    /// What a command that was cut off left that git would list: of what it keeps to itself, nothing may be.
    pub(super) fn listed_by_git(&self) -> Vec<String> {
        let tree = self.tree();
        let is_listed = |path: &&String| {
            let parts: Vec<&str> = path.split('/').collect();
            let own = parts.iter().position(|part| part.starts_with(".coach"));
            // The lock says nothing, and is held also where it cannot be hidden.
            let own = own.filter(|_| !parts.contains(&".git") && !path.ends_with(".coach/lock"));
            let Some(own) = own else { return false };
            let ignored = format!("{}/.gitignore", parts[..=own].join("/"));
            tree.get(&ignored).is_none_or(|text| text != b"*\n")
        };
        tree.keys().filter(is_listed).cloned().collect()
    }

    /// What a command that was cut off left for others to read: of what it keeps to itself, nothing may be.
    pub(super) fn open_to_others(&self) -> Vec<PathBuf> {
        let is_hidden = |entry: &walkdir::DirEntry| {
            let is_kept = entry.file_name() == KEPT;
            is_kept || entry.file_name().to_string_lossy().starts_with(".coach-")
        };
        let mode = |entry: &walkdir::DirEntry| {
            entry.path().symlink_metadata().expect("it").permissions().mode() & 0o077
        };
        walkdir::WalkDir::new(self.path())
            .into_iter()
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| is_hidden(entry) && mode(entry) != 0)
            .map(walkdir::DirEntry::into_path)
            .collect()
    }
}

/// Every file of `folder`.
pub(super) fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let is_small = |entry: &walkdir::DirEntry| entry.metadata().is_ok_and(|it| it.len() < 8 << 20);
    let files = entries.filter(|entry| entry.file_type().is_file() && is_small(entry));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy();
        (path.into_owned(), fs::read(entry.path()).expect("a file"))
    };
    files.map(read).collect()
}

/// `text` with one letter in place of the digits that the program makes up: those at the end of a record's name, and
/// the id of a meeting.
pub(super) fn plain(text: &str) -> String {
    let hex = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split(".yaml").peekable();
    while let Some(part) = parts.next() {
        let stem = part.trim_end_matches(hex);
        let is_made_up = part.len() - stem.len() >= 4 && stem.ends_with('-');
        match parts.peek() {
            Some(_) if is_made_up => plain.extend([stem, "X.yaml"]),
            Some(_) => plain.extend([part, ".yaml"]),
            None => plain.push_str(part),
        }
    }
    let line = |line: &str| match line.split_once("meeting: ") {
        Some((before, _)) => format!("{before}meeting: X\n"),
        None => line.to_owned(),
    };
    plain.split_inclusive('\n').map(line).collect()
}
