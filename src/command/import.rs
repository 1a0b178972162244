//! `coach import`: sheets and form exports of other programs as records; what the source says now of those that are
//! there; and an import taken back.

mod again;
mod beside;
mod files;
mod judge;
mod package;
mod refused;
mod said;
mod suggesting;
mod undo;

use std::collections::{HashMap, HashSet};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum, ValueHint};

use self::beside::PeopleFile;
use self::files::{read_map, read_sheets};
use super::exit::Exit;
use super::reading::{Bar, watched};
use super::recording::from::{Beside, Handed, Import, Updates, Upkeep};
use super::recording::{Desk, Writing};
use super::terminal::Terminal;
use crate::import::aside;
use crate::import::cell::Sheet;
use crate::import::fault::Fault;
use crate::import::lexicon::Lexicon;
use crate::import::map::Map;
use crate::import::rows::open::{Known, Roster};
use crate::import::rows::{Entry, Rows};
use crate::import::trace;
use crate::store::Progress;
use crate::write::handed::{Imported, Wanted};
use crate::write::written::Outcome;

/// Bring in records from spreadsheets and forms, each once
#[derive(Debug, Args)]
#[command(after_help = "Maps are explained by `coach explain import`.\n\n\
    Examples:\n\
    \x20 coach import -C examples/riverbend --map examples/import/form.toml \
    examples/import/form.csv -n\n\
    \x20 coach import -C examples/riverbend --suggest-map examples/import/form.csv")]
pub(super) struct Arguments {
    /// Files of one source: CSV, XLSX, XLS, ODS, JSON or JSON lines; - is standard input. Or the folder of an
    /// export (`coach export --to jsonl --with-prose`), which needs no map
    #[arg(value_name = "FILE", required_unless_present = "undo", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// The map, which says which columns become which keys
    #[arg(
        long,
        value_name = "MAP",
        value_hint = ValueHint::FilePath
    )]
    map: Option<PathBuf>,
    /// Print a map for FILE with guesses at what its columns and words mean, and bring in nothing
    #[arg(
        long,
        conflicts_with_all = ["map", "set_aside", "update", "conflicts", "prune", "yes", "undo", "run"]
    )]
    suggest_map: bool,
    /// Bring in the rows without a fault, and write the others to FILE, to be mended and imported from there
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    set_aside: Option<PathBuf>,
    /// Bring records that are there up to what the source says now; their comments stay
    #[arg(long)]
    update: bool,
    /// Settle what was changed in the source and here: whose word stays
    #[arg(long, value_name = "WHOSE", value_enum, requires = "update")]
    conflicts: Option<Whose>,
    /// Name every record that the source holds no more; with --yes, remove those nobody changed
    #[arg(long, conflicts_with = "set_aside")]
    prune: bool,
    /// Remove what --prune names
    #[arg(long, short = 'y', requires = "prune")]
    yes: bool,
    /// Take an import of the source NAME back: remove its records, if nobody changed one since
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with_all = ["files", "map", "set_aside", "update", "conflicts", "prune", "yes"]
    )]
    undo: Option<String>,
    /// Which of several imports to take back, such as 2026-11-27
    #[arg(long, value_name = "RUN", requires = "undo")]
    run: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Arguments {
    fn updates(&self) -> Updates {
        match (self.update, self.conflicts) {
            (false, _) => Updates::Nothing,
            (true, Some(Whose::Source)) => Updates::All,
            (true, Some(Whose::Record) | None) => Updates::Changed,
        }
    }
}

