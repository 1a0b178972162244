//! The prose of the records: pools of sentences in `prose/*.txt`, dealt out like cards so that a
//! pair does not say the same thing twice before a pool is used up.

use std::collections::BTreeMap;

use super::rng::Rng;

type Pools = BTreeMap<&'static str, Vec<&'static str>>;

const SHARED: &str = include_str!("prose/shared.txt");
const UNITS: &str = include_str!("prose/units.txt");
const COMMENTS: &str = include_str!("prose/comments.txt");
const SPANISH: &str = include_str!("prose/spanish.txt");
const PRACTICES: [(&str, &str); 9] = [
    ("academic-discussion", include_str!("prose/academic-discussion.txt")),
    ("classroom-routines", include_str!("prose/classroom-routines.txt")),
    ("feedback-on-writing", include_str!("prose/feedback-on-writing.txt")),
    ("formative-assessment", include_str!("prose/formative-assessment.txt")),
    ("language-scaffolds", include_str!("prose/language-scaffolds.txt")),
    ("number-talks", include_str!("prose/number-talks.txt")),
    ("reciprocal-teaching", include_str!("prose/reciprocal-teaching.txt")),
    ("small-group-reading", include_str!("prose/small-group-reading.txt")),
    ("spaced-practice", include_str!("prose/spaced-practice.txt")),
];

/// Adds the sections of a text, headed `[name]`, one entry a line, to `pools`.
fn add_sections(pools: &mut Pools, text: &'static str) {
    let mut section = "";
    for line in text.lines() {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => section = name,
            None => pools.entry(section).or_default().push(line),
        }
    }
}

/// The sentences one pair can use, and those it has not used yet.
pub(crate) struct Prose {
    pools: Pools,
    decks: BTreeMap<String, Vec<&'static str>>,
    units: String,
    groups: String,
}

impl Prose {
    /// `practice` is a file under `prose/`, `subject` a level and a subject, as in `middle math`.
    pub(crate) fn new(practice: &str, subject: &str, notes_in_spanish: bool) -> Self {
        let practice_text = PRACTICES.iter().find(|(key, _)| *key == practice);
        let (_, practice_text) = practice_text.expect("a practice with a file under prose/");
        let mut pools = Pools::new();
        for text in [practice_text, SHARED, UNITS, COMMENTS] {
            add_sections(&mut pools, text);
        }
        if notes_in_spanish {
            pools.remove("notes");
            add_sections(&mut pools, SPANISH);
        }
        let level = subject.split(' ').next().unwrap_or(subject);
        let groups = format!("groups {level}");
        Self { pools, decks: BTreeMap::new(), units: subject.to_owned(), groups }
    }

    /// The next entry of a section, its places filled with a unit or a group of the pair's classes.
    pub(crate) fn draw(&mut self, section: &str, rng: &mut Rng) -> String {
        let mut text = self.deal(section, rng).to_owned();
        for (place, filling) in [("{unit}", self.units.clone()), ("{group}", self.groups.clone())] {
            if text.contains(place) {
                text = text.replace(place, self.deal(&filling, rng));
            }
        }
        text
    }

    fn deal(&mut self, section: &str, rng: &mut Rng) -> &'static str {
        let deck = self.decks.entry(section.to_owned()).or_default();
        if deck.is_empty() {
            let pool = self.pools.get(section);
            deck.clone_from(pool.unwrap_or_else(|| panic!("no prose section [{section}]")));
            rng.shuffle(deck);
        }
        deck.pop().expect("a pool has at least one entry")
    }
}
