//! What `coach init` says: which files it made, what the user should know of those that were kept, and what to
//! type next.

use std::path::Path;

use super::beside::{self, Hooks};
use super::{Arguments, Target};
use crate::command::paths::quoted;
use crate::store::{CONFIG, Created, RECORDS};
use crate::text::path::shown_path;
use crate::text::wording::count;
use crate::write::new_district::{GITIGNORE, HOOK, PEOPLE, README, ignores_people, school_lines};
use crate::write::schema::FOLDER as SCHEMAS;

/// A line for each file; the schemas share one where all of them are new, or none.
pub(super) fn lines(listed: &[(&str, Created)], target: &Target) -> String {
    let is_schema = |path: &str| Path::new(path).starts_with(SCHEMAS);
    let schemas = || listed.iter().filter(|(path, _)| is_schema(path));
    let word = |created: &Created| match created {
        Created::New(_) => "made",
        Created::AlreadyThere => "kept",
    };
    let first = schemas().next().map(|(_, created)| word(created));
    let fold = schemas().all(|(_, created)| Some(word(created)) == first);
    let line = |word: &str, path: &str, more: &str| {
        format!("{word}  {}{more}\n", shown_path(&target.shown.join(path)))
    };
    let each = listed.iter().filter(|(path, _)| !(fold && is_schema(path)));
    let mut out: String = each.map(|(path, created)| line(word(created), path, "")).collect();
    if let Some(word) = first.filter(|_| fold) {
        let more = format!(" ({} for editors)", count(schemas().count(), "file"));
        out += &line(word, SCHEMAS, &more);
    }
    out
}

/// Whether files of the example are among those that were made.
fn has_example(made: &[&str]) -> bool {
    made.iter().any(|path| path.starts_with(RECORDS) && path.ends_with(".yaml"))
}

/// What the user should know about files that were kept.
pub(super) fn remarks(arguments: &Arguments, target: &Target, made: &[&str]) -> String {
    let mut out = String::new();
    if arguments.district.is_some() && !made.contains(&CONFIG) {
        out.push_str("coach.toml is kept, so the district's name stays the same\n");
    }
    if !(arguments.school.is_empty() || made.contains(&CONFIG)) {
        out.push_str("coach.toml is kept, and so are its schools: add lines such as these to it\n");
        let lines = arguments.school.iter().map(|(id, name)| school_lines(id, name));
        out.extend(lines);
    }
    if arguments.example && !has_example(made) {
        out.push_str("The example is already there and is kept as it is\n");
    }
    if made.contains(&CONFIG) && !made.contains(&README) {
        out.push_str(
            "README.md is your own; to get the one that explains the records, run `coach init` in \
             an empty folder\n",
        );
    }
    if !target.path.join(SCHEMAS).exists() {
        out.push_str(
            "coach.toml has a fault, so there are no schemas for editors yet; fix it, then run \
             `coach schema --write`\n",
        );
    }
    if !made.contains(&GITIGNORE) {
        let file = target.shown.join(GITIGNORE);
        let text = std::fs::read(&file).unwrap_or_default();
        if !ignores_people(&String::from_utf8_lossy(&text)) {
            let file = shown_path(&file);
            out.push_str(&format!("{file} lets names into git: add the line\n  {PEOPLE}\n"));
        }
    }
    out += &beside::kept(arguments, target, made);
    out += &beside::only_at_top(arguments, target);
    out
}

/// What to type next, in a folder that had records or not.
pub(super) fn next(
    arguments: &Arguments,
    target: &Target,
    made: &[&str],
    had_records: bool,
) -> String {
    let is_new = made.contains(&CONFIG);
    let mut out = "\nNext:\n".to_owned();
    let mut command = |text: &str| out.push_str(&format!("  {text}\n"));
    if !target.is_here {
        command(&format!("cd {}", quoted(&target.shown)));
    }
    if target.repository().is_none() {
        command("git init");
    }
    let mut staged: Vec<&str> = Vec::new();
    for path in made.iter().filter(|path| **path != PEOPLE) {
        let top = path.split('/').next().unwrap_or(path);
        if !staged.contains(&top) {
            staged.push(top);
        }
    }
    if !staged.is_empty() {
        command(&format!("git add {}", staged.join(" ")));
    }
    let mut of_others = String::new();
    if arguments.hooks {
        command(&format!("git add --chmod=+x {HOOK}"));
        match Hooks::of(target) {
            Hooks::Free => {
                let folder = HOOK.rsplit_once('/').map_or("", |(folder, _)| folder);
                let hooks = target.below_top().join(folder);
                command(&format!("git config core.hooksPath {}", quoted(&hooks)));
            }
            Hooks::Run => {}
            Hooks::Others(said) => of_others = format!("\n{said}"),
        }
    }
    if has_example(made) {
        command("coach check");
        command("coach report");
    } else if is_new {
        command("coach profile show");
    }
    out += &of_others;
    let first = arguments.additions().map(|addition| addition.first);
    for first in first.filter(|first| !first.is_empty()) {
        out.push_str(&format!("\n{first}\n"));
    }
    if made.contains(&README) {
        let mut then = Vec::new();
        if is_new && !has_example(made) {
            let lists = if arguments.school.is_empty() { " and list the schools" } else { "" };
            then.push(format!("set the school year{lists} in coach.toml"));
        }
        if !had_records {
            then.push("open the first relationship: coach log relationship".to_owned());
        }
        if !then.is_empty() {
            out.push_str(&format!("\nThen {}", then.join(", and ")));
        }
        out.push_str("\nREADME.md explains the records\n");
    }
    out
}
