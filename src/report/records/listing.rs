//! Which records there are, newest first: a district's folder and what is asked for come in; rows go out, for a page or
//! as `coach-list/1`. Which records are looked at, their files' names tell; only those that are shown are read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::said::facts;
use crate::diagnostic::Problems;
use crate::domain::record::{Awaited, Kind, Origin, Record, Relationship, Vocabulary, read};
use crate::formats::Format;
use crate::report::NoSuch;
use crate::report::page::{Cell, Part, Shape, Table};
use crate::report::select::same;
use crate::report::text::{self, Style};
use crate::store::{
    DistrictFolder, People, RELATIONSHIP, RecordName, coach_of, each_file,
    record_folders_and_unread, record_paths_if_read, relationships,
};
use crate::syntax::yaml;
use crate::text::source::Source;

/// Which records are asked for: those that match every filter that says something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Ids of coached educators.
    pub educators: Vec<String>,
    /// Ids of coaches.
    pub coaches: Vec<String>,
    /// Ids of schools.
    pub schools: Vec<String>,
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// The name of the source that they were imported from.
    pub imported_from: Option<String>,
    /// The coach whose records are meant where neither coach nor educator is named, unless there is none.
    pub mine: Option<String>,
    /// At most so many, the newest.
    pub most: Option<usize>,
}

/// Records, newest first. Nobody's own words are in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Listing {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::List.name()))]
    pub format: Format,
    /// The records, newest first.
    pub records: Vec<Row>,
    /// Records that match as well and are older than those listed.
    pub more: usize,
    /// Folders of pairs that are not searched, because their relationship cannot be read: whose they are nobody knows.
    pub unread_folders: usize,
    /// The coach whose records alone are listed, though nobody was named.
    #[serde(skip)]
    pub only: Option<String>,
}

/// One record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    /// Its path from the district's folder.
    pub path: String,
    /// Its kind.
    pub kind: &'static str,
    /// The day that dates it: of a relationship, its first.
    pub date: Option<NaiveDate>,
    /// Id of the coach, where the relationship can be read.
    pub coach: Option<String>,
    /// Id of the coached educator, likewise.
    pub educator: Option<String>,
    /// A few facts in words, such as `45 minutes`.
    pub facts: Vec<String>,
    /// Whether no number counts it, because it or its relationship has a fault: `coach check` shows why.
    pub left_out: bool,
}

/// A record that matches, by its file's name.
struct Found<'r> {
    path: String,
    kind: Kind,
    date: Option<NaiveDate>,
    whose: Whose<'r>,
}

/// Whose the records of a folder are.
#[derive(Clone, Copy)]
enum Whose<'r> {
    Pair(&'r Relationship),
    /// A coach's alone.
    Coach(&'r str),
    /// The relationship cannot be read.
    Unknown,
}

impl<'r> Whose<'r> {
    fn relationship(self) -> Option<&'r Relationship> {
        match self {
            Self::Pair(relationship) => Some(relationship),
            Self::Coach(_) | Self::Unknown => None,
        }
    }

    fn coach(self) -> Option<&'r str> {
        match self {
            Self::Pair(relationship) => Some(&relationship.coach.value),
            Self::Coach(id) => Some(id),
            Self::Unknown => None,
        }
    }
}

/// Lists the records of `folder` that are `asked` for.
///
/// # Errors
/// Someone or something is asked for that is not there.
pub(crate) fn list(folder: &DistrictFolder, asked: &Asked) -> Result<Listing, NoSuch> {
    let pairs = relationships(folder);
    let (asked, only) = asked.settled(&pairs);
    let (folders, mut unread_folders) = record_folders_and_unread(folder);
    let known: BTreeMap<&str, &Relationship> =
        pairs.iter().map(|(path, relationship)| (path.as_str(), relationship)).collect();
    let whose = |path| match (coach_of(path), known.get(path)) {
        (Some(coach), _) => Whose::Coach(coach),
        (None, Some(pair)) => Whose::Pair(pair),
        (None, None) => Whose::Unknown,
    };
    let is_whole = folders.iter().all(|path| !matches!(whose(path), Whose::Unknown));
    asked.check(folder, &pairs, &folders, is_whole)?;
    let mut found = Vec::new();
    for path in &folders {
        let whose = whose(path);
        match asked.holds(whose) {
            Some(true) => match asked.records_in(folder, path, whose) {
                Some(records) => found.extend(records),
                None => unread_folders += 1,
            },
            Some(false) => {}
            None => unread_folders += 1,
        }
    }
    let (records, more) = asked.rows(folder, found);
    Ok(Listing { format: Format::List, records, more, unread_folders, only })
}

