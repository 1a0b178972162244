//! `people.yaml`, the district's own list of ids and names, where it keeps one. The folder comes
//! in; names by id go out, with what is wrong with the file. Names are only for the terminal of the
//! person who sits at it: no record, report or finding says them.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::{read_source, rules};
use crate::diagnostic::{Diagnostic, Finding, Masking, Place, Problems};
use crate::syntax::tree::{Entry, Value, read, rules as tree_rules};
use crate::syntax::yaml::{self, rules as yaml_rules};
use crate::text::source::{Source, Span};
use crate::text::wording::quote;

/// The file with names in it, which git is to ignore.
pub const PEOPLE: &str = "people.yaml";

/// Names by id. A name is text as it is in the file; before it goes to a terminal it passes
/// through [`crate::text::wording::visible`].
#[derive(Clone, Debug, Default)]
pub struct People(BTreeMap<String, String>);

impl People {
    /// Reads the list of the district's folder `root`. Without one nobody has a name. Where the file
    /// has faults they go out beside the names that can be read, and quote none of them: to be
    /// without a name is no reason to refuse work.
    pub(crate) fn read(root: &Path) -> (Self, Vec<Diagnostic>) {
        let path = root.join(PEOPLE);
        // Where the system does not say what is there, reading it will say why.
        let is_missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
        if path.symlink_metadata().is_err_and(is_missing) {
            return (Self::default(), Vec::new());
        }
        if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            let message = "this is not a regular file, so it is not opened";
            let fault = Diagnostic::new(&rules::UNREADABLE, Place::file(PEOPLE), message);
            return (Self::default(), vec![fault]);
        }
        match read_source(&path, PEOPLE) {
            Ok(source) => Self::of(&source),
            Err(mut fault) => {
                // The line of a byte that is no UTF-8 may hold a name.
                if let Some(region) = &mut fault.place.region {
                    region.line = None;
                }
                (Self::default(), vec![*fault])
            }
        }
    }

    /// The names that a text says, and what is wrong with it.
    pub(crate) fn of(source: &Source) -> (Self, Vec<Diagnostic>) {
        let mut problems = Problems::default();
        // Whatever is in this file may be a name.
        problems.hide(Span::new(0..source.text.len()));
        let root = match yaml::parse(source, &mut problems) {
            Ok(root) => root,
            Err(fault) if fault.is(&yaml_rules::EMPTY) => return (Self::default(), Vec::new()),
            Err(fault) => {
                let fault = fault.finish(source, &Masking::AllBut(&[]));
                return (Self::default(), vec![fault]);
            }
        };
        let mut names = BTreeMap::new();
        match &root.value {
            Value::Map(entries) => {
                names.extend(entries.iter().filter_map(|entry| person(entry, &mut problems)));
            }
            Value::Refused => {}
            _ => problems.push(
                Finding::new(&tree_rules::WRONG_TYPE, root.span, "people are listed as id: name")
                    .label(format!("this is {}", root.describe()))
                    .help(EXAMPLE),
            ),
        }
        (Self(names), problems.finish(source).0)
    }

    /// Every id with its name, in the order of ids.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// `id`, with the name of the person where it is known.
    pub(crate) fn with_name(&self, id: &str) -> String {
        match self.name_of(id) {
            Some(name) => format!("{id} ({name})"),
            None => id.to_owned(),
        }
    }

    /// The name of the person with this id.
    pub(crate) fn name_of(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

const EXAMPLE: &str = "each line has a person's id, a colon and the name, for example `t-104: …`";

/// Id and name of one line, or a finding that says neither.
fn person(entry: &Entry, problems: &mut Problems) -> Option<(String, String)> {
    let has_digit = entry.key.bytes().any(|b| b.is_ascii_digit());
    if read::id_fault(&entry.key).is_some() || !has_digit {
        problems.push(
            Finding::new(&tree_rules::BAD_ID, entry.key_span, "a person's id belongs here")
                .label("ids are made of a-z, 0-9 and -, at most 32, and people's have a digit")
                .help(EXAMPLE),
        );
        return None;
    }
    let text = match &entry.value.value {
        Value::Quoted(text) => Some(text),
        Value::Plain(text) if !read::is_boolean(text) => Some(text),
        _ => None,
    };
    let name = text.map(|text| text.trim()).filter(|name| !name.is_empty());
    if name.is_none() && !matches!(entry.value.value, Value::Refused) {
        let found = entry.value.describe();
        let message = format!("the name of {} belongs here, not {found}", quote(&entry.key));
        problems
            .push(Finding::new(&tree_rules::WRONG_TYPE, entry.value.span, message).help(EXAMPLE));
    }
    Some((entry.key.to_string(), name?.to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::text;

    /// The names of a text, and its findings as they are shown.
    fn people(text: &str) -> (People, String) {
        let (people, faults) = People::of(&Source::new(PEOPLE, text.to_owned()));
        let style = text::Style { color: false, width: 100, prefix: "", excerpt: true };
        (people, text::render_all(&faults, style))
    }

    #[test]
    fn names_are_read_by_id() {
        let text = "# ours\nt-104: Zebra Quill\nc-03: \"Åse: Quill\"\n007: 'Bond'\n";
        let (people, faults) = people(text);
        assert_eq!(faults, "");
        assert_eq!(people.name_of("t-104"), Some("Zebra Quill"));
        assert_eq!(people.name_of("c-03"), Some("Åse: Quill"));
        assert_eq!(people.name_of("007"), Some("Bond"));
        assert_eq!(people.name_of("t-1"), None);
    }

    #[test]
    fn without_a_file_or_with_an_empty_one_nobody_has_a_name() {
        for text in ["", "# nobody yet\n"] {
            let (people, faults) = people(text);
            assert!(people.0.is_empty() && faults.is_empty(), "{faults}");
        }
        let (people, faults) = People::read(tempfile::tempdir().unwrap().path());
        assert!(people.0.is_empty() && faults.is_empty());
    }

    #[test]
    fn faults_are_named_and_names_are_not() {
        for (text, rule) in [
            ("Zebra Quill: t-104\n", "bad-id"),
            ("zebra: Quill\n", "bad-id"),
            ("Zebra-7: Quill\n", "bad-id"),
            ("t-104: [Zebra, Quill]\n", "wrong-type"),
            ("t-104:\n", "wrong-type"),
            ("t-104: true\n", "wrong-type"),
            ("- Zebra\n", "wrong-type"),
            ("Zebra Quill\n", "wrong-type"),
            ("t-104: Zebra\nt-104: Quill\n", "duplicate-key"),
            ("Zebra: t-104\nZebra: t-105\n", "duplicate-key"),
            ("t-104: &zebra Quill\n", "yaml-feature"),
            ("t-104: !zebra Quill\n", "yaml-feature"),
            ("t-104: Zebra: Quill\n", "yaml-syntax"),
            ("t-104: \"Zebra Quill\n", "yaml-syntax"),
        ] {
            let (_, faults) = people(text);
            assert!(faults.contains(&format!("[{rule}]")), "{text}{faults}");
            let faults = faults.to_lowercase();
            assert!(!faults.contains("zebra") && !faults.contains("quill"), "{text}{faults}");
        }
    }

    #[test]
    fn a_fault_in_one_line_leaves_the_others() {
        let (people, faults) = people("t-104: Zebra\nt-105: [x]\nt-106: Quill\n");
        assert_eq!(people.name_of("t-104"), Some("Zebra"));
        assert_eq!(people.name_of("t-105"), None);
        assert_eq!(people.name_of("t-106"), Some("Quill"));
        assert!(faults.contains("people.yaml:2:8") && faults.contains("`t-105`"), "{faults}");
    }

    #[test]
    fn what_cannot_be_read_is_a_finding() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(PEOPLE), b"t-104: Zebra \xe9\n").unwrap();
        let (_, faults) = People::read(folder.path());
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].rule.id, "not-utf8");
        assert!(!format!("{faults:?}").contains("Zebra"));
        std::fs::remove_file(folder.path().join(PEOPLE)).unwrap();
        std::fs::create_dir(folder.path().join(PEOPLE)).unwrap();
        assert_eq!(People::read(folder.path()).1[0].rule.id, "unreadable");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}|(t-1: [a-z\"'\\[{&!]{1,9}\n){0,4}") {
            let _ = people(&text);
        }
    }
}
