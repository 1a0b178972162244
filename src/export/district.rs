//! The district as such, the times that are counted, its schools, and the numbers of its report, as rows. The
//! model of a report comes in.

use super::cell::{Cell, Column, Holds, Made, columns, made};
use super::list::Row;
use super::period::Period;
use super::table::Table;
use crate::count::Value;
use crate::domain::district::District;
use crate::report::{Figure, Records, Report};

/// The district and its report on the whole period.
pub(super) struct OfDistrict<'d> {
    pub district: &'d District,
    pub report: &'d Report,
}

impl OfDistrict<'_> {
    fn records(&self, number: impl Fn(&Records) -> usize) -> Cell {
        Cell::of(self.report.periods.first().map(|period| number(&period.records)))
    }
}

type MadeOfDistrict = Made<for<'a, 'd> fn(&'a OfDistrict<'d>) -> Cell>;

const DISTRICT: &[MadeOfDistrict] = &[
    made("district", Holds::Text, name, "The district's name in coach.toml."),
    made(
        "profile",
        Holds::Text,
        |of| of.district.profile.as_str().into(),
        "Id of its usual profile.",
    ),
    made(
        "as_of",
        Holds::Day,
        |of| of.report.as_of.into(),
        "The day as of which everything is judged.",
    ),
    made(
        "first_day",
        Holds::Day,
        |of| Cell::of(of.report.periods.first().map(|period| period.window.from)),
        "The first day of the whole period.",
    ),
    made(
        "last_day",
        Holds::Day,
        |of| Cell::of(of.report.periods.first().map(|period| period.window.to)),
        "Its last day, cut at the as-of day.",
    ),
    made(
        "new_pair_days",
        Holds::Whole,
        |of| of.report.new_pair_days.into(),
        "A relationship under way for fewer days with school is new.",
    ),
    made(
        "not_met_days",
        Holds::Whole,
        |of| of.report.not_met_days.into(),
        "A relationship without a session for more days with school has not met.",
    ),
    made(
        "records_found",
        Holds::Whole,
        |of| of.records(|records| records.found),
        "Records that are there.",
    ),
    made(
        "records_left_out",
        Holds::Whole,
        |of| of.records(|records| records.left_out),
        "Records with a fault: they are in no table and in no number.",
    ),
    made(
        "unread_folders",
        Holds::Whole,
        |of| of.records(|records| records.unread_folders),
        "Folders that could not be read; nobody knows what is in them.",
    ),
    made("tool", Holds::Text, tool, "The program that made the tables, with its version."),
    made(
        "commit",
        Holds::Text,
        |of| Cell::of(of.report.commit.as_ref().map(|commit| commit.id.as_str())),
        "The git commit of the folder; empty outside a repository.",
    ),
    made(
        "has_changes",
        Holds::Truth,
        |of| Cell::of(of.report.commit.as_ref().and_then(|commit| commit.has_changes)),
        "Whether something that was read has changed since that commit; empty where nobody knows.",
    ),
    made(
        "records_sha256",
        Holds::Text,
        |of| Cell::of(of.report.records_sha256.as_deref()),
        "A digest of the records that were read and used, as in `coach report --format json`.",
    ),
];

fn name(of: &OfDistrict) -> Cell {
    of.district.name.as_str().into()
}

fn tool(of: &OfDistrict) -> Cell {
    format!("{} {}", of.report.tool.name, of.report.tool.version).into()
}

type OfTime<'d> = (&'d str, &'d Period);

type MadeOfTime = Made<for<'a, 'd> fn(&'a OfTime<'d>) -> Cell>;

const PERIOD: &[MadeOfTime] = &[
    made("district", Holds::Text, |of| of.0.into(), "The district's name in coach.toml."),
    made(
        "period",
        Holds::Text,
        |of| of.1.id.as_str().into(),
        "`whole`, or a month such as 2025-09.",
    ),
    made(
        "is_month",
        Holds::Truth,
        |of| of.1.is_month.into(),
        "Whether it is a month of the whole.",
    ),
    made("first_day", Holds::Day, |of| of.1.window.from.into(), "Its first day."),
    made("last_day", Holds::Day, |of| of.1.window.to.into(), "Its last day, cut at the as-of day."),
    made("label", Holds::Text, |of| of.1.window.label.as_str().into(), "What the report calls it."),
];

type OfSchool<'d> = (&'d District, &'d str, &'d str);

