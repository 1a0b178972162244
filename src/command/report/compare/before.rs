//! What a report is held against: an earlier report, another time, the same time of last year, or a commit.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::Now;
use crate::check;
use crate::command::git::revision::{self, Revision};
use crate::command::report::report_file;
use crate::command::terminal::Terminal;
use crate::diagnostic::text as diagnostic_text;
use crate::domain::calendar::{AsOf, DayFrom};
use crate::domain::district::{LAST_YEAR, PeriodError};
use crate::report::compare::{self, Earlier, NamedProfile, Side};
use crate::report::{Asked, Commit, Figure, Keeps, Period, Question, build, gather};
use crate::store::{DistrictFolder, Progress};
use crate::text::path::{shown_path, slashed_path};
use crate::text::wording::{quote, visible};

/// What the report is held against.
pub(super) enum Other {
    /// Another time of the same folder.
    Period(String),
    /// The same time a year before, as of the same day of that year.
    LastYear,
    /// An earlier report as JSON.
    Report(PathBuf, Box<Earlier>),
    /// The folder as a commit has it.
    Commit(Revision),
}

/// A report to hold against, and the folder behind it.
pub(super) struct Before {
    /// What it is.
    pub side: Side,
    /// Its day, and where that comes from.
    pub as_of: AsOf,
    /// Its numbers.
    pub figures: Vec<Figure>,
    /// The profiles in it.
    pub profiles: Vec<NamedProfile>,
    /// The version of the program that made it, where another may have.
    pub made_by: Option<String>,
    /// The folder, where it is not the one of the report itself, and what keeps its files.
    pub folder: Folder,
}

/// The folder behind a report that is held against.
pub(super) enum Folder {
    /// The one of the report itself.
    Same,
    /// That of a commit.
    Other {
        /// The folder.
        folder: Box<DistrictFolder>,
        /// Its files, for as long as they are read.
        _files: Revision,
    },
    /// Nobody asked for its records.
    Unread,
    /// It is not to be had, because of this.
    Unknown(String),
}

