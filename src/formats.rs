//! The machine formats, which programs may read, each with its version. Keys and columns may be added
//! within a version; if one changes its meaning or goes away, the version goes up.

use crate::text::words::words;

words! {
    /// A format for programs. Those in JSON have a schema, kept in `.github/schemas/`.
    pub enum Format {
        /// The findings of `coach check`, as JSON.
        Check = "coach-check/1",
        /// The reports of several districts as one, as JSON.
        Combined = "coach-combined/1",
        /// The functions and items of several districts, as CSV.
        CombinedCsv = "coach-combined-csv/1",
        /// Every number of several districts and of all of them, as CSV.
        CombinedFiguresCsv = "coach-combined-figures-csv/1",
        /// What changed between two reports, as JSON.
        Compare = "coach-compare/2",
        /// One number of a report down to its records, as JSON.
        Explain = "coach-explain/1",
        /// The tables of `coach export`: their names, columns and keys.
        Export = "coach-export/1",
        /// Every number of a report with its address, as CSV.
        FiguresCsv = "coach-figures-csv/2",
        /// Which records there are, as JSON.
        List = "coach-list/1",
        /// What a verb wrote, as JSON.
        Log = "coach-log/1",
        /// What to do now, as JSON.
        Next = "coach-next/2",
        /// A report, as JSON.
        Report = "coach-report/3",
        /// The functions and items of a report, as CSV.
        ReportCsv = "coach-report-csv/3",
        /// A report for an audience, as JSON.
        View = "coach-view/1",
        /// A report for an audience, as CSV: a row for each cell.
        ViewCsv = "coach-view-csv/1",
    }
}

/// What help says of every document in JSON.
pub(crate) const ONE_OBJECT: &str = "For programs: one JSON object";

impl Format {
    /// Whether it is JSON, and so has a schema.
    #[cfg(test)]
    pub(crate) const fn is_json(self) -> bool {
        match self {
            Self::Check
            | Self::Combined
            | Self::Compare
            | Self::Explain
            | Self::List
            | Self::Log
            | Self::Next
            | Self::Report
            | Self::View => true,
            Self::CombinedCsv
            | Self::CombinedFiguresCsv
            | Self::Export
            | Self::FiguresCsv
            | Self::ReportCsv
            | Self::ViewCsv => false,
        }
    }

    /// What the help of a verb says of a JSON format.
    pub(crate) fn help(self) -> String {
        format!("{ONE_OBJECT}, {}", self.name())
    }
}
