//! Records whole, one a line of JSON with the path of its file: what `coach import` brings back. A tree comes
//! in; a line goes out. Comments and layout stay behind.

use super::jsonl::string;
use crate::domain::key::{Form, Table};
use crate::syntax::tree::{Node, Value, read::is_number};

/// The file that holds them.
pub(crate) const RECORDS_FILE: &str = "records.jsonl";

/// The record at `path` whose tree is `root` and whose keys are those of `table`, as a line.
pub(super) fn line(path: &str, root: &Node, table: &'static Table) -> String {
    let mut out = format!("{{\"path\":{},\"record\":", string(path));
    add(root, Some(table), None, &mut out);
    out.push_str("}\n");
    out
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
