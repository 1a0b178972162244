//! From a district's folder to one evaluation per relationship, in the window that was asked for.

mod counts;
mod rows;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::count::{
    Dated, Moment, Records, Standing, TimeSpent, by_instrument, evaluate, standing,
};
use crate::domain::calendar::{AsOf, Window};
use crate::domain::district::PeriodError;
use crate::domain::profile::Profile;
use crate::domain::record::Relationship;
use crate::report::Selection;
use crate::report::model::Dimension;
use crate::store::{self, DistrictFolder, Progress, Scope};
use crate::survey::{Pass, Survey, survey_all, survey_pairs};
pub use counts::Counts;
use rows::Rows;

/// A relationship, counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// `records/<school>/<pair>`.
    pub path: String,
    /// The profile, or the instrument beside it, under which it is counted.
    pub profile: Arc<Profile>,
    /// Whether that is an instrument beside the pair's profile: then the pair stands here twice.
    pub is_beside: bool,
    /// Id of the coach.
    pub coach: String,
    /// Id of the coached educator.
    pub educator: String,
    /// Whether that is a team.
    pub is_team: bool,
    /// Id of the school.
    pub school: String,
    /// The teaching practice.
    pub practice: Option<String>,
    /// First day.
    pub started: NaiveDate,
    /// Last day, if it has ended.
    pub ended: Option<NaiveDate>,
    /// The counts, one for each window of [`Gathered::windows`].
    pub counts: Vec<Counts>,
    /// What was in place in [`Gathered::year_before`], if it was under way then and no other of its row has it.
    pub year_before: Option<Box<Standing>>,
}

/// A coach's time without an educator, counted.
#[derive(Clone, Debug)]
pub struct OwnTime {
    /// Id of the coach.
    pub coach: String,
    /// The counts, one for each window of [`Gathered::windows`].
    pub spent: Vec<TimeSpent>,
}

/// Everything a report is built from.
#[derive(Debug)]
pub struct Gathered {
    /// Every relationship, counted, and every coach's own time, with the findings on the way.
    pub survey: Survey<Counted, OwnTime>,
    /// The times looked at, at least one.
    pub windows: Vec<Window>,
    /// The as-of day.
    pub as_of: AsOf,
    /// Where that was asked for, and one time is looked at: the same a year before, and the same day of that
    /// year.
    pub year_before: Option<(Window, AsOf)>,
}

/// What a report is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The as-of day of the numbers.
    pub as_of: AsOf,
    /// The times to look at; with none, the school year to date or the last one that has records.
    pub periods: &'q [String],
    /// Whether the same time a year before is looked at as well, where there is one time.
    pub year_before: bool,
    /// The day after which nothing can have happened yet, for the checks: an earlier as-of day makes
    /// no record wrong.
    pub today: AsOf,
    /// Of what everything that is counted is kept.
    pub keeps: Keeps,
    /// Kept up to date meanwhile.
    pub progress: &'q Progress,
}

/// Of what everything that is counted is kept. Items and levels are kept of each relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Of each relationship.
    Pairs,
    /// What adds up, of all relationships together that a report without a row for each does not part: those of one
    /// coach, school and profile, and of one practice where that matters.
    Rows {
        /// Whether it does.
        by_practice: bool,
    },
}

impl Keeps {
    /// What the rows of a report `by` dimensions of a `selection` take.
    pub(crate) fn for_rows(by: &[Dimension], selection: &Selection) -> Self {
        if by.contains(&Dimension::Relationship) || selection.names_people() {
            Keeps::Pairs
        } else {
            let by_practice = by.contains(&Dimension::Practice) || !selection.practices.is_empty();
            Keeps::Rows { by_practice }
        }
    }
}

/// Reads and counts `folder` once, in each window that the question's periods name; without any, in what
/// the district usually looks at or, where that has no record yet, in the last school year that has.
///
/// # Errors
/// A period names no window.
pub fn gather(folder: &DistrictFolder, question: &Question) -> Result<Gathered, PeriodError> {
    let (district, as_of) = (&folder.district, question.as_of);
    if !question.periods.is_empty() {
        let periods = question.periods.iter().map(|period| district.period(period, as_of));
        let windows = periods.collect::<Result<Vec<_>, _>>()?;
        return Ok(in_windows(folder, question, windows, None));
    }
    let to_date = in_windows(folder, question, vec![district.usual(as_of.day)], None);
    let counts = || to_date.survey.pairs.iter().flat_map(|counted| &counted.counts);
    let has_records = counts().any(|counts| counts.in_window > 0);
    let latest = counts().filter_map(|counts| counts.latest).max();
    match latest {
        // Only a report made between two school years reads the folder twice.
        Some(latest) if !has_records => {
            let year = district.last_year_with_records(latest);
            Ok(in_windows(folder, question, vec![year], None))
        }
        _ => Ok(to_date),
    }
}