/// Lists all records in the folder `pair`, that of a relationship.
pub(super) fn list_pair(
    folder: &DistrictFolder,
    pair: &str,
    relationship: Option<&Relationship>,
) -> Listing {
    let whose = relationship.map_or(Whose::Unknown, Whose::Pair);
    let everything = Asked::default();
    let found = everything.records_in(folder, pair, whose);
    let unread_folders = usize::from(found.is_none());
    let records = everything.rows(folder, found.unwrap_or_default()).0;
    Listing { format: Format::List, records, more: 0, unread_folders, only: None }
}

impl Asked {
    /// The same, with the coach who is meant among those named; and that coach.
    fn settled(&self, all: &[(String, Relationship)]) -> (Self, Option<String>) {
        let coaches = |me: &&String| all.iter().any(|(_, pair)| same(me, &pair.coach.value));
        let only = self.mine.as_ref().filter(coaches).cloned();
        let coaches = self.coaches.iter().chain(&only).cloned().collect();
        (Self { coaches, ..self.clone() }, only)
    }

    /// Checks that everyone and everything named is there.
    fn check(
        &self,
        folder: &DistrictFolder,
        pairs: &[(String, Relationship)],
        folders: &[String],
        is_whole: bool,
    ) -> Result<(), NoSuch> {
        let educators = pairs.iter().map(|(_, pair)| pair.educator.value.as_str());
        let coaches = pairs.iter().map(|(_, pair)| pair.coach.value.as_str());
        let coaches = coaches.chain(folders.iter().filter_map(|folder| coach_of(folder)));
        let schools: Vec<&str> = folder.district.schools.keys().map(String::as_str).collect();
        for (name, wanted, known) in [
            ("educator", &self.educators, Vec::from_iter(educators.collect::<BTreeSet<&str>>())),
            ("coach", &self.coaches, Vec::from_iter(coaches.collect::<BTreeSet<&str>>())),
            ("school", &self.schools, schools),
        ] {
            let is_unknown = |word: &&String| !known.iter().any(|known| same(word, known));
            if let Some(word) = wanted.iter().find(is_unknown) {
                return Err(NoSuch::new(name, word, &known, is_whole));
            }
        }
        Ok(())
    }

    /// Whether the records of a folder are asked for; `None` where that depends on what cannot be read.
    fn holds(&self, whose: Whose) -> Option<bool> {
        let among = |wanted: &[String], value: &str| {
            wanted.is_empty() || wanted.iter().any(|word| same(word, value))
        };
        let of_pairs = !(self.educators.is_empty() && self.schools.is_empty());
        match whose {
            Whose::Pair(pair) => Some(
                among(&self.educators, &pair.educator.value)
                    && among(&self.coaches, &pair.coach.value)
                    && among(&self.schools, &pair.school.value),
            ),
            Whose::Coach(id) => Some(!of_pairs && among(&self.coaches, id)),
            Whose::Unknown if of_pairs || !self.coaches.is_empty() => None,
            Whose::Unknown => Some(true),
        }
    }

    /// The rows of what was `found`, newest first, and how many more there are. What only its text tells, all of them
    /// are read for; else no more than are listed.
    fn rows(&self, folder: &DistrictFolder, mut found: Vec<Found>) -> (Vec<Row>, usize) {
        found.sort_by(|a, b| (b.date, &b.path).cmp(&(a.date, &a.path)));
        let (all, most) = (found.len(), self.most.unwrap_or(usize::MAX));
        let source = self.imported_from.as_deref();
        if source.is_none() {
            found.truncate(most);
        }
        let paths: Vec<&str> = found.iter().map(|found| found.path.as_str()).collect();
        let read = each_file(folder, &paths, |index, text| {
            row(folder, &found[index], text.as_ref().ok(), source)
        });
        let mut rows: Vec<Row> = read.into_iter().flatten().collect();
        let all = if source.is_none() { all } else { rows.len() };
        rows.truncate(most);
        let more = all - rows.len();
        (rows, more)
    }

