//! The list that says which id stands for a person of a source: its text comes in; ids go out, new ones for people who
//! are not on it, and the text with these at its end. The list holds names, so nothing here is ever printed.

mod each;
mod named;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::cell::Wrong;
use super::map::pattern::Pattern;
use super::map::{People, Role};
use super::value::word::folded;
use crate::syntax::tree::read::id_fault;
pub(crate) use each::{Knowing, each};
pub(crate) use named::is_nobody;

/// The columns of the list.
const COLUMNS: [&str; 2] = ["person", "id"];

/// Who has which id.
#[derive(Debug)]
pub(crate) struct List {
    /// Ids by the words of the source, folded.
    ids: HashMap<String, String>,
    /// The same by what all spellings of a name have in common; `None` where that is of several people.
    alike: HashMap<String, Option<String>>,
    /// Ids that somebody has.
    taken: HashSet<String>,
    /// Those who got an id now, with it, in that order.
    new: Vec<(String, String)>,
    forms: Vec<(Role, String)>,
    text: String,
    /// Where a row has the person and the id, and how many cells it has.
    layout: (usize, usize, usize),
}

impl List {
    /// The list in `bytes`, none of whose new ids is one of `taken`; there may be none yet.
    ///
    /// # Errors
    /// Every fault of it, in words that quote nobody.
    pub(crate) fn of(
        bytes: Option<&[u8]>,
        people: &People,
        taken: HashSet<String>,
    ) -> Result<Self, Vec<String>> {
        let text = match bytes.map(|bytes| std::str::from_utf8(bytes)) {
            None => format!("{},{}\n", COLUMNS[0], COLUMNS[1]),
            Some(Ok(text)) => text.to_owned(),
            Some(Err(_)) => return Err(vec!["is not in UTF-8; save it as CSV UTF-8".to_owned()]),
        };
        let forms = people.new.clone();
        let (ids, alike, new) = (HashMap::new(), HashMap::new(), Vec::new());
        let mut list = Self { ids, alike, taken, new, forms, text, layout: (0, 1, 2) };
        let faults = list.read();
        if faults.is_empty() { Ok(list) } else { Err(faults) }
    }

