//! YAML syntax errors in words that help someone who has never read the YAML specification.

use granit_parser::{ErrorKind, ScanError};

use super::{DEEPEST, rules};
use crate::diagnostic::Finding;
use crate::text::source::Span;

/// Refuses characters that no text file should hold: NUL and other control characters, and carriage
/// returns without a line feed (which editors do not agree on). Says whether the text is without tabs and
/// byte-order marks too, as nearly every one is.
///
/// # Errors
/// The first such character, as a syntax finding.
pub(super) fn check_characters(text: &str) -> Result<bool, Box<Finding>> {
    /// Bytes that are looked at as one.
    const STRETCH: usize = 64;
    let bytes = text.as_bytes();
    let is_plain = |byte: u8| byte >= 0x20 && !matches!(byte, 0x7f | 0xc2 | 0xef) || byte == b'\n';
    let mut is_usual = true;
    for (index, stretch) in bytes.chunks(STRETCH).enumerate() {
        if stretch.iter().fold(true, |all, &byte| all & is_plain(byte)) {
            continue;
        }
        let start = index * STRETCH;
        if let Some(at) = (start..start + stretch.len()).find(|&at| is_no_text(bytes, at)) {
            return Err(Box::new(no_text(text, at)));
        }
        is_usual &= memchr::memchr2(b'\t', 0xef, stretch).is_none();
    }
    Ok(is_usual)
}

fn is_no_text(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\t' | b'\n' => false,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        0..0x20 | 0x7f => true,
        // U+0080 to U+009F, of which YAML takes only U+0085 (next line).
        0xc2 => matches!(bytes.get(at + 1), Some(0x80..=0x84 | 0x86..=0x9f)),
        // U+FFFE and U+FFFF, which are no characters.
        0xef => matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])),
        _ => false,
    }
}

fn no_text(text: &str, at: usize) -> Finding {
    let c = text[at..].chars().next().unwrap_or_default();
    let (message, label) = match c {
        '\0' => (
            "the file holds a NUL byte; it may be damaged or not a text file".to_owned(),
            "delete this character, or restore the file",
        ),
        '\r' => (
            "a line ends with a carriage return alone".to_owned(),
            "save the file with LF or CRLF line endings",
        ),
        c => (
            format!("the file holds the character U+{:04X}, which is not text", u32::from(c)),
            "delete this character; it cannot be seen",
        ),
    };
    syntax(Span::new(at..at + c.len_utf8()), message, label)
}

/// The finding that nesting goes too deep at `span`.
pub(super) fn too_deep(span: Span) -> Finding {
    let message = format!("lists and groups of keys nest more than {DEEPEST} levels deep");
    syntax(span, message, "no record needs this")
}

/// The finding for a parser's error in `text`, of which all up to byte `read` was understood; the
/// list or group that `open_bracket` began was being read.
pub(super) fn finding(
    text: &str,
    error: &ScanError,
    read: usize,
    open_bracket: Option<Span>,
) -> Finding {
    use ErrorKind as K;
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let here = Line::around(text, at);
    if let Some(plain) = plain_cause(text, at, &here, open_bracket) {
        return plain;
    }
    let open_quote = open_quote(text, read, at);
    let (at, (message, label)) = match (error.kind(), open_bracket) {
        (K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent, _) => {
            (open_quote.unwrap_or(at), words(&K::UnclosedQuotedScalar))
        }
        (K::InvalidIndentation, Some(open)) => match open_quote {
            Some(quote) => (quote, words(&K::UnclosedQuotedScalar)),
            None => return unclosed(text, open),
        },
        (kind, _) if is_tab(kind) => (here.tab(text, at), words(kind)),
        (K::MappingValueNotAllowed, _) if here.is_key(at) => {
            let message = "this key is read as part of the line above";
            let label =
                "start it in the column of the other keys; or does the line above lack a colon?";
            (here.start + here.indentation(), (message.to_owned(), label))
        }
        (K::ExpectedDocumentStart, _) if here.begins_with_key() => {
            (at, words(&K::InvalidIndentation))
        }
        (K::SimpleKeyExpected, _) if here.lacks_space_after_colon() => {
            (at, words(&K::InvalidMappingValueWhitespace))
        }
        (K::ExpectedBlockMappingKey, _) if at > here.start + here.indentation() => {
            let message = "there is more text after the end of this value";
            (at, (message.to_owned(), "put the whole text in quotes"))
        }
        (kind @ (K::ExpectedBlockMappingKey | K::InvalidIndentation), _)
            if !here.begins_with_key() =>
        {
            (at, (words(kind).0, "indent it like the lines above it"))
        }
        (kind, _) => (at, words(kind)),
    };
    let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, |c| match c {
        '\n' | '\r' => 0,
        c => c.len_utf8(),
    });
    syntax(Span::new(at..at + width), message, label)
}

