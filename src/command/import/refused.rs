//! Rows with faults: what is wrong with them is said, each cause once, and they are set aside where that is wanted.

use std::collections::HashSet;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::Importing;
use super::files::name_among;
use crate::command::exit::Exit;
use crate::command::recording::of_refusal;
use crate::diagnostic::{Diagnostic, Level, text};
use crate::import::aside;
use crate::import::fault::{Fault, causes};
use crate::import::rows::Rows;
use crate::store::{Destination, WriteError};
use crate::text::path::shown_path;
use crate::text::wording::{argument, count, visible};

/// Checks that rows can be set aside in `file`, before there are any: what was set aside before is never written over.
///
/// # Errors
/// Something is there, or no file can be.
pub(super) fn is_free(file: &Path) -> anyhow::Result<()> {
    if file.symlink_metadata().is_ok() {
        bail!(
            "{} is there already, so nothing was written: name a new file after --set-aside, or move this one away",
            shown_path(file)
        );
    }
    Ok(Destination::of(file)?.check()?)
}

impl Importing<'_, '_> {
    /// Writes the rows in `faulty` into `file`, so that they come in from there, unless nothing is to be written. What a
    /// program is to know of it: that, and each of `faults`.
    pub(super) fn set_aside(
        &self,
        file: &Path,
        rows: &Rows,
        (faults, faulty): (&[Fault], &HashSet<(usize, usize)>),
    ) -> anyhow::Result<Vec<String>> {
        let (writing, shown) = (&self.arguments.writing, shown_path(file));
        let would = if writing.dry_run { "would be set aside" } else { "set aside" };
        let told = format!("{} {would} in {shown}", count(aside::number(rows, faulty), "row"));
        let told = std::iter::once(told).chain(faults.iter().map(Fault::line));
        let told = told.filter(|_| self.desk.tells_programs(writing)).collect();
        if !writing.dry_run {
            self.write_aside(file, rows, faulty)?;
        }
        Ok(told)
    }

    fn write_aside(
        &self,
        file: &Path,
        rows: &Rows,
        faulty: &HashSet<(usize, usize)>,
    ) -> anyhow::Result<()> {
        let bytes = aside::bytes(self.map, rows, faulty).map_err(anyhow::Error::msg)?;
        let shown = shown_path(file);
        is_free(file)?;
        let refused = |error| WriteError::Refused { path: file.to_owned(), error };
        let mut made = File::create_new(file).map_err(refused)?;
        made.write_all(&bytes).map_err(refused)?;
        let number = count(aside::number(rows, faulty), "row");
        let others = self.joined_files(rows);
        let named = others.into_iter().chain([file]);
        let files: Vec<String> = named.map(|file| argument(&shown_path(file))).collect();
        let (files, map) = (files.join(" "), argument(&shown_path(self.map_file)));
        let district = match self.desk.root.prefix.trim_end_matches('/') {
            "" => String::new(),
            prefix => format!(" -C {}", argument(prefix)),
        };
        Ok(self.desk.terminal.print_error(format!(
            "{number} set aside in {shown}; mend them there, then: coach import{district} {files} --map {map}\n"
        ))?)
    }

    /// The files that have to be there again beside rows that are set aside: those that tables are joined from; all of
    /// them where a table has many rows for one here, each of which needs its own. Of rows with one id the last counts.
    fn joined_files(&self, rows: &Rows) -> Vec<&Path> {
        let (all, joins) = (&self.arguments.files, &self.map.joins);
        let is_needed = |file: &&PathBuf| {
            let name = name_among(file, all);
            let is_main = rows.own_tables().iter().any(|table| *table.sheet.file == *name);
            !is_main || joins.iter().any(|join| join.is_many)
        };
        let all = all.iter().filter(|_| !joins.is_empty());
        all.filter(is_needed).map(PathBuf::as_path).collect()
    }

    pub(super) fn show(&self, findings: &[Diagnostic]) -> anyhow::Result<()> {
        let terminal = self.desk.terminal;
        let style = self.desk.root.style(terminal.error_color, terminal.width, true);
        Ok(terminal.print_error(text::render_all(findings, style))?)
    }

