//! What an import says: how the source was read, the plan, and what is wrong with its rows.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::Importing;
use super::files::name_among;
use crate::command::exit::Exit;
use crate::command::recording::from::Judged;
use crate::diagnostic::{Diagnostic, text};
use crate::domain::record::Kind;
use crate::import::aside;
use crate::import::fault::{Fault, causes};
use crate::import::remarks;
use crate::import::rows::Rows;
use crate::store::RELATIONSHIP;
use crate::text::wording::{all_of, argument, count, grouped, visible};
use crate::write::handed::Existing;
use crate::write::written::Outcome;

/// Records that are named one by one.
const MOST_NAMED: usize = 20;

impl Importing<'_, '_> {
    /// What is to be done, in a line.
    pub(super) fn plan(
        &self,
        rows: &Rows,
        entries: &[Judged],
        (gone, removed): (usize, usize),
    ) -> String {
        let of = |outcome| entries.iter().filter(|judged| judged.entry.outcome == outcome).count();
        let numbers = [
            (of(Outcome::Written), "to add"),
            (of(Outcome::Same), "the same"),
            (of(Outcome::Updated), "to update"),
            (of(Outcome::Changed), "changed"),
            (of(Outcome::Conflict), "changed there and here"),
            (removed, "to remove"),
            (gone - removed, "gone from the source"),
            (rows.twice.len(), "twice in the source"),
        ];
        let said = numbers.iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> =
            said.map(|(number, what)| format!("{} {what}", grouped(*number))).collect();
        let is_same = numbers
            .iter()
            .all(|&(number, what)| number == 0 || what == "the same" || what.starts_with("twice"));
        let nothing = if is_same { "; nothing to do" } else { "" };
        format!("{}: {}{nothing}", visible(&self.map.name), said.join(" · "))
    }

    /// What was done, in a line.
    pub(super) fn kept(&self, entries: &[Judged], removed: usize) -> String {
        let of = |outcome| entries.iter().filter(|judged| judged.entry.outcome == outcome).count();
        let (added, updated) = (of(Outcome::Written), of(Outcome::Updated));
        let numbers = [(added, "added"), (updated, "updated"), (removed, "removed")];
        let said = numbers.iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> =
            said.map(|(number, what)| format!("{} {what}", grouped(*number))).collect();
        format!("{}: {}", visible(&self.map.name), said.join(" · "))
    }

