//! Grouped measures of students from a CSV file: bytes come in, measures with their values, or every
//! fault by its line, go out. A value is never that of one pupil; `coach check` warns where a group is
//! small.

use chrono::NaiveDate;

use super::csv_rows::{CsvFault, MOST_FAULTS, Rows};
use crate::domain::record::Improvement;
use crate::domain::record::measures::{Measure, Point};
use crate::syntax::tree::read::{is_number, parse_date};
use crate::text::nearest;
use crate::text::spelling::canonical;
use crate::text::wording::{all_of, quote};

/// The columns, in any order; `n` may be left out.
const COLUMNS: [&str; 5] = ["measure", "improvement", "on", "value", "n"];
/// Rows that a file may have.
const MOST_ROWS: usize = 10_000;

/// The values of one measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRows {
    /// What is measured.
    pub measure: String,
    /// What is better.
    pub improvement: Improvement,
    /// Day, value as written, and students as written, in the order of days.
    pub rows: Vec<(NaiveDate, String, Option<u32>)>,
}

impl MeasureRows {
    /// It as reviews tell it. A value that is no number is left out; a reader of files refuses it before.
    pub(crate) fn measure(&self) -> Measure {
        let point = |(on, value, students): &(NaiveDate, String, Option<u32>)| {
            Some(Point { on: *on, value: value.parse().ok()?, students: *students })
        };
        Measure {
            name: self.measure.clone(),
            improvement: self.improvement,
            points: self.rows.iter().filter_map(point).collect(),
        }
    }
}

