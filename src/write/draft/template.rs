//! The text that an editor opens on: every key of a record, filled as far as it is known, with lines
//! of guidance that are dropped again when it is read.

use super::Draft;
use super::edited::GUIDANCE;
use crate::domain::key::{Form, Key, Terms};
use crate::domain::profile::Profile;
use crate::domain::record::{Rating, SOURCE};
use crate::syntax::yaml::{Written, emit};
use crate::text::wording::wrap;

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
        for item in &profile.items {
            self.guide(indent, &item.text);
            let value = values.iter().find(|(known, _)| *known == item.id).map(|(_, value)| value);
            self.out.push_str(&" ".repeat(indent));
            match value {
                Some(value) => self.out.push_str(&indented(&item.id, value, indent)),
                None => self.out.push_str(&format!("{}:\n", item.id)),
            }
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
                format!("{says}: {}", Rating::words(profile).collect::<Vec<_>>().join(", "))
            }
            Form::Levels => {
                let Some(profile) = self.profile else { return says };
                let functions: Vec<&str> =
                    profile.functions.iter().map(|function| function.id.as_str()).collect();
                let judged = profile.judged_levels(None).into_iter();
                let levels: Vec<&str> =
                    judged.map(|level| profile.levels[level].id.as_str()).collect();
                let (Some(function), Some(level)) = (functions.first(), levels.first()) else {
                    return format!("{says}: none here, since the profile computes every level");
                };
                format!(
                    "{says}, such as {{{function}: {level}}}; functions: {}; levels: {}",
                    functions.join(", "),
                    levels.join(", ")
                )
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
