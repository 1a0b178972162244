//! Flat tables of a district's records and of what is counted of them, for programs that hold many
//! districts. A district's folder comes in; one table after the other goes out, pair by pair, so that
//! memory holds a few pairs and never the district.
//!
//! [`table`] is the list of tables. What a record says becomes columns by the tables of keys (`record`, `leaf`);
//! what is counted comes from the report's own counters (`counted`). `csv`, `jsonl` and `parquet` write
//! rows, one form each; `package` writes what a program has to know of them (`datapackage.json`), and
//! `lines` the records whole.

mod cell;
mod counted;
mod csv;
mod district;
mod evidence;
mod jsonl;
mod leaf;
mod lines;
mod list;
mod package;
mod parquet;
mod period;
mod record;
mod table;
mod write;

pub(crate) use lines::{Measured, RECORDS_FILE};
pub(crate) use package::{DESCRIPTOR, LeftOut, Told, beside_export, left_out_of, told_of};
pub(crate) use period::is_too_long;
pub(crate) use write::{Asked, Form, write};
