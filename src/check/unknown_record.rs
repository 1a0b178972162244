//! A reference to a record of the pair that is not there, or is of another kind.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Kind, Record};
use crate::store::LoadedRecord;
use crate::store::RELATIONSHIP;
use crate::text::nearest;
use crate::text::source::At;
use crate::text::wording::{count, quote};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unknown-record",
        sentence: "`replaces` and `ref` give the file name of a checklist of the same pair",
        reason: "If the record is not there, the correction corrects nothing, and the mistaken \
                 ratings still count.",
        level: Level::Error,
        leaves_out: false,
        bad: "replaces: 2025-10-01-checklist-00ab.yaml",
        mended: "replaces: 2025-10-01-checklist-00aa.yaml",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        for name in loaded.record.named_files() {
            report(pair, loaded, name, found);
        }
    }
}

fn report(pair: &Pair, loaded: &LoadedRecord, name: &At<String>, found: &mut Found) {
    let kind = match name.value.as_str() {
        RELATIONSHIP => Some(Kind::Relationship),
        dated => pair.record_named(dated).map(Record::kind),
    };
    let is_there = kind.is_some() || pair.has_file(&name.value);
    if kind == Some(Kind::Checklist) || is_there && kind.is_none() {
        return;
    }
    found.push(loaded.file.path(), || {
        // No name of a file has spaces: these words may be prose that slipped under the wrong key.
        let is_name = !name.value.contains(char::is_whitespace);
        let message = match kind {
            Some(kind) => format!("{} is a {}, not a checklist", quote(&name.value), kind.noun()),
            None if is_name => format!("this pair has no record {}", quote(&name.value)),
            None => "a file name belongs here".to_owned(),
        };
        let file = &loaded.file;
        let place = if is_name { file.place(name.span) } else { file.place_unshown(name.span) };
        let mut diagnostic = Diagnostic::new(&CHECK.rule, place, message);
        let checklists: Vec<&str> = pair
            .records
            .iter()
            .filter(|other| matches!(other.record, Record::Checklist(_)))
            .map(|other| other.file.name.as_str())
            .filter(|&other| other != loaded.file.name)
            .collect();
        if let Some(near) = nearest_file(&name.value, &checklists) {
            diagnostic = diagnostic.label(format!("did you mean `{near}`?"));
        }
        diagnostic.help(match checklists.len() {
            0 => "the folder holds no other checklist".to_owned(),
            n => format!(
                "write the file name of a checklist in this folder; it has {}",
                count(n, "other")
            ),
        })
    });
}

/// The file that is most likely meant: names share most of their letters, so only a slip of a few
/// counts, or a missing ending.
fn nearest_file<'n>(name: &str, files: &[&'n str]) -> Option<&'n str> {
    let of_day = |file: &&&str| name.get(..10).is_some_and(|day| file.starts_with(day));
    let stem = |file: &'n str| file.strip_suffix(".yaml").unwrap_or(file);
    let exact = files.iter().find(|&&file| stem(file) == name.trim_end_matches(".yml"));
    let on_day: Vec<&str> = files.iter().filter(of_day).copied().collect();
    exact.copied().or_else(|| match on_day[..] {
        [only] => Some(only),
        _ => nearest(name, on_day),
    })
}