    fn read(&mut self) -> Vec<String> {
        let text = self.text.clone();
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).trim(csv::Trim::All);
        let mut rows = reader.from_reader(text.as_bytes()).into_records();
        let head = match rows.next() {
            Some(Ok(head)) => head,
            None => csv::StringRecord::new(),
            Some(Err(_)) => return vec!["line 1 is no CSV".to_owned()],
        };
        let at = |name: &str| head.iter().position(|cell| folded(cell) == name);
        let (Some(person), Some(id)) = (at(COLUMNS[0]), at(COLUMNS[1])) else {
            return vec!["line 1 has to name the columns `person` and `id`".to_owned()];
        };
        self.layout = (person, id, head.len());
        let mut faults = Vec::new();
        for row in rows {
            let Ok(row) = row else {
                faults.push("a line is no CSV in UTF-8".to_owned());
                break;
            };
            let line = row.position().map_or(0, csv::Position::line);
            if row.iter().all(str::is_empty) {
                continue;
            }
            let (person, id) =
                (row.get(person).unwrap_or_default(), row.get(id).unwrap_or_default());
            faults.extend(self.add(person, id).err().map(|why| format!("line {line}: {why}")));
        }
        faults
    }

    fn add(&mut self, person: &str, id: &str) -> Result<(), &'static str> {
        if person.is_empty() {
            return Err("it names no person");
        }
        if !is_id(id) {
            return Err("an id is made of a-z, 0-9 and -, at most 32, and has a digit");
        }
        if self.ids.contains_key(&folded(person)) {
            return Err("an earlier line has the same person; keep one of the two");
        }
        self.note(person, id);
        Ok(())
    }

    /// Notes that `person` has `id`.
    fn note(&mut self, person: &str, id: &str) {
        self.ids.insert(folded(person), id.to_owned());
        match self.alike.entry(named::key(person)) {
            Entry::Vacant(free) => drop(free.insert(Some(id.to_owned()))),
            Entry::Occupied(mut known) if known.get().as_deref() != Some(id) => {
                known.insert(None);
            }
            Entry::Occupied(_) => {}
        }
        self.taken.insert(id.to_owned());
    }

    /// The id on the list of the one whom a source calls `word`, as the list has it or with the family's name first; one
    /// that somebody has already stands for itself.
    pub(crate) fn known(&self, word: &str) -> Option<String> {
        let listed = self.ids.get(&folded(word)).cloned();
        let listed = listed.or_else(|| self.taken.get(word.trim()).cloned());
        listed.or_else(|| self.alike.get(&named::key(word)).cloned().flatten())
    }

    /// What the list calls people, folded.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// A new id for the one in this `role` whom a source calls `word`. Where the map says no form for new ids of that
    /// role, an id stands for itself.
    ///
    /// # Errors
    /// The word is no name of one person, there is no form and the word is no id, or all ids of the form are taken.
    pub(crate) fn add_new(&mut self, word: &str, role: Role) -> Result<String, Wrong> {
        if let Some(wrong) = self.no_name(word) {
            return Err(wrong);
        }
        let Some((_, form)) = self.forms.iter().find(|(known, _)| *known == role) else {
            if is_id(word.trim()) {
                return Ok(word.trim().to_owned());
            }
            let key = match role {
                Role::Educator => "give new educators ids by `new`",
                Role::Coach => "give new coaches ids by `new_coach`",
                Role::Other => "ids of others are never new",
            };
            let remedy = format!("add them to the list that `people` in the map names; {key}");
            return Err(wrong("is nobody on the list of people", remedy));
        };
        let Some(id) = next(form, &self.taken) else {
            let remedy =
                "write one more # into the form of new ids, under `people` in the map".to_owned();
            return Err(wrong(
                "is new, and every id of the form that the map gives is taken",
                remedy,
            ));
        };
        self.note(word, &id);
        self.new.push((word.split_whitespace().collect::<Vec<_>>().join(" "), id.clone()));
        Ok(id)
    }

    /// Why `word` is no name of one person who is not on the list.
    fn no_name(&self, word: &str) -> Option<Wrong> {
        let add = |what: &str| format!("{what} the list that `people` in the map names");
        if is_nobody(word) {
            let remedy = "write who it is; or, if it is nobody, name it under `empty` in the map";
            return Some(wrong("names nobody", remedy.to_owned()));
        }
        if matches!(self.alike.get(&named::key(word)), Some(None)) {
            return Some(wrong("may be two people of the list", add("write it as it is on")));
        }
        named::are_several(word).then(|| {
            let remedy = format!(
                "put a semicolon between several educators; {}",
                add("if it is one person, add them to")
            );
            wrong("looks like several people", remedy)
        })
    }

    /// The ids that people got now.
    pub(crate) fn new_ids(&self) -> impl Iterator<Item = &str> {
        self.new.iter().map(|(_, id)| id.as_str())
    }

    /// The text of the list with those new people at its end whose id `is_used`, and how many they are; `None` where
    /// there are none.
    pub(crate) fn with_new(&self, is_used: impl Fn(&str) -> bool) -> Option<(String, usize)> {
        let (person_at, id_at, width) = self.layout;
        let new = self.new.iter().filter(|(_, id)| is_used(id));
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut number = 0;
        for (person, id) in new {
            let mut row = vec![""; width];
            row[person_at] = person;
            row[id_at] = id;
            // Writing into memory does not fail.
            writer.write_record(row).ok()?;
            number += 1;
        }
        let added = String::from_utf8(writer.into_inner().ok()?).ok()?;
        let between = if self.text.ends_with('\n') || self.text.is_empty() { "" } else { "\n" };
        (number > 0).then(|| (format!("{}{between}{added}", self.text), number))
    }
}

fn wrong(cause: &str, remedy: String) -> Wrong {
    Wrong { cause: cause.to_owned(), detail: String::new(), remedy }
}

/// Whether `word` is written as a person's id.
pub(crate) fn is_id(word: &str) -> bool {
    id_fault(word).is_none() && word.bytes().any(|b| b.is_ascii_digit())
}

