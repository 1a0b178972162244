//! XML, event by event: what is not whole is an error, and an element without content has a start and an end as well.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::parts::{damaged, why};

/// Bytes of one tag or text at most; a cell of Excel holds 32,767 letters.
const LONGEST: usize = 16 << 20;

/// XML that is being read.
pub(super) struct Xml<R> {
    reader: Reader<Short<R>>,
    buffer: Vec<u8>,
    /// Elements that have begun and not ended.
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn of(part: R) -> Self {
        let mut reader = Reader::from_reader(Short { inner: part, left: LONGEST });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// It is no XML, ends too early or unpacks to too much, in words that follow the file's name.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, String> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST;
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

/// A reader of one event, which is held whole and so must not be too long.
struct Short<R> {
    inner: R,
    left: usize,
}

impl<R: BufRead> Read for Short<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Short<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
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
