//! From bytes to what a reader sees: line, column and the one line of text that is shown.
//!
//! Prose is confidential, so the shown line is masked before it leaves the file: every character of
//! a prose value becomes `·`, which keeps columns true and quotes nothing.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::text::source::{Position, Source, Span};

/// Lines longer than this many bytes are not shown; their place is named all the same.
const LONGEST_SHOWN_LINE: usize = 1000;

/// What must not be quoted of a file.
#[derive(Clone, Debug)]
pub enum Masking {
    /// The file was understood: just these spans hold prose. They are in order and do not overlap;
    /// [`Masking::spans`] sees to that.
    Spans(Vec<Span>),
    /// The file could not be understood, so prose may be anywhere: letters and digits are masked
    /// except in a line that starts with one of these words and a colon, and then holds single
    /// words alone, and has nothing above it but such lines: any other may hold prose that goes on in it.
    AllBut(&'static [&'static str]),
}

impl Masking {
    /// Nothing in the file is confidential (a profile, `coach.toml`).
    pub fn nothing() -> Self {
        Masking::Spans(Vec::new())
    }

    /// Just `spans` hold prose, in any order.
    pub fn spans(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        spans.dedup_by(|span, last| {
            let is_apart = span.start > last.end;
            last.end = if is_apart { last.end } else { last.end.max(span.end) };
            !is_apart
        });
        Masking::Spans(spans)
    }

    /// The same with `span` hidden too.
    #[must_use]
    pub fn and(&self, span: Span) -> Self {
        match self {
            Masking::Spans(spans) => Masking::spans(spans.iter().copied().chain([span]).collect()),
            Masking::AllBut(_) => self.clone(),
        }
    }

    /// The same with `span` shown.
    #[must_use]
    pub fn without(&self, span: Span) -> Self {
        let Masking::Spans(spans) = self else { return self.clone() };
        let around = spans.iter().flat_map(|hidden| {
            let before = Span { start: hidden.start, end: hidden.end.min(span.start) };
            let after = Span { start: hidden.start.max(span.end), end: hidden.end };
            [before, after]
        });
        Masking::spans(around.filter(|part| part.start < part.end).collect())
    }

    /// The spans that are known to hold prose, in order.
    pub fn hidden(&self) -> &[Span] {
        match self {
            Masking::Spans(spans) => spans,
            Masking::AllBut(_) => &[],
        }
    }

    /// Whether prose may be at the start of `span`.
    pub fn hides(&self, span: Span) -> bool {
        match self {
            Masking::Spans(spans) => hides_byte(spans, span.start),
            Masking::AllBut(_) => true,
        }
    }
}

fn hides_byte(spans: &[Span], at: u32) -> bool {
    let after = spans.partition_point(|span| span.start <= at);
    spans[..after].last().is_some_and(|span| at < span.end)
}

/// A place in a file, or a file as a whole.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file's path as shown.
    pub path: Arc<str>,
    /// The part of the file; `None` for the whole.
    pub region: Option<Region>,
}

/// A part of a file.
#[derive(Clone, Debug)]
pub struct Region {
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// The first line with the part underlined, where it may be shown.
    pub line: Option<ShownLine>,
}

/// One line of a file, masked, and the bytes of it to underline.
#[derive(Clone, Debug)]
pub struct ShownLine {
    /// The line without its line break.
    pub text: String,
    /// The bytes to underline.
    pub underline: Range<usize>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), region: None }
    }

    /// The part of `source` under `span`.
    pub fn at(source: &Source, span: Span, masking: &Masking) -> Self {
        let region = Region {
            start: source.position(span.start),
            end: source.position(span.end.max(span.start)),
            line: shown_line(source, span, masking),
        };
        Self { path: Arc::clone(&source.path), region: Some(region) }
    }

    /// The file's path with `prefix` before it, so that it opens from where the reader is; an
    /// absolute path, such as a profile's outside the district, as it is. A way up out of the
    /// district's folder is taken off `prefix` as far as that goes.
    pub(crate) fn path_from(&self, prefix: &str) -> String {
        if Path::new(&*self.path).is_absolute() {
            return self.path.to_string();
        }
        let (mut prefix, mut path) = (prefix, &*self.path);
        while let Some(rest) = path.strip_prefix("../") {
            let above = prefix.strip_suffix('/').map(|to| to.rfind('/').map_or(0, |at| at + 1));
            match above {
                Some(above) if &prefix[above..] != "../" => {
                    (prefix, path) = (&prefix[..above], rest)
                }
                _ => break,
            }
        }
        format!("{prefix}{path}")
    }
}

