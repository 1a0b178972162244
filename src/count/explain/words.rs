//! Why an item or a function counts as it does, in words.

use crate::count::coverage::Question;
use crate::count::{Current, ItemState, Lapsed, NotApplicable};
use crate::domain::record::Rating;

/// What `state` answers to what is asked of it.
pub(super) fn state(asks: Question, state: &ItemState) -> String {
    if let Some(why) = state.not_applicable {
        return match why {
            NotApplicable::NoOccasion => "not applicable: there was no occasion for it".to_owned(),
            NotApplicable::Observer(on) => format!("not applicable: an observer said so on {on}"),
        };
    }
    match asks {
        Question::Reported => reported(state),
        Question::Known => match sources(state).as_slice() {
            [] => format!("nothing is known about it{}", expired(state)),
            known => format!("known: {}", known.join(", ")),
        },
        Question::Differs => {
            let known = sources(state).join(", ");
            match (state.differs(), known.is_empty()) {
                (true, _) => format!("sources differ: {known}"),
                (false, true) => "no source says anything".to_owned(),
                (false, false) => format!("no difference: {known}"),
            }
        }
        Question::Observed if state.observed.is_none() => {
            format!("no observer rated it{}", expired(state))
        }
        Question::InPlace | Question::Observed | Question::Applies => in_place(state),
    }
}

fn in_place(state: &ItemState) -> String {
    match (state.observed, state.documented) {
        (Some(Current { rating: Rating::InPlace, on, .. }), _) => {
            format!("in place: observed on {on}")
        }
        (Some(current), Some(_)) => format!(
            "not in place: the observation of {} says {}, which outranks any document",
            current.on,
            current.rating.name()
        ),
        (Some(current), None) => {
            format!(
                "not in place: the observation of {} says {}",
                current.on,
                current.rating.name()
            )
        }
        (None, Some(on)) => {
            format!("in place: nobody observed it, and it is documented on {on}{}", expired(state))
        }
        (None, None) => {
            format!("not in place: nobody observed it and nothing documents it{}", expired(state))
        }
    }
}

fn reported(state: &ItemState) -> String {
    let said = [("the coach", state.by_coach), ("the educator", state.by_educator)];
    let said: Vec<String> = said
        .into_iter()
        .filter_map(|(who, current)| {
            let current = current?;
            Some(format!("{who} says {} on {}", current.rating.name(), current.on))
        })
        .collect();
    match (state.reported(), said.is_empty()) {
        (Some(lower), _) if said.len() > 1 => {
            format!("reported {}: the lower of {}", lower.name(), said.join(" and "))
        }
        (Some(level), _) => format!("reported {}: {}", level.name(), said.join("")),
        (None, true) => format!("the pair did not rate it{}", expired(state)),
        (None, false) => format!("no level is reported: {}", said.join(" and ")),
    }
}

/// What each source says that counts.
fn sources(state: &ItemState) -> Vec<String> {
    let rated = |who: &str, current: Option<Current>| {
        current.map(|current| format!("{who} {} on {}", current.rating.name(), current.on))
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

/// What has expired, as the end of a sentence.
fn expired(state: &ItemState) -> String {
    let lapsed = |what: &str, lapsed: Option<Lapsed>| {
        lapsed.map(|lapsed| format!("; {what} of {} expired on {}", lapsed.on, lapsed.since))
    };
    let expired = state.expired;
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
