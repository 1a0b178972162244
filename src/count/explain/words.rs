//! Why an item or a function counts as it does, in words.

use super::case::Case;
use crate::count::coverage::Question;
use crate::count::{Current, ItemState, Lapsed, NotApplicable};
use crate::domain::profile::{Profile, Rated};
use crate::domain::record::Relationship;
use crate::text::wording::any_of;

/// What the state of item `item` answers to what is asked of it.
pub(super) fn state(asks: Question, case: &Case, item: usize) -> String {
    let state = &case.evaluation.items[item];
    Words { relationship: case.relationship, profile: case.profile(), item, state }.answer(asks)
}

/// The state of an item, to be worded.
struct Words<'w> {
    relationship: &'w Relationship,
    profile: &'w Profile,
    item: usize,
    state: &'w ItemState,
}

impl Words<'_> {
    fn answer(&self, asks: Question) -> String {
        let state = self.state;
        if let Some(why) = state.not_applicable {
            return match why {
                NotApplicable::NoOccasion => {
                    "not applicable: there was no occasion for it".to_owned()
                }
                NotApplicable::Observer(on) => {
                    format!("not applicable: an observer said so on {on}")
                }
                NotApplicable::OnlyFor => self.only_for(),
            };
        }
        match asks {
            Question::Reported => self.reported(),
            Question::Known => match self.sources().as_slice() {
                [] => format!("nothing is known about it{}", expired(state)),
                known => format!("known: {}", known.join(", ")),
            },
            Question::Differs => {
                let known = self.sources().join(", ");
                match (state.differs(), known.is_empty()) {
                    (true, _) => format!("sources differ: {known}"),
                    (false, true) => "no source says anything".to_owned(),
                    (false, false) => format!("no difference: {known}"),
                }
            }
            Question::Observed if state.observed.is_none() => {
                format!("no observer rated it{}", expired(state))
            }
            Question::InPlace | Question::Observed | Question::Applies => self.in_place(),
        }
    }

    fn only_for(&self) -> String {
        let only_for = any_of(self.profile.items[self.item].only_for.iter().map(String::as_str));
        let pair = self.relationship.groups_in_words();
        format!("not applicable: only for {only_for}; this pair is in {pair}")
    }

    fn in_place(&self) -> String {
        let state = self.state;
        match (state.observed, state.documented) {
            (Some(Current { rating, on, .. }), _) if rating.is_in_place() => {
                format!("in place: observed on {on}")
            }
            (Some(current), Some(_)) => format!(
                "not in place: the observation of {} says {}, which outranks any document",
                current.on,
                self.word(current)
            ),
            (Some(current), None) => {
                format!(
                    "not in place: the observation of {} says {}",
                    current.on,
                    self.word(current)
                )
            }
            (None, Some(on)) => {
                format!(
                    "in place: nobody observed it, and it is documented on {on}{}",
                    expired(state)
                )
            }
            (None, None) => {
                format!(
                    "not in place: nobody observed it and nothing documents it{}",
                    expired(state)
                )
            }
        }
    }

    fn reported(&self) -> String {
        let state = self.state;
        let said = [("the coach", state.by_coach), ("the educator", state.by_educator)];
        let said: Vec<String> = said
            .into_iter()
            .filter_map(|(who, current)| {
                let current: Current = current?;
                Some(format!("{who} says {} on {}", self.word(current), current.on))
            })
            .collect();
        match (state.reported(), said.is_empty()) {
            (Some(lower), _) if said.len() > 1 => {
                format!("reported {}: the lower of {}", self.step(lower), said.join(" and "))
            }
            (Some(level), _) => format!("reported {}: {}", self.step(level), said.join("")),
            (None, true) => format!("the pair did not rate it{}", expired(state)),
            (None, false) => format!("no level is reported: {}", said.join(" and ")),
        }
    }

    /// What each source says that counts.
    fn sources(&self) -> Vec<String> {
        let state = self.state;
        let rated = |who: &str, current: Option<Current>| {
            current.map(|current| format!("{who} {} on {}", self.word(current), current.on))
        };
        let documented = state.documented.map(|on| format!("documented on {on}"));
        [
            rated("observed", state.observed),
            documented,
            rated("the coach says", state.by_coach),
            rated("the educator says", state.by_educator),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn word(&self, current: Current) -> &str {
        current.rating.word(self.profile, self.item)
    }

    fn step(&self, rated: Rated) -> &str {
        self.profile.step_word(self.item, rated)
    }
}

/// What has expired, as the end of a sentence.
fn expired(state: &ItemState) -> String {
    let lapsed = |what: &str, lapsed: Option<Lapsed>| {
        lapsed.map(|lapsed| format!("; {what} of {} expired on {}", lapsed.on, lapsed.since))
    };
    let expired = state.expired();
    [
        lapsed("the observation", expired.observed),
        lapsed("the document", expired.documented),
        lapsed("the coach's rating", expired.by_coach),
        lapsed("the educator's rating", expired.by_educator),
    ]
    .into_iter()
    .flatten()
    .collect()
}
