//! Rows that are one record: sheets and what a map says of their key come in; the first row of each key goes out with the
//! columns of all rows that have it. A cell that came from another row keeps its address.

use std::collections::HashMap;

use super::build::said;
use super::cell::{Content, Row, Sheet, Wrong};
use super::fault::Fault;
use super::join::{add, key_of};
use super::map::{Gather, Map};
use super::rows::left_out;
use super::table::{Table, heads};
use super::value::prose::prose;
use crate::text::wording::grouped;

/// Rows that may be one.
const MOST: usize = 200;

/// Gathers the rows of `sheets` as `map` says; what is wrong with that goes out.
pub(crate) fn gathered(sheets: &mut [Sheet], map: &Map) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Some(gather) = &map.gather else { return faults };
    let mut first_table = 0;
    for sheet in sheets.iter_mut().filter(|sheet| map.reads(sheet.name.as_deref())) {
        let starts = heads(sheet, &map.header, &map.patterns());
        let tables = Table::all(sheet, map, &map.patterns());
        let plans = tables.iter().zip(&starts).enumerate().map(|(at, (table, head))| {
            let (whole, at) = (of_whole(map, table), first_table + at);
            Gathering { map, gather, table, whole, at }.plan(head.end, &mut faults)
        });
        let plans: Vec<Plan> = plans.collect();
        first_table += tables.len();
        let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        for (plan, head) in plans.into_iter().zip(starts) {
            plan.carry_out(sheet, head, width, &gather.name);
        }
    }
    faults
}

/// A table whose rows are gathered.
struct Gathering<'g> {
    map: &'g Map,
    gather: &'g Gather,
    table: &'g Table<'g>,
    /// Its columns that say something of the whole record, by index.
    whole: Vec<usize>,
    /// Which of all tables it is.
    at: usize,
}

/// Cells that come from other rows, each with its address.
type Cells = Vec<(Content, Box<str>)>;

/// What becomes of a table; rows are told by their index in the sheet.
#[derive(Default)]
struct Plan {
    /// The names of the columns that each row gives.
    names: Vec<String>,
    /// How many rows the largest of all has.
    most: usize,
    /// The first row of each key, with the cells that it gets.
    first: Vec<(usize, Cells)>,
    /// Rows that are part of another, with the number of that.
    parts: Vec<(usize, u32)>,
    /// First rows that cannot be read, because a part of them cannot.
    unreadable: Vec<usize>,
}

