//! JSON and JSON lines: text comes in; one sheet, whose columns are the paths of values, goes out. Each record keeps its
//! place in the text, so that it can be given back as it was.

mod flat;
mod tree;

use serde_json::value::RawValue;

use super::room::Room;
use crate::import::cell::{Addresses, Content, Row, Sheet};
use crate::import::map::Reading;
use flat::Flat;
use tree::{elements, entries, without_place};

/// Lines that are looked at to know whether each is a value.
const LOOKED_AT: usize = 100;

/// What programs call the list of their records, where the map does not say.
const LISTS: [&str; 9] =
    ["data", "results", "items", "records", "rows", "entries", "value", "values", "observations"];

/// The sheet in `text`.
///
/// # Errors
/// It is no JSON, in words that follow the file's name.
pub(super) fn sheet(
    name: &str,
    text: String,
    reading: &Reading,
    mut remarks: Vec<String>,
) -> Result<Sheet, String> {
    let mut room = Room::whole();
    let mut reader = Reader::of(&text, reading, &mut room);
    if is_lines(&text) {
        reader.lines()?;
    } else {
        reader.values()?;
    }
    let (mut rows, flat) = (reader.rows, reader.flat);
    remarks.extend(reader.remarks);
    let cells = flat.paths.into_iter().map(|path| Content::Text(path.into())).collect();
    rows.insert(0, Row { cells, ..Row::default() });
    let (file, addresses, text) = (name.into(), Addresses::Paths, text.into());
    Ok(Sheet { file, addresses, rows, text, remarks, ..Sheet::default() })
}

/// Whether each line is a value of its own; a few may be spoiled.
fn is_lines(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let whole: Vec<bool> =
        lines.map(|line| serde_json::from_str::<&RawValue>(line).is_ok()).collect();
    let many = whole.iter().filter(|is_whole| **is_whole).count();
    many > 0 && many * 2 >= whole.len()
}

/// A text that is being read.
struct Reader<'t, 'r> {
    text: &'t str,
    reading: &'r Reading,
    room: &'r mut Room,
    rows: Vec<Row>,
    flat: Flat,
    remarks: Vec<String>,
    /// The last place whose line is known, and that line, from 1.
    known: (usize, u32),
}

impl<'t, 'r> Reader<'t, 'r> {
    fn of(text: &'t str, reading: &'r Reading, room: &'r mut Room) -> Self {
        let (rows, flat, remarks) = (Vec::new(), Flat::default(), Vec::new());
        Self { text, reading, room, rows, flat, remarks, known: (0, 1) }
    }

    fn lines(&mut self) -> Result<(), String> {
        let (mut at, is_one) = (0, self.text.trim().lines().nth(1).is_none());
        for line in self.text.split_inclusive('\n') {
            let place = (at, at + line.trim_end().len());
            at += line.len();
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<&RawValue>(line.trim_end()) {
                Ok(value) => self.value(value, is_one)?,
                Err(error) => {
                    let number = self.line(place.0);
                    let fault = format!("it is no JSON from column {} on", error.column());
                    self.push(Row { number, fault: Some(fault.into()), ..Row::default() }, place)?;
                }
            }
        }
        Ok(())
    }

    /// One value after another, over as many lines as they take.
    fn values(&mut self) -> Result<(), String> {
        let text = self.text;
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
        let mut first = None;
        while let Some(value) = values.next() {
            let value = value.map_err(|error| {
                let (line, column) = (error.line(), error.column());
                let why = without_place(&error);
                format!("it is no JSON from line {line}, column {column} on: {why}")
            })?;
            // Only a value that is alone can hold all records.
            match first.replace(value) {
                Some(before) => self.value(before, false)?,
                None if text[values.byte_offset()..].trim().is_empty() => {
                    first = None;
                    self.value(value, true)?;
                }
                None => {}
            }
        }
        first.map_or(Ok(()), |last| self.value(last, false))
    }

