//! The text that an editor opens on: every key of a record, filled as far as it is known, with lines
//! of guidance that are dropped again when it is read.

use super::Draft;
use super::edited::GUIDANCE;
use crate::domain::key::{Form, Key, Terms};
use crate::domain::profile::{LevelOf, Mark, Part, Profile};
use crate::domain::record::{Rating, SOURCE};
use crate::syntax::yaml::{Written, emit};
use crate::text::wording::{any_of, wrap};

/// Columns of a line of guidance.
pub(crate) const WIDTH: usize = 96;

/// The template for `draft`, a record that `about` describes ("a session of c-03 with t-104"), in the
/// words of `profile`; `more`, lines of guidance, is above it.
pub(crate) fn template(
    draft: &Draft,
    about: &str,
    more: &str,
    profile: Option<&Profile>,
) -> String {
    let mut template = Template { out: String::new(), profile };
    let mut about = about.chars();
    let about: String =
        about.next().into_iter().flat_map(char::to_uppercase).chain(about).collect();
    template.guide(
        0,
        &format!(
            "{about}. Write after the colons; keys that stay empty are left out. Lines that begin \
             with {GUIDANCE} are not kept. Save and close the editor to go on; empty the file to \
             give up."
        ),
    );
    for line in more.lines() {
        template.out.push_str(format!("{GUIDANCE} {line}").trim_end());
        template.out.push('\n');
    }
    template.out.push_str(&format!("kind: {}\n", draft.kind.name()));
    let values: Vec<(String, Written)> = draft.entries.clone();
    // Nobody who writes a record by hand imports it.
    let is_shown = |key: &&Key| key.name != SOURCE || draft.has(SOURCE);
    let keys: Vec<Key> = draft.kind.table().keys.iter().filter(is_shown).copied().collect();
    template.keys(&keys, &values, 0, false);
    template.out
}

struct Template<'p> {
    out: String,
    profile: Option<&'p Profile>,
}

impl Template<'_> {
    fn guide(&mut self, indent: usize, text: &str) {
        for line in wrap(text, 0, WIDTH - indent).lines() {
            self.out.push_str(&format!("{GUIDANCE} {:indent$}{line}\n", ""));
        }
    }

    fn keys(&mut self, keys: &[Key], values: &[(String, Written)], indent: usize, in_list: bool) {
        for (index, key) in keys.iter().enumerate() {
            let value = values.iter().find(|(known, _)| known == key.name).map(|(_, value)| value);
            let value = value.filter(|value| !value.is_empty());
            let dash = in_list && index == 0;
            if !dash {
                self.guide(indent, &self.guidance(key));
            }
            let lead = if dash { format!("{:1$}- ", "", indent - 2) } else { " ".repeat(indent) };
            self.out.push_str(&lead);
            self.key(key, value, indent);
        }
    }

    /// One key with its value, its indentation written already.
    fn key(&mut self, key: &Key, value: Option<&Written>, indent: usize) {
        let within = |value: Option<&Written>| match value {
            Some(Written::Map(entries)) => entries.clone(),
            _ => Vec::new(),
        };
        match key.form {
            Form::Group(table) => {
                self.out.push_str(&format!("{}:\n", key.name));
                self.keys(table.keys, &within(value), indent + 2, false);
            }
            Form::Groups(table) | Form::SomeGroups(table) => {
                self.out.push_str(&format!("{}:\n", key.name));
                let elements = match value {
                    Some(Written::List(elements)) => elements.as_slice(),
                    _ => &[],
                };
                for element in elements {
                    self.keys(table.keys, &within(Some(element)), indent + 4, true);
                }
                self.keys(table.keys, &[], indent + 4, true);
            }
            Form::Ratings if self.profile.is_some() => {
                self.out.push_str(&format!("{}:\n", key.name));
                self.items(&within(value), indent + 2);
            }
            _ => match value {
                Some(value) => self.out.push_str(&indented(key.name, value, indent)),
                None => self.out.push_str(&format!("{}:\n", key.name)),
            },
        }
    }

    fn items(&mut self, values: &[(String, Written)], indent: usize) {
        let Some(profile) = self.profile else { return };
        let functions = profile.functions.iter();
        for index in functions.flat_map(|function| profile.printed(function.items.clone())) {
            let item = &profile.items[index];
            self.about_item(profile, index, indent);
            let value = values.iter().find(|(known, _)| *known == item.id).map(|(_, value)| value);
            self.out.push_str(&" ".repeat(indent));
            match value {
                Some(value) => self.out.push_str(&indented(&item.id, value, indent)),
                None => self.out.push_str(&format!("{}:\n", item.id)),
            }
        }
    }

    /// The words of an item, what is marked beside it, and what its steps mean.
    fn about_item(&mut self, profile: &Profile, index: usize, indent: usize) {
        let item = &profile.items[index];
        let has_parts = profile.items.iter().any(|item| item.part_of.is_some());
        let number = if has_parts { format!("{}. ", profile.number(index)) } else { String::new() };
        let marks: Vec<String> = profile.marks(index).into_iter().map(Mark::in_words).collect();
        let marks =
            if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
        let indent = if item.part_of.is_some() { indent + 2 } else { indent };
        self.guide(indent, &format!("{number}{}{marks}", item.text));
        let offered: Vec<_> = profile.offered(index).collect();
        for offered in &offered {
            if let Some(Some(anchor)) = item.anchors.get(offered.index) {
                self.guide(indent + 2, &format!("{}: {anchor}", offered.step.id));
            }
        }
        if offered.len() < profile.scale.steps.len() {
            let words = any_of(offered.iter().map(|offered| offered.step.id.as_str()));
            self.guide(indent + 2, &format!("only {words}"));
        }
    }

    fn guidance(&self, key: &Key) -> String {
        let says = key.guidance();
        match key.form {
            Form::Date
            | Form::Time
            | Form::Integer(_)
            | Form::Number
            | Form::Id
            | Form::PersonId
            | Form::Ids
            | Form::PersonIds
            | Form::Profile
            | Form::Profiles
            | Form::School
            | Form::Pair
            | Form::Title
            | Form::FileName
            | Form::Prose
            | Form::Statement
            | Form::Boolean
            | Form::Version(_)
            | Form::OfSettings(_)
            | Form::OfProfile(_)
            | Form::Group(_)
            | Form::Groups(_)
            | Form::SomeGroups(_) => says,
            Form::OneOf(meanings) => {
                let words: Vec<&str> = meanings().iter().map(|meaning| meaning.word).collect();
                format!("{says}: {}", words.join(" or "))
            }
            Form::Term(which) => format!("{says}: {}", self.words(which).join(", ")),
            Form::Terms(which) => {
                let words = self.words(which).join(", ");
                format!("{says}, in brackets with commas between: {words}")
            }
            Form::Comments => {
                format!("{says}: below, indented, the item's id, a colon, the text")
            }
            Form::Ratings => {
                let Some(profile) = self.profile else { return says };
                format!("{says}: {}", Rating::in_records(profile).join(", "))
            }
            Form::Levels => {
                let Some(profile) = self.profile else { return says };
                let judged: Vec<String> = judged(profile);
                match profile.parts().find_map(|part| first_judged(profile, part)) {
                    Some((part, level)) => {
                        format!("{says}, such as {{{part}: {level}}}; {}", judged.join("; "))
                    }
                    None => format!("{says}: none here, since the profile computes every level"),
                }
            }
        }
    }

    fn words(&self, which: Terms) -> Vec<&str> {
        let Some(profile) = self.profile else { return Vec::new() };
        match which {
            Terms::Methods => profile.methods.iter().map(|term| term.id.as_str()).collect(),
            Terms::Phases => profile.phases.iter().map(|term| term.id.as_str()).collect(),
            Terms::Items => profile.items.iter().map(|item| item.id.as_str()).collect(),
        }
    }
}

