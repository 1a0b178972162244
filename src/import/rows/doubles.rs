//! Rows of a source that are one record: those with one id, one key, or one content, as the map says. Which of them counts
//! is decided here.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Rows;
use super::key::{own_key, text_of};
use super::latest::{Rank, Ranking};
use super::read::left_out;
use crate::import::cell::Row;
use crate::import::condition::holds;
use crate::import::map::{Identity, Map, RecordMap};
use crate::import::table::Table;

impl Rows<'_> {
    /// Gives each of the records that say the same a key of its own.
    pub(super) fn number_equal_ones(&mut self) {
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        seen.reserve(self.entries.len());
        let mut equal: Vec<(usize, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let nth = seen.entry(&entry.key).or_default();
            *nth += 1;
            if *nth > 1 {
                equal.push((at, *nth));
            }
        }
        for (at, nth) in equal {
            let key = &mut self.entries[at].key;
            key.push_str(&format!("-{nth}"));
        }
    }

    /// Rows whose id of the source another row has, which counts in their place. Rows of which nothing comes take
    /// nobody's place.
    pub(super) fn superseded(&mut self, map: &Map, tables: &[Table]) -> HashSet<(usize, usize)> {
        let Identity::Columns { latest, .. } = &map.identity else { return HashSet::new() };
        let ranking = latest.as_ref();
        let ranking = ranking.map(|latest| Ranking::of(map, latest, tables, &mut self.faults));
        let mut best: FxHashMap<String, (Rank, (usize, usize))> = FxHashMap::default();
        best.reserve(tables.iter().map(|table| table.rows.len()).sum());
        let mut superseded = HashSet::new();
        for (at, table) in tables.iter().enumerate() {
            let key = |row: &Row| {
                let key = own_key(map, table, row).ok()??;
                let key = Some(key).filter(|_| is_read(map, table, row))?;
                Some((key, ranking.as_ref().map_or(Rank::Nothing, |it| it.rank(table, row))))
            };
            let keys: Vec<Option<(String, Rank)>> = table.rows.par_iter().map(key).collect();
            for (index, (key, rank)) in
                keys.into_iter().enumerate().filter_map(|(index, key)| Some((index, key?)))
            {
                let spot = (at, index);
                match best.get_mut(&key) {
                    Some((than, other)) if rank >= *than => {
                        superseded.insert(std::mem::replace(other, spot));
                        *than = rank;
                    }
                    Some(_) => drop(superseded.insert(spot)),
                    None => drop(best.insert(key, (rank, spot))),
                }
            }
        }
        superseded
    }

    /// Whether two records have one key, or say the same where the map takes these for one; `is_known` says of a key
    /// whether its record came in before.
    pub(crate) fn has_doubles(&self, map: &Map, is_known: &dyn Fn(&str) -> bool) -> bool {
        self.kept(map, is_known).contains(&false)
    }

    /// Of each record whether another one takes its place.
    pub(crate) fn doubles(&self, map: &Map, is_known: &dyn Fn(&str) -> bool) -> Vec<bool> {
        self.kept(map, is_known).into_iter().map(|is_kept| !is_kept).collect()
    }

    /// Leaves the records of rows in `faulty` out, and of those that remain all that another one replaces: of records
    /// with one key the last stays, and of those that the map takes for one the one that came in before, or else the
    /// one with the least key: in whichever order they stand.
    pub(crate) fn settle(
        &mut self,
        map: &Map,
        faulty: &HashSet<(usize, usize)>,
        is_known: &dyn Fn(&str) -> bool,
    ) {
        self.entries.retain(|entry| !entry.is_of_row() || !faulty.contains(&entry.spot));
        let keep = self.kept(map, is_known);
        let doubles = self.entries.iter().zip(&keep).filter(|(_, keep)| !**keep);
        let twice: Vec<String> = doubles.map(|(entry, _)| self.address(entry)).collect();
        self.twice.extend(twice);
        let mut keep = keep.into_iter();
        self.entries.retain(|_| keep.next().unwrap_or(true));
    }

    /// Of each record whether no other takes its place.
    fn kept(&self, map: &Map, is_known: &dyn Fn(&str) -> bool) -> Vec<bool> {
        let mut keep = vec![true; self.entries.len()];
        match &map.identity {
            Identity::Natural => {
                let mut last: HashMap<&str, usize> = HashMap::new();
                for (at, entry) in self.entries.iter().enumerate() {
                    if let Some(before) = last.insert(&entry.key, at) {
                        keep[before] = false;
                    }
                }
            }
            Identity::Columns { same_content_is_one: true, .. } => {
                let order = |at: usize| {
                    let key = self.entries[at].key.as_str();
                    (!is_known(key), key.len(), key)
                };
                let mut stays: HashMap<String, usize> = HashMap::new();
                for (at, entry) in self.entries.iter().enumerate() {
                    let stays = stays.entry(text_of(&entry.built)).or_insert(at);
                    if *stays != at {
                        let (better, other) =
                            if order(at) < order(*stays) { (at, *stays) } else { (*stays, at) };
                        keep[other] = false;
                        *stays = better;
                    }
                }
            }
            Identity::Columns { .. } | Identity::Content => {}
        }
        keep
    }
}

/// Whether a record comes of `row`.
pub(in crate::import) fn is_read(map: &Map, table: &Table, row: &Row) -> bool {
    let is_for = |record: &RecordMap| {
        !record.is_of_sheet && record.when.iter().all(|condition| holds(map, table, row, condition))
    };
    row.fault.is_none()
        && row.part_of.is_none()
        && left_out(map, table, row).is_none()
        && map.records.iter().any(is_for)
}
