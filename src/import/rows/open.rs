//! Relationships that rows need and that are not there: the records of a source, a rule, a list and the
//! relationships of the district come in; those to be opened go out, each with the rows that need it.

mod there;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::{Entry, Needing, Rows};
use crate::domain::calendar::SchoolYear;
use crate::domain::record::Kind;
use crate::import::build::{Building, Built};
use crate::import::cell::Wrong;
use crate::import::fault::Fault;
use crate::import::lexicon::Lexicon;
use crate::import::map::{Map, Open, Started};
use crate::syntax::yaml::Written;
pub(crate) use there::{Known, Roster};
use there::{There, day_of, whose};

/// How the keys of relationships that are opened begin, which tells them from those of rows.
const KEY: &str = "opens";

/// Which relationship a row needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    coach: String,
    educator: String,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// By the list, in this entry of it; its first day tells it from others of the same two, where there are any.
    Listed(usize, Option<NaiveDate>),
    /// By the rule; for the school year that begins on this day, where each is a relationship of its own.
    Ruled(Option<NaiveDate>),
}

impl Wanted {
    /// What tells it from all others of the source.
    fn key(&self) -> String {
        let (How::Listed(_, day) | How::Ruled(day)) = self.how;
        let day = day.map(|day| format!(" {day}")).unwrap_or_default();
        format!("{KEY} {} {}{day}", self.coach, self.educator)
    }
}

impl Wanted {
    /// What it says, by `open` and what is `told`, the earliest day first.
    fn keys(
        &self,
        open: &Open,
        known: Known,
        told: &[Told],
        today: NaiveDate,
    ) -> Vec<(String, Written)> {
        let mut keys: Vec<(String, Written)> = vec![
            ("coach".to_owned(), Written::Text(self.coach.clone())),
            ("educator".to_owned(), Written::Text(self.educator.clone())),
        ];
        for told in told {
            let is_new = |(key, _): &&(String, Written)| keys.iter().all(|(known, _)| known != key);
            let new = told.built.keys.iter().filter(is_new).cloned();
            let new: Vec<(String, Written)> = new.collect();
            keys.extend(new);
        }
        with_profile(&mut keys, known.profile);
        let year = |day| SchoolYear::of(known.year_starts, day);
        let first = told.first().map(|told| told.row.day);
        let started = open.started.zip(first).map(|(started, first)| match started {
            Started::FirstDay => first,
            Started::SchoolYear => year(first).first(),
        });
        let over = match self.how {
            How::Ruled(Some(first)) => Some(year(first).last()).filter(|last| *last < today),
            How::Ruled(None) | How::Listed(..) => None,
        };
        for (key, day) in [("started", started), ("ended", over)] {
            if let Some(day) = day.filter(|_| keys.iter().all(|(known, _)| known != key)) {
                keys.push((key.to_owned(), Written::Plain(day.to_string())));
            }
        }
        keys
    }
}

/// A row that needs one, with the day on which.
#[derive(Clone, Debug)]
struct Row {
    day: NaiveDate,
    entry: usize,
}

/// What a row that needs one says of it.
struct Told<'t> {
    row: &'t Row,
    spot: (usize, usize),
    built: &'t Built,
}

impl<'s> Rows<'s> {
    /// Opens what the records need and is not there, by the list `roster` or by the rule of the map; what was opened
    /// before is settled anew.
    pub(crate) fn open_pairs(&mut self, lexicon: &Lexicon, known: Known, roster: Option<Roster>) {
        self.entries.retain(|entry| entry.opened_for.is_none());
        let Some(map) = self.decided.clone() else { return };
        if map.open.is_none() && roster.is_none() {
            return;
        }
        let wanted = self.wanted(&map, known, roster.as_ref());
        let mut opened = Vec::new();
        if let Some(open) = &map.open {
            let built = self.told(&map, open, lexicon, &wanted);
            for (pair, rows) in wanted.iter().filter(|(pair, _)| matches!(pair.how, How::Ruled(_)))
            {
                opened.extend(self.ruled((&map, open), known, pair, rows, &built));
            }
        }
        if let Some(roster) = roster {
            for pair in wanted.into_keys() {
                let How::Listed(at, _) = pair.how else { continue };
                let mut entry = roster.entries[at].clone();
                with_profile(&mut entry.built.keys, known.profile);
                entry.key = pair.key();
                entry.spot.0 += roster.first_table;
                // What is wrong with it is the fault of no row of the source.
                opened.push(Entry { is_of_sheet: true, opened_for: Some(Vec::new()), ..entry });
            }
        }
        self.entries.extend(opened);
    }