/// Whose word stays where a record was changed in its source and here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Whose {
    /// The source's
    Source,
    /// The record's; you are not asked again until the source changes once more
    Record,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    Desk::with(folder, terminal, (Some(&arguments.writing), None), |desk| {
        if let Some(name) = &arguments.undo {
            return undo::undo(desk, name, arguments.run.as_deref(), &arguments.writing);
        }
        if arguments.suggest_map {
            return suggesting::suggest(desk, &arguments.files);
        }
        if let Some(export) = package::folder_in(&arguments.files)? {
            return package::import(export, desk, arguments);
        }
        if let Some(aside) = &arguments.set_aside {
            refused::is_free(aside)?;
        }
        let Some(file) = &arguments.map else {
            bail!("name a map with --map, or have one suggested with --suggest-map")
        };
        let Some(map) = read_map(file, desk, &arguments.writing)? else {
            return Ok(Exit::CouldNotRun);
        };
        let sheets = read_sheets(&arguments.files, &map.reading)?;
        if let Some(file) = &arguments.set_aside {
            aside::fits(&map, &sheets, &file.to_string_lossy()).map_err(anyhow::Error::msg)?;
        }
        let (sheets, faults) = beside::prepared(file, &map, sheets)?;
        // The command ends with what is held so; to take many rows and records apart would take a while.
        let sheets = ManuallyDrop::new(sheets);
        let roster = beside::roster(file, &map)?;
        // All that is waited for is read: from here on nobody else brings in the same.
        let desk = &desk.holding(&arguments.writing)?;
        let imported = ManuallyDrop::new(Imported::find(&desk.folder, Wanted::Source(&map.name)));
        desk.refuse_unread(&imported)?;
        let run = imported.next_run(desk.today);
        let import = Import { imported: &imported, run: &run, updates: arguments.updates() };
        let (map, sheets, roster) = (&map, &sheets[..], roster.as_deref());
        Importing { desk, arguments, map, map_file: file, sheets, roster, import }.run(faults)
    })
}

/// What is shown while rows are planned.
const PLANNING: Bar =
    Bar { form: "planning {bar:30} {pos} of {len} rows, {rate} a second, {eta} left", steps: 1 };

/// An import at work.
struct Importing<'i, 't> {
    desk: &'i Desk<'t>,
    arguments: &'i Arguments,
    map: &'i Map,
    map_file: &'i Path,
    sheets: &'i [Sheet],
    /// The sheets of the roster, where the map names one.
    roster: Option<&'i [Sheet]>,
    import: Import<'i>,
}

