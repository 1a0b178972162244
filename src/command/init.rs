//! `coach init`: sets up a folder, ready for its first commit. Files already there are kept.

mod beside;
mod make;
mod said;

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use super::clock;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::check;
use crate::store::{CONFIG, Created, DistrictFolder, RECORDS, RELATIONSHIP, find_root};
use crate::syntax::tree::read::id_fault;
use crate::text::path::shown_path;
use crate::text::wording::{count, quote};
use crate::write::new_district::{
    Addition, EXAMPLE_PAIR, EXAMPLE_SCHOOL, EXAMPLE_SCHOOL_NAME, HOOKS, NEW_PEOPLE, PEOPLE,
    SERVERS, Schools, files, new_schemas, schemas,
};
use crate::write::schema::Known;

/// Set up a folder, ready for its first commit; files already there are kept
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  coach init riverbend --district \"Riverbend R-II\" --example\n  \
    coach init lakeside --school \"north=North School\" --school \"south=South School\" --people\n  \
    coach init lakeside --ci github --hooks"
)]
pub(super) struct Arguments {
    /// The folder to make or fill [default: the folder of -C, else the current folder]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// The district's name, as printed on reports [default: the folder's name]
    #[arg(long, value_name = "NAME", value_parser = name)]
    district: Option<String>,
    /// A school of the district: the id that its records will use, and its name (repeatable)
    #[arg(long, value_name = "ID=NAME", value_parser = school)]
    school: Vec<(String, String)>,
    /// Begin people.yaml, your own list of ids and names, which git ignores
    #[arg(long)]
    people: bool,
    /// Add a made-up relationship to look at, with dates just before today
    #[arg(long)]
    example: bool,
    /// Add what lets a server run coach on every change and every night (repeatable)
    #[arg(long, value_name = "SERVER", value_enum)]
    ci: Vec<Server>,
    /// Add a git hook that checks staged records before each commit
    #[arg(long)]
    hooks: bool,
}

/// A server that can run coach: a row of the table.
#[derive(Clone, Copy, Debug)]
struct Server(&'static Addition);

impl ValueEnum for Server {
    fn value_variants<'v>() -> &'v [Self] {
        static ALL: LazyLock<Vec<Server>> = LazyLock::new(|| SERVERS.iter().map(Server).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name).help(self.0.about))
    }
}

fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("a name needs at least one letter".to_owned());
    }
    Ok(text.to_owned())
}

fn school(text: &str) -> Result<(String, String), String> {
    let Some((id, name)) = text.split_once('=') else {
        return Err("write an id, `=` and a name, such as north=North School".to_owned());
    };
    match id_fault(id) {
        Some(fault) => Err(fault),
        None if name.trim().is_empty() => Err("a name needs at least one letter".to_owned()),
        None => Ok((id.to_owned(), name.trim().to_owned())),
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let target = Target::of(arguments.dir.as_deref(), folder)?;
    target.refuse_inside_another()?;
    let name = match &arguments.district {
        Some(name) => name.clone(),
        None => target.name()?,
    };
    let example = arguments.example && target.takes_example()?;
    let schools = arguments.schools(example)?;
    let mut files = files(&name, &schools, example.then(|| clock::today().day));
    files.extend(arguments.people.then(|| (PEOPLE.to_owned(), NEW_PEOPLE.to_owned())));
    files.extend(target.schemas(&schools, example)?);
    let added = arguments.additions().flat_map(|addition| addition.files);
    files.extend(added.map(|&(path, text)| (path.to_owned(), text.to_owned())));

    let had_records = target.has_records();
    let (listed, outcome) = make::make(&target.shown, &files);
    let mut said = said::lines(&listed, &target);
    let is_new = |(_, created): &&(&str, Created)| *created != Created::AlreadyThere;
    let made: Vec<&str> = listed.iter().filter(is_new).map(|(path, _)| *path).collect();
    if outcome.is_ok() {
        said += &said::remarks(arguments, &target, &made);
        if made.is_empty() {
            said += "Nothing to make: everything is already there\n";
        }
        // Each clone turns its hook on.
        if !made.is_empty() || arguments.hooks {
            said += &said::next(arguments, &target, &made, had_records);
        }
    }
    if made.is_empty() {
        terminal.print(said)?;
        return outcome.map(|_| Exit::Clean).map_err(Into::into);
    }
    let place = if target.is_here { ".".to_owned() } else { shown_path(&target.shown) };
    let verb = if made.len() == 1 { "is" } else { "are" };
    terminal.print_done(said, &format!("{} {verb} made in {place}", count(made.len(), "file")));
    terminal.print_remark(outcome?.remark(&place));
    Ok(Exit::Clean)
}

impl Arguments {
    /// What is added for servers and git.
    fn additions(&self) -> impl Iterator<Item = &'static Addition> {
        let is_named = |addition: &&Addition| self.ci.iter().any(|of| of.0.name == addition.name);
        SERVERS.iter().filter(is_named).chain(self.hooks.then_some(&HOOKS))
    }

    /// The schools that are named, by id.
    fn schools(&self, example: bool) -> anyhow::Result<Schools> {
        let mut schools = Schools::new();
        for (id, name) in &self.school {
            let is_taken = example && id == EXAMPLE_SCHOOL;
            if is_taken || schools.insert(id.clone(), name.clone()).is_some() {
                bail!("--school names {} twice; give each school an id of its own", quote(id));
            }
        }
        Ok(schools)
    }
}