/// The finding for what the text around an error shows by itself, whatever the parser made of it.
fn plain_cause(text: &str, at: usize, here: &Line, open_bracket: Option<Span>) -> Option<Finding> {
    if let Some(at) = conflict_marker(text) {
        let message = "two versions of this file were merged and nobody chose between them";
        let label = "keep one version, and delete the lines <<<<<<<, ======= and >>>>>>>";
        return Some(syntax(Span::new(at..at + CONFLICT.len()), message.to_owned(), label));
    }
    if let Some((at, space)) = here.odd_space() {
        let message = format!(
            "a special space (U+{:04X}) is where an ordinary one belongs",
            u32::from(space)
        );
        return Some(syntax(Span::new(at..at + space.len_utf8()), message, "type a space here"));
    }
    if let Some((at, bullet)) = here.bullet() {
        let message = format!("a line of a list begins with `- `, not with `{bullet}`");
        let span = Span::new(at..at + bullet.len_utf8());
        return Some(syntax(span, message, "write a hyphen here"));
    }
    let comma = comma_too_many(text, at, open_bracket)?;
    let message = "a comma is where a value belongs";
    Some(syntax(Span::new(comma..comma + 1), message.to_owned(), "leave it out"))
}

/// Where, between what was understood and the error, a quote is opened that nothing closes.
fn open_quote(text: &str, read: usize, error: usize) -> Option<usize> {
    let unread = text.get(read..error)?;
    let open = unread.find(['"', '\''])?;
    let mark = &unread[open..=open];
    (unread.matches(mark).count() % 2 == 1).then_some(read + open)
}

/// How git begins the first version, where two versions of a file could not be merged.
const CONFLICT: &str = "<<<<<<<";

/// Where, in brackets or braces, a comma follows another one or the opening.
fn comma_too_many(text: &str, at: usize, open_bracket: Option<Span>) -> Option<usize> {
    open_bracket?;
    let before = text.get(..at)?.trim_end();
    (text[at..].starts_with(',') && before.ends_with([',', '[', '{'])).then_some(at)
}

/// Where git left a conflict, if it did: all three of its lines are at the left margin.
fn conflict_marker(text: &str) -> Option<usize> {
    let mut starts = [None; 3];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        for (mark, start) in [CONFLICT, "=======", ">>>>>>>"].iter().zip(&mut starts) {
            let is_marker = line
                .strip_prefix(mark)
                .is_some_and(|rest| !rest.starts_with(|c| mark.ends_with(c)));
            if is_marker && start.is_none() {
                *start = Some(at);
            }
        }
        at += line.len();
    }
    let [first, Some(_), Some(_)] = starts else { return None };
    first
}

/// The finding that the bracket or brace at `open` is not closed where its lines end.
fn unclosed(text: &str, open: Span) -> Finding {
    let kind = match text.get(open.range()) {
        Some(bracket) if bracket.starts_with('[') => ErrorKind::UnexpectedEofFlowSequence,
        _ => ErrorKind::UnexpectedEofFlowMapping,
    };
    let (message, label) = words(&kind);
    syntax(open, message, label).help("if it continues on more lines, indent them")
}

fn is_tab(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::TabInBlockIndentation
            | K::TabNotAllowed
            | K::TabInIndentation
            | K::TabAtBlockScalarStart
            | K::TabInPlainScalar
    )
}

/// The line of an error.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        Self { start, text: &text[start..end] }
    }

    /// Bytes of blanks before its first word.
    fn indentation(&self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    /// Whether only one word is before `at`, where a colon is.
    fn is_key(&self, at: usize) -> bool {
        let before = self.text.get(..at - self.start).unwrap_or_default().trim();
        !before.is_empty() && before.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    }

    /// Whether the line is written `key: value`.
    fn begins_with_key(&self) -> bool {
        let colon =
            self.text.find(": ").or_else(|| self.text.trim_end().strip_suffix(':').map(str::len));
        colon.is_some_and(|colon| self.is_key(self.start + colon))
    }

    /// Whether the line is written `key:value`.
    fn lacks_space_after_colon(&self) -> bool {
        self.text.trim().split_once(':').is_some_and(|(key, value)| {
            !key.contains([' ', '"', '\'']) && !key.is_empty() && !value.starts_with([' ', '/'])
        })
    }

    /// A bullet or dash of a text editor at the beginning of the line, where a hyphen was meant.
    fn bullet(&self) -> Option<(usize, char)> {
        let indentation = self.indentation();
        let mut rest = self.text.get(indentation..)?.chars();
        let bullet = rest.next().filter(|c| matches!(c, '•' | '·' | '◦' | '‣' | '–' | '—'))?;
        (rest.next() == Some(' ')).then_some((self.start + indentation, bullet))
    }

    /// A space that YAML takes for a letter, where an ordinary one would mean something: in the
    /// indentation, or after a key's colon.
    fn odd_space(&self) -> Option<(usize, char)> {
        let is_odd = |c: &char| c.is_whitespace() && !c.is_ascii();
        let first = self.text.char_indices().find(|(_, c)| !matches!(c, ' ' | '\t' | '-'));
        let colon = self.text.find(':').filter(|&colon| self.is_key(self.start + colon));
        let after_colon =
            colon.and_then(|colon| self.text[colon + 1..].chars().next().map(|c| (colon + 1, c)));
        let odd = [first, after_colon].into_iter().flatten().find(|(_, c)| is_odd(c));
        odd.map(|(at, c)| (self.start + at, c))
    }

    /// The tab that an error at `at` is about: in this line's indentation, or the next one.
    fn tab(&self, text: &str, at: usize) -> usize {
        let blanks = &self.text[..self.indentation()];
        match blanks.find('\t') {
            Some(tab) => self.start + tab,
            None => text[at..].find('\t').map_or(at, |i| at + i),
        }
    }
}

