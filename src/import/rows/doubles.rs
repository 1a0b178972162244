//! Rows of a source that are one record: those with one id, one key, or one content, as the map says. Which of them counts
//! is decided here.

use std::collections::{HashMap, HashSet};

use super::Rows;
use super::key::{own_key, text_of, texts};
use crate::import::map::{Identity, Map};
use crate::import::table::Table;

impl Rows<'_> {
    /// Gives each of the records that say the same a key of its own.
    pub(super) fn number_equal_ones(&mut self) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for entry in &mut self.entries {
            let nth = seen.entry(entry.key.clone()).or_default();
            *nth += 1;
            if *nth > 1 {
                entry.key = format!("{}-{nth}", entry.key);
            }
        }
    }

    /// Rows whose id of the source another row has, which counts in their place.
    pub(super) fn superseded(&self, map: &Map, tables: &[Table]) -> HashSet<(usize, usize)> {
        let Identity::Columns { latest, .. } = &map.identity else { return HashSet::new() };
        let mut best: HashMap<String, (String, (usize, usize))> = HashMap::new();
        let mut superseded = HashSet::new();
        for (at, table) in tables.iter().enumerate() {
            for (index, row) in table.rows.iter().enumerate() {
                let Some(key) = own_key(map, table, row) else { continue };
                let newer = latest.as_ref().map(|latest| texts(map, table, row, latest).concat());
                let newer = newer.unwrap_or_default();
                let spot = (at, index);
                match best.get_mut(&key) {
                    Some((than, other)) if newer >= *than => {
                        superseded.insert(std::mem::replace(other, spot));
                        *than = newer;
                    }
                    Some(_) => drop(superseded.insert(spot)),
                    None => drop(best.insert(key, (newer, spot))),
                }
            }
        }
        superseded
    }

    /// Whether two records have one key, or say the same where the map takes these for one.
    pub(crate) fn has_doubles(&self, map: &Map) -> bool {
        self.kept(map).contains(&false)
    }

    /// Of each record whether another one takes its place.
    pub(crate) fn doubles(&self, map: &Map) -> Vec<bool> {
        self.kept(map).into_iter().map(|is_kept| !is_kept).collect()
    }

    /// Leaves the records of rows in `faulty` out, and of those that remain all that another one replaces: of records
    /// with one key the last stays, and of those that the map takes for one the first.
    pub(crate) fn settle(&mut self, map: &Map, faulty: &HashSet<(usize, usize)>) {
        self.entries.retain(|entry| !entry.is_of_row() || !faulty.contains(&entry.spot));
        let keep = self.kept(map);
        let doubles = self.entries.iter().zip(&keep).filter(|(_, keep)| !**keep);
        let twice: Vec<String> = doubles.map(|(entry, _)| self.address(entry)).collect();
        self.twice.extend(twice);
        let mut keep = keep.into_iter();
        self.entries.retain(|_| keep.next().unwrap_or(true));
    }

    /// Of each record whether no other takes its place.
    pub(super) fn kept(&self, map: &Map) -> Vec<bool> {
        let mut last: HashMap<String, usize> = HashMap::new();
        let mut keep = vec![true; self.entries.len()];
        match &map.identity {
            Identity::Natural => {
                for (at, entry) in self.entries.iter().enumerate() {
                    if let Some(before) = last.insert(entry.key.clone(), at) {
                        keep[before] = false;
                    }
                }
            }
            Identity::Columns { same_content_is_one: true, .. } => {
                for (at, entry) in self.entries.iter().enumerate() {
                    if last.insert(text_of(&entry.built), at).is_some() {
                        keep[at] = false;
                    }
                }
            }
            Identity::Columns { .. } | Identity::Content => {}
        }
        keep
    }
}
