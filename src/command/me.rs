//! `coach me`: who the user is. That is in the user's own settings, or in the environment, and makes their pairs the
//! usual ones of the verbs that ask whose.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use anyhow::{Context, anyhow, bail};
use clap::Args;

use super::complete;
use super::exit::Exit;
use super::open::Root;
use super::recording::settings_folder;
use super::terminal::Terminal;
use super::whom::{As, id_of};
use crate::diagnostic::Problems;
use crate::store::{Destination, People, create_folder, read_source, relationships};
use crate::syntax::toml;
use crate::syntax::tree::read::id_fault;
use crate::text::path::shown_path;
use crate::text::wording::{quote, visible};

/// The variable that says who the user is; it wins over the settings.
const VARIABLE: &str = "COACH_ID";
const FILE: &str = "settings.toml";
const KEY: &str = "coach";

/// Say which coach you are, so that your pairs come first
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach me c-01 -C examples/riverbend\n  \
    coach me\n\n\
    coach log then means your pairs where a word may mean several, and coach next and list show \
    yours; --all shows everyone's. Reports never depend on it. It is kept in your own settings, not in \
    the district's folder. The environment variable COACH_ID says the same, and wins.")]
pub(super) struct Arguments {
    /// Your id as a coach, or your name in people.yaml; without it, coach says who you are
    #[arg(value_name = "COACH", add = complete::coaches())]
    coach: Option<String>,
    /// Forget who you are
    #[arg(long, conflicts_with = "coach")]
    forget: bool,
}

/// Who the user is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Me {
    /// The id as a coach.
    pub id: String,
    /// What says so, in words that follow "by".
    said_by: String,
}

impl Me {
    /// Who the user is, if anything says so.
    ///
    /// # Errors
    /// What is said is no id, or the settings cannot be read.
    pub(super) fn known() -> anyhow::Result<Option<Self>> {
        if let Some(id) = env::var_os(VARIABLE).filter(|id| !id.is_empty()) {
            let id = id.to_string_lossy().into_owned();
            check(&id).with_context(|| format!("{VARIABLE} has to be your id as a coach"))?;
            return Ok(Some(Self { id, said_by: VARIABLE.to_owned() }));
        }
        // Where there is no such folder, nothing is said there.
        let Ok(path) = settings_folder().map(|folder| folder.join(FILE)) else { return Ok(None) };
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        let shown = shown_path(&path);
        let wrong = || format!("{shown} does not say who you are; `coach me ID` writes it anew");
        let source = read_source(&path, FILE).map_err(|fault| anyhow!(fault.message.clone()));
        let source = source.with_context(wrong)?;
        let mut problems = Problems::default();
        let root = toml::parse(&source, &mut problems);
        let id = root.get(KEY).and_then(|id| id.text()).filter(|_| problems.is_empty());
        let id = id.with_context(wrong)?.to_owned();
        check(&id).with_context(wrong)?;
        Ok(Some(Self { id, said_by: shown }))
    }

    /// The same for a verb that can do without: what is wrong is a warning.
    ///
    /// # Errors
    /// Standard error cannot be written.
    pub(super) fn known_or_warn(terminal: &Terminal) -> io::Result<Option<Self>> {
        Self::known().or_else(|error| {
            terminal.print_error(format!("warning: {error:#}\n"))?;
            Ok(None)
        })
    }
}

/// Whether people have such ids.
fn check(id: &str) -> anyhow::Result<()> {
    match id_fault(id) {
        Some(fault) => bail!("{} is not an id: {fault}", quote(id)),
        None if !id.bytes().any(|b| b.is_ascii_digit()) => {
            bail!("{} has no digit; people have ids such as c-01", quote(id))
        }
        None => Ok(()),
    }
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    match &arguments.coach {
        Some(typed) => remember(typed, folder, terminal),
        None if arguments.forget => forget(terminal),
        None => say(folder, terminal),
    }
}

fn remember(typed: &str, folder: Option<&Path>, terminal: &Terminal) -> anyhow::Result<Exit> {
    let district = match Root::find(folder) {
        Ok(root) => root.said(root.open(), terminal)?,
        // Whoever is in no district's folder can be someone all the same.
        Err(error) if folder.is_some() => return Err(error),
        Err(_) => None,
    };
    let people = district.as_ref().map(|district| People::read(&district.root).0);
    let known = district.as_ref().map(relationships).unwrap_or_default();
    let coaches = |id: &str| known.iter().any(|(_, pair)| As::Coach.is(id, pair));
    let id = id_of(typed, &people.unwrap_or_default(), coaches)?;
    check(&id)?;
    let path = settings_path()?;
    let text =
        format!("# Who you are, for coach. `coach me --forget` forgets it.\n{KEY} = \"{id}\"\n");
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let to = Destination::of(&path)?;
    to.check()?;
    let lasting = to.stage(text.as_bytes())?.commit()?;
    let shown = shown_path(&path);
    terminal.print_remark(lasting.remark(&shown));
    if district.is_some() && !coaches(&id) {
        let warning = format!("warning: no pair of this district has the coach {id}\n");
        terminal.print_error(warning)?;
    }
    terminal.print(format!("you are {id}; that is kept in {shown}\n"))?;
    name_variable(terminal)?;
    Ok(Exit::Clean)
}

fn forget(terminal: &Terminal) -> anyhow::Result<Exit> {
    let path = settings_path()?;
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("{} cannot be removed", shown_path(&path)));
        }
        Err(_) => terminal.print("nothing was known about who you are\n")?,
        Ok(()) => terminal.print("it is forgotten who you are\n")?,
    }
    name_variable(terminal)?;
    Ok(Exit::Clean)
}

/// Says that the environment says something else, or still says something.
fn name_variable(terminal: &Terminal) -> anyhow::Result<()> {
    if let Some(id) = env::var(VARIABLE).ok().filter(|id| !id.is_empty()) {
        let id = visible(&id);
        terminal.print_error(format!("note: {VARIABLE} is set, and wins: you are {id}\n"))?;
    }
    Ok(())
}

fn say(folder: Option<&Path>, terminal: &Terminal) -> anyhow::Result<Exit> {
    let Some(me) = Me::known()? else {
        let said = "nothing says who you are; `coach me ID` does, with your id as a coach\n";
        terminal.print_error(said)?;
        return Ok(Exit::NothingToRead);
    };
    let root = Root::find(folder).ok().filter(|_| terminal.surface().shows_names);
    let people = root.map(|root| People::read(&root.path).0).unwrap_or_default();
    let who = visible(&people.with_name(&me.id));
    terminal.print(format!("you are {who}, by {}\n", me.said_by))?;
    Ok(Exit::Clean)
}

fn settings_path() -> anyhow::Result<PathBuf> {
    Ok(settings_folder()?.join(FILE))
}
