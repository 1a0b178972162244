//! The records of an export of this program, one a line: each line comes in; the record whole, with the path of its
//! file, goes out. JSON is read as the YAML it is, so that a number stays as it was written.

use crate::diagnostic::Problems;
use crate::domain::record::{Home, Kind};
use crate::store::last::RecordPath;
use crate::store::{LARGEST, coach_of};
use crate::syntax::tree::Node;
use crate::syntax::yaml;
use crate::text::source::Source;
use crate::write::draft::Draft;

/// A record with the place of its file.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    /// Where its file is.
    pub path: RecordPath,
    /// The text of its file.
    pub text: String,
}

/// Bytes of a record that is brought in; a word for editors may come before it.
const MOST: usize = LARGEST - 1024;

/// The record in `line`.
///
/// # Errors
/// It holds none, in words that follow the line's place.
pub(crate) fn whole(line: &str) -> Result<Whole, String> {
    let source = Source::new("", line.to_owned());
    let mut problems = Problems::default();
    let root = yaml::parse(&source, &mut problems);
    let root = root.ok().filter(|_| problems.is_empty()).ok_or("it cannot be read as JSON")?;
    let path = root.get("path").and_then(Node::text).ok_or("it does not say `path`")?;
    let path = RecordPath::parse(path).ok_or("no record can have this `path`")?;
    let record = root.get("record").ok_or("it does not say `record`")?;
    let draft = Draft::of_node(record, None).ok_or("its `record` does not say its kind")?;
    if draft.kind != path.kind {
        return Err(format!("a {} does not belong into this file", draft.kind.noun()));
    }
    if coach_of(path.folder()).is_some() != is_of_coach(draft.kind) {
        return Err(format!("a {} does not belong into this folder", draft.kind.noun()));
    }
    let text = text_of(&draft).ok_or_else(|| {
        format!(
            "the record {} would be larger than 1 MiB as a file, and coach reads no such record; shorten its text \
             where the export was made, and export again",
            path.path
        )
    })?;
    Ok(Whole { path, text })
}

/// The text of `draft`, as a person would lay it out; where that is too large, in few lines; `None` where that is, too.
fn text_of(draft: &Draft) -> Option<String> {
    let fits = |text: &String| text.len() <= MOST;
    Some(draft.text()).filter(fits).or_else(|| Some(draft.text_in_few_lines()).filter(fits))
}

fn is_of_coach(kind: Kind) -> bool {
    match kind.home() {
        Home::Coach => true,
        Home::Pair => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn a_line_says_where_its_record_is_and_what_it_says() {
        let path = "records/lincoln/c-01-t-014/2025-09-10-contact-0001.yaml";
        let record = r#"{"kind":"contact","date":"2025-09-10","method":"email","minutes":7}"#;
        let whole = whole(&format!(r#"{{"path":"{path}","record":{record}}}"#)).unwrap();
        assert_eq!(whole.path.path, path);
        assert_eq!(whole.text, "kind: contact\ndate: 2025-09-10\nmethod: email\nminutes: 7\n");
    }

    /// Letters on lines of their own take three bytes each as they were written, and four as a person would lay them out.
    #[test]
    fn a_long_record_comes_back_in_fewer_lines_or_is_named() {
        let path = "records/lincoln/c-01-t-014/2025-09-10-contact-0001.yaml";
        let line = |about: &str| {
            let record = format!(
                r#"{{"kind":"contact","date":"2025-09-10","method":"email","about":"{about}"}}"#
            );
            format!(r#"{{"path":"{path}","record":{record}}}"#)
        };
        let letters = whole(&line(&"a\\n".repeat(300_000))).unwrap().text;
        assert!(4 * 300_000 > LARGEST && letters.len() <= LARGEST, "{}", letters.len());
        let draft = Draft::of_text(Kind::Contact, &letters).unwrap();
        assert_eq!(draft.text_of("about"), Some(&*"a\n".repeat(300_000)));
        // A quote takes two bytes, and its line a third and a fourth.
        let error = whole(&line(&"\\\"\\n".repeat(300_000))).unwrap_err();
        assert!(error.contains(path) && error.contains("larger than 1 MiB"), "{error}");
    }

    #[test]
    fn no_line_leads_out_of_the_records() {
        for (path, why) in [
            ("records/../x/2025-09-10-contact-0001.yaml", "path"),
            ("../coach.toml", "path"),
            ("/etc/passwd", "path"),
            ("records/lincoln/c-01-t-014/2025-09-10-session-0001.yaml", "this file"),
            ("records/coaches/c-01/2025-09-10-contact-0001.yaml", "this folder"),
        ] {
            let record = r#"{"kind":"contact","date":"2025-09-10","method":"email"}"#;
            let line = format!(r#"{{"path":"{path}","record":{record}}}"#);
            let error = whole(&line).unwrap_err();
            assert!(error.contains(why), "{path}: {error}");
        }
        for line in ["", "[]", "{", "{}", r#"{"path":"x"}"#, "kind: contact"] {
            assert!(whole(line).is_err(), "{line}");
        }
    }
}
