//! `--format FORMAT [-o FILE]`, as often as wanted: which documents a verb makes and where they go.
//! Options come in; documents that the verb draws go out, to standard output or whole into files.
//! What a verb reads is never overwritten.

mod folder;
mod pairing;

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::builder::EnumValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, ValueEnum, value_parser};

use super::terminal::{Surface, Terminal, is_closed_pipe};
use crate::report::{Document, Medium};
use crate::store::{Destination, NewFolder, Staged, reason};
use crate::text::path::shown_path;
pub(super) use folder::refuse_around;
use pairing::{Given, pair};

/// The documents that were asked for, in the order of the command line. To be flattened into the
/// arguments of a verb; `F` is the verb's own list of formats, and its default is what is printed
/// when none is named.
#[derive(Clone, Debug)]
pub(super) struct Outputs<F>(Vec<Output<F>>);

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Output<F> {
    format: F,
    /// Where it goes, a file or a folder; `None` for standard output.
    file: Option<PathBuf>,
}

/// Something that a verb reads and no output may overwrite.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// A file, or a folder with all that is or could be in it.
    pub path: PathBuf,
    /// What is written there would be, in words that follow "it is": "among the records".
    pub what: &'static str,
}

/// Documents whose places are settled.
#[derive(Debug)]
pub(super) struct Settled<F>(Vec<(F, Place)>);

/// Where a document goes.
#[derive(Debug)]
enum Place {
    Printed,
    File(Destination),
    Folder(Destination),
}

impl Place {
    fn destination(&self) -> Option<&Destination> {
        match self {
            Self::Printed => None,
            Self::File(to) | Self::Folder(to) => Some(to),
        }
    }
}

/// A document that only lacks its name.
enum Ready {
    File(Staged),
    Folder(Destination, NewFolder),
}

impl<F: ValueEnum> Outputs<F> {
    /// The formats that were asked for.
    pub(super) fn formats(&self) -> impl Iterator<Item = F> {
        self.0.iter().map(|output| output.format.clone())
    }

    /// Settles where everything goes, before anything is read.
    ///
    /// # Errors
    /// A file that is one of `inputs` or inside one, two documents for one file, or a place where no
    /// file can be.
    pub(super) fn settle(&self, inputs: &[Input]) -> anyhow::Result<Settled<F>> {
        self.settle_media(inputs, |_| Medium::Text, false)
    }

    /// The same, where each format makes the `medium` that it says. What is no text is not printed to a screen.
    ///
    /// # Errors
    /// As [`Self::settle`]; and what is no text has nowhere to go.
    pub(super) fn settle_media(
        &self,
        inputs: &[Input],
        medium: impl Fn(&F) -> Medium,
        is_screen: bool,
    ) -> anyhow::Result<Settled<F>> {
        let mut settled: Vec<(F, Place)> = Vec::new();
        for output in &self.0 {
            let medium = medium(&output.format);
            let Some(file) = &output.file else {
                let name = name(&output.format);
                match medium {
                    Medium::Text => {}
                    Medium::Bytes if !is_screen => {}
                    Medium::Bytes => {
                        bail!("--format {name} is a file for another program; name it with -o FILE")
                    }
                    Medium::Folder => bail!("--format {name} makes a folder; name it with -o DIR"),
                }
                settled.push((output.format.clone(), Place::Printed));
                continue;
            };
            let to = Destination::of(file)?;
            match medium {
                Medium::Text | Medium::Bytes => {
                    refuse_inputs(&to, inputs)?;
                    to.check()?;
                }
                Medium::Folder => folder::check(file, inputs)?,
            }
            let is_same = |before: &&Destination| before.holds(file) || before.touches(file);
            let mut before = settled.iter().filter_map(|(_, place)| place.destination());
            if let Some(same) = before.find(is_same) {
                let [one, other] = [same.named(), file].map(shown_path);
                match medium {
                    Medium::Folder => bail!(
                        "-o {one} and -o {other} are in one place; give each document its own"
                    ),
                    Medium::Text | Medium::Bytes => {
                        bail!(
                            "-o {one} and -o {other} are the same file; give each document its own"
                        )
                    }
                }
            }
            settled.push((
                output.format.clone(),
                match medium {
                    Medium::Text | Medium::Bytes => Place::File(to),
                    Medium::Folder => Place::Folder(to),
                },
            ));
        }
        Ok(Settled(settled))
    }
}

fn refuse_inputs(to: &Destination, inputs: &[Input]) -> anyhow::Result<()> {
    let Some(input) = inputs.iter().find(|input| to.touches(&input.path)) else { return Ok(()) };
    bail!(
        "-o {} cannot be written: it is {}, and coach never overwrites what it reads; name \
         another file",
        shown_path(to.named()),
        input.what
    );
}

impl<F: Copy> Settled<F> {
    /// Draws every document with `draw` and only then writes the first: files, then standard output.
    ///
    /// # Errors
    /// What `draw` says, or the system refused; no file holds half a document.
    pub(super) fn write<'d, D: Into<Document<'d>>>(
        &self,
        terminal: &Terminal,
        draw: impl Fn(F, Surface) -> anyhow::Result<D>,
    ) -> anyhow::Result<()> {
        self.draw(terminal, draw)?.write(terminal)
    }

