//! A checklist that is being filled in, item by item: what was answered, and which item is next.
//! Answers come in; the draft of a checklist goes out, and what was drafted before comes back.

use std::sync::Arc;

use super::Draft;
use crate::domain::profile::{Item, Part, Profile};
use crate::domain::record::{Kind, Rating};
use crate::syntax::yaml::Written;

/// A place in the form at which something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The rating of an item, by its index.
    Item(usize),
    /// The rater's own judgment of the level of a part.
    Level(Part),
}

/// A checklist on its way.
#[derive(Clone, Debug)]
pub(crate) struct Filling {
    profile: Arc<Profile>,
    stops: Vec<Stop>,
    at: usize,
    ratings: Vec<Option<Rating>>,
    comments: Vec<Option<String>>,
    /// Of each of the profile's parts.
    levels: Vec<Option<usize>>,
}

impl Filling {
    /// An empty form of `profile`.
    pub(crate) fn new(profile: Arc<Profile>) -> Self {
        let mut stops = Vec::new();
        for part in profile.parts() {
            if let Part::Function(index) = part {
                let items = profile.functions[index].items.clone();
                stops.extend(profile.printed(items).map(Stop::Item));
            }
            let is_judged = !profile.judged_levels(Some(part)).is_empty();
            stops.extend(is_judged.then_some(Stop::Level(part)));
        }
        let (items, parts) = (profile.items.len(), profile.parts().count());
        Self {
            stops,
            at: 0,
            ratings: vec![None; items],
            comments: vec![None; items],
            levels: vec![None; parts],
            profile,
        }
    }

    /// A form with the answers that `draft` holds, at the first item without one. What is no answer of
    /// this profile is left out.
    pub(crate) fn of_draft(profile: Arc<Profile>, draft: &Draft) -> Self {
        let mut filling = Self::new(profile);
        let words = |key: &str| -> Vec<(String, String)> {
            let Some(Written::Map(entries)) = draft.get(key) else { return Vec::new() };
            let text = |value: &Written| match value {
                Written::Plain(text) | Written::Text(text) => text.clone(),
                _ => String::new(),
            };
            entries.iter().map(|(key, value)| (key.clone(), text(value))).collect()
        };
        for (item, rating) in words("ratings") {
            if let Some(index) = filling.profile.item(&item) {
                filling.ratings[index] = Rating::of_word(&filling.profile, index, &rating);
            }
        }
        for (item, comment) in words("comments") {
            if let Some(index) = filling.profile.item(&item) {
                filling.comments[index] = Some(comment);
            }
        }
        for (id, level) in words("levels") {
            let Some(part) = filling.profile.part(&id) else { continue };
            let mut judged = filling.judged_levels(part).into_iter();
            let level = judged.find(|&index| filling.profile.levels[index].id == level);
            if let Some(place) = filling.place(part) {
                filling.levels[place] = level;
            }
        }
        filling.begin();
        filling
    }

    /// The same form without the items for which `is_for` says no: those are not asked about.
    #[must_use]
    pub(crate) fn only_where(mut self, is_for: impl Fn(&Item) -> bool) -> Self {
        let profile = Arc::clone(&self.profile);
        self.stops.retain(|&stop| match stop {
            Stop::Item(index) => is_for(&profile.items[index]),
            Stop::Level(_) => true,
        });
        self.begin();
        self
    }

    /// Goes to the first item without an answer.
    fn begin(&mut self) {
        let is_open = |stop: &Stop| matches!(*stop, Stop::Item(i) if self.ratings[i].is_none());
        self.at = self.stops.iter().position(is_open).unwrap_or(0);
    }

    /// How many items are asked about.
    pub(crate) fn asked(&self) -> usize {
        self.stops.iter().filter(|stop| matches!(stop, Stop::Item(_))).count()
    }

    /// The profile whose form it is.
    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Where one is; `None` past the end.
    pub(crate) fn stop(&self) -> Option<Stop> {
        self.stops.get(self.at).copied()
    }

    /// How many items have an answer.
    pub(crate) fn answered(&self) -> usize {
        self.ratings.iter().flatten().count()
    }

    /// The rating of an item.
    pub(crate) fn rating(&self, item: usize) -> Option<Rating> {
        self.ratings.get(item).copied().flatten()
    }

    /// The comment on an item.
    pub(crate) fn comment(&self, item: usize) -> Option<&str> {
        self.comments.get(item)?.as_deref()
    }

    /// The level judged of a part.
    pub(crate) fn level(&self, part: Part) -> Option<usize> {
        self.levels.get(self.place(part)?).copied().flatten()
    }

