//! `coach import`: sheets and form exports of other programs as records.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueHint};

use super::exit::Exit;
use super::recording::from::Handed;
use super::recording::{Desk, Which, Writing};
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Level, text};
use crate::import::cell::Sheet;
use crate::import::fault::{Fault, causes};
use crate::import::lexicon::Lexicon;
use crate::import::map::Map;
use crate::import::rows::{Entry, Rows, document};
use crate::import::source::{LARGEST, sheets};
use crate::import::{aside, map, trace};
use crate::text::source::Source;
use crate::text::wording::{count, visible};
use crate::write::draft::Document;
use crate::write::handed::of_source;
use crate::write::written::Outcome;

/// Bring in records from spreadsheets and forms, each once
#[derive(Debug, Args)]
#[command(after_help = "Example:\n\
    \x20 coach import -C examples/riverbend --map examples/import/form.toml \
    examples/import/form.csv -n")]
pub(super) struct Arguments {
    /// Files of one source: CSV, XLSX, XLS, ODS, JSON or JSON lines; - is standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// The map, which says which columns become which keys
    #[arg(long, value_name = "MAP", value_hint = ValueHint::FilePath)]
    map: PathBuf,
    /// Bring in the rows without a fault, and write the others to FILE; rows of CSV and JSON come in again from there
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    set_aside: Option<PathBuf>,
    #[command(flatten)]
    writing: Writing,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    Desk::with(folder, terminal, (Some(&arguments.writing), None), |desk| {
        let Some(map) = read_map(&arguments.map, desk)? else { return Ok(Exit::CouldNotRun) };
        let sheets = read_sheets(&arguments.files, &map)?;
        Import { desk, arguments, map: &map, sheets: &sheets }.run()
    })
}

/// Records that are named where the source holds them no more.
const MOST_NAMED: usize = 20;

/// An import at work.
struct Import<'i, 't> {
    desk: &'i Desk<'t>,
    arguments: &'i Arguments,
    map: &'i Map,
    sheets: &'i [Sheet],
}

impl Import<'_, '_> {
    fn run(&self) -> anyhow::Result<Exit> {
        let district = &self.desk.folder.district;
        let Some(profile) = self.desk.folder.profiles.get(&district.profile) else {
            bail!("the usual profile of coach.toml is not known");
        };
        let lexicon = Lexicon::of(district, &self.desk.people, profile);
        let mut rows = Rows::of(self.map, self.sheets, &lexicon, self.desk.today);
        self.say_remarks(&rows)?;
        let mut faults = rows.faults.clone();
        let mut judged = self.judge(&rows, &mut faults)?;
        let faulty = rows.spots_of(&faults);
        if !faults.is_empty() && (faulty.is_none() || self.arguments.set_aside.is_none()) {
            self.refuse(&faults, rows.entries.len())?;
            return Ok(Exit::Found);
        }
        let faulty = faulty.unwrap_or_default();
        if !faulty.is_empty() || rows.has_doubles(self.map) {
            rows.settle(self.map, &faulty);
            judged = self.judge(&rows, &mut Vec::new())?;
        }
        let Some(handed) = judged else { bail!("the source holds no record") };
        if !handed.is_clean() {
            self.show(&handed.faults)?;
            return Ok(Exit::Found);
        }
        let gone = self.gone(&rows, &faults);
        let plan = self.plan(&rows, &handed, gone.len());
        self.desk.terminal.print_error(format!("{plan}\n"))?;
        let named = gone.iter().take(MOST_NAMED);
        let named = named.map(|path| {
            format!(
                "note: gone from the source, and left as it is: {}{}\n",
                self.desk.root.prefix,
                visible(path)
            )
        });
        self.desk.terminal.print_error(named.collect::<String>())?;
        self.say_faults(&faults)?;
        let writing = &self.arguments.writing;
        let aside = self.arguments.set_aside.as_deref().filter(|_| !faulty.is_empty());
        if let Some(file) = aside.filter(|_| !writing.dry_run) {
            // Before any record: where it cannot be written, nothing is.
            self.set_aside(file, &rows, &faulty)?;
        }
        let exit = self.desk.keep_handed(writing, handed, Some(&plan))?;
        Ok(if aside.is_some() && exit == Exit::Clean { Exit::Found } else { exit })
    }

