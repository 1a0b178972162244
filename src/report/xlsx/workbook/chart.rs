//! Charts: drawn from cells of the sheet, so that they follow when someone changes a cell. Every bar has its number
//! beside or in it.

use rust_xlsxwriter::{
    Chart as Drawn, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartSolidFill,
    ChartType, Color,
};

use super::look::BLUE;
use super::{Chart, Drawing};

/// Colors of the parts of a bar, apart in gray as well.
const PARTS: [u32; 6] = [0x1F_4E_79, 0xBD_D7_EE, 0x7F_7F_7F, 0xD9_D9_D9, 0x54_82_35, 0xF2_F2_F2];

/// Pixels of a row of bars, and of what is above and below them.
const ROW: u32 = 26;
const AROUND: u32 = 130;

/// `chart` of the sheet `name`: its header is in row `header`, its first row in the one below, and `place` says
/// where a column is drawn from.
pub(super) fn chart(chart: &Chart, name: &str, header: u32, place: impl Fn(usize) -> u16) -> Drawn {
    let (kind, format) = match chart.drawing {
        Drawing::Bars => (ChartType::Bar, "0.0%"),
        Drawing::Stacked => (ChartType::BarStacked, "0;;;"),
    };
    let row = |at: usize| header + 1 + u32::try_from(at).unwrap_or_default();
    let (first, last) = (row(chart.rows.start), row(chart.rows.end.saturating_sub(1)));
    let names = place(chart.names);
    let mut drawn = Drawn::new(kind);
    for (at, &value) in chart.values.iter().enumerate() {
        let column = place(value);
        let (color, mut label) = match chart.drawing {
            Drawing::Bars => (BLUE, ChartDataLabel::new()),
            Drawing::Stacked => (Color::RGB(PARTS[at % PARTS.len()]), ChartDataLabel::new()),
        };
        label.show_value().set_num_format(format);
        if chart.drawing == Drawing::Stacked {
            let is_dark = at % 2 == 0;
            let color = if is_dark { Color::White } else { Color::Black };
            label.set_position(ChartDataLabelPosition::Center);
            label.set_font(ChartFont::new().set_color(color).set_bold());
        }
        drawn
            .add_series()
            .set_categories((name, first, names, last, names))
            .set_values((name, first, column, last, column))
            .set_name((name, header, column))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)))
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
    drawn.set_width(860).set_height(AROUND + ROW.saturating_mul(rows));
    drawn
}
