//! The report: what the numbers of many relationships add up to, and how that is shown. A survey
//! comes in; one model goes out, then one renderer per format. Nothing is counted while rendering.
//!
//! JSON is the model as is, and CSV the same in rows and columns. For people, `page` puts the model
//! into words, tables and notes, which are then drawn as text or Markdown. Each renderer makes the
//! texts of settings, profiles and records harmless for whatever reads its format.
//!
//! What to do now (`agenda`) has a model of its own and is drawn the same way.

use std::io;

use self::audience::View;
use self::combine::Combined;
use self::compare::Comparison;
use self::text::Style;
use crate::formats::{Format, ONE_OBJECT};
use crate::text::wording::json;

mod address;
pub mod agenda;
pub mod audience;
mod build;
mod coaches;
pub(crate) mod combine;
pub mod compare;
pub mod csv;
mod deeper;
mod document;
mod dosage;
pub mod explanation;
mod figures;
mod gates;
mod gather;
pub(crate) mod glossary;
mod grid;
pub(crate) mod guide_text;
pub mod html;
mod layout;
mod manifest;
pub mod markdown;
mod model;
mod order;
mod page;
pub mod profile_list;
pub mod profile_text;
mod raters;
pub(crate) mod records;
pub(crate) mod review;
mod select;
mod sparkline;
pub mod text;
mod threshold;
mod trends;
mod values;
mod xlsx;

pub use address::Address;
pub use build::{Asked, build};
pub(crate) use coaches::CoachRow;
pub use deeper::Deeper;
pub use document::{Document, Medium, PageFile, Pages};
pub(crate) use dosage::{ActivityReport, DosageReport, TimelinessReport};
pub(crate) use gates::{GATES, Gate, Limit, Outcome};
pub(crate) use gather::gather_pairs;
pub use gather::{Counted, Counts, Gathered, Keeps, OwnTime, Question, gather};
pub(crate) use model::{AUDIENCE, Tool};
pub use model::{Commit, Dimension, Figure, Group, Key, Period, Records, Report, Whole, YearSoFar};
pub use order::Order;
pub(crate) use page::Section;
pub(crate) use page::with_percent;
pub use page::{Sections, Shown};
pub use raters::DoubleRating;
pub(crate) use raters::RatersReport;
pub(crate) use select::NoSuch;
pub use select::Selection;
pub use sparkline::sparkline;
pub(crate) use threshold::Threshold;
pub use trends::{Pairs, StudentData, Trends};

/// Draws a report or a comparison; it fails only in ways that do not happen in memory.
pub(crate) type Draw<D> = for<'d> fn(&'d D, Style, Shown<'d>) -> io::Result<Document<'d>>;

/// What can be made of a report: one row a format, which is all there is to it but what draws it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The word that asks for it.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// Its version, where programs read it.
    pub format: Option<Format>,
    /// What kind of document it makes.
    pub medium: Medium,
    /// Whether the addresses of numbers are in it.
    pub addresses: Addresses,
    /// Whether it is a page with a first screen and sections.
    pub has_sections: bool,
    /// Whether it may be shown where only so much is.
    pub is_limited: bool,
    /// What it is where it is CSV.
    pub csv: Option<Csv>,
    /// Draws a report.
    pub report: Draw<Report>,
    /// Draws a comparison, where that can be done.
    pub comparison: Option<Draw<Comparison>>,
    /// Draws what an audience is shown, where that can be done.
    pub view: Option<Draw<View>>,
    /// Draws the reports of several districts as one, where that can be done.
    pub combined: Option<Draw<Combined>>,
}

/// What a form that is CSV can do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Csv {
    /// Whether it has columns that are there only if they are asked for.
    pub has_more_columns: bool,
}

