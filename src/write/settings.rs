//! Small changes of coach.toml, which someone wrote. Its text comes in; the text with the change goes out, with
//! every comment and every other byte as it was, or a refusal that says what to write by hand.

use crate::diagnostic::Problems;
use crate::syntax::toml::parse;
use crate::syntax::tree::{Entry, Node, Value};
use crate::text::source::Source;

/// Why a change was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    /// There is such a school.
    #[error("the school {0} is there already")]
    IsThere(String),
    /// It cannot be done safely.
    #[error("it cannot be changed safely; write there by hand:\n{0}")]
    ByHand(String),
}

/// `text`, the whole of coach.toml, with the school `id` called `name`: below the last school, or else at the
/// end.
///
/// # Errors
/// The school is there, `text` is no TOML, or the result would not read as the same settings with just this
/// school more.
pub(crate) fn add_school(text: &str, id: &str, name: &str) -> Result<String, Refused> {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let quoted = quoted(name);
    let lines = [format!("[schools.{id}]"), format!("name = {quoted}")];
    let before = Source::new("", text.to_owned());
    let mut problems = Problems::default();
    let root = parse(&before, &mut problems);
    let by_hand = || Refused::ByHand(lines.join("\n"));
    if !problems.is_empty() {
        return Err(by_hand());
    }
    if root.get("schools").is_some_and(|schools| schools.get(id).is_some()) {
        return Err(Refused::IsThere(id.to_owned()));
    }
    let places = below_last_school(text).into_iter().chain([text.len()]);
    let mut tries = places.map(|at| put(text, at, &lines, ending));
    tries.find(|after| only_adds(&root, after, id, name)).ok_or_else(by_hand)
}

/// Where the table of the last school ends, as its lines look; the caller makes sure.
fn below_last_school(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut end = None;
    let mut is_within = false;
    for line in text.split_inclusive('\n') {
        let is_header = line.trim_start().starts_with('[');
        let is_school = is_header && line.trim_start()[1..].trim_start().starts_with("schools.");
        is_within = if is_header { is_school } else { is_within };
        at += line.len();
        // Comments above the next table are that one's.
        let says = !line.trim().is_empty() && !line.trim_start().starts_with('#');
        if is_within && says {
            end = Some(at);
        }
    }
    end
}

/// `text` with `lines` at the byte `at`, each ended by `ending`.
fn put(text: &str, at: usize, lines: &[String], ending: &str) -> String {
    let (above, below) = text.split_at(at);
    let is_open = !above.is_empty() && !above.ends_with('\n');
    let break_before = if is_open { ending } else { "" };
    let lines: String = lines.iter().map(|line| format!("{line}{ending}")).collect();
    format!("{above}{break_before}{lines}{below}")
}

/// Whether `after` says what `before` does and that there is the school `id` called `name`.
fn only_adds(before: &Node, after: &str, id: &str, name: &str) -> bool {
    let source = Source::new("", after.to_owned());
    let mut problems = Problems::default();
    let mut root = parse(&source, &mut problems);
    if !problems.is_empty() {
        return false;
    }
    let had_schools = before.get("schools").is_some();
    let Value::Map(settings) = &mut root.value else { return false };
    let Some(place) = settings.iter().position(|entry| entry.key == "schools") else {
        return false;
    };
    let Value::Map(schools) = &mut settings[place].value.value else { return false };
    let Some(new) = schools.iter().position(|entry| entry.key == id) else { return false };
    let new = schools.remove(new);
    let is_empty = schools.is_empty();
    if is_empty && !had_schools {
        settings.remove(place);
    }
    is_named(&new, name) && root.fingerprint() == before.fingerprint()
}

fn is_named(school: &Entry, name: &str) -> bool {
    let Value::Map(keys) = &school.value.value else { return false };
    matches!(&keys[..], [only] if only.key == "name" && only.value.text() == Some(name))
}

/// `name` as TOML writes text.
fn quoted(name: &str) -> String {
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    const SETTINGS: &str = "version = 1\ndistrict = \"D\"\n";

    #[test]
    fn a_school_stands_below_the_others_and_comments_stay() {
        let before = format!(
            "{SETTINGS}# ours\n[schools.adams] # old\nname = \"Adams\"\n\n# of the year\n[periods]\nfall = 1\n"
        );
        let after = before.replace(
            "\"Adams\"\n",
            "\"Adams\"\n[schools.prairie-view]\nname = \"Prairie \\\"View\\\"\"\n",
        );
        assert_eq!(add_school(&before, "prairie-view", "Prairie \"View\"").unwrap(), after);
    }

    #[test]
    fn the_first_school_stands_at_the_end() {
        let before = SETTINGS.trim_end();
        let after = format!("{SETTINGS}[schools.k-8]\nname = \"Peñasco\"\n");
        assert_eq!(add_school(before, "k-8", "Peñasco").unwrap(), after);
        let windows = SETTINGS.replace('\n', "\r\n");
        let after = after.replace('\n', "\r\n");
        assert_eq!(add_school(&windows, "k-8", "Peñasco").unwrap(), after);
    }

    #[test]
    fn what_only_looks_like_a_school_is_no_place() {
        let before = format!("{SETTINGS}text = \"\"\"\n[schools.x]\n  y\n\"\"\"\n");
        let after = format!("{before}[schools.k-8]\nname = \"K\"\n");
        assert_eq!(add_school(&before, "k-8", "K").unwrap(), after);
    }

    #[test]
    fn what_cannot_be_done_safely_is_refused() {
        let there = format!("{SETTINGS}[schools.k-8]\nname = \"K\"\n");
        assert_eq!(add_school(&there, "k-8", "K"), Err(Refused::IsThere("k-8".to_owned())));
        for before in ["schools = {a = {name = \"A\"}}\n", "version = \n"] {
            let by_hand = Refused::ByHand("[schools.k-8]\nname = \"K\"".to_owned());
            assert_eq!(add_school(before, "k-8", "K"), Err(by_hand), "{before}");
        }
    }
}
