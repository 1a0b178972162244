//! Each of the people in one cell: its text and how the source's words are known come in; the part of it for each goes
//! out. A comma stands between two people, or in one name that begins with the family's: which of the two is never
//! guessed by halves of names.

use crate::write::meant::person::turned;

/// What is known of a source's words for people.
pub(crate) struct Knowing<'k> {
    /// Whether a word is one person as it stands: the map or the list of people says whom it means, or it is a whole name.
    pub is_whole: &'k dyn Fn(&str) -> bool,
    /// Whether ids stand on a list; then only commas and semicolons part people, as other signs may be part of a word.
    pub has_list: bool,
}

/// What stands between several people, whatever else does.
const SURELY: [char; 2] = [';', '\n'];

/// What else stands between them where nothing but ids and names is meant.
const ALSO: [char; 3] = ['/', '&', '+'];

/// Words that stand between whole names.
const ANDS: [&str; 4] = [" and ", " AND ", " And ", " y "];

/// The part of `text` for each person in it.
pub(crate) fn each<'t>(text: &'t str, knowing: &Knowing) -> Vec<&'t str> {
    if (knowing.is_whole)(text.trim()) {
        return vec![text.trim()];
    }
    let parts = parted(text, &SURELY);
    let parts = parts.flat_map(|part| match knowing.has_list || part.contains('@') {
        true => vec![part],
        false => parted(part, &ALSO).collect(),
    });
    parts.flat_map(|part| by_commas(part, knowing)).collect()
}

fn by_commas<'t>(part: &'t str, knowing: &Knowing) -> Vec<&'t str> {
    let is_one = |word: &str| (knowing.is_whole)(word);
    if is_one(part) || turned(part).is_some_and(|turned| is_one(&turned)) {
        return vec![part];
    }
    if let Some(names) = by_ands(part, knowing) {
        return names;
    }
    let each: Vec<&str> = parted(part, &[',']).collect();
    let is_code = |word: &str| {
        !knowing.has_list && word.contains(|c: char| c.is_ascii_digit()) && !word.contains(' ')
    };
    let is_sure = |word: &&str| word.contains('@') || is_code(word) || is_one(word);
    if each.iter().all(is_sure) { each } else { vec![part] }
}

/// The whole names in `part` between which an `and` stands, and commas before it; `None` where one of them is none.
fn by_ands<'t>(part: &'t str, knowing: &Knowing) -> Option<Vec<&'t str>> {
    let is_one = |word: &str| {
        (knowing.is_whole)(word) || turned(word).is_some_and(|turned| (knowing.is_whole)(&turned))
    };
    let ands: Vec<&str> = ANDS.iter().fold(vec![part], |parts, and| {
        parts.into_iter().flat_map(|part| part.split(and)).collect()
    });
    if ands.len() == 1 {
        return None;
    }
    let names = ands.into_iter().flat_map(|part| {
        let part = part.trim().trim_end_matches(',');
        if is_one(part) { vec![part] } else { parted(part, &[',']).collect() }
    });
    let names: Vec<&str> = names.collect();
    names.iter().all(|name| is_one(name)).then_some(names)
}

/// The parts of `text` between any of `signs` that say something.
fn parted<'t>(text: &'t str, signs: &[char]) -> impl Iterator<Item = &'t str> {
    text.split(signs).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["ada quill", "bo marsh", "newt"];

    fn parts(text: &str, has_list: bool) -> Vec<&str> {
        let is_whole = |word: &str| NAMES.contains(&word.to_lowercase().as_str());
        each(text, &Knowing { is_whole: &is_whole, has_list })
    }

    #[test]
    fn halves_of_names_are_nobody() {
        for one in [
            "Marsh, Ada",
            "Quill, Bo",
            "Quill, Ada",
            "Ada, Bo",
            "Quill, Ada, Marsh, Bo",
            "Ada and Bo",
            "Ada Quill and Bo",
        ] {
            assert_eq!(parts(one, false), [one]);
            assert_eq!(parts(one, true), [one]);
        }
    }

    #[test]
    fn ids_addresses_and_whole_names_are_each_somebody() {
        for (text, expected) in [
            ("t-104, T-105", &["t-104", "T-105"][..]),
            ("Ada Quill, Bo Marsh", &["Ada Quill", "Bo Marsh"]),
            ("Quill, Ada; Marsh, Bo", &["Quill, Ada", "Marsh, Bo"]),
            ("Marsh, Bo & Quill, Ada", &["Marsh, Bo", "Quill, Ada"]),
            ("Ada Quill and Bo Marsh", &["Ada Quill", "Bo Marsh"]),
            ("Quill, Ada and Marsh, Bo", &["Quill, Ada", "Marsh, Bo"]),
            ("Ada Quill, Newt, and Bo Marsh", &["Ada Quill", "Newt", "Bo Marsh"]),
            ("Newt y Ada Quill", &["Newt", "Ada Quill"]),
            ("Newt, t-104,", &["Newt", "t-104"]),
            ("a+b@elm.test, c@elm.test", &["a+b@elm.test", "c@elm.test"]),
        ] {
            assert_eq!(parts(text, false), expected, "{text}");
        }
        for text in ["Ada Quill, Bo Marsh", "Ada Quill and Bo Marsh"] {
            assert_eq!(parts(text, true), ["Ada Quill", "Bo Marsh"]);
        }
    }
}
