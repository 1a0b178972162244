//! The blank checklist: a practice profile, and what is known already of the visit, come in; a form to
//! print and to fill in by hand goes out, as Markdown or as a page of HTML. What was written on it is
//! not read here.
//!
//! Both say the same and make the profile's words harmless for what reads them.

mod html;
mod markdown;
mod section;

use chrono::NaiveDate;

use crate::domain::profile::{Level, LevelOf, Part, Profile, Step, level_in_words};
use crate::domain::record::{Rating, Role};
use crate::text::wording::{all_of, any_of, count};

pub use html::html;
pub use markdown::markdown;
use section::Section;

/// What is filled in already. Ids and names of schools, never names of people: a form is left lying
/// about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head<'a> {
    /// The school's name.
    pub school: Option<&'a str>,
    /// The coach's id.
    pub coach: Option<&'a str>,
    /// The coached educator's id.
    pub educator: Option<&'a str>,
    /// The day of the rating.
    pub date: Option<NaiveDate>,
    /// The part the rater plays.
    pub role: Option<Role>,
    /// The rater's id.
    pub rater: Option<&'a str>,
}

/// The language of what is not the document's.
const ENGLISH: &str = "en";
/// Title of every form.
const TITLE: &str = "Fidelity checklist";
const OBSERVER_NEEDS_ID: &str =
    "An observer gives an id. The coach and the educator may leave it out.";
const TICK_ONE: &str = "Tick one box for each item.";
const TYPING_IN: &str = "When you type it in, use these ids for the ratings.";

/// A form before it is drawn. Texts are as they are in the profile.
struct Form<'a> {
    profile: &'a Profile,
    /// Label of a field and what it says, if that is known.
    fields: Vec<(&'static str, Option<String>)>,
    /// Words for each role, and whether it is ticked.
    roles: Vec<(String, bool)>,
    ratings: Vec<Column<'a>>,
    /// What is marked beside items, and what it means.
    marks: Vec<(&'static str, &'static str)>,
    sections: Vec<Section<'a>>,
    /// What the levels mean that nobody ticks.
    computed: Vec<(&'a str, String)>,
}

/// A rating that can be ticked.
struct Column<'a> {
    /// The word for it in records.
    word: &'a str,
    /// The words for it on the form.
    text: &'a str,
    /// What it means.
    means: String,
    /// Whether those are the document's words.
    in_document: bool,
}

impl<'a> Form<'a> {
    fn of(profile: &'a Profile, head: &Head) -> Self {
        let text = |known: Option<&str>| known.map(str::to_owned);
        let fields = vec![
            ("School", text(head.school)),
            ("Coach (id)", text(head.coach)),
            ("Educator (id)", text(head.educator)),
            ("Date", head.date.map(|date| date.to_string())),
            ("Rater (id)", text(head.rater)),
        ];
        let roles = [
            (Role::Itself, "the coach"),
            (Role::Educator, "the coached educator"),
            (Role::Observer, "someone outside the pair"),
            (Role::Consensus, "one of the team, or all of it"),
        ];
        let is_role =
            |(role, _): &(Role, &str)| *role != Role::Consensus || profile.votes.is_some();
        let role = |(role, who): (Role, &str)| {
            (format!("{} ({who})", role.name()), head.role == Some(role))
        };
        let ratings = columns(profile);
        let sections = profile.parts().map(|part| Section::of(profile, part, &ratings));
        let sections = sections.filter(|section| !section.is_empty()).collect();
        Self {
            profile,
            fields,
            roles: roles.into_iter().filter(is_role).map(role).collect(),
            ratings,
            marks: marks(profile),
            sections,
            computed: computed(profile),
        }
    }

    /// What the document puts before every function, if it does.
    fn foundation(&self) -> Option<String> {
        let text = self.profile.foundation.as_deref();
        text.map(|text| format!("Foundation of every function: {text}"))
    }

