//! Any text as a map, and behind a mark any bytes as a sheet: the map's faults have places, and the sheet becomes records
//! or faults.

use coach::fuzzed;
use coach::text::source::Source;

use super::record::DISTRICT;
use super::{findings, parts};
use crate::lines::Lines;

pub(crate) fn holds(bytes: &[u8]) {
    let (map, sheet) = parts(bytes);
    let Ok(text) = std::str::from_utf8(map) else { return };
    let source = Source::new("map.toml", text.to_owned());
    let read = |district: &super::record::District| {
        fuzzed::import(&district.folder, &source, sheet.unwrap_or_default(), district.as_of)
    };
    match DISTRICT.with(read) {
        Ok(Ok(_)) => {}
        Ok(Err(why)) => panic!("{why}"),
        Err(found) => {
            assert!(!found.is_empty(), "refused without a word");
            let lines = Lines::of(text);
            findings::hold(&found, |_| Some(&lines));
        }
    }
}
