//! File names of records: `DATE-KIND-HEX.yaml`, and `relationship.yaml`.

use chrono::NaiveDate;

use crate::record::Kind;
use crate::tree::read::parse_date;

/// What a record's file name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordName {
    /// `relationship.yaml`.
    Relationship,
    /// A dated record.
    Dated(NaiveDate, Kind),
}

impl RecordName {
    /// Reads a file name; `None` when no record has such a name.
    ///
    /// ```
    /// # use coach::store::RecordName;
    /// # use coach::record::Kind;
    /// let day = "2026-09-14".parse().unwrap();
    /// let name = RecordName::parse("2026-09-14-session-7c1e.yaml");
    /// assert_eq!(name, Some(RecordName::Dated(day, Kind::Session)));
    /// assert_eq!(RecordName::parse("session.yaml"), None);
    /// ```
    pub fn parse(file_name: &str) -> Option<Self> {
        if file_name == "relationship.yaml" {
            return Some(Self::Relationship);
        }
        let stem = file_name.strip_suffix(".yaml")?;
        let date = parse_date(stem.get(..10)?).ok()?;
        let (kind, hex) = stem.get(10..)?.strip_prefix('-')?.split_once('-')?;
        let kind = Kind::from_name(kind).filter(|&kind| kind != Kind::Relationship)?;
        let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        let hex_fits = (4..=32).contains(&hex.len()) && hex.bytes().all(is_hex);
        hex_fits.then_some(Self::Dated(date, kind))
    }
}

/// Whether a file is YAML by its name, in any spelling of the ending.
pub(super) fn is_yaml(file_name: &str) -> bool {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("yaml" | "yml"))
}
