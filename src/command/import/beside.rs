//! The files that a map names beside the source: a roster, code books, and the list of people, which is written, too.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::files::read_sheets;
use crate::command::recording::Desk;
use crate::command::repository::is_repository;
use crate::import::cell::Sheet;
use crate::import::code_book::CodeBook;
use crate::import::crowded;
use crate::import::fault::Fault;
use crate::import::gather::gathered;
use crate::import::join::joined;
use crate::import::lexicon::Lexicon;
use crate::import::map::Map;
use crate::import::merged;
use crate::import::people::List;
use crate::import::rows::Rows;
use crate::store::Destination;
use crate::syntax::yaml::Written;
use crate::text::path::shown_path;

/// Cells with new people that are named one by one.
const MOST_NAMED: usize = 5;

/// The file that the map in `map` calls `named`.
fn beside(map: &Path, named: &str) -> PathBuf {
    map.parent().map_or_else(|| PathBuf::from(named), |folder| folder.join(named))
}

/// The sheets of the roster of `map`, which is in `file`.
pub(super) fn roster(file: &Path, map: &Map) -> anyhow::Result<Option<Vec<Sheet>>> {
    let Some(roster) = &map.roster else { return Ok(None) };
    let mut sheets = read_sheets(&[beside(file, &roster.file)], &map.reading)?;
    merged::fill(&mut sheets, &roster.map).map_err(anyhow::Error::msg)?;
    crowded::mark(&mut sheets, &roster.map);
    Ok(Some(sheets))
}

/// `sheets` as the map in `file` means them: with labels in the place of codes, and tables joined; and what is wrong
/// with that.
pub(super) fn prepared(
    file: &Path,
    map: &Map,
    mut sheets: Vec<Sheet>,
) -> anyhow::Result<(Vec<Sheet>, Vec<Fault>)> {
    merged::fill(&mut sheets, map).map_err(anyhow::Error::msg)?;
    for named in &map.code_books {
        let path = beside(file, named);
        let book = CodeBook::of(&read_sheets(std::slice::from_ref(&path), &map.reading)?);
        let book = match book {
            Ok(book) => book,
            Err(why) => bail!("{} {why}", shown_path(&path)),
        };
        for sheet in &mut sheets {
            book.label(sheet, map.header_of(sheet), &map.patterns());
        }
    }
    crowded::mark(&mut sheets, map);
    let (mut sheets, mut faults) = joined(sheets, map);
    faults.extend(gathered(&mut sheets, map));
    Ok((sheets, faults))
}

/// The list of people of a map: the file, and what was in it.
pub(super) struct PeopleFile {
    to: Destination,
    before: Option<Vec<u8>>,
}

impl PeopleFile {
    /// That of `map`, which is in `file`, and what it says; `None` where the map names none.
    ///
    /// # Errors
    /// It is in the district's folder or its repository, cannot be read or written, or has faults.
    pub(super) fn open(
        file: &Path,
        map: &Map,
        desk: &Desk,
    ) -> anyhow::Result<Option<(Self, List)>> {
        let Some(people) = &map.people else { return Ok(None) };
        let path = beside(file, &people.file);
        let shown = shown_path(&path);
        let to = Destination::of(&path)?;
        let root = &desk.root.path;
        let repository = root.ancestors().find(|above| is_repository(above));
        if let Some(within) =
            [Some(root.as_path()), repository].into_iter().flatten().find(|it| to.touches(it))
        {
            bail!(
                "{shown} is in {}, which is shared: the list says who is behind each id, so it has to stay \
                 outside; name another place under `people` in the map",
                shown_path(within)
            );
        }
        to.check()?;
        let before = read(&path).with_context(|| format!("{shown} cannot be read"))?;
        let pairs = desk.relationships().iter().map(|(_, pair)| pair);
        let ids = pairs.flat_map(|pair| [&pair.coach.value, &pair.educator.value]).cloned();
        let taken: HashSet<String> =
            ids.chain(desk.people.all().map(|(id, _)| id.to_owned())).collect();
        match List::of(before.as_deref(), people, taken) {
            Ok(list) => Ok(Some((Self { to, before }, list))),
            Err(faults) => {
                let faults = faults.iter().map(|fault| format!("\n  {fault}"));
                bail!("{shown}, the list of people, has faults:{}", faults.collect::<String>())
            }
        }
    }

    /// Adds those who are new in the list of `lexicon` and in a record of `rows`; what is to be said of it. Nothing is
    /// written where it is a `dry_run`.
    ///
    /// # Errors
    /// It has changed meanwhile, or cannot be written.
    pub(super) fn keep(
        &self,
        lexicon: &Lexicon,
        rows: &Rows,
        dry_run: bool,
    ) -> anyhow::Result<Vec<String>> {
        let mut used = HashSet::new();
        let keys = rows.entries.iter().flat_map(|entry| &entry.built.keys);
        keys.for_each(|(_, written)| words(written, &mut used));
        let new = lexicon.list(|list| list.with_new(|id| used.contains(id))).flatten();
        let Some((text, number)) = new else { return Ok(Vec::new()) };
        let path = self.to.named();
        let shown = shown_path(path);
        let people = if number == 1 { "person" } else { "people" };
        let cells = cells_of_new(lexicon, rows);
        if dry_run {
            return Ok(vec![format!("{number} new {people} would get an id in {shown}{cells}")]);
        }
        let now = read(path).with_context(|| format!("{shown} cannot be read"))?;
        if now != self.before {
            bail!("{shown} was changed meanwhile; nothing was written: run the same command again");
        }
        let lasting = self.to.stage(text.as_bytes())?.commit()?;
        let said = [Some(format!("{number} new {people} got an id in {shown}{cells}"))];
        Ok(said.into_iter().chain([lasting.remark(&shown)]).flatten().collect())
    }
}

/// Where the first of those who are new in the list of `lexicon` are named in `rows`: a name must not be said, and a slip
/// of a key makes somebody new.
fn cells_of_new(lexicon: &Lexicon, rows: &Rows) -> String {
    let new: Option<HashSet<String>> =
        lexicon.list(|list| list.new_ids().map(str::to_owned).collect());
    let mut new = new.unwrap_or_default();
    let mut cells: Vec<String> = Vec::new();
    for entry in rows.entries.iter().filter(|entry| entry.is_of_row()) {
        for (key, written) in &entry.built.keys {
            let mut ids = HashSet::new();
            words(written, &mut ids);
            let is_new = ids.into_iter().filter(|id| new.remove(*id)).count() > 0;
            let columns = entry.built.cells.iter().find(|(path, _)| path == key);
            if let (true, Some((_, columns))) = (is_new, columns) {
                let (table, row) = (&rows.tables[entry.spot.0], rows.row_of(entry));
                cells.extend(columns.first().map(|&column| table.address(row, Some(column))));
            }
        }
        if cells.len() > MOST_NAMED {
            break;
        }
    }
    let more = if cells.len() > MOST_NAMED { " and further on" } else { "" };
    cells.truncate(MOST_NAMED);
    match cells.is_empty() {
        true => String::new(),
        false => format!(", named in {}{more}", cells.join(", ")),
    }
}

/// What is in the file at `path`; `None` where there is none.
fn read(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Adds every text in `written` to `words`.
fn words<'w>(written: &'w Written, words: &mut HashSet<&'w str>) {
    match written {
        Written::Text(text) | Written::Plain(text) => drop(words.insert(text)),
        Written::List(all) => all.iter().for_each(|one| self::words(one, words)),
        Written::Map(all) => all.iter().for_each(|(_, one)| self::words(one, words)),
    }
}
