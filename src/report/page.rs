//! The report as a page, whatever it is drawn with: which lines, tables and notes there are, in what
//! order and in what words. A report comes in; parts go out. Words from records and settings stand in
//! them as they are: whoever draws a part makes it harmless.

mod addresses;
mod dosage;
mod lines;
mod periods;
mod raters;
mod relationship;
mod tables;
mod trends;

pub(super) use lines::when;

use super::model::{ProfileReport, Report};
use crate::count::{Share, Value};
use crate::domain::calendar::Window;
use crate::text::wording::grouped;

/// One part of the page.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// Whose report it is and for whom.
    Title {
        /// The district's name.
        district: String,
        /// For whom the report is.
        audience: &'static str,
    },
    /// The profile by which everything below it is judged.
    Heading(String),
    /// A sentence or a row of facts.
    Line(String),
    /// What is overdue; nothing, when there are no words.
    Attention {
        /// What the words are about, ending with a colon.
        label: String,
        /// What is overdue, with counts.
        words: Vec<String>,
    },
    /// Numbers or words in columns.
    Table(Table),
    /// What is particular to the profile or relationship above, one sentence each.
    Notes(Vec<String>),
    /// What the words of every report mean, one sentence each.
    Legend(Vec<String>),
    /// The program, the profiles and the records.
    MadeBy {
        /// What stands nowhere else on the page.
        short: String,
        /// Everything that names this report, for a page that may be cut up.
        whole: String,
    },
    /// Numbers and where they stand: neither is ever broken over lines.
    Addresses(Vec<[String; 2]>),
    /// Series over months: drawn one a line where there is no room for their numbers, else in numbers.
    Months {
        /// Which months.
        title: String,
        /// The series.
        series: Vec<Drawn>,
        /// Their numbers, one row a month.
        numbers: Table,
    },
    /// Things with what belongs to each below it.
    Outline(Vec<Outline>),
    /// Some space.
    Gap,
}

/// A thing and what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// One line or several.
    pub(super) text: String,
    /// What belongs to it.
    pub(super) below: Vec<Outline>,
}

impl Outline {
    /// `text` with nothing below it.
    pub(super) fn leaf(text: String) -> Self {
        Self { text, below: Vec::new() }
    }
}

/// A series as a drawing.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// What it is of.
    pub(super) name: String,
    /// One block a month.
    pub(super) drawing: String,
    /// Its slope, or why there is none.
    pub(super) words: String,
}

/// Rows under a header, each with as many cells.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) header: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) shape: Shape,
}

/// What the columns of a table hold after the first, which holds names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Numbers. Where there is no room for all, the first `least` columns are enough.
    Numbers {
        /// How many columns are enough.
        least: usize,
    },
    /// Words.
    Words,
    /// Words, and whole sentences in one column, which alone gives way.
    Sentences {
        /// Which column, from 0.
        column: usize,
    },
}

/// A cell: lines that stand below each other where cells can have several.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell(Vec<String>);

impl Cell {
    /// The words of `text`, whose line breaks are the program's own.
    fn broken(text: &'static str) -> Self {
        Self(text.split('\n').map(str::to_owned).collect())
    }

    /// Its lines; none when it is empty.
    pub(super) fn lines(&self) -> &[String] {
        &self.0
    }
}

impl From<String> for Cell {
    fn from(line: String) -> Self {
        Self(if line.is_empty() { Vec::new() } else { vec![line] })
    }
}

impl From<Vec<String>> for Cell {
    fn from(lines: Vec<String>) -> Self {
        Self(lines)
    }
}

/// What of a report is shown beside its numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    /// Everything is explained: each number by its address, each difference by its records.
    pub explained: bool,
}

