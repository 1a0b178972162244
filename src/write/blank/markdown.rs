//! The form as GitHub flavored Markdown.

use super::{
    Form, FunctionPart, Head, LEVELS_ARE_OPTIONAL, OBSERVER_NEEDS_ID, TITLE, TYPING_IN, one_line,
};
use crate::domain::profile::Profile;
use crate::text::markdown::harmless;

const BOX: &str = "☐";
const TICKED: &str = "☒";
/// Where there is nothing to tick.
const NO_BOX: &str = "–";
const BLANK: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// A blank checklist for `profile` as Markdown, ending with a line break. In it, what `head` knows is
/// filled in.
///
/// ```
/// # use coach::{domain::profile::Library, write::blank::{Head, markdown}};
/// let library = Library::built_in();
/// let form = markdown(library.get("missouri-sbic-2014").unwrap(), &Head::default());
/// assert!(form.starts_with("# Fidelity checklist\n\nSchool-Based Implementation Coaching"));
/// ```
pub fn markdown(profile: &Profile, head: &Head) -> String {
    let form = Form::of(profile, head);
    let mut blocks = vec![
        format!("# {TITLE}\n"),
        format!("{}, {}\n", words(&profile.title), words(&profile.edition)),
        format!("{}\n", words(&profile.source)),
        fields(&form),
        ratings(&form),
    ];
    blocks.extend(form.foundation().map(|text| format!("{}\n", words(&text))));
    blocks.extend(form.about_computed().map(|text| format!("{}\n", words(&text))));
    blocks.extend(form.functions.iter().map(|part| function(part, &form)));
    blocks.push(small_print(&form));
    blocks.join("\n")
}

fn words(text: &str) -> String {
    harmless(&one_line(text))
}

fn fields(form: &Form) -> String {
    let fields = form.fields.iter().map(|(label, value)| {
        format!("- {label}: {}\n", value.as_deref().map_or_else(|| BLANK.to_owned(), words))
    });
    let ticked = |&(ref role, ticked): &(String, bool)| {
        format!("{} {}", if ticked { TICKED } else { BOX }, words(role))
    };
    let roles: Vec<String> = form.roles.iter().map(ticked).collect();
    format!(
        "{}- Rated by: {}\n\n{OBSERVER_NEEDS_ID}\n",
        fields.collect::<String>(),
        roles.join(", ")
    )
}

fn ratings(form: &Form) -> String {
    let meanings = form.ratings.iter().map(|(name, meaning)| format!("- **{name}**: {meaning}\n"));
    format!("Tick one box for each item.\n\n{}", meanings.collect::<String>())
}

fn function(part: &FunctionPart, form: &Form) -> String {
    let mut out = format!("## {}\n\n", words(&part.function.heading));
    if let Some(lead_in) = &part.function.lead_in {
        out += &format!("{}\n\n", words(lead_in));
    }
    let names: Vec<&str> = form.ratings.iter().map(|(name, _)| *name).collect();
    out += &format!("| | item | {} | comment |\n", names.join(" | "));
    out += &format!("| ---: | :--- |{} :--- |\n", " :---: |".repeat(names.len()));
    for &(number, text, may_be_na) in &part.items {
        let boxes = form.ratings.iter().map(|(name, _)| mark(name, may_be_na));
        let boxes: Vec<&str> = boxes.collect();
        out += &format!("| {number} | {} | {} | |\n", words(text), boxes.join(" | "));
    }
    if !part.levels.is_empty() {
        out += &format!("\n{LEVELS_ARE_OPTIONAL}\n\n");
        for (name, rubric) in &part.levels {
            let rubric = rubric.map(|rubric| format!(": {}", words(rubric))).unwrap_or_default();
            out += &format!("- {BOX} **{}**{rubric}\n", words(name));
        }
    }
    out
}

fn mark(rating: &str, may_be_na: bool) -> &'static str {
    if rating == "not applicable" && !may_be_na { NO_BOX } else { BOX }
}

fn small_print(form: &Form) -> String {
    let ids =
        form.ids().map(|(function, items)| format!("- {}: {}\n", words(function), words(&items)));
    format!(
        "---\n\n{TYPING_IN} {}\n\n{}\n{}\n",
        words(&form.words_of_the_file()),
        ids.collect::<String>(),
        words(&form.made_from())
    )
}
