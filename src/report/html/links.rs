//! Where a number leads: to what is behind it on the same page, or to a page of its own. Names of rows come in; what a
//! link says goes out. Names of files are made of ids alone.

use std::collections::HashMap;

use crate::count::AgainstObserver;
use crate::report::model::{Dimension, Key, Need, ProfileReport};
use crate::report::page::{ALL_FUNCTIONS, About, name, who};

/// What is behind all numbers of a page, on it.
pub(super) const BEHIND: &str = "behind";

/// Whether everything is on one page, or how far up from a page its folder of pages is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// One page.
    Alone,
    /// A page of several.
    Site {
        /// From the page to the folder: `../`, or nothing.
        up: &'static str,
        /// Where all pairs of this page are: below on it, if nothing else is said.
        pairs: Option<&'static str>,
    },
}

impl Place {
    /// Where the pair in `folder`, below `records/`, is.
    pub(super) fn pair(self, folder: &str) -> String {
        match self {
            Place::Alone => format!("#{}", pair_id(folder)),
            Place::Site { up, .. } => format!("{up}{}", pair_file(folder)),
        }
    }

    /// Where the pairs of the row of `keys` are.
    pub(super) fn row(self, keys: &[Key]) -> String {
        match (self, keys) {
            (_, [key]) if key.by == Dimension::Relationship => self.pair(&key.id),
            (_, [key]) if key.by == Dimension::Function => self.all(),
            (Place::Alone, _) => format!("#{}", row_id(keys)),
            (Place::Site { up, .. }, [key]) => match file(key) {
                Some(file) => format!("{up}{file}"),
                None => self.all(),
            },
            (Place::Site { .. }, _) => self.all(),
        }
    }

    /// Where all pairs are.
    pub(super) fn all(self) -> String {
        match self {
            Place::Site { pairs: Some(file), .. } => file.to_owned(),
            Place::Alone | Place::Site { pairs: None, .. } => format!("#{BEHIND}"),
        }
    }
}

/// The row of the coach with the id `id`.
pub(super) fn coach(id: &str) -> Key {
    Key { by: Dimension::Coach, id: id.to_owned(), name: id.to_owned() }
}

/// The page of the school or the coach of `key`; others have none.
pub(super) fn file(key: &Key) -> Option<String> {
    let folder = match key.by {
        Dimension::School => "schools",
        Dimension::Coach => "coaches",
        Dimension::Relationship | Dimension::Practice | Dimension::Function => return None,
    };
    Some(format!("{folder}/{}.html", plain(&key.id)))
}

/// The page of the pair in `folder`, below `records/`.
pub(super) fn pair_file(folder: &str) -> String {
    let steps: Vec<String> = folder.split('/').map(plain).collect();
    format!("pairs/{}.html", steps.join("/"))
}

/// The id of a pair on the one page.
pub(super) fn pair_id(folder: &str) -> String {
    format!("pair-{}", plain(folder))
}

/// The id of what is behind a row on the one page.
pub(super) fn row_id(keys: &[Key]) -> String {
    let key = |key: &Key| format!("{}-{}", key.by.name(), plain(&key.id));
    let keys: Vec<String> = keys.iter().map(key).collect();
    format!("{BEHIND}-{}", keys.join("-"))
}

/// `id` in letters that files and links have everywhere; any other is spelled by its number.
fn plain(id: &str) -> String {
    let letter = |c: char| match c {
        'a'..='z' | '0'..='9' | '-' => c.to_string(),
        _ => format!("_{:x}_", u32::from(c)),
    };
    id.chars().map(letter).collect()
}

/// Where the numbers of a row lead, by the row's name. Two rows of one name lead nowhere.
#[derive(Debug, Default)]
pub(super) struct Links(HashMap<String, Option<String>>);

impl Links {
    /// What leads from the tables of a profile, at `place`.
    pub(super) fn of(about: About, place: Place) -> Self {
        let ProfileReport { total, groups, needs, .. } = about.profile;
        let mut links = Self::default();
        for group in groups {
            links.add(&name(group), place.row(&group.keys));
        }
        let headings = total.functions.iter().chain(&total.parts).map(|part| part.heading.as_str());
        let labels = total.items.iter().map(|item| &*item.label);
        for name in headings.chain(labels) {
            links.add(name, place.all());
        }
        links.add(ALL_FUNCTIONS, place.all());
        // A month is made of what is dated in it: the days are among the records of each pair.
        let lines = total.whole.iter().flat_map(|whole| &whole.trends.lines);
        for point in lines.flat_map(|line| &line.points) {
            links.add(&point.month.to_string(), place.all());
        }
        for need in needs {
            let Need { relationship, .. } = need;
            links.add(&who(need), place.pair(relationship));
        }
        for row in &about.period.coaches {
            links.add(&row.coach, place.row(&[coach(&row.coach)]));
        }
        for role in AgainstObserver::ROLES {
            links.add(role.name(), place.all());
        }
        links
    }

    fn add(&mut self, name: &str, to: String) {
        let known = self.0.entry(name.to_owned()).or_insert_with(|| Some(to.clone()));
        if known.as_ref() != Some(&to) {
            *known = None;
        }
    }

    /// Where the numbers of the row called `name` lead.
    pub(super) fn from(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_ids_alone() {
        assert_eq!(pair_file("lincoln/c-01-t-101"), "pairs/lincoln/c-01-t-101.html");
        assert_eq!(pair_file("a/../<b>"), "pairs/a/_2e__2e_/_3c_b_3e_.html");
        // What is spelled out is never what another id is.
        assert_ne!(plain("a_b"), plain("a_5f_b"));
    }

    #[test]
    fn a_name_that_two_rows_have_leads_nowhere() {
        let mut links = Links::default();
        links.add("Lincoln", "#a".to_owned());
        links.add("Lincoln", "#a".to_owned());
        assert_eq!(links.from("Lincoln"), Some("#a"));
        links.add("Lincoln", "#b".to_owned());
        assert_eq!(links.from("Lincoln"), None);
    }
}
