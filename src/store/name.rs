//! Names of folders and files: `records`, `DATE-KIND-HEX.yaml`, `relationship.yaml`, and how a path is
//! shown.

use std::path::Path;

use chrono::NaiveDate;

use crate::domain::record::Kind;
pub use crate::domain::record::{COACHES, RELATIONSHIP};
use crate::syntax::tree::read::parse_date;

/// The folder of all records.
pub const RECORDS: &str = "records";

/// The folder of the coach with this id, from the district's folder.
pub(crate) fn coach_folder(coach: &str) -> String {
    format!("{RECORDS}/{COACHES}/{coach}")
}

/// The name of the coach's folder that `path` is; `None` for any other folder.
pub(crate) fn coach_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix(RECORDS)?.strip_prefix('/')?;
    let name = name.strip_prefix(COACHES)?.strip_prefix('/')?;
    (!name.contains('/')).then_some(name)
}

/// What a record's file name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordName {
    /// `relationship.yaml`.
    Relationship,
    /// A dated record.
    Dated(NaiveDate, Kind),
}

impl RecordName {
    /// The name of a record's file: its day, its kind, and the last four hexadecimal digits of
    /// `number`, to tell it from others of that day.
    ///
    /// ```
    /// # use coach::store::RecordName;
    /// # use coach::domain::record::Kind;
    /// let day = "2026-09-14".parse().unwrap();
    /// let name = RecordName::file_name(day, Kind::Session, 0xabc_07c1);
    /// assert_eq!(name, "2026-09-14-session-07c1.yaml");
    /// ```
    pub fn file_name(date: NaiveDate, kind: Kind, number: u64) -> String {
        format!("{date}-{}-{:04x}.yaml", kind.name(), number & 0xffff)
    }

    /// Reads a file name; `None` when no record has such a name.
    ///
    /// ```
    /// # use coach::store::RecordName;
    /// # use coach::domain::record::Kind;
    /// let day = "2026-09-14".parse().unwrap();
    /// let name = RecordName::parse("2026-09-14-session-7c1e.yaml");
    /// assert_eq!(name, Some(RecordName::Dated(day, Kind::Session)));
    /// assert_eq!(RecordName::parse("session.yaml"), None);
    /// ```
    pub fn parse(file_name: &str) -> Option<Self> {
        if file_name == RELATIONSHIP {
            return Some(Self::Relationship);
        }
        let stem = file_name.strip_suffix(".yaml")?;
        let date = parse_date(stem.get(..10)?).ok()?;
        let rest = stem.get(10..)?.strip_prefix('-')?;
        let (kind, hex) = rest.split_at(rest.bytes().position(|b| b == b'-')?);
        let hex = &hex[1..];
        let kind = Kind::from_name(kind).filter(|&kind| kind != Kind::Relationship)?;
        let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        let hex_fits = (4..=32).contains(&hex.len()) && hex.bytes().all(is_hex);
        hex_fits.then_some(Self::Dated(date, kind))
    }

    /// The day in the name; that of a relationship has none.
    pub(crate) fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Relationship => None,
            Self::Dated(date, _) => Some(date),
        }
    }

    /// The kind of record that is in a file of this name.
    pub fn kind(self) -> Kind {
        match self {
            Self::Relationship => Kind::Relationship,
            Self::Dated(_, kind) => kind,
        }
    }
}

/// Whether a file is YAML by its name, in any spelling of the ending, or a record that an editor
/// saved under its name and `.txt`, or without any ending.
pub(super) fn looks_like_record(file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    let (stem, ending) = stem.rsplit_once('.').unwrap_or((stem, ""));
    match ending {
        "yaml" | "yml" => true,
        "" => RecordName::parse(&format!("{stem}.yaml")).is_some(),
        _ => false,
    }
}

/// `path` from the district's folder, with `/` on every platform.
pub(super) fn shown(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> =
        relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Someone whom folders of relationships are named for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// The coach with this id.
    Coach(String),
    /// The educator with this id.
    Educator(String),
}

impl Person {
    /// Whether the folder at `path`, which is called after a coach and an educator, may be called after this one.
    pub(crate) fn may_be_in(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        match self {
            Self::Coach(id) => {
                name.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('-'))
            }
            Self::Educator(id) => name.match_indices(id.as_str()).any(|(at, id)| {
                let rest = &name[at + id.len()..];
                name[..at].ends_with('-') && (rest.is_empty() || rest.starts_with('-'))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::looks_like_record;

    #[test]
    fn what_an_editor_saved_under_another_ending_is_still_found() {
        for name in [
            "x.yaml",
            "x.YML",
            "2026-09-14-session-7c1e.yaml.txt",
            "2026-09-14-session-7c1e.txt",
            "2026-09-14-session-7c1e",
            "relationship",
        ] {
            assert!(looks_like_record(name), "{name}");
        }
        for name in ["x.yaml.bak", "x.yaml~", "notes.txt", "plan", "2026-09-14.pdf", "yaml"] {
            assert!(!looks_like_record(name), "{name}");
        }
    }
}
