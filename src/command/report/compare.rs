//! `coach report --compare OTHER`: the report and what it is held against, put together.

mod before;

use anyhow::bail;

use self::before::{Before, Folder, Other};
use super::Arguments;
use crate::command::open::Root;
use crate::command::terminal::Terminal;
use crate::count::Statistic;
use crate::domain::calendar::Window;
use crate::formats::Format;
use crate::report::compare::{self, Because, Comparison, Held, NamedProfile, SideOf};
use crate::report::{FORMS, Form, Report, Selection};
use crate::store::DistrictFolder;
use crate::text::wording::{any_of, visible};

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
    if !arguments.section.is_empty() {
        bail!(
            "--section shows a part of a report, and --compare has none; --details shows all of it"
        );
    }
    Ok(())
}

impl Now<'_> {
    /// Whether anything that is made shows which records made the difference.
    fn explains(&self) -> bool {
        let arguments = self.arguments;
        let is_for_programs = |form: Form| form.format.is_some();
        arguments.details || arguments.explain || arguments.outputs.formats().any(is_for_programs)
    }

    /// Which records made the difference in `measures`, or why that is unknown. Both folders are read again
    /// for it, so nothing is looked for that nobody sees.
    fn because(
        &self,
        window: &Window,
        before: &Before,
        measures: Vec<Statistic>,
        terminal: &Terminal,
    ) -> anyhow::Result<(Vec<Because>, Option<String>)> {
        let folder = match &before.folder {
            // Between two times of one folder nearly everything counts differently.
            Folder::Same if !self.explains() => return Ok((Vec::new(), None)),
            Folder::Same => self.folder,
            Folder::Other { folder, .. } => folder,
            Folder::Unread => return Ok((Vec::new(), None)),
            Folder::Unknown(why) => return Ok((Vec::new(), Some(why.clone()))),
        };
        let now = Held { folder: self.folder, window, as_of: self.report.looked_at() };
        let before = Held { folder, window: &before.side.window, as_of: before.as_of };
        let because = self.arguments.reading.pass(terminal, |progress| {
            compare::because(now, before, self.selection, measures, progress)
        })?;
        Ok((because, None))
    }
}

/// The comparison of the report with `--compare`'s `other`; `None` where there is nothing to compare with,
/// which is said.
pub(super) fn compare(
    now: &Now,
    other: &str,
    terminal: &Terminal,
) -> anyhow::Result<Option<Comparison>> {
    let Some(period) = now.report.periods.first() else { bail!("there is nothing to compare") };
    let other = now.find(other)?;
    let is_last_year = matches!(other, Other::LastYear);
    let is_of_a_commit = matches!(other, Other::Commit(_));
    let Some(before) = now.before(other, period, terminal)? else { return Ok(None) };
    let profiles = compare::named(period);
    let (changes, unchanged) = compare::changes(
        (&period.figures, &ids(&profiles)),
        (&before.figures, &ids(&before.profiles)),
    );
    let head = compare::head(
        SideOf { figures: &period.figures, profiles: &profiles },
        SideOf { figures: &before.figures, profiles: &before.profiles },
        now.selection,
        &now.report.by,
    );
    let measures = changes.iter().map(|change| change.address.measure).collect();
    let (because, because_unknown) = now.because(&period.window, &before, measures, terminal)?;
    let what = match before.folder {
        Folder::Same => period.window.label.clone(),
        Folder::Other { .. } | Folder::Unread | Folder::Unknown(_) => {
            "the folder as it is".to_owned()
        }
    };
    Ok(Some(Comparison {
        format: Format::Compare,
        audience: now.report.audience,
        tool: now.report.tool.clone(),
        district: now.report.district.clone(),
        selection: now.report.selection.clone(),
        by: now.report.by.clone(),
        unlike: unlike(&before, &period.window, &profiles, now.report.tool.version),
        now: compare::side(what, period, now.report.as_of, now.report.commit.clone()),
        before: before.side,
        is_last_year,
        is_of_a_commit,
        head,
        unchanged,
        changes,
        because,
        because_unknown,
    }))
}

fn ids(profiles: &[NamedProfile]) -> Vec<&str> {
    profiles.iter().map(|profile| &*profile.id).collect()
}

/// What the two sides were not made alike by.
fn unlike(before: &Before, now: &Window, profiles: &[NamedProfile], version: &str) -> Vec<String> {
    let mut sentences: Vec<String> =
        compare::unlike_length(now, &before.side.window).into_iter().collect();
    for NamedProfile { id, hash, .. } in profiles {
        if before.profiles.iter().any(|other| other.id == *id && other.hash != *hash) {
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
