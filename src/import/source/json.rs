//! JSON and JSON lines: text comes in; one sheet, whose columns are the paths of values, goes out.

use std::collections::HashMap;

use serde_json::Value;

use crate::import::cell::{Addresses, Content, Row, Sheet};

/// The sheet in `text`.
pub(super) fn sheet(name: &str, text: &str, remarks: Vec<String>) -> Result<Sheet, String> {
    let mut flat = Flat::default();
    let mut rows = Vec::new();
    if text.trim_start().starts_with('[') {
        let list: Vec<Value> =
            serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
        for (value, number) in list.iter().zip(1..) {
            rows.push(flat.row(value, number));
        }
    } else {
        for (line, number) in text.lines().zip(1..) {
            if line.trim().is_empty() {
                continue;
            }
            rows.push(match serde_json::from_str::<Value>(line) {
                Ok(value) => flat.row(&value, number),
                Err(error) => {
                    let fault = Some(format!("it is no JSON: {error}").into());
                    Row { number, fault, raw: Some(line.into()), ..Row::default() }
                }
            });
        }
    }
    let cells = flat.paths.into_iter().map(|path| Content::Text(path.into())).collect();
    rows.insert(0, Row { cells, ..Row::default() });
    Ok(Sheet { file: name.into(), addresses: Addresses::Paths, rows, remarks, ..Sheet::default() })
}

/// Paths of values and the columns that they have.
#[derive(Default)]
struct Flat {
    paths: Vec<String>,
    known: HashMap<String, usize>,
}

impl Flat {
    fn row(&mut self, value: &Value, number: u32) -> Row {
        let mut cells = Vec::new();
        self.put(String::new(), value, &mut cells);
        Row { number, cells, ..Row::default() }
    }

    fn put(&mut self, path: String, value: &Value, cells: &mut Vec<Content>) {
        let content = match value {
            Value::Null => Content::Empty,
            Value::Bool(truth) => Content::Truth(*truth),
            Value::Number(number) => Content::Number(number.as_f64().unwrap_or_default()),
            Value::String(text) => Content::Text(text.as_str().into()),
            Value::Array(elements) => {
                for (at, element) in elements.iter().enumerate() {
                    self.put(format!("{path}[{at}]"), element, cells);
                }
                return;
            }
            Value::Object(entries) => {
                for (key, value) in entries {
                    let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.put(below, value, cells);
                }
                return;
            }
        };
        let next = self.paths.len();
        let column = *self.known.entry(path.clone()).or_insert(next);
        if column == next {
            self.paths.push(path);
        }
        if cells.len() <= column {
            cells.resize(column + 1, Content::Empty);
        }
        cells[column] = content;
    }
}
