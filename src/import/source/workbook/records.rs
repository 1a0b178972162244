//! The records of an XLS workbook (BIFF 8, [MS-XLS] 2.4): the bytes of its stream come in; which rows and columns are
//! hidden and which cells have a color goes out. A file whose numbers would make the library for cells take more
//! memory than there is, is refused.

use std::collections::{HashMap, HashSet};

use crate::import::source::guard::DAMAGED;

/// Cells in the smallest rectangles around those of each sheet, all together: one whole sheet has as many.
const MOST_CELLS: u64 = 65_536 * 256;

mod kind {
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const END: u16 = 0x000a;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const SIZE: u16 = 0x0200;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const COLUMNS: u16 = 0x007d;
    /// Cells of one row side by side: numbers, or nothing but styles.
    pub(super) const NUMBERS: u16 = 0x00bd;
    pub(super) const BLANKS: u16 = 0x00be;
    /// One cell each: blank, number, text, text with formats, truth or error, small number, shared text, formula.
    pub(super) const CELLS: [u16; 8] =
        [0x0201, 0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006];
}

/// What is said of the workbook as a whole.
pub(super) struct Globals {
    /// Where each sheet begins in the stream, in the order of their tabs.
    sheets: Vec<usize>,
    /// Which styles have a color.
    has_color: Vec<bool>,
}

/// What the records of a sheet tell beside its cells.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Rows that are not shown, from 1.
    pub hidden_rows: HashSet<u32>,
    /// Columns that are not shown, from 0, as first and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Columns of cells with a color, from 0, by their row, from 1.
    pub colored: HashMap<u32, Vec<u32>>,
    /// The first and last row and column of its cells, from 0.
    reach: Option<(u16, u16, u16, u16)>,
}

impl Globals {
    /// # Errors
    /// The stream is not whole, in words that follow the file's name.
    pub(super) fn of(stream: &[u8]) -> Result<Self, String> {
        let (mut sheets, mut has_color) = (Vec::new(), Vec::new());
        for record in (Records { rest: stream }) {
            match record.kind {
                kind::SHEET => sheets.push(record.long(0).ok_or(DAMAGED)? as usize),
                kind::STYLE => has_color.push(record.has_color()),
                kind::END => break,
                _ => {}
            }
        }
        let is_inside = |&at: &usize| at < stream.len();
        if sheets.iter().all(is_inside) {
            Ok(Self { sheets, has_color })
        } else {
            Err(DAMAGED.to_owned())
        }
    }

    /// What each sheet's records tell.
    ///
    /// # Errors
    /// Their cells take more than one whole sheet, or their places are no places.
    pub(super) fn scans(&self, stream: &[u8]) -> Result<Vec<Scan>, String> {
        let mut cells = 0;
        let mut scans = Vec::new();
        for &at in &self.sheets {
            let scan = self.scan(stream.get(at..).unwrap_or_default())?;
            cells += scan.cells();
            if cells > MOST_CELLS {
                return Err(
                    "its cells take more than 1 GiB of memory; split it into parts".to_owned()
                );
            }
            scans.push(scan);
        }
        Ok(scans)
    }

    fn scan(&self, stream: &[u8]) -> Result<Scan, String> {
        let mut scan = Scan::default();
        // A chart in a sheet has records of its own, between a beginning and an end.
        let mut depth = 0;
        for record in (Records { rest: stream }) {
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => break,
                kind::END => depth -= 1,
                _ if depth > 1 => {}
                kind::SIZE if !record.is_size() => return Err(DAMAGED.to_owned()),
                kind::ROW => scan.row(&record),
                kind::COLUMNS => scan.columns(&record),
                _ => self.cells(&record, &mut scan)?,
            }
        }
        Ok(scan)
    }

    /// Notes the cells of `record`, if it has some.
    fn cells(&self, record: &Record, scan: &mut Scan) -> Result<(), String> {
        let style_size = match record.kind {
            kind::NUMBERS => 6,
            kind::BLANKS => 2,
            other if kind::CELLS.contains(&other) => 0,
            _ => return Ok(()),
        };
        let (row, first) = record.word(0).zip(record.word(2)).ok_or(DAMAGED)?;
        let many = match style_size {
            0 => 1,
            size => (record.data.len().saturating_sub(6) / size).max(1),
        };
        for (nth, column) in (first..=u16::MAX).take(many).enumerate() {
            if column > 255 {
                return Err(DAMAGED.to_owned());
            }
            scan.reach(row, column);
            let style = record.word(4 + nth * style_size).map(usize::from);
            if style.and_then(|style| self.has_color.get(style)) == Some(&true) {
                scan.colored.entry(u32::from(row) + 1).or_default().push(column.into());
            }
        }
        Ok(())
    }
}

impl Scan {
    fn row(&mut self, record: &Record) {
        const IS_HIDDEN: u16 = 0x20;
        if let (Some(row), Some(flags)) = (record.word(0), record.word(12))
            && flags & IS_HIDDEN != 0
        {
            self.hidden_rows.insert(u32::from(row) + 1);
        }
    }

    fn columns(&mut self, record: &Record) {
        if let (Some(first), Some(last), Some(flags)) =
            (record.word(0), record.word(2), record.word(8))
            && flags & 1 != 0
        {
            self.hidden_columns.push((first.into(), last.min(255).into()));
        }
    }

    fn reach(&mut self, row: u16, column: u16) {
        let (top, bottom, left, right) = self.reach.unwrap_or((row, row, column, column));
        self.reach = Some((top.min(row), bottom.max(row), left.min(column), right.max(column)));
    }

    /// How many cells the smallest rectangle around its cells has.
    fn cells(&self) -> u64 {
        let Some((top, bottom, left, right)) = self.reach else { return 0 };
        (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
    }
}

/// The records of a stream, to the first one that is cut off.
struct Records<'s> {
    rest: &'s [u8],
}

struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (head, rest) = self.rest.split_at_checked(4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (data, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Record { kind: u16::from_le_bytes([head[0], head[1]]), data })
    }
}

impl Record<'_> {
    fn word(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(at..at + 2)?.try_into().ok()?))
    }

    fn long(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(at..at + 4)?.try_into().ok()?))
    }

    /// Whether this style fills a cell with a color other than white ([MS-XLS] 2.5.20).
    fn has_color(&self) -> bool {
        const SOLID: u32 = 1;
        const WHITES: [u16; 2] = [9, 65];
        let pattern = self.long(14).map_or(0, |bits| bits >> 26);
        let color = self.word(18).map_or(0, |bits| bits & 0x7f);
        pattern != 0 && !(pattern == SOLID && WHITES.contains(&color))
    }

    /// Whether this is the size of a sheet: rows and columns, as first and behind the last.
    fn is_size(&self) -> bool {
        let rows = match self.data.len() {
            10 => self.word(0).zip(self.word(2)).map(|(a, b)| (u32::from(a), u32::from(b))),
            _ => self.long(0).zip(self.long(4)),
        };
        let columns = match self.data.len() {
            10 => self.word(4).zip(self.word(6)),
            _ => self.word(8).zip(self.word(10)),
        };
        rows.is_some_and(|(first, end)| end <= 65_536 && (first < end || end == 0))
            && columns.is_some_and(|(first, end)| end <= 256 && (first <= end || end == 0))
    }
}
