//! Content lines of a calendar file (RFC 5545, 3.1): names and values come in; lines go out that end with CR LF and
//! are folded where they are longer than 75 bytes. What a property means, and which ones belong together, is the
//! caller's concern.

/// Longest part of a line, in bytes without its end.
const LONGEST: usize = 75;

/// The lines of a calendar file.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a property. Its parameters are part of `name`; what people may have written is made a `value` by [`text`].
    pub(super) fn add(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let (mut rest, mut room) = (line.as_str(), LONGEST);
        loop {
            let (part, after) = rest.split_at(rest.floor_char_boundary(room));
            self.0.push_str(part);
            self.0.push_str("\r\n");
            if after.is_empty() {
                return;
            }
            // The space that says that a line goes on is one of its bytes.
            self.0.push(' ');
            (rest, room) = (after, LONGEST - 1);
        }
    }

    /// Adds a component, which holds what `inside` adds.
    pub(super) fn component(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.add("BEGIN", name);
        inside(self);
        self.add("END", name);
    }

    /// The whole file.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// `text` as a value (RFC 5545, 3.3.11). Control characters but line breaks are left out, for they are not allowed.
pub(super) fn text(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use icalendar::{Calendar, Component, Event};
    use proptest::prelude::*;

    use super::*;

    /// A file with an event that has this summary.
    fn with_summary(summary: &str) -> String {
        let mut lines = Lines::default();
        lines.component("VCALENDAR", |lines| {
            lines.component("VEVENT", |lines| lines.add("SUMMARY", &text(summary)));
        });
        lines.into_text()
    }

    /// The summary of the event in `file`, in the judgment of a reader that shares no code with the writer.
    fn summary(file: &str) -> String {
        let calendar: Calendar = file.parse().unwrap();
        let events: Vec<&Event> = calendar.events().collect();
        assert_eq!(events.len(), 1, "{file}");
        events[0].get_summary().unwrap_or_default().to_owned()
    }

    #[test]
    fn signs_and_breaks_are_escaped() {
        assert_eq!(text("a, b; c\\d\ne: \"f\"\r\n\u{7}"), r#"a\, b\; c\\d\ne: "f"\n"#);
    }

    #[test]
    fn a_line_of_75_bytes_stays_whole_and_a_longer_one_is_folded() {
        // `X:` takes two bytes, and the space before what goes on takes one.
        let folded = |length: usize| {
            let mut lines = Lines::default();
            lines.add("X", &"y".repeat(length));
            lines.into_text()
        };
        assert_eq!(folded(73), format!("X:{}\r\n", "y".repeat(73)));
        assert_eq!(folded(74), format!("X:{}\r\n y\r\n", "y".repeat(73)));
        assert_eq!(folded(73 + 74), format!("X:{}\r\n {}\r\n", "y".repeat(73), "y".repeat(74)));
        assert_eq!(folded(73 + 75).matches("\r\n ").count(), 2);
        assert_eq!(folded(0), "X:\r\n");
    }

    #[test]
    fn no_character_is_divided() {
        let mut lines = Lines::default();
        lines.add("X", &"學".repeat(25));
        // 24 of three bytes each are 72, and the two of `X:` come before them.
        assert_eq!(lines.into_text(), format!("X:{}\r\n 學\r\n", "學".repeat(24)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_back(words in "[a-z ,;:\\\\\"\n學é👩‍🏫]{0,300}") {
            let file = with_summary(&words);
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= LONGEST && !line.contains(['\n', '\r']), "{}", line);
            }
            prop_assert_eq!(summary(&file), words);
        }
    }
}
