//! An export from beginning to end: tables are opened, the district's rows are written, then those of one
//! relationship after the other, in the order of their folders, and last the coaches' own time. Some
//! relationships are read at a time, on all threads, while the rows of those before them are written.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::cell::Cell;
use super::counted::{self, OfPeriod};
use super::csv::Csv;
use super::district::{self, OfDistrict};
use super::evidence;
use super::jsonl::JsonLines;
use super::lines::{self, Lines, Measured, RECORDS_FILE};
use super::list::{self, Row};
use super::package::{self, DESCRIPTOR, LeftOut};
use super::parquet::Parquet;
use super::period::{Period, periods};
use super::record::{self, OfRecord};
use super::table::Table;
use crate::count::{Dated, Moment, Records, by_instrument, evaluate};
use crate::diagnostic::Problems;
use crate::domain::record::{Checklist, Named, OfKind, Record, Relationship, corrected};
use crate::report::{Gathered, Report};
use crate::store::{DistrictFolder, File as RecordFile, LoadedPair, Progress, load_coach};
use crate::survey::look_at;
use crate::syntax::yaml;
use crate::text::words::words;

words! {
    /// In which form tables are written.
    pub(crate) enum Form {
        /// For spreadsheets.
        Csv = "csv",
        /// For programs.
        Jsonl = "jsonl",
        /// For DuckDB, Spark and others like them.
        Parquet = "parquet",
    }
}

impl Form {
    /// The name of the file of `table`.
    pub(super) fn file(self, table: Table) -> String {
        format!("{}.{}", table.name(), self.name())
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// The form of the tables.
    pub form: Form,
    /// Whether confidential text is among the columns.
    pub with_prose: bool,
}

impl Asked {
    /// Whether the records are written whole as well: without their prose they would not be whole.
    pub(crate) fn has_lines(&self) -> bool {
        self.form == Form::Jsonl && self.with_prose
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Made {
    /// Files with tables.
    pub tables: usize,
    /// Rows in them.
    pub rows: usize,
    /// Records that are not among those written whole, because they name others that are left out.
    pub left_behind: usize,
}

/// What the files of an export hold.
pub(super) struct Sizes {
    /// The bytes of each table, in the order of [`Table::ALL`].
    pub tables: Vec<u64>,
    /// The records whole, where they were asked for.
    pub lines: Option<Measured>,
}

/// A table that is being written.
pub(super) trait Sheet: Send {
    /// Adds a row with a cell for each column.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;

    /// Writes what is left, and sees to it that it lasts.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Relationships that are read at a time.
const CHUNK: usize = 32;

/// Writes the tables of `folder` into the empty folder `to`. `gathered` is what the report of the same folder is built
/// of, and `report` that report. Once `is_stopped` says so, it ends with what is there.
///
/// # Errors
/// A file cannot be written, or it was stopped.
pub(crate) fn write(
    folder: &DistrictFolder,
    (gathered, report): (&Gathered, &Report),
    asked: Asked,
    to: &Path,
    (progress, is_stopped): (&Progress, impl Fn() -> bool),
) -> io::Result<Made> {
    let mut files = Files::create(asked, to)?;
    let district = &folder.district;
    let periods = gathered.windows.first().map(periods).unwrap_or_default();
    let of = OfDistrict { district, report };
    district::rows(&of, &periods).try_for_each(|row| files.row(&row))?;
    let moments: Vec<Moment> =
        periods.iter().map(|period| Moment::of(district, &period.window, gathered.as_of)).collect();
    let looking = Looking { asked, district: &district.name, periods: &periods, moments: &moments };
    let own = gathered.survey.pairs.iter().filter(|pair| !pair.is_beside);
    let paths: Vec<&str> = own.map(|pair| pair.path.as_str()).collect();
    progress.begin(paths.len());
    let look = |paths: &[&str]| -> Vec<Rows> {
        let lineages = &gathered.survey.lineages;
        let seen = look_at(folder, lineages, paths, |loaded, relationship, records| {
            let rows = looking.pair(loaded, relationship, records);
            progress.advance();
            rows
        });
        seen.into_iter().flatten().collect()
    };
    let mut waiting: Vec<Rows> = Vec::new();
    for chunk in paths.chunks(CHUNK) {
        let (written, next) = rayon::join(|| files.add(&waiting), || look(chunk));
        written?;
        if is_stopped() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        waiting = next;
    }
    files.add(&waiting)?;
    for coach in &gathered.survey.coaches {
        files.add(&[looking.coach(folder, &coach.coach)])?;
    }
    let tool = format!("{} {}", report.tool.name, report.tool.version);
    let survey = &gathered.survey;
    let left_out = LeftOut {
        records: survey.left_out,
        folders: survey.unread_folders,
        left_behind: files.left_behind,
    };
    let describe =
        |sizes: &Sizes| package::descriptor(asked, &district.name, left_out, sizes, &tool);
    files.finish(asked, describe, to)
}

/// The rows of one relationship or coach.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    lines: String,
    left_behind: usize,
}

/// The file of a record.
#[derive(Clone, Copy)]
struct Filed<'f> {
    file: &'f RecordFile,
    /// Whether another record replaces it.
    is_replaced: bool,
    /// Whether it cannot be brought in, because it names what is left out.
    is_left_behind: bool,
}

impl<'f> Filed<'f> {
    fn alone(file: &'f RecordFile) -> Self {
        Self { file, is_replaced: false, is_left_behind: false }
    }
}

/// What is the same for every relationship.
struct Looking<'l> {
    asked: Asked,
    district: &'l str,
    periods: &'l [Period],
    moments: &'l [Moment<'l>],
}