fn shown_line(source: &Source, span: Span, masking: &Masking) -> Option<ShownLine> {
    let line = source.line_around(span.start);
    if line.len() > LONGEST_SHOWN_LINE {
        return None;
    }
    let raw = &source.text[line.clone()];
    let whole_line_is_open = match masking {
        Masking::Spans(_) => true,
        Masking::AllBut(keys) => {
            starts_with_open_key(raw, keys) && follows_open_key(&source.text[..line.start], keys)
        }
    };
    let hidden = |offset: usize, c: char| match masking {
        Masking::Spans(spans) => u32::try_from(offset).is_ok_and(|at| hides_byte(spans, at)),
        Masking::AllBut(_) => !whole_line_is_open && c.is_alphanumeric(),
    };
    let (mut text, mut start, mut end) = (String::with_capacity(raw.len()), None, None);
    for (i, c) in raw.char_indices() {
        let offset = line.start + i;
        if offset >= span.start as usize && start.is_none() {
            start = Some(text.len());
        }
        if offset >= span.end as usize && end.is_none() {
            end = Some(text.len());
        }
        let shown = if hidden(offset, c) {
            '·'
        } else {
            crate::text::wording::shown_char(&text, c, raw[i..].chars().nth(1))
        };
        text.push(shown);
    }
    let start = start.unwrap_or(text.len());
    let end = end.unwrap_or(text.len()).max(start);
    Some(ShownLine { text, underline: start..end })
}

/// Whether `line` starts, at its very first column, with one of `keys` and goes on with nothing but
/// one word, or a list of words in brackets. A line inside a block of prose is indented, and a line
/// of any other prose has a second word.
fn starts_with_open_key(line: &str, keys: &[&str]) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let list = rest.trim().trim_start_matches('[').trim_end_matches(']');
    let mut words = list.split(',').map(str::trim);
    let is_one_word = |word: &str| {
        let holds_key = word.contains(':') && word.contains(char::is_alphabetic);
        !holds_key && !word.contains([' ', '\t', '{', '#'])
    };
    keys.contains(&key.trim_end()) && words.all(is_one_word)
}