/// Whether the addresses of numbers are in a form.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Addresses {
    /// Asked for or not. Help calls the form so.
    Always(&'static str),
    /// If they are asked for.
    Asked,
    /// Each number opens what is behind it: always, or if that is asked for.
    Opened {
        /// Whether nobody has to ask.
        always: bool,
    },
    /// It has no place for them. So much may help whoever asks for them.
    Never(&'static str),
}

/// Every form, the one that is made unasked first.
pub(crate) static FORMS: &[Form] = &[
    Form {
        name: "text",
        purpose: "For people",
        format: None,
        medium: Medium::Text,
        addresses: Addresses::Asked,
        has_sections: true,
        is_limited: false,
        csv: None,
        report: |report, style, shown| Ok(text::render(report, style, shown).into()),
        comparison: Some(|both, style, shown| Ok(compare::render_text(both, style, shown).into())),
        view: Some(|view, style, _| Ok(audience::render_text(view, style).into())),
        combined: Some(|all, style, _| Ok(combine::render_text(all, style).into())),
    },
    Form {
        name: "json",
        purpose: ONE_OBJECT,
        format: Some(Format::Report),
        medium: Medium::Text,
        addresses: Addresses::Always("JSON"),
        has_sections: false,
        is_limited: false,
        csv: None,
        report: |report, _, _| Ok(json(report)?.into()),
        comparison: Some(|both, _, _| Ok(json(both)?.into())),
        view: Some(|view, _, _| Ok(json(view)?.into())),
        combined: Some(|all, _, _| Ok(json(all)?.into())),
    },
    Form {
        name: "markdown",
        purpose: "For the summary of a CI job or a wiki: GitHub flavored Markdown",
        format: None,
        medium: Medium::Text,
        addresses: Addresses::Asked,
        has_sections: true,
        is_limited: true,
        csv: None,
        report: |report, _, shown| Ok(markdown::render(report, shown).into()),
        comparison: Some(|both, _, shown| Ok(compare::render_markdown(both, shown).into())),
        view: Some(|view, _, _| Ok(audience::render_markdown(view).into())),
        combined: Some(|all, _, _| Ok(combine::render_markdown(all).into())),
    },
    Form {
        name: "html",
        purpose: "One page with pictures that needs nothing else: for a browser, a phone and paper",
        format: None,
        medium: Medium::Text,
        addresses: Addresses::Opened { always: false },
        has_sections: true,
        is_limited: false,
        csv: None,
        report: |report, _, shown| Ok(html::render(report, shown)?.into()),
        comparison: Some(|both, _, shown| Ok(compare::render_html(both, shown).into())),
        view: Some(|view, _, _| Ok(audience::render_html(view).into())),
        combined: Some(|all, _, _| Ok(combine::render_html(all).into())),
    },
    Form {
        name: "site",
        purpose: "The same as a folder of pages, for a private server: the district, its schools, coaches and \
                  pairs; -o names the folder",
        format: None,
        medium: Medium::Folder,
        addresses: Addresses::Opened { always: true },
        has_sections: false,
        is_limited: false,
        csv: None,
        report: |report, _, shown| Ok(Document::Folder(html::site(report, shown))),
        comparison: None,
        view: None,
        combined: None,
    },
    Form {
        name: "csv",
        purpose: "For spreadsheets: one row for each function and item of each group",
        format: Some(Format::ReportCsv),
        medium: Medium::Text,
        addresses: Addresses::Never("--format figures has one row per number"),
        has_sections: false,
        is_limited: false,
        csv: Some(Csv { has_more_columns: true }),
        report: |report, _, shown| Ok(csv::render(report, shown)?.into()),
        comparison: None,
        view: Some(|view, _, _| Ok(audience::render_csv(view)?.into())),
        combined: Some(|all, _, _| Ok(combine::render_csv(all)?.into())),
    },
    Form {
        name: "figures",
        purpose: "For statistics: every number with its address, one row each",
        format: Some(Format::FiguresCsv),
        medium: Medium::Text,
        addresses: Addresses::Always("figures"),
        has_sections: false,
        is_limited: false,
        csv: Some(Csv { has_more_columns: false }),
        report: |report, _, _| Ok(csv::figures::render(report)?.into()),
        comparison: None,
        view: None,
        combined: Some(|all, _, _| Ok(combine::render_figures(all)?.into())),
    },
    Form {
        name: "xlsx",
        purpose: "For Excel and other spreadsheets: a workbook with a sheet for each table",
        format: None,
        medium: Medium::Bytes,
        addresses: Addresses::Always("workbooks"),
        has_sections: false,
        is_limited: false,
        csv: None,
        report: |report, _, _| Ok(xlsx::render(report)?.into()),
        comparison: None,
        view: Some(|view, _, _| Ok(xlsx::render_view(view)?.into())),
        combined: None,
    },
];

impl Form {
    /// Whether its numbers open what is behind them, where `explained` says whether that is asked for.
    pub(crate) fn is_deep(&self, explained: bool) -> bool {
        matches!(self.addresses, Addresses::Opened { always } if always || explained)
    }

    /// Whether every number stands in it with its address, where `explained` says whether that is asked for.
    pub(crate) fn lists_figures(&self, explained: bool) -> bool {
        match self.addresses {
            Addresses::Always(_) => true,
            Addresses::Asked | Addresses::Opened { always: false } => explained,
            Addresses::Opened { always: true } => true,
            Addresses::Never(_) => false,
        }
    }
}

impl Default for Form {
    fn default() -> Self {
        FORMS[0]
    }
}
