//! The list of items that a profile is to have: the bytes of a CSV file come in; functions with their
//! items, or every fault by its line, go out.

use csv::StringRecord;

use super::METHODS;
use super::ids::Ids;
use crate::domain::profile::{bounds, evidence_faults};
use crate::syntax::toml;
use crate::syntax::tree::read::id_fault;
use crate::syntax::tree::rules as tree_rules;
use crate::text::nearest;
use crate::text::spelling::{canonical, loose};
use crate::text::wording::{all_of, count, grouped, quote};
use crate::write::csv_rows::{CsvFault, MOST_FAULTS, Row, Rows};
use crate::write::new_district::toml_string;

/// The columns, in any order; those after the first two may be left out.
const COLUMNS: [&str; 7] = ["function", "item", "rule", "label", "id", "critical", "reverse"];
/// How many columns have to be there.
const NEEDED: usize = 2;
/// Items that a list may have.
const MOST_ITEMS: usize = 1000;

/// A list of items.
pub(super) struct List {
    /// In the order in which they are first named.
    pub(super) functions: Vec<Function>,
    /// What is to be said of columns that were not used, in sentences.
    pub(super) unused: Vec<String>,
}

/// A function, of which at least one item is named.
pub(super) struct Function {
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) items: Vec<Item>,
    line: u64,
}

/// One item.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) label: Option<String>,
    /// The inline table of its evidence rule.
    pub(super) evidence: Option<String>,
    pub(super) critical: bool,
    pub(super) reverse: bool,
    line: u64,
}

/// Reads the list in `bytes`.
///
/// # Errors
/// Every fault, in the order of lines; of many, the first twenty.
pub(super) fn items(bytes: &[u8]) -> Result<List, Vec<CsvFault>> {
    let rows = Rows::of(bytes).map_err(|fault| vec![fault])?;
    let mut rows =
        rows.filter(|row| !matches!(row, Ok((_, cells)) if cells.iter().all(str::is_empty)));
    let header = match rows.next() {
        None => Err(vec![CsvFault { line: 1, message: no_items() }]),
        Some(Err(fault)) => Err(vec![fault]),
        Some(Ok((line, cells))) => Columns::of(&cells).map_err(|messages| {
            messages.into_iter().map(|message| CsvFault { line, message }).collect()
        }),
    }?;
    let mut reading = Reading::default();
    for row in rows {
        match row {
            Ok(row) => reading.add(&row, &header),
            Err(fault) => {
                reading.faults.push(fault);
                break;
            }
        }
        if reading.faults.len() >= MOST_FAULTS {
            break;
        }
    }
    if reading.faults.is_empty() && reading.functions.is_empty() {
        reading.faults.push(CsvFault { line: 1, message: no_items() });
    }
    if !reading.faults.is_empty() {
        reading.faults.truncate(MOST_FAULTS);
        return Err(reading.faults);
    }
    Ok(List { functions: with_ids(reading.functions, reading.ids), unused: header.unused })
}

fn no_items() -> String {
    format!(
        "there is no item here; the first line names the columns {}, and each line below is an item",
        all_of(COLUMNS.into_iter().take(NEEDED))
    )
}

/// Where the columns of a file are.
struct Columns {
    /// Which cell holds which of [`COLUMNS`].
    found: [Option<usize>; COLUMNS.len()],
    /// Which cells have a name above them.
    named: Vec<bool>,
    unused: Vec<String>,
}

