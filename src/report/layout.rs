//! Building blocks of text reports: tables, wrapped lines, headings. Color only marks what the
//! words already say.

use anstyle::{AnsiColor, Style};
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
};

use super::page::{self, Cell, Shape};
use crate::text::width::{at_right, columns_of};
use crate::text::wording::{visible, wrap};

/// The character of the line under a table's header.
const RULE: char = '─';
/// No lines but the one under the header.
const RULED: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill(RULE).junction(RULE));

/// Columns between two cells.
const GAP: usize = 2;
/// Columns of what stands beside a cell: `59.8 %`.
const ASIDE: usize = 6;
/// Columns below which names and texts are not squeezed.
const NARROWEST: usize = 16;
/// The same beside percents, which are worth less than a name that can be read.
const NARROWEST_BESIDE: usize = 24;

/// How a text report is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// ANSI color.
    pub color: bool,
    /// Columns to fill at most.
    pub width: usize,
}

impl Look {
    /// `text` in bold.
    pub(super) fn bold(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// `text` as something to look at.
    pub(super) fn alert(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default().bold(), text)
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// `text`, made harmless and wrapped at spaces to the width, each line after `indent` spaces,
    /// ending with a line break.
    pub(super) fn wrap(self, indent: usize, text: &str) -> String {
        wrap(&visible(text), indent, self.width)
    }

    /// The same as [`Self::wrap`] without an indent, in bold.
    pub(super) fn heading(self, text: &str) -> String {
        self.wrap(0, text).lines().map(|line| self.bold(line) + "\n").collect()
    }

    /// `table` as wide as there is room: whole; with the columns that are enough; or, where even they
    /// are too wide, each row as a block.
    pub(super) fn table(self, table: &page::Table) -> String {
        let all = table.header.len();
        // Percents are shown where names have room enough beside them.
        let whole = self.draw(table, all, Asides::Shown);
        if let Some(text) = whole.or_else(|| self.draw(table, all, Asides::Left)) {
            return text;
        }
        if let Shape::Numbers { least } = table.shape
            && let Some(text) = self
                .draw(table, least, Asides::Shown)
                .or_else(|| self.draw(table, least, Asides::Left))
        {
            let left: Vec<String> = table.header[least..].iter().map(one_line).collect();
            let note = format!("(a wider terminal also shows {})", left.join(", "));
            return text + &self.wrap(0, &note);
        }
        self.blocks(table)
    }

    /// The first `columns` columns of `content`, of which only one gives way; `None` where even that is
    /// too wide.
    fn draw(self, content: &page::Table, columns: usize, asides: Asides) -> Option<String> {
        let lines = |cell: &Cell| lines(cell, asides);
        let (words, flexible) = match content.shape {
            Shape::Numbers { .. } => (1, 0),
            Shape::Named { words } => (words, 0),
            Shape::Words => (usize::MAX, 0),
            Shape::Sentences { column } => (usize::MAX, column),
        };
        let mut table = Table::new();
        table.load_style(RULED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        table.set_header(content.header.iter().take(columns).map(lines));
        for row in &content.rows {
            table.add_row(row.iter().take(columns).map(lines));
        }
        let widths: Vec<usize> =
            table.column_max_content_widths().into_iter().map(usize::from).collect();
        let gaps = GAP * columns.saturating_sub(1);
        let all: usize = widths.iter().sum();
        let width = widths.get(flexible).copied().unwrap_or_default();
        let needed = all - width + gaps;
        let names = content.rows.iter().filter_map(|row| row.get(flexible)).map(lines);
        let longest_word =
            names.flat_map(|name| name.split_whitespace().map(columns_of).max()).max();
        let narrowest = match asides {
            Asides::Shown => NARROWEST_BESIDE,
            Asides::Left => NARROWEST,
        };
        let least = width.min(narrowest.max(longest_word.unwrap_or_default()));
        if needed + least > self.width {
            return None;
        }
        for (index, column) in table.column_iter_mut().enumerate() {
            let is_words = index < words;
            column.set_cell_alignment(if is_words {
                CellAlignment::Left
            } else {
                CellAlignment::Right
            });
            column.set_padding((0, u16::from(index + 1 < columns)));
            if index != flexible {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        let mut text = String::new();
        let mut in_header = true;
        for line in table.trim_fmt().lines() {
            in_header &= !line.starts_with(RULE);
            text.push_str(&if in_header { self.bold(line) } else { line.to_owned() });
            text.push('\n');
        }
        Some(text)
    }

    /// Each row as a block: its name, then its other cells with their columns' titles. Sentences need
    /// no titles but those above all.
    fn blocks(self, table: &page::Table) -> String {
        if matches!(table.shape, Shape::Sentences { .. }) {
            let joined = |cells: &[Cell]| {
                let cells: Vec<String> = cells.iter().map(one_line).collect();
                cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
            };
            let rows = table.rows.iter().map(|row| self.wrap(0, &joined(row)));
            return self.heading(&joined(&table.header)) + &rows.collect::<String>();
        }
        let mut text = String::new();
        for row in &table.rows {
            let mut cells = row.iter().map(one_line);
            text.push_str(&self.bold(&cells.next().unwrap_or_default()));
            text.push('\n');
            let parts: Vec<String> = table
                .header
                .iter()
                .skip(1)
                .zip(cells)
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(title, cell)| format!("{} {cell}", one_line(title)))
                .collect();
            text.push_str(&self.wrap(2, &parts.join(" · ")));
        }
        text
    }
}

/// Whether what stands beside cells is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asides {
    Shown,
    Left,
}

/// The lines of `cell`, harmless on a terminal; what stands beside the last one is as wide in most rows.
fn lines(cell: &Cell, asides: Asides) -> String {
    let lines = cell.lines().iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n");
    match cell.aside().filter(|_| asides == Asides::Shown) {
        Some(aside) => format!("{lines}  {}", at_right(&visible(aside), ASIDE)),
        None => lines,
    }
}

/// The same as one line.
fn one_line(cell: &Cell) -> String {
    visible(&cell.one_line())
}
