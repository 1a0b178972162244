//! What a checklist has beside the keys of other records: who rated, ratings of items, and comments on them.

use super::{Plan, Source};
use crate::domain::key::{Form, Terms};
use crate::import::suggest::forms::form_in;
use crate::import::suggest::groups::Holds;
use crate::import::suggest::layout::{comment, quoted, quoted_pattern, with_reason};
use crate::import::suggest::value::{Lines, Making};
use crate::import::suggest::word_list::{own_words, rows_said, word_lines};
use crate::import::suggest::words::How;

/// The lines for them.
pub(super) fn keys<'r, 's>(
    source: &Source<'r, 's>,
    plan: &Plan<'r, 's>,
    making: &Making<'r, 's>,
    used: &mut Vec<usize>,
) -> String {
    let mut text = rater(source, plan, making, used);
    text.push_str(&comments(source, making, used));
    text.push_str(&ratings(source, making, used));
    text
}

fn rater<'r, 's>(
    source: &Source<'r, 's>,
    plan: &Plan<'r, 's>,
    making: &Making<'r, 's>,
    used: &mut Vec<usize>,
) -> String {
    let (roles, ids) = (source.chosen.columns("rater.role"), source.chosen.columns("rater.id"));
    let (role, id) = (form_in(plan.kind, "rater.role"), form_in(plan.kind, "rater.id"));
    let (Some(role), Some(id)) = (role, id) else { return String::new() };
    if plan.is_beside || (roles.is_empty() && making.filled(ids) == 0) {
        let why = "check: nothing says who rated, so the coach did";
        return with_reason("rater.role = { is = \"self\" }", why);
    }
    let mut text = String::new();
    let mut lines = Lines::new("rater.id");
    lines.part("column", making.names(ids));
    if making.may_lack(ids) {
        lines.part("optional", "true".to_owned());
    }
    used.extend(roles.iter().chain(ids));
    let mut rows = making.rows.clone();
    if roles.is_empty() {
        text.push_str("rater.role = { is = \"observer\" }  # these rows name someone who rated\n");
    } else {
        text.push_str(&making.lines("rater.role", role, roles).text());
        let words = own_words(making, role, roles);
        let outside = words.iter().find(|(word, _)| {
            source.known.word(role, word).is_some_and(|(role, _)| role == "observer")
        });
        if let Some((word, _)) = outside {
            let when =
                format!("{{ column = {}, is = {} }}", making.names(roles), quoted_pattern(word));
            lines.part("when", when);
            rows.retain(|row| roles.iter().any(|&at| row.text(at) == *word));
        }
    }
    if !ids.is_empty() {
        let outside = source.making(rows);
        let words = own_words(&outside, id, ids);
        word_lines(&outside, &mut lines, "rater.id", id, &words);
        text.push_str(&lines.text());
    }
    text
}

/// Comments on the item that their question speaks of.
fn comments(source: &Source, making: &Making, used: &mut Vec<usize>) -> String {
    let columns = source.chosen.columns("comments");
    let mut text = String::new();
    let Some(&column) = columns.first().filter(|_| making.filled(columns) > 0) else { return text };
    let name = &source.grid.columns[column].name;
    let about = source.grid.columns[column].plain.iter().find_map(|plain| {
        let items = &source.known.profile.items;
        let mut spoken = items.iter().filter(|item| {
            let label = super::super::plain::plain(&item.label);
            super::super::plain::has(plain, &label)
                || super::super::plain::has(plain, &item.id.replace('-', " "))
        });
        spoken.next().map(|item| item.id.clone())
    });
    used.push(column);
    text.push_str(&format!("comments.column = {}\n", quoted(name)));
    if making.may_lack(&[column]) {
        text.push_str("comments.optional = true\n");
    }
    match about {
        Some(item) => {
            text.push_str(&format!(
                "comments.items.{} = {}  # the question names it; check\n",
                quoted(name),
                quoted(&item)
            ));
        }
        None => {
            text = comment(&format!(
                "{}comments.items.{} = \"\" (which item is it about?)",
                text.trim_end(),
                quoted(name)
            ))
        }
    }
    text
}

fn ratings(source: &Source, making: &Making, used: &mut Vec<usize>) -> String {
    let mut lines = Lines::new("ratings");
    let mut items = String::new();
    let all;
    if let Some(group) = source.group(Holds::Ratings) {
        let columns: Vec<usize> = group.columns.iter().map(|column| column.0).collect();
        lines.part("columns", making.names(&columns));
        all = own_words(making, Form::Ratings, &columns);
        for (at, label, item, how) in &group.columns {
            if *how == How::Known {
                continue;
            }
            let why = format!("{}; check", rows_said(making.filled(&[*at])));
            items.push_str(&with_reason(
                &format!("ratings.items.{} = {}", quoted_pattern(label), quoted(item)),
                &why,
            ));
        }
        items.push_str(&missing(source, group.columns.iter().map(|column| column.2.as_str())));
        used.extend(columns);
    } else if let Some(beside) = &source.chosen.beside {
        let name = |at: usize| quoted(&source.grid.columns[at].name);
        lines.part("columns", name(beside.values));
        lines.part("items_in", name(beside.items));
        if beside.without > 0 {
            lines.part("nothing_is", quoted("not-observed"));
            lines.why(format!(
                "{} items are named without a rating: check what that means",
                beside.without
            ));
        }
        all = own_words(making, Form::Ratings, &[beside.values]);
        for (code, item, rows) in &beside.codes {
            let known = source.known.word(Form::Terms(Terms::Items), code);
            if known.is_some_and(|(_, how)| how == How::Known) {
                continue;
            }
            match item {
                Some(item) => items.push_str(&with_reason(
                    &format!("ratings.items.{} = {}", quoted_pattern(code), quoted(item)),
                    &format!("{}, by the words beside it", rows_said(*rows)),
                )),
                None => items.push_str(&format!(
                    "# {}",
                    with_reason(
                        &format!("ratings.items.{} = \"\"", quoted_pattern(code)),
                        &rows_said(*rows)
                    )
                )),
            }
        }
        used.extend([beside.items, beside.values]);
    } else {
        return comment(
            "no columns with ratings of items were found: ratings = { columns = \"* [*]\" }",
        );
    }
    word_lines(making, &mut lines, "ratings", Form::Ratings, &all);
    lines.words(&items);
    lines.text()
}

/// Items of the profile for which there is no column.
fn missing<'f>(source: &Source, found: impl Iterator<Item = &'f str>) -> String {
    let found: Vec<&str> = found.collect();
    let items = source.known.profile.items.iter().map(|item| item.id.as_str());
    let missing: Vec<&str> = items.filter(|item| !found.contains(item)).collect();
    if missing.is_empty() {
        String::new()
    } else {
        comment(&format!("no column was found for: {}", missing.join(", ")))
    }
}
