//! How wide text is on a terminal, in columns: a character of a wide script takes two, a mark that joins
//! the one before it none. Text comes in; its width, or lines and cells of a width, go out.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that `text`, one line without control characters, takes.
///
/// ```
/// # use coach::text::width::columns_of;
/// assert_eq!(columns_of("wait time"), 9);
/// assert_eq!(columns_of("re\u{301}cit"), 5);
/// assert_eq!(columns_of("授業"), 4);
/// ```
pub fn columns_of(text: &str) -> usize {
    text.width()
}

/// `text` at the left of a cell of at least `width` columns.
///
/// ```
/// # use coach::text::width::at_left;
/// assert_eq!(at_left("授業", 6), "授業  ");
/// ```
pub fn at_left(text: &str, width: usize) -> String {
    format!("{text}{}", rest(text, width))
}

/// `text` at the right of a cell of at least `width` columns.
pub(crate) fn at_right(text: &str, width: usize) -> String {
    format!("{}{text}", rest(text, width))
}

fn rest(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(columns_of(text)))
}

/// `text` in lines of at most `width` columns. Lines break at spaces, and beside a wide character, since
/// wide scripts are written without spaces. A longer word, which may be a path, has a line of its own.
///
/// ```
/// # use coach::text::width::lines;
/// assert_eq!(lines("one two three", 7), ["one two", "three"]);
/// assert_eq!(lines("a considerable b", 5), ["a", "considerable", "b"]);
/// assert_eq!(lines("待ち時間を取る", 6), ["待ち時", "間を取", "る"]);
/// ```
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for word in text.split_whitespace() {
        for (at, piece) in pieces(word).enumerate() {
            let gap = usize::from(at == 0);
            let wide = columns_of(piece);
            match lines.last_mut() {
                Some(line) if wide + gap <= room => {
                    line.push_str(&" ".repeat(gap));
                    line.push_str(piece);
                    room -= wide + gap;
                }
                _ => {
                    lines.push(piece.to_owned());
                    room = width.saturating_sub(wide);
                }
            }
        }
    }
    lines
}

/// The parts of `word` between which a line may break.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let is_wide = |c: char| c.width() == Some(2);
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut before = rest.chars().next()?;
        let breaks = |&(_, c): &(usize, char)| {
            let here = c.width() != Some(0) && (is_wide(before) || is_wide(c));
            before = c;
            here
        };
        let end = rest.char_indices().skip(1).find(breaks).map_or(rest.len(), |(at, _)| at);
        let (piece, left) = rest.split_at(end);
        rest = left;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fill_the_line_and_never_break() {
        assert_eq!(lines("été où", 6), ["été où"]);
        assert!(lines("  ", 5).is_empty());
        // A mark stays with the letter that it is on, and a narrow word is whole beside a wide one.
        assert_eq!(lines("か\u{3099}き", 2), ["か\u{3099}", "き"]);
        assert_eq!(lines("学校exit票", 6), ["学校", "exit票"]);
    }
}
