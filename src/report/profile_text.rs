//! A profile as a page for people: every word of the document, and everything that the encoding adds.
//! The two are told apart by the first column, with or without color: what is added has a `+`.

use super::layout::Look;
use super::page::{Part, Passage};
use super::{markdown, text};
use crate::domain::profile::{
    Function, Level, LevelOf, Mark, Profile, Rates, Scale, Supersedes, Term, Tier, Votes,
    level_in_words,
};
use crate::text::wording::{all_of, any_of, count};

const LEGEND: &str = "Lines marked + are added by the encoding; everything else is the document's.";

/// `profile` in lines of at most `width` columns, as far as single words allow.
pub fn render(profile: &Profile, width: usize) -> String {
    text::draw(&of(profile), Look { color: false, width })
}

/// `profile` as Markdown, ending with a line break.
pub fn render_markdown(profile: &Profile) -> String {
    markdown::draw(&of(profile))
}

/// The parts of `profile`, from top to bottom.
fn of(profile: &Profile) -> Vec<Part> {
    let mut page = Page::default();
    page.added(0, LEGEND);
    page.added(0, &format!("profile {}, {}", profile.id, size(profile)));
    page.added(0, &format!("SHA-256 {}", profile.hash));
    page.about(profile);
    page.gap();
    for words in [&profile.title, &profile.edition, &profile.source] {
        page.document(0, words);
    }
    if let Some(foundation) = &profile.foundation {
        page.heading("foundation of every function");
        page.document(0, foundation);
    }
    if let Some(supersedes) = &profile.supersedes {
        page.supersedes(profile, supersedes);
    }
    if !profile.scale.is_usual() {
        page.scale(&profile.scale);
    }
    page.heading("levels, best first");
    for level in &profile.levels {
        page.level(level);
    }
    if !profile.tiers.is_empty() {
        page.heading("tiers");
    }
    for tier in &profile.tiers {
        page.tier(profile, tier);
    }
    for (index, function) in profile.functions.iter().enumerate() {
        let position = format!("function {} of {}", index + 1, profile.functions.len());
        page.heading(&format!("{position}: {}", function.id));
        page.function(profile, function);
    }
    page.terms("methods", &profile.methods);
    page.terms("phases", &profile.phases);
    page.terms("evidence", &profile.evidence);
    page.parts
}

/// The size of `profile`: `4 functions, 13 items, 3 levels`.
pub fn size(profile: &Profile) -> String {
    let parts = [
        count(profile.functions.len(), "function"),
        count(profile.items.len(), "item"),
        count(profile.levels.len(), "level"),
    ];
    parts.join(", ")
}

/// The parts so far.
#[derive(Default)]
struct Page {
    parts: Vec<Part>,
}

impl Page {
    fn supersedes(&mut self, profile: &Profile, supersedes: &Supersedes) {
        self.heading(&format!("supersedes {}", supersedes.profile.value));
        for (index, item) in profile.items.iter().enumerate() {
            let older = supersedes.items.iter().find(|renamed| renamed.item == index);
            self.added(
                1,
                &match older {
                    Some(renamed) if renamed.older.value == item.id => {
                        format!("{} is the same", item.id)
                    }
                    Some(renamed) => format!("{} was {}", item.id, renamed.older.value),
                    None => format!("{} has no counterpart", item.id),
                },
            );
        }
    }

    /// What it is for, in which language, and who rates.
    fn about(&mut self, profile: &Profile) {
        if let Some(about) = &profile.about {
            self.added(0, about);
        }
        if let Some(language) = &profile.language {
            self.added(0, &format!("language of the document: {language}"));
        }
        let rates = match profile.rates {
            Rates::Coaching => None,
            Rates::Teaching => Some("rates the educator's teaching; the coach is an outside rater"),
            Rates::System => {
                Some("rates a team, a school or a district; the coach is an outside rater")
            }
        };
        let votes = profile.votes.map(|votes| match votes {
            Votes::Majority => "checklists of one day are one score: what the majority reaches",
            Votes::Lowest => "checklists of one day are one score: the lowest rating",
            Votes::Agreed => "checklists of one day are one score: what all agree on",
        });
        for sentence in rates.into_iter().chain(votes) {
            self.added(0, sentence);
        }
    }