fn syntax(span: Span, message: String, label: &str) -> Finding {
    Finding::new(&rules::SYNTAX, span, message).label(label)
}

fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as K;
    let (message, label) = match kind {
        kind if is_tab(kind) => ("a tab is where spaces belong", "use spaces here"),
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidSimpleKey => (
            "a colon is inside a text, where no key can be",
            "put the whole text in quotes, or start the key on its own line",
        ),
        K::InvalidBlockScalarHeader => (
            "text is beside a `|` or `>`",
            "start the text on the next line, indented; or put it in quotes",
        ),
        K::MissingAnchorOrAliasName => {
            ("text cannot begin with `*` or `&`", "put the text in quotes")
        }
        K::UndeclaredTagHandle | K::InvalidTagTerminator | K::MissingTagUri => {
            ("text cannot begin with `!`", "put the text in quotes")
        }
        K::PlainScalarStartsWithDashFlowIndicator => {
            ("text cannot begin with a hyphen and a bracket or comma", "put the text in quotes")
        }
        K::DocumentIndicatorInQuotedScalar => (
            "a line of `---` or `...` is inside quotes",
            "close the quote above, or indent this line",
        ),
        K::ExpectedDocumentStart | K::InvalidDocumentEnd => {
            ("there is more text after the end of the record", "put it under a key, or delete it")
        }
        K::BomInsideDocument => (
            "a byte-order mark is in the middle of the file",
            "delete this character; it cannot be seen",
        ),
        K::SimpleKeyExpected => (
            "this line is neither a key with a value nor part of the text above",
            "write `key: value`, or indent text that continues the line above",
        ),
        K::UnclosedFlowCollection { open: '[' } | K::UnexpectedEofFlowSequence => {
            ("a list opened with `[` is not closed", "close it with `]`")
        }
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => {
            ("a group opened with `{` is not closed", "close it with `}`")
        }
        K::ExpectedFlowSequenceSeparator => (
            "a list in brackets lacks a comma or its closing `]`",
            "put a comma between the words, or `]` after the last",
        ),
        K::ExpectedFlowMappingSeparator => (
            "a group in braces lacks a comma or its closing `}`",
            "put a comma between the keys, or `}` after the last",
        ),
        K::MismatchedFlowCollectionEnd { open, close } => {
            let message = format!("a bracket opened as `{open}` is closed as `{close}`");
            return (message, "brackets come in pairs: [ ] and { }");
        }
        K::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing that is open", "brackets come in pairs: [ ] and { }")
        }
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent => (
            "a quote is opened and not closed",
            "close it; if its text continues on more lines, indent them",
        ),
        K::InvalidTrailingDoubleQuotedScalar | K::InvalidTrailingSingleQuotedScalar => (
            "there is more text after a closing quote",
            "put the whole text in quotes, and write a quote inside it as \\\" or ''",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => (
            "an unknown escape in double quotes",
            "write a backslash as \\\\, or use single quotes",
        ),
        K::ExpectedBlockMappingKey | K::InvalidIndentation | K::ExpectedBlockSequenceEntry => (
            "this line's indentation matches nothing above it",
            "start all keys of a group in the same column",
        ),
        K::InvalidFlowScalarIndent | K::InvalidBlockScalarIndent => {
            ("this line is not indented enough", "indent it deeper than its key")
        }
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => {
            ("a list's `-` is where no list can be", "start the list on a line of its own")
        }
        K::InvalidBlockEntryWhitespace => ("a list's `-` needs a space after it", "write `- `"),
        K::InvalidMappingValueWhitespace => {
            ("a colon needs a space after it", "write `key: value`")
        }
        K::CommentNotSeparated => ("a comment's `#` needs a space before it", "write ` #`"),
        K::CommentInterceptedScalar => {
            ("a comment is inside a text of several lines", "move the comment above the key")
        }
        K::UnexpectedCharacter { .. } => {
            ("text cannot begin with this character", "put the text in quotes")
        }
        K::RecursionLimitExceeded => {
            return (too_deep_message(), "no record needs this");
        }
        other => return (format!("not YAML: {other}"), "the file cannot be read past this point"),
    };
    (message.to_owned(), label)
}

fn too_deep_message() -> String {
    format!("lists and groups of keys nest more than {DEEPEST} levels deep")
}