    /// The language of the form's own words, where the document's are in another.
    fn own_language(&self) -> Option<&'static str> {
        self.profile.language.as_ref().map(|_| ENGLISH)
    }

    /// The language of the document's words.
    fn language(&self) -> &str {
        self.profile.language.as_deref().unwrap_or(ENGLISH)
    }

    /// What is said about the levels that are worked out, where there are any.
    fn about_computed(&self) -> Option<String> {
        let levels = self.computed.iter().map(|(name, rule)| format!("{name} ({rule})"));
        let levels: Vec<String> = levels.collect();
        let all = all_of(levels.iter().map(String::as_str));
        (!levels.is_empty())
            .then(|| format!("Worked out from the records, not ticked here: {all}."))
    }

    /// Numbers and ids of the items of each function, in small print; of what else has levels, its name.
    fn ids(&self) -> impl Iterator<Item = (&'a str, String)> {
        self.sections.iter().map(|section| {
            let items = section.items.iter().map(|item| format!("{} {}", item.number, item.id));
            let items = items.collect::<Vec<_>>().join(", ");
            let is_level = section.items.is_empty();
            (section.id, if is_level { section.heading.to_owned() } else { items })
        })
    }

    /// Words of the file for what is ticked: ratings, then levels.
    fn words_of_the_file(&self) -> String {
        let ratings = Rating::in_records(self.profile);
        let ratings = all_of(ratings.iter().map(String::as_str));
        let judged = self.profile.judged_levels(None).into_iter();
        let levels: Vec<&str> = judged.map(|it| self.profile.levels[it].id.as_str()).collect();
        if levels.is_empty() {
            return format!("Ratings are {ratings}.");
        }
        let mut whose: Vec<&str> = Vec::new();
        for section in self.sections.iter().filter(|section| !section.levels.is_empty()) {
            let id = match section.part {
                Part::Function(_) => "the function's id",
                Part::Tier(_) => "the tier's id",
                Part::Whole => "the id whole",
            };
            if !whose.contains(&id) {
                whose.push(id);
            }
        }
        format!(
            "Ratings are {ratings}; levels go by {}, and are {}.",
            any_of(whose),
            all_of(levels)
        )
    }

    /// Which profile this was made from, and which of its words are the document's.
    fn made_from(&self) -> String {
        let hash: String = self.profile.hash.chars().take(12).collect();
        format!(
            "Profile {}, SHA-256 {hash}. Headings and items are the document's words; ids, and what \
             a level means for one function, are added by the profile.",
            self.profile.id
        )
    }
}

/// The ratings that a form has a column for.
fn columns(profile: &Profile) -> Vec<Column<'_>> {
    let steps = profile.scale.steps.iter();
    let steps = steps.map(|step| Column {
        word: &step.id,
        text: &step.text,
        means: meaning(step),
        in_document: step.in_document,
    });
    let others = Rating::OTHERS.into_iter().zip([
        ("not applicable", "there was no occasion for it; only where there is a box"),
        ("not observed", "you did not see enough to say; it does not count"),
    ]);
    let others = others.map(|(other, (text, means))| Column {
        word: other.word,
        text,
        means: means.to_owned(),
        in_document: false,
    });
    steps.chain(others).collect()
}

/// What a step means: what is known of it, or its points and whether it is in place.
fn meaning(step: &Step) -> String {
    let in_place = if step.in_place { "in place" } else { "not in place" };
    match (step.means, step.points) {
        (Some(means), _) => means.to_owned(),
        (None, Some(points)) => format!("{}, {in_place}", count(points as usize, "point")),
        (None, None) => in_place.to_owned(),
    }
}

/// What the marks of items mean, each once.
fn marks(profile: &Profile) -> Vec<(&'static str, &'static str)> {
    let mut marks = Vec::new();
    let all = (0..profile.items.len()).flat_map(|item| profile.marks(item));
    for explained in all.filter_map(|mark| mark.explained()) {
        if !marks.contains(&explained) {
            marks.push(explained);
        }
    }
    marks
}

/// Each level that is worked out, and how; the rules that functions have of their own are in it.
fn computed(profile: &Profile) -> Vec<(&str, String)> {
    let levels = profile.levels.iter().enumerate();
    let computed = levels.filter(|(_, level)| level.rule.is_computed());
    let in_words = |index: usize, level: &Level| {
        let of = match level.of {
            LevelOf::Function => "",
            LevelOf::Tier => "of a tier: ",
            LevelOf::Whole => "of the whole: ",
        };
        let own = profile.functions.iter().filter_map(|function| {
            let rule = function.reached.get(index)?.as_ref()?;
            Some(format!("; in {}, {}", function.heading, level_in_words(rule)))
        });
        format!("{of}{}{}", level_in_words(&level.rule), own.collect::<String>())
    };
    computed.map(|(index, level)| (level.name.as_str(), in_words(index, level))).collect()
}

/// `text` with one space between words, so that it is on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
