//! One key of a record as a map gives it: its columns come in; lines of TOML, with days' order, what bare numbers mean
//! and the source's words, each with a reason, go out.

use super::grid::{Grid, RowOf};
use super::groups::pattern;
use super::layout::{one_or_list, quoted, with_reason};
use super::plain::plain;
use super::word_list::{own_words, word_lines};
use super::words::Known;
use crate::domain::key::Form;
use crate::import::cell::Content;
use crate::import::map::pattern::Pattern;
use crate::import::value::day::{DayOrder, Undecided, order_of};

/// Keys that no record can be without: where nothing says them, that is better told at the head.
const WHOSE_AND_WHEN: [&str; 3] = ["coach", "educator", "date"];

/// What a value is made of.
pub(super) struct Making<'m, 's> {
    pub grid: &'m Grid<'s>,
    pub known: &'m Known<'m>,
    /// The rows that become the record.
    pub rows: Vec<&'m RowOf<'s>>,
    /// Words of the source's own for the coach and the educator, for letters that stand for them.
    pub own: Vec<(String, &'static str)>,
    /// The column that stands in for a missing day.
    pub sent: Option<usize>,
    /// Whether the sheets are those of a workbook.
    pub is_workbook: bool,
    /// Whether days are written with the day first unless a column says otherwise.
    pub is_day_first: bool,
}

/// A key and what a map says of it: its own keys, and lines for its words.
pub(super) struct Lines {
    path: String,
    parts: Vec<(&'static str, String)>,
    why: Vec<String>,
    words: String,
}

impl Lines {
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), parts: Vec::new(), why: Vec::new(), words: String::new() }
    }

    pub(super) fn part(&mut self, key: &'static str, value: String) {
        self.parts.push((key, value));
    }

    fn has(&self, key: &str) -> bool {
        self.parts.iter().any(|(known, _)| *known == key)
    }

    pub(super) fn why(&mut self, why: impl Into<String>) {
        self.why.push(why.into());
    }

    /// Adds lines for words, but none for a word that has one.
    pub(super) fn words(&mut self, lines: &str) {
        for line in lines.split_inclusive('\n') {
            let key = line.rfind("\" = \"").map(|end| &line[..end + 4]);
            let is_there =
                key.is_some_and(|key| self.words.lines().any(|known| known.starts_with(key)));
            if line.starts_with('#') || !is_there {
                self.words.push_str(line);
            }
        }
    }

    /// Its lines.
    pub(super) fn text(&self) -> String {
        let path = &self.path;
        let why = self.why.join("; ");
        if let [("column", column)] = &self.parts[..]
            && !self.has_words()
            && column.starts_with('"')
        {
            return with_reason(&format!("{path} = {column}"), &why) + &self.words;
        }
        if !self.has_words() {
            let parts = self.parts.iter().map(|(key, value)| format!("{key} = {value}"));
            let parts: Vec<String> = parts.collect();
            return with_reason(&format!("{path} = {{ {} }}", parts.join(", ")), &why)
                + &self.words;
        }
        let mut text = String::new();
        for (number, (key, value)) in self.parts.iter().enumerate() {
            let why = if number == 0 { why.as_str() } else { "" };
            text.push_str(&with_reason(&format!("{path}.{key} = {value}"), why));
        }
        text + &self.words
    }

    /// Whether it has a line for a word, be it one to be filled in: then it has to be open for keys of its own.
    fn has_words(&self) -> bool {
        let begin = format!("{}.", self.path);
        self.words.lines().any(|line| line.trim_start_matches("# ").starts_with(&begin))
    }
}

