//! The first sheet: the answer in sentences, the key figures, and what the document was made with.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::heads::{LINE, lines};
use super::put::{put, put_share, put_words};
use super::{Answer, Cover, Look};
use super::{paper, words};
use crate::report::grid::{Datum, Holds};

/// What the sheet is called.
pub(super) const NAME: &str = "Summary";

/// Widths of the columns, in digits: a label, three numbers, and room for what is longer.
const WIDTHS: [u32; 5] = [26, 12, 12, 12, 58];
/// The last column.
const LAST: u16 = 4;

/// The sheet as far as it is.
struct Page<'l> {
    drawn: Worksheet,
    row: u32,
    look: &'l Look,
}

/// The sheet of `cover` under its `name`.
pub(super) fn sheet(cover: &Cover, name: &str, look: &Look) -> Result<Worksheet, XlsxError> {
    let mut drawn = Worksheet::new();
    drawn.set_name(name)?.set_formula_result_default("");
    for (column, width) in (0..).zip(WIDTHS) {
        drawn.set_column_width(column, width)?;
    }
    let mut page = Page { drawn, row: 0, look };
    page.across(&cover.title, &look.title, 20)?;
    for line in &cover.lines {
        page.across(line, &look.about, LINE)?;
    }
    page.across(cover.audience, &look.about, LINE)?;
    for answer in &cover.answers {
        page.answer(answer)?;
    }
    page.row += 1;
    page.across("Made with", &look.heading, LINE + 3)?;
    for (label, value) in &cover.manifest {
        page.made_with(label, value)?;
    }
    // What is said of one profile is said on one page.
    paper::frame(&mut page.drawn);
    page.drawn.set_print_fit_to_pages(1, u16::from(cover.answers.len() == 1));
    Ok(page.drawn)
}

impl Page<'_> {
    fn answer(&mut self, answer: &Answer) -> Result<(), XlsxError> {
        let look = self.look;
        self.row += 1;
        if let Some(heading) = &answer.heading {
            self.across(heading, &look.heading, LINE + 3)?;
        }
        for sentence in &answer.sentences {
            self.across(sentence, &look.plain.words, LINE)?;
        }
        if !answer.facts.is_empty() {
            self.row += 1;
        }
        for (label, lines) in &answer.facts {
            for (at, line) in lines.iter().enumerate() {
                self.fact(if at == 0 { label } else { "" }, line)?;
            }
        }
        if answer.figures.is_empty() {
            return Ok(());
        }
        self.row += 1;
        let [words, numbers] = &look.header;
        for (column, title) in (0..).zip(["Key figure", "number", "of", "percent"]) {
            let format = if column == 0 { words } else { numbers };
            put_words(&mut self.drawn, (self.row, column), title, [format, format])?;
        }
        self.row += 1;
        for (name, value) in &answer.figures {
            self.figure(name, value)?;
        }
        Ok(())
    }

    /// `text` over all columns, as high as it needs; `line` is the height of one of its lines.
    fn across(&mut self, text: &str, format: &Format, line: u32) -> Result<(), XlsxError> {
        let all: u32 = WIDTHS.iter().sum();
        self.merged(0, text, format, all, line)
    }

    /// A label, and what belongs to it beside it.
    fn fact(&mut self, label: &str, value: &str) -> Result<(), XlsxError> {
        let look = &self.look.plain;
        let (row, bold) = (self.row, look.words.clone().set_bold());
        put_words(&mut self.drawn, (row, 0), label, [&bold, &bold])?;
        let rest: u32 = WIDTHS[1..].iter().sum();
        let format = look.words.clone();
        self.merged(1, value, &format, rest, LINE)
    }

    /// What the document was made with: words as a fact, a day as a date.
    fn made_with(&mut self, label: &str, value: &Datum) -> Result<(), XlsxError> {
        if let Datum::Words(words) = value {
            return self.fact(label, words);
        }
        let look = &self.look.plain;
        let bold = look.words.clone().set_bold();
        put_words(&mut self.drawn, (self.row, 0), label, [&bold, &bold])?;
        put(&mut self.drawn, (self.row, 1), value, Holds::Days, look)?;
        self.row += 1;
        Ok(())
    }

    /// `text` from the column `first` to the last, over a width of so many digits.
    fn merged(
        &mut self,
        first: u16,
        text: &str,
        format: &Format,
        width: u32,
        line: u32,
    ) -> Result<(), XlsxError> {
        let (row, text) = (self.row, words::cell(text));
        let format = format.clone().set_text_wrap();
        self.drawn.merge_range(row, first, row, LAST, "", &format)?;
        let quoted = format.clone().set_quote_prefix();
        put_words(&mut self.drawn, (row, first), &text, [&format, &quoted])?;
        let lines = lines(&text, width as usize);
        self.drawn.set_row_height(row, lines.saturating_mul(line).min(400))?;
        self.row += 1;
        Ok(())
    }

    /// A key figure; what is part of the one above it stands further in.
    fn figure(&mut self, name: &str, value: &Datum) -> Result<(), XlsxError> {
        let look = &self.look.plain;
        let indent = if name.starts_with(' ') { 2 } else { 1 };
        let words = look.words.clone().set_indent(indent);
        put_words(&mut self.drawn, (self.row, 0), name.trim_start(), [&words, &words])?;
        match value {
            #[allow(clippy::cast_precision_loss)] // nobody counts that far
            Datum::Count(count) => {
                self.drawn.write_number_with_format(self.row, 1, *count as f64, &look.count)?;
            }
            Datum::Share(of) => put_share(&mut self.drawn, (self.row, [1, 2, 3]), *of, look)?,
            Datum::Number(number) => {
                self.drawn.write_number_with_format(self.row, 1, *number, &look.number)?;
            }
            Datum::Words(_) | Datum::Day(_) | Datum::Nothing => {}
        }
        self.row += 1;
        Ok(())
    }
}
