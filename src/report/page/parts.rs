//! The parts of a page, whatever it is drawn with. Words from records and settings are left as they
//! are.

use std::borrow::Cow;

use super::cells::{percent, share};
use crate::count::Share;

/// One part of the page.
#[derive(Clone, Debug)]
pub(in crate::report) enum Part {
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
    /// A column of the table that follows, for whoever would rather look than read.
    Bars(Bars),
    /// Short facts, each under a label, side by side.
    Facts(Vec<Fact>),
    /// What is particular to the profile or relationship above, one sentence each.
    Notes(Vec<String>),
    /// What the words of every report mean, one sentence each.
    Legend(Vec<String>),
    /// The program, the profiles and the records.
    MadeBy {
        /// What the page says nowhere else.
        short: String,
        /// Everything that names this report, for a page that may be cut up.
        whole: String,
    },
    /// Numbers and where they are: neither is ever broken over lines.
    Addresses(Vec<[String; 2]>),
    /// Series over months: one drawing per line where there is no room for their numbers, else in
    /// numbers.
    Months {
        /// Which months.
        title: String,
        /// The series.
        series: Vec<Drawn>,
        /// Their numbers, one row per month.
        numbers: Table,
    },
    /// Things with what belongs to each below it.
    Outline(Vec<Outline>),
    /// Things that were counted or not, each with the records behind it.
    Reasons(Vec<Reasons>),
    /// The head of a section that an encoding adds to a document.
    Section(String),
    /// Words of a document, and what an encoding adds to them.
    Passages(Vec<Passage>),
    /// Some space.
    Gap,
}

/// Shares of one kind, as long as they are large.
#[derive(Clone, Debug)]
pub(in crate::report) struct Bars {
    /// Its id on the page.
    pub(in crate::report) id: String,
    /// What the shares are.
    pub(in crate::report) title: String,
    /// What each is of, and how much.
    pub(in crate::report) rows: Vec<(String, Share)>,
}

/// Something to know at a glance.
#[derive(Clone, Debug)]
pub(in crate::report) struct Fact {
    /// What it is about.
    pub(in crate::report) label: Cow<'static, str>,
    /// One sentence or several.
    pub(in crate::report) lines: Vec<String>,
}

impl Fact {
    pub(in crate::report) fn new(label: impl Into<Cow<'static, str>>, lines: Vec<String>) -> Self {
        Self { label: label.into(), lines }
    }
}

/// A thing and what belongs to it.
#[derive(Clone, Debug)]
pub(in crate::report) struct Outline {
    /// One line or several.
    pub(in crate::report) text: String,
    /// What belongs to it.
    pub(in crate::report) below: Vec<Outline>,
}

impl Outline {
    /// `text` with nothing below it.
    pub(in crate::report) fn leaf(text: String) -> Self {
        Self { text, below: Vec::new() }
    }
}

/// A thing that was counted or not, and why.
#[derive(Clone, Debug)]
pub(in crate::report) struct Reasons {
    /// What it is, what it adds and why.
    pub(in crate::report) what: String,
    /// What became of records, and the names of their files.
    pub(in crate::report) verdicts: Vec<(String, Vec<String>)>,
}

/// Words of a document, or what an encoding adds.
#[derive(Clone, Debug)]
pub(in crate::report) struct Passage {
    /// Whether the encoding adds it.
    pub(in crate::report) is_added: bool,
    /// How far it is indented.
    pub(in crate::report) depth: usize,
    /// The words.
    pub(in crate::report) text: String,
}

/// A series as a drawing.
#[derive(Clone, Debug)]
pub(in crate::report) struct Drawn {
    /// What it is of.
    pub(in crate::report) name: String,
    /// One block per month.
    pub(in crate::report) drawing: String,
    /// Its slope, or why there is none.
    pub(in crate::report) words: String,
}

/// Rows under a header, each with as many cells.
#[derive(Clone, Debug)]
pub(in crate::report) struct Table {
    pub(in crate::report) header: Vec<Cell>,
    pub(in crate::report) rows: Vec<Vec<Cell>>,
    pub(in crate::report) shape: Shape,
}

/// What the columns of a table hold after the first, which holds names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Shape {
    /// Numbers. Where there is no room for all, the first `least` columns are enough.
    Numbers {
        /// How many columns are enough.
        least: usize,
    },
    /// Words in the first columns, numbers in the others.
    Named {
        /// How many columns hold words.
        words: usize,
    },
    /// Words.
    Words,
    /// Words, and whole sentences in one column, which alone gives way.
    Sentences {
        /// Which column, from 0.
        column: usize,
    },
}

/// A cell: lines that are below each other where cells can have several.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct Cell {
    lines: Vec<String>,
    /// What stands beside the last line, a little apart or in parentheses.
    aside: Option<String>,
}

impl Cell {
    /// The words of `text`, whose line breaks are the program's own.
    pub(in crate::report) fn broken(text: &'static str) -> Self {
        text.split('\n').map(str::to_owned).collect::<Vec<_>>().into()
    }

    /// k of n, and beside it its percent.
    pub(in crate::report) fn share(of: Share) -> Self {
        Self { aside: percent(of), ..share(of).into() }
    }

    /// Its lines; none when it is empty.
    pub(in crate::report) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// What stands beside the last of them.
    pub(in crate::report) fn aside(&self) -> Option<&str> {
        self.aside.as_deref()
    }

    /// All of it in one line.
    pub(in crate::report) fn one_line(&self) -> String {
        let aside = self.aside.as_ref().map(|aside| format!(" ({aside})")).unwrap_or_default();
        self.lines.join(" ") + &aside
    }
}

impl From<String> for Cell {
    fn from(line: String) -> Self {
        if line.is_empty() { Self::default() } else { vec![line].into() }
    }
}

impl From<Vec<String>> for Cell {
    fn from(lines: Vec<String>) -> Self {
        Self { lines, aside: None }
    }
}

/// Everything that the `parts` say, for whoever looks for a word.
pub(in crate::report) fn words(parts: &[Part]) -> String {
    let table = |table: &Table| -> Vec<String> {
        let cells = table.header.iter().chain(table.rows.iter().flatten());
        cells.map(|cell| cell.lines().join("\n")).collect()
    };
    let said = parts.iter().flat_map(|part| match part {
        Part::Heading(text) | Part::Line(text) | Part::Section(text) => vec![text.clone()],
        Part::Attention { label, words } => {
            [std::slice::from_ref(label), words.as_slice()].concat()
        }
        Part::Table(of) => table(of),
        Part::Facts(facts) => facts
            .iter()
            .flat_map(|fact| [&[fact.label.to_string()], fact.lines.as_slice()].concat())
            .collect(),
        Part::Notes(notes) | Part::Legend(notes) => notes.clone(),
        Part::Months { title, series, numbers } => {
            let drawn = series.iter().flat_map(|drawn| [drawn.name.clone(), drawn.words.clone()]);
            std::iter::once(title.clone()).chain(drawn).chain(table(numbers)).collect()
        }
        Part::Title { .. }
        | Part::MadeBy { .. }
        // The table says the same.
        | Part::Bars(_)
        | Part::Addresses(_)
        | Part::Outline(_)
        | Part::Reasons(_)
        | Part::Passages(_)
        | Part::Gap => Vec::new(),
    });
    said.collect::<Vec<_>>().join("\n")
}
