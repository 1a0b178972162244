//! Lines and columns as people count them.

use coach::diagnostic::{Place, Region};

/// A text as people count it: lines and columns from 1, columns in characters, a byte-order mark not
/// counted, line breaks no part of a line. The oracle for places; it shares no code with the program.
pub(crate) struct Lines(Vec<Vec<char>>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.replace("\r\n", "\n");
        Self(text.split('\n').map(|line| line.chars().collect()).collect())
    }

    /// The text of a place, as far as its first line goes: all that can be underlined.
    pub(crate) fn under(&self, place: &Place) -> String {
        let Some(Region { start, end, .. }) = &place.region else { return "(the file)".to_owned() };
        let line = &self.0[start.line as usize - 1];
        let from = start.column as usize - 1;
        let to = if end.line == start.line { end.column as usize - 1 } else { line.len() };
        line[from..to].iter().collect()
    }

    /// Asserts that a place lies inside the text, and that the line shown is the one that stands
    /// there, underlined at the reported columns; a character of it may be masked and none moved.
    pub(crate) fn check(&self, place: &Place) {
        let Some(region) = &place.region else { return };
        let (start, end) = (region.start, region.end);
        assert!(start <= end, "{start:?} to {end:?}");
        for at in [start, end] {
            assert!((1..=self.0.len()).contains(&(at.line as usize)), "line of {at:?}");
            let most = self.0[at.line as usize - 1].len() + 1;
            assert!((1..=most).contains(&(at.column as usize)), "column of {at:?}, of {most}");
        }
        let Some(shown) = &region.line else { return };
        let line = &self.0[start.line as usize - 1];
        let characters: Vec<char> = shown.text.chars().collect();
        assert_eq!(characters.len(), line.len(), "{:?} is not {line:?}", shown.text);
        for (shown, there) in characters.iter().zip(line) {
            assert!(shown == there || ['·', '\u{fffd}'].contains(shown), "{shown} is not {there}");
        }
        let from = shown.text[..shown.underline.start].chars().count() + 1;
        let to = from + shown.text[shown.underline.clone()].chars().count();
        assert_eq!(from, start.column as usize, "the underline's start");
        let end_in_line = if end.line == start.line { end.column as usize } else { line.len() + 1 };
        assert_eq!(to, end_in_line, "the underline's end");
    }
}