impl Looking<'_> {
    fn pair(&self, loaded: &LoadedPair, relationship: &Relationship, records: &Records) -> Rows {
        let mut rows = Rows::default();
        if let Some((file, typed)) = &loaded.relationship {
            let record = Record::Relationship(typed.clone());
            let whose = (&*loaded.path, Some(typed), &*typed.coach.value);
            self.record(Filed::alone(file), whose, &record, &mut rows);
        }
        let replaced = self.replaced(loaded, relationship);
        let left_behind = lines::left_behind(&loaded.records);
        for record in &loaded.records {
            let whose = (&*loaded.path, Some(relationship), &*relationship.coach.value);
            let (file, name) = (&record.file, record.file.name.as_str());
            let is_replaced = replaced.contains(name);
            let filed = Filed { file, is_replaced, is_left_behind: left_behind.contains(name) };
            self.record(filed, whose, &record.record, &mut rows);
        }
        by_instrument(relationship, records, |relationship, records| {
            for (period, moment) in self.periods.iter().zip(self.moments) {
                let evaluation = &evaluate(relationship, records, moment);
                let (district, folder) = (self.district, loaded.path.as_str());
                let of = OfPeriod { district, folder, relationship, period, evaluation };
                rows.rows.extend(counted::rows(&of));
                if !period.is_month {
                    rows.rows.extend(evidence::rows(&of));
                }
            }
        });
        rows
    }

    fn coach(&self, folder: &DistrictFolder, coach: &str) -> Rows {
        let loaded = load_coach(folder, coach);
        let mut rows = Rows::default();
        for record in &loaded.records {
            let whose = (&*loaded.path, None, coach);
            self.record(Filed::alone(&record.file), whose, &record.record, &mut rows);
        }
        rows
    }

    /// The files of the checklists that others replace by the as-of day. A correction that counts in no number
    /// replaces nothing.
    fn replaced<'p>(
        &self,
        loaded: &'p LoadedPair,
        relationship: &Relationship,
    ) -> BTreeSet<&'p str> {
        let Some(moment) = self.moments.first() else { return BTreeSet::new() };
        let checklists = loaded.records.iter().filter_map(|record| {
            let (file, record) = (record.file.name.as_str(), &record.record);
            let counts = Dated { file, record }.counts(relationship, moment.as_of);
            Some((file, Checklist::of(record).filter(|_| counts)?))
        });
        let checklists: Vec<Named> = checklists.collect();
        corrected(relationship, &checklists, &checklists)
    }

    /// Adds the rows of the record in a file, in a folder of a relationship or a coach.
    fn record(
        &self,
        Filed { file, is_replaced, is_left_behind }: Filed,
        (folder, relationship, coach): (&str, Option<&Relationship>, &str),
        record: &Record,
        rows: &mut Rows,
    ) {
        // It was read before, and so it can be read.
        let Ok(root) = yaml::parse(&file.source, &mut Problems::default()) else { return };
        let Some(moment) = self.moments.first() else { return };
        let of = OfRecord {
            district: self.district,
            folder,
            file: &file.name,
            relationship,
            coach,
            record,
            root: &root,
            moment,
            is_replaced,
        };
        let kind = record.kind();
        rows.rows.push((Table::of(kind), record::row(&of, self.asked.with_prose)));
        rows.rows.extend(list::rows(&of, self.asked.with_prose));
        if self.asked.has_lines() && is_left_behind {
            rows.left_behind += 1;
        } else if self.asked.has_lines() {
            rows.lines.push_str(&lines::line(file.path(), &root, kind.table()));
        }
    }
}