    fn scale(&mut self, scale: &Scale) {
        self.heading("scale, best step first");
        for step in &scale.steps {
            let points = step.points.map(|points| count(points as usize, "point"));
            let in_place = if step.in_place { "in place" } else { "not in place" };
            let says: Vec<String> = points.into_iter().chain([in_place.to_owned()]).collect();
            let says = says.join(", ");
            if step.in_document {
                self.document(0, &step.text);
                self.added(1, &format!("{}: {says}", step.id));
            } else {
                self.added(0, &format!("{}: {says}", step.in_records()));
            }
        }
    }

    fn tier(&mut self, profile: &Profile, tier: &Tier) {
        self.document(0, &tier.name);
        let functions = tier.functions.iter().map(|&index| profile.functions[index].id.as_str());
        self.added(1, &format!("{}: {}", tier.id, all_of(functions)));
    }

    fn level(&mut self, level: &Level) {
        self.document(0, &level.name);
        if let Some(text) = &level.text {
            self.document(1, text);
        }
        let of = match level.of {
            LevelOf::Function => "",
            LevelOf::Tier => ", of a tier",
            LevelOf::Whole => ", of the whole",
        };
        self.added(1, &format!("{}{of}: {}", level.id, level_in_words(&level.rule)));
    }

    fn function(&mut self, profile: &Profile, function: &Function) {
        self.document(0, &function.heading);
        self.mended(0, function.mended.as_deref());
        if let Some(lead_in) = &function.lead_in {
            self.document(1, lead_in);
        }
        for (level, rule) in profile.levels.iter().zip(&function.reached) {
            if let Some(rule) = rule {
                self.added(1, &format!("{} here: {}", level.id, level_in_words(rule)));
            }
        }
        for item in profile.printed(function.items.clone()) {
            self.gap();
            self.item(profile, item);
        }
        if function.rubric.iter().any(Option::is_some) {
            self.gap();
        }
        for (level, text) in profile.levels.iter().zip(&function.rubric) {
            if let Some(text) = text {
                self.added(1, &format!("rubric for {}: {text}", level.id));
            }
        }
    }

    fn item(&mut self, profile: &Profile, index: usize) {
        let item = &profile.items[index];
        let depth = if item.part_of.is_some() { 2 } else { 1 };
        self.document(depth, &item.text);
        self.added(depth + 1, &format!("{} ({})", item.id, item.label));
        self.mended(depth + 1, item.mended.as_deref());
        if let Some(whole) = item.part_of {
            self.added(depth + 1, &format!("a part of {}", profile.items[whole].id));
        }
        let marks: Vec<String> = profile.marks(index).into_iter().map(Mark::in_words).collect();
        if !marks.is_empty() {
            self.added(depth + 1, &marks.join("; "));
        }
        let offered: Vec<_> = profile.offered(index).collect();
        if offered.len() < profile.scale.steps.len() {
            let words = any_of(offered.iter().map(|offered| offered.step.id.as_str()));
            self.added(depth + 1, &format!("rated only {words}"));
        }
        for (step, anchor) in profile.scale.steps.iter().zip(&item.anchors) {
            if let Some(anchor) = anchor {
                self.document(depth + 1, &format!("{}: {anchor}", step.text));
            }
        }
        self.added(depth + 1, &format!("documented by: {}", item.evidence.in_words()));
        if let Some(grounds) = &item.grounds {
            self.added(depth + 1, &format!("grounds: {grounds}"));
        }
        if item.may_be_na {
            self.added(depth + 1, "an observer may rate it not applicable");
        }
    }

    fn terms(&mut self, heading: &str, terms: &[Term]) {
        if terms.is_empty() {
            return;
        }
        self.heading(heading);
        for term in terms {
            if term.in_document {
                self.document(0, &term.text);
                self.added(1, &term.id);
            } else {
                self.added(0, &format!("{}: {}", term.id, term.text));
            }
        }
    }

    fn mended(&mut self, depth: usize, mended: Option<&str>) {
        if let Some(mended) = mended {
            self.added(depth, &format!("mended: {mended}"));
        }
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.parts.push(Part::Section(text.to_owned()));
    }

    fn gap(&mut self) {
        self.parts.push(Part::Gap);
    }

    fn document(&mut self, depth: usize, text: &str) {
        self.passage(false, depth, text);
    }

    fn added(&mut self, depth: usize, text: &str) {
        self.passage(true, depth, text);
    }

    fn passage(&mut self, is_added: bool, depth: usize, text: &str) {
        let passage = Passage { is_added, depth, text: text.to_owned() };
        match self.parts.last_mut() {
            Some(Part::Passages(passages)) => passages.push(passage),
            _ => self.parts.push(Part::Passages(vec![passage])),
        }
    }
}
