//! Bytes from a terminal become keys and pastes. A sequence may come in parts: what is not whole yet is kept
//! for the bytes that follow.

use super::input::{Input, Key};

const PASTE_BEGINS: &str = "200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// No sequence that means anything is longer.
const LONGEST: usize = 32;
const CTRL_C: u8 = 3;

/// Reads bytes as they come.
#[derive(Debug, Default)]
pub(super) struct Parser {
    /// The beginning of a sequence, or what was pasted so far.
    rest: Vec<u8>,
    is_paste: bool,
}

/// What is at the beginning of the bytes.
enum Found {
    Nothing,
    Key(Key),
    PasteBegins,
}

impl Parser {
    /// Takes in `bytes`: what is whole now.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.rest.extend(bytes);
        let mut inputs = Vec::new();
        loop {
            if self.is_paste {
                match self.pasted() {
                    Some(input) => inputs.push(input),
                    None => return inputs,
                }
                continue;
            }
            let Some((length, found)) = first(&self.rest) else { return inputs };
            self.rest.drain(..length);
            match found {
                Found::Nothing => {}
                Found::Key(key) => inputs.push(Input::Key(key)),
                Found::PasteBegins => self.is_paste = true,
            }
        }
    }

    /// The end of a paste, if it is there. Ctrl-C ends one too, should its end never come.
    fn pasted(&mut self) -> Option<Input> {
        if let Some(at) = self.rest.iter().position(|&byte| byte == CTRL_C) {
            self.rest.drain(..=at);
            self.is_paste = false;
            return Some(Input::Key(Key::Ctrl('c')));
        }
        let at = self.rest.windows(PASTE_ENDS.len()).position(|bytes| bytes == PASTE_ENDS)?;
        let text = String::from_utf8_lossy(&self.rest[..at]).into_owned();
        self.rest.drain(..at + PASTE_ENDS.len());
        self.is_paste = false;
        Some(Input::Paste(text))
    }

    /// Whether a paste has begun whose end has not come.
    pub(super) fn is_in_paste(&self) -> bool {
        self.is_paste
    }

    /// Whether a sequence has begun that is not whole.
    pub(super) fn is_in_sequence(&self) -> bool {
        !self.is_paste && !self.rest.is_empty()
    }

    /// What the rest means where nothing follows it: an Escape alone is the key; a paste without an end is
    /// one as far as it came.
    pub(super) fn settle(&mut self) -> Option<Input> {
        let rest = std::mem::take(&mut self.rest);
        if self.is_paste {
            let text = String::from_utf8_lossy(&rest).into_owned();
            return (!text.is_empty()).then_some(Input::Paste(text));
        }
        (rest.first() == Some(&0x1b)).then_some(Input::Key(Key::Escape))
    }
}

/// The length of what `bytes` begin with, and what it is; `None` where it is not whole.
fn first(bytes: &[u8]) -> Option<(usize, Found)> {
    let found = match *bytes.first()? {
        0x1b => return sequence(bytes),
        b'\r' | b'\n' => Found::Key(Key::Enter),
        b'\t' => Found::Key(Key::Tab),
        0x7f | 0x08 => Found::Key(Key::Backspace),
        byte @ 1..=26 => Found::Key(Key::Ctrl(char::from(byte - 1 + b'a'))),
        byte @ 0x20..=0x7e => Found::Key(Key::Char(char::from(byte))),
        0x80.. => return character(bytes),
        _ => Found::Nothing,
    };
    Some((1, found))
}

fn character(bytes: &[u8]) -> Option<(usize, Found)> {
    let length = match bytes.first()? {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => return Some((1, Found::Nothing)),
    };
    let whole = bytes.get(..length);
    if whole.is_none() && bytes[1..].iter().all(|byte| byte & 0xc0 == 0x80) {
        return None;
    }
    let text = whole.and_then(|whole| str::from_utf8(whole).ok());
    match text.and_then(|text| text.chars().next()) {
        Some(c) if !c.is_control() => Some((length, Found::Key(Key::Char(c)))),
        Some(_) => Some((length, Found::Nothing)),
        None => Some((1, Found::Nothing)),
    }
}

