//! `coach profile`: which profiles there are, what one says, and what is wrong with a file.

mod new;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::complete;
use super::exit::Exit;
use super::open::Root;
use super::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::text::{self, Style};
use crate::domain::profile::{self, Library, Profile, TEMPLATES};
use crate::report::{profile_list, profile_text};
use crate::store::{Created, create_new, read_named_source};
use crate::text::nearest;
use crate::text::path::shown_path;
use crate::text::source::Source;
use crate::text::wording::{count, one_of, quote};

/// List, show, check and make practice profiles
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the profiles that you can use here
    #[command(after_help = "Example:\n  coach profile list")]
    List,
    /// Show a profile: the document's words, and what was added to them
    #[command(after_help = "Example:\n  coach profile show missouri-sbic-2014")]
    Show {
        /// A profile's id or the path of a TOML file [default: the district's profile]
        #[arg(value_name = "ID|PATH", add = complete::profiles_and_files())]
        profile: Option<PathBuf>,
        /// What to print
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
        format: Format,
    },
    /// Print or write a template of an instrument, to be completed from your own copy
    #[command(after_help = TEMPLATE_HELP)]
    Template {
        /// The template
        #[arg(value_parser = PossibleValuesParser::new(TEMPLATES.iter().map(|it| it.id)))]
        id: String,
        /// The new file to write [default: print it]
        #[arg(value_name = "FILE", add = ArgValueCompleter::new(complete::toml_files()))]
        file: Option<PathBuf>,
    },
    /// Check the TOML file of a profile and report every fault in it
    #[command(after_help = "Example:\n  coach profile check profile/missouri-sbic-2014.toml")]
    Check {
        /// The TOML file
        #[arg(add = ArgValueCompleter::new(complete::toml_files()))]
        path: PathBuf,
    },
    New(new::Arguments),
}

/// What comes before the examples, so that a template is told from a profile.
const TEMPLATE_HELP: &str = "\
A template is an instrument of which a part is left empty, because its words are not publicly known. \
Fill in what is empty from your own copy; `coach profile check` refuses the file until nothing is.

Examples:
  coach profile template hqpd-coaching-2013
  coach profile template hqpd-coaching-2013 hqpd.toml";

/// As what a profile is shown.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For a page of a wiki
    Markdown,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    match &arguments.verb {
        Verb::List => {
            terminal.print(profile_list::render(&library(folder)?, terminal.width))?;
        }
        Verb::Show { profile, format } => {
            let (library, usual) = known(folder)?;
            let wanted = profile.as_deref().unwrap_or(Path::new(&usual));
            return show(wanted, *format, &library, terminal);
        }
        Verb::Template { id, file } => template(id, file.as_deref(), terminal)?,
        Verb::Check { path } => return check(path, folder, terminal),
        Verb::New(arguments) => return new::run(arguments, folder, terminal),
    }
    Ok(Exit::Clean)
}

/// The profiles known here.
fn library(folder: Option<&Path>) -> anyhow::Result<Library> {
    known(folder).map(|(library, _)| library)
}

/// The profiles known here: the built-in ones and, in a district's folder, the district's own. Only a
/// folder that was named has to be one. With the id of the one that is meant where none is named: the district's,
/// else the first that is built in.
fn known(folder: Option<&Path>) -> anyhow::Result<(Library, String)> {
    let first = profile::BUILT_IN.first().map(|first| first.id.to_owned()).unwrap_or_default();
    let root = match (Root::find(folder), folder) {
        (Ok(root), _) => root,
        (Err(error), Some(_)) => return Err(error),
        (Err(_), None) => return Ok((Library::built_in(), first)),
    };
    match root.open() {
        Ok(folder) => Ok((folder.profiles, folder.district.profile)),
        Err(faults) => Err(faults).context("run `coach check` to see what is wrong"),
    }
}

