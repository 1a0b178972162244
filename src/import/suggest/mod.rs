//! A map that is suggested for a source: its sheets and what is known of the district come in; TOML with a reason beside
//! each guess, and comments for what could not be placed, goes out. It is read like any other map.
//!
//! `head` finds the tables and `grid` joins them; `groups` and `columns` find keys, `words` and `people` what a source's
//! words mean, `leave_out` rows that do not count; `records` writes the tables, `open` how relationships come to be, `layout` the text.

mod above;
mod chosen;
mod columns;
mod content;
mod forms;
mod grid;
mod groups;
mod head;
mod hints;
mod identity;
mod layout;
mod leave_out;
mod open;
mod people;
mod plain;
mod records;
mod unit;
mod value;
mod word_list;
mod words;

use crate::domain::profile::Profile;
use crate::import::cell::Sheet;
use crate::import::lexicon::Lexicon;
use crate::import::table::Table;
use crate::import::{place, unread};
use crate::text::wording::count;
use chosen::Chosen;
use grid::Grid;
use head::{Head, sheet_pattern};
use layout::{comment, quoted};
use people::People;
use records::Source;
use words::Known;

/// The text of a map for `sheets`, whose source may be called `name`; `ids` are those of all people who are known, and the
/// district may have relationships (`has_pairs`).
///
/// # Errors
/// No sheet has a table, in a sentence.
pub(crate) fn suggest(
    sheets: &[Sheet],
    name: &str,
    (profile, lexicon): (&Profile, &Lexicon),
    ids: impl IntoIterator<Item = String>,
    has_pairs: bool,
) -> Result<String, String> {
    let none = || "no table was found: a row that names the columns, with rows below it".to_owned();
    let head = head::head(sheets).ok_or_else(none)?;
    let grid = Grid::of(&head);
    if grid.rows.is_empty() || grid.columns.is_empty() {
        return Err(none());
    }
    let known = Known { profile, lexicon, people: People::of(ids) };
    let chosen = Chosen::of(&grid, &known);
    let facts = above::above(&head);
    let is_workbook = head.sheets.iter().any(|sheet| sheet.name.is_some());
    let out = leave_out::left_out(&grid, chosen.columns("educator"));
    let has_comma = has_decimal_comma(&grid, chosen.columns("minutes"));
    let source = Source {
        grid: &grid,
        known: &known,
        chosen: &chosen,
        facts: &facts,
        left: &out.left,
        is_workbook,
        is_day_first: has_comma,
    };
    let (records, mut used) = records::records(&source);
    let (opened, school) = open::open(&source, has_pairs);
    used.extend(school);
    let mut text = opening(sheets, name, &grid, &out);
    text.push_str(&reading(&head, lexicon));
    text.push_str(&unread_above(&head, &source));
    let sends = chosen.sent.is_some();
    let (identity, why) = identity::identity(&grid, &out.left, sends);
    text.push_str(&comment(&why));
    text.extend(identity.map(|identity| format!("identity = {identity}\n")));
    text.push_str(&settings(&grid, &chosen, has_comma));
    text.push('\n');
    text.push_str(&out.text);
    text.push_str(&opened);
    text.push_str(&records);
    let open = unplaced(&grid, &chosen, &used, &text);
    text.push_str(&open);
    Ok(text)
}

/// What the map is, and what was read.
fn opening(sheets: &[Sheet], name: &str, grid: &Grid, out: &leave_out::LeftOut) -> String {
    let rows = format!(
        "{} rows below the heads, {} of them may be records.",
        grid.rows.len(),
        out.left.len()
    );
    let mut text = comment(
        "A suggested map. Each guess has its reason behind it; what could not be placed stands in comments. \
         Look at every line, then try it with `coach import --map … -n`, which writes nothing.",
    );
    text.push_str(&comment(&rows));
    let mut said: Vec<&str> = Vec::new();
    for remark in sheets.iter().flat_map(|sheet| &sheet.remarks) {
        if !said.contains(&remark.as_str()) {
            said.push(remark);
            text.push_str(&comment(remark));
        }
    }
    text.push_str(&format!(
        "\nname = {}  # the source's own name, which has to stay when its file is called otherwise\n",
        quoted(&named(name))
    ));
    text
}