/// The best level of `part` that a rater judges, with the id of the part.
fn first_judged(profile: &Profile, part: Part) -> Option<(&str, &str)> {
    let level = *profile.judged_levels(Some(part)).first()?;
    Some((profile.part_id(part), &profile.levels[level].id))
}

/// What raters judge of functions, of tiers and of the whole: whose level, and which levels.
fn judged(profile: &Profile) -> Vec<String> {
    let of = |kind: LevelOf| {
        let parts = profile.parts().filter(|&part| part.kind() == kind);
        let judged = parts.map(|part| (part, profile.judged_levels(Some(part))));
        let judged: Vec<_> = judged.filter(|(_, levels)| !levels.is_empty()).collect();
        let mut levels: Vec<usize> =
            judged.iter().flat_map(|(_, levels)| levels).copied().collect();
        levels.sort_unstable();
        levels.dedup();
        let parts: Vec<&str> = judged.iter().map(|&(part, _)| profile.part_id(part)).collect();
        let levels: Vec<&str> =
            levels.into_iter().map(|level| profile.levels[level].id.as_str()).collect();
        let what = match kind {
            LevelOf::Function => "functions",
            LevelOf::Tier => "tiers",
            LevelOf::Whole => "all of it",
        };
        let says = format!("{what}: {}; levels: {}", parts.join(", "), levels.join(", "));
        (!parts.is_empty()).then_some(says)
    };
    LevelOf::ALL.into_iter().filter_map(of).collect()
}

/// `key: value` as lines that are `indent` columns in, the first without its indentation.
fn indented(key: &str, value: &Written, indent: usize) -> String {
    let lines = emit(&[(key.to_owned(), value.clone())]);
    let mut out = String::new();
    for (index, line) in lines.lines().enumerate() {
        if index > 0 && !line.is_empty() {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::profile::Library;
    use crate::domain::record::Kind;

    #[test]
    fn a_checklist_names_every_function_and_only_judged_levels() {
        let library = Library::built_in();
        let profile = library.get("missouri-sbic-2014").unwrap();
        let text = template(&Draft::new(Kind::Checklist), "a checklist", "", Some(profile));
        let text = text.replace("\n#|", "");
        let levels = "such as {relationships: close}; functions: relationships, facilitating, \
                      communicating, dialogue; levels: close, far";
        assert!(text.contains(levels), "{text}");
    }
}