type MadeOfSchool = Made<for<'a, 'd> fn(&'a OfSchool<'d>) -> Cell>;

const SCHOOL: &[MadeOfSchool] = &[
    made(
        "district",
        Holds::Text,
        |of| of.0.name.as_str().into(),
        "The district's name in coach.toml.",
    ),
    made("school", Holds::Text, |of| of.1.into(), "Id of the school."),
    made("name", Holds::Text, |of| of.2.into(), "Its name."),
    made(
        "educators",
        Holds::Whole,
        |of| Cell::of(of.0.educators.get(of.1).copied()),
        "Its number of educators, where coach.toml gives it.",
    ),
    made(
        "all_groups",
        Holds::Text,
        |of| Cell::of(of.0.groups.get(of.1).map(|groups| groups.join(" "))),
        "Its groups, with a space between.",
    ),
];

type OfFigure<'d> = (&'d str, &'d Figure);

type MadeOfFigure = Made<for<'a, 'd> fn(&'a OfFigure<'d>) -> Cell>;

const FIGURE: &[MadeOfFigure] = &[
    made("district", Holds::Text, |of| of.0.into(), "The district's name in coach.toml."),
    made(
        "address",
        Holds::Text,
        |of| of.1.address.to_string().into(),
        "As `coach explain` takes it.",
    ),
    made(
        "measure",
        Holds::Text,
        |of| of.1.address.measure.name().into(),
        "The name of the statistic.",
    ),
    made("count", Holds::Whole, |of| parts(of).0, "How many."),
    made("k", Holds::Whole, |of| parts(of).1, "Of a share: how many."),
    made("n", Holds::Whole, |of| parts(of).2, "Of a share: of how many."),
    made("value", Holds::Number, |of| parts(of).3, "Of an estimate: the value."),
    made("low", Holds::Number, |of| limit(of, 0), "The lower limit of its 95 % interval."),
    made("high", Holds::Number, |of| limit(of, 1), "The upper limit."),
    made("reason", Holds::Text, reason, "Why there is no estimate or no interval."),
];

fn parts(of: &OfFigure) -> (Cell, Cell, Cell, Cell) {
    let none = Cell::Empty;
    match &of.1.value {
        Value::Count { count } => ((*count).into(), none.clone(), none.clone(), none),
        Value::Share(share) => (none.clone(), share.k.into(), share.n.into(), none),
        Value::Estimate { value, .. } => (none.clone(), none.clone(), none, Cell::of(*value)),
    }
}

fn limit(of: &OfFigure, side: usize) -> Cell {
    let limits = of.1.address.measure.limits(&of.1.value);
    Cell::of(limits.map(|limits| limits[side]))
}

fn reason(of: &OfFigure) -> Cell {
    match &of.1.value {
        Value::Estimate { reason, .. } => Cell::of(reason.as_deref()),
        Value::Share(_) | Value::Count { .. } => Cell::Empty,
    }
}

pub(super) fn district_columns() -> Vec<Column> {
    columns(DISTRICT)
}

pub(super) fn period_columns() -> Vec<Column> {
    columns(PERIOD)
}

pub(super) fn school_columns() -> Vec<Column> {
    columns(SCHOOL)
}

pub(super) fn figure_columns() -> Vec<Column> {
    columns(FIGURE)
}

/// The rows of `of`, of `periods` and of the report's figures.
pub(super) fn rows<'d>(
    of: &'d OfDistrict,
    periods: &'d [Period],
) -> impl Iterator<Item = Row> + 'd {
    let name = of.district.name.as_str();
    let district = DISTRICT.iter().map(|made| (made.cell)(of)).collect();
    let periods = periods.iter().map(move |period| {
        let cells = PERIOD.iter().map(|made| (made.cell)(&(name, period)));
        (Table::Periods, cells.collect())
    });
    let schools = of.district.schools.iter().map(|(id, school)| {
        let cells = SCHOOL.iter().map(|made| (made.cell)(&(of.district, id, school)));
        (Table::Schools, cells.collect())
    });
    let figures = of.report.periods.first().into_iter().flat_map(|period| &period.figures);
    let figures = figures.map(move |figure| {
        let cells = FIGURE.iter().map(|made| (made.cell)(&(name, figure)));
        (Table::Figures, cells.collect())
    });
    std::iter::once((Table::Districts, district)).chain(periods).chain(schools).chain(figures)
}
