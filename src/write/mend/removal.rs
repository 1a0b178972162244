//! Records that are to go, and which of them cannot: one that stays names it, or lies in the folder of its
//! relationship. What changes beside them counts as done. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use super::{Mend, Pair, lineage, references, texts};
use crate::domain::record::RELATIONSHIP;
use crate::store::batch::Part;
use crate::text::wording::{all_of, visible};

/// Records that are named one by one.
const MOST_NAMED: usize = 3;

/// What goes, and what does not.
#[derive(Debug, Default)]
pub(crate) struct Leaving {
    /// The files that go, by path.
    pub parts: Vec<Part>,
    /// The records that do not.
    pub staying: Vec<Staying>,
}

/// A record that was to go and stays.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Staying {
    /// Its path from the district's folder.
    pub path: String,
    why: Why,
}

/// Why a record cannot go. Paths are those of records that stay, at least one.
#[derive(Debug, PartialEq, Eq)]
enum Why {
    /// These name it.
    Named(Vec<String>),
    /// It is a relationship, and these are in its folder.
    Holds(Vec<String>),
    /// It changes, or another one takes its place.
    Changes,
    /// Nobody knows what is in its folder.
    Unread,
}

impl Staying {
    /// Why it stays, and what to do, where paths begin with `prefix`.
    pub(crate) fn reason(&self, prefix: &str) -> String {
        let named = |paths: &[String]| {
            let shown =
                paths.iter().take(MOST_NAMED).map(|path| format!("{prefix}{}", visible(path)));
            let more = paths.len().checked_sub(MOST_NAMED).filter(|&more| more > 0);
            let words: Vec<String> = shown.chain(more.map(|more| format!("{more} more"))).collect();
            all_of(words.iter().map(String::as_str))
        };
        match &self.why {
            Why::Named(by) if by.len() == 1 => {
                format!("{} names it; change or remove that first", named(by))
            }
            Why::Named(by) => format!("{} name it; change or remove these first", named(by)),
            Why::Holds(kept) if kept.len() == 1 => {
                format!("{} belongs to it and stays", named(kept))
            }
            Why::Holds(kept) => format!("{} belong to it and stay", named(kept)),
            Why::Changes => "it changes now; use the same command once more".to_owned(),
            Why::Unread => {
                "a file in its folder cannot be read; `coach check` shows which".to_owned()
            }
        }
    }
}

/// What it takes to remove those of the records at `paths` that can go once the files of `beside` are written.
/// A relationship goes only with all that is in its folder then.
pub(crate) fn leaving(root: &Path, all: &[Pair], paths: &[&str], beside: &[&Part]) -> Leaving {
    let mut going: BTreeSet<&str> = paths.iter().copied().collect();
    let around = Around::of(root, all, &going, beside);
    let mut leaving = Leaving::default();
    loop {
        let looked = going.iter().map(|&path| (path, around.why_stays(path, &going)));
        let staying: Vec<(&str, Why)> =
            looked.filter_map(|(path, why)| Some((path, why?))).collect();
        if staying.is_empty() {
            break;
        }
        // What stays may keep others there: they are looked at again.
        for (path, why) in staying {
            going.remove(path);
            leaving.staying.push(Staying { path: path.to_owned(), why });
        }
    }
    let removed = |path: &str| Some(Part::removed(path, around.before.get(path)?.as_str()));
    leaving.parts = going.into_iter().filter_map(removed).collect();
    leaving
}

/// What it takes to remove the records at `paths`; a relationship takes all records of its folder along.
///
/// # Errors
/// In words, with paths that begin with `prefix`: a record that stays names one of them, or a file beside them cannot be
/// read.
pub(crate) fn removal(
    (root, prefix): (&Path, &str),
    all: &[Pair],
    paths: &[&str],
) -> Result<Mend, String> {
    let mut going: BTreeSet<String> = paths.iter().map(|&path| path.to_owned()).collect();
    for folder in paths.iter().filter_map(|path| folder_of_relationship(path)) {
        going.extend(texts(root, folder)?.into_iter().map(|(path, _)| path));
    }
    let going: Vec<&str> = going.iter().map(String::as_str).collect();
    let Leaving { parts, staying } = leaving(root, all, &going, &[]);
    match staying.first() {
        None => Ok(Mend { parts, moves: Vec::new() }),
        Some(first) => {
            let (path, why) = (visible(&first.path), first.reason(prefix));
            Err(format!("{prefix}{path} cannot go: {why}"))
        }
    }
}

/// The folder of the relationship at `path`, where it is one.
fn folder_of_relationship(path: &str) -> Option<&str> {
    path.strip_suffix(RELATIONSHIP)?.strip_suffix('/')
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What is in the folders of records that are to go, and what goes on from them.
struct Around<'a> {
    /// What the files hold today.
    before: HashMap<String, String>,
    /// Of each folder the records that will be in it, and which files each names; `None` where one cannot be read.
    after: HashMap<&'a str, Option<BTreeMap<String, Vec<String>>>>,
    /// Paths of files that change meanwhile.
    changing: HashSet<&'a str>,
    /// Of each folder the relationships that go on from it.
    successors: HashMap<String, Vec<String>>,
}