fn show(
    wanted: &Path,
    format: Format,
    library: &Library,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let draw = |profile: &Profile| match format {
        Format::Text => profile_text::render(profile, terminal.width),
        Format::Markdown => profile_text::render_markdown(profile),
    };
    if let Some(profile) = wanted.to_str().and_then(|id| library.get(id)) {
        terminal.print(draw(profile))?;
        return Ok(Exit::Clean);
    }
    if !wanted.exists() {
        return Err(neither_id_nor_file(wanted, library));
    }
    match profile::read(&read(wanted)?) {
        Ok(profile) => {
            terminal.print(draw(&profile))?;
            Ok(Exit::Clean)
        }
        Err(faults) => {
            let style = Style {
                color: terminal.error_color,
                width: terminal.width,
                prefix: "",
                excerpt: true,
            };
            terminal.print_error(report(&faults, wanted, style))?;
            Ok(Exit::CouldNotRun)
        }
    }
}

fn template(id: &str, file: Option<&Path>, terminal: &Terminal) -> anyhow::Result<()> {
    let template = TEMPLATES.iter().find(|it| it.id == id).context("no such template")?;
    let Some(file) = file else { return Ok(terminal.print(template.text)?) };
    let name = file.file_name().and_then(OsStr::to_str);
    let name =
        name.with_context(|| format!("{} cannot be the name of a file", shown_path(file)))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    match create_new(folder, name, template.text.as_bytes())? {
        Created::AlreadyThere => bail!("{} is there already; it is as it was", shown_path(file)),
        Created::New(lasting) => {
            let next = format!(
                "fill in what is empty, then run: coach profile check {}",
                shown_path(file)
            );
            terminal.print_done(
                format!("wrote {}\n{next}\n", shown_path(file)),
                "the template is written",
            );
            terminal.print_remark(lasting.remark(&shown_path(file)));
            Ok(())
        }
    }
}

fn check(path: &Path, folder: Option<&Path>, terminal: &Terminal) -> anyhow::Result<Exit> {
    let source = read(path)?;
    let read = profile::read(&source).and_then(|profile| {
        if profile.supersedes.is_none() {
            return Ok(profile);
        }
        // A district whose settings cannot be used, perhaps for this very file, adds no profiles.
        let library = library(folder).unwrap_or_else(|_| Library::built_in());
        match profile::check_succession(&profile, &source, &library) {
            faults if faults.is_empty() => Ok(profile),
            faults => Err(faults),
        }
    });
    match read {
        Ok(profile) => {
            terminal.print(format!("no problems: {}\n", profile_text::size(&profile)))?;
            Ok(Exit::Clean)
        }
        Err(faults) => {
            let style =
                Style { color: terminal.color, width: terminal.width, prefix: "", excerpt: true };
            terminal.print(report(&faults, path, style))?;
            Ok(Exit::Found)
        }
    }
}

/// The text of the file, named as the user named it.
fn read(path: &Path) -> anyhow::Result<Source> {
    read_named_source(path, shown_path(path)).map_err(|fault| {
        let region = fault.place.region.as_ref();
        let place = region.map(|region| format!(":{}:{}", region.start.line, region.start.column));
        let help = fault.help.iter().map(|help| format!("\n{help}")).collect::<String>();
        anyhow::anyhow!(
            "{}{}: {}{help}",
            shown_path(path),
            place.unwrap_or_default(),
            fault.message
        )
    })
}

fn report(faults: &[Diagnostic], path: &Path, style: Style<'_>) -> String {
    let mut report: String = faults.iter().map(|fault| text::render(fault, style) + "\n").collect();
    report += &format!("{} in {}\n", count(faults.len(), "error"), shown_path(path));
    report
}

fn neither_id_nor_file(wanted: &Path, library: &Library) -> anyhow::Error {
    let wanted = shown_path(wanted);
    let near = nearest(&wanted, library.ids())
        .map(|near| format!("; did you mean {}?", quote(near)))
        .unwrap_or_default();
    anyhow::anyhow!(
        "{} is neither a profile nor a file{near}\nprofiles: {}",
        quote(&wanted),
        one_of(library.ids())
    )
}
