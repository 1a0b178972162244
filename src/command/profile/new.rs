//! `coach profile new`: a profile from a list of items, ready to be read through.

use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use clap::{Args, ValueHint};
use clap_complete::engine::ArgValueCompleter;

use super::library;
use crate::command::complete;
use crate::command::csv_file::from_csv;
use crate::command::exit::Exit;
use crate::command::open::Root;
use crate::command::paths::quoted;
use crate::command::terminal::Terminal;
use crate::domain::profile::Library;
use crate::store::{CONFIG, Created, create_folder_in, create_new};
use crate::syntax::tree::read::id_fault;
use crate::text::path::{shown_path, slashed_path};
use crate::text::wording::{count, quote};
use crate::write::new_profile::{Named, NewProfile, id_of, new_profile};

/// The folder for profiles in a district's folder.
const FOLDER: &str = "profiles";
/// The output that stands for standard output.
const STANDARD_OUTPUT: &str = "-";

/// Make a profile from a list of its items
#[derive(Debug, Args)]
#[command(
    after_help = "The list is a CSV file. Its first line names the columns function and item; rule (what \
    in the records documents the item), label, id, critical (yes or no) and reverse may be there too. Then one \
    line for each item.\n\n\
    Examples:\n\
    \x20 coach profile new --from examples/items.csv -o -\n\
    \x20 coach profile new --from examples/items.csv --id partners --title 'Reading Partners' -o -"
)]
pub(super) struct Arguments {
    /// The list of items, a CSV file
    #[arg(long, value_name = "FILE", add = ArgValueCompleter::new(complete::csv_files()))]
    from: PathBuf,
    /// The document's title [default: the name of the list]
    #[arg(long, value_name = "TITLE", value_parser = words)]
    title: Option<String>,
    /// The id by which records will name the profile [default: made from the title]
    #[arg(long, value_name = "ID", value_parser = id)]
    id: Option<String>,
    /// The document's edition, such as a year
    #[arg(long, value_name = "TEXT", value_parser = words)]
    edition: Option<String>,
    /// Where the words come from, as you would cite it
    #[arg(long, value_name = "TEXT", value_parser = words)]
    source: Option<String>,
    /// The file to make; - is standard output [default: profiles/ID.toml in the district's folder]
    #[arg(short = 'o', long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

fn words(text: &str) -> Result<String, String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { Err("it needs at least one word".to_owned()) } else { Ok(words) }
}

fn id(text: &str) -> Result<String, String> {
    id_fault(text).map_or_else(|| Ok(text.to_owned()), Err)
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let from = arguments.from.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let from = words(&from.unwrap_or_default().replace('_', " ")).unwrap_or_default();
    let title = arguments.title.clone().unwrap_or(from);
    let id = arguments.id.clone().or_else(|| id_of(&title));
    let Some(id) = id else { bail!("no id can be made from the title: add --id ID") };
    // A district whose settings cannot be used, perhaps for this very profile, adds no profiles.
    let known = library(folder).unwrap_or_else(|_| Library::built_in());
    ensure!(known.get(&id).is_none(), "{} is a profile already: add --id ID", quote(&id));
    let (edition, source) = (arguments.edition.as_deref(), arguments.source.as_deref());
    let named = Named { id: &id, title: &title, edition, source };
    let made = from_csv(&arguments.from, "the list of items", |bytes| new_profile(bytes, &named))?;
    if arguments.output.as_deref() == Some(Path::new(STANDARD_OUTPUT)) {
        terminal.print(&made.text)?;
        made.notes.into_iter().for_each(|note| terminal.print_remark(Some(note)));
        return Ok(Exit::Clean);
    }
    let place = Place::of(arguments.output.as_deref(), &id, folder)?;
    write(&place, &id, made, terminal)
}

/// Where the new file is to be.
struct Place {
    /// The district's folder, if there is one.
    root: Option<Root>,
    /// The folder that is there, and the file's path from it, with `/`.
    folder: PathBuf,
    path: String,
    /// As it is named on the terminal.
    named: PathBuf,
}

impl Place {
    fn of(output: Option<&Path>, id: &str, chosen: Option<&Path>) -> anyhow::Result<Self> {
        let root = match (Root::find(chosen), chosen) {
            (Err(error), Some(_)) => return Err(error),
            (root, _) => root.ok(),
        };
        let file = format!("{id}.toml");
        if let Some(output) = output {
            let Some(name) = output.file_name().map(|name| name.to_string_lossy().into_owned())
            else {
                bail!("{} is no file; name one after -o", shown_path(output));
            };
            let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).to_owned();
            return Ok(Self { root, folder, path: name, named: output.to_owned() });
        }
        Ok(match root {
            Some(root) => {
                let path = format!("{FOLDER}/{file}");
                let named = PathBuf::from(format!("{}{path}", root.prefix));
                Self { folder: root.path.clone(), root: Some(root), path, named }
            }
            None => Self { root: None, folder: ".".into(), named: file.clone().into(), path: file },
        })
    }

    /// Its path from the district's folder, if it lies there.
    fn in_district(&self) -> Option<String> {
        let root = self.root.as_ref()?;
        let folder = dunce::canonicalize(&self.folder).ok()?;
        let below = folder.strip_prefix(&root.path).ok()?.join(&self.path);
        Some(slashed_path(&below))
    }
}

fn write(place: &Place, id: &str, made: NewProfile, terminal: &Terminal) -> anyhow::Result<Exit> {
    let named = shown_path(&place.named);
    if let Some((above, _)) = place.path.rsplit_once('/') {
        create_folder_in(&place.folder, above)?;
    }
    let lasting = match create_new(&place.folder, &place.path, made.text.as_bytes())? {
        Created::New(lasting) => lasting,
        Created::AlreadyThere => {
            bail!("{named} is there already, and stays as it is; name another file with -o FILE")
        }
    };
    let (functions, items) = (count(made.functions, "function"), count(made.items, "item"));
    let said = format!("made  {named} ({functions}, {items})\n{}", next(place, id));
    terminal.print_done(said, &format!("{named} is made"));
    terminal.print_remark(lasting.remark(&named));
    made.notes.into_iter().for_each(|note| terminal.print_remark(Some(note)));
    Ok(Exit::Clean)
}

/// What to do next.
fn next(place: &Place, id: &str) -> String {
    let file = quoted(&place.named);
    let (first, path) = match place.in_district() {
        Some(path) => (String::new(), path),
        None => {
            let path = format!("{FOLDER}/{id}.toml");
            (format!("move it into the district's folder as {path}, and\n"), path)
        }
    };
    format!(
        "\nNext: read it through beside the document; put in the levels, and what is not said yet\n\
         \x20 coach profile check {file}\n\
         \x20 coach profile show {file}\n\
         \nThen {first}name it in {CONFIG} (the first line only if it is not there yet):\n\
         \x20 [profiles]\n\
         \x20 {id} = \"{path}\"\n"
    )
}