impl Gathering<'_> {
    /// What becomes of the table, whose rows begin at `begin` in the sheet.
    fn plan(&self, begin: usize, faults: &mut Vec<Fault>) -> Plan {
        let columns = self.table.own_columns();
        let names = columns.iter().map(|&column| self.table.columns.name(column).to_owned());
        let mut plan = Plan { names: names.collect(), most: 1, ..Plan::default() };
        for group in self.groups(faults) {
            let Some((&first, parts)) = group.split_first() else { continue };
            let row = &self.table.rows[first];
            self.disagreeing(first, parts, faults);
            if group.len() > MOST {
                let cause = format!("{} rows have this", grouped(group.len()));
                faults.push(self.fault((first, None), (cause, "is it the right key?")));
            }
            if parts.iter().any(|&part| self.table.rows[part].fault.is_some()) {
                plan.unreadable.push(begin + first);
            }
            plan.most = plan.most.max(group.len().min(MOST));
            let cells = group.iter().take(MOST).flat_map(|&nth| {
                let row = &self.table.rows[nth];
                columns.iter().map(move |&column| {
                    let content = said(self.map, row, column).clone();
                    (content, self.table.address(row, Some(column)).into())
                })
            });
            plan.first.push((begin + first, cells.collect()));
            plan.parts.extend(parts.iter().map(|&part| (begin + part, row.number)));
        }
        plan
    }

    /// The rows of each key, by index in the table, in their order. One without a key is alone, and that is among `faults`:
    /// most often it is part of a record above.
    fn groups(&self, faults: &mut Vec<Fault>) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (nth, row) in self.table.rows.iter().enumerate() {
            if left_out(self.map, self.table, row).is_some() {
                continue;
            }
            match key_of(self.map, self.table, row, &self.gather.by) {
                Ok(Some(key)) => {
                    let at = *known.entry(key).or_insert(groups.len());
                    if at == groups.len() {
                        groups.push(Vec::new());
                    }
                    groups[at].push(nth);
                }
                Ok(None) => {
                    if row.fault.is_none()
                        && !self.table.columns.of_pattern(&self.gather.by).is_empty()
                    {
                        faults.push(self.without_key(nth));
                    }
                    groups.push(vec![nth]);
                }
                Err((column, wrong)) => {
                    faults.push(self.table.fault(row, (Some((self.at, nth)), column), wrong));
                    groups.push(vec![nth]);
                }
            }
        }
        groups
    }

    /// That the row `nth` does not say of which record it is.
    fn without_key(&self, nth: usize) -> Fault {
        let above = match self.gather.is_as_above {
            true => String::new(),
            false => format!(
                "if an empty cell means the one above, write by = {{ column = \"{}\", as_above = true }} under [gather] \
                 in the map; ",
                self.gather.by.written()
            ),
        };
        let cause =
            "nothing is in it, so nobody can tell to which record the row belongs".to_owned();
        let remedy =
            format!("fill it in; {above}if the row is none, a rule under leave_out leaves it out");
        self.fault((nth, None), (cause, &remedy))
    }

    /// Says where `parts` say something else than their `first` row in a column that is to be the same in all of them.
    fn disagreeing(&self, first: usize, parts: &[usize], faults: &mut Vec<Fault>) {
        for &column in &self.whole {
            let says = |nth: usize| said(self.map, &self.table.rows[nth], column);
            let other = parts.iter().find(|&&part| {
                !says(part).means_above() && prose(says(part)) != prose(says(first))
            });
            if let Some(&other) = other {
                let by = self.gather.by.shown();
                let cause = format!("is not the same in all rows with one {by}");
                let remedy = "correct it; or, where each row has its own, name it by its row in the map: \
                              \"row/#/column\"";
                faults.push(self.fault((first, Some((other, column))), (cause, remedy)));
            }
        }
    }

    /// A fault of the row `first`, and of the cell in another row that it does not agree with.
    fn fault(
        &self,
        (first, other): (usize, Option<(usize, usize)>),
        (cause, remedy): (String, &str),
    ) -> Fault {
        let key = self.table.columns.of_pattern(&self.gather.by).first();
        let column = other.map(|(_, column)| column).or(key.map(|key| key.index));
        let rows = [Some(first), other.map(|(other, _)| other)].into_iter().flatten();
        let cells = rows.map(|nth| self.table.address(&self.table.rows[nth], column)).collect();
        let name = column.map_or("", |column| self.table.columns.name(column)).to_owned();
        let wrong = Wrong { cause, detail: String::new(), remedy: remedy.to_owned() };
        // It may be prose, or somebody's name.
        Fault { cells, spot: Some((self.at, first)), column: name, content: None, wrong }
    }
}

/// The columns of `table` that values of `map` come from by their own names, by index.
fn of_whole(map: &Map, table: &Table) -> Vec<usize> {
    let patterns = map.valued();
    let columns = patterns.iter().flat_map(|pattern| table.columns.of_pattern(pattern));
    let mut columns: Vec<usize> = columns.map(|column| column.index).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

impl Plan {
    fn carry_out(self, sheet: &mut Sheet, head: std::ops::Range<usize>, width: usize, name: &str) {
        let Self { names, most, first, parts, unreadable } = self;
        for row in &mut sheet.rows[head] {
            let names = (1..=most).flat_map(|nth| names.iter().map(move |it| (nth, it)));
            let names = names.map(|(nth, column)| format!("{name}/{nth}/{column}"));
            add(row, width, names.map(|name| (Content::Text(name.into()), "".into())));
        }
        for (at, cells) in first {
            add(&mut sheet.rows[at], width, cells.into_iter());
        }
        for (at, number) in parts {
            sheet.rows[at].part_of = Some(number);
        }
        for at in unreadable {
            let why = "a row that is part of it cannot be read".into();
            sheet.rows[at].fault.get_or_insert(why);
        }
    }
}

impl Row {
    /// Whether it is part of one of `rows`, those of its table, that `is_chosen`, by index.
    pub(super) fn is_part_of(&self, rows: &[Row], is_chosen: impl Fn(usize) -> bool) -> bool {
        let first = self.part_of.map(|number| rows.binary_search_by_key(&number, |row| row.number));
        first.is_some_and(|first| first.is_ok_and(is_chosen))
    }
}