    /// The records of `rows`, judged together; what is wrong with them is added to `faults`.
    fn judge(&self, rows: &Rows, faults: &mut Vec<Fault>) -> anyhow::Result<Option<Handed>> {
        let doubles = rows.has_doubles(self.map);
        let text =
            |(at, entry): (usize, &Entry)| document(&self.map.name, entry, doubles.then_some(at));
        let texts: Vec<String> = rows.entries.iter().enumerate().map(text).collect();
        let document = |(at, text): (usize, &String)| Document {
            source: Source::new(format!("record {at}"), text.clone()),
        };
        let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
        let writing = &self.arguments.writing;
        let handed = self.desk.judge_handed(&documents, None, &Which::default(), writing)?;
        let findings = handed.iter().flat_map(|handed| &handed.faults);
        for finding in findings.filter(|finding| finding.level == Level::Error) {
            let at = finding.place.path.strip_prefix("record ").and_then(|at| at.parse().ok());
            let entry = at.and_then(|at: usize| Some((rows.entries.get(at)?, texts.get(at)?)));
            match entry {
                Some((entry, text)) => faults.push(trace::fault(finding, text, entry, rows)),
                None => self.show(std::slice::from_ref(finding))?,
            }
        }
        Ok(handed)
    }

    /// The records that came from the source before and are not in it any more, which is said. Where rows have faults
    /// nobody knows.
    fn gone(&self, rows: &Rows, faults: &[Fault]) -> Vec<String> {
        if !faults.is_empty() {
            return Vec::new();
        }
        let there: HashSet<&str> = rows.entries.iter().map(|entry| entry.key.as_str()).collect();
        let before = of_source(&self.desk.folder, &self.map.name);
        let gone = before.into_iter().filter(|(key, _)| !there.contains(key.as_str()));
        let mut gone: Vec<String> = gone.map(|(_, path)| path).collect();
        gone.sort_unstable();
        gone
    }

    /// What is to be done, in a line.
    fn plan(&self, rows: &Rows, handed: &Handed, gone: usize) -> String {
        let of = |outcome| handed.entries.iter().filter(|entry| entry.outcome == outcome).count();
        let numbers = [
            (of(Outcome::Written), "to add"),
            (of(Outcome::Same), "the same"),
            (of(Outcome::Changed), "changed"),
            (gone, "gone from the source"),
            (rows.twice.len(), "twice in the source"),
        ];
        let said = numbers.iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> = said.map(|(number, what)| format!("{number} {what}")).collect();
        let is_same = numbers
            .iter()
            .all(|&(number, what)| number == 0 || what == "the same" || what.starts_with("twice"));
        let nothing = if is_same { "; nothing to do" } else { "" };
        format!("{}: {}{nothing}", visible(&self.map.name), said.join(" · "))
    }

    /// Writes the rows in `faulty` into `file`, below the head of their table.
    fn set_aside(
        &self,
        file: &Path,
        rows: &Rows,
        faulty: &HashSet<(usize, usize)>,
    ) -> anyhow::Result<()> {
        let text = aside::text(rows, faulty);
        let shown = visible(&file.display().to_string());
        let mut made = std::fs::File::create_new(file)
            .with_context(|| format!("{shown} cannot be written anew"))?;
        made.write_all(text.as_bytes()).with_context(|| format!("{shown} cannot be written"))?;
        let number = count(faulty.len(), "row");
        let map = visible(&self.arguments.map.display().to_string());
        // A text cannot hold sheets and the cells above a table.
        let next = if self.sheets.iter().any(|sheet| sheet.name.is_some()) {
            "to read; mend them in the workbook and import it again: what is there already stays \
             as it is"
                .to_owned()
        } else {
            format!("; mend them there, then: coach import {shown} --map {map}")
        };
        let between = if next.starts_with(';') { "" } else { " " };
        Ok(self
            .desk
            .terminal
            .print_error(format!("{number} set aside in {shown}{between}{next}\n"))?)
    }

    fn show(&self, findings: &[Diagnostic]) -> anyhow::Result<()> {
        let terminal = self.desk.terminal;
        let style = self.desk.root.style(terminal.error_color, terminal.width, true);
        Ok(terminal.print_error(text::render_all(findings, style))?)
    }

