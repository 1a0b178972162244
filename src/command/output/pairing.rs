//! Which `-o` belongs to which `--format`: the two kinds of options in the order in which they were
//! given come in, and one output for each document goes out, or what is wrong in plain words.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Output, name};
use crate::text::path::shown_path;

/// One option as it was given.
#[derive(Clone, Debug)]
pub(super) enum Given<F> {
    Format(F),
    File(PathBuf),
}

/// A document for which a file may still be named.
struct Pending<F> {
    format: F,
    /// The `-o`, as given; `-` too.
    file: Option<PathBuf>,
    /// Whether `--format` asked for it.
    is_named: bool,
}

/// Gives each `-o` to the `--format` before it, or to the default format where there is none.
pub(super) fn pair<F: ValueEnum + Default>(
    given: impl IntoIterator<Item = Given<F>>,
) -> Result<Vec<Output<F>>, String> {
    let mut pending: Vec<Pending<F>> = Vec::new();
    for option in given {
        match option {
            Given::Format(format) => pending.push(Pending { format, file: None, is_named: true }),
            Given::File(file) => match pending.last_mut() {
                None => {
                    let format = F::default();
                    pending.push(Pending { format, file: Some(file), is_named: false });
                }
                Some(last) => match &last.file {
                    None => last.file = Some(file),
                    Some(first) => return Err(two_files(last, first, &file)),
                },
            },
        }
    }
    if pending.is_empty() {
        pending.push(Pending { format: F::default(), file: None, is_named: false });
    }
    let mut printed = pending.iter().filter(|output| !goes_to_file(output));
    if let (Some(first), Some(second)) = (printed.next(), printed.next()) {
        return Err(two_printed(first, second));
    }
    let output = |pending: Pending<F>| Output {
        file: pending.file.clone().filter(|_| goes_to_file(&pending)),
        format: pending.format,
    };
    Ok(pending.into_iter().map(output).collect())
}

fn goes_to_file<F>(pending: &Pending<F>) -> bool {
    pending.file.as_ref().is_some_and(|file| !is_standard_output(file))
}

/// `-`, and the name under which Unix knows the same.
fn is_standard_output(file: &Path) -> bool {
    file == Path::new("-") || cfg!(unix) && file == Path::new("/dev/stdout")
}

fn two_files<F: ValueEnum>(pending: &Pending<F>, first: &Path, second: &Path) -> String {
    let (format, first, second) = (name(&pending.format), shown_path(first), shown_path(second));
    let which = if pending.is_named {
        format!("belong to the --format {format} before them")
    } else {
        format!("come before any --format and belong to the default, {format}")
    };
    format!(
        "-o {first} and -o {second} both {which}; one --format takes one -o, so give each its own: \
         --format {format} -o {first} --format FORMAT -o {second}"
    )
}

fn two_printed<F: ValueEnum>(first: &Pending<F>, second: &Pending<F>) -> String {
    let (first, second) = (name(&first.format), name(&second.format));
    format!(
        "--format {first} and --format {second} would both go to standard output; send one of them \
         into a file: --format {first} --format {second} -o FILE"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
    enum Format {
        #[default]
        Text,
        Json,
    }

    /// The outputs of options as on a command line: `-o` goes before a file.
    fn outputs(line: &str) -> Result<Vec<(Format, Option<String>)>, String> {
        let mut words = line.split_whitespace();
        let mut given = Vec::new();
        while let Some(word) = words.next() {
            given.push(match word {
                "-o" => Given::File(words.next().unwrap_or_default().into()),
                "text" => Given::Format(Format::Text),
                _ => Given::Format(Format::Json),
            });
        }
        let shown =
            |output: Output<Format>| (output.format, output.file.map(|file| shown_path(&file)));
        Ok(pair(given)?.into_iter().map(shown).collect())
    }

    #[test]
    fn each_file_belongs_to_the_format_before_it() {
        use Format::{Json, Text};
        let to = |format, file: &str| (format, Some(file.to_owned()));
        assert_eq!(outputs(""), Ok(vec![(Text, None)]));
        assert_eq!(outputs("json"), Ok(vec![(Json, None)]));
        assert_eq!(outputs("-o a"), Ok(vec![to(Text, "a")]));
        assert_eq!(outputs("-o a json"), Ok(vec![to(Text, "a"), (Json, None)]));
        assert_eq!(outputs("json -o a text"), Ok(vec![to(Json, "a"), (Text, None)]));
        assert_eq!(outputs("json -o - text -o b"), Ok(vec![(Json, None), to(Text, "b")]));
        assert_eq!(outputs("json -o a json -o b"), Ok(vec![to(Json, "a"), to(Json, "b")]));
    }

    #[test]
    fn what_cannot_be_paired_names_the_remedy() {
        let fault = |line: &str| outputs(line).err().unwrap_or_default();
        assert!(fault("json -o a -o b").contains("--format json -o a --format FORMAT -o b"));
        assert!(fault("-o a -o b").contains("come before any --format"));
        for line in ["json text", "json -o - text", "-o - json", "json json", "json text -o -"] {
            assert!(fault(line).contains("standard output"), "{line}: {}", fault(line));
        }
    }
}