impl Columns {
    /// # Errors
    /// A column that has to be there is not, or one is there twice.
    fn of(header: &StringRecord) -> Result<Self, Vec<String>> {
        let mut found = [None; COLUMNS.len()];
        let (mut others, mut faults) = (Vec::new(), Vec::new());
        for (place, name) in header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            match COLUMNS.iter().position(|column| *column == name.to_lowercase()) {
                Some(known) if found[known].is_none() => found[known] = Some(place),
                Some(_) => faults.push(format!("the column {} appears twice", quote(name))),
                None => others.push(name),
            }
        }
        let free = |known: &usize| found[*known].is_none();
        for column in (0..NEEDED).filter(free).map(|known| COLUMNS[known]) {
            let near = nearest(column, others.iter().copied());
            let known = match near {
                Some(near) => format!("is {} meant?", quote(near)),
                None => format!("the first line names {}", all_of(COLUMNS)),
            };
            faults.push(format!("the column `{column}` is missing; {known}"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let unused = others.into_iter().map(|name| {
            let near = nearest(name, (0..COLUMNS.len()).filter(free).map(|known| COLUMNS[known]));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            format!("the column {} was not used{near}", quote(name))
        });
        let unused = unused.collect();
        Ok(Self { found, named: header.iter().map(|name| !name.is_empty()).collect(), unused })
    }

    /// The words of a cell, on one line.
    fn words(&self, column: usize, cells: &StringRecord) -> String {
        let cell = self.found[column].and_then(|place| cells.get(place)).unwrap_or_default();
        canonical(cell).into_owned()
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    functions: Vec<Function>,
    ids: Ids,
    items: usize,
    faults: Vec<CsvFault>,
}

impl Reading {
    fn add(&mut self, (line, cells): &Row, columns: &Columns) {
        let line = *line;
        let named = |place: usize| columns.named.get(place) == Some(&true);
        let is_unnamed = |(place, cell): (usize, &str)| !cell.is_empty() && !named(place);
        if cells.len() > columns.named.len() || cells.iter().enumerate().any(is_unnamed) {
            let there = columns.named.iter().filter(|named| **named).count();
            let (cells, there) = (count(cells.len(), "cell"), count(there, "column"));
            self.fault(line, format!(
                "this line has {cells}, and the first line names {there}; put text with a comma \
                 in quotes"
            ));
            return;
        }
        self.items += 1;
        if self.items > MOST_ITEMS {
            if self.items == MOST_ITEMS + 1 {
                let most = grouped(MOST_ITEMS);
                self.fault(
                    line,
                    format!("a list holds at most {most} items; is it the right file?"),
                );
            }
            return;
        }
        let [heading, text, rule, label, id, critical, reverse] =
            std::array::from_fn(|column| columns.words(column, cells));
        if heading.is_empty() {
            let message = "no `function` is named; write it on the line of each of its items";
            self.fault(line, message.to_owned());
        }
        if text.is_empty() {
            self.fault(line, "there is no text of an `item`".to_owned());
        }
        let evidence = Some(rule).filter(|rule| !rule.is_empty()).map(|rule| evidence(&rule));
        let evidence = evidence.transpose().map_err(|message| self.fault(line, message));
        let length = label.chars().count();
        if length > bounds::LONGEST_LABEL {
            let (length, longest) = (count(length, "character"), bounds::LONGEST_LABEL);
            let message =
                format!("the `label` {} has {length}; at most {longest} fit", quote(&label));
            self.fault(line, message);
        }
        if !id.is_empty() {
            self.claim(line, &id);
        }
        let critical = self.is_marked(line, "critical", &critical);
        let reverse = self.is_marked(line, "reverse", &reverse);
        if heading.is_empty() || text.is_empty() {
            return;
        }
        let label = Some(label).filter(|label| !label.is_empty());
        let evidence = evidence.ok().flatten();
        let item = Item { id, text, label, evidence, critical, reverse, line };
        self.file(heading, item);
    }

    fn fault(&mut self, line: u64, message: String) {
        self.faults.push(CsvFault { line, message });
    }

    /// Whether the cell of `column` says yes.
    fn is_marked(&mut self, line: u64, column: &str, cell: &str) -> bool {
        match cell.to_lowercase().as_str() {
            "yes" | "y" | "x" | "true" | "1" => return true,
            "" | "no" | "n" | "false" | "0" => {}
            _ => {
                let message = format!("{} is not a `{column}`: write yes or no", quote(cell));
                self.fault(line, message);
            }
        }
        false
    }

    /// Takes an id that was given.
    fn claim(&mut self, line: u64, id: &str) {
        if let Some(fault) = id_fault(id) {
            self.fault(line, format!("{} is not an `id`: {fault}", quote(id)));
        } else if !self.ids.claim(id) {
            self.fault(line, format!("the id {} stands on a line above already", quote(id)));
        }
    }

    /// Puts `item` with its function.
    fn file(&mut self, heading: String, item: Item) {
        let key = loose(&heading);
        let Some(function) = self.functions.iter_mut().find(|it| loose(&it.heading) == key) else {
            let line = item.line;
            self.functions.push(Function { id: String::new(), heading, items: vec![item], line });
            return;
        };
        let key = loose(&item.text);
        let message = if function.heading != heading {
            format!(
                "the function {} is written {} on line {}",
                quote(&heading),
                quote(&function.heading),
                function.line
            )
        } else if let Some(same) = function.items.iter().find(|it| loose(&it.text) == key) {
            format!("this item of {} stands on line {} already", quote(&heading), same.line)
        } else {
            function.items.push(item);
            return;
        };
        self.fault(item.line, message);
    }
}

/// The functions and items, each with an id that is not one of the items' own `item_ids`.
fn with_ids(mut functions: Vec<Function>, mut item_ids: Ids) -> Vec<Function> {
    let mut ids = Ids::default();
    for function in &mut functions {
        function.id = ids.make(&function.heading, "function");
        for item in function.items.iter_mut().filter(|item| item.id.is_empty()) {
            let words = item.label.as_deref().unwrap_or(&item.text);
            item.id = item_ids.make(words, "item");
        }
    }
    functions
}

/// The inline table for a cell that names an evidence rule, with its parameters after its name:
/// `session-item next_step = true`.
///
/// # Errors
/// What is wrong with it.
fn evidence(cell: &str) -> Result<String, String> {
    let (name, parameters) = match cell.find('=').and(cell.split_once([' ', ','])) {
        Some((name, parameters)) => (name, parameters.trim_start_matches([' ', ','])),
        None => (cell, ""),
    };
    let name = name.to_lowercase();
    let comma = if parameters.is_empty() { "" } else { ", " };
    let table = format!("{{ rule = {}{comma}{parameters} }}", toml_string(&name));
    let faults = evidence_faults(&table, METHODS.len());
    let Some(fault) = faults.into_iter().next() else { return Ok(table) };
    let message = fault.message;
    Err(if *fault.rule == toml::SYNTAX {
        format!(
            "{} is not a rule: write its name, and after it what it needs, as in \
             `session-item next_step = true`",
            quote(cell)
        )
    } else if *fault.rule == tree_rules::MISSING_KEY {
        format!("{message}; write it after the name, as in `distinct-methods at_least = 2`")
    } else if fault.label.is_empty() {
        format!("{message}; {}", fault.help.join("; "))
    } else {
        format!("{message}; {}", fault.label)
    })
}
