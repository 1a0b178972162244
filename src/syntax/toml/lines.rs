//! The lines of a TOML text, as far as they can be told apart without reading it: which begin a table, and
//! where a text in three quotes is never closed. For messages about what the parser stumbled over.

use crate::text::source::Span;

/// A line `[path]` or `[[path]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header<'t> {
    /// What is in the brackets.
    pub(crate) path: &'t str,
    /// Whether there are two on each side.
    pub(crate) is_list: bool,
    /// Where it is, brackets included.
    pub(crate) span: Span,
}

/// The lines that begin a table, in their order, without those inside texts in three quotes.
pub(crate) fn headers(text: &str) -> Vec<Header<'_>> {
    let mut opened: Option<Opened> = None;
    let mut headers = Vec::new();
    for (start, line) in lines(text) {
        match &opened {
            Some(open) if line.contains(open.quotes) => opened = None,
            Some(_) => {}
            None => {
                headers.extend(header(start, line));
                opened = opening(start, line);
            }
        }
    }
    headers
}

/// The quotes that open a text in three quotes that goes on to the end of the file, or over the line
/// that begins another table.
pub(super) fn endless(text: &str) -> Option<Span> {
    let mut opened: Option<Opened> = None;
    for (start, line) in lines(text) {
        match &opened {
            Some(open) if line.contains(open.quotes) => opened = None,
            Some(open) if header(start, line).is_some() => return Some(open.span),
            Some(_) => {}
            None => opened = opening(start, line),
        }
    }
    opened.map(|open| open.span)
}

/// Whether `line` begins something of its own and goes on with nothing above: a key with its value, a
/// table, a comment, or nothing at all.
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim();
    let is_key = |key: &str| {
        let key = key.trim();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        !key.is_empty() && key.chars().all(is_plain)
    };
    line.is_empty()
        || line.starts_with(['[', '#'])
        || line.split_once('=').is_some_and(|(key, _)| is_key(key))
}

/// A text in three quotes that a line opens and does not close.
struct Opened {
    quotes: &'static str,
    span: Span,
}

fn opening(start: usize, line: &str) -> Option<Opened> {
    let at = line.find('=')? + 1;
    let value = line[at..].trim_start();
    let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| value.starts_with(quotes))?;
    let at = start + line.len() - value.len();
    let span = Span::new(at..at + quotes.len());
    (!value[quotes.len()..].contains(quotes)).then_some(Opened { quotes, span })
}

fn header(start: usize, line: &str) -> Option<Header<'_>> {
    let begin = start + line.len() - line.trim_start().len();
    let line = line.trim_start();
    let is_list = line.starts_with("[[");
    let (open, close) = if is_list { ("[[", "]]") } else { ("[", "]") };
    let (path, rest) = line.strip_prefix(open)?.split_once(close)?;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let (rest, length) = (rest.trim(), open.len() + path.len() + close.len());
    let is_header = path.chars().all(is_plain) && (rest.is_empty() || rest.starts_with('#'));
    is_header.then(|| Header { path: path.trim(), is_list, span: Span::new(begin..begin + length) })
}

/// The lines of `text`, each with the place of its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_begin_outside_of_texts() {
        let text = "[a]\nx = \"\"\"one\n[no]\ntwo\"\"\"\ny = \"\"\"z\"\"\"\n [[ b.c ]] # d\n[e]]\nf = [1]\n[g\n";
        let found: Vec<_> = headers(text).iter().map(|it| (it.path, it.is_list)).collect();
        assert_eq!(found, [("a", false), ("b.c", true)]);
        let list = headers(text)[1];
        assert_eq!(&text[list.span.range()], "[[ b.c ]]");
    }

    #[test]
    fn a_text_without_an_end_is_found_where_it_begins() {
        for (text, begins) in [
            ("x = 1\ny = \"\"\"a\nb\n", Some(10)),
            ("x = '''a\n[b]\nc = '''d\ne'''\n", Some(4)),
            ("x = \"\"\"a\n= b\"\"\"\n", None),
        ] {
            assert_eq!(endless(text).map(|span| span.range().start), begins, "{text}");
        }
    }
}
