//! The name of a record's file in 16 bytes: names of all sessions of a state are remembered at once.

use std::fmt;

use chrono::NaiveDate;

use super::RecordName;
use crate::domain::record::Kind;

/// A file's name, as short as it can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ShortName {
    /// A usual one.
    Dated {
        /// The day in it.
        date: NaiveDate,
        /// The kind in it.
        kind: Kind,
        /// How many hexadecimal digits end it.
        digits: u8,
        /// What they say.
        number: u64,
    },
    /// Any other, as it is: in two boxes, for one would take more room.
    Other(Box<Box<str>>),
}

impl ShortName {
    /// The file name `name`.
    pub(crate) fn of(name: &str) -> Self {
        let hex = name.strip_suffix(".yaml").and_then(|stem| Some(stem.rsplit_once('-')?.1));
        let digits = hex.and_then(|hex| u8::try_from(hex.len()).ok());
        let number = hex.and_then(|hex| u64::from_str_radix(hex, 16).ok());
        match (RecordName::parse(name), digits, number) {
            (Some(RecordName::Dated(date, kind)), Some(digits), Some(number)) => {
                Self::Dated { date, kind, digits, number }
            }
            _ => Self::Other(Box::new(name.into())),
        }
    }

    /// The day in it, if it has one.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Dated { date, .. } => Some(*date),
            Self::Other(name) => RecordName::parse(name).and_then(RecordName::date),
        }
    }
}

impl fmt::Display for ShortName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dated { date, kind, digits, number } => {
                let digits = usize::from(*digits);
                write!(f, "{date}-{}-{number:0digits$x}.yaml", kind.name())
            }
            Self::Other(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ShortName;

    #[test]
    fn a_name_comes_back_as_it_was() {
        for name in [
            "relationship.yaml",
            "2026-09-14-session-7c1e.yaml",
            "2026-09-14-session-0000.yaml",
            "2026-09-14-checklist-00007c1e.yaml",
            "2026-09-14-session-ffffffffffffffff.yaml",
            "2026-09-14-session-0ffffffffffffffff.yaml",
            "2026-09-14-session-123456789abcdef0123456789abcdef0.yaml",
            "2026-09-14-session-7C1E.yaml",
            "2026-09-14-session-+c1e.yaml",
            "notes.yaml",
            "",
        ] {
            assert_eq!(ShortName::of(name).to_string(), name);
        }
    }

    #[test]
    fn it_is_short() {
        assert_eq!(size_of::<ShortName>(), 16);
    }
}
