//! A profile from a list of items: the bytes of a CSV file and what the profile is called come in; the
//! text of a profile that can be used as it is goes out, or every fault of the list by its line. What the
//! document's own words have to say, and nobody gave, is a sentence that says what belongs there.

mod ids;
mod items;

use std::collections::BTreeMap;

pub(crate) use ids::id_of;
use items::{Function, Item, items};

use super::csv_rows::CsvFault;
use super::new_district::{fill, toml_string};
use crate::domain::profile::{LEVEL_RULES, bounds, first_words};
use crate::store::LARGEST;
use crate::text::wording::any_of;

/// The ways to meet or write of a new profile: id and words.
const METHODS: [(&str, &str); 4] =
    [("in-person", "in person"), ("phone", "phone"), ("email", "e-mail"), ("video", "video call")];
const EDITION: &str = "not said yet: write here what tells its editions apart, such as a year";
const SOURCE: &str = "not said yet: write here where these words come from, as you would cite it";

/// What a profile is called.
pub(crate) struct Named<'n> {
    pub(crate) id: &'n str,
    pub(crate) title: &'n str,
    pub(crate) edition: Option<&'n str>,
    pub(crate) source: Option<&'n str>,
}

/// A profile as it is to be written.
#[derive(Debug)]
pub(crate) struct NewProfile {
    pub(crate) text: String,
    pub(crate) functions: usize,
    pub(crate) items: usize,
    /// What its reader should know, in sentences.
    pub(crate) notes: Vec<String>,
}

/// The profile with the items that `bytes` list: a header with the columns function and item, and if
/// wanted rule, label, id, critical and reverse; then one row per item.
///
/// # Errors
/// Every fault of the list, in the order of lines; of many, the first twenty.
pub(crate) fn new_profile(bytes: &[u8], named: &Named) -> Result<NewProfile, Vec<CsvFault>> {
    let list = items(bytes)?;
    let mut notes = list.unused;
    let alike = Alike::of(&list.functions);
    notes.extend(alike.note());
    let functions: String =
        list.functions.iter().map(|function| function_lines(function, &alike)).collect();
    let methods = METHODS.map(|(id, text)| {
        format!("[[methods]]\nadded = {{ id = {}, text = {} }}", toml_string(id), toml_string(text))
    });
    let text = fill(
        include_str!("profile.tmpl.toml"),
        &[
            ("title", &toml_string(named.title)),
            ("edition", &toml_string(named.edition.unwrap_or(EDITION))),
            ("source", &toml_string(named.source.unwrap_or(SOURCE))),
            ("id", &toml_string(named.id)),
            ("level_rules", &any_of(LEVEL_RULES.iter().map(|rule| rule.name))),
            ("functions", &functions),
            ("methods", &methods.join("\n")),
        ],
    );
    if text.len() > LARGEST {
        let message = "its profile would be larger than 1 MiB; is it the right file?";
        return Err(vec![CsvFault { line: 1, message: message.to_owned() }]);
    }
    let items = list.functions.iter().map(|function| function.items.len()).sum();
    Ok(NewProfile { text, functions: list.functions.len(), items, notes })
}

fn function_lines(function: &Function, alike: &Alike) -> String {
    let head = format!(
        "\n[[functions]]\nheading = {}\n[functions.added]\nid = {}\n",
        toml_string(&function.heading),
        toml_string(&function.id)
    );
    let items = function.items.iter().map(|item| item_lines(item, alike));
    head + &items.collect::<String>()
}

fn item_lines(item: &Item, alike: &Alike) -> String {
    let mut lines = format!(
        "\n[[functions.items]]\ntext = {}\n[functions.items.added]\nid = {}\n",
        toml_string(&item.text),
        toml_string(&item.id)
    );
    match &item.label {
        Some(label) => lines += &format!("label = {}\n", toml_string(label)),
        None if alike.has(item) => {
            lines += &format!(
                "# Another item begins with the same words. Say in at most {} characters what this one is:\n\
                 # label = \"\"\n",
                bounds::LONGEST_LABEL
            );
        }
        None => {}
    }
    for (key, is_so) in [("critical", item.critical), ("reverse", item.reverse)] {
        if is_so {
            lines += &format!("{key} = true\n");
        }
    }
    if let Some(evidence) = &item.evidence {
        lines += &format!("evidence = {evidence}\n");
    }
    lines
}

/// How many items would be called the same in tables, by what they would be called.
struct Alike(BTreeMap<String, usize>);

impl Alike {
    fn of(functions: &[Function]) -> Self {
        let mut called = BTreeMap::new();
        for item in functions.iter().flat_map(|function| &function.items) {
            *called.entry(called_so(item)).or_default() += 1;
        }
        called.retain(|_, items| *items > 1);
        Self(called)
    }

    fn has(&self, item: &Item) -> bool {
        self.0.contains_key(&called_so(item))
    }

    fn note(&self) -> Option<String> {
        let items: usize = self.0.values().sum();
        (items > 0).then(|| {
            format!(
                "{items} items begin with the same words as another, and tables call them the same: \
                 give each of them a `label`"
            )
        })
    }
}

fn called_so(item: &Item) -> String {
    item.label.clone().unwrap_or_else(|| first_words(&item.text))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)] // a panic is how a test fails
mod tests;
