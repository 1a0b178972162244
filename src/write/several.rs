//! One record told of several educators: one meeting with all of them, or one with each. The record and what is said
//! of it come in; what joins the records of one meeting is put into it.

use super::draft::Draft;
use crate::domain::record::Together;

/// How several educators took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meeting {
    /// In one meeting, whose minutes count once for the coach.
    One,
    /// Each by themselves, so that the minutes count for each.
    Each,
}

/// Why nobody can tell how several educators took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unclear {
    /// Records of this kind tell of one meeting as often as of several.
    #[error(
        "a {0} with several educators: say whether it was one meeting with all of them, whose minutes count \
         once, or one with each, whose minutes count for each"
    )]
    Unsaid(&'static str),
    /// Nobody is together in a record of this kind.
    #[error("a {0} is about one educator; several have one each, and none together")]
    NoMeeting(&'static str),
    /// It was one with each, and has the id of one meeting.
    #[error("each had a meeting of their own, so they share no `meeting`")]
    Shared,
}

/// Makes `draft` what so many `educators` each have a record of. Where they were in one meeting, as it is `said` or
/// as its id tells, the records share an id, which `number` makes where there is none.
///
/// # Errors
/// It is not said what must be, or something else cannot be.
pub(crate) fn share(
    draft: &mut Draft,
    educators: usize,
    said: Option<Meeting>,
    number: impl FnOnce() -> u64,
) -> Result<(), Unclear> {
    if educators < 2 {
        return Ok(());
    }
    let has_id = draft.has("meeting");
    let kind = draft.kind.name();
    match (draft.kind.together(), said) {
        (Together::Never, Some(Meeting::One)) => Err(Unclear::NoMeeting(kind)),
        (Together::Never, Some(Meeting::Each) | None) => Ok(()),
        (_, Some(Meeting::Each)) if has_id => Err(Unclear::Shared),
        (_, _) if has_id => Ok(()),
        (Together::MustBeSaid, None) => Err(Unclear::Unsaid(kind)),
        (Together::IfSaid, None) | (_, Some(Meeting::Each)) => Ok(()),
        (_, Some(Meeting::One)) => {
            draft.set_text("meeting", Some(format!("{:04x}", number() & 0xffff)));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Kind;

    /// The id that two educators' records of `kind` share.
    fn shared(kind: Kind, said: Option<Meeting>, id: Option<&str>) -> Result<String, Unclear> {
        let mut draft = Draft::new(kind);
        draft.set_text("meeting", id);
        share(&mut draft, 2, said, || 0x1_5f0c)?;
        Ok(draft.text_of("meeting").unwrap_or("none").to_owned())
    }

    #[test]
    fn records_of_one_meeting_share_an_id() {
        let (one, each) = (Some(Meeting::One), Some(Meeting::Each));
        for (kind, said, id, expected) in [
            (Kind::Session, one, None, Ok("5f0c")),
            (Kind::Session, each, None, Ok("none")),
            (Kind::Session, None, None, Err(Unclear::Unsaid("session"))),
            (Kind::Session, None, Some("a1"), Ok("a1")),
            (Kind::Session, one, Some("a1"), Ok("a1")),
            (Kind::Session, each, Some("a1"), Err(Unclear::Shared)),
            (Kind::Contact, None, None, Ok("none")),
            (Kind::Contact, one, None, Ok("5f0c")),
            (Kind::Contact, None, Some("a1"), Ok("a1")),
            (Kind::Request, None, None, Ok("none")),
            (Kind::Request, each, None, Ok("none")),
            (Kind::Request, one, None, Err(Unclear::NoMeeting("request"))),
        ] {
            assert_eq!(shared(kind, said, id), expected.map(str::to_owned), "{kind:?} {said:?}");
        }
    }

    /// Whoever is alone shares nothing, whatever is said.
    #[test]
    fn one_educator_shares_nothing() {
        let mut draft = Draft::new(Kind::Session);
        for said in [None, Some(Meeting::One), Some(Meeting::Each)] {
            assert_eq!(share(&mut draft, 1, said, || 1), Ok(()));
        }
        assert!(draft.is_empty());
    }
}
