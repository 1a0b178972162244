//! What `coach init` says of files and hooks that are somebody's own and are kept: what they do not do, what would no
//! longer run, and what to add to them. The target comes in, sentences go out.

use std::fs;
use std::path::Path;

use super::{Arguments, Target};
use crate::command::git::{HooksFolder, hooks_folder};
use crate::command::paths::quoted;
use crate::text::path::{shown_path, slashed_path};
use crate::text::wording::all_of;
use crate::write::new_district::{HOOK_CHECK, IfKept};

/// The hooks that git runs in the repository already.
#[derive(Debug)]
pub(super) enum Hooks {
    /// None that `core.hooksPath` would turn off.
    Free,
    /// They run the check, by themselves or by the program pre-commit.
    Run,
    /// Others, and what is said of them.
    Others(String),
}

impl Hooks {
    /// Those of the repository around `target`.
    pub(super) fn of(target: &Target) -> Self {
        let Some(folder) = hooks_folder(&target.path) else { return Self::Free };
        let is = |path: &Path| dunce::canonicalize(path).ok();
        let own = target.path.join(HOOK_CHECK);
        if own.parent().is_some_and(|own| is(own).is_some() && is(own) == is(&folder.path)) {
            return Self::Free;
        }
        let names = names(&folder.path);
        if names.is_empty() && !folder.is_set {
            return Self::Free;
        }
        let text = fs::read(folder.path.join("pre-commit")).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let is_run = names.iter().any(|name| name == "pre-commit")
            && ["coach-check", "pre-commit.com"].iter().any(|word| text.contains(word));
        if is_run { Self::Run } else { Self::Others(said(&folder, &names, target)) }
    }
}

/// The hooks in `folder` that git runs, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_run = |entry: &fs::DirEntry| entry.path().is_file() && may_run(&entry.path());
    let names =
        entries.filter(is_run).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.contains('.')).collect();
    names.sort_unstable();
    names
}

#[cfg(unix)]
fn may_run(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.permissions().mode() & 0o111 != 0)
}

/// Windows lets everyone run everything.
#[cfg(not(unix))]
fn may_run(_: &Path) -> bool {
    true
}

fn said(folder: &HooksFolder, names: &[String], target: &Target) -> String {
    let place = shown_path(&folder.shown);
    let what = if names.is_empty() {
        format!("git looks for hooks in {place}, where core.hooksPath points")
    } else {
        format!("git runs {} in {place}", all_of(names.iter().map(String::as_str)))
    };
    let check = quoted(&target.below_top().join(HOOK_CHECK));
    let line = if folder.shown.is_absolute() {
        // It is run in other work trees, too.
        format!("[ ! -e {check} ] || sh {check} || exit 1")
    } else {
        format!("sh {check} || exit 1")
    };
    let hook = shown_path(&folder.shown.join("pre-commit"));
    let then = if names.iter().any(|name| name == "pre-commit") {
        format!("add this line to {hook}:\n  {line}\n")
    } else {
        format!("make {hook}, which everyone may run, of these lines:\n  #!/bin/sh\n  {line}\n")
    };
    format!("{what}, and would not if core.hooksPath were .githooks. Instead, {then}")
}

/// What there is to do with files that are kept and do not run `coach`.
pub(super) fn kept(arguments: &Arguments, target: &Target, made: &[&str]) -> String {
    let all = arguments.additions().flat_map(|addition| addition.if_kept);
    let is_without = |of: &&IfKept| {
        let text = fs::read(target.path.join(of.path)).unwrap_or_default();
        !made.contains(&of.path) && !String::from_utf8_lossy(&text).contains(of.runs)
    };
    let said = all.filter(is_without).map(|of| {
        let lines = (of.lines)();
        let colon = if lines.is_empty() { "" } else { ":" };
        let lines = lines.lines().map(|line| format!("  {line}\n")).collect::<String>();
        let path = shown_path(&target.shown.join(of.path));
        format!("{path} is kept and does not run coach: {}{colon}\n{lines}", of.then)
    });
    said.collect()
}

/// Where the files belong that are read only at the top of a repository, if this is not the top.
pub(super) fn only_at_top(arguments: &Arguments, target: &Target) -> String {
    let Some(top) = target.repository().filter(|top| *top != target.path) else {
        return String::new();
    };
    let below = slashed_path(target.below_top());
    let said = arguments.additions().map(|addition| {
        let (file, reader) = addition.only_at_top;
        let then = addition.at_top.replace("{below}", &below);
        let there = shown_path(&top.join(file));
        let how = if top.join(file).is_file() {
            format!("add what is in it to {there}")
        } else {
            format!("move it to {}", shown_path(top))
        };
        format!("{reader} reads {file} only at the top of a repository: {how}, and {then}\n")
    });
    said.collect()
}