/// A short name out of that of a file.
fn named(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<String> = plain::plain(stem)
        .split(' ')
        .filter(|word| word.chars().all(|letter| letter.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    let mut name = String::new();
    for word in words.iter().filter(|word| word.len() > 1) {
        if name.len() + word.len() >= 32 {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() { "source".to_owned() } else { name }
}

fn reading(head: &Head, lexicon: &Lexicon) -> String {
    let mut text = String::new();
    let names: Vec<&str> = head.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    if !head.others.is_empty() && !names.is_empty() {
        let list = || {
            let names: Vec<String> = names.iter().map(|name| layout::escaped(name)).collect();
            layout::one_or_list(&names)
        };
        let may_show = |names: &[&str]| !names.iter().any(|name| lexicon.names_someone(name));
        let others = match may_show(&head.others) {
            true => head.others.join(", "),
            false => count(head.others.len(), "sheet"),
        };
        let why = format!("{}; without such a table: {others}", count(names.len(), "sheet"));
        text.push_str(&match sheet_pattern(&names, &head.others) {
            Some(pattern) if may_show(&[&pattern]) => {
                layout::with_reason(&format!("sheets = {}", quoted(&pattern)), &why)
            }
            _ if may_show(&names) => layout::with_reason(&format!("sheets = {}", list()), &why),
            _ => comment(&format!(
                "sheets = [\"\"]  {why}; fill in the names, which may be those of people"
            )),
        });
    }
    if let Some(said) = &head.said {
        text.push_str(&layout::with_reason(&format!("header = {said}"), &head.why));
    }
    text
}

/// That rows stand above the heads that may be a table, too.
fn unread_above(head: &Head, source: &Source) -> String {
    let sheets = head.sheets.iter();
    let tables = sheets.flat_map(|sheet| Table::below_heads(sheet, &head.header, &[]));
    // What looks like one fact more is none, where the map takes no relationship from there.
    let facts = source.facts.iter().filter(|_| source.tells_relationship());
    let named = facts.filter_map(|fact| place::parse(&fact.cell)).map(|(row, _)| row);
    let said = unread::above(&tables.collect::<Vec<Table>>(), &named.collect());
    let said = said.map(|said| {
        format!(
            "check: {said}. If they are a table, too, put both tables under one head, or import that one with a map of \
             its own."
        )
    });
    comment(&said.unwrap_or_default())
}

/// What holds for all columns: words that say nothing, decimal commas, the zone of moments.
fn settings(grid: &Grid, chosen: &Chosen, has_comma: bool) -> String {
    const NOTHING: [&str; 6] = ["-99", "-999", "-88", "-77", "#N/A", "NA"];
    let mut text = String::new();
    let counts = NOTHING.map(|word| {
        let texts = grid.rows.iter().flat_map(|row| row.all());
        (
            word,
            texts
                .filter(|(_, cell)| crate::import::value::prose::prose(cell).trim() == word)
                .count(),
        )
    });
    let found: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 1).map(|(word, _)| (*word).to_owned()).collect();
    if !found.is_empty() {
        let cells: usize = counts.iter().map(|(_, count)| count).sum();
        let list: Vec<String> = found.iter().map(|word| quoted(word)).collect();
        text.push_str(&layout::with_reason(
            &format!("empty = [{}]", list.join(", ")),
            &format!("{cells} cells; not answered"),
        ));
    }
    if has_comma {
        text.push_str("decimal = \",\"  # as in the durations\n");
    }
    let is_utc = |cell: &crate::import::cell::Content| matches!(cell, crate::import::cell::Content::Text(text) if text.len() > 12 && text.ends_with('Z'));
    if chosen.columns("date").iter().any(|&at| grid.content(at).any(is_utc)) {
        text.push_str("zone = \"America/Chicago\"  # moments are told in UTC; check: the zone of the district\n");
    }
    text
}

/// Whether durations are written with decimal commas.
fn has_decimal_comma(grid: &Grid, columns: &[usize]) -> bool {
    let with = |sign: char| {
        let texts = columns.iter().flat_map(|&at| grid.content(at));
        let is_so = |cell: &crate::import::cell::Content| {
            let text = crate::import::value::prose::prose(cell);
            let parts = text.trim().split_once(sign);
            parts.is_some_and(|(whole, part)| {
                [whole, part].iter().all(|part| part.parse::<u32>().is_ok())
            })
        };
        texts
            .filter(|cell| matches!(cell, crate::import::cell::Content::Text(_)) && is_so(cell))
            .count()
    };
    with(',') > with('.')
}

/// The columns that became nothing and that nothing in the map so far, `said`, names.
fn unplaced(grid: &Grid, chosen: &Chosen, used: &[usize], said: &str) -> String {
    let kind = chosen.kind.iter().map(|(column, _)| *column);
    let own: Vec<usize> = used.iter().copied().chain(kind).chain(chosen.sent).collect();
    let mut text = String::new();
    for (at, column) in grid.columns.iter().enumerate() {
        let filled = grid.rows.iter().filter(|row| row.has(at)).count();
        if own.contains(&at) || said.contains(&quoted(&column.name)) || filled == 0 {
            continue;
        }
        let share = format!(
            "{}: something stands in {filled} of {} rows",
            quoted(&column.name),
            grid.rows.len()
        );
        text.push_str(&comment(&share));
    }
    if text.is_empty() {
        text
    } else {
        format!("{}{text}", comment("Columns that no key was found for:"))
    }
}