impl<'i> Importing<'i, '_> {
    /// `faults` is what is wrong with the tables.
    fn run(&self, faults: Vec<Fault>) -> anyhow::Result<Exit> {
        let district = &self.desk.folder.district;
        let Some(profile) = self.desk.folder.profiles.get(&district.profile) else {
            bail!("the usual profile of coach.toml is not known");
        };
        let (people, list) = PeopleFile::open(self.map_file, self.map, self.desk)?.unzip();
        let lexicon = Lexicon::of(district, &self.desk.people, profile);
        let lexicon = lexicon.with_list(list).with_profiles(&self.desk.folder.profiles);
        let mut rows = ManuallyDrop::new(watched(self.desk.terminal, PLANNING, |progress| {
            Rows::of(self.map, self.sheets, &lexicon, self.desk.today, progress)
        }));
        rows.faults.splice(0..0, faults);
        self.say_remarks(&rows)?;
        let opens = self.map.open.is_some() || self.map.roster.is_some();
        // To look for these takes a while, and matters only then.
        let broken: Vec<String> = if opens { self.desk.broken().collect() } else { Vec::new() };
        let first_days = if opens { self.import.imported.first_days() } else { HashMap::default() };
        let known = Known {
            relationships: self.desk.relationships(),
            broken: &broken,
            imported: self.import.imported,
            first_days: &first_days,
            root: &self.desk.root.path,
            profile: &district.profile,
            year_starts: district.year_starts,
        };
        let listed = self.listed(&mut rows, &lexicon);
        let open = |rows: &mut Rows| {
            let roster = listed.as_ref();
            let roster =
                roster.map(|(entries, first_table)| Roster { entries, first_table: *first_table });
            rows.open_pairs(&lexicon, known, roster)
        };
        open(&mut rows)?;
        let mut faults = rows.faults.clone();
        let mut found = Vec::new();
        let mut judged = self.judge(&rows, &mut found)?;
        trace::leave_out_told(&mut found, &faults);
        faults.append(&mut found);
        let faulty = rows.spots_of(&faults);
        if !faults.is_empty() && (faulty.is_none() || self.arguments.set_aside.is_none()) {
            self.refuse(&faults, rows.entries.len())?;
            return Ok(Exit::Found);
        }
        let faulty = faulty.unwrap_or_default();
        let is_known = |key: &str| self.is_known(key);
        if !faulty.is_empty() || rows.has_doubles(self.map, &is_known) {
            rows.settle(self.map, &faulty, &is_known);
            open(&mut rows)?;
            judged = self.judge(&rows, &mut Vec::new())?;
        }
        let Some(handed) = judged else {
            return self.refuse_all(&faults);
        };
        if !handed.is_clean() {
            return self.refuse_unplaced(&handed.faults);
        }
        let list = people.as_ref().map(|people| (people, &lexicon));
        self.keep(&rows, handed, list, (&faults, &faulty))
    }

    /// Whether the record with this key came in before.
    fn is_known(&self, key: &str) -> bool {
        self.import.imported.of_source(&self.map.name, key).is_some()
    }

    /// The relationships that the roster lists, and where their tables begin in `rows`.
    fn listed(&self, rows: &mut Rows<'i>, lexicon: &Lexicon) -> Option<(Vec<Entry>, usize)> {
        let (roster, sheets) = self.map.roster.as_ref().zip(self.roster)?;
        let mut listed =
            Rows::of(&roster.map, sheets, lexicon, self.desk.today, &Progress::default());
        let first_table = rows.take_tables(&mut listed);
        Some((listed.entries, first_table))
    }

    /// Writes what is new in `handed`, and changes and removes what is to.
    fn keep(
        &self,
        rows: &Rows,
        mut handed: Handed,
        list: Option<(&PeopleFile, &Lexicon)>,
        (faults, faulty): (&[Fault], &HashSet<(usize, usize)>),
    ) -> anyhow::Result<Exit> {
        let there = handed.entries.iter().map(|judged| judged.entry.path.as_str()).collect();
        // Where rows have faults nobody knows what is gone.
        let gone = match faults {
            [] => self.import.imported.gone(&there),
            _ => Vec::new(),
        };
        let mut upkeep = Upkeep::new(self.desk);
        let mut remarks = self.revise(&mut handed, rows, &mut upkeep)?;
        let pruned = self.prune(&gone, &handed, &mut upkeep)?;
        let mend = upkeep.into_mend();
        self.name_rows(&mut handed, rows);
        let plan = self.plan(rows, &handed.entries, (gone.len(), pruned.removed));
        self.desk.terminal.print_error(format!("{plan}\n"))?;
        self.note(&self.opened(rows, &handed.entries))?;
        self.note(&self.gone(&gone, &pruned))?;
        self.note(&self.twice())?;
        self.say_faults(faults)?;
        remarks.extend(self.changed(rows, &handed.entries));
        let is_open = handed
            .entries
            .iter()
            .any(|judged| matches!(judged.entry.outcome, Outcome::Changed | Outcome::Conflict));
        let writing = &self.arguments.writing;
        let aside = self.arguments.set_aside.as_deref().filter(|_| !faulty.is_empty());
        if let Some(file) = aside {
            // Before any record: where it cannot be written, nothing is.
            remarks.extend(self.set_aside(file, rows, (faults, faulty))?);
        }
        let is_any = !handed.new.is_empty() || !mend.parts.is_empty();
        if let Some((file, lexicon)) = list.filter(|_| is_any) {
            // Before any record, so that whoever runs it again gives everybody the same id.
            self.note(&file.keep(lexicon, rows, writing.dry_run)?)?;
        }
        let kept = self.kept(&handed.entries, pruned.removed);
        let in_short = Some(kept.as_str());
        let is_open = is_open || aside.is_some();
        // Standard input came from somewhere, too: nobody typed it.
        let is_in_file = true;
        let mend = Some(&mend);
        let beside = Beside { in_short, remarks: &remarks, mend, is_open, is_in_file };
        self.desk.keep_handed(writing, handed, beside)
    }

    /// Gives each of the entries of `handed` the number of its row.
    fn name_rows(&self, handed: &mut Handed, rows: &Rows) {
        for judged in &mut handed.entries {
            if let Some(entry) = rows.entries.get(judged.document) {
                judged.entry.line = rows.row_of(entry).number;
            }
        }
    }
}