/// The folder to fill.
struct Target {
    /// As the user named it, seen from the current folder; empty for the current folder itself.
    shown: PathBuf,
    /// Its whole path without links, as far as it is there.
    path: PathBuf,
    /// Whether it is the current folder.
    is_here: bool,
}

impl Target {
    fn of(dir: Option<&Path>, folder: Option<&Path>) -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let here = dunce::canonicalize(&here).unwrap_or(here);
        let named = folder.unwrap_or(Path::new("")).join(dir.unwrap_or(Path::new("")));
        let is_part = |part: &Component| *part != Component::CurDir;
        let shown: PathBuf = named.components().filter(is_part).collect();
        let path = resolve(&here.join(&shown))?;
        if path.exists() && !path.is_dir() {
            bail!("{} is a file; name a folder, old or new", shown_path(&shown));
        }
        Ok(Self { is_here: path == here, shown, path })
    }

    /// One district's folder never lies in another's: the records of the inner one would be counted
    /// in neither.
    fn refuse_inside_another(&self) -> anyhow::Result<()> {
        match find_root(&self.path) {
            Some(root) if root != self.path => bail!(
                "this would be inside the district's folder {}, which already has a {CONFIG}; \
                 choose a folder outside it",
                shown_path(&root)
            ),
            _ => Ok(()),
        }
    }

    /// The folder's own name.
    fn name(&self) -> anyhow::Result<String> {
        let name = self.path.file_name().and_then(OsStr::to_str);
        let name = name.filter(|name| !name.trim().is_empty());
        Ok(name
            .context("this folder has no name to use for the district: add --district NAME")?
            .into())
    }

    /// Whether an example can be made here; not when there is one.
    fn takes_example(&self) -> anyhow::Result<bool> {
        let pair = self.path.join(RECORDS).join(EXAMPLE_SCHOOL).join(EXAMPLE_PAIR);
        if pair.join(RELATIONSHIP).exists() {
            return Ok(false);
        }
        if self.path.join(CONFIG).exists() {
            let shown = self.shown.join(CONFIG);
            let shown = shown_path(&shown);
            let folder = DistrictFolder::open(&self.path, &check::rules())
                .with_context(|| format!("{shown} is kept; fix it before you add an example"))?;
            if !folder.district.schools.contains_key(EXAMPLE_SCHOOL) {
                bail!(
                    "{shown} is kept, and does not list the example's school; first add these two \
                     lines to it:\n[schools.{EXAMPLE_SCHOOL}]\nname = \"{EXAMPLE_SCHOOL_NAME}\""
                );
            }
        }
        Ok(true)
    }

    /// The schemas of the district as its coach.toml is or will be. None where that is kept and cannot
    /// be read: its words are not known.
    fn schemas(&self, schools: &Schools, example: bool) -> anyhow::Result<Vec<(String, String)>> {
        if !self.path.join(CONFIG).exists() {
            return Ok(new_schemas(schools, example)?);
        }
        match DistrictFolder::open(&self.path, &check::rules()) {
            Ok(folder) => Ok(schemas(&Known::of_folder(&folder))?),
            Err(_) => Ok(Vec::new()),
        }
    }

    /// Whether a pair has its records here.
    fn has_records(&self) -> bool {
        let files = walkdir::WalkDir::new(self.path.join(RECORDS)).max_depth(3).into_iter();
        files.flatten().any(|entry| entry.file_name() == RELATIONSHIP)
    }

    /// The way to it from the top of its repository; empty where it is the top or in none.
    fn below_top(&self) -> &Path {
        let below = self.repository().and_then(|top| self.path.strip_prefix(top).ok());
        below.unwrap_or(Path::new(""))
    }

    /// The top of the repository that it is in, if it is in one.
    fn repository(&self) -> Option<&Path> {
        self.path.ancestors().find(|folder| folder.join(".git").exists())
    }
}

/// `path` without links and without `..`, of which the last parts may not be there yet.
fn resolve(path: &Path) -> anyhow::Result<PathBuf> {
    let mut missing = Vec::new();
    for there in path.ancestors() {
        if let Ok(resolved) = dunce::canonicalize(there) {
            return Ok(missing.into_iter().rev().fold(resolved, |path, part| path.join(part)));
        }
        match there.file_name() {
            // A link that leads nowhere is no folder, but it is there.
            Some(part) if there.symlink_metadata().is_err() => missing.push(part),
            _ => break,
        }
    }
    bail!("{} leads through something that does not exist", shown_path(path))
}
