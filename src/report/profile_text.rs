//! A profile as a page for people: every word of the document, and everything that the encoding adds.
//! The two are told apart by the first column, with or without color: what is added has a `+`.

use super::layout::Look;
use super::page::{Part, Passage};
use super::{markdown, text};
use crate::domain::profile::{Function, Item, Level, Profile, Supersedes, Term, level_in_words};
use crate::text::wording::count;

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
    page.heading("levels, best first");
    for level in &profile.levels {
        page.level(level);
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

    fn level(&mut self, level: &Level) {
        self.document(0, &level.name);
        if let Some(text) = &level.text {
            self.document(1, text);
        }
        self.added(1, &format!("{}: {}", level.id, level_in_words(&level.rule)));
    }

    fn function(&mut self, profile: &Profile, function: &Function) {
        self.document(0, &function.heading);
        self.mended(0, function.mended.as_deref());
        if let Some(lead_in) = &function.lead_in {
            self.document(1, lead_in);
        }
        for item in &profile.items[function.items.clone()] {
            self.gap();
            self.item(item);
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

    fn item(&mut self, item: &Item) {
        self.document(1, &item.text);
        self.added(2, &format!("{} ({})", item.id, item.label));
        self.mended(2, item.mended.as_deref());
        self.added(2, &format!("documented by: {}", item.evidence.in_words()));
        if let Some(grounds) = &item.grounds {
            self.added(2, &format!("grounds: {grounds}"));
        }
        if item.may_be_na {
            self.added(2, "an observer may rate it not applicable");
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
