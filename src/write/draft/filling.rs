//! A checklist that is being filled in, item by item: what was answered, and which item is next.
//! Answers come in; the draft of a checklist goes out, and what was drafted before comes back.

use std::sync::Arc;

use super::Draft;
use crate::domain::profile::Profile;
use crate::domain::record::{Kind, Rating};
use crate::syntax::yaml::Written;

/// A place in the form at which something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The rating of an item, by its index.
    Item(usize),
    /// The rater's own judgment of a function's level, by the function's index.
    Level(usize),
}

/// A checklist on its way.
#[derive(Clone, Debug)]
pub(crate) struct Filling {
    profile: Arc<Profile>,
    stops: Vec<Stop>,
    at: usize,
    ratings: Vec<Option<Rating>>,
    comments: Vec<Option<String>>,
    levels: Vec<Option<usize>>,
}

impl Filling {
    /// An empty form of `profile`.
    pub(crate) fn new(profile: Arc<Profile>) -> Self {
        let has_judged = !profile.judged_levels(None).is_empty();
        let mut stops = Vec::new();
        for (index, function) in profile.functions.iter().enumerate() {
            stops.extend(function.items.clone().map(Stop::Item));
            stops.extend(has_judged.then_some(Stop::Level(index)));
        }
        let (items, functions) = (profile.items.len(), profile.functions.len());
        Self {
            stops,
            at: 0,
            ratings: vec![None; items],
            comments: vec![None; items],
            levels: vec![None; functions],
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
        for (function, level) in words("levels") {
            let level = filling
                .judged_levels()
                .into_iter()
                .find(|&index| filling.profile.levels[index].id == level);
            if let Some(index) = filling.profile.function(&function) {
                filling.levels[index] = level;
            }
        }
        let is_open = |stop: &Stop| matches!(*stop, Stop::Item(i) if filling.ratings[i].is_none());
        filling.at = filling.stops.iter().position(is_open).unwrap_or(0);
        filling
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

    /// The level judged of a function, by its index.
    pub(crate) fn level(&self, function: usize) -> Option<usize> {
        self.levels.get(function).copied().flatten()
    }

    /// The levels that a rater judges, by their indexes, best first.
    pub(crate) fn judged_levels(&self) -> Vec<usize> {
        self.profile.judged_levels(None)
    }

    /// Rates the item one is at, and goes on.
    pub(crate) fn rate(&mut self, rating: Rating) {
        if let Some(Stop::Item(item)) = self.stop() {
            self.ratings[item] = Some(rating);
            self.forward();
        }
    }

    /// Judges the function one is at, or takes the judgment back, and goes on.
    pub(crate) fn judge(&mut self, level: Option<usize>) {
        if let Some(Stop::Level(function)) = self.stop() {
            self.levels[function] = level;
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
        let functions = self.profile.functions.iter().zip(&self.levels);
        let levels = functions.filter_map(|(function, level)| {
            let level = &self.profile.levels[(*level)?];
            Some((function.id.clone(), text(&level.id)))
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

    #[test]
    fn one_goes_through_the_form_and_back() {
        let mut form = form();
        assert_eq!(form.stop(), Some(Stop::Item(0)));
        form.back();
        form.rate(Rating::Partial);
        form.remark(Some("late".into()));
        form.rate(Rating::InPlace);
        form.forward();
        // The first function has three items; its level is asked next.
        assert_eq!(form.stop(), Some(Stop::Level(0)));
        form.rate(Rating::InPlace);
        assert_eq!(form.stop(), Some(Stop::Level(0)));
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
        assert_eq!((again.answered(), again.level(0)), (3, Some(1)));
        assert_eq!(again.comment(1), Some("late"));
    }

    #[test]
    fn the_end_is_the_end() {
        let mut form = form();
        for _ in 0..40 {
            form.forward();
        }
        assert_eq!(form.stop(), None);
        form.rate(Rating::InPlace);
        assert_eq!(form.answered(), 0);
        form.back();
        assert_eq!(form.stop(), Some(Stop::Level(3)));
    }
}
