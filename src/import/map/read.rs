//! From the text of a map to a [`Map`], gathering every fault. Which keys a record has, and what each holds, is told
//! by the tables of the kinds.

mod beside;
mod fits;
mod record;
mod word;

use super::{Condition, End, Header, Identity, Latest, LeaveOut, Map, Reading, Test};
use crate::diagnostic::{Diagnostic, Finding, Problems};
use crate::import::value::day::DayOrder;
use crate::import::value::duration::Decimal;
use crate::syntax::toml;
use crate::syntax::tree::{Fields, Node, Value as Tree, read, rules};
use crate::text::source::Source;
use beside::{gather, join, open, people, roster};
use record::record;
use word::{letter, pattern, patterns, text, texts, word, word_or, zone};

/// Reads `source`.
///
/// # Errors
/// Every fault of the file, in the order of their places.
pub(crate) fn map(source: &Source) -> Result<Map, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let root = toml::parse(source, &mut problems);
    let is_broken = !problems.is_empty();
    let map = root_of(&root, &mut problems);
    if is_broken {
        toml::keep_what_is_sure(source, &mut problems, &[]);
    }
    match map {
        Some(map) if problems.is_empty() => Ok(map),
        _ => Err(problems.finish_open(source)),
    }
}

fn root_of(root: &Node, problems: &mut Problems) -> Option<Map> {
    let mut fields = Fields::of(root, "map", problems)?;
    let name = fields.required("name", problems, source_name);
    let reading = Reading {
        encoding: fields.optional("encoding", problems, text),
        delimiter: fields.optional("delimiter", problems, letter),
        quote: fields.optional("quote", problems, letter),
        rows_in: fields.optional("rows_in", problems, text),
    };
    let sheets = fields.optional("sheets", problems, patterns).unwrap_or_default();
    let header = header(&mut fields, problems);
    let ends = fields.optional("ends", problems, ends).unwrap_or_default();
    let empty = fields.optional("empty", problems, texts).unwrap_or_default();
    let decimal = fields.optional("decimal", problems, |node, problems| {
        word(
            node,
            problems,
            &[(".", Decimal::Point), (",", Decimal::Comma), ("either", Decimal::Either)],
        )
    });
    let full_day = fields.optional("full_day", problems, |node, problems| {
        read::integer(node, problems, 1..=1440, "minutes")
    });
    let zone = fields.optional("zone", problems, zone);
    let year_of = fields.optional("year_starts", problems, read::date);
    let leave_out = fields.groups("leave_out", problems, left_out);
    let identity = fields.optional("identity", problems, identity).unwrap_or(Identity::Content);
    let records = fields.groups("record", problems, record);
    if records.is_empty() && fields.entry("record").is_none() {
        fields.missing("record", problems);
    }
    let open = fields.optional("open", problems, open);
    let roster = fields.optional("roster", problems, roster);
    let people = fields.optional("people", problems, people);
    let code_books = fields.optional("code_book", problems, texts).unwrap_or_default();
    let joins = fields.groups("join", problems, join);
    let gather = fields.optional("gather", problems, gather);
    fields.finish(problems);
    let mut map = Map {
        name: name?,
        reading,
        sheets,
        header: header?,
        ends,
        empty,
        decimal: decimal.unwrap_or(Decimal::Point),
        full_day,
        zone,
        year_of,
        leave_out,
        identity,
        records,
        open,
        roster: None,
        people,
        code_books,
        joins,
        gather,
    };
    map.roster = roster.map(|roster| roster.under(&map));
    Some(map)
}

/// What a source is called: records say it, so it says something.
fn source_name(node: &Node, problems: &mut Problems) -> Option<String> {
    let name = text(node, problems)?;
    if name.trim().is_empty() {
        let message = "a source needs a name, which its records remember";
        let finding = Finding::new(&rules::OUT_OF_RANGE, node.span, message);
        problems.push(finding.label("for example \"fall-log\""));
        return None;
    }
    Some(name)
}

