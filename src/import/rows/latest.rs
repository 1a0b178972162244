//! Which of several rows with one id was sent last: the cells of a column come in, and are ranked as numbers where all are
//! numbers, as days and times where all are that, and else as texts.

use chrono::NaiveDateTime;

use crate::import::cell::{Content, Row, Wrong};
use crate::import::fault::Fault;
use crate::import::map::pattern::Pattern;
use crate::import::map::{Latest, Map};
use crate::import::table::Table;
use crate::import::value::day::{DayRule, day, order_of, time_of};
use crate::import::value::prose::prose;

/// The place of a row among those with its id; the greatest was sent last.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) enum Rank {
    Nothing,
    Number(f64),
    Moment(NaiveDateTime),
    Text(String),
}

/// How the cells of a column are ranked.
pub(super) struct Ranking<'m> {
    map: &'m Map,
    column: &'m Pattern,
    by: By,
}

enum By {
    Numbers,
    Moments(DayRule),
    Texts,
}

impl<'m> Ranking<'m> {
    /// How those of the column `latest` in `tables` are ranked; that the order of their days is not decided is added to
    /// `faults`.
    pub(super) fn of(
        map: &'m Map,
        latest: &'m Latest,
        tables: &[Table],
        faults: &mut Vec<Fault>,
    ) -> Self {
        let column = &latest.column;
        let cells =
            || tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        let cells =
            || cells().filter_map(|(table, row)| Some((table, cell(map, table, row, column)?)));
        let by = if cells().all(|(_, cell)| number(cell).is_some()) {
            By::Numbers
        } else {
            let order = latest.order.map_or_else(|| order_of(cells().map(|(_, cell)| cell)), Ok);
            let counts_from_1904 = tables.iter().any(|table| table.sheet.counts_from_1904);
            let rule = |order| DayRule {
                order,
                century: true,
                months_of: map.year_of,
                zone: map.zone,
                needs_zone: false,
                counts_from_1904,
                is_swapped: false,
            };
            let are_days = |rule: &DayRule| cells().all(|(_, cell)| moment(cell, rule).is_some());
            match order {
                Ok(order) if are_days(&rule(Some(order))) => By::Moments(rule(Some(order))),
                Err(undecided) => {
                    let wrong = Wrong {
                        cause: undecided.said(),
                        detail: String::new(),
                        remedy: "say which beside `latest` in the map: order = \"month-day-year\" or order = \
                                 \"day-month-year\""
                            .to_owned(),
                    };
                    let (cells, content) = (Vec::new(), None);
                    let column = column.written().to_owned();
                    faults.push(Fault { cells, spot: None, column, content, wrong });
                    By::Texts
                }
                Ok(_) => By::Texts,
            }
        };
        Self { map, column, by }
    }

    /// The place of `row`.
    pub(super) fn rank(&self, table: &Table, row: &Row) -> Rank {
        let Some(cell) = cell(self.map, table, row, self.column) else { return Rank::Nothing };
        let rank = match &self.by {
            By::Numbers => number(cell).map(Rank::Number),
            By::Moments(rule) => moment(cell, rule).map(Rank::Moment),
            By::Texts => Some(Rank::Text(prose(cell))),
        };
        rank.unwrap_or(Rank::Nothing)
    }
}

/// What stands in the first of the columns called `column` in which something does.
fn cell<'r>(map: &Map, table: &'r Table, row: &'r Row, column: &Pattern) -> Option<&'r Content> {
    let columns = table.columns.of_pattern(column).iter();
    // A row by whose cell nobody can tell takes no part.
    let mut cells = columns.filter_map(|column| table.meant(map, row, column.index).ok());
    cells.find(|cell| !cell.is_empty())
}

fn number(cell: &Content) -> Option<f64> {
    match cell {
        Content::Number(number) => Some(*number),
        Content::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

fn moment(cell: &Content, rule: &DayRule) -> Option<NaiveDateTime> {
    let day = day(cell, rule).ok()??;
    let time = time_of(cell, rule).ok()?;
    Some(day.and_time(time.unwrap_or_default()))
}
