//! Workbooks (XLSX, XLS, ODS): bytes come in; their sheets, with true addresses, go out. A day, a time of day, a
//! duration and a plain number are told apart by the cell's format.

mod layout;
mod ods;
mod parts;
mod records;
mod value;
mod xls;
mod xlsx;
mod xml;

use std::sync::Arc;

use super::guard::{DAMAGED, guarded};
use super::room::Room;
use crate::import::cell::Sheet;
use parts::{Kind, Parts};

/// How a zip begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// How the older files of Office begin.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What is said of a file that cannot be opened without its password.
const NEEDS_PASSWORD: &str = "it has a password; open it in its program and save it without one";

/// Whether `bytes` begin as a workbook does.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(&COMPOUND[..4])
}

/// The sheets in `bytes`.
///
/// # Errors
/// It is no workbook, damaged, has a password or is too large, in words that follow the file's name.
pub(super) fn sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let file: Arc<str> = name.into();
    let mut room = Room::whole();
    guarded(|| {
        if bytes.starts_with(COMPOUND) {
            return xls::sheets(&file, bytes, &mut room);
        }
        if !bytes.starts_with(ZIP) {
            return Err(DAMAGED.to_owned());
        }
        let mut parts = Parts::of(bytes)?;
        match parts.kind()? {
            Kind::Xlsx => xlsx::sheets(&file, bytes, parts, &mut room),
            Kind::Ods => ods::sheets(&file, &mut parts, &mut room),
        }
    })
}

/// A remark on sheets that hold no cells.
fn passed_over(names: &[String]) -> Option<String> {
    let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let many = crate::text::wording::count(names.len(), "sheet");
    (!names.is_empty())
        .then(|| format!("{many} without cells, such as charts, passed over: {}", names.join(", ")))
}
