//! Charts: drawn from cells of the sheet, so that they follow when someone changes a cell. Every bar has its number
//! beside or in it.

use rust_xlsxwriter::{
    Chart as Drawn, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLine,
    ChartSolidFill, ChartType, Color,
};

use super::look::BLUE;
use super::paper::Room;
use super::{Chart, Drawing};

/// Colors of the parts of a bar, those beside each other apart in gray as well. The last part is white.
const PARTS: [u32; 4] = [0x1F_4E_79, 0xBD_D7_EE, 0x7F_7F_7F, 0xD9_D9_D9];

/// Pixels of a row of bars, and of what is above and below them.
const ROW: u32 = 26;
const AROUND: u32 = 130;
/// The same where there is little room: names of rows still stand below each other.
const LOW_ROW: u32 = 15;
const LITTLE_AROUND: u32 = 50;

/// `chart` of the sheet `name`, and how high it is: its header is in row `header`, its first row in the one below,
/// and `place` says where a column is drawn from. It is no higher than `room` has it, if it can be on the page of its
/// rows.
pub(super) fn chart(
    chart: &Chart,
    name: &str,
    header: u32,
    room: Room,
    place: impl Fn(usize) -> u16,
) -> (Drawn, u32) {
    let (kind, format) = match chart.drawing {
        Drawing::Bars => (ChartType::Bar, "0.0%"),
        Drawing::Stacked => (ChartType::BarStacked, "0;;;"),
    };
    let row = |at: usize| header + 1 + u32::try_from(at).unwrap_or_default();
    let (first, last) = (row(chart.rows.start), row(chart.rows.end.saturating_sub(1)));
    let names = [chart.names.start, chart.names.end.saturating_sub(1)].map(&place);
    let mut drawn = Drawn::new(kind);
    for (at, &value) in chart.values.iter().enumerate() {
        let column = place(value);
        let is_rest = at + 1 == chart.values.len();
        let color = match chart.drawing {
            Drawing::Bars => BLUE,
            Drawing::Stacked if is_rest => Color::White,
            Drawing::Stacked => Color::RGB(PARTS[at % PARTS.len()]),
        };
        let mut look = ChartFormat::new();
        look.set_solid_fill(ChartSolidFill::new().set_color(color));
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(format);
        if chart.drawing == Drawing::Stacked {
            look.set_border(ChartLine::new().set_color(Color::Black).set_width(0.75));
            let is_dark = at % 2 == 0 && !is_rest;
            let color = if is_dark { Color::White } else { Color::Black };
            label.set_position(ChartDataLabelPosition::Center);
            label.set_font(ChartFont::new().set_color(color).set_bold());
        }
        drawn
            .add_series()
            .set_categories((name, first, names[0], last, names[1]))
            .set_values((name, first, column, last, column))
            .set_name((name, header, column))
            .set_format(&mut look)
            .set_data_label(&label)
            .set_gap(50);
    }
    drawn.title().set_name(chart.title);
    drawn.title().set_font(ChartFont::new().set_size(12).set_bold());
    // Of bars, the first axis is the one of numbers. The first row stands on top.
    drawn.y_axis().set_reverse();
    // The numbers stand in the bars or beside them.
    drawn.x_axis().set_min(0).set_major_gridlines(false).set_hidden(true);
    if chart.drawing == Drawing::Bars {
        drawn.x_axis().set_max(1);
        drawn.legend().set_hidden();
    }
    let rows = u32::try_from(chart.rows.len()).unwrap_or(u32::MAX);
    let high = |around: u32, row: u32| around.saturating_add(row.saturating_mul(rows));
    let is_below = high(LITTLE_AROUND, LOW_ROW) <= room.below;
    let high = high(AROUND, ROW).min(if is_below { room.below } else { room.alone });
    drawn.set_width(room.wide).set_height(high);
    (drawn, high)
}