/// The same of the relationships in the folders `paths` alone; nothing is said of others. `None` where it takes the others
/// to tell which time is meant, or where one is no folder of records.
///
/// # Errors
/// A period names no window.
pub(crate) fn gather_pairs(
    folder: &DistrictFolder,
    question: &Question,
    paths: &[&str],
) -> Result<Option<Gathered>, PeriodError> {
    let (district, as_of) = (&folder.district, question.as_of);
    let periods = question.periods.iter().map(|period| district.period(period, as_of));
    let mut windows = periods.collect::<Result<Vec<_>, _>>()?;
    if windows.is_empty() {
        windows.push(district.usual(as_of.day));
    }
    if !paths.iter().all(|path| store::is_record_folder(folder, path)) {
        return Ok(None);
    }
    let gathered = in_windows(folder, question, windows, Some(paths));
    // With a record in that time it is the usual one, whatever others have.
    let mut counts = gathered.survey.pairs.iter().flat_map(|counted| &counted.counts);
    let is_told = !question.periods.is_empty() || counts.any(|it| it.in_window > 0);
    Ok(Some(gathered).filter(|_| is_told))
}

fn in_windows(
    folder: &DistrictFolder,
    question: &Question,
    windows: Vec<Window>,
    paths: Option<&[&str]>,
) -> Gathered {
    let as_of = question.as_of;
    let scope = match paths {
        None => Scope::Everything,
        Some(paths) => Scope::Only(paths.iter().map(|&path| path.to_owned()).collect()),
    };
    let pass = Pass { as_of: question.today, scope: &scope, progress: question.progress };
    let moments: Vec<Moment> =
        windows.iter().map(|window| Moment::of(&folder.district, window, as_of)).collect();
    let year_before = match windows.as_slice() {
        [only] if question.year_before => {
            let asked = question.periods.first().map(String::as_str);
            let (window, day) = folder.district.a_year_before(asked, only, as_of.day);
            Some((window, AsOf { day, ..as_of }))
        }
        _ => None,
    };
    let earlier = year_before.as_ref();
    let earlier = earlier.map(|(window, day)| Moment::of(&folder.district, window, *day));
    let counted = |path: &str, relationship: &Relationship, records: &Records| {
        by_instrument(relationship, records, |relationship, records| Counted {
            counts: moments
                .iter()
                .map(|m| Counts::of(evaluate(relationship, records, m)))
                .collect(),
            year_before: earlier
                .as_ref()
                .and_then(|m| standing(relationship, records, m).map(Box::new)),
            ..identity(path, relationship, as_of.day)
        })
    };
    let own_time = |coach: &str, records: &[Dated]| OwnTime {
        coach: coach.to_owned(),
        spent: moments.iter().map(|m| TimeSpent::of(records, m)).collect(),
    };
    let survey = match paths {
        None => {
            let mut rows = match question.keeps {
                Keeps::Pairs => None,
                Keeps::Rows { by_practice } => Some(Rows::new(by_practice)),
            };
            let settle = |all: &mut [Option<Vec<Counted>>]| {
                if let Some(rows) = &mut rows {
                    rows.add_last(all);
                }
            };
            survey_all(folder, &pass, counted, own_time, settle)
        }
        Some(paths) => survey_pairs(folder, &pass, paths, counted),
    };
    let survey = survey.split(|of_pair| of_pair);
    Gathered { survey, windows, as_of, year_before }
}

/// Who and what the relationship at `path` is, with nothing counted yet.
pub(super) fn identity(path: &str, relationship: &Relationship, as_of: NaiveDate) -> Counted {
    Counted {
        path: path.to_owned(),
        profile: Arc::clone(&relationship.profile),
        is_beside: relationship.is_beside,
        coach: relationship.coach.value.clone(),
        educator: relationship.educator.value.clone(),
        is_team: relationship.is_team(),
        school: relationship.school.value.clone(),
        practice: relationship.practice.as_ref().map(|practice| practice.value.clone()),
        started: relationship.started.value,
        // An end that lies after the as-of day is not known yet.
        ended: relationship.ended.map(|ended| ended.value).filter(|&ended| ended <= as_of),
        counts: Vec::new(),
        year_before: None,
    }
}