impl<'s> Making<'_, 's> {
    /// How many of its rows say something in one of `columns`.
    pub(super) fn filled(&self, columns: &[usize]) -> usize {
        self.rows.iter().filter(|row| columns.iter().any(|&at| row.has(at))).count()
    }

    /// Everything in `columns` of its rows.
    pub(super) fn content(&self, columns: &[usize]) -> impl Iterator<Item = &'s Content> + '_ {
        let columns = columns.to_vec();
        self.rows.iter().flat_map(move |row| {
            let cells: Vec<&'s Content> =
                columns.iter().flat_map(|&at| row.cells(at).iter().copied()).collect();
            cells
        })
    }

    /// Whether most words in `columns` are for nobody who is known.
    pub(super) fn unknown_people(&self, form: Form, columns: &[usize]) -> bool {
        let words = own_words(self, form, columns);
        let known = words.iter().filter(|(word, _)| self.known.word(form, word).is_some()).count();
        known * 2 < words.len()
    }

    /// The names of `columns` as a map writes them.
    pub(super) fn names(&self, columns: &[usize]) -> String {
        match pattern(self.grid, columns) {
            Some(pattern) => quoted(&pattern),
            None => {
                let names: Vec<String> =
                    columns.iter().map(|&at| self.grid.columns[at].name.clone()).collect();
                one_or_list(&names)
            }
        }
    }

    /// The lines for the key at `path`, which is `key` of the hints, out of `columns`.
    pub(super) fn lines(&self, path: &str, form: Form, columns: &[usize]) -> Lines {
        let mut lines = Lines::new(path);
        self.source(&mut lines, columns);
        if !WHOSE_AND_WHEN.contains(&path) && self.may_lack(columns) {
            lines.part("optional", "true".to_owned());
        }
        self.as_above(&mut lines, path, columns);
        match form {
            Form::Date => self.day(&mut lines, path, columns),
            Form::Integer(bounds) if bounds.unit == "minutes" => self.bare(&mut lines, columns),
            Form::Prose | Form::Statement => self.prose(&mut lines, columns),
            Form::Term(_)
            | Form::Terms(_)
            | Form::OneOf(_)
            | Form::Ratings
            | Form::PersonId
            | Form::PersonIds
            | Form::School => {
                let words = own_words(self, form, columns);
                word_lines(self, &mut lines, path, form, &words);
            }
            _ => {}
        }
        lines
    }

    /// The columns, and the one for "other" of a form where there is one.
    fn source(&self, lines: &mut Lines, columns: &[usize]) {
        let names = self.names(columns);
        let heads = columns.iter().map(|&at| &self.grid.columns[at].texts);
        if let [only] = columns
            && let Some(other) = self.other(*only)
        {
            lines.part("column", quoted(&self.grid.columns[other].name));
            lines.part("or", names);
            lines.why("what was typed under \"other\" goes first");
            return;
        }
        lines.part("column", names);
        // A code such as Q5 says nothing by itself.
        let questions: Vec<&str> =
            heads.filter(|texts| texts.len() > 2).map(|texts| texts[1].as_str()).collect();
        if let Some(question) = questions.first() {
            let question: String = question.chars().take(60).collect();
            lines.why(format!("\"{}\"", question.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }

    /// Whether JSON need not have `columns`: where no row has one, as may be among those that were set aside, it has no
    /// column. A list that is empty everywhere may be missing without that.
    pub(super) fn may_lack(&self, columns: &[usize]) -> bool {
        let is_in_all = |&at: &usize| self.grid.rows.iter().all(|row| row.has(at));
        let is_list = |&at: &usize| Pattern::of(&self.grid.columns[at].name).has_gap();
        self.grid.is_paths && columns.iter().any(|at| !is_list(at) && !is_in_all(at))
    }

    /// That a ditto mark means the cell above; of people and days, in a log with such marks, an empty cell does, too.
    fn as_above(&self, lines: &mut Lines, path: &str, columns: &[usize]) {
        let is_ditto = |row: &&&RowOf| columns.iter().any(|&at| row.is_ditto(at));
        let dittos = self.rows.iter().filter(is_ditto).count();
        let empty = self.rows.len() - self.filled(columns);
        let is_usual = matches!(path, "date" | "coach" | "educator") && self.grid.has_dittos();
        let why = match (dittos, empty) {
            (1.., _) => format!("{dittos} ditto marks"),
            (0, 3..) if is_usual && !self.begins_without(columns) => {
                format!("check: {empty} empty cells, in a log with ditto marks")
            }
            _ => return,
        };
        lines.part("as_above", "true".to_owned());
        lines.why(why);
    }

    /// Whether a table begins with a row that says nothing in `columns`, so that there is nothing above.
    fn begins_without(&self, columns: &[usize]) -> bool {
        let says = |row: &RowOf| columns.iter().any(|&at| !row.cells(at).is_empty());
        self.grid.rows.iter().any(|row| row.is_first && !says(row))
    }

    /// The column with what was typed under "other" of the question in `column`.
    fn other(&self, column: usize) -> Option<usize> {
        let begin = format!("{}_", self.grid.columns[column].name);
        let is_it = |name: &str| name.starts_with(&begin) && name.ends_with("_TEXT");
        self.grid.columns.iter().position(|other| is_it(&other.name))
    }

    fn day(&self, lines: &mut Lines, path: &str, columns: &[usize]) {
        let order = match order_of(self.content(columns)) {
            Ok(DayOrder::YearFirst) => None,
            Ok(order) => {
                lines.why("days over 12 tell the order");
                Some(order)
            }
            Err(Undecided::Neither { month_first, day_first }) => {
                lines.why(format!(
                    "{month_first} days can only be month first, {day_first} only day first"
                ));
                Some(if month_first >= day_first {
                    DayOrder::MonthFirst
                } else {
                    DayOrder::DayFirst
                })
            }
            Err(Undecided::Both) => {
                lines.why("check: no day over 12 tells the order");
                Some(if self.is_day_first { DayOrder::DayFirst } else { DayOrder::MonthFirst })
            }
        };
        let word = DayOrder::WORDS.iter().find(|(_, known)| Some(*known) == order);
        if let Some((word, _)) = word {
            lines.part("order", quoted(word));
        }
        let without = self.rows.len() - self.filled(columns);
        if path != "date" || without < 3 {
            return;
        }
        if let Some(sent) = self.sent.filter(|sent| !columns.contains(sent)) {
            lines.part("or", quoted(&self.grid.columns[sent].name));
            lines.why(format!("{without} rows without a day: that on which it was sent"));
        } else if self.is_workbook && !lines.has("as_above") && !self.begins_without(columns) {
            lines.part("as_above", "true".to_owned());
            lines.why(format!("{without} rows without a day: that of the row above"));
        }
    }

    fn prose(&self, lines: &mut Lines, columns: &[usize]) {
        let is_html = |cell: &Content| matches!(cell, Content::Text(text) if ["<p>", "</", "<br", "<li>", "&nbsp;", "&amp;"].iter().any(|tag| text.contains(tag)));
        let html = self.content(columns).filter(|cell| is_html(cell)).count();
        if html > 0 {
            lines.part("html", "true".to_owned());
            lines.why(format!("{html} cells hold HTML"));
        }
    }

    /// Whether any of `columns` holds a time of day beside the day.
    pub(super) fn has_time(&self, columns: &[usize]) -> bool {
        self.content(columns).any(|cell| matches!(cell, Content::Text(text) if text.contains('T') && text.contains(':') && plain(text).len() > 12))
    }
}
