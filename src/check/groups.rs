//! What is remembered of the groups of one relationship: those that it is in, and those that its instruments ask
//! for and no school has. Nothing at all where there is nothing to tell.

use std::sync::Arc;

use super::Pair;
use crate::domain::profile::Profile;
use crate::text::nearest;
use crate::text::source::Span;

/// Groups of a relationship.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// Those that it is in; `None` where they could not be read.
    pub own: Option<Vec<String>>,
    /// Those that its instruments ask for and no school of the district has.
    pub asked: Vec<Asked>,
}

/// A group that an item of an instrument is only for, and that no school has.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The instrument.
    pub profile: Arc<Profile>,
    /// Index of the first item that asks for it.
    pub item: usize,
    pub group: String,
    /// The group of a school that is meant, most likely.
    pub near: Option<String>,
    /// Where the relationship says at which school it is.
    pub at: Span,
}

impl Groups {
    pub(super) fn of(pair: &Pair) -> Option<Box<Self>> {
        let own = pair.knows_groups().then(|| pair.relationship.groups.clone());
        let beside = pair.relationship.instruments.iter().map(|beside| &beside.value);
        let instruments = std::iter::once(&pair.relationship.profile).chain(beside);
        let asked: Vec<Asked> = instruments.flat_map(|profile| asked_by(profile, pair)).collect();
        let is_empty = asked.is_empty() && own.as_ref().is_some_and(Vec::is_empty);
        (!is_empty).then(|| Box::new(Self { own, asked }))
    }
}

/// The groups that `profile` asks for and no school has, each once.
fn asked_by(profile: &Arc<Profile>, pair: &Pair) -> Vec<Asked> {
    let known = || pair.district.groups.values().flatten().map(String::as_str);
    // What is asked for as well is no slip of the pen.
    let others = || known().filter(|group| !profile.asks_for(group));
    let mut asked: Vec<Asked> = Vec::new();
    for (item, of) in profile.items.iter().enumerate() {
        for group in &of.only_for {
            let is_told = asked.iter().any(|told| told.group == *group);
            if is_told || known().any(|known| known == group) {
                continue;
            }
            asked.push(Asked {
                profile: Arc::clone(profile),
                item,
                group: group.clone(),
                near: nearest(group, others()).map(str::to_owned),
                at: pair.relationship.school.span,
            });
        }
    }
    asked
}
