//! `coach man`: the manual's pages, printed or written into a folder.

mod page;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Command, CommandFactory, ValueHint};

use super::exit::Exit;
use super::terminal::Terminal;
use super::{Cli, complete};
use crate::store::{Destination, Lasting, create_folder};
use crate::text::nearest;
use crate::text::path::shown_path;
use crate::text::wording::{count, one_of, quote};
use page::{MARK, commands_below, file_name};

/// Print a page of the manual, or write all of them into a folder
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    coach man report | man -l -\n  \
    coach man --dir ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The command whose page to print [default: coach itself]
    #[arg(value_name = "COMMAND", add = complete::commands())]
    command: Vec<String>,
    /// Write every page into the folder DIR, and make the folder if needed. Pages that this made
    /// before are replaced, and any other file is kept
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    dir: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Exit> {
    let root = root();
    match &arguments.dir {
        None => {
            let command = below(&root, &arguments.command)?;
            terminal.print(page::page(&root, command)?)?;
        }
        Some(dir) => {
            let (written, lasting) = write_all(&root, dir)?;
            let folder = shown_path(dir);
            let done = format!("{} written into {folder}", count(written, "page"));
            terminal.print_done(format!("{done}\n"), &done);
            terminal.print_remark(lasting.remark(&folder));
        }
    }
    Ok(Exit::Clean)
}

/// The command line as the manual shows it.
fn root() -> Command {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    root
}

/// The command that `words` lead to.
fn below<'c>(root: &'c Command, words: &[String]) -> anyhow::Result<&'c Command> {
    let mut command = root;
    for word in words {
        let names = || commands_below(command).map(Command::get_name);
        let Some(next) = commands_below(command).find(|next| next.get_name() == word) else {
            let above = command.get_bin_name().unwrap_or("coach");
            let near = nearest(word, names());
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            if names().next().is_none() {
                bail!("`{above}` has no commands below it, so no {}", quote(word));
            }
            bail!("`{above}` has no command {}{near}\nallowed: {}", quote(word), one_of(names()));
        };
        command = next;
    }
    Ok(command)
}

/// Writes the page of every command into `folder`: how many, and whether they would survive a loss of
/// power.
///
/// # Errors
/// The system refused, or a file that is none of our pages has the name of one. In the latter case
/// nothing is written.
fn write_all(root: &Command, folder: &Path) -> anyhow::Result<(usize, Lasting)> {
    let mut lasting = create_folder(folder)?;
    let mut commands = vec![root];
    let mut pages = Vec::new();
    while let Some(command) = commands.pop() {
        commands.extend(commands_below(command));
        let path = folder.join(file_name(command));
        refuse_foreign(&path)?;
        let to = Destination::of(&path)?;
        to.check()?;
        pages.push((to, page::page(root, command)?));
    }
    let staged = pages.iter().map(|(to, page)| to.stage(page.as_bytes()));
    let staged = staged.collect::<Result<Vec<_>, _>>()?;
    for page in staged {
        lasting = lasting.and(page.commit()?);
    }
    Ok((pages.len(), lasting))
}

/// Refuses a file that is there and is no page of ours.
fn refuse_foreign(path: &Path) -> anyhow::Result<()> {
    let Ok(found) = path.metadata() else { return Ok(()) };
    let mut start = Vec::new();
    if found.is_file() {
        let file = File::open(path);
        let file = file.with_context(|| format!("{} cannot be read", shown_path(path)))?;
        file.take(MARK.len() as u64).read_to_end(&mut start)?;
    }
    if start != MARK.as_bytes() {
        bail!(
            "`coach man` did not write {}, so nothing was written; move that file away or name \
             another folder",
            shown_path(path)
        );
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    /// Every command with the words that lead to it.
    fn all(command: &Command, words: &[String]) -> Vec<Vec<String>> {
        let mut found = vec![words.to_owned()];
        for next in command.get_subcommands().filter(|next| !next.is_hide_set()) {
            found.extend(all(next, &[words, &[next.get_name().to_owned()]].concat()));
        }
        found
    }

    #[test]
    fn every_command_has_a_page_with_its_options() {
        let root = root();
        for words in all(&root, &[]) {
            let command = below(&root, &words).unwrap();
            let page = page::page(&root, command).unwrap();
            let mut name = vec!["coach".to_owned()];
            name.extend(words);
            assert_eq!(file_name(command), format!("{}.1", name.join("-")));
            let title = format!(".TH {} 1 ", name.join("-").to_uppercase());
            assert!(page.starts_with(MARK) && page.contains(&title), "{page}");
            let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
            for long in shown.filter_map(|argument| argument.get_long()) {
                assert!(page.contains(&format!("\\-\\-{}", long.replace('-', "\\-"))), "{long}");
            }
            for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"]
            {
                let heading = [format!(".SH {section}\n"), format!(".SH \"{section}\"\n")];
                assert!(heading.iter().any(|heading| page.contains(heading)), "{section}\n{page}");
            }
        }
    }
}
