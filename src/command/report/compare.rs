//! `coach report --compare OTHER`: what the report is held against, and both put together.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::Arguments;
use crate::check;
use crate::command::git::revision::{self, Revision};
use crate::command::open::Root;
use crate::command::terminal::Terminal;
use crate::count::Statistic;
use crate::diagnostic::text as diagnostic_text;
use crate::domain::calendar::{AsOf, DayFrom};
use crate::domain::district::PeriodError;
use crate::formats::Format;
use crate::report::compare::{self, Comparison, Earlier, Held, Side};
use crate::report::{
    Asked, Commit, FORMS, Figure, Form, Period, Question, Report, Selection, build, gather,
};
use crate::store::{DistrictFolder, Progress};
use crate::text::encoding::{NotUtf8, text_of};
use crate::text::wording::{any_of, quote, visible};

/// Bytes of the largest earlier report that is read.
const LARGEST_REPORT: u64 = 1 << 30;

/// What the report is held against.
enum Other {
    /// Another time of the same folder.
    Period(String),
    /// An earlier report as JSON.
    Report(PathBuf, Box<Earlier>),
    /// The folder as a commit has it.
    Commit(Revision),
}

/// A report to hold against, and the folder behind it.
struct Before {
    side: Side,
    figures: Vec<Figure>,
    /// Ids and hashes of the profiles in it.
    profiles: Vec<(String, String)>,
    /// The version of the program that made it, where another may have.
    made_by: Option<String>,
    /// The folder, where it is not the one of the report itself, and what keeps its files.
    folder: Folder,
}

impl Before {
    /// Its day, and where that comes from: an earlier report has its own, and every other side is as of
    /// the day of `now`.
    fn as_of(&self, now: DayFrom) -> AsOf {
        let from = if self.made_by.is_some() { DayFrom::Earlier } else { now };
        AsOf { day: self.side.as_of, from }
    }
}

enum Folder {
    Same,
    Other {
        folder: Box<DistrictFolder>,
        /// Its files, for as long as they are read.
        _files: Revision,
    },
    /// It is not to be had, because of this.
    Unknown(String),
}

/// Everything about the report that is held against another.
pub(super) struct Now<'n> {
    pub arguments: &'n Arguments,
    pub root: &'n Root,
    pub folder: &'n DistrictFolder,
    pub report: &'n Report,
    pub selection: &'n Selection,
}

/// Whether a comparison can be drawn in all the formats asked for.
pub(super) fn check_formats(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.outputs.formats().any(|form| form.comparison.is_none()) {
        let mut shown: Vec<&Form> = FORMS.iter().filter(|form| form.comparison.is_some()).collect();
        // What is for people comes first.
        shown.sort_by_key(|form| form.format.is_some());
        bail!("--compare is shown as {}", any_of(shown.into_iter().map(|form| form.name)));
    }
    if arguments.period.len() > 1 {
        bail!("--compare compares one --period with another; you named {}", arguments.period.len());
    }
    Ok(())
}

/// The comparison of the report with `--compare`'s `other`.
pub(super) fn compare(now: &Now, other: &str, terminal: &Terminal) -> anyhow::Result<Comparison> {
    let Some(period) = now.report.periods.first() else { bail!("there is nothing to compare") };
    let before = now.before(now.find(other)?, period, terminal)?;
    let profiles = profiles(period);
    let (changes, unchanged) = compare::changes(
        (&period.figures, &ids(&profiles)),
        (&before.figures, &ids(&before.profiles)),
    );
    let measures: Vec<Statistic> = changes.iter().map(|change| change.address.measure).collect();
    let mut because_unknown = None;
    let before_folder = match &before.folder {
        Folder::Same => Some(now.folder),
        Folder::Other { folder, .. } => Some(&**folder),
        Folder::Unknown(why) => {
            because_unknown = Some(why.clone());
            None
        }
    };
    let because = match before_folder {
        Some(before_folder) => {
            let held_now =
                Held { folder: now.folder, window: &period.window, as_of: now.report.looked_at() };
            let (window, as_of) = (&before.side.window, before.as_of(now.report.as_of_from));
            let held_before = Held { folder: before_folder, window, as_of };
            now.arguments.reading.pass(terminal, |progress| {
                compare::because(held_now, held_before, now.selection, measures, progress)
            })?
        }
        None => Vec::new(),
    };
    let what = match before.folder {
        Folder::Same => period.window.label.clone(),
        _ => "the folder as it is".to_owned(),
    };
    Ok(Comparison {
        format: Format::Compare,
        audience: now.report.audience,
        tool: now.report.tool.clone(),
        district: now.report.district.clone(),
        selection: now.report.selection.clone(),
        by: now.report.by.clone(),
        unlike: unlike(&before, &profiles, now.report.tool.version),
        now: compare::side(what, period, now.report.as_of, now.report.commit.clone()),
        before: before.side,
        unchanged,
        changes,
        because,
        because_unknown,
    })
}