    /// Those in the folder `pair` that are asked for; `None` where the folder cannot be read.
    fn records_in<'r>(
        &self,
        folder: &DistrictFolder,
        pair: &str,
        whose: Whose<'r>,
    ) -> Option<Vec<Found<'r>>> {
        let found = record_paths_if_read(folder, pair)?.into_iter().filter_map(|path| {
            let (kind, date) = match RecordName::parse(path.rsplit('/').next()?)? {
                RecordName::Relationship => {
                    (Kind::Relationship, whose.relationship().map(|pair| pair.started.value))
                }
                RecordName::Dated(date, kind) => (kind, Some(date)),
            };
            let is_in = self.kinds.is_empty() || self.kinds.contains(&kind);
            // What has no day is never out of sight because of one.
            let is_in =
                is_in && date.is_none_or(|date| self.since.is_none_or(|since| since <= date));
            let is_in =
                is_in && date.is_none_or(|date| self.until.is_none_or(|until| date <= until));
            is_in.then_some(Found { path, kind, date, whose })
        });
        Some(found.collect())
    }
}

/// The row of a record whose file holds `text`; nothing, where it was imported from elsewhere than `source`. What cannot
/// be read may have been.
fn row(
    folder: &DistrictFolder,
    found: &Found,
    text: Option<&Source>,
    source: Option<&str>,
) -> Option<Row> {
    let mut problems = Problems::default();
    let root = text.and_then(|text| yaml::parse(text, &mut problems).ok());
    if let (Some(root), Some(source)) = (&root, source)
        && Origin::of(root).is_none_or(|origin| !same(source, &origin.name))
    {
        return None;
    }
    let vocabulary = Vocabulary {
        profiles: &folder.profiles,
        profile: found.whose.relationship().map(|pair| &pair.profile),
        schools: &folder.district.schools,
        groups: &folder.district.groups,
    };
    let typed = root.as_ref().and_then(|root| read(root, &vocabulary, &mut problems));
    let mut facts = root.as_ref().map_or_else(Vec::new, |root| facts(root, found.kind));
    facts.extend(typed.as_ref().filter(|typed| is_open(&typed.record)).map(|_| "open".to_owned()));
    let is_of_kind = typed.as_ref().is_some_and(|typed| typed.record.kind() == found.kind);
    Some(Row {
        path: found.path.clone(),
        kind: found.kind.name(),
        date: found.date,
        coach: found.whose.coach().map(str::to_owned),
        educator: found.whose.relationship().map(|pair| pair.educator.value.clone()),
        facts,
        left_out: !is_of_kind || !problems.is_empty() || matches!(found.whose, Whose::Unknown),
    })
}

/// Whether it still waits for something beside its steps.
pub(super) fn is_open(record: &Record) -> bool {
    match record.awaited() {
        Some(Awaited::Answer(request)) => request.answered.is_none(),
        Some(Awaited::Feedback(feedback)) => feedback.received.is_none() || !feedback.has_response,
        None => false,
    }
}

/// `listing` as lines of text, with the names of `people`.
pub(crate) fn render(listing: &Listing, people: &People, look: Style) -> String {
    text::draw(&parts(listing, people), look)
}

/// The rows of `listing` as a table, each with its pair, and what is not in it.
fn parts(listing: &Listing, people: &People) -> Vec<Part> {
    let more = match listing.more {
        0 => None,
        n => Some(Part::Line(format!("and {n} more; `-n 0` lists all of them"))),
    };
    std::iter::once(table(listing, Some(people))).chain(more).collect()
}

/// The rows of `listing` as a table; with their pairs, where the names of `people` are to be shown.
pub(super) fn table(listing: &Listing, people: Option<&People>) -> Part {
    let row = |row: &Row| -> Vec<Cell> {
        let (folder, file) = row.path.rsplit_once('/').unwrap_or(("", &row.path));
        let pair = folder.rsplit('/').next().unwrap_or(folder);
        let pair = people.map(|people| {
            let whose = row.educator.as_deref().or(row.coach.as_deref());
            let name = whose.and_then(|id| people.name_of(id));
            name.map_or_else(|| pair.to_owned(), |name| format!("{pair}  {name}"))
        });
        let mut said = Vec::new();
        if file == RELATIONSHIP {
            said.extend(row.date.map(|date| format!("since {date}")));
        }
        said.extend(row.facts.iter().cloned());
        said.extend(row.left_out.then(|| "left out: `coach check` shows why".to_owned()));
        let cells = std::iter::once(file.to_owned()).chain(pair).chain([said.join(", ")]);
        cells.map(Cell::from).collect()
    };
    let header = std::iter::once("Record").chain(people.map(|_| "Pair")).chain(["What"]);
    Part::Table(Table {
        header: header.map(|title| Cell::from(title.to_owned())).collect(),
        rows: listing.records.iter().map(row).collect(),
        shape: Shape::Sentences { column: if people.is_some() { 2 } else { 1 } },
    })
}
