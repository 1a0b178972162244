//! The commands that someone waits for in a day's work, and that look at a pair or a few files of a large district:
//! the district comes in, what each took goes out. What they write is removed again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::Context;
use walkdir::WalkDir;

use crate::calendar::AS_OF;
use crate::measure::{Series, Timed};
use crate::programs::Coach;

/// How often each is run.
pub(crate) const RUNS: usize = 21;
/// How many files are checked at once, each of another relationship where there are enough.
const FILES: usize = 10;
/// A day on which every relationship is under way.
const CONTACT_ON: &str = "2025-03-04";

/// Runs all of them in turns.
///
/// # Errors
/// One of them fails, or what was written cannot be removed.
pub(crate) fn run(coach: Coach<'_>) -> anyhow::Result<Vec<Series>> {
    let pairs = folders(&coach.folder.join("records"), 2)?;
    let pair = pairs.iter().find(|pair| is_under_way(pair)).context("no pair is under way")?;
    let as_of = AS_OF.to_string();
    let files = files(&pairs)?.into_iter().map(|file| shown(coach, &file));
    let files = files.collect::<anyhow::Result<Vec<String>>>()?;
    let check: Vec<&str> = ["check"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let pair_shown = shown(coach, pair)?;
    let educator = pair_shown.rfind("t-").map_or("", |at| &pair_shown[at..]);
    let address = pair_shown.replacen("records/", "relationship=", 1);
    let contact = ["log", "contact", "--pair", &pair_shown, "--date", CONTACT_ON];
    let contact = [&contact[..], &["--method", "email", "--about", "An example to try"]].concat();
    let command =
        |timed, name: &str, words: &[&str]| Series::new(timed, name, coach.command(words));
    let mut all = [
        command(Timed::Help, "coach --help", &["--help"]),
        command(Timed::NextPair, "coach next PAIR", &["next", &pair_shown, "--as-of", &as_of]),
        command(Timed::NextEducator, "coach next ID", &["next", educator, "--as-of", &as_of]),
        command(Timed::Explain, "coach explain NUMBER", &["explain", &address, "in-place"]),
        command(Timed::CheckFile, "coach check FILE", &check[..2]),
        command(Timed::CheckFiles, "coach check FILE …", &check),
        command(Timed::LogContact, "coach log contact", &contact),
    ];
    for series in &mut all {
        // Notes on what was not read.
        series.command.stderr(Stdio::null());
    }
    for _ in 0..RUNS {
        for series in &mut all {
            let before = Before::of(coach, pair)?;
            let ran = series.run_once();
            before.restore()?;
            ran?;
        }
    }
    Ok(all.into())
}

/// What is there before a command writes.
struct Before {
    pair: PathBuf,
    names: BTreeSet<PathBuf>,
    /// What a district remembers of the last command, where there is none of it yet.
    new: Option<PathBuf>,
}

impl Before {
    fn of(coach: Coach<'_>, pair: &Path) -> anyhow::Result<Self> {
        let remembered = coach.folder.join(".coach");
        let new = (!remembered.exists()).then_some(remembered);
        Ok(Self { pair: pair.to_owned(), names: names(pair)?, new })
    }

    fn restore(self) -> anyhow::Result<()> {
        for name in names(&self.pair)?.difference(&self.names) {
            fs::remove_file(name)?;
        }
        match self.new {
            Some(new) if new.exists() => Ok(fs::remove_dir_all(new)?),
            _ => Ok(()),
        }
    }
}

fn names(folder: &Path) -> anyhow::Result<BTreeSet<PathBuf>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    names.collect()
}

/// The folders so many levels below `folder`, in the order of names.
fn folders(folder: &Path, depth: usize) -> anyhow::Result<Vec<PathBuf>> {
    let walk = WalkDir::new(folder).min_depth(depth).max_depth(depth).sort_by_file_name();
    walk.into_iter().map(|entry| Ok(entry?.into_path())).collect()
}

fn is_under_way(pair: &Path) -> bool {
    let text = fs::read_to_string(pair.join("relationship.yaml"));
    text.is_ok_and(|text| !text.contains("\nended: "))
}

/// [`FILES`] records, as many relationships as there are in turn.
fn files(pairs: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for at in 0..FILES {
        let of_pair = folders(&pairs[at % pairs.len()], 1)?;
        files.extend(of_pair.get(at / pairs.len()).cloned());
    }
    Ok(files)
}

/// A path as someone types it in the district's folder.
fn shown(coach: Coach<'_>, path: &Path) -> anyhow::Result<String> {
    let path = path.strip_prefix(coach.folder)?;
    Ok(path.to_str().context("a generated name is UTF-8")?.to_owned())
}
