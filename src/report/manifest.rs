//! What a document was made with and what it rests on, line by line: a label, and what belongs to it. Formats that
//! have room for a list show these lines, so that whoever has the document can tell whether another rests on the
//! same records.

use super::model::Commit;
use super::page::{Fact, MadeOf};

/// The lines of `made`, in the order in which they are shown. No text of records or settings is made harmless yet.
pub(in crate::report) fn lines(made: &MadeOf) -> Vec<(&'static str, String)> {
    let mut lines = vec![("Made by", format!("{} {}", made.tool.name, made.tool.version))];
    for [id, edition, hash] in &made.profiles {
        lines.push(("Profile", format!("{id}, {edition}")));
        lines.push(("Profile sha256", (*hash).to_owned()));
    }
    lines.push(("As of", made.as_of.to_string()));
    for window in &made.windows {
        lines.push(("Period", format!("{}, {} to {}", window.label, window.from, window.to)));
    }
    lines.extend(made.records.iter().map(|records| ("Records", records.clone())));
    let commit = made.commit;
    lines.push(("Commit", commit.map_or("none known", |commit| &commit.id).to_owned()));
    lines.extend(commit.map(|commit| ("Changes since", changes(commit).to_owned())));
    lines.extend(made.records_sha256.map(|digest| ("Records sha256", digest.to_owned())));
    lines
}

/// The same as facts of a page, each label once.
pub(in crate::report) fn facts(made: &MadeOf) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (label, line) in lines(made) {
        match facts.last_mut().filter(|fact| fact.label == label) {
            Some(fact) => fact.lines.push(line),
            None => facts.push(Fact::new(label, vec![line])),
        }
    }
    facts
}

/// Whether anything that was read differs from `commit`.
fn changes(commit: &Commit) -> &'static str {
    match commit.has_changes {
        Some(false) => "none: the folder is as committed",
        Some(true) => "yes: something that was read is not as committed",
        None => "unknown",
    }
}