    /// Says what is wrong with the rows, each cause once.
    pub(super) fn refuse(&self, faults: &[Fault], good: usize) -> anyhow::Result<()> {
        self.say_faults(faults)?;
        let told: Vec<String> =
            std::iter::once(in_short(faults.len())).chain(faults.iter().map(Fault::line)).collect();
        self.desk.tell_refusal(&self.arguments.writing, (&[], &told), Exit::Found)?;
        let of_no_row = faults.iter().filter(|fault| fault.spot.is_none()).count();
        if of_no_row > 0 {
            // What is wrong with a file cannot be set aside.
            let why = match &self.arguments.set_aside {
                Some(_) if of_no_row == 1 => {
                    ", and no row set aside: one fault is in no row of the table, and has to \
                    be mended first, as said above; then run the same command again"
                        .to_owned()
                }
                Some(_) => format!(
                    ", and no row set aside: {of_no_row} faults are in no row of the table, and have \
                    to be mended first, as said above; then run the same command again"
                ),
                None => String::new(),
            };
            return Ok(self.desk.terminal.print_error(format!("nothing was written{why}\n"))?);
        }
        let good = count(good, "record");
        Ok(self.desk.terminal.print_error(format!(
            "nothing was written; to bring in what has no fault (at most {good}) and put the other rows \
             aside: the same command with --set-aside FILE\n"
        ))?)
    }

    /// Says what is wrong with records, but not with cells of the source.
    pub(super) fn refuse_unplaced(&self, findings: &[Diagnostic]) -> anyhow::Result<Exit> {
        let (shown, more) = of_refusal(findings);
        self.note(&more)?;
        self.show(&shown)?;
        let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
        let short = [in_short(errors)];
        self.desk.tell_refusal(&self.arguments.writing, (findings, &short), Exit::Found)?;
        self.desk.terminal.print_error("nothing was written\n")?;
        Ok(Exit::Found)
    }

    /// Says what is wrong where no row is without a fault, so that none can be set aside from others.
    ///
    /// # Errors
    /// There is no row at all.
    pub(super) fn refuse_all(&self, faults: &[Fault]) -> anyhow::Result<Exit> {
        if faults.is_empty() {
            bail!("the source holds no record");
        }
        self.say_faults(faults)?;
        let why =
            "no row is without a fault, so there is nothing to set them aside from".to_owned();
        self.desk.terminal.print_error(format!("error: {why}\n"))?;
        let told: Vec<String> =
            std::iter::once(why).chain(faults.iter().map(Fault::line)).collect();
        self.desk.tell_refusal(&self.arguments.writing, (&[], &told), Exit::CouldNotRun)?;
        Ok(Exit::CouldNotRun)
    }

    pub(super) fn say_faults(&self, faults: &[Fault]) -> anyhow::Result<()> {
        let mut out = String::new();
        for cause in causes(faults) {
            let cells = match cause.faults.len() {
                1 => String::new(),
                many if cause.faults.iter().any(|fault| fault.spot.is_none()) => {
                    format!(" ({})", count(many, "place"))
                }
                many => format!(" ({})", count(many, "row")),
            };
            let column = match cause.column {
                "" => String::new(),
                column => format!("{}: ", visible(column)),
            };
            out.push_str(&format!("error: {column}{}{cells}\n", visible(cause.cause)));
            let (named, more) = cause.named();
            for fault in named {
                let line = format!("{}{}", fault.place(), fault.detail());
                if !line.is_empty() {
                    out.push_str(&format!("  --> {line}\n"));
                }
            }
            if more > 0 {
                out.push_str(&format!("  and {more} more; --format json lists all of them\n"));
            }
            if !cause.remedy.is_empty() {
                out.push_str(&format!("  help: {}\n", visible(cause.remedy)));
            }
        }
        Ok(self.desk.terminal.print_error(out)?)
    }
}

/// How many faults there are, for a program.
fn in_short(faults: usize) -> String {
    let verb = if faults == 1 { "is" } else { "are" };
    format!("there {verb} {}; nothing was written", count(faults, "fault"))
}
