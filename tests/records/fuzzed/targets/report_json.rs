//! Any text as a report that was kept as JSON, and behind a mark another one: compared and combined, or refused.

use super::parts;

pub(crate) fn holds(bytes: &[u8]) {
    let (one, other) = parts(bytes);
    let text = |bytes| std::str::from_utf8(bytes);
    let (Ok(one), Ok(other)) = (text(one), text(other.unwrap_or(one))) else { return };
    if let Err(why) = coach::fuzzed::reports(one, other) {
        panic!("{why}");
    }
}