    /// The records in `value`, which stands by itself: it is one, or a list of them, or holds the list.
    fn value(&mut self, value: &'t RawValue, is_alone: bool) -> Result<(), String> {
        let begin = self.place(value).0;
        let number = self.line(begin);
        let Some(list) = self.list(value, is_alone)? else {
            let row = self.flat.row(value.get(), Row { number, ..Row::default() }, self.room)?;
            return self.push(row, self.place(value));
        };
        for value in list {
            let number = u32::try_from(self.rows.len() + 1).unwrap_or(u32::MAX);
            let place = self.place(value);
            let line = Some(self.line(place.0));
            let row = Row { number, line, ..Row::default() };
            let row = self.flat.row(value.get(), row, self.room)?;
            self.push(row, place)?;
        }
        Ok(())
    }

    /// The list of records that `value` is or holds.
    fn list(
        &mut self,
        value: &'t RawValue,
        is_alone: bool,
    ) -> Result<Option<Vec<&'t RawValue>>, String> {
        if value.get().starts_with('[') {
            return Ok(elements(value.get()));
        }
        if let Some(path) = &self.reading.rows_in {
            return Ok(at_path(value.get(), path).and_then(elements));
        }
        if !is_alone {
            return Ok(None);
        }
        let entries = entries(value.get()).unwrap_or_default();
        let is_list = |value: &RawValue| {
            elements(value.get())
                .is_some_and(|list| list.first().is_some_and(|one| one.get().starts_with('{')))
        };
        let lists: Vec<&(String, &RawValue)> =
            entries.iter().filter(|(_, value)| is_list(value)).collect();
        let found = lists
            .iter()
            .find(|(key, _)| entries.len() == 1 || LISTS.contains(&key.to_lowercase().as_str()));
        let Some((key, list)) = found else { return Ok(None) };
        let others = if lists.len() > 1 { ", one of several lists" } else { "" };
        self.remarks.push(format!(
            "the records are those under `{key}`{others}; `rows_in` in the map says it otherwise"
        ));
        Ok(elements(list.get()))
    }

    fn push(&mut self, mut row: Row, place: (usize, usize)) -> Result<(), String> {
        self.room.take_row()?;
        row.place = Some(place);
        self.rows.push(row);
        Ok(())
    }

    /// Where `value` stands in the text.
    fn place(&self, value: &RawValue) -> (usize, usize) {
        let begin = (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        (begin, begin + value.get().len())
    }

    /// The line, from 1, in which the byte `at` is; places come in their order.
    fn line(&mut self, at: usize) -> u32 {
        let (from, line) = if at < self.known.0 { (0, 1) } else { self.known };
        let between = self.text.as_bytes().get(from..at).unwrap_or_default();
        let more = between.iter().filter(|byte| **byte == b'\n').count();
        self.known = (at, line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)));
        self.known.1
    }
}

