//! What stands in one cell of a sheet, and where: the common form of CSV, workbooks and JSON.

use std::sync::Arc;

use chrono::NaiveDateTime;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it was typed, blanks around it included.
    Text(Box<str>),
    /// A number without a format of a day or time.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A day, with a time of day that is 00:00 where none is meant.
    Moment(NaiveDateTime),
    /// A time of day without a day, in seconds after midnight; a workbook means a duration by it as well.
    Clock(u32),
    /// A duration in seconds.
    Span(i64),
    /// An error of a workbook, such as `#N/A`, or a formula without a stored result.
    Fault(Box<str>),
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    /// Its number as a spreadsheet program shows it, from 1; of JSON lines the line of the file, and in a list of
    /// JSON which element it is.
    pub number: u32,
    /// The physical line of a text file in which it begins, from 1; `None` where `number` is that.
    pub line: Option<u32>,
    /// Whether the program in which it was made does not show it: it was hidden, or a filter leaves it out.
    pub is_hidden: bool,
    /// Its cells with a color: the first one's column, from 0, and how many they are.
    pub colored: Option<(u32, u32)>,
    /// Its cells from the sheet's first column (A) on; what is missing at its end is empty.
    pub cells: Vec<Content>,
    /// Where it begins and ends in the text of its sheet, in bytes; of JSON alone.
    pub place: Option<(usize, usize)>,
    /// Why the whole row cannot be read, such as a line of JSON that is cut off.
    pub fault: Option<Box<str>>,
    /// The number of the row that it is part of, where several rows are one record.
    pub part_of: Option<u32>,
    /// Where its last cells came from, where another table gave them.
    pub elsewhere: Option<Box<Elsewhere>>,
}

/// Cells of a row that another table gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Elsewhere {
    /// The first of them, from 0.
    pub from: usize,
    /// How many cells stood in the row itself; up to `from` it was filled up with empty ones.
    pub own: usize,
    /// What each is called where it stands.
    pub addresses: Vec<Box<str>>,
}

impl Row {
    /// The cells that stand in the row itself.
    pub(crate) fn own_cells(&self) -> &[Content] {
        let own = self.elsewhere.as_ref().map_or(self.cells.len(), |elsewhere| elsewhere.own);
        &self.cells[..own.min(self.cells.len())]
    }

    /// Where the cell in the column `index` stands, if that is in another table.
    pub(crate) fn address_elsewhere(&self, index: usize) -> Option<&str> {
        let elsewhere = self.elsewhere.as_ref()?;
        let address = elsewhere.addresses.get(index.checked_sub(elsewhere.from)?)?;
        (!address.is_empty()).then_some(address)
    }
}

/// How a place in a sheet is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Addresses {
    /// By column and row, as in `B7`.
    #[default]
    Grid,
    /// By line and the path of a value in it, as in `line 7: teacher.id`, or by record where a list holds them; row 0
    /// holds the paths.
    Paths,
}

/// One sheet of a file, whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    /// The file's name, without its folders unless another file has the same.
    pub file: Arc<str>,
    /// The sheet's name, in a workbook.
    pub name: Option<Arc<str>>,
    /// How its places are called.
    pub addresses: Addresses,
    /// Its rows, those without any content left out, in the order of their numbers.
    pub rows: Vec<Row>,
    /// Cells that were merged, as (first row, first column, last row, last column); rows from 1, columns from 0.
    pub merged: Vec<(u32, u32, u32, u32)>,
    /// The whole text of JSON, of which records that are set aside are parts.
    pub text: Box<str>,
    /// Whether numbers without a format count days from 1904 on.
    pub counts_from_1904: bool,
    /// Whether the program in which it was made does not show it.
    pub is_hidden: bool,
    /// Columns that are not shown, from 0, as first and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// What is to be said of how it was read, in sentences: the encoding and what told it, a separator,
    /// what was passed over.
    pub remarks: Vec<String>,
}

impl Sheet {
    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.rows.iter().all(|row| row.fault.is_none() && row.cells.iter().all(Content::is_empty))
    }

    /// What it is called in messages: its file, and its name where it has one.
    pub(crate) fn place(&self) -> String {
        let name = self.name.as_deref().map(|name| format!("!{name}")).unwrap_or_default();
        format!("{}{name}", self.file)
    }
}

/// What stands in a cell for a formula without a stored result.
pub(crate) const NO_RESULT: &str = "a formula without a result";

/// What workbooks say where they could compute nothing.
const ERRORS: [&str; 10] = [
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!",
    "#ERROR!",
];

impl Content {
    /// What `text` is. Where a formula could compute nothing, some programs store that as a text, and all write it into CSV.
    pub(crate) fn of_text(text: &str) -> Self {
        match text {
            "" => Self::Empty,
            error if ERRORS.contains(&error) => Self::Fault(error.into()),
            text => Self::Text(text.into()),
        }
    }

    /// Whether nothing, or nothing but blanks, stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }

    /// Whether it means what stands above it, in a column where that is usual: nothing, or a ditto mark.
    pub(crate) fn means_above(&self) -> bool {
        const DITTO: [&str; 10] =
            ["\"", "''", "“", "”", "″", "〃", "-\"-", "do.", "ditto", "same as above"];
        match self {
            Self::Text(text) => {
                let text = text.trim().to_lowercase();
                text.is_empty() || DITTO.contains(&text.as_str())
            }
            other => other.is_empty(),
        }
    }
}

/// Why a cell is not what its column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What cells with the same fault share: a sentence without the cell's own content, such as "is no
    /// number of minutes". Faults with the same sentence in the same column are told as one.
    pub cause: String,
    /// More about this cell alone, such as "there is no 31 September"; may be empty. It never quotes
    /// the cell.
    pub detail: String,
    /// What to do about it; may be empty.
    pub remedy: String,
}