    /// The same, up to where nothing is left to do but to give every file its name and to print the rest.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(super) fn draw<'d, D: Into<Document<'d>>>(
        &self,
        terminal: &Terminal,
        draw: impl Fn(F, Surface) -> anyhow::Result<D>,
    ) -> anyhow::Result<Drawn> {
        let (mut files, mut printed) = (Vec::new(), Vec::new());
        for (format, place) in &self.0 {
            let is_printed = matches!(place, Place::Printed);
            let surface = if is_printed { terminal.surface() } else { terminal.surface_of_files() };
            let document = draw(*format, surface)?.into();
            if is_printed {
                printed.push(bytes_of(document));
            } else {
                files.push((place, document));
            }
        }
        let staged = files.into_iter().filter_map(|(place, document)| stage(place, document));
        Ok(Drawn { staged: staged.collect::<anyhow::Result<_>>()?, printed })
    }
}

/// Documents that only lack their names, and what is to be printed.
pub(super) struct Drawn {
    staged: Vec<Ready>,
    printed: Vec<Vec<u8>>,
}

impl Drawn {
    /// Gives every file its name and prints the rest.
    ///
    /// # Errors
    /// What the system refused; no file holds half a document.
    pub(super) fn write(self, terminal: &Terminal) -> anyhow::Result<()> {
        let mut written: Vec<String> = Vec::new();
        for ready in self.staged {
            let named = shown_path(ready.named());
            let remark = ready.commit().map_err(|error| anyhow!("{}{error}", already(&written)))?;
            terminal.print_remark(remark);
            written.push(named);
        }
        for document in &self.printed {
            match terminal.print_bytes(document) {
                // Its reader has read what it wanted.
                Err(error) if is_closed_pipe(&error) => return Err(error.into()),
                Err(error) => {
                    let why = reason(&error);
                    bail!("{}standard output cannot be written: {why}", already(&written));
                }
                Ok(()) => {}
            }
        }
        Ok(())
    }
}

/// `document` with all but its name; nothing where it is to be printed.
fn stage(place: &Place, document: Document) -> Option<anyhow::Result<Ready>> {
    Some(match (place, document) {
        (Place::Printed, _) => return None,
        (Place::File(to), document) => match to.stage(&bytes_of(document)) {
            Ok(staged) => Ok(Ready::File(staged)),
            Err(error) => Err(error.into()),
        },
        (Place::Folder(to), Document::Folder(files)) => {
            folder::stage(to.named(), files).map(|new| Ready::Folder(to.clone(), new))
        }
        (Place::Folder(to), Document::Text(_) | Document::Bytes(_)) => {
            Err(anyhow!("{} would be a file, but a folder belongs there", shown_path(to.named())))
        }
    })
}

/// What a document is in one file; a folder is in none.
fn bytes_of(document: Document) -> Vec<u8> {
    match document {
        Document::Text(text) => text.into_bytes(),
        Document::Bytes(bytes) => bytes,
        Document::Folder(_) => Vec::new(),
    }
}

impl Ready {
    fn named(&self) -> &Path {
        match self {
            Self::File(staged) => staged.named(),
            Self::Folder(to, _) => to.named(),
        }
    }

    /// Gives it its name; what is to be said of that goes out.
    fn commit(self) -> anyhow::Result<Option<String>> {
        match self {
            Self::File(staged) => {
                let named = shown_path(staged.named());
                Ok(staged.commit()?.remark(&named))
            }
            Self::Folder(_, new) => {
                new.commit(folder::is_all_made)?;
                Ok(None)
            }
        }
    }
}

/// Which files are in place already, for the start of a message.
fn already(written: &[String]) -> String {
    match written {
        [] => String::new(),
        [only] => format!("{only} is written; "),
        all => format!("{} are written; ", all.join(", ")),
    }
}

/// `json` for a format whose documentation says so.
fn name<F: ValueEnum>(format: &F) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

const FORMAT: &str = "format";
const OUTPUT: &str = "output";

impl<F: ValueEnum + Default + Send + Sync + 'static> clap::Args for Outputs<F> {
    fn augment_args(command: Command) -> Command {
        let default = name(&F::default());
        command
            .arg(
                Arg::new(FORMAT)
                    .long(FORMAT)
                    .value_name("FORMAT")
                    .action(ArgAction::Append)
                    .value_parser(EnumValueParser::<F>::new())
                    .help(format!(
                        "What to make (repeatable, each with its own -o) [default: {default}]"
                    )),
            )
            .arg(
                Arg::new(OUTPUT)
                    .short('o')
                    .long(OUTPUT)
                    .value_name("FILE")
                    .action(ArgAction::Append)
                    .value_parser(value_parser!(PathBuf))
                    .help(format!(
                        "Write the output of the --format before it (if there is none: {default}) \
                         to FILE; - is standard output"
                    )),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: ValueEnum + Default + Send + Sync + 'static> FromArgMatches for Outputs<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let indices = |id| matches.indices_of(id).into_iter().flatten();
        let formats = matches.get_many::<F>(FORMAT).into_iter().flatten();
        let files = matches.get_many::<PathBuf>(OUTPUT).into_iter().flatten();
        let mut given: Vec<(usize, Given<F>)> = indices(FORMAT)
            .zip(formats.cloned().map(Given::Format))
            .chain(indices(OUTPUT).zip(files.cloned().map(Given::File)))
            .collect();
        given.sort_by_key(|(index, _)| *index);
        let given = given.into_iter().map(|(_, given)| given);
        pair(given).map(Outputs).map_err(|message| {
            let mut usage = Command::new("coach")
                .override_usage("coach COMMAND [--format FORMAT [-o FILE]]...");
            clap::Error::raw(ErrorKind::ArgumentConflict, message).format(&mut usage)
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
