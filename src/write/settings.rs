//! Small edits in the text of coach.toml: a school comes, goes or gets another id or name, and another
//! profile becomes the usual one. The text comes in and goes out; comments, order and every other byte
//! stay. Whether the result makes sense is for its reader to say.

use std::ops::Range;

use crate::diagnostic::Problems;
use crate::syntax::toml::parse;
use crate::syntax::tree::{Entry, Node, Value};
use crate::text::source::Source;

/// `text` with the school `id`, called `name`, behind the schools that are there.
///
/// ```
/// # use coach::write::settings::add_school;
/// let text = "version = 1\n\n[schools.lincoln]\nname = \"Lincoln\"\n\n[checks]\n";
/// let added = add_school(text, "prairie", "Prairie \"View\"").unwrap();
/// let school = "\n[schools.prairie]\nname = \"Prairie \\\"View\\\"\"\n";
/// assert_eq!(added, text.replace("\n\n[checks]", &format!("\n{school}\n[checks]")));
/// ```
///
/// # Errors
/// In words: the text is no TOML.
pub fn add_school(text: &str, id: &str, name: &str) -> Result<String, String> {
    let school = format!("[schools.{id}]\nname = {}\n", quoted(name));
    edit(text, |root| {
        let last = entries(root, "schools").iter().map(|entry| lines_of(text, entry).end).max();
        if let Some(at) = last {
            let gap = if text[..at].ends_with('\n') { "\n" } else { "\n\n" };
            return Ok(vec![(at..at, format!("{gap}{school}"))]);
        }
        let at = before_periods(text);
        let (before, after) = match at {
            at if at == text.len() && !text.ends_with('\n') => ("\n\n", ""),
            at if at == text.len() => ("\n", ""),
            _ => ("", "\n"),
        };
        Ok(vec![(at..at, format!("{before}{school}{after}"))])
    })
}

/// `text` in which the school `old` has the id `new`.
///
/// # Errors
/// In words: the text is no TOML, or has no such school.
pub(crate) fn rename_school(text: &str, old: &str, new: &str) -> Result<String, String> {
    edit(text, |root| Ok(vec![(school(root, old)?.key_span.range(), new.to_owned())]))
}

/// `text` in which the school `id` is called `name`.
///
/// # Errors
/// In words: the text is no TOML, or has no such school with a name.
pub(crate) fn name_school(text: &str, id: &str, name: &str) -> Result<String, String> {
    edit(text, |root| {
        let entry = school(root, id)?;
        let old = entry.value.get("name").ok_or_else(|| format!("the school {id} has no name"))?;
        Ok(vec![(old.span.range(), quoted(name))])
    })
}

/// `text` without the school `id`, and without the comments beside and among its lines.
///
/// # Errors
/// In words: the text is no TOML, or has no such school.
pub(crate) fn remove_school(text: &str, id: &str) -> Result<String, String> {
    edit(text, |root| {
        let lines = lines_of(text, school(root, id)?);
        // Of the empty lines before and behind it, one side stays.
        let behind =
            text[lines.end..].len() - text[lines.end..].trim_start_matches(['\r', '\n']).len();
        let has_gap =
            text[..lines.start].ends_with("\n\n") || text[..lines.start].ends_with("\r\n\r\n");
        let end = if has_gap { lines.end + behind } else { lines.end };
        Ok(vec![(lines.start..end, String::new())])
    })
}

/// `text` in which the profile `id` is the usual one.
///
/// # Errors
/// In words: the text is no TOML, or names no usual profile.
pub(crate) fn use_profile(text: &str, id: &str) -> Result<String, String> {
    edit(text, |root| {
        let old = root.get("profile").ok_or("coach.toml names no profile")?;
        Ok(vec![(old.span.range(), quoted(id))])
    })
}

/// `text` with the pieces that `pieces` gives in place of what stands there.
fn edit(
    text: &str,
    pieces: impl FnOnce(&Node) -> Result<Vec<(Range<usize>, String)>, String>,
) -> Result<String, String> {
    let source = Source::new("", text.to_owned());
    let mark = text.len() - source.text.len();
    let mut problems = Problems::default();
    let root = parse(&source, &mut problems);
    if !problems.is_empty() {
        return Err("coach.toml has a fault that comes first; `coach check` explains it".to_owned());
    }
    let mut out = source.text.clone();
    for (at, new) in pieces(&root)?.into_iter().rev() {
        out.replace_range(at, &new);
    }
    Ok(format!("{}{out}", &text[..mark]))
}

