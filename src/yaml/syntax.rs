//! YAML syntax errors in words that help someone who has never read the YAML specification.

use granit_parser::{ErrorKind, ScanError};

use super::{DEEPEST, rules};
use crate::diagnostic::Finding;
use crate::source::Span;

/// Refuses characters that no text file should hold: NUL and other control characters, and carriage
/// returns without a line feed (which editors do not agree on).
///
/// # Errors
/// The first such character, as a syntax finding.
pub(super) fn check_characters(text: &str) -> Result<(), Box<Finding>> {
    let bytes = text.as_bytes();
    let bad = bytes.iter().enumerate().find(|&(i, &byte)| match byte {
        b'\t' | b'\n' => false,
        b'\r' => bytes.get(i + 1) != Some(&b'\n'),
        0..0x20 | 0x7f => true,
        _ => false,
    });
    let Some((at, &byte)) = bad else { return Ok(()) };
    let message = match byte {
        0 => "the file holds a NUL byte; it may be damaged or not a text file".to_owned(),
        b'\r' => "a line ends with a carriage return alone".to_owned(),
        _ => format!("the file holds the control character U+{byte:04X}"),
    };
    let label = if byte == b'\r' {
        "save the file with LF or CRLF line endings"
    } else {
        "delete this character"
    };
    Err(Box::new(syntax(Span::new(at..at + 1), message, label)))
}

/// The finding that nesting goes too deep at `span`.
pub(super) fn too_deep(span: Span) -> Finding {
    let message = format!("lists and groups of keys nest more than {DEEPEST} levels deep");
    syntax(span, message, "no record needs this")
}

/// The finding for a parser's error in `text`.
pub(super) fn finding(text: &str, error: &ScanError) -> Finding {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, |c| match c {
        '\n' | '\r' => 0,
        c => c.len_utf8(),
    });
    let span = Span::new(at..at + width);
    let (message, label) = words(error.kind());
    syntax(span, message, label)
}

fn syntax(span: Span, message: String, label: &str) -> Finding {
    Finding::new(&rules::SYNTAX, span, message).label(label)
}

fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as K;
    let (message, label) = match kind {
        K::TabInBlockIndentation | K::TabNotAllowed | K::TabInIndentation => {
            ("a tab stands where spaces belong", "indent with spaces")
        }
        K::TabAtBlockScalarStart | K::TabInPlainScalar => {
            ("a tab stands where spaces belong", "use spaces here")
        }
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidSimpleKey => (
            "a colon stands where no key can",
            "put text with a colon in quotes, or start the key on its own line",
        ),
        K::SimpleKeyExpected => (
            "this line is neither a key with a value nor part of the text above",
            "write `key: value`, or indent text that goes on from the line above",
        ),
        K::UnclosedFlowCollection { open: '[' } | K::UnexpectedEofFlowSequence => {
            ("a list opened with `[` is not closed", "close it with `]`")
        }
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => {
            ("a group opened with `{` is not closed", "close it with `}`")
        }
        K::ExpectedFlowSequenceSeparator => {
            ("a list in brackets lacks a comma or its closing `]`", "put `,` or `]` here")
        }
        K::ExpectedFlowMappingSeparator => {
            ("a group in braces lacks a comma or its closing `}`", "put `,` or `}` here")
        }
        K::MismatchedFlowCollectionEnd { .. } | K::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing that is open", "brackets come in pairs: [ ] and { }")
        }
        K::UnclosedQuotedScalar => ("a quote is opened and never closed", "close the quote"),
        K::InvalidTrailingDoubleQuotedScalar | K::InvalidTrailingSingleQuotedScalar => (
            "text goes on after a closing quote",
            "put the whole text in quotes, and write a quote inside it as \\\" or ''",
        ),
        K::UnknownQuotedScalarEscape => (
            "an unknown escape in double quotes",
            "write a backslash as \\\\, or use single quotes",
        ),
        K::ExpectedBlockMappingKey | K::InvalidIndentation | K::ExpectedBlockSequenceEntry => (
            "this line's indentation fits nothing above it",
            "keys of one group start in one column",
        ),
        K::InvalidQuotedScalarIndent | K::InvalidFlowScalarIndent | K::InvalidBlockScalarIndent => {
            ("this line is not indented enough", "indent it deeper than its key")
        }
        K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => {
            ("a list's `-` stands where no list can", "start the list on a line of its own")
        }
        K::InvalidBlockEntryWhitespace => ("a list's `-` needs a space after it", "write `- `"),
        K::InvalidMappingValueWhitespace => {
            ("a colon needs a space after it", "write `key: value`")
        }
        K::CommentNotSeparated => ("a comment's `#` needs a space before it", "write ` #`"),
        K::CommentInterceptedScalar => {
            ("a comment stands inside a text of several lines", "move the comment above the key")
        }
        K::UnexpectedCharacter { character: '@' | '`' } => {
            ("text cannot begin with this character", "put the text in quotes")
        }
        K::UnexpectedCharacter { character: '%' } => {
            ("text cannot begin with `%`", "put the text in quotes")
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
