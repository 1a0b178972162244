//! A table as Parquet, with every column optional and compressed by Snappy, which every reader has. Rows are kept
//! until a group of them is full and then written, so that memory holds one group.

use std::fs::File;
use std::io;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use chrono::NaiveDate;

use super::cell::{Cell, Column, Holds};
use super::write::Sheet;

/// Rows of a group. Of a table of 30 columns it holds some 40 MB at most.
const GROUP: usize = 16_384;

/// A table being written.
pub(super) struct Parquet {
    writer: SerializedFileWriter<File>,
    holds: Vec<Holds>,
    /// The cells of the group at hand, column by column.
    group: Vec<Vec<Cell>>,
}

impl Parquet {
    pub(super) fn new(file: File, columns: &[Column]) -> io::Result<Self> {
        let fields: Result<Vec<_>, ParquetError> =
            columns.iter().map(|column| Ok(Arc::new(field(column)?))).collect();
        let schema = Type::group_type_builder("row").with_fields(fields?).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        Ok(Self {
            writer: SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?,
            holds: columns.iter().map(|column| column.holds).collect(),
            group: columns.iter().map(|_| Vec::new()).collect(),
        })
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.group.first().is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let mut rows = self.writer.next_row_group()?;
        for (holds, cells) in self.holds.iter().zip(&mut self.group) {
            let Some(mut column) = rows.next_column()? else {
                return Err(io::Error::other("a table has fewer columns than its rows"));
            };
            write_column(&mut column, *holds, cells)?;
            column.close()?;
            cells.clear();
        }
        rows.close()?;
        Ok(())
    }
}

impl Sheet for Parquet {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (column, cell) in self.group.iter_mut().zip(cells) {
            column.push(cell.clone());
        }
        if self.group.first().is_some_and(|column| column.len() >= GROUP) {
            self.write_group()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.write_group()?;
        self.writer.into_inner()?.sync_all()
    }
}

/// What Parquet is told of `column`.
fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Whole => (Physical::INT64, None),
        Holds::Number => (Physical::DOUBLE, None),
        Holds::Truth => (Physical::BOOLEAN, None),
        Holds::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn write_column(
    column: &mut SerializedColumnWriter,
    holds: Holds,
    cells: &[Cell],
) -> io::Result<()> {
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(*cell != Cell::Empty)).collect();
    let levels = Some(levels.as_slice());
    match holds {
        Holds::Text => {
            let all = known(cells, |cell| match cell {
                Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            })?;
            column.typed::<ByteArrayType>().write_batch(&all, levels, None)?;
        }
        Holds::Whole => {
            let all = known(cells, |cell| match cell {
                Cell::Whole(number) => Some(*number),
                _ => None,
            })?;
            column.typed::<Int64Type>().write_batch(&all, levels, None)?;
        }
        Holds::Number => {
            let all = known(cells, |cell| match cell {
                Cell::Number(number) => Some(*number),
                _ => None,
            })?;
            column.typed::<DoubleType>().write_batch(&all, levels, None)?;
        }
        Holds::Truth => {
            let all = known(cells, |cell| match cell {
                Cell::Truth(truth) => Some(*truth),
                _ => None,
            })?;
            column.typed::<BoolType>().write_batch(&all, levels, None)?;
        }
        Holds::Day => {
            let all = known(cells, |cell| match cell {
                Cell::Day(day) => Some(days_since_1970(*day)),
                _ => None,
            })?;
            column.typed::<Int32Type>().write_batch(&all, levels, None)?;
        }
    }
    Ok(())
}

/// The values of those of `cells` that are not empty.
fn known<T>(cells: &[Cell], value: impl Fn(&Cell) -> Option<T>) -> io::Result<Vec<T>> {
    let known = cells.iter().filter(|cell| **cell != Cell::Empty);
    let values: Option<Vec<T>> = known.map(value).collect();
    values.ok_or_else(|| io::Error::other("a cell holds something else than its column"))
}

/// Days from 1 January 1970 to `day`, as Parquet counts them.
fn days_since_1970(day: NaiveDate) -> i32 {
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(i32::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970_on() {
        // 30 years with 7 leap days: 30 × 365 + 7 = 10,957.
        let day = |text: &str| days_since_1970(text.parse().unwrap());
        assert_eq!([day("1970-01-01"), day("2000-01-01"), day("1969-12-31")], [0, 10_957, -1]);
    }
}
