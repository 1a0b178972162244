//! The blank checklist: a practice profile, and what is known already of the visit, come in; a form to
//! print and to fill in by hand goes out, as Markdown or as a page of HTML. What was written on it is
//! not read here.
//!
//! Both say the same and make the profile's words harmless for what reads them.

mod html;
mod markdown;

use chrono::NaiveDate;

use crate::domain::profile::{Function, Profile, level_in_words};
use crate::domain::record::{Rating, Role};
use crate::text::wording::all_of;

pub use html::html;
pub use markdown::markdown;

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

/// Title of every form.
const TITLE: &str = "Fidelity checklist";
const OBSERVER_NEEDS_ID: &str =
    "An observer gives an id. The coach and the educator may leave it out.";
const LEVELS_ARE_OPTIONAL: &str =
    "Level of this function, if you wish to judge it. Tick at most one.";
const TYPING_IN: &str = "When you type it in, use these ids for the ratings.";

/// A form before it is drawn. Texts are as they are in the profile.
struct Form<'a> {
    profile: &'a Profile,
    /// Label of a field and what it says, if that is known.
    fields: Vec<(&'static str, Option<String>)>,
    /// Words for each role, and whether it is ticked.
    roles: Vec<(String, bool)>,
    /// Words for each rating and what it means.
    ratings: Vec<(&'a str, &'a str)>,
    functions: Vec<FunctionPart<'a>>,
    /// What the levels mean that nobody ticks.
    computed: Vec<(&'a str, String)>,
}

struct FunctionPart<'a> {
    function: &'a Function,
    /// Number on the form, text and whether it may be not applicable.
    items: Vec<(usize, &'a str, bool)>,
    /// Levels that a rater judges: name and rubric.
    levels: Vec<(&'a str, Option<&'a str>)>,
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
        let computed = profile.levels.iter().filter(|level| level.rule.is_computed());
        let computed = computed.map(|level| (level.name.as_str(), level_in_words(&level.rule)));
        Self {
            profile,
            fields,
            roles: roles.into_iter().filter(is_role).map(role).collect(),
            ratings: ratings(profile),
            functions: profile.functions.iter().map(|it| FunctionPart::of(profile, it)).collect(),
            computed: computed.collect(),
        }
    }

    /// What the document puts before every function, if it does.
    fn foundation(&self) -> Option<String> {
        let text = self.profile.foundation.as_deref();
        text.map(|text| format!("Foundation of every function: {text}"))
    }

    /// What is said about the levels that are worked out, where there are any.
    fn about_computed(&self) -> Option<String> {
        let levels = self.computed.iter().map(|(name, rule)| format!("{name} ({rule})"));
        let levels: Vec<String> = levels.collect();
        let all = all_of(levels.iter().map(String::as_str));
        (!levels.is_empty())
            .then(|| format!("Worked out from the records, not ticked here: {all}."))
    }

    /// Numbers and ids of the items of each function, in small print.
    fn ids(&self) -> impl Iterator<Item = (&'a str, String)> {
        self.functions.iter().map(|part| {
            let items = part
                .items
                .iter()
                .map(|&(number, ..)| format!("{number} {}", self.profile.items[number - 1].id));
            (part.function.id.as_str(), items.collect::<Vec<_>>().join(", "))
        })
    }

    /// Words of the file for what is ticked: ratings, then levels.
    fn words_of_the_file(&self) -> String {
        let ratings = all_of(Rating::words(self.profile));
        let judged = self.profile.levels.iter().filter(|level| !level.rule.is_computed());
        let levels: Vec<&str> = judged.map(|level| level.id.as_str()).collect();
        if levels.is_empty() {
            return format!("Ratings are {ratings}.");
        }
        format!(
            "Ratings are {ratings}; levels go by the function's id, and are {}.",
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

impl<'a> FunctionPart<'a> {
    fn of(profile: &'a Profile, function: &'a Function) -> Self {
        let numbered = profile.items.iter().enumerate().skip(function.items.start);
        let items = numbered.take(function.items.len());
        let levels = profile.levels.iter().enumerate();
        let judged = levels.filter(|(_, level)| !level.rule.is_computed());
        Self {
            function,
            items: items
                .map(|(index, item)| (index + 1, item.text.as_str(), item.may_be_na))
                .collect(),
            levels: judged
                .map(|(index, level)| {
                    let rubric = function.rubric.get(index).and_then(Option::as_deref);
                    (level.name.as_str(), rubric.or(level.text.as_deref()))
                })
                .collect(),
        }
    }
}

/// Each rating as a form says it, and what it means.
fn ratings(profile: &Profile) -> Vec<(&str, &str)> {
    let steps = profile.scale.steps.iter();
    let steps = steps.map(|step| (step.text.as_str(), step.means.unwrap_or_default()));
    steps
        .chain([
            ("not applicable", "there was no occasion for it; only where there is a box"),
            ("not observed", "you did not see enough to say; it does not count"),
        ])
        .collect()
}

/// `text` with one space between words, so that it is on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