    /// Says how the source was read, and which rows and columns were left out.
    fn say_remarks(&self, rows: &Rows) -> anyhow::Result<()> {
        let mut lines: Vec<String> =
            self.sheets.iter().flat_map(|sheet| sheet.remarks.iter().cloned()).collect();
        for (because, number) in &rows.left_out {
            lines.push(format!("{} left out: {because}", count(*number, "row")));
        }
        if !rows.unknown.is_empty() {
            lines.push(format!("not in the map: {}", rows.unknown.join(", ")));
        }
        let lines = lines.iter().map(|line| format!("note: {}\n", visible(line)));
        Ok(self.desk.terminal.print_error(lines.collect::<String>())?)
    }

    /// Says what is wrong with the rows, each cause once.
    fn refuse(&self, faults: &[Fault], good: usize) -> anyhow::Result<()> {
        self.say_faults(faults)?;
        self.desk.refuse_in_short(&self.arguments.writing, faults.len())?;
        let good = count(good, "record");
        Ok(self.desk.terminal.print_error(format!(
            "nothing was written; to bring in what has no fault (at most {good}) and put the other rows \
             aside: the same command with --set-aside FILE\n"
        ))?)
    }

    fn say_faults(&self, faults: &[Fault]) -> anyhow::Result<()> {
        let mut out = String::new();
        for cause in causes(faults) {
            let cells = match cause.faults.len() {
                1 => String::new(),
                many => format!(" ({})", count(many, "row")),
            };
            let column = match cause.column {
                "" => String::new(),
                column => format!("{}: ", visible(column)),
            };
            out.push_str(&format!("error: {column}{}{cells}\n", visible(cause.cause)));
            let (named, more) = cause.named();
            for fault in named {
                let content = fault.content.as_deref().map(|content| format!(" `{content}`"));
                let detail = match fault.wrong.detail.as_str() {
                    "" => String::new(),
                    detail => format!(": {detail}"),
                };
                let cells = fault.cells.join(", ");
                let line = format!("{cells}{}{detail}", content.unwrap_or_default());
                out.push_str(&format!("  --> {}\n", visible(&line)));
            }
            if more > 0 {
                out.push_str(&format!("  and {more} more\n"));
            }
            if !cause.remedy.is_empty() {
                out.push_str(&format!("  help: {}\n", visible(cause.remedy)));
            }
        }
        Ok(self.desk.terminal.print_error(out)?)
    }
}

/// The map in `file`; `None` where it has faults, which are printed.
fn read_map(file: &Path, desk: &Desk) -> anyhow::Result<Option<Map>> {
    let shown = file.to_string_lossy().replace('\\', "/");
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", visible(&shown)))?;
    let source = Source::new(shown, text);
    match map::read::map(&source) {
        Ok(map) => Ok(Some(map)),
        Err(faults) => {
            let terminal = desk.terminal;
            let style = desk.root.style(terminal.error_color, terminal.width, false);
            terminal.print_error(text::render_all(&faults, style))?;
            Ok(None)
        }
    }
}

/// The sheets of all `files`.
fn read_sheets(files: &[PathBuf], map: &Map) -> anyhow::Result<Vec<Sheet>> {
    let mut all = Vec::new();
    for file in files {
        let is_input = file.as_os_str() == "-";
        let name = match file.file_name() {
            Some(name) if !is_input => name.to_string_lossy().into_owned(),
            _ => "standard input".to_owned(),
        };
        let cannot = || format!("{} cannot be read", visible(&name));
        let mut bytes = Vec::new();
        let most = LARGEST + 1;
        if is_input {
            io::stdin().lock().take(most).read_to_end(&mut bytes).with_context(cannot)?;
        } else {
            let opened = std::fs::File::open(file).with_context(cannot)?;
            opened.take(most).read_to_end(&mut bytes).with_context(cannot)?;
        }
        match sheets(&name, bytes, &map.reading) {
            Ok(sheets) => all.extend(sheets),
            Err(why) => bail!("{}: {why}", visible(&name)),
        }
    }
    Ok(all)
}
