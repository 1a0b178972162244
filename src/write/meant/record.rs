//! Finding the record that someone means by part of its name: the paths of records and what was typed come in;
//! the one that is meant, or those that may be, go out. No record is opened here.

use super::Found;
use crate::text::near;

/// How many are named where none is meant.
const MOST_NEAR: usize = 3;

/// The record of `paths` that `typed` names: by its path from the district's folder or the end of that path, by
/// its file name with or without `.yaml`, or else by any part of its file name. With a `/` in it, it may be any part
/// of the path. The first of these that fits any record decides.
///
/// ```text
/// records/lincoln/c-03-t-104/2026-09-14-session-7c1e.yaml   c-03-t-104/2026-09-14-session-7c1e.yaml
/// 2026-09-14-session-7c1e   2026-09-14   session-7c   7c1e   c-03-t-104/2026-09
/// ```
pub(crate) fn record<'p>(typed: &str, paths: &[&'p str]) -> Found<&'p str> {
    // Folders may have capital letters in their names.
    let (whole, end) = (typed.trim(), format!("/{}", typed.trim()));
    let typed = whole.to_lowercase();
    let has_folder = typed.contains('/');
    let fits: [&dyn Fn(&str) -> bool; 3] =
        [&|path| path == whole || path.ends_with(&end), &|path| stem(path) == typed, &|path| {
            let part = if has_folder { path } else { stem(path) };
            !typed.is_empty() && part.contains(&typed)
        }];
    for fits in fits {
        let meant: Vec<&str> = paths.iter().copied().filter(|path| fits(path)).collect();
        match meant[..] {
            [] => {}
            [only] => return Found::One(only),
            _ => return Found::Several(meant),
        }
    }
    Found::None(resembling(&typed, paths))
}

/// The paths whose names resemble `typed`, nearest first: whole names, or what tells those of one day apart.
fn resembling<'p>(typed: &str, paths: &[&'p str]) -> Vec<&'p str> {
    let wanted = name(typed);
    let wanted = wanted.strip_suffix(".yaml").unwrap_or(wanted);
    let compared = |path: &'p str| {
        let stem = stem(path);
        if wanted.contains('-') { stem } else { stem.rsplit('-').next().unwrap_or(stem) }
    };
    let mut compared: Vec<(&str, &str)> =
        paths.iter().map(|&path| (compared(path), path)).collect();
    compared.sort_unstable();
    let words = near(wanted, compared.iter().map(|(word, _)| *word), MOST_NEAR);
    let of = |word: &'p str| compared.iter().find(|(known, _)| *known == word);
    let mut found: Vec<&str> = words.into_iter().filter_map(of).map(|(_, path)| *path).collect();
    found.dedup();
    found
}

/// The name of the file at `path`.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn stem(path: &str) -> &str {
    name(path).strip_suffix(".yaml").unwrap_or(name(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: &str = "records/lincoln/c-03-t-104/2026-09-14-session-7c1e.yaml";
    const CONTACT: &str = "records/lincoln/c-03-t-104/2026-09-16-contact-02ab.yaml";
    const SAME_NAME: &str = "records/roosevelt/c-03-t-105/2026-09-16-contact-02ab.yaml";
    const PAIR: &str = "records/lincoln/c-03-t-104/relationship.yaml";
    const ALL: [&str; 4] = [SESSION, CONTACT, SAME_NAME, PAIR];

    #[test]
    fn any_part_of_a_name_that_one_record_has_is_enough() {
        for (typed, path) in [
            (SESSION, SESSION),
            ("2026-09-14-session-7c1e.yaml", SESSION),
            ("2026-09-14-session-7c1e", SESSION),
            ("7c1e", SESSION),
            ("7C1E", SESSION),
            ("2026-09-14", SESSION),
            (" session ", SESSION),
            ("c-03-t-105/2026-09-16-contact-02ab.yaml", SAME_NAME),
            ("t-105/2026", SAME_NAME),
            ("relationship", PAIR),
        ] {
            assert_eq!(record(typed, &ALL), Found::One(path), "{typed}");
        }
    }

    #[test]
    fn what_several_have_names_all_of_them() {
        for typed in ["02ab", "2026-09-16-contact-02ab.yaml", "2026-09-16"] {
            assert_eq!(record(typed, &ALL), Found::Several(vec![CONTACT, SAME_NAME]), "{typed}");
        }
        assert_eq!(record("yaml", &ALL), Found::None(vec![]), "every record ends so");
        assert_eq!(record("", &ALL), Found::None(vec![]));
    }

    #[test]
    fn what_none_has_gets_the_nearest() {
        assert_eq!(record("7c1f", &ALL), Found::None(vec![SESSION]));
        assert_eq!(record("2026-09-15-session-7c1e.yaml", &ALL), Found::None(vec![SESSION]));
        assert_eq!(record("zzzz", &ALL), Found::None(vec![]));
    }
}