fn entries<'n, 's>(root: &'n Node<'s>, key: &str) -> &'n [Entry<'s>] {
    match root.get(key).map(|node| &node.value) {
        Some(Value::Map(entries)) => entries,
        _ => &[],
    }
}

fn school<'n, 's>(root: &'n Node<'s>, id: &str) -> Result<&'n Entry<'s>, String> {
    let found = entries(root, "schools").iter().find(|entry| entry.key == id);
    found.ok_or_else(|| format!("coach.toml lists no school {id}"))
}

/// The lines of `entry`, from the one of its key to that of its last value.
fn lines_of(text: &str, entry: &Entry) -> Range<usize> {
    let mut end = entry.key_span.range().end.max(entry.value.span.range().end);
    if let Value::Map(entries) = &entry.value.value {
        end = entries.iter().map(|entry| entry.value.span.range().end).fold(end, usize::max);
    }
    let start = text[..entry.key_span.range().start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    start..end
}

/// Where the first school goes: before the table of periods with the comment above it, or else before the
/// first table that is none of profiles', or at the end.
fn before_periods(text: &str) -> usize {
    let mut starts: Vec<usize> = vec![0];
    starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    let line = |index: usize| text[starts[index]..].lines().next().unwrap_or_default().trim();
    let is_table = |index: &usize| line(*index).starts_with('[');
    let is_periods = |index: &usize| line(*index).starts_with("[periods");
    let tables = (0..starts.len()).filter(is_table);
    let other = || tables.clone().find(|&index| !line(index).starts_with("[profiles"));
    let Some(table) = (0..starts.len()).find(is_periods).or_else(other) else { return text.len() };
    let above = (0..table).rev().take_while(|&index| line(index).starts_with('#')).last();
    starts[above.unwrap_or(table)]
}

/// `text` as a string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\t' => out.push(c),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    const TEXT: &str = "version = 1\nprofile = \"old\"    # built in\n\n# The schools.\n[schools.a]\n\
                        name = \"A\"   # so\neducators = 4\n\n# The next.\n[schools.b]\nname = 'B'\n\n\
                        # Parts.\n[periods]\n";

    #[test]
    fn every_other_byte_stays() {
        let done = rename_school(TEXT, "a", "z").unwrap();
        assert_eq!(done, TEXT.replace("[schools.a]", "[schools.z]"));
        let done = name_school(TEXT, "b", "New \"B\"").unwrap();
        assert_eq!(done, TEXT.replace("'B'", "\"New \\\"B\\\"\""));
        let done = use_profile(TEXT, "new").unwrap();
        assert_eq!(done, TEXT.replace("\"old\"", "\"new\""));
        let done = add_school(TEXT, "c", "C").unwrap();
        assert_eq!(done, TEXT.replace("'B'\n", "'B'\n\n[schools.c]\nname = \"C\"\n"));
        let done = remove_school(TEXT, "a").unwrap();
        let gone = "[schools.a]\nname = \"A\"   # so\neducators = 4\n";
        assert_eq!(done, TEXT.replace(gone, ""));
    }

    #[test]
    fn the_first_school_stands_before_the_periods() {
        let text =
            "version = 1\n\n[profiles]\n\n# The schools.\n#[schools.x]\n\n# Parts.\n[periods]\n";
        let done = add_school(text, "c", "C").unwrap();
        let school = "[schools.c]\nname = \"C\"\n\n# Parts.";
        assert_eq!(done, text.replace("# Parts.", school));
        let done = add_school("version = 1", "c", "C").unwrap();
        assert_eq!(done, "version = 1\n\n[schools.c]\nname = \"C\"\n");
    }

    #[test]
    fn what_is_no_toml_is_left_alone() {
        assert!(add_school("version = ", "c", "C").is_err());
        assert!(rename_school(TEXT, "q", "z").unwrap_err().contains("no school q"));
    }
}