fn header(fields: &mut Fields, problems: &mut Problems) -> Option<Header> {
    if fields.entry("header").is_none() {
        return Some(Header::First);
    }
    fields.optional("header", problems, |node, problems| match &node.value {
        Tree::List(_) => {
            let rows = read::list(node, problems)?.iter();
            let rows = rows.filter_map(|row| read::integer(row, problems, 1..=1_048_576, ""));
            Some(Header::Rows(rows.collect()))
        }
        Tree::Map(_) => {
            let mut fields = Fields::of(node, "header", problems)?;
            let texts = fields.required("with", problems, patterns);
            let rows = fields.optional("rows", problems, |node, problems| {
                read::integer(node, problems, 1..=9, "rows")
            });
            fields.finish(problems);
            Some(Header::With { texts: texts?, rows: rows.unwrap_or(1) })
        }
        _ => {
            let rows = read::integer(node, problems, 1..=1_048_576, "")?;
            Some(Header::Rows(vec![rows]))
        }
    })
}

/// What ends a table: `"blank"`, a condition, or several of them.
fn ends(node: &Node, problems: &mut Problems) -> Option<Vec<End>> {
    match &node.value {
        Tree::List(nodes) => nodes.iter().map(|node| end(node, problems)).collect(),
        _ => Some(vec![end(node, problems)?]),
    }
}

fn end(node: &Node, problems: &mut Problems) -> Option<End> {
    match node.text() {
        Some(_) => word(node, problems, &[("blank", End::Blank)]),
        None => condition(node, problems).map(End::When),
    }
}

fn left_out(node: &Node, problems: &mut Problems) -> Option<LeaveOut> {
    let mut fields = Fields::of(node, "rule for rows to leave out", problems)?;
    let because = fields.optional("because", problems, text).unwrap_or_default();
    let condition = condition_of(&mut fields, problems);
    fields.finish(problems);
    Some(LeaveOut { condition: condition?, because })
}

fn condition(node: &Node, problems: &mut Problems) -> Option<Condition> {
    let mut fields = Fields::of(node, "condition", problems)?;
    let condition = condition_of(&mut fields, problems);
    fields.finish(problems);
    condition
}

/// One condition, or several.
fn conditions(node: &Node, problems: &mut Problems) -> Option<Vec<Condition>> {
    match &node.value {
        Tree::List(nodes) => nodes.iter().map(|node| condition(node, problems)).collect(),
        _ => Some(vec![condition(node, problems)?]),
    }
}

fn condition_of(fields: &mut Fields, problems: &mut Problems) -> Option<Condition> {
    let columns = fields.optional("column", problems, patterns);
    let is = fields.optional("is", problems, patterns);
    let is_not = fields.optional("is_not", problems, patterns);
    let empty = fields.optional("empty", problems, read::boolean);
    let above = fields.optional("as_above", problems, read::boolean);
    if let (None, Some(_), Some(entry)) = (&columns, above, fields.entry("as_above")) {
        let message = "`as_above` is of a column, and the condition names none";
        problems.push(Finding::new(&rules::MISSING_KEY, entry.key_span, message));
    }
    let (test, is_not) = match (is, is_not, empty) {
        (Some(is), None, None) => (Test::Is(is), false),
        (None, Some(is), None) => (Test::Is(is), true),
        (None, None, Some(empty)) => (Test::Empty, !empty),
        _ => {
            let message = "a condition says one of `is`, `is_not` and `empty`";
            problems.push(Finding::new(&rules::MISSING_KEY, fields.anchor(), message));
            return None;
        }
    };
    Some(Condition { columns, test, is_not, is_as_above: above.unwrap_or_default() })
}

fn identity(node: &Node, problems: &mut Problems) -> Option<Identity> {
    if node.text().is_some() {
        let words = [("natural", Identity::Natural), ("content", Identity::Content)];
        let by_columns = "where a column has each row's own id: identity = { columns = \"…\" }";
        return word_or(node, problems, &words, by_columns);
    }
    let mut fields = Fields::of(node, "identity", problems)?;
    let columns = fields.required("columns", problems, patterns);
    let latest = fields.optional("latest", problems, pattern);
    let order =
        fields.optional("order", problems, |node, problems| word(node, problems, &DayOrder::WORDS));
    if let (None, Some(_), Some(entry)) = (&latest, &order, fields.entry("order")) {
        let message = "`order` is that of the days in the column `latest`, which is not named";
        problems.push(Finding::new(&rules::MISSING_KEY, entry.key_span, message));
    }
    let latest = latest.map(|column| Latest { column, order });
    let same = fields.optional("same_content_is_one", problems, read::boolean);
    fields.finish(problems);
    let same_content_is_one = same.unwrap_or_default();
    Some(Identity::Columns { columns: columns?, latest, same_content_is_one })
}
