//! XML, event by event: what is not whole is an error, and an element without content has a start and an end as well.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::parts::{damaged, why};

/// XML that is being read.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Elements that have begun and not ended.
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn of(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// It is no XML, ends too early or unpacks to too much, in words that follow the file's name.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, String> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) if self.depth == 0 => Ok(None),
            Ok(Event::Eof) => Err(damaged()),
            Err(quick_xml::Error::Io(error)) => Err(why(&error)),
            Err(_) => Err(damaged()),
            Ok(event) => {
                match event {
                    Event::Start(_) => self.depth += 1,
                    // An end without a beginning is an error of the reader.
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                Ok(Some(event))
            }
        }
    }

    /// Passes over the rest of the element that began last.
    pub(super) fn pass(&mut self) -> Result<(), String> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }
}

/// What the attribute `name` of `tag` says; the prefix of its namespace means nothing.
pub(super) fn attribute<'t>(tag: &'t BytesStart, name: &str) -> Option<Cow<'t, str>> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// The letter that `&amp;`, `&#228;` and the like stand for.
pub(super) fn letter(reference: &BytesRef) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