/// The text of an earlier report, unless it is larger than any report.
fn read(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST_REPORT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_REPORT {
        bail!("it is larger than {} MB, too large for a report", LARGEST_REPORT >> 20);
    }
    text_of(bytes).map_err(|error| match error {
        // As a shell of Windows writes what goes through `>`.
        NotUtf8::Other(_) => anyhow!("it {error}, or make it by -o FILE instead of `> FILE`"),
        NotUtf8::Bytes { .. } => anyhow!("it {error}"),
    })
}

impl Now<'_> {
    /// What `other` names: a file, else a time, else a commit.
    fn find(&self, other: &str) -> anyhow::Result<Other> {
        let path = Path::new(other);
        if path.is_file() {
            let text = read(path).with_context(|| format!("{} cannot be read", visible(other)))?;
            let earlier = Earlier::read(&text)
                .with_context(|| format!("cannot compare with {}", visible(other)))?;
            return Ok(Other::Report(path.to_owned(), Box::new(earlier)));
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
            "--compare {}: there is no such file, period or commit\n{no_period}\nas a commit: {why}",
            visible(other)
        )
    }

    fn before(&self, other: Other, now: &Period, terminal: &Terminal) -> anyhow::Result<Before> {
        match other {
            Other::Period(period) => self.gathered(self.folder, &period, terminal).map(|before| {
                let what = before.window.label.clone();
                self.counted(what, &before, self.report.commit.clone(), Folder::Same)
            }),
            Other::Commit(revision) => {
                let folder = open(&revision)?;
                let days = format!("{}..{}", now.window.from, now.window.to);
                let mut before = self.gathered(&folder, &days, terminal)?;
                before.window.label.clone_from(&now.window.label);
                let commit = Commit { id: revision.id.clone(), has_changes: Some(false) };
                let folder = Folder::Other { folder: Box::new(folder), _files: revision };
                Ok(self.counted(
                    "the folder as committed".to_owned(),
                    &before,
                    Some(commit),
                    folder,
                ))
            }
            Other::Report(path, earlier) => self.read(&path, &earlier),
        }
    }

    /// The report on `period` of `folder`, made like the one that is there.
    fn gathered(
        &self,
        folder: &DistrictFolder,
        period: &str,
        terminal: &Terminal,
    ) -> anyhow::Result<Period> {
        let periods = [period.to_owned()];
        let as_of = self.report.looked_at();
        let gathered = self.arguments.reading.pass(terminal, |progress: &Progress| {
            gather(folder, &Question { as_of, periods: &periods, today: as_of, progress })
        })??;
        let form = Asked { by: self.report.by.clone(), ..Asked::default() };
        let report = build(&folder.district, &gathered, self.selection, form);
        report.periods.into_iter().next().context("a report has a time")
    }

    fn counted(
        &self,
        what: String,
        period: &Period,
        commit: Option<Commit>,
        folder: Folder,
    ) -> Before {
        Before {
            side: compare::side(what, period, self.report.as_of, commit),
            figures: period.figures.clone(),
            profiles: profiles(period),
            made_by: None,
            folder,
        }
    }

    /// An earlier report; the folder behind it is that of its commit.
    fn read(&self, path: &Path, earlier: &Earlier) -> anyhow::Result<Before> {
        let named = visible(&path.display().to_string());
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
        let period = earlier.period();
        let folder = match self.folder_of(earlier) {
            Ok((folder, files)) => Folder::Other { folder: Box::new(folder), _files: files },
            Err(why) => Folder::Unknown(why),
        };
        Ok(Before {
            side: Side {
                what: format!("the report {}", quote(&path.display().to_string())),
                window: period.window.clone(),
                as_of: earlier.as_of,
                commit: earlier.commit.clone(),
                found: period.records.found,
                left_out: period.records.left_out,
            },
            figures: period.figures.clone(),
            profiles: period.profiles.iter().map(|p| (p.id.clone(), p.hash.clone())).collect(),
            made_by: Some(earlier.tool.version.clone()),
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

fn profiles(period: &Period) -> Vec<(String, String)> {
    period.profiles.iter().map(|profile| (profile.id.clone(), profile.hash.clone())).collect()
}

fn ids(profiles: &[(String, String)]) -> Vec<&str> {
    profiles.iter().map(|(id, _)| id.as_str()).collect()
}

/// What the two sides were not made alike by.
fn unlike(before: &Before, now: &[(String, String)], version: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for (id, hash) in now {
        if before.profiles.iter().any(|(other, text)| other == id && text != hash) {
            sentences.push(format!(
                "The text of profile {id} is not the same in both: a number may have changed because of \
                 its rules."
            ));
        }
    }
    if let Some(made_by) = before.made_by.as_ref().filter(|made_by| *made_by != version) {
        sentences.push(format!(
            "The earlier report was made by coach {}, this one by coach {version}.",
            visible(made_by)
        ));
    }
    sentences
}
