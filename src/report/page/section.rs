//! The sections of a report: what is more than the first screen says, each with a name of its own. A new
//! one does not compile until it says what it is and what it adds.

use super::parts::{Cell, Part, Shape, Table};
use super::{coaches, dosage, levels, lines, raters, relationship, tables, trends};
use crate::report::model::{Need, Period, ProfileReport, Report};
use crate::text::wording::count;
use crate::text::words::words;

words! {
    /// A section, in the order of the page.
    pub enum Section {
        /// In place by function, with what it rests on.
        Functions = "functions",
        /// The rows: schools, or what `--by` names.
        Rows = "rows",
        /// The items most often missing.
        Missing = "missing",
        /// Every pair in which something is overdue.
        Needs = "needs",
        /// How many pairs are at each level.
        Levels = "levels",
        /// What raters say beside each other.
        Raters = "raters",
        /// Sessions, contacts and minutes.
        Dosage = "dosage",
        /// How each coach's time divides.
        Coaches = "coaches",
        /// Answers to requests.
        Answers = "answers",
        /// Lines over months.
        Trends = "trends",
        /// Student data before and after.
        StudentData = "student-data",
        /// What became of the records.
        Records = "records",
    }
}

impl Section {
    /// What it shows, for help.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Section::Functions => "Items in place by function, and what that rests on",
            Section::Rows => "Every school, or what --by names; of one pair, all its items",
            Section::Missing => "The items most often missing, here and in each row",
            Section::Needs => "Every pair in which something is overdue, and since when",
            Section::Levels => "How many pairs are at each level of each function",
            Section::Raters => "Two observers of one visit; the pair beside an observer",
            Section::Dosage => "Sessions, contacts and minutes, and what was agreed",
            Section::Coaches => "How each coach's time divides, with educators and without",
            Section::Answers => "Requests answered in time, late, or not at all",
            Section::Trends => "Month by month, with slopes",
            Section::StudentData => "Which way student data went; never as cause",
            Section::Records => "What became of the records",
        }
    }
}

/// Some of the sections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sections(u16);

impl Sections {
    /// All of them.
    pub fn all() -> Self {
        Section::ALL.into_iter().collect()
    }

    /// Whether there is none.
    pub(in crate::report) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether everything was asked for.
    pub(in crate::report) fn is_all(self) -> bool {
        self == Self::all()
    }

    fn holds(self, section: Section) -> bool {
        self.0 & (1 << section as u16) != 0
    }

    /// Those that are in it, in the order of the page.
    pub(in crate::report) fn iter(self) -> impl Iterator<Item = Section> {
        Section::ALL.into_iter().filter(move |&section| self.holds(section))
    }
}

impl FromIterator<Section> for Sections {
    fn from_iter<I: IntoIterator<Item = Section>>(sections: I) -> Self {
        Self(sections.into_iter().fold(0, |all, section| all | 1 << section as u16))
    }
}

/// What a section is about: the pairs under one profile in one period.
#[derive(Clone, Copy)]
pub(in crate::report) struct About<'r> {
    pub(in crate::report) report: &'r Report,
    pub(in crate::report) period: &'r Period,
    pub(in crate::report) profile: &'r ProfileReport,
}

impl Section {
    /// Adds it, with a gap before each of its parts; nothing where it has nothing to say.
    pub(in crate::report) fn add(self, about: About, parts: &mut Vec<Part>) {
        let About { report, period, profile } = about;
        let total = &profile.total;
        let several = total.members.relationships > 1;
        let tables: Vec<Option<Table>> = match self {
            Section::Functions => {
                let tables = [Some(tables::functions(total)), levels::wider(profile)];
                let tables = tables.into_iter().flatten().map(Part::Table);
                parts.extend(tables.flat_map(|table| [Part::Gap, table]));
                parts.push(Part::Gap);
                return parts.push(Part::Line(lines::below(total)));
            }
            Section::Rows => return rows(about, parts),
            Section::Missing if several => {
                vec![tables::missing(total), tables::missing_by_group(profile, &report.by)]
            }
            Section::Needs => vec![needs(&profile.needs)],
            Section::Levels if several => vec![tables::at_levels(total), levels::wider(profile)],
            Section::Missing | Section::Levels => Vec::new(),
            Section::Raters => {
                let table = raters::by_rater(profile).into_iter();
                parts.extend(table.flat_map(|table| [Part::Gap, Part::Table(table)]));
                if several {
                    raters::add(total, parts);
                }
                return;
            }
            Section::Dosage => return dosage::add(profile, report, period, parts),
            Section::Coaches => return coaches::add(about, parts),
            Section::Answers => return dosage::add_answers(profile, report, parts),
            Section::Trends => return trends::add_all(profile, parts),
            Section::StudentData => return trends::add_student_data_of(profile, parts),
            Section::Records => {
                parts.extend([Part::Gap, Part::Line(lines::records(period, report))]);
                return parts.push(Part::Notes(lines::counted(profile)));
            }
        };
        for table in tables.into_iter().flatten() {
            parts.extend([Part::Gap, Part::Table(table)]);
        }
    }
}

/// All items of the only relationship, or the table of groups.
fn rows(About { report, profile, .. }: About, parts: &mut Vec<Part>) {
    if let [only] = profile.groups.as_slice()
        && let Some(behind) = &only.relationship
    {
        parts.push(Part::Gap);
        relationship::add(behind, only, parts);
    } else if !profile.groups.is_empty() {
        parts.extend([Part::Gap, Part::Table(tables::groups(profile, &report.by))]);
    }
}

/// One row for each pair in which something is overdue.
fn needs(needs: &[Need]) -> Option<Table> {
    let row = |need: &Need| {
        let days = |days: Option<i64>| {
            days.map_or_else(|| "–".to_owned(), |days| count(days.unsigned_abs() as usize, "day"))
        };
        [
            lines::who(need),
            days(need.answer_overdue_days),
            days(need.step_overdue_days),
            days(need.not_met_for_days),
        ]
        .map(Cell::from)
        .to_vec()
    };
    let header = ["Needs someone", "answer\noverdue", "next step\noverdue", "not met\nfor"];
    let header: Vec<Cell> = header.map(Cell::broken).into();
    let shape = Shape::Numbers { least: header.len() };
    let rows: Vec<_> = needs.iter().map(row).collect();
    (!rows.is_empty()).then_some(Table { header, rows, shape })
}