/// What begins with Escape.
fn sequence(bytes: &[u8]) -> Option<(usize, Found)> {
    match *bytes.get(1)? {
        b'[' => {}
        b'O' => {
            let last = *bytes.get(2)?;
            return Some((3, named(last, "")));
        }
        0x1b => return Some((1, Found::Key(Key::Escape))),
        // A letter with Alt means nothing here.
        _ => return Some((2, Found::Nothing)),
    }
    // The Linux console has one of its own.
    if *bytes.get(2)? == b'[' {
        return bytes.get(3).map(|_| (4, Found::Nothing));
    }
    let Some(end) = bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte)) else {
        return (bytes.len() > LONGEST).then_some((bytes.len(), Found::Nothing));
    };
    let end = end + 2;
    let inner = str::from_utf8(&bytes[2..=end]).unwrap_or_default();
    let found = match inner {
        PASTE_BEGINS => Found::PasteBegins,
        "1~" | "7~" => Found::Key(Key::Home),
        "4~" | "8~" => Found::Key(Key::End),
        "3~" => Found::Key(Key::Delete),
        "5~" => Found::Key(Key::PageUp),
        "6~" => Found::Key(Key::PageDown),
        _ => named(bytes[end], inner.get(..inner.len().saturating_sub(1)).unwrap_or_default()),
    };
    Some((end + 1, found))
}

/// The key whose sequence ends with `last`; with Ctrl, `numbers` say so.
fn named(last: u8, numbers: &str) -> Found {
    let with_ctrl = numbers == "1;5";
    Found::Key(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' if with_ctrl => Key::WordRight,
        b'C' => Key::Right,
        b'D' if with_ctrl => Key::WordLeft,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'M' if numbers.is_empty() => Key::Enter,
        _ => return Found::Nothing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key) -> Input {
        Input::Key(key)
    }

    /// Every key, whole and byte by byte.
    #[test]
    fn keys_come_whole_or_in_parts() {
        let all = "aß€😀\r\n\t\x7f\x03\x1b[A\x1bOB\x1b[1;5C\x1b[D\x1b[3~\x1b[5~\x1b[H\x1b[4~\x1b[1;1R\x1bxz";
        let expected = [
            Key::Char('a'),
            Key::Char('ß'),
            Key::Char('€'),
            Key::Char('😀'),
            Key::Enter,
            Key::Enter,
            Key::Tab,
            Key::Backspace,
            Key::Ctrl('c'),
            Key::Up,
            Key::Down,
            Key::WordRight,
            Key::Left,
            Key::Delete,
            Key::PageUp,
            Key::Home,
            Key::End,
            Key::Char('z'),
        ]
        .map(key);
        assert_eq!(Parser::default().take(all.as_bytes()), expected);
        let mut parser = Parser::default();
        let parts = all.bytes().flat_map(|byte| parser.take(&[byte]));
        assert_eq!(parts.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_paste_is_one_whatever_is_in_it() {
        let text = "one\rtwo\x1b[A q";
        let bytes = format!("1\x1b[200~{text}\x1b[201~2");
        let expected = [key(Key::Char('1')), Input::Paste(text.to_owned()), key(Key::Char('2'))];
        assert_eq!(Parser::default().take(bytes.as_bytes()), expected);
        let mut parser = Parser::default();
        let parts = bytes.bytes().flat_map(|byte| parser.take(&[byte]));
        assert_eq!(parts.collect::<Vec<_>>(), expected);
    }

    /// An end that does not come: what came was pasted, what comes is too, and Ctrl-C is still a key.
    #[test]
    fn a_paste_without_an_end_can_be_left() {
        let mut parser = Parser::default();
        assert_eq!(parser.take(b"\x1b[200~ab"), []);
        assert!(parser.is_in_paste());
        assert_eq!(parser.settle(), Some(Input::Paste("ab".to_owned())));
        assert_eq!(parser.take(b"c"), []);
        assert_eq!(parser.take(b"\x03d"), [key(Key::Ctrl('c')), key(Key::Char('d'))]);
        assert!(!parser.is_in_paste());
    }

    #[test]
    fn an_escape_alone_is_a_key_once_nothing_follows() {
        let mut parser = Parser::default();
        assert_eq!(parser.take(b"\x1b"), []);
        assert!(parser.is_in_sequence());
        assert_eq!(parser.settle(), Some(key(Key::Escape)));
        assert_eq!(parser.take(b"\x1b\x1b[B"), [key(Key::Escape), key(Key::Down)]);
    }

    /// Whatever bytes come, keys are read again afterwards.
    #[test]
    fn no_bytes_stop_it() {
        for bytes in
            [&b"\xff\xfe"[..], b"\xe2\x28\xa1", b"\x00\x1c", b"\x1b[99;99;99~", b"\xc2\x85"]
        {
            let mut parser = Parser::default();
            parser.take(bytes);
            parser.settle();
            assert_eq!(parser.take(b"2"), [key(Key::Char('2'))], "{bytes:?}");
        }
        let mut parser = Parser::default();
        parser.take(b"\x1b[");
        for _ in 0..LONGEST {
            parser.take(b"1");
        }
        assert_eq!(parser.take(b"2"), [key(Key::Char('2'))]);
    }
}
