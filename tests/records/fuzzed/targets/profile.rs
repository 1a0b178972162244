//! Any text as a profile: its faults have places, and what has none can be printed.

use coach::domain::profile;
use coach::report::profile_text;
use coach::text::source::Source;

use super::findings;
use crate::lines::Lines;

pub(crate) fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let source = Source::new("profile.toml", text.to_owned());
    let read = profile::read(&source);
    let again = profile::read(&source);
    assert_eq!(format!("{read:?}"), format!("{again:?}"), "the same again");
    match read {
        Ok(profile) => {
            for width in [1, 80] {
                assert!(!profile_text::render(&profile, width).is_empty());
            }
            assert!(profile_text::render_markdown(&profile).ends_with('\n'));
        }
        Err(found) => {
            assert!(!found.is_empty(), "refused without a word");
            let lines = Lines::of(text);
            findings::hold(&found, |_| Some(&lines));
        }
    }
}