/// Reads the measures in `bytes`: a header with the columns measure, improvement (increase or
/// decrease), on (a day), value (a number) and n (students), then one row per value.
///
/// ```
/// # use coach::write::student_data::student_data;
/// let csv = b"measure,improvement,on,value,n\nexit tickets,increase,2026-10-22,68,25\n";
/// let measures = student_data(csv).unwrap();
/// assert_eq!(measures[0].measure, "exit tickets");
/// assert_eq!(measures[0].rows[0].2, Some(25));
/// ```
///
/// # Errors
/// Every fault, in the order of lines; of many, the first twenty.
pub fn student_data(bytes: &[u8]) -> Result<Vec<MeasureRows>, Vec<CsvFault>> {
    let rows = Rows::of(bytes).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut measures: Vec<MeasureRows> = Vec::new();
    let mut columns: Option<Columns> = None;
    for (count, row_read) in rows.enumerate() {
        if faults.len() >= MOST_FAULTS {
            break;
        }
        let (line, record) = match row_read {
            Ok(row) => row,
            Err(fault) => {
                faults.push(fault);
                break;
            }
        };
        let Some(columns) = &columns else {
            columns = Some(header(&record, line, &mut faults));
            if !faults.is_empty() {
                break;
            }
            continue;
        };
        if count > MOST_ROWS {
            let message = format!("a file holds at most {MOST_ROWS} values");
            faults.push(CsvFault { line, message });
            break;
        }
        if record.iter().all(str::is_empty) {
            continue;
        }
        if let Some(row) = row(&record, columns, line, &mut faults) {
            faults.extend(add(row, line, &mut measures));
        }
    }
    if faults.is_empty() && measures.is_empty() {
        let message = format!("there is no value here; the columns are {}", all_of(COLUMNS));
        faults.push(CsvFault { line: 1, message });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    for measure in &mut measures {
        measure.rows.sort_by_key(|row| row.0);
    }
    Ok(measures)
}

/// The columns of a file.
struct Columns {
    /// Which of them holds which of [`COLUMNS`].
    found: [Option<usize>; 5],
    /// How many of them the first line has, those without a name included.
    count: usize,
}

impl Columns {
    /// What is wrong with a line that has a cell under no name: a comma in a number that is not quoted
    /// would move every cell after it.
    fn too_few_for(&self, record: &csv::StringRecord) -> Option<String> {
        let is_unnamed = |(place, cell): (usize, &str)| {
            place >= self.count || !cell.is_empty() && !self.found.contains(&Some(place))
        };
        let named = self.found.iter().flatten().count();
        record.iter().enumerate().any(is_unnamed).then(|| {
            format!(
                "this line has {} cells, and the first line names {named} columns; is a number \
                 written with a decimal comma?",
                record.len(),
            )
        })
    }
}

fn header(record: &csv::StringRecord, line: u64, faults: &mut Vec<CsvFault>) -> Columns {
    let mut found = [None; 5];
    let named = record.iter().enumerate().filter(|(_, name)| !name.is_empty());
    for (place, name) in named {
        let name = name.to_lowercase();
        let known = match name.as_str() {
            "date" | "day" => Some(2),
            "students" => Some(4),
            name => COLUMNS.iter().position(|column| *column == name),
        };
        match known {
            Some(known) if found[known].is_none() => found[known] = Some(place),
            Some(known) => {
                let message = format!("the column {} appears twice", quote(COLUMNS[known]));
                faults.push(CsvFault { line, message });
            }
            None => {
                let near = nearest(&name, COLUMNS);
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                let message = format!("{} is not a column{near}", quote(&name));
                faults.push(CsvFault { line, message });
            }
        }
    }
    for (index, name) in COLUMNS.iter().enumerate().take(4) {
        if found[index].is_none() {
            let message =
                format!("the column `{name}` is missing; the first line names {}", all_of(COLUMNS));
            faults.push(CsvFault { line, message });
        }
    }
    Columns { found, count: record.len() }
}

/// One value, as a line gives it.
struct Row {
    measure: String,
    improvement: Improvement,
    on: NaiveDate,
    value: String,
    students: Option<u32>,
}

/// The value on a line. Everything that is wrong with it is among `faults`.
fn row(
    record: &csv::StringRecord,
    columns: &Columns,
    line: u64,
    faults: &mut Vec<CsvFault>,
) -> Option<Row> {
    let mut fault = |message: String| faults.push(CsvFault { line, message });
    if let Some(message) = columns.too_few_for(record) {
        fault(message);
        return None;
    }
    let found = columns.found;
    let cell = |index: usize| found[index].and_then(|at| record.get(at)).unwrap_or_default();
    let measure = Some(canonical(cell(0)).into_owned()).filter(|measure| !measure.is_empty());
    if measure.is_none() {
        fault("a value needs a `measure`, and none is named".to_owned());
    }
    let improvement =
        Improvement::ALL.into_iter().find(|known| known.name() == cell(1).to_lowercase());
    if improvement.is_none() {
        fault(format!("{} is not an `improvement`: write increase or decrease", quote(cell(1))));
    }
    let on = parse_date(cell(2));
    if let Err(error) = &on {
        fault(format!("{}; {}", error.message(cell(2)), error.label(cell(2))));
    }
    let value = Some(cell(3)).filter(|value| is_number(value));
    if value.is_none() {
        let hint = match cell(3) {
            value if value.ends_with('%') => ", without the percent sign",
            value if value.contains(',') => " with a decimal point, such as 52.5",
            _ => "",
        };
        fault(format!("{} is not a `value`: write a number{hint}", quote(cell(3))));
    }
    let students = match cell(4) {
        "" => Some(None),
        n => n.parse::<u32>().ok().map(Some),
    };
    if students.is_none() {
        fault(format!("{} is not an `n`: write how many students", quote(cell(4))));
    }
    Some(Row {
        measure: measure?,
        improvement: improvement?,
        on: on.ok()?,
        value: value?.to_owned(),
        students: students?,
    })
}

/// Puts `row` among the values of its measure, or says why it does not go with those above it.
fn add(row: Row, line: u64, measures: &mut Vec<MeasureRows>) -> Option<CsvFault> {
    let Row { measure, improvement, on, value, students } = row;
    let fault = |message| Some(CsvFault { line, message });
    let value = (on, value, students);
    match measures.iter_mut().find(|known| known.measure == measure) {
        Some(known) if known.improvement != improvement => {
            return fault(format!(
                "{} gets better by {} on a line above, but by {} here",
                quote(&measure),
                known.improvement.name(),
                improvement.name()
            ));
        }
        Some(known) if known.rows.iter().any(|row| row.0 == on) => {
            return fault(format!("{} already has a value for {on}", quote(&measure)));
        }
        Some(known) => known.rows.push(value),
        None => measures.push(MeasureRows { measure, improvement, rows: vec![value] }),
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn faults(csv: &str) -> Vec<String> {
        student_data(csv.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_come_in_any_order_and_rows_too() {
        let csv = "\u{feff}N, Value,Date,improvement,measure\n25,68,2026-10-22,Increase,\"exit, tickets\"\n\
                   24,52.5,2026-09-10,increase,\"exit, tickets\"\n,3,2026-09-10,decrease,absences\n\n";
        let measures = student_data(csv.as_bytes()).unwrap();
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(
            measures,
            [
                MeasureRows {
                    measure: "exit, tickets".into(),
                    improvement: Improvement::Increase,
                    rows: vec![
                        (day("2026-09-10"), "52.5".into(), Some(24)),
                        (day("2026-10-22"), "68".into(), Some(25))
                    ],
                },
                MeasureRows {
                    measure: "absences".into(),
                    improvement: Improvement::Decrease,
                    rows: vec![(day("2026-09-10"), "3".into(), None)],
                },
            ]
        );
    }

    #[test]
    fn every_fault_is_told_by_its_line() {
        let csv = "measure,improvement,on,value,n\n,up,9/10/2026,68%,few\n\
                   a,increase,2026-09-10,1,\na,decrease,2026-09-11,1,\na,increase,2026-09-10,2,\n";
        let faults = faults(csv);
        assert_eq!(faults.len(), 7, "{faults:#?}");
        assert!(faults[..5].iter().all(|fault| fault.starts_with("line 2: ")));
        assert!(faults[3].contains("without the percent sign"));
        assert!(faults[5].starts_with("line 4: `a` gets better by increase on a line above"));
        assert_eq!(faults[6], "line 5: `a` already has a value for 2026-09-10");
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        // A spreadsheet ends lines with CR LF; some leave empty ones.
        for end in ["\n", "\r\n", "\r"] {
            let rows = [
                "",
                "measure,improvement,on,value,n",
                "",
                "a,increase,2026-09-10,1,",
                "",
                "a,increase,2026-09-11,x,",
                "a,increase,2026-09-12,y,",
            ];
            let faults = faults(&rows.join(end));
            assert!(faults[0].starts_with("line 6: `x` is not a `value`"), "{end:?}: {faults:?}");
            assert!(faults[1].starts_with("line 7: `y` is not a `value`"), "{end:?}: {faults:?}");
        }
    }

    /// `52,5` without quotes is two cells: read on, it would be 52 for five students.
    #[test]
    fn a_comma_too_many_is_no_value() {
        let head = "measure,improvement,on,value,n\n";
        for row in ["a,increase,2026-09-10,52,5,24", "a,increase,2026-09-10,52,5,"] {
            let faults = faults(&format!("{head}{row}\n"));
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert!(faults[0].starts_with("line 2: this line has 6 cells"), "{faults:?}");
        }
        let quoted = faults(&format!("{head}a,increase,2026-09-10,\"52,5\",24\n"));
        assert!(quoted[0].ends_with("write a number with a decimal point, such as 52.5"));
        let padded = "measure,improvement,on,value,n,,\na,increase,2026-09-10,1,24,,\n";
        assert_eq!(student_data(padded.as_bytes()).unwrap()[0].rows.len(), 1);
        let unnamed = faults(&padded.replace("24,,", "24,9,"));
        assert!(unnamed[0].contains("names 5 columns"), "{unnamed:?}");
    }

    #[test]
    fn semicolons_and_tabs_separate_too() {
        let csv = "measure,improvement,on,value,n\na,increase,2026-09-10,52.5,24\n";
        for separator in [";", "\t"] {
            let other = csv.replace(',', separator);
            assert_eq!(student_data(other.as_bytes()), student_data(csv.as_bytes()));
        }
    }

    #[test]
    fn a_header_says_what_it_lacks() {
        let faults = faults("mesure,improvement,on,value\nx,increase,2026-09-10,1\n");
        assert_eq!(faults[0], "line 1: `mesure` is not a column; did you mean `measure`?");
        assert!(faults[1].contains("the column `measure` is missing"));
        assert_eq!(student_data(b"").unwrap_err().len(), 1);
        let workbook = student_data(b"PK\x03\x04\x14\0").unwrap_err();
        assert!(workbook.len() == 1 && workbook[0].message.contains("save it as CSV"));
        assert!(
            student_data(b"measure,improvement,on,value\nx,increase,2026-09-10,\xff\n").is_err()
        );
    }
}