impl<'a> Around<'a> {
    fn of(root: &Path, all: &[Pair], going: &BTreeSet<&'a str>, beside: &[&'a Part]) -> Self {
        let (mut before, mut after) = (HashMap::new(), HashMap::new());
        for folder in going.iter().map(|path| folder_of(path)).collect::<BTreeSet<_>>() {
            let found = texts(root, folder).ok().map(|texts| {
                let names =
                    |(path, text): &(String, String)| (path.clone(), references::files(text));
                let named = texts.iter().map(names).collect::<BTreeMap<_, _>>();
                before.extend(texts);
                named
            });
            after.insert(folder, found);
        }
        let mut successors = lineage::successors(all);
        for part in beside {
            if let Some(Some(there)) = after.get_mut(folder_of(&part.path)) {
                match &part.text {
                    Some(text) => there.insert(part.path.clone(), references::files(text)),
                    None => there.remove(&part.path),
                };
            }
            let next = folder_of_relationship(&part.path).zip(part.text.as_deref());
            let from = next.and_then(|(folder, text)| lineage::goes_on_from(folder, text));
            if let Some(from) = from {
                let known = successors.entry(from).or_default();
                if !known.contains(&part.path) {
                    known.push(part.path.clone());
                }
            }
        }
        let changing = beside.iter().map(|part| part.path.as_str()).collect();
        Self { before, after, changing, successors }
    }

    /// Why the record at `path` stays where all of `going` is to go.
    fn why_stays(&self, path: &str, going: &BTreeSet<&str>) -> Option<Why> {
        if self.changing.contains(path) {
            return Some(Why::Changes);
        }
        let (folder, name) = path.rsplit_once('/')?;
        let Some(Some(there)) = self.after.get(folder) else { return Some(Why::Unread) };
        let staying = || there.iter().filter(|(other, _)| !going.contains(other.as_str()));
        let names_it = |(_, names): &(&String, &Vec<String>)| names.iter().any(|it| it == name);
        let mut naming: Vec<String> =
            staying().filter(names_it).map(|(other, _)| other.clone()).collect();
        if let Some(folder) = folder_of_relationship(path) {
            let held: Vec<String> = staying().map(|(other, _)| other.clone()).collect();
            if !held.is_empty() {
                return Some(Why::Holds(held));
            }
            let next = self.successors.get(folder).into_iter().flatten();
            naming.extend(next.filter(|next| !going.contains(next.as_str())).cloned());
        }
        (!naming.is_empty()).then_some(Why::Named(naming))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    const FOLDER: &str = "records/oak/c-1-t-1";

    fn path(name: &str) -> String {
        format!("{FOLDER}/{name}")
    }

    /// A district with a relationship, a contact of it, and one more file.
    fn district(name: &str, text: &[u8]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join(FOLDER)).unwrap();
        let write = |name: &str, text: &[u8]| {
            std::fs::write(root.path().join(path(name)), text).unwrap();
        };
        write(RELATIONSHIP, b"kind: relationship\n");
        write("2025-10-06-contact-0001.yaml", b"kind: contact\n");
        write(name, text);
        root
    }

    /// What stays, each with the reason, where all but the one more file of `district` is to go.
    fn staying(district: &tempfile::TempDir, beside: &[&Part]) -> Vec<(String, String)> {
        let paths = [path(RELATIONSHIP), path("2025-10-06-contact-0001.yaml")];
        let leaving = leaving(district.path(), &[], &[&paths[0], &paths[1]], beside);
        assert_eq!(leaving.parts.len() + leaving.staying.len(), 2);
        let said = |it: Staying| (it.path[FOLDER.len() + 1..].to_owned(), it.reason("d/"));
        leaving.staying.into_iter().map(said).collect()
    }

    #[test]
    fn what_moves_in_or_out_counts_as_done() {
        let other = "2025-10-07-contact-0002.yaml";
        let district = district(other, b"kind: contact\n");
        let belongs = |name: &str| {
            let why = format!("d/{} belongs to it and stays", path(name));
            vec![(RELATIONSHIP.to_owned(), why)]
        };
        assert_eq!(staying(&district, &[]), belongs(other));
        let out = Part::removed(path(other), "kind: contact\n");
        assert_eq!(staying(&district, &[&out]), []);
        let next = "2025-10-08-contact-0003.yaml";
        let new = Part::new(path(next), "kind: contact\n");
        assert_eq!(staying(&district, &[&out, &new]), belongs(next));
    }

    #[test]
    fn what_changes_meanwhile_stays_and_so_does_what_goes_on_elsewhere() {
        let district = district("notes.txt", b"");
        let contact = "2025-10-06-contact-0001.yaml";
        let changed = Part::changed(path(contact), "kind: contact\n", "kind: contact\nabout: x\n");
        let kept = staying(&district, &[&changed]);
        let names: Vec<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, [contact, RELATIONSHIP]);
        assert!(kept[0].1.contains("the same command once more"), "{kept:?}");

        let next = Part::new(
            "records/oak/c-2-t-1/relationship.yaml",
            "kind: relationship\ncontinues: c-1-t-1\n",
        );
        let why = "d/records/oak/c-2-t-1/relationship.yaml names it; change or remove that first";
        assert_eq!(staying(&district, &[&next]), [(RELATIONSHIP.to_owned(), why.to_owned())]);
    }

    #[test]
    fn nothing_goes_from_a_folder_that_cannot_be_read() {
        let district = district("2025-10-07-contact-0002.yaml", b"kind: \xff\n");
        let kept = staying(&district, &[]);
        assert!(kept.len() == 2 && kept[0].1.contains("`coach check` shows which"), "{kept:?}");
    }
}