/// Whether every line `above` that begins at its very first column, comments and a first `---` aside,
/// is one that starts with one of `keys`. Where one is not, text may have begun, and neither a key nor
/// a `---` further down proves that it has ended: they may be words of it.
fn follows_open_key(above: &str, keys: &[&str]) -> bool {
    let begins = |line: &&str| !line.is_empty() && !line.starts_with([' ', '\t', '#', '\r']);
    let mut lines = above.lines().filter(begins).enumerate();
    lines.all(|(index, line)| {
        (index == 0 && line.trim_end() == "---") || starts_with_open_key(line, keys)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, span: Range<usize>, masking: &Masking) -> (String, String) {
        let source = Source::new("t", text.to_owned());
        let line = shown_line(&source, Span::new(span), masking).map(|line| {
            let under = line.text[line.underline].to_owned();
            (line.text, under)
        });
        line.unwrap_or_default()
    }

    #[test]
    fn prose_is_masked_and_columns_stay() {
        let text = "notes: Ünruly day\nx: 1";
        let masking = Masking::spans(vec![Span::new(7..18)]);
        let (line, under) = shown(text, 0..5, &masking);
        assert_eq!((line.as_str(), under.as_str()), ("notes: ··········", "notes"));
    }

    #[test]
    fn a_path_is_seen_from_where_its_reader_stands() {
        let from = |path: &str, prefix: &str| Place::file(path).path_from(prefix);
        assert_eq!(from("records/x.yaml", "a/b/"), "a/b/records/x.yaml");
        assert_eq!(from("coach.toml", ""), "coach.toml");
        assert_eq!(from("../x.toml", "a/b/"), "a/x.toml");
        assert_eq!(from("../../x.toml", "a/b/"), "x.toml");
        assert_eq!(from("../x.toml", "a/"), "x.toml");
        // Above what the reader knows it stays a way up.
        assert_eq!(from("../../x.toml", "a/"), "../x.toml");
        assert_eq!(from("../x.toml", "../"), "../../x.toml");
        assert_eq!(from("../x.toml", ""), "../x.toml");
    }

    #[test]
    fn a_broken_file_shows_structure_not_words() {
        let masking = Masking::AllBut(&["method"]);
        assert_eq!(shown("method: [email", 8..9, &masking).0, "method: [email");
        assert_eq!(shown("notes: he: left", 9..10, &masking).0, "·····: ··: ····");
        assert_eq!(shown("  method: told her", 3..4, &masking).0, "  ······: ···· ···");
        assert_eq!(shown("method: told her", 3..4, &masking).0, "······: ···· ···");
        assert_eq!(shown("method: x,notes:left", 3..4, &masking).0, "······: ·,·····:····");
        assert_eq!(shown("method: [x, 14:05", 3..4, &masking).0, "method: [x, 14:05");
    }

    /// Each sign of a second word, alone, hides a line that begins like a key that may be shown.
    #[test]
    fn a_value_that_may_be_prose_hides_its_line() {
        let masking = Masking::AllBut(&["method", "date"]);
        for value in ["#left", "x#left", "[x, #left", "x\tleft", "x left", "{left", "x, k:left"] {
            let line = format!("method: {value}");
            let shown = shown(&line, 0..6, &masking).0;
            assert!(!shown.contains("left") && !shown.contains("method"), "{line}: {shown}");
            assert_eq!(shown.chars().count(), line.chars().count());
        }
        for value in ["x", "[x, y]", "[x, y", "2026-02-30", "14:05", "", "@x", "x]"] {
            let line = format!("method: {value}");
            assert_eq!(shown(&line, 0..6, &masking).0, line);
        }
        assert_eq!(shown("method x", 0..6, &masking).0, "······ ·", "no key");
        assert_eq!(shown("methods: x", 0..6, &masking).0, "·······: ·", "another key");
        assert_eq!(shown("method : x", 0..6, &masking).0, "method : x");
    }

    #[test]
    fn a_line_that_may_go_on_with_prose_is_hidden() {
        let masking = Masking::AllBut(&["method", "date"]);
        let last = |above: &str| {
            let text = format!("{above}method: left");
            shown(&text, above.len()..above.len() + 6, &masking).0
        };
        for above in ["", "---\n", "date: x\n", "# a: b\ndate: x\n\n  y\n# z\n", "date: x\r\n\r\n"]
        {
            assert_eq!(last(above), "method: left", "{above:?}");
        }
        for above in [
            "notes: |\n  x\n",
            "notes: x\n",
            "notes:\n",
            "date: x\nleft\n",
            "- date: x\n",
            // What looks like a key or a fresh beginning may be a line of the text.
            "date: x\nnotes: |\n  x\n---\n",
            "notes: |\n  x\ndate: x\n",
            "date: asked him\n",
            "date: x\n---\n",
        ] {
            assert_eq!(last(above), "······: ····", "{above:?}");
        }
    }

    #[test]
    fn a_very_long_line_is_not_shown() {
        let line = |length: usize| "x".repeat(length);
        let nothing = Masking::nothing();
        assert_eq!(shown(&line(LONGEST_SHOWN_LINE), 0..1, &nothing).0, line(LONGEST_SHOWN_LINE));
        assert_eq!(shown(&line(LONGEST_SHOWN_LINE + 1), 0..1, &nothing).0, "");
    }

    #[test]
    fn spans_are_hidden_from_their_first_byte_to_their_last() {
        let at = |start, end| Span { start, end };
        let masking = Masking::spans(vec![at(4, 6), at(1, 3), at(2, 4), at(8, 9)]);
        assert_eq!(masking.hidden(), [at(1, 6), at(8, 9)]);
        let hides: Vec<u32> = (0..10).filter(|&byte| masking.hides(at(byte, byte))).collect();
        assert_eq!(hides, [1, 2, 3, 4, 5, 8]);
        assert_eq!(shown("0123456789", 0..1, &masking).0, "0·····67·9");
        let shown_part = masking.without(at(2, 5));
        assert_eq!(shown_part.hidden(), [at(1, 2), at(5, 6), at(8, 9)]);
        assert_eq!(masking.and(at(6, 8)).hidden(), [at(1, 9)]);
        // Where nothing was understood, nothing is taken back.
        let all = Masking::AllBut(&["date"]);
        assert_eq!(shown("abc", 0..1, &all.without(at(0, 3))).0, "···");
        assert!(all.hides(at(0, 1)) && all.and(at(0, 1)).hidden().is_empty());
    }
}
