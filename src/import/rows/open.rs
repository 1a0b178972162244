//! Relationships that rows need and that are not there: the records of a source, a rule, a list and the
//! relationships of the district come in; those to be opened go out, each with the rows that need it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::{Entry, Needing, Rows, note_above};
use crate::domain::calendar::{MonthDay, SchoolYear};
use crate::domain::record::{Home, Kind, Relationship};
use crate::import::build::{Above, Building, Built};
use crate::import::cell::Wrong;
use crate::import::fault::Fault;
use crate::import::lexicon::Lexicon;
use crate::import::map::{Map, Open, Started};
use crate::syntax::tree::read::parse_date;
use crate::syntax::yaml::Written;
use crate::write::handed::Imported;

/// What is known of the district's relationships.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    /// Each with its folder.
    pub relationships: &'k [(String, Relationship)],
    /// Folders whose relationship cannot be read.
    pub broken: &'k [String],
    /// What came from the same source before.
    pub imported: &'k Imported,
    /// The profile of relationships of which nobody says another.
    pub profile: &'k str,
    pub year_starts: MonthDay,
}

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

/// A row that needs one, with the day on which.
#[derive(Clone, Debug)]
struct Row {
    day: NaiveDate,
    entry: usize,
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
                opened.extend(self.ruled(open, known, pair, rows, &built));
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
            let mut above = Above::new();
            for (index, row) in table.rows.iter().enumerate() {
                let spot = (at, index);
                if spots.contains(&spot) {
                    let place = (table, Some(spot), self.today);
                    let building =
                        Building::new(map, lexicon, place, (row, &above), &mut self.faults);
                    built.extend(building.record(&open.record).map(|built| (spot, built)));
                }
                note_above(&mut above, row);
            }
        }
        built
    }

    /// The relationship `pair` that `rows` need, in the order of their days; `None` where none of them tells it.
    fn ruled(
        &mut self,
        open: &Open,
        known: Known,
        pair: &Wanted,
        rows: &[Row],
        built: &HashMap<(usize, usize), Built>,
    ) -> Option<Entry> {
        let told: Vec<(&Row, (usize, usize), &Built)> = rows
            .iter()
            .filter_map(|row| {
                let spot = self.entries[row.entry].spot;
                Some((row, spot, built.get(&spot)?))
            })
            .collect();
        let &(first, spot, _) = told.first()?;
        let mut keys: Vec<(String, Written)> = vec![
            ("coach".to_owned(), Written::Text(pair.coach.clone())),
            ("educator".to_owned(), Written::Text(pair.educator.clone())),
        ];
        for (_, _, built) in &told {
            let is_new = |(key, _): &&(String, Written)| keys.iter().all(|(known, _)| known != key);
            let new: Vec<(String, Written)> = built.keys.iter().filter(is_new).cloned().collect();
            keys.extend(new);
        }
        with_profile(&mut keys, known.profile);
        self.one_school(&keys, &told);
        let key = pair.key();
        if let Some(started) = open.started {
            let day = first_day(started, known, first.day, pair, &key);
            keys.push(("started".to_owned(), Written::Plain(day.to_string())));
        }
        let year = match pair.how {
            How::Ruled(Some(first)) => Some(SchoolYear::of(known.year_starts, first)),
            How::Ruled(None) | How::Listed(..) => None,
        };
        if let Some(over) = year.map(SchoolYear::last).filter(|last| *last < self.today)
            && !keys.iter().any(|(key, _)| key == "ended")
        {
            keys.push(("ended".to_owned(), Written::Plain(over.to_string())));
        }
        let needing = |(row, spot, built): &(&Row, (usize, usize), &Built)| {
            let own = &self.entries[row.entry].built;
            let whose = own.cells.iter().filter(|(path, _)| path == "coach" || path == "educator");
            let day = own.cells.iter().filter(|(path, _)| path == own.kind.date_key());
            let day = day.map(|(_, columns)| ("started".to_owned(), columns.clone()));
            let cells = built.cells.iter().chain(whose).cloned();
            let cells = cells.chain(day.filter(|_| open.started.is_some())).collect();
            Needing { spot: *spot, cells }
        };
        let opened_for: Vec<Needing> = told.iter().map(needing).collect();
        let cells = opened_for.first().map(|needing| needing.cells.clone()).unwrap_or_default();
        let built = Built { kind: Kind::Relationship, keys, cells };
        Some(Entry { built, key, is_of_sheet: false, spot, opened_for: Some(opened_for) })
    }

    /// Says which of the rows in `told` put a pair at another school than its first does, which is in `keys`.
    fn one_school(&mut self, keys: &[(String, Written)], told: &[(&Row, (usize, usize), &Built)]) {
        let school = |keys: &[(String, Written)]| {
            keys.iter().find(|(key, _)| key == "school").map(|(_, school)| school.clone())
        };
        let first = school(keys);
        for (_, spot, built) in told {
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
        let faults = roster.faults.drain(..).map(|fault| Fault { spot: None, ..fault });
        self.faults.extend(faults);
        first
    }
}

