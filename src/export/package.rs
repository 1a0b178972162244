//! `datapackage.json`: what a program has to know of the tables, as a Frictionless Data Package (version 1 of
//! the standard): files, columns, keys. No clock goes into it.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::cell::{Column, Holds};
use super::csv;
use super::lines::{Measured, RECORDS_FILE};
use super::table::Table;
use super::write::{Asked, Form, Sizes};
use crate::formats::Format;
use crate::report::AUDIENCE;

/// The name of the file.
pub(crate) const DESCRIPTOR: &str = "datapackage.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package<'p> {
    profile: &'static str,
    name: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'static str>,
    /// Ours: which tables and columns there are.
    format: Format,
    audience: &'static str,
    with_prose: bool,
    records_left_out: usize,
    unread_folders: usize,
    records_left_behind: usize,
    created_by: &'p str,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    name: &'static str,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'static str>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    bytes: u64,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    whole: Option<WholeRecords>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

/// By what it is known that records whole came whole.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WholeRecords {
    hash: String,
    /// Ours: how many lines, one for each record.
    row_count: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    holds: &'static str,
    description: String,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static [&'static str],
    reference: ForeignTable,
}

#[derive(Serialize)]
struct ForeignTable {
    resource: &'static str,
    fields: &'static [&'static str],
}

/// What is in the district and not in the export.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Records with a fault.
    #[serde(default, rename = "recordsLeftOut")]
    pub records: usize,
    /// Folders that could not be read.
    #[serde(default, rename = "unreadFolders")]
    pub folders: usize,
    /// Records that are in the tables alone: they name some that are left out, and so no import can bring them in.
    #[serde(default, rename = "recordsLeftBehind")]
    pub left_behind: usize,
}

/// What an export says of its records whole; an earlier one says nothing.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told {
    /// How many there are.
    pub row_count: Option<u64>,
    /// How many bytes their file has.
    pub bytes: Option<u64>,
    /// The digest of these.
    pub hash: Option<String>,
}

/// The text of the descriptor of an export as `asked`, of the district `district` without `left_out`, made by `tool`,
/// whose files have these `sizes`.
pub(super) fn descriptor(
    asked: Asked,
    district: &str,
    left_out: LeftOut,
    sizes: &Sizes,
    tool: &str,
) -> serde_json::Result<String> {
    let tables = Table::ALL.into_iter().zip(&sizes.tables);
    let tables = tables.map(|(table, &bytes)| resource(table, asked, bytes));
    let package = Package {
        profile: "data-package",
        name: "coach-export",
        title: format!("Coaching records of {district}"),
        description: match asked.form {
            Form::Csv => Some(csv::TEXT),
            Form::Jsonl | Form::Parquet => None,
        },
        format: Format::Export,
        audience: AUDIENCE,
        with_prose: asked.with_prose,
        records_left_out: left_out.records,
        unread_folders: left_out.folders,
        records_left_behind: left_out.left_behind,
        created_by: tool,
        resources: tables.chain(sizes.lines.as_ref().map(lines)).collect(),
    };
    Ok(serde_json::to_string_pretty(&package)? + "\n")
}

fn resource(table: Table, asked: Asked, bytes: u64) -> Resource {
    let (mediatype, encoding) = match asked.form {
        Form::Csv => ("text/csv", Some("utf-8")),
        Form::Jsonl => ("application/x-ndjson", Some("utf-8")),
        Form::Parquet => ("application/vnd.apache.parquet", None),
    };
    let references = table.references().into_iter().map(|reference| ForeignKey {
        fields: reference.columns,
        reference: ForeignTable { resource: reference.table.name(), fields: reference.columns },
    });
    Resource {
        name: table.name(),
        path: asked.form.file(table),
        profile: Some("tabular-data-resource"),
        kind: None,
        description: table.about(),
        format: asked.form.name(),
        mediatype,
        encoding,
        bytes,
        whole: None,
        schema: Some(Schema {
            fields: table.columns(asked.with_prose).into_iter().map(field).collect(),
            missing_values: [""],
            primary_key: table.key(),
            foreign_keys: references.collect(),
        }),
    }
}

fn lines(measured: &Measured) -> Resource {
    Resource {
        name: "records",
        path: RECORDS_FILE.to_owned(),
        profile: None,
        kind: Some("file"),
        description: "Every record without a fault, whole, with the path of its file; `coach import` brings them back.",
        format: Form::Jsonl.name(),
        mediatype: "application/x-ndjson",
        encoding: Some("utf-8"),
        bytes: measured.bytes,
        whole: Some(WholeRecords { hash: measured.hash(), row_count: measured.rows }),
        schema: None,
    }
}

fn field(column: Column) -> Field {
    let holds = match column.holds {
        Holds::Text => "string",
        Holds::Whole => "integer",
        Holds::Number => "number",
        Holds::Truth => "boolean",
        Holds::Day => "date",
    };
    Field { name: column.name, holds, description: column.about }
}

/// What the export whose descriptor is `text` says that it lacks; `None` where it is no descriptor of an export.
pub(crate) fn left_out_of(text: &str) -> Option<LeftOut> {
    Some(serde_json::from_value(package(text)?).unwrap_or_default())
}

/// What the export whose descriptor is `text` says of its records whole.
pub(crate) fn told_of(text: &str) -> Told {
    let package = package(text).unwrap_or_default();
    let resources = package.get("resources").and_then(serde_json::Value::as_array);
    let is_records = |resource: &&serde_json::Value| {
        resource.get("path").and_then(serde_json::Value::as_str) == Some(RECORDS_FILE)
    };
    let records = resources.into_iter().flatten().find(is_records);
    records.and_then(|records| serde_json::from_value(records.clone()).ok()).unwrap_or_default()
}

/// `text`, where it is the descriptor of an export.
fn package(text: &str) -> Option<serde_json::Value> {
    let package: serde_json::Value = serde_json::from_str(text).ok()?;
    let format = package.get("format")?.as_str()?;
    (format == Format::Export.name()).then_some(package)
}

/// What is in the folder `dir` beside the export there, in the order of names; `None` where no export is there.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn beside_export(dir: &Path) -> io::Result<Option<Vec<String>>> {
    let text = fs::read_to_string(dir.join(DESCRIPTOR)).ok();
    let Some(package) = text.as_deref().and_then(package) else { return Ok(None) };
    let listed = package.get("resources").and_then(serde_json::Value::as_array);
    let paths = listed.into_iter().flatten().filter_map(|resource| resource.get("path")?.as_str());
    // A list that someone changed makes nothing else an export's.
    let of_export: Vec<&str> = paths.filter(|path| is_written(path)).chain([DESCRIPTOR]).collect();
    let mut beside = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !(entry.file_type()?.is_file() && of_export.contains(&&*name)) {
            beside.push(name);
        }
    }
    beside.sort();
    Ok(Some(beside))
}

/// Whether an export in some form writes a file of this name.
fn is_written(name: &str) -> bool {
    let is_table = |form: &Form| Table::ALL.into_iter().any(|table| form.file(table) == name);
    name == RECORDS_FILE || Form::ALL.iter().any(is_table)
}
