//! How cells look. A color is never the only sign: what it marks is a number that can be read.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The color of headers and bars.
pub(super) const BLUE: Color = Color::RGB(0x1F_4E_79);
/// The color of bars beside numbers.
pub(super) const LIGHT_BLUE: Color = Color::RGB(0x9D_C3_E6);
/// The color of bars beside what is missing.
pub(super) const ORANGE: Color = Color::RGB(0xF4_B1_83);

/// How the cells of one row look, by what they hold.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) words: Format,
    /// Words that a spreadsheet would take for a formula once someone edits them.
    pub(super) quoted: Format,
    pub(super) count: Format,
    pub(super) percent: Format,
    pub(super) number: Format,
    pub(super) day: Format,
}

impl Cells {
    fn of(base: &Format) -> Self {
        let words = base.clone().set_text_wrap().set_align(FormatAlign::Left).set_indent(1);
        Self {
            quoted: words.clone().set_quote_prefix(),
            words,
            count: base.clone().set_num_format("#,##0"),
            percent: base.clone().set_num_format("0.0%"),
            number: base.clone().set_num_format("General"),
            day: base
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left)
                .set_indent(1),
        }
    }
}

/// How everything looks.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) title: Format,
    /// Lines below the title.
    pub(super) about: Format,
    pub(super) heading: Format,
    /// Titles of columns of words, and of numbers.
    pub(super) header: [Format; 2],
    pub(super) plain: Cells,
    /// Rows that are all others together.
    pub(super) total: Cells,
    /// What waits for someone.
    pub(super) alert: Format,
}

impl Default for Look {
    fn default() -> Self {
        let base = Format::new().set_align(FormatAlign::Top);
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_font_color(Color::White)
            .set_background_color(BLUE)
            .set_align(FormatAlign::Top);
        let total = base.clone().set_bold().set_border_top(FormatBorder::Thin);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            about: Format::new().set_font_color(Color::RGB(0x40_40_40)),
            heading: Format::new().set_bold().set_font_size(12),
            header: [
                header.clone().set_align(FormatAlign::Left).set_indent(1),
                header.set_align(FormatAlign::Right),
            ],
            plain: Cells::of(&base),
            total: Cells::of(&total),
            alert: Format::new().set_bold().set_font_color(Color::RGB(0x9C_00_06)),
        }
    }
}