/// The value at `path`, such as `response.items`, of the object `text`.
fn at_path<'t>(text: &'t str, path: &str) -> Option<&'t str> {
    path.split('.').try_fold(text, |text, key| {
        let entries = entries(text).ok()?;
        entries.into_iter().find(|(known, _)| known == key).map(|(_, value)| value.get())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn read(text: &str, rows_in: Option<&str>) -> Sheet {
        let reading = Reading { rows_in: rows_in.map(str::to_owned), ..Reading::default() };
        sheet("t.json", text.to_owned(), &reading, Vec::new()).unwrap()
    }

    fn places(sheet: &Sheet) -> Vec<(u32, Option<u32>)> {
        sheet.rows[1..].iter().map(|row| (row.number, row.line)).collect()
    }

    /// The same two records, as programs write them.
    #[test]
    fn all_forms_hold_the_same_records() {
        let expected = [Content::Text("x".into()), Content::Number(7.0)];
        for (text, lines) in [
            ("{\"a\":\"x\",\"b\":7}\n\n{\"a\":\"x\",\"b\":7}", [(1, None), (3, None)]),
            ("[{\"a\":\"x\",\"b\":7},{\"a\":\"x\",\"b\":7}]", [(1, Some(1)), (2, Some(1))]),
            (
                "[\n {\"a\":\"x\",\n \"b\":7},\n {\"a\":\"x\",\"b\":7}\n]\n",
                [(1, Some(2)), (2, Some(4))],
            ),
            ("{\n\"a\":\"x\",\"b\":7\n}\n{\n\"a\":\"x\",\"b\":7\n}", [(1, None), (4, None)]),
            (
                "{\"data\":[{\"a\":\"x\",\"b\":7},{\"a\":\"x\",\"b\":7}]}",
                [(1, Some(1)), (2, Some(1))],
            ),
            (
                "{\n\"count\": 2,\n\"Results\": [\n{\"a\":\"x\",\"b\":7},\n{\"a\":\"x\",\"b\":7}\n]}",
                [(1, Some(4)), (2, Some(5))],
            ),
        ] {
            let sheet = read(text, None);
            assert_eq!(places(&sheet), lines, "{text}");
            for row in &sheet.rows[1..] {
                assert_eq!(row.cells, expected, "{text}");
                assert_eq!(row.fault, None, "{text}");
            }
        }
    }

    /// A record may hold lists itself; only the map can say what is meant then.
    #[test]
    fn the_map_says_where_the_records_are() {
        let text = "{\"teacher\":\"t-101\",\"scores\":[{\"n\":1},{\"n\":2}]}";
        assert_eq!(places(&read(text, None)), [(1, None)]);
        assert_eq!(places(&read(text, Some("scores"))), [(1, Some(1)), (2, Some(1))]);
        let deep = "{\"page\":{\"all\":[{\"n\":1}]}}\n{\"page\":{\"all\":[{\"n\":2}]}}\n";
        assert_eq!(places(&read(deep, Some("page.all"))), [(1, Some(1)), (2, Some(2))]);
        // Rows that were set aside stand by themselves.
        assert_eq!(places(&read("[{\"scores\":[{\"n\":1}]}]", Some("scores"))), [(1, Some(1))]);
    }

    #[test]
    fn spoiled_records_are_faults_of_their_rows() {
        let text = "{\"a\":1}\n{\"a\":\n{\"a\":1,\"b\":{\"c\":2,\"c\":3}}\n{\"a.b\":1,\"a\":{\"b\":2}}\n7\n";
        let sheet = read(text, None);
        let faults: Vec<_> = sheet.rows[1..].iter().map(|row| row.fault.as_deref()).collect();
        let expected = [
            None,
            Some("it is no JSON from column 5 on"),
            Some("`b.c` stands in it twice"),
            Some("`a.b` stands in it twice"),
            Some("it is no object, in braces, with keys"),
        ];
        assert_eq!(faults, expected);
        let why =
            super::sheet("t", "[{\"a\":1},\n{\"a\":}]".into(), &Reading::default(), Vec::new());
        assert!(
            why.unwrap_err().starts_with("it is no JSON from line 2, column 6 on: expected value")
        );
    }

    /// 2^53 is the last whole number up to which all can be told apart; ids go beyond.
    #[test]
    fn large_numbers_are_exact() {
        let sheet = read(
            "{\"a\":9007199254740992,\"b\":9007199254740993,\"c\":-123456789012345678901,\"d\":1.5e3}",
            None,
        );
        let text = |text: &str| Content::Text(text.into());
        let (a, b) = (Content::Number(9_007_199_254_740_992.0), text("9007199254740993"));
        assert_eq!(
            sheet.rows[1].cells,
            [a, b, text("-123456789012345678901"), Content::Number(1500.0)]
        );
    }

    #[test]
    fn nesting_has_a_bound() {
        let deep = format!("{}1{}", "{\"a\":".repeat(60_000), "}".repeat(60_000));
        let sheet = read(&format!("{{\"b\":1}}\n{deep}"), None);
        assert!(sheet.rows[2].fault.is_some());
    }
}
