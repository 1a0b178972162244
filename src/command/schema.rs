//! `coach schema`: JSON Schemas for editors, printed or written into the district's folder.

use std::path::Path;

use anyhow::{Context, bail};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::exit::Exit;
use super::open::Root;
use super::terminal::Terminal;
use crate::domain::profile::Library;
use crate::store::{
    Created, Destination, DistrictFolder, Lasting, Staged, WriteError, create_folder_in,
    create_new, read_source,
};
use crate::text::wording::count;
use crate::write::schema::{FOLDER, Known, Subject, is_ours, text};

/// Make JSON Schemas, so that editors complete and check records as you type
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  coach schema\n  coach schema session\n\n\
                  In a district's folder, write all of them into schemas/; run it again after \
                  schools or profiles change:\n  coach schema --write")]
pub(super) struct Arguments {
    /// The schema to print; without it, coach lists all of them
    #[arg(value_name = "KIND", value_parser = subject())]
    kind: Option<Subject>,
    /// Write all schemas into schemas/ in the district's folder, and replace older ones made this way
    #[arg(long, conflicts_with = "kind")]
    write: bool,
}

fn subject() -> impl TypedValueParser<Value = Subject> {
    let names =
        Subject::all().map(|subject| PossibleValue::new(subject.name()).help(subject.about()));
    PossibleValuesParser::new(names)
        .try_map(|name| Subject::from_name(&name).ok_or("there is no schema of this name"))
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if arguments.write {
        return write(&Root::find(folder)?, terminal);
    }
    match arguments.kind {
        Some(subject) => terminal.print(print(subject, folder)?)?,
        None => terminal.print(list())?,
    }
    Ok(Exit::Clean)
}

/// The schema with the words of the district here or, outside any, of the built-in profiles. Only a
/// folder that was named has to be a district's.
fn print(subject: Subject, folder: Option<&Path>) -> anyhow::Result<String> {
    let root = match (Root::find(folder), folder) {
        (Ok(root), _) => root,
        (Err(error), Some(_)) => return Err(error),
        (Err(_), None) => return Ok(text(subject, &Known::profiles(&Library::built_in()))?),
    };
    Ok(text(subject, &Known::of_folder(&open(&root)?))?)
}

fn open(root: &Root) -> anyhow::Result<DistrictFolder> {
    root.open().context("run `coach check` to see what is wrong")
}

fn list() -> String {
    let width = Subject::all().map(|subject| subject.name().len()).max().unwrap_or(0);
    let lines =
        Subject::all().map(|subject| format!("{:width$}  {}\n", subject.name(), subject.about()));
    let hint = "\n`coach schema KIND` prints one. `coach schema --write` writes all into the district's\n\
                folder, where editors find them.\n";
    lines.collect::<String>() + hint
}

/// What is to become of one file.
enum Plan {
    Make,
    Renew(Staged),
    Keep,
}

/// Writes every schema, once it is sure that none of them takes the place of another file.
fn write(root: &Root, terminal: &Terminal) -> anyhow::Result<Exit> {
    let folder = open(root)?;
    let known = Known::of_folder(&folder);
    let mut lasting = create_folder_in(&root.path, FOLDER)?;
    let mut plans = Vec::new();
    for subject in Subject::all() {
        let (path, text) = (subject.path(), text(subject, &known)?);
        let plan = plan(&root.path.join(&path), &format!("{}{path}", root.prefix), &text)?;
        plans.push((path, text, plan));
    }
    let (mut lines, mut written) = (String::new(), 0);
    let write_all = || -> anyhow::Result<()> {
        for (path, text, plan) in plans {
            let (word, done) = match plan {
                Plan::Keep => ("kept", Lasting::Sure),
                Plan::Renew(staged) => ("renewed", staged.commit()?),
                Plan::Make => match create_new(&root.path, &path, text.as_bytes())? {
                    Created::New(done) => ("made", done),
                    Created::AlreadyThere => {
                        bail!("someone else made {path} at this moment")
                    }
                },
            };
            written += usize::from(word != "kept");
            lasting = std::mem::take(&mut lasting).and(done);
            lines.push_str(&format!("{word:7}  {}{path}\n", root.prefix));
        }
        Ok(())
    };
    let ended = write_all();
    let verb = if written == 1 { "is" } else { "are" };
    let folder = format!("{}{FOLDER}", root.prefix);
    if written == 0 {
        terminal.print(lines)?;
        return ended.map(|()| Exit::Clean);
    }
    terminal.print_done(lines, &format!("{} {verb} written in {folder}", count(written, "schema")));
    terminal.print_remark(lasting.remark(&folder));
    ended.map(|()| Exit::Clean)
}

/// Whether the text of a file is `text`. Git may have given it the line ends of Windows.
fn is_same(there: &str, text: &str) -> bool {
    there.replace("\r\n", "\n") == text
}

/// Says that the schemas which coach made in the district's folder are not those that it would make now, if that is so.
///
/// # Errors
/// None in practice: see [`text`].
pub(super) fn outdated(folder: &DistrictFolder) -> anyhow::Result<Option<String>> {
    let known = Known::of_folder(folder);
    let (mut ours, mut others) = (0, 0);
    for subject in Subject::all() {
        match read_source(&folder.root.join(subject.path()), subject.path()) {
            Ok(there) if is_same(&there.text, &text(subject, &known)?) => ours += 1,
            Ok(there) if is_ours(&there.text) => {
                ours += 1;
                others += 1;
            }
            // One of the user's own is none of ours, and a new one may be missing.
            Ok(_) => {}
            Err(_) => others += 1,
        }
    }
    let is_old = ours > 0 && others > 0;
    Ok(is_old.then(|| {
        format!(
            "{FOLDER}/ is out of date, so editors may call right what is wrong, or wrong what is right; \
             `coach schema --write` renews it"
        )
    }))
}

fn plan(path: &Path, shown: &str, text: &str) -> anyhow::Result<Plan> {
    if path.symlink_metadata().is_err() {
        return Ok(Plan::Make);
    }
    if path.is_symlink() {
        return Err(WriteError::Link(path.to_owned()).into());
    }
    let there = read_source(path, shown)
        .map_err(|fault| anyhow::anyhow!("{shown}: {}; nothing was written", fault.message))?;
    if is_same(&there.text, text) {
        return Ok(Plan::Keep);
    }
    if !is_ours(&there.text) {
        bail!(
            "`coach schema` did not make {shown}, so nothing was written\n\
             move or rename that file, and run this again"
        );
    }
    let destination = Destination::of(path)?;
    destination.check()?;
    Ok(Plan::Renew(destination.stage(text.as_bytes())?))
}