/// The id of this `form`, such as `t-###`, that comes after all of it that are `taken`.
fn next(form: &str, taken: &HashSet<String>) -> Option<String> {
    let pattern = Pattern::of(form);
    let number = |id: &String| pattern.fills(id)?.first()?.parse::<u64>().ok();
    let last = taken.iter().filter_map(number).max().unwrap_or_default();
    let digits = form.matches('#').count();
    let number = format!("{:0digits$}", last.checked_add(1)?);
    (number.len() == digits).then(|| form.replacen('#', &number, 1).replace('#', ""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn people() -> People {
        let new = vec![(Role::Educator, "t-##".to_owned())];
        People { file: String::new(), new }
    }

    fn list(text: &str, taken: &[&str]) -> Result<List, Vec<String>> {
        let taken = taken.iter().map(|id| (*id).to_owned()).collect();
        List::of(Some(text.as_bytes()), &people(), taken)
    }

    #[test]
    fn people_keep_their_ids_and_new_ones_get_the_next() {
        let mut list = list("person,id\nAda Quill,t-07\nquill@elm.test,t-07\n", &["t-11"]).unwrap();
        assert_eq!(list.known(" ada  QUILL").as_deref(), Some("t-07"));
        assert_eq!(list.known("Quill@elm.test").as_deref(), Some("t-07"));
        assert_eq!(list.known("t-11").as_deref(), Some("t-11"));
        assert_eq!(list.known("t-12"), None);
        assert_eq!(list.add_new("Newt, Ibis", Role::Educator).unwrap(), "t-12");
        assert_eq!(list.known("newt,  ibis").as_deref(), Some("t-12"));
        assert_eq!(list.known("Ibis Newt").as_deref(), Some("t-12"));
        assert_eq!(list.known("Quill, Ada").as_deref(), Some("t-07"));
        assert_eq!(list.add_new("Kiwi", Role::Educator).unwrap(), "t-13");
        assert!(list.add_new("Owl", Role::Coach).is_err());
        assert_eq!(list.add_new("c-3", Role::Coach).unwrap(), "c-3");
        assert_eq!(list.add_new("o-2", Role::Other).unwrap(), "o-2");
        let (text, number) = list.with_new(|id| id == "t-12").unwrap();
        assert_eq!(number, 1);
        assert_eq!(text, "person,id\nAda Quill,t-07\nquill@elm.test,t-07\n\"Newt, Ibis\",t-12\n");
        assert_eq!(list.with_new(|_| false), None);
    }

    #[test]
    fn a_list_may_have_further_columns_and_no_last_line_end() {
        let mut list = list("\u{feff}Since,ID,Person\n2020,t-1,Ada", &[]).unwrap();
        assert_eq!(list.known("ada").as_deref(), Some("t-1"));
        assert_eq!(list.add_new("Newt", Role::Educator).unwrap(), "t-01");
        let (text, _) = list.with_new(|_| true).unwrap();
        assert_eq!(text, "\u{feff}Since,ID,Person\n2020,t-1,Ada\n,t-01,Newt\n");
    }

    /// Of names that are alike, each is found as it is on the list, and nobody guesses between them.
    #[test]
    fn names_that_are_alike_stay_two_people() {
        let mut list = list("person,id\n\"Lee, Kim\",t-1\nKim Lee,t-2\n", &[]).unwrap();
        assert_eq!(list.known("lee, kim").as_deref(), Some("t-1"));
        assert_eq!(list.known("kim lee").as_deref(), Some("t-2"));
        assert_eq!(list.known("Kím Lee"), None);
        let why = list.add_new("Kím Lee", Role::Educator).unwrap_err();
        assert_eq!(why.cause, "may be two people of the list");
    }

    #[test]
    fn no_id_is_given_to_nobody_or_to_several() {
        let mut list = list("person,id\n", &[]).unwrap();
        for (word, cause) in [
            ("TBD", "names nobody"),
            ("n/a", "names nobody"),
            ("Ada Quill / Ibis Newt", "looks like several people"),
            ("Ada Quill, Ibis Newt", "looks like several people"),
        ] {
            assert_eq!(list.add_new(word, Role::Educator).unwrap_err().cause, cause, "{word}");
        }
        assert_eq!(list.with_new(|_| true), None);
    }

    #[test]
    fn no_id_is_given_twice_and_their_end_is_told() {
        let mut list = list("person,id\n", &["t-99"]).unwrap();
        assert!(list.add_new("Newt", Role::Educator).unwrap_err().remedy.contains('#'));
    }

    #[test]
    fn every_fault_is_told_and_nobody_is_named() {
        let text = "person,id\nAda,t-1\nada,t-2\n,t-3\nNewt,Newt\nKiwi,kiwi\n";
        let faults = list(text, &[]).unwrap_err();
        assert_eq!(faults.len(), 4);
        for (fault, line) in faults.iter().zip([3, 4, 5, 6]) {
            assert!(fault.starts_with(&format!("line {line}: ")), "{fault}");
            assert!(!["ada", "newt", "kiwi"].iter().any(|it| fault.to_lowercase().contains(it)));
        }
        assert!(list("name,id\n", &[]).unwrap_err()[0].contains("`person`"));
        assert!(List::of(Some(b"person,id\n\xff,t-1\n"), &people(), HashSet::new()).is_err());
        assert!(List::of(None, &people(), HashSet::new()).is_ok());
    }
}
