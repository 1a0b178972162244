//! Which records a row of a source becomes, by what its columns hold.

use super::{Plan, Source};
use crate::domain::key::{Form, Terms};
use crate::domain::record::Kind;
use crate::import::suggest::grid::RowOf;
use crate::import::suggest::groups::Holds;
use crate::import::suggest::layout::{escaped, one_or_list, quoted, quoted_pattern};
use crate::import::suggest::plain::plain;
use crate::import::suggest::word_list::own_words;

pub(super) fn plans<'r, 's>(source: &'r Source<'r, 's>) -> Vec<Plan<'r, 's>> {
    let all: Vec<&RowOf> = source.left.iter().map(|&at| &source.grid.rows[at]).collect();
    let rated = source.rating_columns();
    let has = |key: &str| !source.chosen.columns(key).is_empty();
    let is_session =
        has("method") || source.has_group(Holds::Marks) || source.has_group(Holds::Time);
    let mut plans = Vec::new();
    if let Some((column, kinds)) = &source.chosen.kind {
        for (word, kind) in kinds {
            let is_it = |row: &&&RowOf| plain(&row.text(*column)) == plain(word);
            let rows: Vec<&RowOf> = all.iter().filter(is_it).copied().collect();
            let name = quoted(&source.grid.columns[*column].name);
            let when = format!("{{ column = {name}, is = {} }}", quoted_pattern(word));
            let why = format!("{} rows", rows.len());
            let is_rated = |row: &&RowOf| rated.iter().any(|&at| row.has(at));
            let own: Vec<&RowOf> = rows.iter().copied().filter(|row| is_rated(row)).collect();
            let count = own.len();
            plans.push(Plan { kind: *kind, when: Some(when.clone()), why, rows, is_beside: false });
            if let (false, Some(first)) =
                (own.is_empty() || *kind == Kind::Checklist, rated.first())
            {
                let first = quoted(&source.grid.columns[*first].name);
                let when = Some(format!("[{when}, {{ column = {first}, empty = false }}]"));
                let why = format!("{count} of these rows hold ratings, too");
                plans.push(Plan { kind: Kind::Checklist, when, why, rows: own, is_beside: true });
            }
        }
        return plans;
    }
    if !rated.is_empty() {
        let why = format!("{} columns hold ratings of items", rated.len());
        plans.push(Plan {
            kind: Kind::Checklist,
            when: None,
            why,
            rows: all.clone(),
            is_beside: false,
        });
    }
    if is_session || plans.is_empty() {
        plans.extend(meetings(source, &all));
    }
    plans
}

/// Sessions, and contacts where the method of a row is one of writing.
fn meetings<'r, 's>(source: &Source<'r, 's>, all: &[&'r RowOf<'s>]) -> Vec<Plan<'r, 's>> {
    const WRITING: [&str; 2] = ["email", "message"];
    let plan = |kind, when, why, rows| Plan { kind, when, why, rows, is_beside: false };
    let method = source.chosen.columns("method");
    let making = source.making(all.to_vec());
    let form = Form::Term(Terms::Methods);
    let words = own_words(&making, form, method);
    let written = |word: &str| {
        let found = source.known.word(form, word).map(|(id, _)| id);
        let found = found.or_else(|| source.known.letter(form, word, &[]));
        found.is_some_and(|id| WRITING.contains(&id.as_str()))
    };
    let written: Vec<String> = words
        .into_iter()
        .filter(|(word, rows)| written(word) && source.known.may_show(form, word, *rows))
        .map(|(word, _)| word)
        .collect();
    // A condition sees a ditto mark, and not what stands above it.
    let has_dittos = all.iter().any(|row| method.iter().any(|&at| row.is_ditto(at)));
    if written.is_empty() || method.is_empty() || has_dittos {
        let check = match written.is_empty() {
            true => "",
            false => "; check: what was only written is a contact, not a session",
        };
        let why = format!("{} rows{check}", all.len());
        return vec![plan(Kind::Session, None, why, all.to_vec())];
    }
    let is_written = |row: &RowOf| {
        method.iter().any(|&at| written.iter().any(|word| plain(word) == plain(&row.text(at))))
    };
    let (contacts, sessions): (Vec<&RowOf>, Vec<&RowOf>) =
        all.iter().copied().partition(|row| is_written(row));
    let names: Vec<String> = written.iter().map(|word| escaped(word)).collect();
    let (column, words) = (making.names(method), one_or_list(&names));
    let why = format!("{} rows; what was only written is a contact, not a session", sessions.len());
    vec![
        plan(
            Kind::Session,
            Some(format!("{{ column = {column}, is_not = {words} }}")),
            why,
            sessions,
        ),
        plan(
            Kind::Contact,
            Some(format!("{{ column = {column}, is = {words} }}")),
            format!("{} rows", contacts.len()),
            contacts,
        ),
    ]
}
