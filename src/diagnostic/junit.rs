//! Diagnostics as JUnit XML, as Jenkins and GitLab read it: one test case per finding, without
//! times and host names, so that the same findings are the same bytes. No excerpts.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::within::{Rest, Room, within};
use super::{Diagnostic, Level, Place, Tally, text};
use crate::text::wording::visible;

/// GitLab takes files of less than 30 MB, and gives up on one with some 30,000 cases.
const ROOM: Room = Room { findings: 25_000, bytes: 25_000_000 };

/// The name of the suite, and the class of a case that is about no file.
const SUITE: &str = "coach check";

/// `diagnostics` as one suite. Errors are failures; warnings pass with what was found as their
/// output, unless `strict` makes them failures too, as it does for the exit code. Without findings
/// there is one case: it passes, or it is an error where there was no record to check. Of more than
/// 25,000 findings, or 25 MB, errors come first, and a last case counts the rest. `prefix` leads from
/// the root of the repository to the district's folder and ends with `/`, unless it is empty.
///
/// # Errors
/// None in practice: it writes to memory.
pub fn render(
    diagnostics: &[Diagnostic],
    summary: Tally,
    prefix: &str,
    strict: bool,
) -> io::Result<String> {
    let all = cases(diagnostics, prefix, strict);
    let (mut cases, rest) = within(diagnostics, all, ROOM, Case::size);
    cases.extend(Case::of_rest(rest, strict));
    if cases.is_empty() {
        cases.push(Case::without_findings(summary));
    }
    let count = |is: fn(&Outcome) -> bool| {
        cases.iter().filter(|case| is(&case.outcome)).count().to_string()
    };
    let tests = cases.len().to_string();
    let failures = count(|outcome| matches!(outcome, Outcome::Failure { .. }));
    let errors = count(|outcome| matches!(outcome, Outcome::Error { .. }));
    let counts = [
        ("name", SUITE),
        ("tests", tests.as_str()),
        ("failures", failures.as_str()),
        ("errors", errors.as_str()),
    ];

    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites").with_attributes(counts).write_inner_content(|xml| {
        xml.create_element("testsuite").with_attributes(counts).write_inner_content(|xml| {
            for case in &cases {
                case.write(xml)?;
            }
            write_text(xml, "system-out", &[], text::summary(&summary).trim_end())
        })?;
        Ok(())
    })?;
    let mut document = String::from_utf8(xml.into_inner()).map_err(io::Error::other)?;
    document.push('\n');
    Ok(document)
}

/// One `testcase`. All texts can be in XML.
struct Case {
    class: String,
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed { output: String },
    Failure { rule: &'static str, message: String, text: String },
    Error { kind: &'static str, message: &'static str },
}

impl Case {
    fn without_findings(summary: Tally) -> Self {
        let (name, outcome) = match summary.records {
            0 => {
                let message = "there was no record to check";
                ("nothing to read", Outcome::Error { kind: "nothing-to-read", message })
            }
            _ => ("no problems", Outcome::Passed { output: String::new() }),
        };
        Self { class: SUITE.to_owned(), name: name.to_owned(), outcome }
    }

    /// What was found beyond the room; none where nothing was.
    fn of_rest(rest: Rest, strict: bool) -> Option<Self> {
        let message = format!(
            "not in this file: {} more, because the pages that read it take no more; `coach \
             check` shows them all",
            rest.in_words()
        );
        let outcome = if rest.errors > 0 || strict {
            Outcome::Failure { rule: "not-listed", message: message.clone(), text: message }
        } else {
            Outcome::Passed { output: message }
        };
        let (class, name) = (SUITE.to_owned(), "findings not listed".to_owned());
        (!rest.is_none()).then_some(Self { class, name, outcome })
    }

    /// Bytes of its text in the document, at most.
    fn size(&self) -> usize {
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
        let written = self.write(&mut xml);
        let around = "    \n".len() * 4;
        written.map_or(usize::MAX, |()| xml.into_inner().len() + around)
    }

    fn write(&self, xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let named = [("classname", self.class.as_str()), ("name", self.name.as_str())];
        let case = xml.create_element("testcase").with_attributes(named);
        match &self.outcome {
            Outcome::Passed { output } if output.is_empty() => case.write_empty()?,
            Outcome::Passed { output } => {
                case.write_inner_content(|xml| write_text(xml, "system-out", &[], output))?
            }
            Outcome::Failure { rule, message, text } => {
                let attributes = [("type", *rule), ("message", message.as_str())];
                case.write_inner_content(|xml| write_text(xml, "failure", &attributes, text))?
            }
            Outcome::Error { kind, message } => {
                let attributes = [("type", *kind), ("message", *message)];
                case.write_inner_content(|xml| write_text(xml, "error", &attributes, message))?
            }
        };
        Ok(())
    }
}

fn write_text(
    xml: &mut Writer<Vec<u8>>,
    element: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    let element = xml.create_element(element).with_attributes(attributes.iter().copied());
    element.write_text_content(BytesText::new(text))?;
    Ok(())
}

fn cases(diagnostics: &[Diagnostic], prefix: &str, strict: bool) -> Vec<Case> {
    let mut used: BTreeMap<(String, String), usize> = BTreeMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let class = legible(&diagnostic.place.path_from(prefix));
            let mut name = format!("{}{}", diagnostic.rule.id, position(&diagnostic.place, ' '));
            let times = used.entry((class.clone(), name.clone())).or_default();
            *times += 1;
            // A reader that knows a case by its name would keep the last one of the same name.
            if *times > 1 {
                name.push_str(&format!(" ({times})"));
            }
            let text = found(diagnostic, prefix);
            let outcome = if diagnostic.level == Level::Error || strict {
                let message = legible(&diagnostic.message);
                Outcome::Failure { rule: diagnostic.rule.id, message, text }
            } else {
                Outcome::Passed { output: text }
            };
            Case { class, name, outcome }
        })
        .collect()
}

/// The whole finding: some readers show this text and nothing else of a case.
fn found(diagnostic: &Diagnostic, prefix: &str) -> String {
    let level = diagnostic.level.name();
    let at = |place: &Place| format!("{}{}", place.path_from(prefix), position(place, ':'));
    let rule = diagnostic.rule.id;
    let mut lines =
        vec![format!("{}: {level}[{rule}]: {}", at(&diagnostic.place), diagnostic.message)];
    lines.extend(Some(diagnostic.label.clone()).filter(|label| !label.is_empty()));
    lines.extend(
        diagnostic.related.iter().map(|also| format!("{}: {}", at(&also.place), also.label)),
    );
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    let lines: Vec<String> = lines.iter().map(|line| legible(line)).collect();
    lines.join("\n")
}

/// `LINE:COLUMN` after `before`; nothing for a whole file.
fn position(place: &Place, before: char) -> String {
    let start = place.region.as_ref().map(|region| region.start);
    start.map(|at| format!("{before}{}:{}", at.line, at.column)).unwrap_or_default()
}

/// `text` on one line, with what XML 1.0 cannot hold made visible.
fn legible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        // The last two of the basic plane are the only ones that are no control characters.
        if matches!(c, '\u{fffe}' | '\u{ffff}') {
            out.extend(c.escape_unicode())
        } else {
            out.push(c)
        }
    }
    out
}
