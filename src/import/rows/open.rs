//! Relationships that rows need and that are not there: the records of a source, a rule, a list and the
//! relationships of the district come in; those to be opened go out, each with the rows that need it.

mod over;
mod place;
mod roster;
mod there;
mod why;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Entry, Needing, Rows};
use crate::domain::calendar::SchoolYear;
use crate::domain::key::Form;
use crate::domain::record::Kind;
use crate::import::build::{Building, Built};
use crate::import::fault::Fault;
use crate::import::lexicon::Lexicon;
use crate::import::map::{Map, Open, RecordMap, Started};
use crate::store::Unread;
use crate::syntax::yaml::Written;
use crate::write::handed::Existing;
use place::{Asked, Place, Places};
pub(crate) use roster::Roster;
pub(crate) use there::Known;
use there::{Begun, Says, TELLING, There, day_of, whose};

/// How the keys of relationships that are opened begin, which tells them from those of rows.
const KEY: &str = "opens";

/// Which relationship a row needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    coach: String,
    educator: String,
    /// What tells it from all others of the source.
    key: String,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// By the list, in this entry of it.
    Listed(usize),
    /// By the rule; for the school year that begins on this day, where each is a relationship of its own.
    Ruled(Option<NaiveDate>),
}

impl Wanted {
    /// What it says, by `open` and what is `told`, the earliest day first; the one before it ended on the day `after`, and
    /// it itself on the day `ended`, if it is there and over.
    fn keys(
        &self,
        open: &Open,
        known: Known,
        told: &[Told],
        (after, ended): (Option<NaiveDate>, Option<NaiveDate>),
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
            // Not before the end of one that went before.
            Started::SchoolYear => {
                let after = after.and_then(|ended| ended.succ_opt());
                after.map_or(year(first).first(), |after| after.max(year(first).first()))
            }
        });
        let over = match self.how {
            How::Ruled(Some(first)) => {
                let last = Some(year(first).last()).filter(|last| *last < today);
                // It may be over before its year is.
                last.map(|last| ended.unwrap_or(last))
            }
            How::Ruled(None) | How::Listed(_) => None,
        };
        for (key, day) in [("started", started), ("ended", over)] {
            if let Some(day) = day.filter(|_| keys.iter().all(|(known, _)| known != key)) {
                keys.push((key.to_owned(), Written::Plain(day.to_string())));
            }
        }
        keys
    }
}

/// What comes of asking in which relationships the records belong.
struct Asking {
    /// Those to be opened, each with the rows that need it.
    wanted: BTreeMap<Wanted, Vec<Row>>,
    /// What is wrong with rows that belong nowhere.
    faults: Vec<Fault>,
    /// Rows whose records are there, just as the rows say them.
    settled: FxHashSet<(usize, usize)>,
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
    ///
    /// # Errors
    /// A relationship that was opened before cannot be read any more.
    pub(crate) fn open_pairs(
        &mut self,
        lexicon: &Lexicon,
        known: Known,
        roster: Option<Roster>,
    ) -> Result<(), Unread> {
        self.entries.retain(|entry| entry.opened_for.is_none());
        let Some(map) = self.decided.clone() else { return Ok(()) };
        let (says, unsaid) = self.says(&map, lexicon);
        let Asking { wanted, faults, settled } = self.wanted(&map, known, roster, &says);
        self.faults.extend(faults);
        // A row that opens one says it again, with all else that the rule asks; one that was settled before is not asked.
        let opening = spots_of(&wanted, self);
        let is_asked = |spot: (usize, usize)| !opening.contains(&spot) && !settled.contains(&spot);
        self.faults.extend(unsaid.into_iter().filter(|it| it.spot.is_some_and(is_asked)));
        let mut opened = Vec::new();
        if let Some(open) = &map.open {
            let told: HashSet<&str> = self.entries.iter().map(|entry| entry.key.as_str()).collect();
            let opens = format!("{KEY} ");
            let is_other = |key: &str| !key.starts_with(&opens) && !told.contains(key);
            let parts = known.imported.folders_of(is_other);
            let built = self.told(&map, (&open.record, lexicon), &opening);
            for (pair, rows) in wanted.iter().filter(|(pair, _)| matches!(pair.how, How::Ruled(_)))
            {
                opened.extend(self.ruled((&map, open), (known, &parts), (pair, rows), &built)?);
            }
            if open.is_per_year {
                let spot = |rows: &Vec<Row>| rows.first().map(|row| self.entries[row.entry].spot);
                let needing = wanted.iter().filter(|(pair, _)| matches!(pair.how, How::Ruled(_)));
                let needing = needing.filter_map(|(pair, rows)| Some((pair, spot(rows)?)));
                opened.extend(over::over(known, &map.name, needing, self.today)?);
            }
        }
        if let Some(roster) = roster {
            for pair in wanted.into_keys() {
                let How::Listed(at) = pair.how else { continue };
                let Entry { mut built, mut spot, .. } = roster.entries[at].clone();
                with_profile(&mut built.keys, known.profile);
                spot.0 += roster.first_table;
                opened.push(Entry::of_no_row(built, pair.key, spot));
            }
        }
        self.entries.extend(opened);
        lexicon.hide(&mut self.faults);
        Ok(())
    }