    /// The levels of `part` that a rater judges, by their indexes, best first.
    pub(crate) fn judged_levels(&self, part: Part) -> Vec<usize> {
        self.profile.judged_levels(Some(part))
    }

    /// Where `part` is among the profile's.
    fn place(&self, part: Part) -> Option<usize> {
        self.profile.parts().position(|known| known == part)
    }

    /// Rates the item one is at, and goes on.
    pub(crate) fn rate(&mut self, rating: Rating) {
        if let Some(Stop::Item(item)) = self.stop() {
            self.ratings[item] = Some(rating);
            self.forward();
        }
    }

    /// Judges the part one is at, or takes the judgment back, and goes on.
    pub(crate) fn judge(&mut self, level: Option<usize>) {
        if let Some(Stop::Level(part)) = self.stop()
            && let Some(place) = self.place(part)
        {
            self.levels[place] = level;
            self.forward();
        }
    }

    /// Comments on the item one is at; an empty text takes the comment back.
    pub(crate) fn remark(&mut self, text: Option<String>) {
        if let Some(Stop::Item(item)) = self.stop() {
            self.comments[item] = text.filter(|text| !text.trim().is_empty());
        }
    }

    /// Goes on without an answer, or with the one there is.
    pub(crate) fn forward(&mut self) {
        self.at = (self.at + 1).min(self.stops.len());
    }

    /// Goes back to the place before.
    pub(crate) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Puts the answers into `draft`.
    pub(crate) fn fill(&self, draft: &mut Draft) {
        debug_assert_eq!(draft.kind, Kind::Checklist);
        let text = |text: &str| Written::Text(text.to_owned());
        let items = self.profile.items.iter().map(|item| item.id.clone());
        let ratings = items.clone().zip(&self.ratings).enumerate();
        let ratings = ratings.filter_map(|(index, (id, rating))| {
            Some((id, text((*rating)?.word(&self.profile, index))))
        });
        let comments = items.zip(&self.comments);
        let comments = comments.filter_map(|(id, said)| Some((id, text(said.as_ref()?))));
        let levels = self.profile.parts().zip(&self.levels).filter_map(|(part, level)| {
            let level = &self.profile.levels[(*level)?];
            Some((self.profile.part_id(part).to_owned(), text(&level.id)))
        });
        draft.set("ratings", Written::Map(ratings.collect()));
        draft.set("levels", Written::Map(levels.collect()));
        draft.set("comments", Written::Map(comments.collect()));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::profile::Library;

    fn form() -> Filling {
        Filling::new(Arc::clone(Library::built_in().get("missouri-sbic-2014").unwrap()))
    }

    fn rated(form: &Filling, word: &str) -> Rating {
        Rating::of_word(form.profile(), 0, word).unwrap()
    }

    #[test]
    fn one_goes_through_the_form_and_back() {
        let mut form = form();
        assert_eq!(form.stop(), Some(Stop::Item(0)));
        form.back();
        let it = rated(&form, "partial");
        form.rate(it);
        form.remark(Some("late".into()));
        let it = rated(&form, "in-place");
        form.rate(it);
        form.forward();
        // The first function has three items; its level is asked next.
        assert_eq!(form.stop(), Some(Stop::Level(Part::Function(0))));
        let it = rated(&form, "in-place");
        form.rate(it);
        assert_eq!(form.stop(), Some(Stop::Level(Part::Function(0))));
        form.judge(Some(1));
        form.back();
        form.back();
        assert_eq!(form.stop(), Some(Stop::Item(2)));
        form.rate(Rating::NotObserved);
        let mut draft = Draft::new(Kind::Checklist);
        draft.set_text("date", Some("2026-10-01"));
        form.fill(&mut draft);
        assert_eq!(
            draft.text(),
            "kind: checklist\ndate: 2026-10-01\nratings:\n  process-and-expectations: partial\n  \
             confidentiality: in-place\n  listens: not-observed\nlevels: {relationships: close}\n\
             comments: {confidentiality: late}\n"
        );
        let again = Filling::of_draft(Arc::clone(&form.profile), &draft);
        // The fourth item is the first without an answer; a level is before it.
        assert_eq!(again.stop(), Some(Stop::Item(3)));
        assert_eq!((again.answered(), again.level(Part::Function(0))), (3, Some(1)));
        assert_eq!(again.comment(1), Some("late"));
    }

    #[test]
    fn the_end_is_the_end() {
        let mut form = form();
        for _ in 0..40 {
            form.forward();
        }
        assert_eq!(form.stop(), None);
        let it = rated(&form, "in-place");
        form.rate(it);
        assert_eq!(form.answered(), 0);
        form.back();
        assert_eq!(form.stop(), Some(Stop::Level(Part::Function(3))));
    }
}
