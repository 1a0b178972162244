//! One entry, or one command, for several educators: each gets a record, and the records of one meeting
//! share its id. What was said of the educators comes in; what becomes of their records goes out.

use super::draft::Draft;
use crate::domain::record::Kind;

/// The key that the records of one meeting share.
pub(crate) const MEETING: &str = "meeting";

/// How several educators were together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Several {
    /// In one meeting: its minutes count once for the coach.
    Together,
    /// Each by themselves.
    Each,
}

/// Why it is not clear how they were together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// Both were said.
    Both,
    /// Neither was, and only whoever was there knows.
    Neither,
    /// Records of this kind are no meetings.
    NoMeeting,
}

impl Several {
    /// How `educators` educators were together in what a record of `kind` tells: as is said by `together`
    /// and `each`; where neither is said, each by themselves, unless it is a session.
    ///
    /// # Errors
    /// That is not clear.
    pub(crate) fn of(
        kind: Kind,
        educators: usize,
        together: bool,
        each: bool,
    ) -> Result<Self, Unclear> {
        let is_meeting = kind.table().key(MEETING).is_some();
        match (together, each) {
            (true, true) => Err(Unclear::Both),
            (true, false) if !is_meeting => Err(Unclear::NoMeeting),
            (true, false) if educators > 1 => Ok(Self::Together),
            (false, false) if educators > 1 && is_meeting && !kind.may_repeat() => {
                Err(Unclear::Neither)
            }
            (true | false, false) | (false, true) => Ok(Self::Each),
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

    /// Gives it the id of the meeting that it shares with others, made of `number`, unless it has one or is
    /// no meeting.
    pub(crate) fn share_meeting(&mut self, number: u64) {
        if self.kind.table().key(MEETING).is_some() && !self.has_meeting() {
            // Fewer digits would make one meeting of two now and then, where a whole year comes in at once.
            self.set_text(MEETING, Some(format!("{:08x}", number & 0xffff_ffff)));
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
            let unsaid = Several::of(kind, 2, false, false);
            let expected =
                if kind == Kind::Session { Err(Unclear::Neither) } else { Ok(Several::Each) };
            assert_eq!(unsaid, expected, "{}", kind.name());
            assert_eq!(Several::of(kind, 1, false, false), Ok(Several::Each));
            assert_eq!(Several::of(kind, 3, false, true), Ok(Several::Each));
            assert_eq!(Several::of(kind, 3, true, true), Err(Unclear::Both));
        }
        assert_eq!(Several::of(Kind::Contact, 2, true, false), Ok(Several::Together));
        assert_eq!(Several::of(Kind::Session, 2, true, false), Ok(Several::Together));
        assert_eq!(Several::of(Kind::Session, 1, true, false), Ok(Several::Each));
        assert_eq!(Several::of(Kind::Review, 2, true, false), Err(Unclear::NoMeeting));
    }
}
