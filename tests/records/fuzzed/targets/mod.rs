//! What has to hold of any bytes, one file for each reader. `tests/fuzz` hands over bytes without end; the replay in
//! `cargo test` hands over what is kept of them.

mod findings;

pub(crate) mod address;
pub(crate) mod import;
pub(crate) mod profile;
pub(crate) mod quick;
pub(crate) mod record;
pub(crate) mod report_json;
pub(crate) mod settings;

/// What stands between two texts in one file.
const MARK: &[u8] = b"\n=====\n";

/// What stands before the first mark in `bytes`, and all behind it, if there is one.
fn parts(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    match bytes.windows(MARK.len()).position(|part| part == MARK) {
        Some(at) => (&bytes[..at], Some(&bytes[at + MARK.len()..])),
        None => (bytes, None),
    }
}