/// The parts of `report`, from top to bottom.
pub(super) fn of(report: &Report, shown: Shown) -> Vec<Part> {
    let mut parts =
        vec![Part::Title { district: report.district.clone(), audience: report.audience }];
    for period in &report.periods {
        parts.push(Part::Line(lines::when(&period.window, report.as_of)));
        parts.push(Part::Line(lines::records(period, report)));
    }
    if !report.selection.is_empty() {
        parts.push(Part::Line(format!("only {}", report.selection.join(", "))));
    }
    let is_empty = report.periods.iter().all(|period| period.profiles.is_empty());
    if is_empty {
        let nothing = "No relationship was under way in this time.";
        parts.extend([Part::Gap, Part::Line(nothing.to_owned())]);
    }
    if report.periods.iter().any(|period| period.profiles.len() > 1) {
        let apart = "Relationships under different profiles are reported apart.";
        parts.push(Part::Line(apart.to_owned()));
    }
    if let [period] = report.periods.as_slice() {
        for profile in &period.profiles {
            parts.push(Part::Gap);
            add_profile(profile, report, &period.window, &mut parts);
        }
    } else {
        periods::add(report, &mut parts);
        raters::add_periods(report, &mut parts);
    }
    if shown.explained {
        addresses::add(report, &mut parts);
    }
    if !is_empty {
        parts.push(Part::Legend(lines::LEGEND.map(str::to_owned).into()));
    }
    parts.push(lines::made_by(report));
    parts
}

fn add_profile(profile: &ProfileReport, report: &Report, window: &Window, parts: &mut Vec<Part>) {
    let total = &profile.total;
    parts.push(Part::Heading(format!("{}, {}", profile.title, profile.edition)));
    parts.push(Part::Line(lines::members(total.members)));
    parts.extend([Part::Gap, Part::Table(tables::functions(total)), Part::Gap]);
    parts.push(Part::Line(lines::below(total)));
    if let Some(whole) = &total.whole {
        parts.push(Part::Attention {
            label: format!("Needs attention on {}:", report.as_of),
            words: lines::attention(&whole.attention, report.not_met_days),
        });
    }
    if let [only] = profile.groups.as_slice()
        && let Some(behind) = &only.relationship
    {
        parts.push(Part::Gap);
        relationship::add(behind, &only.functions, parts);
        trends::add_student_data(&behind.student_data, parts);
    } else if !profile.groups.is_empty() {
        parts.extend([Part::Gap, Part::Table(tables::groups(profile, &report.by))]);
    }
    if let Some(table) = raters::by_rater(profile) {
        parts.extend([Part::Gap, Part::Table(table)]);
    }
    if total.members.relationships > 1 {
        let missing = [tables::missing(total), tables::missing_by_group(profile, &report.by)];
        for table in missing.into_iter().chain([tables::levels(total)]).flatten() {
            parts.extend([Part::Gap, Part::Table(table)]);
        }
        raters::add(total, parts);
    }
    dosage::add(profile, report, window, parts);
    if let Some(whole) = &total.whole {
        trends::add(&whole.trends, parts);
    }
    if let Some(succession) = &profile.supersedes {
        trends::add_succession(succession, &profile.id, parts);
    }
    parts.extend([Part::Gap, Part::Notes(lines::meaning(profile))]);
}

/// A figure's value in words.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Share(k_of_n) => share(*k_of_n),
        Value::Count { count } => grouped(usize::try_from(*count).unwrap_or(usize::MAX)),
        Value::Estimate { value: None, reason, .. } => match reason {
            Some(reason) => format!("undefined: {reason}"),
            None => "undefined".to_owned(),
        },
        Value::Estimate { value: Some(value), interval, .. } => match interval {
            Some(limits) => {
                let [value, low, high] = [*value, limits[0], limits[1]].map(digits);
                format!("{value} (95 % {low} to {high})")
            }
            None => digits(*value),
        },
    }
}

/// A 95 % interval of a share in percent, to one decimal: cut below and raised above, never narrower.
pub(super) fn interval([low, high]: [f64; 2]) -> String {
    let [low, high] = [(low * 1e3).floor() / 10.0, (high * 1e3).ceil() / 10.0];
    format!("95 % {low:.1} to {high:.1} %")
}

/// All digits of `number`, with a minus that is one.
pub(super) fn digits(number: f64) -> String {
    number.to_string().replace('-', "−")
}

/// `9 of 13`, or a dash where nothing applies.
pub(super) fn share(share: Share) -> String {
    of_all(share.k as usize, share.n as usize)
}

fn of_all(k: usize, n: usize) -> String {
    if n == 0 { "–".to_owned() } else { format!("{} of {}", grouped(k), grouped(n)) }
}
