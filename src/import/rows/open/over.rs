//! Relationships of single school years that were opened while the year went on, and of which this part of the source has
//! no row: once the year is over so are they, or a row of the next year would belong to two.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::there::Known;
use super::{Entry, KEY, Wanted};
use crate::domain::calendar::SchoolYear;
use crate::domain::record::Kind;
use crate::import::build::Built;
use crate::store::Unread;
use crate::syntax::tree::read::parse_date;
use crate::syntax::yaml::Written;

/// Those of the source `name` that go before the ones in `wanted` and whose year is over `today`, each with its last day.
/// They are told by the row that needs the next one, whose place stands beside it.
///
/// # Errors
/// One cannot be read any more.
pub(super) fn over<'w>(
    known: Known,
    name: &str,
    wanted: impl Iterator<Item = (&'w Wanted, (usize, usize))>,
    today: NaiveDate,
) -> Result<Vec<Entry>, Unread> {
    let wanted: Vec<(&Wanted, (usize, usize))> = wanted.collect();
    let mut told: BTreeSet<&str> = wanted.iter().map(|(pair, _)| pair.key.as_str()).collect();
    let mut entries = Vec::new();
    for (pair, spot) in &wanted {
        let begin = format!("{KEY} {} {} ", pair.coach, pair.educator);
        for (folder, key) in known.imported.opened(name, &begin) {
            // One that was opened after an end of its own has more behind the year.
            let year = key[begin.len()..].split(' ').next().unwrap_or_default();
            let year = parse_date(year).ok();
            let year = year.map(|day| SchoolYear::of(known.year_starts, day));
            let Some(last) = year.map(|year| year.last()).filter(|last| *last < today) else {
                continue;
            };
            let own = known.relationships.iter().find(|(path, _)| path == folder);
            if own.is_none_or(|(_, own)| own.ended.is_some()) || !told.insert(key) {
                continue;
            }
            let Some(mut keys) = known.keys_of(name, key)? else { continue };
            keys.push(("ended".to_owned(), Written::Plain(last.to_string())));
            let built = Built { kind: Kind::Relationship, keys, cells: Vec::new() };
            entries.push(Entry::of_no_row(built, key.to_owned(), *spot));
        }
    }
    Ok(entries)
}
