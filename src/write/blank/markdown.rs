//! The form as GitHub flavored Markdown.

use super::section::{Row, Section};
use super::{Form, Head, OBSERVER_NEEDS_ID, TICK_ONE, TITLE, TYPING_IN, one_line};
use crate::domain::profile::Profile;
use crate::text::markdown::harmless;

const BOX: &str = "☐";
const TICKED: &str = "☒";
/// Before the words of a part of an item.
const PART: &str = "↳ ";
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
    blocks.extend(form.sections.iter().map(|part| section(part, &form)));
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
    let ratings = form.ratings.iter().map(|rating| (words(rating.text), rating.means.as_str()));
    let marks = form.marks.iter().map(|&(mark, means)| (mark.to_owned(), means));
    let meanings = ratings.chain(marks).map(|(name, means)| format!("- **{name}**: {means}\n"));
    format!("{TICK_ONE}\n\n{}", meanings.collect::<String>())
}

fn section(section: &Section, form: &Form) -> String {
    let mut out = format!("## {}\n\n", words(section.heading));
    if let Some(lead_in) = section.lead_in {
        out += &format!("{}\n\n", words(lead_in));
    }
    if !section.items.is_empty() {
        out += &table(section, form);
        out += &anchors(&section.items);
    }
    if !section.levels.is_empty() {
        let gap = if section.items.is_empty() { "" } else { "\n" };
        out += &format!("{gap}{}\n\n", section.about_levels());
        for (name, rubric) in &section.levels {
            let rubric = rubric.map(|rubric| format!(": {}", words(rubric))).unwrap_or_default();
            out += &format!("- {BOX} **{}**{rubric}\n", words(name));
        }
    }
    out
}

fn table(section: &Section, form: &Form) -> String {
    let names: Vec<String> = form.ratings.iter().map(|rating| words(rating.text)).collect();
    let mut out = format!("| | item | {} | comment |\n", names.join(" | "));
    out += &format!("| ---: | :--- |{} :--- |\n", " :---: |".repeat(names.len()));
    for row in &section.items {
        let boxes = row.boxes.iter().map(|&is_box| if is_box { BOX } else { NO_BOX });
        let boxes: Vec<&str> = boxes.collect();
        let indent = if row.is_part { PART } else { "" };
        let marks = match row.marks.is_empty() {
            true => String::new(),
            false => format!(" **({})**", words(&row.marks.join("; "))),
        };
        out += &format!(
            "| {} | {indent}{}{marks} | {} | |\n",
            row.number,
            words(row.text),
            boxes.join(" | ")
        );
    }
    out
}

/// What the steps mean for each item, where the document says so.
fn anchors(rows: &[Row]) -> String {
    let with = rows.iter().filter(|row| !row.anchors.is_empty());
    let lines: Vec<String> = with
        .map(|row| {
            let anchor = |(step, means): &(&str, &str)| {
                format!("  - **{}**: {}\n", words(step), words(means))
            };
            let anchors = row.anchors.iter().map(anchor).collect::<String>();
            format!("- {}\n{anchors}", row.number)
        })
        .collect();
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
}

fn small_print(form: &Form) -> String {
    let ids = form.ids().map(|(part, items)| format!("- {}: {}\n", words(part), words(&items)));
    format!(
        "---\n\n{TYPING_IN} {}\n\n{}\n{}\n",
        words(&form.words_of_the_file()),
        ids.collect::<String>(),
        words(&form.made_from())
    )
}
