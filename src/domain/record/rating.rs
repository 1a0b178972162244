//! A rating of one item: a step of the instrument's scale, or that there is none. Which answers an item has,
//! and how each is written, typed and worded, is told here once for records, forms, prompts and schemas.

use super::rules;
use crate::diagnostic::Problems;
use crate::domain::key::Meaning;
use crate::domain::profile::{Profile, Rated, Step};
use crate::syntax::tree::{Node, read};
use crate::text::nearest;
use crate::text::source::At;
use crate::text::wording::count;

/// A rating of one item. Steps come first, worst first; the other two are no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// A step of the scale, as what it says of the item.
    Step(Rated),
    /// There was no occasion for the item.
    NotApplicable,
    /// The rater saw nothing of it; never the same as not applicable.
    NotObserved,
}

/// An answer that a rater can give for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'p> {
    /// What it is.
    pub rating: Rating,
    /// The key for it at a terminal.
    pub key: char,
    /// The word for it in records.
    pub word: &'p str,
    /// The words for it on forms.
    pub text: &'p str,
    /// What it means, in a few words, where those are known.
    pub means: Option<&'p str>,
    /// What it is worth for the item, where the instrument counts points.
    pub points: Option<u32>,
}

const NOT_APPLICABLE: Answer = Answer {
    rating: Rating::NotApplicable,
    key: 'n',
    word: "not-applicable",
    text: "not applicable",
    means: Some("there was no occasion for it"),
    points: None,
};

const NOT_OBSERVED: Answer = Answer {
    rating: Rating::NotObserved,
    key: 'o',
    word: "not-observed",
    text: "not observed",
    means: Some("you had no chance to see it"),
    points: None,
};

impl Rating {
    /// The step, where it is one.
    pub fn step(self) -> Option<Rated> {
        match self {
            Rating::Step(rated) => Some(rated),
            Rating::NotApplicable | Rating::NotObserved => None,
        }
    }

    /// Whether it says that the item is in place.
    pub fn is_in_place(self) -> bool {
        self.step().is_some_and(|rated| rated.in_place)
    }

    /// The word in records for this rating of item `item`.
    pub fn word(self, profile: &Profile, item: usize) -> &str {
        match self {
            Rating::Step(rated) => profile.step_word(item, rated),
            Rating::NotApplicable => NOT_APPLICABLE.word,
            Rating::NotObserved => NOT_OBSERVED.word,
        }
    }

    /// The words in records that are ratings under every profile and no steps, and what they mean.
    pub(crate) const OTHERS: [Meaning; 2] = [
        Meaning { word: NOT_APPLICABLE.word, means: "There was no occasion for it." },
        Meaning {
            word: NOT_OBSERVED.word,
            means: "There may have been an occasion, but this rater saw nothing of it. Never the same as \
                    not-applicable.",
        },
    ];

    /// The answers to item `item`, as they are offered: steps, best first, then the others.
    pub fn answers(profile: &Profile, item: usize) -> Vec<Answer<'_>> {
        let steps = profile.offered(item).map(|offered| Answer {
            rating: Rating::Step(offered.rated),
            key: profile.scale.digit(offered.index),
            word: &offered.step.id,
            text: &offered.step.text,
            means: offered.step.means,
            points: offered.step.points.map(|_| offered.rated.points),
        });
        let not_applicable = profile.items[item].may_be_na.then_some(NOT_APPLICABLE);
        steps.chain(not_applicable).chain([NOT_OBSERVED]).collect()
    }

    /// Every word that may be a rating under `profile`.
    pub(crate) fn words(profile: &Profile) -> impl Iterator<Item = &str> + Clone {
        let steps = profile.scale.steps.iter().map(|step| step.id.as_str());
        steps.chain(Self::OTHERS.map(|other| other.word))
    }

    /// The same words, with those on forms where they say more.
    pub(crate) fn in_records(profile: &Profile) -> Vec<String> {
        let steps = profile.scale.steps.iter().map(Step::in_records);
        steps.chain(Self::OTHERS.map(|other| other.word.to_owned())).collect()
    }

    /// The rating that `word` is for item `item`.
    pub(crate) fn of_word(profile: &Profile, item: usize, word: &str) -> Option<Rating> {
        let step = profile.scale.steps.iter().position(|step| step.id == word);
        match step {
            Some(index) => profile.rated(item, index).map(Rating::Step),
            // Whether an item may be rated so is another question than what was written.
            None if word == NOT_APPLICABLE.word => Some(Rating::NotApplicable),
            None => (word == NOT_OBSERVED.word).then_some(Rating::NotObserved),
        }
    }

    /// The word in records for what is typed as a rating under `profile`: the instrument's own word for it, in
    /// any case, its points or the key for it. Under the usual scale only the words in records are ratings.
    pub(crate) fn typed<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
        let is_own = !profile.scale.is_usual();
        is_own.then(|| meant(profile, text)).flatten()
    }

    /// What forms call the rating of `item`: the document's word for it, else the word in records.
    pub(crate) fn text(self, profile: &Profile, item: usize) -> &str {
        let word = self.word(profile, item);
        let step = profile.scale.steps.iter().find(|step| step.id == word && step.in_document);
        step.map_or(word, |step| &step.text)
    }

    /// The rating of `item` in `node`; of any item of the profile where it is not known which.
    pub(super) fn read(
        node: &Node,
        profile: &Profile,
        item: Option<usize>,
        problems: &mut Problems,
    ) -> Option<At<Rating>> {
        let found = |item: usize| Self::of_word(profile, item, node.text()?);
        if let Some(value) = item.and_then(found) {
            return Some(At { value, span: node.span });
        }
        let words: Vec<&str> = match item {
            Some(item) => {
                let steps = profile.offered(item).map(|offered| offered.step.id.as_str());
                steps.chain(Self::OTHERS.map(|other| other.word)).collect()
            }
            None => Self::words(profile).collect(),
        };
        let (rule, what) = (&rules::UNKNOWN_RATING, "a rating");
        if let Some(meant) = node.text().and_then(|text| meant(profile, text))
            && !words.iter().any(|word| node.text() == Some(word))
            && words.contains(&meant)
            && node.text().and_then(|text| nearest(text, words.iter().copied())) != Some(meant)
        {
            let finding = read::not_among(node, problems, rule, what, words);
            problems.push(finding.label(format!("write `{meant}`")));
            return None;
        }
        if let Some(item) = item
            && let Some(most) = profile.items[item].maximum
            && Self::words(profile).any(|word| node.text() == Some(word))
        {
            let finding = read::not_among(node, problems, rule, what, words);
            let points = count(most as usize, "point");
            problems.push(finding.label(format!("this item has at most {points}")));
            return None;
        }
        read::choice(node, problems, rule, what, words);
        None
    }
}

/// The word for a rating that paper forms write as `text`.
fn meant<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
    match text {
        "n/a" | "N/A" | "na" | "NA" => Some(NOT_APPLICABLE.word),
        _ => profile.scale.meant(text).map(|step| step.id.as_str()),
    }
}
