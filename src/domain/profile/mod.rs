//! A practice profile: essential functions with items, levels, vocabulary, and an evidence rule for
//! each item. A TOML text comes in, a valid [`Profile`] or every fault of the text goes out.
//!
//! A profile is data. Nothing in the program knows the ids or numbers of any one profile.

pub mod bounds;
pub mod evidence;
mod label;
mod level_name;
mod level_rule;
mod library;
mod outside;
mod part;
mod printed;
mod read;
pub mod rules;
mod scale;
mod shipped;
mod succession;

use std::ops::Range;
use std::sync::Arc;

use crate::text::source::At;

pub use evidence::EvidenceRule;
pub(crate) use label::first_words;
pub(crate) use level_name::in_short;
pub(crate) use level_rule::{
    ABOUT_CRITICAL, LEVEL_NUMBERS, LEVEL_RULES, NO_CRITICAL_MISSED, level_in_words,
};
pub use level_rule::{Bar, LevelOf, LevelRule, Test};
pub use library::{Library, Origin};
pub(crate) use outside::FromOutside;
pub use outside::{Rates, Votes};
pub use part::{Part, WHOLE};
pub use printed::Mark;
pub(crate) use read::evidence_faults;
pub use read::{PROFILE, read};
pub use scale::{Offered, Rated, Scale, Step};
pub use shipped::{BUILT_IN, Shipped, TEMPLATES};
pub(crate) use succession::check_succession;

/// A valid profile.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Id by which relationships name it.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// The document's edition, as printed: "Missouri 2014".
    pub edition: String,
    /// Where the words come from.
    pub source: String,
    /// What the document puts before every essential function.
    pub foundation: Option<String>,
    /// SHA-256 of the TOML text, 64 hex digits: the profile's fingerprint in every report.
    pub hash: String,
    /// The older profile that this one takes the place of, if the encoder names one.
    pub supersedes: Option<Supersedes>,
    /// The language of the document's words, as a tag such as `es`; English where none is named.
    pub language: Option<String>,
    /// What it is for, in a sentence of the encoder's.
    pub about: Option<String>,
    /// Whose practice it rates.
    pub rates: Rates,
    /// How several checklists of one day by raters from outside become one score; `None` where each stands
    /// by itself.
    pub votes: Option<Votes>,
    /// How items are rated.
    pub scale: Scale,
    /// Levels, best first.
    pub levels: Vec<Level>,
    /// Functions that are judged together.
    pub tiers: Vec<Tier>,
    /// Essential functions in the document's order.
    pub functions: Vec<Function>,
    /// Items of all functions in the document's order.
    pub items: Vec<Item>,
    /// Ways to meet or write.
    pub methods: Vec<Term>,
    /// Phases of a coaching session.
    pub phases: Vec<Term>,
    /// Evidence that the document names.
    pub evidence: Vec<Term>,
}

/// An older profile, and which items are the same under both. The encoder's judgment.
#[derive(Clone, Debug)]
pub struct Supersedes {
    /// Id of the older profile.
    pub profile: At<String>,
    /// Items that are the same, in the order of the text.
    pub items: Vec<Renamed>,
}

/// An item that an older profile has too, perhaps by another id.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// Index of the item.
    pub item: usize,
    /// Its id in the older profile.
    pub older: At<String>,
}

impl Supersedes {
    /// The indexes, in `older` and in the newer profile, of each item that is the same under both.
    pub fn pairs(&self, older: &Profile) -> Vec<(usize, usize)> {
        let pair = |it: &Renamed| Some((older.item(&it.older.value)?, it.item));
        self.items.iter().filter_map(pair).collect()
    }
}

/// A word of the profile's vocabulary.
#[derive(Clone, Debug)]
pub struct Term {
    /// Id used in records.
    pub id: String,
    /// The words for it.
    pub text: String,
    /// Whether the words are the document's; otherwise the encoder added the term.
    pub in_document: bool,
}

/// A level of implementation.
#[derive(Clone, Debug)]
pub struct Level {
    /// Id used in records.
    pub id: String,
    /// The document's name for it.
    pub name: String,
    /// What the level means, in the document's words where it has any.
    pub text: Option<String>,
    /// What it is of.
    pub of: LevelOf,
    /// How it is reached; a function may have its own rule.
    pub rule: LevelRule,
}

/// Functions that have a level together.
#[derive(Clone, Debug)]
pub struct Tier {
    /// Id used in records and addresses.
    pub id: String,
    /// The document's name for it.
    pub name: String,
    /// Indexes of its functions.
    pub functions: Vec<usize>,
}

/// An essential function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Id used in records.
    pub id: String,
    /// The document's heading.
    pub heading: String,
    /// The document's words before the items.
    pub lead_in: Option<String>,
    /// What was mended in the heading or lead-in, if anything.
    pub mended: Option<String>,
    /// Which of [`Profile::items`] are its own.
    pub items: Range<usize>,
    /// The encoder's rubric text for a level, by the level's index; a rater judges against it.
    pub rubric: Vec<Option<String>>,
    /// Its own rule for a level, by the level's index.
    pub reached: Vec<Option<LevelRule>>,
}

/// One item of an essential function.
#[derive(Clone, Debug)]
pub struct Item {
    /// Id used in records.
    pub id: String,
    /// The document's words.
    pub text: Arc<str>,
    /// A few words for tables: the encoder's own, or else the first of the text.
    pub label: Arc<str>,
    /// What was mended in the document's words, if anything.
    pub mended: Option<String>,
    /// Index of its function.
    pub function: usize,
    /// What each step of the scale means for it, by the step's index, in the document's words.
    pub anchors: Vec<Option<String>>,
    /// Whether an observer may call it not applicable.
    pub may_be_na: bool,
    /// Whether levels may ask for it whatever else is in place.
    pub critical: bool,
    /// Whether it is a red flag: the best step says the worst of it.
    pub reverse: bool,
    /// How often its points count.
    pub weight: u32,
    /// The most points it can have, where that is less than the best step's.
    pub maximum: Option<u32>,
    /// Groups of schools or educators, of which one has to be there for it to apply; it applies to all where
    /// there is none.
    pub only_for: Vec<String>,
    /// Index of the item of which it is a part.
    pub part_of: Option<usize>,
    /// What documents it.
    pub evidence: EvidenceRule,
    /// Why that documents it, grounded in the document.
    pub grounds: Option<String>,
}

impl Item {
    /// Whether it is for a pair in `groups`: for everyone, or for one of these.
    pub fn is_for(&self, groups: &[String]) -> bool {
        self.only_for.is_empty() || self.only_for.iter().any(|group| groups.contains(group))
    }
}

impl Profile {
    /// Whether an item is only for `group`, perhaps among others.
    pub(crate) fn asks_for(&self, group: &str) -> bool {
        self.items.iter().flat_map(|item| &item.only_for).any(|only_for| only_for == group)
    }

    /// Index of the item with this id.
    pub fn item(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// Index of the function with this id.
    pub fn function(&self, id: &str) -> Option<usize> {
        self.functions.iter().position(|function| function.id == id)
    }
}
