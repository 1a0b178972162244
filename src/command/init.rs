//! `coach init`: sets up a folder, ready for its first commit. Files already there are kept.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};

use super::clock;
use super::exit::Exit;
use super::paths::quoted;
use super::terminal::Terminal;
use crate::check;
use crate::store::{
    CONFIG, Created, DistrictFolder, Lasting, RECORDS, RELATIONSHIP, WriteError, create_folder,
    create_folder_in, create_new, find_root,
};
use crate::syntax::tree::read::id_fault;
use crate::text::wording::{count, quote, visible};
use crate::write::new_district::{
    EXAMPLE_PAIR, EXAMPLE_SCHOOL, EXAMPLE_SCHOOL_NAME, GITIGNORE, NEW_PEOPLE, PEOPLE, README,
    Schools, files, ignores_people, new_schemas, schemas, school_lines,
};
use crate::write::schema::{FOLDER as SCHEMAS, Known};

/// Set up a folder, ready for its first commit; files already there are kept
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  coach init riverbend --district \"Riverbend R-II\" --example\n  \
    coach init lakeside --school \"north=North School\" --school \"south=South School\" --people"
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

    let (listed, outcome) = make(&target.shown, &files);
    let mut said = lines(&listed, &target);
    let is_new = |(_, created): &&(&str, Created)| *created != Created::AlreadyThere;
    let made: Vec<&str> = listed.iter().filter(is_new).map(|(path, _)| *path).collect();
    if outcome.is_ok() {
        said += &remarks(arguments, &target, &made);
        said += &if made.is_empty() {
            "Nothing to make: everything is already there\n".to_owned()
        } else {
            next(&target, &made, !schools.is_empty())
        };
    }
    if made.is_empty() {
        terminal.print(said)?;
        return outcome.map(|_| Exit::Clean).map_err(Into::into);
    }
    let place = if target.is_here { ".".to_owned() } else { shown(&target.shown) };
    let verb = if made.len() == 1 { "is" } else { "are" };
    terminal.print_done(said, &format!("{} {verb} made in {place}", count(made.len(), "file")));
    terminal.print_remark(outcome?.remark(&place));
    Ok(Exit::Clean)
}

impl Arguments {
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

/// Makes `files` in `folder`: which were made and which kept, up to the first that could not be made.
/// Folders come first, so that anything in their way is met before a file is made.
fn make<'f>(
    folder: &Path,
    files: &'f [(String, String)],
) -> (Vec<(&'f str, Created)>, Result<Lasting, WriteError>) {
    let mut listed = Vec::new();
    let outcome = make_all(folder, files, &mut listed);
    (listed, outcome)
}

fn make_all<'f>(
    root: &Path,
    files: &'f [(String, String)],
    listed: &mut Vec<(&'f str, Created)>,
) -> Result<Lasting, WriteError> {
    let mut lasting = create_folder(root)?;
    for (path, _) in files {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        lasting = lasting.and(create_folder_in(root, folder)?);
    }
    for (path, contents) in files {
        let created = create_new(root, path, contents.as_bytes())?;
        if let Created::New(done) = &created {
            lasting = lasting.and(done.clone());
        }
        listed.push((path.as_str(), created));
    }
    Ok(lasting)
}

/// A line for each file; the schemas share one where all of them are new, or none.
fn lines(listed: &[(&str, Created)], target: &Target) -> String {
    let is_schema = |path: &str| Path::new(path).starts_with(SCHEMAS);
    let schemas = || listed.iter().filter(|(path, _)| is_schema(path));
    let word = |created: &Created| match created {
        Created::New(_) => "made",
        Created::AlreadyThere => "kept",
    };
    let first = schemas().next().map(|(_, created)| word(created));
    let fold = schemas().all(|(_, created)| Some(word(created)) == first);
    let line = |word: &str, path: &str, more: &str| {
        format!("{word}  {}{more}\n", shown(&target.shown.join(path)))
    };
    let each = listed.iter().filter(|(path, _)| !(fold && is_schema(path)));
    let mut out: String = each.map(|(path, created)| line(word(created), path, "")).collect();
    if let Some(word) = first.filter(|_| fold) {
        let more = format!(" ({} for editors)", count(schemas().count(), "file"));
        out += &line(word, SCHEMAS, &more);
    }
    out
}

/// `path` for the terminal.
fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
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
        let here = here.canonicalize().unwrap_or(here);
        let named = folder.unwrap_or(Path::new("")).join(dir.unwrap_or(Path::new("")));
        let is_part = |part: &Component| *part != Component::CurDir;
        let shown: PathBuf = named.components().filter(is_part).collect();
        let path = resolve(&here.join(&shown))?;
        if path.exists() && !path.is_dir() {
            bail!("{} is a file; name a folder, old or new", shown.display());
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
                root.display()
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
            let shown = shown.display();
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

    fn is_in_repository(&self) -> bool {
        self.path.ancestors().any(|folder| folder.join(".git").exists())
    }
}

/// `path` without links and without `..`, of which the last parts may not be there yet.
fn resolve(path: &Path) -> anyhow::Result<PathBuf> {
    let mut missing = Vec::new();
    for there in path.ancestors() {
        if let Ok(resolved) = there.canonicalize() {
            return Ok(missing.into_iter().rev().fold(resolved, |path, part| path.join(part)));
        }
        match there.file_name() {
            // A link that leads nowhere is no folder, but it is there.
            Some(part) if there.symlink_metadata().is_err() => missing.push(part),
            _ => break,
        }
    }
    bail!("{} leads through something that does not exist", path.display())
}

/// Whether files of the example are among those that were made.
fn has_example(made: &[&str]) -> bool {
    made.iter().any(|path| path.starts_with(RECORDS) && path.ends_with(".yaml"))
}

/// What the user should know about files that were kept.
fn remarks(arguments: &Arguments, target: &Target, made: &[&str]) -> String {
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
            let file = shown(&file);
            out.push_str(&format!("{file} lets names into git: add the line\n  {PEOPLE}\n"));
        }
    }
    out
}

/// What to type next.
fn next(target: &Target, made: &[&str], has_schools: bool) -> String {
    let example = has_example(made);
    let mut out = "\nNext:\n".to_owned();
    let mut command = |text: &str| out.push_str(&format!("  {text}\n"));
    if !target.is_here {
        command(&format!("cd {}", quoted(&target.shown)));
    }
    if !target.is_in_repository() {
        command("git init");
    }
    let schemas = if target.path.join(SCHEMAS).exists() { SCHEMAS } else { "" };
    command(format!("git add {GITIGNORE} {README} {CONFIG} {RECORDS} {schemas}").trim_end());
    if example {
        command("coach check");
        command("coach report");
    } else {
        command("coach profile show");
    }
    if made.contains(&README) {
        let schools = match (example, has_schools) {
            (true, _) => "",
            (false, true) => "set the school year in coach.toml, and ",
            (false, false) => "set the school year and list the schools in coach.toml, and ",
        };
        out.push_str(&format!(
            "\nThen {schools}open the first relationship: coach log relationship\n\
             README.md explains the records\n"
        ));
    }
    out
}