    /// What each of the entries says of the relationship that it belongs to, by its own keys and by the rule of the map;
    /// and what is wrong with that.
    fn says(&mut self, map: &Map, lexicon: &Lexicon) -> (Vec<Says>, Vec<Fault>) {
        let before = self.faults.len();
        let built = match &map.open {
            Some(open) => {
                let is_telling = |key: &str| TELLING.contains(&key);
                let keys = open.record.keys.iter().filter(|(key, _)| is_telling(key));
                let record = RecordMap { keys: keys.cloned().collect(), ..open.record.clone() };
                let of_pairs = self.entries.iter().filter(|entry| whose(&entry.built).is_some());
                let spots = of_pairs.map(|entry| entry.spot).collect();
                self.told(map, (&record, lexicon), &spots)
            }
            None => HashMap::new(),
        };
        let says = |entry: &Entry| {
            let all = [Some(&entry.built), built.get(&entry.spot)];
            let said = |key: &'static str| {
                let of = |built: &&Built| !built.texts(key).is_empty();
                let built = all.into_iter().flatten().find(of)?;
                let columns = built.cells.iter().filter(|(path, _)| path == key);
                let columns = columns.flat_map(|(_, columns)| columns.clone()).collect();
                let said = built.texts(key).first().copied()?;
                // A record's own school may be told by its name.
                let school = lexicon.word(Form::School, said).filter(|_| key == "school");
                Some((key, school.unwrap_or_else(|| said.to_owned()), columns))
            };
            TELLING.into_iter().filter_map(said).collect()
        };
        let says = self.entries.par_iter().map(says).collect();
        (says, self.faults.split_off(before))
    }

    /// Of each entry and each of its educators the folder of the record that says the same already.
    fn lying<'k>(&self, map: &Map, known: Known<'k>, places: &Places) -> Vec<Vec<Option<&'k str>>> {
        let of = |entry: &Entry| {
            let Some((coach, educators)) = whose(&entry.built) else { return Vec::new() };
            let said = entry.said();
            let is_alone = educators.len() == 1;
            let lies_in = |educator: &str| {
                let of_two = || places.there.of_two((coach, educator)).iter();
                let is_theirs =
                    |existing: &Existing| is_alone || of_two().any(|it| it.folder == existing.pair);
                let origin = (map.name.as_str(), entry.key.as_str());
                let existing = known.imported.of_entry(origin, educator, is_theirs);
                let same = existing.filter(|existing| existing.was_said(said));
                same.map(|existing| &*existing.pair)
            };
            educators.into_iter().map(lies_in).collect()
        };
        self.entries.par_iter().map(of).collect()
    }

    /// In which relationships the records belong.
    fn wanted(&mut self, map: &Map, known: Known, roster: Option<Roster>, says: &[Says]) -> Asking {
        let rule = map.open.as_ref().map(|open| open.is_per_year);
        let there = There::of(known, &map.name, &self.entries);
        let places = Places::new(there, roster, rule, known.year_starts);
        let mut wanted: BTreeMap<Wanted, Vec<Row>> = BTreeMap::new();
        let (mut faults, mut several) = (Vec::new(), Vec::new());
        let mut settled = FxHashSet::default();
        let lying = self.lying(map, known, &places);
        for (at, ((entry, says), lying)) in self.entries.iter().zip(says).zip(lying).enumerate() {
            let Some((coach, educators)) = whose(&entry.built) else { continue };
            let day = day_of(&entry.built, entry.built.kind.date_key()).unwrap_or(self.today);
            for (educator, lies_in) in educators.into_iter().zip(lying) {
                let two = (coach, educator);
                settled.extend(lies_in.map(|_| entry.spot));
                if places.are_several(two) {
                    several.push(at);
                }
                match places.of(&Asked { two, day, says, lies_in }) {
                    Place::There => {}
                    Place::Opens(how, key) => {
                        let (coach, educator) = (coach.to_owned(), educator.to_owned());
                        let row = Row { day, entry: at };
                        let wanted = wanted.entry(Wanted { coach, educator, key, how });
                        wanted.or_default().push(row);
                    }
                    Place::Nowhere(why) => {
                        faults.push(why.fault(self, entry, says, roster));
                    }
                }
            }
        }
        let listed = wanted.keys().filter(|pair| matches!(pair.how, How::Listed(_)));
        let ended = listed.flat_map(|pair| {
            let ended = places.ended_by_list((&pair.coach, &pair.educator)).into_iter();
            ended.map(|(how, key)| Wanted { how, key, ..pair.clone() })
        });
        for pair in ended.collect::<Vec<_>>() {
            wanted.entry(pair).or_default();
        }
        for rows in wanted.values_mut() {
            rows.sort_by_key(|row| (row.day, row.entry));
        }
        for at in several {
            with_school(&mut self.entries[at].built, &says[at]);
        }
        Asking { wanted, faults, settled }
    }

    /// What each of the rows at `spots` says of a relationship by `record`.
    fn told(
        &mut self,
        map: &Map,
        (record, lexicon): (&RecordMap, &Lexicon),
        spots: &HashSet<(usize, usize)>,
    ) -> HashMap<(usize, usize), Built> {
        let mut built = HashMap::with_capacity(spots.len());
        for (at, table) in self.tables.iter().enumerate() {
            for (index, row) in table.rows.iter().enumerate() {
                let spot = (at, index);
                if spots.contains(&spot) {
                    let place = (table, Some(spot), self.today);
                    let building = Building::new(map, lexicon, place, row, &mut self.faults);
                    built.extend(building.record(record).map(|built| (spot, built)));
                }
            }
        }
        built
    }

    /// The relationship `pair` that `rows` need, in the order of their days; `None` where none of them tells it.
    ///
    /// # Errors
    /// It was opened before, and cannot be read any more.
    fn ruled(
        &mut self,
        (map, open): (&Map, &Open),
        (known, parts): (Known, &HashSet<&str>),
        (pair, rows): (&Wanted, &[Row]),
        built: &HashMap<(usize, usize), Built>,
    ) -> Result<Option<Entry>, Unread> {
        let key = pair.key.clone();
        let told = rows.iter().filter_map(|row| {
            let spot = self.entries[row.entry].spot;
            Some(Told { row, spot, built: built.get(&spot)? })
        });
        let told: Vec<Told> = told.collect();
        let Some(first) = told.first() else { return Ok(None) };
        let kind = Kind::Relationship;
        let by_year = (known.year_starts, open.is_per_year);
        let ends = (known.over_before(pair, first.row.day), known.end_of(&map.name, &key));
        let keys = pair.keys(open, known, &told, ends, self.today);
        let begun = known.begun((&map.name, &key), first.row.day, parts)?;
        if let Some(Begun { keys: known, is_edited }) = begun {
            self.faults.extend(why::disagreeing(&known, &told, self, is_edited, by_year));
            let keys = begins_earlier(known, &keys, open.started.is_some());
            let built = Built { kind, keys, cells: Vec::new() };
            return Ok(Some(Entry::of_no_row(built, key, first.spot)));
        }
        self.faults.extend(why::disagreeing(&keys, &told, self, false, by_year));
        let needing = told.iter().map(|told| {
            let own = &self.entries[told.row.entry].built;
            Needing { spot: told.spot, cells: cells_of(own, told.built, open.started.is_some()) }
        });
        let needing: Vec<Needing> = needing.collect();
        let cells = needing.first().map(|needing| needing.cells.clone()).unwrap_or_default();
        let built = Built { kind, keys, cells };
        Ok(Some(Entry { opened_for: Some(needing), ..Entry::of_row(built, key, first.spot) }))
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

/// The rows that need a relationship by the rule.
fn spots_of(wanted: &BTreeMap<Wanted, Vec<Row>>, rows: &Rows) -> HashSet<(usize, usize)> {
    let ruled = wanted.iter().filter(|(pair, _)| matches!(pair.how, How::Ruled(_)));
    ruled.flat_map(|(_, needing)| needing).map(|row| rows.entries[row.entry].spot).collect()
}

/// `known`, the keys of a relationship, with the first day in `now` where that is earlier and the source tells it.
fn begins_earlier(
    mut known: Vec<(String, Written)>,
    now: &[(String, Written)],
    is_told: bool,
) -> Vec<(String, Written)> {
    let day = |keys: &[(String, Written)]| {
        let started = keys.iter().find(|(key, _)| key == "started")?;
        started.1.word().map(str::to_owned)
    };
    if let (true, Some(old), Some(new)) = (is_told, day(&known), day(now))
        && new < old
    {
        for (key, value) in &mut known {
            if key == "started" {
                *value = Written::Plain(new.clone());
            }
        }
    }
    known
}

/// Gives a record of two who have several relationships the school that its row says, by which the one is found.
fn with_school(built: &mut Built, says: &Says) {
    let has_one = built.keys.iter().any(|(key, _)| key == "school");
    if let (false, Some((key, school, columns))) =
        (has_one, says.iter().find(|(key, ..)| *key == "school"))
    {
        built.keys.push(((*key).to_owned(), Written::Text(school.clone())));
        built.cells.push(((*key).to_owned(), columns.clone()));
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