/// A list of relationships.
#[derive(Clone, Copy)]
pub(crate) struct Roster<'r> {
    pub entries: &'r [Entry],
    /// Where its tables begin among those of the source.
    pub first_table: usize,
}

impl Roster<'_> {
    /// The one of `coach` and `educator` in which `day` lies; the only one of the two, if there is just one.
    fn find(&self, coach: &str, educator: &str, day: NaiveDate) -> Option<How> {
        let is_theirs = |entry: &Entry| {
            text_of(&entry.built, "coach") == Some(coach)
                && text_of(&entry.built, "educator") == Some(educator)
        };
        let entries = self.entries.iter().enumerate();
        let theirs: Vec<(usize, &Entry)> = entries.filter(|(_, entry)| is_theirs(entry)).collect();
        if let [(only, _)] = theirs[..] {
            return Some(How::Listed(only, None));
        }
        theirs.into_iter().find_map(|(at, entry)| {
            let started = day_of(&entry.built, "started")?;
            let ended = day_of(&entry.built, "ended");
            let is_in = started <= day && ended.is_none_or(|ended| day <= ended);
            is_in.then_some(How::Listed(at, Some(started)))
        })
    }
}

/// The relationships that are there, by whose they are.
struct There<'t> {
    folders: HashMap<(&'t str, &'t str), Vec<&'t Relationship>>,
    /// Those that the source itself tells, and those that cannot be read.
    others: HashSet<String>,
}

impl<'t> There<'t> {
    /// All that are `known` but those in the folders `own`, which were opened for this source, and those that
    /// `entries` tell themselves.
    fn of(known: Known<'t>, own: &BTreeSet<&str>, entries: &[Entry]) -> Self {
        let mut folders: HashMap<(&str, &str), Vec<&Relationship>> = HashMap::new();
        for (_, pair) in known.relationships.iter().filter(|(path, _)| !own.contains(&**path)) {
            let whose = (pair.coach.value.as_str(), pair.educator.value.as_str());
            folders.entry(whose).or_default().push(pair);
        }
        let broken = known.broken.iter();
        let broken = broken.map(|path| path.rsplit('/').next().unwrap_or_default().to_owned());
        let told = entries.iter().filter(|entry| entry.built.kind == Kind::Relationship);
        let told = told.filter_map(|entry| {
            let coach = text_of(&entry.built, "coach")?;
            Some(format!("{coach}-{}", text_of(&entry.built, "educator")?))
        });
        Self { folders, others: broken.chain(told).collect() }
    }

    /// Whether one of the two is there, in which the day `on` lies, where that matters.
    fn has(&self, (coach, educator): (&str, &str), on: Option<NaiveDate>) -> bool {
        let is_in = |pair: &&Relationship| {
            on.is_none_or(|on| {
                let ended = pair.ended.as_ref();
                pair.started.value <= on && ended.is_none_or(|ended| on <= ended.value)
            })
        };
        self.folders.get(&(coach, educator)).is_some_and(|pairs| pairs.iter().any(|it| is_in(&it)))
            || self.others.contains(&format!("{coach}-{educator}"))
    }
}

/// The first day of `pair`, whose first record in the source is of `day` and whose key is `key`: never later than it
/// was, for a source may come in parts.
fn first_day(
    started: Started,
    known: Known,
    day: NaiveDate,
    pair: &Wanted,
    key: &str,
) -> NaiveDate {
    let told = match started {
        Started::FirstDay => day,
        Started::SchoolYear => SchoolYear::of(known.year_starts, day).first(),
    };
    let own = known.imported.folders(|known| known == key);
    let before = known.relationships.iter().filter(|(path, before)| {
        own.contains(&**path)
            && before.coach.value == pair.coach
            && before.educator.value == pair.educator
    });
    before.map(|(_, before)| before.started.value).chain([told]).min().unwrap_or(told)
}

/// The coach and the educators of a record that belongs to a pair, where it names them.
fn whose(built: &Built) -> Option<(&str, Vec<&str>)> {
    if built.kind == Kind::Relationship || built.kind.home() != Home::Pair {
        return None;
    }
    let coach = text_of(built, "coach")?;
    let (_, educators) = built.keys.iter().find(|(key, _)| key == "educator")?;
    let educators = match educators {
        Written::Text(educator) => vec![educator.as_str()],
        Written::List(educators) => educators.iter().filter_map(text).collect(),
        Written::Plain(_) | Written::Map(_) => Vec::new(),
    };
    Some((coach, educators))
}

fn text(written: &Written) -> Option<&str> {
    match written {
        Written::Text(text) | Written::Plain(text) => Some(text),
        Written::List(_) | Written::Map(_) => None,
    }
}

fn text_of<'b>(built: &'b Built, key: &str) -> Option<&'b str> {
    built.keys.iter().find(|(known, _)| known == key).and_then(|(_, written)| text(written))
}

fn day_of(built: &Built, key: &str) -> Option<NaiveDate> {
    parse_date(text_of(built, key)?).ok()
}

fn with_profile(keys: &mut Vec<(String, Written)>, profile: &str) {
    if !keys.iter().any(|(key, _)| key == "profile") {
        keys.push(("profile".to_owned(), Written::Text(profile.to_owned())));
    }
}