impl Now<'_> {
    /// What `other` names: a file, else a time, else a commit.
    pub(super) fn find(&self, other: &str) -> anyhow::Result<Other> {
        let path = Path::new(other);
        if path.is_file() {
            let text = report_file::read(path)
                .with_context(|| format!("{} cannot be read", visible(other)))?;
            let earlier = Earlier::read(&text)
                .with_context(|| format!("cannot compare with {}", visible(other)))?;
            return Ok(Other::Report(path.to_owned(), Box::new(earlier)));
        }
        if other == LAST_YEAR {
            return Ok(Other::LastYear);
        }
        let no_period = match self.folder.district.period(other, self.report.looked_at()) {
            Ok(_) => return Ok(Other::Period(other.to_owned())),
            Err(error @ PeriodError::NoPeriod(_)) => error,
            Err(error) => return Err(error.into()),
        };
        let why = match revision::resolve(&self.root.path, other) {
            Ok(Some(commit)) => {
                let read = revision::read(commit);
                let read = read.with_context(|| format!("--compare {}", visible(other)))?;
                return Ok(Other::Commit(read));
            }
            Ok(None) => "this is not a git repository".to_owned(),
            Err(why) => why,
        };
        bail!(
            "--compare {}: there is no such file, period or commit\n{no_period}; or last-year\nas a commit: {why}",
            visible(other)
        )
    }

    /// The report that `other` is, made like `now`; `None` where there was no record then.
    pub(super) fn before(
        &self,
        other: Other,
        now: &Period,
        terminal: &Terminal,
    ) -> anyhow::Result<Option<Before>> {
        let as_of = self.report.looked_at();
        Ok(Some(match other {
            Other::Period(period) => {
                let before = self.gathered(self.folder, &period, as_of, terminal)?;
                self.same_folder(before, as_of)
            }
            Other::LastYear => {
                let asked = self.arguments.period.first().map(String::as_str);
                let district = &self.folder.district;
                let (window, day) = district.a_year_before(asked, &now.window, as_of.day);
                let day = AsOf { day, from: DayFrom::LastYear };
                let days = format!("{}..{}", window.from, window.to);
                let mut before = self.gathered(self.folder, &days, day, terminal)?;
                before.window.label = window.label;
                if before.records.in_window == 0 {
                    terminal.print_error(format!(
                        "nothing to compare: the same time last year, {} to {}, has no record\n",
                        window.from, window.to
                    ))?;
                    return Ok(None);
                }
                self.same_folder(before, day)
            }
            Other::Commit(revision) => {
                let folder = open(&revision)?;
                let days = format!("{}..{}", now.window.from, now.window.to);
                let mut before = self.gathered(&folder, &days, as_of, terminal)?;
                before.window.label.clone_from(&now.window.label);
                let commit = Commit { id: revision.id.clone(), has_changes: Some(false) };
                let folder = Folder::Other { folder: Box::new(folder), _files: revision };
                let what = "the folder as committed".to_owned();
                counted(what, before, as_of, Some(commit), folder)
            }
            Other::Report(path, earlier) => self.read(&path, *earlier)?,
        }))
    }

    /// A report on another time of the same folder.
    fn same_folder(&self, before: Period, as_of: AsOf) -> Before {
        let what = before.window.label.clone();
        counted(what, before, as_of, self.report.commit.clone(), Folder::Same)
    }

    /// The report on `period` of `folder` as of `as_of`, made like the one that is there.
    fn gathered(
        &self,
        folder: &DistrictFolder,
        period: &str,
        as_of: AsOf,
        terminal: &Terminal,
    ) -> anyhow::Result<Period> {
        let periods = [period.to_owned()];
        // What has happened since is no fault of a record.
        let today = self.report.looked_at();
        let keeps = Keeps::for_rows(&self.report.by, self.selection);
        let gathered = self.arguments.reading.pass(terminal, |progress: &Progress| {
            gather(
                folder,
                &Question { as_of, periods: &periods, year_before: false, today, keeps, progress },
            )
        })??;
        let form = Asked { by: self.report.by.clone(), ..Asked::default() };
        let report = build(&folder.district, &gathered, self.selection, form);
        report.periods.into_iter().next().context("a report has a time")
    }

    /// An earlier report; the folder behind it is that of its commit.
    fn read(&self, path: &Path, earlier: Earlier) -> anyhow::Result<Before> {
        let named = shown_path(path);
        let by: Vec<&str> = self.report.by.iter().map(|by| by.name()).collect();
        if earlier.by != by {
            let rows = |by: &[&str]| match by {
                [] => "district".to_owned(),
                by => by.join(","),
            };
            let was: Vec<&str> = earlier.by.iter().map(String::as_str).collect();
            bail!(
                "{named} was made with --by {}, and this report with --by {}: use the same for both",
                visible(&rows(&was)),
                rows(&by)
            );
        }
        if earlier.selection != self.report.selection {
            let of = |selection: &[String]| match selection {
                [] => "everything".to_owned(),
                selection => visible(&selection.join(", ")),
            };
            bail!(
                "{named} is about {}, and this report about {}: use the same filters for both",
                of(&earlier.selection),
                of(&self.report.selection)
            );
        }
        let folder = if self.explains() {
            match self.folder_of(&earlier) {
                Ok((folder, files)) => Folder::Other { folder: Box::new(folder), _files: files },
                Err(why) => Folder::Unknown(why),
            }
        } else {
            Folder::Unread
        };
        let (as_of, commit) = (earlier.as_of, earlier.commit.clone());
        let made_by = Some(earlier.tool.version.clone());
        let period = earlier.into_period();
        Ok(Before {
            side: Side {
                what: format!("the report {}", quote(&slashed_path(path))),
                window: period.window,
                as_of,
                commit,
                found: period.records.found,
                left_out: period.records.left_out,
            },
            as_of: AsOf { day: as_of, from: DayFrom::Earlier },
            figures: period.figures,
            profiles: period.profiles,
            made_by,
            folder,
        })
    }

    /// The folder that an earlier report was made from, or why it is not to be had.
    fn folder_of(&self, earlier: &Earlier) -> Result<(DistrictFolder, Revision), String> {
        let Some(commit) = &earlier.commit else {
            return Err("the earlier report names no commit whose records could be read".to_owned());
        };
        match commit.has_changes {
            Some(false) => {}
            Some(true) => {
                let why = "the earlier report was made from records that were not committed";
                return Err(why.to_owned());
            }
            None => {
                let why = "the earlier report could not tell whether its records were committed";
                return Err(why.to_owned());
            }
        }
        let why = "the commit of the earlier report is not in a git repository here";
        let commit = revision::resolve(&self.root.path, &commit.id);
        let commit = commit.map_err(|said| format!("{why}: {said}"))?.ok_or(why)?;
        let revision = revision::read(commit).map_err(|error| error.to_string())?;
        let folder = open(&revision).map_err(|error| error.to_string())?;
        Ok((folder, revision))
    }
}

fn open(revision: &Revision) -> anyhow::Result<DistrictFolder> {
    let commit = revision.id.get(..10).unwrap_or(&revision.id);
    if !revision.folder.join(crate::store::CONFIG).is_file() {
        bail!("in commit {commit} there is no {} in this folder", crate::store::CONFIG);
    }
    DistrictFolder::open(&revision.folder, &check::rules()).map_err(|faults| {
        let faults: Vec<String> = faults.0.iter().map(diagnostic_text::one_line).collect();
        anyhow::anyhow!("the settings of commit {commit} cannot be used:\n{}", faults.join("\n"))
    })
}

fn counted(
    what: String,
    period: Period,
    as_of: AsOf,
    commit: Option<Commit>,
    folder: Folder,
) -> Before {
    Before {
        side: compare::side(what, &period, as_of.day, commit),
        as_of,
        profiles: compare::named(&period),
        figures: period.figures,
        made_by: None,
        folder,
    }
}