/// The files of an export.
struct Files {
    sheets: Vec<Box<dyn Sheet>>,
    lines: Option<Lines>,
    rows: usize,
    left_behind: usize,
}

impl Files {
    fn create(asked: Asked, to: &Path) -> io::Result<Self> {
        let sheet = |table: Table| -> io::Result<Box<dyn Sheet>> {
            let file = File::create_new(to.join(asked.form.file(table)))?;
            let columns = &table.columns(asked.with_prose);
            Ok(match asked.form {
                Form::Csv => Box::new(Csv::new(file, columns)?),
                Form::Jsonl => Box::new(JsonLines::new(file, columns)),
                Form::Parquet => Box::new(Parquet::new(file, columns)?),
            })
        };
        let lines = asked.has_lines().then(|| File::create_new(to.join(RECORDS_FILE)));
        Ok(Self {
            sheets: Table::ALL.into_iter().map(sheet).collect::<io::Result<_>>()?,
            lines: lines.transpose()?.map(Lines::new),
            rows: 0,
            left_behind: 0,
        })
    }

    fn row(&mut self, (table, cells): &Row) -> io::Result<()> {
        self.rows += 1;
        self.sheets[*table as usize].row(cells)
    }

    fn add(&mut self, all: &[Rows]) -> io::Result<()> {
        for Rows { rows, lines, left_behind } in all {
            rows.iter().try_for_each(|row| self.row(row))?;
            self.left_behind += left_behind;
            if let Some(out) = &mut self.lines {
                out.add(lines)?;
            }
        }
        Ok(())
    }

    /// Ends every file; what `describe` says of them is written last.
    fn finish(
        self,
        asked: Asked,
        describe: impl FnOnce(&Sizes) -> serde_json::Result<String>,
        to: &Path,
    ) -> io::Result<Made> {
        let Self { sheets, lines, rows, left_behind } = self;
        let made = Made { tables: sheets.len(), rows, left_behind };
        sheets.into_iter().try_for_each(Sheet::finish)?;
        let bytes = |table: Table| Ok(to.join(asked.form.file(table)).metadata()?.len());
        let tables = Table::ALL.into_iter().map(bytes).collect::<io::Result<_>>()?;
        let lines = lines.map(Lines::finish).transpose()?;
        let mut file = File::create_new(to.join(DESCRIPTOR))?;
        file.write_all(describe(&Sizes { tables, lines })?.as_bytes())?;
        file.sync_all()?;
        Ok(made)
    }
}
