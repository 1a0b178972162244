//! Which files git stores in another form than they have in the folder. Paths come in; those whose
//! attributes name a filter or an encoding go out. No filter is run to find out.

use std::io::Write;
use std::process::Stdio;
use std::thread;

use super::start::{Repository, not_started, said};

/// A file that git stores in another form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Altered {
    pub(super) path: String,
    /// What alters it, in words.
    pub(super) by: String,
}

/// Attributes under which the stored form is another one.
const ALTERING: [&str; 3] = ["filter", "working-tree-encoding", "ident"];

/// Those of `paths` (from the top of the work tree) that git stores in another form than the folder has
/// them, by the attributes of the folder, or else of commit `source` where this git can read those.
///
/// # Errors
/// What git says.
pub(super) fn altered(
    repository: &Repository,
    source: Option<&str>,
    paths: &[&str],
) -> Result<Vec<Altered>, String> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let own = ask(repository, None, paths)?;
    match source {
        Some(source) if own.is_empty() => match ask(repository, Some(source), paths) {
            // A git before 2.40 knows only the attributes of the folder: it takes that for no option.
            Err(why) if why.contains("source=") => Ok(own),
            asked => asked,
        },
        _ => Ok(own),
    }
}

fn ask(
    repository: &Repository,
    source: Option<&str>,
    paths: &[&str],
) -> Result<Vec<Altered>, String> {
    let source = source.map(|source| format!("--source={source}"));
    let mut arguments = vec!["check-attr", "-z", "--stdin"];
    arguments.extend(source.as_deref());
    arguments.extend(ALTERING);
    let mut command = repository.reading(&arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(&error))?;
    let asks = child.stdin.take();
    let output = thread::scope(|scope| {
        // Asked on a thread of its own: git answers before it has read all questions.
        scope.spawn(move || {
            let Some(mut asks) = asks else { return };
            for path in paths {
                // Git that is gone does not answer either, and that is seen there.
                if write!(asks, "{path}\0").is_err() {
                    return;
                }
            }
        });
        child.wait_with_output()
    });
    let output = output.map_err(|error| not_started(&error))?;
    if !output.status.success() {
        return Err(said(&output));
    }
    Ok(read(&output.stdout))
}

/// Reads what `git check-attr -z` prints: path, attribute and value, each ended by a NUL.
fn read(answer: &[u8]) -> Vec<Altered> {
    let words: Vec<&[u8]> = answer.split(|byte| *byte == 0).collect();
    let mut all: Vec<Altered> = words
        .chunks_exact(3)
        .filter_map(|triple| {
            let word = |at: usize| String::from_utf8_lossy(triple[at]).into_owned();
            let (attribute, value) = (word(1), word(2));
            let by = match (attribute.as_str(), value.as_str()) {
                (_, "unspecified" | "unset") => return None,
                ("filter", name) => format!("the filter `{name}`"),
                ("working-tree-encoding", encoding) if !is_utf8(encoding) => {
                    format!("the encoding `{encoding}`")
                }
                ("ident", _) => "the attribute `ident`".to_owned(),
                _ => return None,
            };
            Some(Altered { path: word(0), by })
        })
        .collect();
    // One file may be altered by two things.
    all.dedup_by(|next, one| next.path == one.path);
    all
}

fn is_utf8(encoding: &str) -> bool {
    encoding.eq_ignore_ascii_case("utf-8") || encoding.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_the_bytes_counts() {
        let by =
            |answer: &str| read(answer.as_bytes()).into_iter().next().map(|altered| altered.by);
        assert_eq!(by(""), None);
        assert_eq!(by("a\0filter\0unspecified\0a\0ident\0unset\0"), None);
        assert_eq!(by("a\0working-tree-encoding\0UTF-8\0"), None);
        assert_eq!(
            by("a\0filter\0unspecified\0b\0filter\0seal\0").as_deref(),
            Some("the filter `seal`")
        );
        let utf16 = by("a\0working-tree-encoding\0UTF-16LE\0");
        assert_eq!(utf16.as_deref(), Some("the encoding `UTF-16LE`"));
        assert_eq!(by("a\0ident\0set\0").as_deref(), Some("the attribute `ident`"));
    }
}
