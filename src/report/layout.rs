//! Building blocks of text reports: tables, wrapped lines, headings. Colour only marks what the
//! words already say.

use anstyle::{AnsiColor, Style};
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
};

use crate::diagnostic::wording::{grouped, visible};
use crate::fidelity::Share;

/// The character of the line under a table's header.
const RULE: char = '─';
/// No lines but the one under the header.
const RULED: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill(RULE).junction(RULE));

/// Columns between two cells.
const GAP: usize = 2;
/// Columns below which names and texts are not squeezed.
const NARROWEST: usize = 16;

/// How a text report is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// ANSI colour.
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

    /// `text` wrapped at spaces to the width, each line after `indent` spaces, ending with a line
    /// break.
    pub(super) fn wrap(self, indent: usize, text: &str) -> String {
        let mut out = String::new();
        let mut column = 0;
        for word in text.split_whitespace() {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > self.width {
                out.push('\n');
                column = 0;
            }
            if column == 0 {
                out.push_str(&" ".repeat(indent));
                column = indent;
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
        out
    }

    /// A table of numbers: the first column holds names and may wrap, the others stand on the right.
    pub(super) fn table(self, header: &[&str], rows: &[Vec<String>]) -> String {
        self.table_if_fits(header, rows).unwrap_or_else(|| self.blocks(header, rows))
    }

    /// Like [`Self::table`]; `None` where it is wider than the terminal.
    pub(super) fn table_if_fits(self, header: &[&str], rows: &[Vec<String>]) -> Option<String> {
        self.draw(header, rows, 0, CellAlignment::Right)
    }

    /// A table of words: everything on the left, and the column `wraps` may wrap.
    pub(super) fn words(self, header: &[&str], rows: &[Vec<String>], wraps: usize) -> String {
        let table = self.draw(header, rows, wraps, CellAlignment::Left);
        table.unwrap_or_else(|| self.blocks(header, rows))
    }

    /// `rows` under `header`, where only the column `wraps` gives way; `None` where even that is too
    /// wide.
    fn draw(
        self,
        header: &[&str],
        rows: &[Vec<String>],
        wraps: usize,
        others: CellAlignment,
    ) -> Option<String> {
        let mut table = Table::new();
        table.load_style(RULED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        table.set_header(header.to_vec());
        for row in rows {
            table.add_row(row.iter().map(|cell| visible_lines(cell)));
        }
        let widths: Vec<usize> =
            table.column_max_content_widths().into_iter().map(usize::from).collect();
        let fixed = (0..widths.len()).filter(|&column| column != wraps);
        let needed: usize = fixed.map(|column| widths[column] + GAP).sum();
        let longest_word = rows
            .iter()
            .filter_map(|row| row.get(wraps))
            .flat_map(|cell| cell.split_whitespace())
            .map(|word| word.chars().count())
            .max();
        let flexible = widths.get(wraps).copied().unwrap_or_default();
        let least = flexible.min(NARROWEST.max(longest_word.unwrap_or_default()));
        if needed + least > self.width {
            return None;
        }
        for (index, column) in table.column_iter_mut().enumerate() {
            let is_first = index == 0;
            column.set_cell_alignment(if is_first { CellAlignment::Left } else { others });
            column.set_padding((0, u16::from(index + 1 < header.len())));
            if index != wraps {
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

    /// Each row as a block: its name, then its other cells with their columns' titles.
    fn blocks(self, header: &[&str], rows: &[Vec<String>]) -> String {
        let one_line = |text: &str| text.replace("-\n", "").replace('\n', " ");
        let mut text = String::new();
        for row in rows {
            let mut cells = row.iter().map(|cell| one_line(&visible_lines(cell)));
            text.push_str(&self.bold(&cells.next().unwrap_or_default()));
            text.push('\n');
            let parts: Vec<String> = header
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

/// `text` with control characters made visible, but for line breaks, which cells may have.
fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// `9 of 13`, or a dash where nothing applies.
pub(super) fn share(share: Share) -> String {
    match share.n {
        0 => "–".to_owned(),
        n => format!("{} of {}", grouped(share.k as usize), grouped(n as usize)),
    }
}
