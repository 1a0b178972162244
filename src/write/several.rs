//! One record told of several educators: one meeting with all of them, or one with each. What is said of it comes
//! in; how they were together goes out, and the records of one meeting are given the id that they share.

use super::draft::Draft;
use crate::domain::record::{Kind, Together};

/// The key that the records of one meeting share.
const MEETING: &str = "meeting";

/// How several educators took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meeting {
    /// In one meeting, whose minutes count once for the coach.
    One,
    /// Each by themselves, so that the minutes count for each.
    Each,
}

/// Why nobody can tell how several educators took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// Records of this kind tell of one meeting as often as of several, and only whoever was there knows.
    Unsaid,
    /// Nobody is together in a record of this kind.
    NoMeeting,
    /// Both were said, or it was one with each and has the id of one meeting.
    Both,
}

impl Meeting {
    /// How so many `educators` took part in what a record of `kind` tells, as it is said that they were `together`,
    /// or that `each` was by themselves. Whoever is alone is by themselves.
    ///
    /// # Errors
    /// It is not said what must be, or something else cannot be.
    pub(crate) fn of(
        kind: Kind,
        educators: usize,
        together: bool,
        each: bool,
    ) -> Result<Self, Unclear> {
        match (kind.together(), together, each) {
            (_, true, true) => Err(Unclear::Both),
            (_, _, _) if educators < 2 => Ok(Self::Each),
            (Together::Never, true, false) => Err(Unclear::NoMeeting),
            (Together::MustBeSaid, false, false) => Err(Unclear::Unsaid),
            (Together::IfSaid | Together::MustBeSaid, true, false) => Ok(Self::One),
            (Together::Never | Together::IfSaid, false, false) | (_, false, true) => Ok(Self::Each),
        }
    }
}

impl Draft {
    /// Whether it says which meeting it tells of.
    pub(crate) fn has_meeting(&self) -> bool {
        self.has(MEETING)
    }

    /// The meeting that it tells of.
    pub(crate) fn meeting(&self) -> Option<&str> {
        self.text_of(MEETING)
    }

    /// Gives it the id of the meeting that it shares with others, made of `number`, unless it has one.
    pub(crate) fn share_meeting(&mut self, number: u64) {
        if !self.has_meeting() {
            self.set_text(MEETING, Some(format!("{:04x}", number & 0xffff)));
        }
    }

    /// Gives it the meeting with the id `meeting`.
    pub(crate) fn join_meeting(&mut self, meeting: &str) {
        self.set_text(MEETING, Some(meeting));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sessions_want_to_be_told() {
        for kind in Kind::ALL {
            let unsaid = Meeting::of(kind, 2, false, false);
            let expected =
                if kind == Kind::Session { Err(Unclear::Unsaid) } else { Ok(Meeting::Each) };
            assert_eq!(unsaid, expected, "{}", kind.name());
            assert_eq!(Meeting::of(kind, 1, false, false), Ok(Meeting::Each));
            assert_eq!(Meeting::of(kind, 1, true, false), Ok(Meeting::Each));
            assert_eq!(Meeting::of(kind, 3, false, true), Ok(Meeting::Each));
            assert_eq!(Meeting::of(kind, 3, true, true), Err(Unclear::Both));
        }
        assert_eq!(Meeting::of(Kind::Contact, 2, true, false), Ok(Meeting::One));
        assert_eq!(Meeting::of(Kind::Session, 2, true, false), Ok(Meeting::One));
        assert_eq!(Meeting::of(Kind::Review, 2, true, false), Err(Unclear::NoMeeting));
    }

    #[test]
    fn records_of_one_meeting_share_an_id() {
        let mut draft = Draft::new(Kind::Session);
        draft.share_meeting(0x1_5f0c);
        assert_eq!(draft.meeting(), Some("5f0c"));
        draft.share_meeting(1);
        assert_eq!(draft.meeting(), Some("5f0c"));
    }
}