    /// The relationships that the records need and that are not there, each with the rows that do.
    fn wanted(
        &self,
        map: &Map,
        known: Known,
        roster: Option<&Roster>,
    ) -> BTreeMap<Wanted, Vec<Row>> {
        let own = known.imported.folders(|key| key.starts_with(&format!("{KEY} ")));
        let there = There::of(known, &own, &self.entries);
        let is_per_year = map.open.as_ref().is_some_and(|open| open.is_per_year);
        let mut wanted: BTreeMap<Wanted, Vec<Row>> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let Some((coach, educators)) = whose(&entry.built) else { continue };
            let day = day_of(&entry.built, entry.built.kind.date_key()).unwrap_or(self.today);
            for educator in educators {
                if there.has((coach, educator), is_per_year.then_some(day)) {
                    continue;
                }
                let year = SchoolYear::of(known.year_starts, day).first();
                let ruled = || How::Ruled(is_per_year.then_some(year));
                let listed = roster.and_then(|roster| roster.find(coach, educator, day));
                let how = listed.or_else(|| map.open.as_ref().map(|_| ruled()));
                let Some(how) = how else { continue };
                let (coach, educator) = (coach.to_owned(), educator.to_owned());
                let row = Row { day, entry: at };
                wanted.entry(Wanted { coach, educator, how }).or_default().push(row);
            }
        }
        for rows in wanted.values_mut() {
            rows.sort_by_key(|row| (row.day, row.entry));
        }
        wanted
    }

    /// What each of the rows that need a relationship says of it by `open`.
    fn told(
        &mut self,
        map: &Map,
        open: &Open,
        lexicon: &Lexicon,
        wanted: &BTreeMap<Wanted, Vec<Row>>,
    ) -> HashMap<(usize, usize), Built> {
        let ruled = wanted.iter().filter(|(pair, _)| matches!(pair.how, How::Ruled(_)));
        let rows = ruled.flat_map(|(_, rows)| rows);
        let spots: HashSet<(usize, usize)> = rows.map(|row| self.entries[row.entry].spot).collect();
        let mut built = HashMap::with_capacity(spots.len());
        for (at, table) in self.tables.iter().enumerate() {
            for (index, row) in table.rows.iter().enumerate() {
                let spot = (at, index);
                if spots.contains(&spot) {
                    let place = (table, Some(spot), self.today);
                    let building = Building::new(map, lexicon, place, row, &mut self.faults);
                    built.extend(building.record(&open.record).map(|built| (spot, built)));
                }
            }
        }
        built
    }

    /// The relationship `pair` that `rows` need, in the order of their days; `None` where none of them tells it.
    fn ruled(
        &mut self,
        (map, open): (&Map, &Open),
        known: Known,
        pair: &Wanted,
        rows: &[Row],
        built: &HashMap<(usize, usize), Built>,
    ) -> Option<Entry> {
        let key = pair.key();
        let told = rows.iter().filter_map(|row| {
            let spot = self.entries[row.entry].spot;
            Some(Told { row, spot, built: built.get(&spot)? })
        });
        let told: Vec<Told> = told.collect();
        let first = told.first()?;
        let kind = Kind::Relationship;
        if let Some(keys) = known.begun(&map.name, &key, first.row.day) {
            self.one_school(&keys, &told);
            let built = Built { kind, keys, cells: Vec::new() };
            let (spot, opened_for) = (first.spot, Some(Vec::new()));
            return Some(Entry { built, key, is_of_sheet: true, spot, opened_for });
        }
        let keys = pair.keys(open, known, &told, self.today);
        self.one_school(&keys, &told);
        let needing = told.iter().map(|told| {
            let own = &self.entries[told.row.entry].built;
            Needing { spot: told.spot, cells: cells_of(own, told.built, open.started.is_some()) }
        });
        let needing: Vec<Needing> = needing.collect();
        let cells = needing.first().map(|needing| needing.cells.clone()).unwrap_or_default();
        let built = Built { kind, keys, cells };
        let (spot, opened_for) = (first.spot, Some(needing));
        Some(Entry { built, key, is_of_sheet: false, spot, opened_for })
    }

    /// Says which of the rows in `told` put a pair at another school than its first does, which is in `keys`.
    fn one_school(&mut self, keys: &[(String, Written)], told: &[Told]) {
        let school = |keys: &[(String, Written)]| {
            keys.iter().find(|(key, _)| key == "school").map(|(_, school)| school.clone())
        };
        let first = school(keys);
        for Told { spot, built, .. } in told {
            if school(&built.keys).is_none_or(|own| Some(own) == first) {
                continue;
            }
            let columns = built.cells.iter().filter(|(path, _)| path == "school");
            let column = columns.flat_map(|(_, columns)| columns).next().copied();
            let table = &self.tables[spot.0];
            let wrong = Wrong {
                cause: "is another school than that of an earlier row of the same two".to_owned(),
                detail: String::new(),
                remedy: "correct it; or open one relationship for each school year: in the map, \
                         per = \"school year\" under [open]"
                    .to_owned(),
            };
            let cells = vec![table.address(&table.rows[spot.1], column)];
            let name = column.map_or("", |column| table.columns.name(column)).to_owned();
            let fault = Fault { cells, spot: Some(*spot), column: name, content: None, wrong };
            self.faults.push(fault);
        }
    }

    /// Takes the rows of a roster over, so that what is wrong with them can be told; where their tables begin.
    pub(crate) fn take_tables(&mut self, roster: &mut Rows<'s>) -> usize {
        let first = self.tables.len();
        self.tables.append(&mut roster.tables);
        self.listed_from = Some(first);
        let faults = roster.faults.drain(..).map(|fault| Fault { spot: None, ..fault });
        self.faults.extend(faults);
        first
    }
}

/// The columns of a relationship's keys: those of what the row says of it, and of the record `own` whose it is, and
/// whose day it may begin with.
fn cells_of(own: &Built, told: &Built, begins_with_it: bool) -> Vec<(String, Vec<usize>)> {
    let whose = own.cells.iter().filter(|(path, _)| path == "coach" || path == "educator");
    let day = own.cells.iter().filter(|(path, _)| begins_with_it && path == own.kind.date_key());
    let day = day.map(|(_, columns)| ("started".to_owned(), columns.clone()));
    told.cells.iter().chain(whose).cloned().chain(day).collect()
}

fn with_profile(keys: &mut Vec<(String, Written)>, profile: &str) {
    if !keys.iter().any(|(key, _)| key == "profile") {
        keys.push(("profile".to_owned(), Written::Text(profile.to_owned())));
    }
}
