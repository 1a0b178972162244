//! `--format FORMAT [-o FILE]`, as often as wanted: which documents a verb makes and where they go.
//! Options come in; documents that the verb draws go out, to standard output or whole into files.
//! What a verb reads is never overwritten.

mod pairing;

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::builder::EnumValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, ValueEnum, value_parser};

use super::terminal::{Surface, Terminal};
use crate::store::{Destination, reason};
use crate::text::wording::visible;
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
    /// Where it goes; `None` for standard output.
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
pub(super) struct Settled<F>(Vec<(F, Option<Destination>)>);

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
        let mut settled: Vec<(F, Option<Destination>)> = Vec::new();
        for output in &self.0 {
            let Some(file) = &output.file else {
                settled.push((output.format.clone(), None));
                continue;
            };
            let to = Destination::of(file)?;
            refuse_inputs(&to, inputs)?;
            to.check()?;
            let before = settled.iter().filter_map(|(_, to)| to.as_ref());
            if let Some(same) = before.into_iter().find(|before| before.is_same(&to)) {
                bail!(
                    "-o {} and -o {} are the same file; give each document its own",
                    shown(same.named()),
                    shown(file)
                );
            }
            settled.push((output.format.clone(), Some(to)));
        }
        Ok(Settled(settled))
    }
}

fn refuse_inputs(to: &Destination, inputs: &[Input]) -> anyhow::Result<()> {
    let Some(input) = inputs.iter().find(|input| to.touches(&input.path)) else { return Ok(()) };
    bail!(
        "-o {} cannot be written: it is {}, and coach never overwrites what it reads; name \
         another file",
        shown(to.named()),
        input.what
    );
}

impl<F: Copy> Settled<F> {
    /// Draws every document with `draw` and only then writes the first: files, then standard output.
    ///
    /// # Errors
    /// What `draw` says, or the system refused; no file holds half a document.
    pub(super) fn write(
        &self,
        terminal: &Terminal,
        draw: impl Fn(F, Surface) -> anyhow::Result<String>,
    ) -> anyhow::Result<()> {
        let (mut files, mut printed) = (Vec::new(), Vec::new());
        for (format, to) in &self.0 {
            match to {
                None => printed.push(draw(*format, terminal.surface())?),
                Some(to) => files.push((to, draw(*format, terminal.surface_of_files())?)),
            }
        }
        let mut staged = Vec::with_capacity(files.len());
        for (to, document) in files {
            staged.push(to.stage(document.as_bytes())?);
        }
        let mut written: Vec<String> = Vec::new();
        for file in staged {
            let named = shown(file.named());
            let lasting = file.commit().map_err(|error| anyhow!("{}{error}", already(&written)))?;
            terminal.print_remark(lasting.remark(&named));
            written.push(named);
        }
        for document in printed {
            match terminal.print(document) {
                // Its reader has read what it wanted.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Err(error.into()),
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

/// Which files are in place already, for the start of a message.
fn already(written: &[String]) -> String {
    match written {
        [] => String::new(),
        [only] => format!("{only} is written; "),
        all => format!("{} are written; ", all.join(", ")),
    }
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
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
