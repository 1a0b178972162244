//! Records whole, one a line of JSON with the path of its file: what `coach import` brings back. A tree comes
//! in; a line goes out. Comments and layout stay behind.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Write};

use sha2::{Digest, Sha256};

use super::jsonl::string;
use crate::domain::key::{Form, Table};
use crate::store::LoadedRecord;
use crate::syntax::tree::{Node, Value, read::is_number};
use crate::text::wording::hex;

/// The file that holds them.
pub(crate) const RECORDS_FILE: &str = "records.jsonl";

/// The file being written.
pub(super) struct Lines {
    out: BufWriter<File>,
    measured: Measured,
}

/// What a file of records holds, counted while it is written or read.
#[derive(Clone, Default)]
pub(crate) struct Measured {
    /// How many lines, one for each record.
    pub rows: u64,
    pub bytes: u64,
    digest: Sha256,
}

impl Measured {
    /// What `read` holds.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn of(mut read: impl BufRead) -> io::Result<Self> {
        let mut measured = Self::default();
        loop {
            let bytes = read.fill_buf()?;
            if bytes.is_empty() {
                return Ok(measured);
            }
            measured.add(bytes);
            let length = bytes.len();
            read.consume(length);
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.rows += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.bytes += bytes.len() as u64;
        self.digest.update(bytes);
    }

    /// The digest of all bytes, as a data package says it.
    pub(crate) fn hash(&self) -> String {
        format!("sha256:{}", hex(&self.digest.clone().finalize()))
    }
}

impl Lines {
    pub(super) fn new(file: File) -> Self {
        Self { out: BufWriter::new(file), measured: Measured::default() }
    }

    pub(super) fn add(&mut self, lines: &str) -> io::Result<()> {
        self.measured.add(lines.as_bytes());
        self.out.write_all(lines.as_bytes())
    }

    /// Writes what is left, and sees to it that it lasts; what it holds then.
    pub(super) fn finish(mut self) -> io::Result<Measured> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        Ok(self.measured)
    }
}

/// The record at `path` whose tree is `root` and whose keys are those of `table`, as a line.
pub(super) fn line(path: &str, root: &Node, table: &'static Table) -> String {
    let mut out = format!("{{\"path\":{},\"record\":", string(path));
    add(root, Some(table), None, &mut out);
    out.push_str("}\n");
    out
}

/// The files of those of `records` that no import can bring in by themselves: each names a record that is not among them,
/// such as one with a fault, or one that stays behind for the same reason.
pub(super) fn left_behind(records: &[LoadedRecord]) -> BTreeSet<&str> {
    let mut going: BTreeSet<&str> = records.iter().map(|record| &*record.file.name).collect();
    let mut left = BTreeSet::new();
    loop {
        let names_none = |record: &&LoadedRecord| {
            let mut named = record.record.named_files().into_iter();
            named.any(|file| !going.contains(&*file.value))
        };
        let alone = records.iter().filter(|record| going.contains(&*record.file.name));
        let alone: Vec<&str> = alone.filter(names_none).map(|record| &*record.file.name).collect();
        if alone.is_empty() {
            return left;
        }
        for file in alone {
            going.remove(file);
            left.insert(file);
        }
    }
}

fn add(node: &Node, table: Option<&'static Table>, form: Option<Form>, out: &mut String) {
    match &node.value {
        Value::Null | Value::Refused => out.push_str("null"),
        Value::Plain(text) if is_plain_number(text, form) => out.push_str(text),
        Value::Plain(text) | Value::Quoted(text) => out.push_str(&string(text)),
        Value::List(all) => {
            out.push('[');
            for (at, node) in all.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                add(node, table, form, out);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (at, entry) in entries.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&string(&entry.key));
                out.push(':');
                let key = table.and_then(|table| table.key(&entry.key));
                let form = key.map(|key| key.form);
                add(&entry.value, form.and_then(Form::table), form, out);
            }
            out.push('}');
        }
    }
}

/// Whether `text`, under a key of this form, is a number that JSON writes the same way.
fn is_plain_number(text: &str, form: Option<Form>) -> bool {
    let is_of_number = matches!(form, Some(Form::Integer(_) | Form::Number));
    is_of_number && is_number(text) && serde_json::from_str::<serde_json::Number>(text).is_ok()
}
