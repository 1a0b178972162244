//! Any text as coach.toml: its faults have places.

use coach::check;
use coach::domain::district;
use coach::text::source::Source;

use super::findings;
use crate::lines::Lines;

pub(crate) fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let source = Source::new("coach.toml", text.to_owned());
    let read = || district::read(&source, &check::rules());
    let first = read();
    assert_eq!(format!("{first:?}"), format!("{:?}", read()), "the same again");
    if let Err(found) = first {
        assert!(!found.is_empty(), "refused without a word");
        let lines = Lines::of(text);
        findings::hold(&found, |_| Some(&lines));
    }
}