    /// Which relationships are opened.
    pub(super) fn opened(&self, rows: &Rows, entries: &[Judged]) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let is_opened = |judged: &&Judged| {
            let entry = rows.entries.get(judged.document);
            judged.entry.outcome == Outcome::Written
                && entry.is_some_and(|entry| entry.built.kind == Kind::Relationship)
        };
        let opened = entries.iter().filter(is_opened).map(|judged| &judged.entry.path);
        let opened: Vec<&str> =
            opened.map(|path| path.trim_end_matches(RELATIONSHIP).trim_end_matches('/')).collect();
        if opened.is_empty() {
            return Vec::new();
        }
        let named = opened.iter().take(MOST_NAMED).map(|folder| format!("{prefix}{folder}"));
        let mut named: Vec<String> = named.collect();
        if opened.len() > MOST_NAMED {
            named.push(format!("and {} more", opened.len() - MOST_NAMED));
        }
        let opens = format!("opens {}: ", count(opened.len(), "relationship"));
        vec![opens + &named.join(", ")]
    }

    /// What is to be said of the records of which the source says something else now.
    pub(super) fn changed(&self, rows: &Rows, entries: &[Judged]) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let line = |judged: &Judged| {
            let entry = &judged.entry;
            let row =
                rows.entries.get(judged.document).map_or_else(String::new, |of| rows.address(of));
            let keys = all_of(entry.differs.iter().map(String::as_str));
            let what = match entry.outcome {
                Outcome::Changed => "changed in the source",
                Outcome::Conflict => "changed in the source, and here as well",
                Outcome::Written | Outcome::Same | Outcome::Updated => return None,
            };
            Some(format!("{row}: {keys} {what}: {prefix}{}", visible(&entry.path)))
        };
        let mut lines: Vec<String> = entries.iter().filter_map(line).collect();
        let all = lines.len();
        lines.truncate(MOST_NAMED);
        if all > MOST_NAMED {
            lines.push(format!("and {} more", all - MOST_NAMED));
        }
        let has = |outcome| entries.iter().any(|judged| judged.entry.outcome == outcome);
        if has(Outcome::Changed) && !self.arguments.update {
            lines.push("to take the changes over: the same command with --update".to_owned());
        }
        if has(Outcome::Conflict) && self.arguments.conflicts.is_none() {
            lines.push(
                "to settle what was changed there and here: --update --conflicts source, or \
                 --update --conflicts record"
                    .to_owned(),
            );
        }
        lines
    }

    /// What is to be said of the records that the source holds no more; all of them are named where they might go.
    pub(super) fn gone(&self, gone: &[&Existing]) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let is_pruning = self.arguments.prune;
        let line = |existing: &&Existing| {
            let what = match (is_pruning, existing.may_go()) {
                (false, _) => "gone from the source, and left as it is",
                (true, false) => "gone from the source, and changed here since: it stays",
                (true, true) => "gone from the source",
            };
            format!("{what}: {prefix}{}", visible(&existing.path))
        };
        let most = if is_pruning { usize::MAX } else { MOST_NAMED };
        let mut lines: Vec<String> = gone.iter().take(most).map(line).collect();
        if gone.len() > most {
            lines.push(format!("and {} more; --prune names all of them", gone.len() - most));
        } else if is_pruning && !self.arguments.yes && gone.iter().any(|it| it.may_go()) {
            lines.push("to remove them: the same command with --prune --yes".to_owned());
        }
        lines
    }

    pub(super) fn note(&self, lines: &[String]) -> anyhow::Result<()> {
        let lines = lines.iter().map(|line| format!("note: {}\n", visible(line)));
        Ok(self.desk.terminal.print_error(lines.collect::<String>())?)
    }

    /// Writes the rows in `faulty` into `file`, so that they come in from there, unless nothing is to be written. What a
    /// program is to know of it: that, and each of `faults`.
    pub(super) fn set_aside(
        &self,
        file: &Path,
        rows: &Rows,
        (faults, faulty): (&[Fault], &HashSet<(usize, usize)>),
    ) -> anyhow::Result<Vec<String>> {
        let (writing, shown) = (&self.arguments.writing, visible(&file.display().to_string()));
        let would = if writing.dry_run { "would be set aside" } else { "set aside" };
        let told = format!("{} {would} in {shown}", count(faulty.len(), "row"));
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
        let shown = visible(&file.display().to_string());
        let mut made = std::fs::File::create_new(file)
            .with_context(|| format!("{shown} cannot be written anew"))?;
        made.write_all(&bytes).with_context(|| format!("{shown} cannot be written"))?;
        let number = count(faulty.len(), "row");
        let others = self.joined_files(rows);
        let named = others.into_iter().chain([file]);
        let files: Vec<String> = named.map(|file| argument(&file.display().to_string())).collect();
        let (files, map) = (files.join(" "), argument(&self.map_file.display().to_string()));
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

    /// Says how the source was read, and which rows and columns were left out.
    pub(super) fn say_remarks(&self, rows: &Rows) -> anyhow::Result<()> {
        let mut lines = remarks::of(self.map, self.sheets, &rows.tables);
        for (because, number) in &rows.left_out {
            lines.push(format!("{} left out: {because}", count(*number, "row")));
        }
        if rows.without_id > 0 {
            let (row, has, it) = match rows.without_id {
                1 => ("1 row".to_owned(), "has", "it says tells it"),
                many => (count(many, "row"), "have", "they say tells them"),
            };
            lines.push(format!(
                "{row} {has} no id in the columns of `identity`; what {it} from others"
            ));
        }
        if !rows.unknown.is_empty() {
            lines.push(format!("not in the map: {}", rows.unknown.join(", ")));
        }
        let lines = lines.iter().map(|line| format!("note: {}\n", visible(line)));
        Ok(self.desk.terminal.print_error(lines.collect::<String>())?)
    }

    /// Says what is wrong with the rows, each cause once.
    pub(super) fn refuse(&self, faults: &[Fault], good: usize) -> anyhow::Result<()> {
        self.say_faults(faults)?;
        let verb = if faults.len() == 1 { "is" } else { "are" };
        let short = format!("there {verb} {}; nothing was written", count(faults.len(), "fault"));
        let told: Vec<String> =
            std::iter::once(short).chain(faults.iter().map(Fault::line)).collect();
        self.desk.tell_refusal(&self.arguments.writing, (&[], &told), Exit::Found)?;
        if faults.iter().any(|fault| fault.spot.is_none()) {
            // What is wrong with a file cannot be set aside.
            return Ok(self.desk.terminal.print_error("nothing was written\n")?);
        }
        let good = count(good, "record");
        Ok(self.desk.terminal.print_error(format!(
            "nothing was written; to bring in what has no fault (at most {good}) and put the other rows \
             aside: the same command with --set-aside FILE\n"
        ))?)
    }

    /// Says what is wrong with records, but not with cells of the source.
    pub(super) fn refuse_unplaced(&self, findings: &[Diagnostic]) -> anyhow::Result<Exit> {
        self.show(findings)?;
        self.desk.refuse_in_short(&self.arguments.writing, findings.len())?;
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
