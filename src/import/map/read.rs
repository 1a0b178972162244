//! From the text of a map to a [`Map`], gathering every fault. Which keys a record has, and what each holds, is told
//! by the tables of the kinds.

mod word;

use super::pattern::Pattern;
use super::{
    Condition, From, Give, Header, Identity, LeaveOut, Map, Reading, RecordMap, Test, Value,
};
use crate::diagnostic::{Diagnostic, Finding, Problems};
use crate::domain::key::{Form, Key, Needed, Table};
use crate::domain::record::{Kind, SOURCE};
use crate::import::value::day::DayOrder;
use crate::import::value::duration::{Decimal, Unit};
use crate::syntax::toml;
use crate::syntax::tree::{Entry, Fields, Node, Value as Tree, read, rules};
use crate::text::source::Source;
use word::{cell, kind, letter, pattern, patterns, scalar, text, texts, word, zone};

/// What numbers without a unit may mean.
const UNITS: [(&str, Unit); 3] =
    [("minutes", Unit::Minutes), ("hours", Unit::Hours), ("hours-below-15", Unit::HoursBelow(15))];

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
    let name = fields.required("name", problems, text);
    let reading = Reading {
        encoding: fields.optional("encoding", problems, text),
        delimiter: fields.optional("delimiter", problems, letter),
        quote: fields.optional("quote", problems, letter),
    };
    let sheets = fields.optional("sheets", problems, patterns).unwrap_or_default();
    let header = header(&mut fields, problems);
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
    fields.finish(problems);
    Some(Map {
        name: name?,
        reading,
        sheets,
        header: header?,
        empty,
        decimal: decimal.unwrap_or(Decimal::Point),
        full_day,
        zone,
        year_of,
        leave_out,
        identity,
        records,
    })
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
            let text = fields.required("with", problems, text);
            let rows = fields.optional("rows", problems, |node, problems| {
                read::integer(node, problems, 1..=9, "rows")
            });
            fields.finish(problems);
            Some(Header::With { text: text?, rows: rows.unwrap_or(1) })
        }
        _ => {
            let rows = read::integer(node, problems, 1..=1_048_576, "")?;
            Some(Header::Rows(vec![rows]))
        }
    })
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

/// One condition, or several that all have to hold.
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
    match (is, is_not, empty) {
        (Some(is), None, None) => Some(Condition { columns, test: Test::Is(is), is_not: false }),
        (None, Some(is), None) => Some(Condition { columns, test: Test::Is(is), is_not: true }),
        (None, None, Some(empty)) => Some(Condition { columns, test: Test::Empty, is_not: !empty }),
        _ => {
            let message = "a condition says one of `is`, `is_not` and `empty`";
            problems.push(Finding::new(&rules::MISSING_KEY, fields.anchor(), message));
            None
        }
    }
}

fn identity(node: &Node, problems: &mut Problems) -> Option<Identity> {
    if node.text().is_some() {
        let words = [("natural", Identity::Natural), ("content", Identity::Content)];
        return word(node, problems, &words);
    }
    let mut fields = Fields::of(node, "identity", problems)?;
    let columns = fields.required("columns", problems, patterns);
    let latest = fields.optional("latest", problems, pattern);
    let same = fields.optional("same_content_is_one", problems, read::boolean);
    fields.finish(problems);
    let same_content_is_one = same.unwrap_or_default();
    Some(Identity::Columns { columns: columns?, latest, same_content_is_one })
}

fn record(node: &Node, problems: &mut Problems) -> Option<RecordMap> {
    let mut fields = Fields::of(node, "record of a map", problems)?;
    let kind = fields.required("kind", problems, kind);
    let when = fields.optional("when", problems, conditions).unwrap_or_default();
    let is_of_sheet = fields.optional("per", problems, |node, problems| {
        word(node, problems, &[("row", false), ("sheet", true)])
    });
    let Some(kind) = kind else {
        fields.abandon(problems);
        return None;
    };
    let mut keys = Vec::new();
    for key in own_keys(kind) {
        let name = key.name;
        let give = fields.optional(name, problems, |node, problems| give(node, key, problems));
        keys.extend(give.map(|give| (name.to_owned(), give)));
    }
    fields.finish(problems);
    Some(RecordMap { kind, is_of_sheet: is_of_sheet.unwrap_or_default(), when, keys })
}

/// A key that a map may give.
#[derive(Clone, Copy)]
struct Given {
    name: &'static str,
    form: Form,
    is_needed: bool,
}

impl Given {
    fn of(key: &Key) -> Self {
        Self { name: key.name, form: key.form, is_needed: key.needed == Needed::Always }
    }
}

/// Keys whose day may lie ahead: what is agreed, not what happened.
const AHEAD: [&str; 2] = ["due", "ended"];

/// The keys of a record of `kind` that a map may give, and those that say whose it is.
fn own_keys(kind: Kind) -> impl Iterator<Item = Given> {
    let address = crate::write::draft::Address::keys(kind).iter().map(|&name| {
        let form = match name {
            "educator" => Form::PersonIds,
            "together" | "each" => Form::Boolean,
            "coach" => Form::PersonId,
            _ => Form::Title,
        };
        Given { name, form, is_needed: name == "educator" }
    });
    let own = kind.table().keys.iter().filter(|key| key.name != SOURCE);
    address.chain(own.map(Given::of))
}

fn give(node: &Node, key: Given, problems: &mut Problems) -> Option<Give> {
    match (key.form, &node.value) {
        (Form::Group(table), _) => group(node, table, problems).map(Give::Group),
        (Form::Groups(table) | Form::SomeGroups(table), Tree::List(nodes)) => {
            let groups = nodes.iter().filter_map(|node| group(node, table, problems));
            Some(Give::Groups(groups.collect()))
        }
        (Form::Groups(table) | Form::SomeGroups(table), _) => {
            Some(Give::Groups(vec![group(node, table, problems)?]))
        }
        _ => value(node, key, problems).map(|value| Give::One(Box::new(value))),
    }
}

fn group(
    node: &Node,
    table: &'static Table,
    problems: &mut Problems,
) -> Option<Vec<(String, Give)>> {
    let mut fields = Fields::of(node, table.what, problems)?;
    let mut keys = Vec::new();
    for key in table.keys {
        let own = Given::of(key);
        let give = fields.optional(key.name, problems, |node, problems| give(node, own, problems));
        keys.extend(give.map(|give| (key.name.to_owned(), give)));
    }
    fields.finish(problems);
    Some(keys)
}

/// Where a value comes from: the header of a column, or keys.
fn value(node: &Node, key: Given, problems: &mut Problems) -> Option<Value> {
    let mut value = Value {
        from: From::Columns(Vec::new()),
        form: key.form,
        is_needed: key.is_needed,
        may_lie_ahead: AHEAD.contains(&key.name),
        or: None,
        is_as_above: false,
        when: Vec::new(),
        words: Vec::new(),
        items: Vec::new(),
        nothing_is: None,
        order: None,
        bare: None,
        leaves_travel_out: false,
        between: "\n".to_owned(),
        is_html: false,
        is_sum: false,
        is_marked_by_anything: false,
    };
    if let Some(header) = node.text() {
        value.from = From::Columns(vec![Pattern::of(header)]);
        return Some(value);
    }
    let mut fields = Fields::of(node, "value of a map", problems)?;
    let from = from(&mut fields, problems);
    let or = fields.optional("or", problems, |node, problems| match node.text() {
        // Read as the first is.
        Some(header) => Some((From::Columns(vec![Pattern::of(header)]), None)),
        None => {
            let value = self::value(node, key, problems)?;
            Some((value.from.clone(), Some(value)))
        }
    });
    let mut flag = |name, problems: &mut Problems| {
        fields.optional(name, problems, read::boolean).unwrap_or_default()
    };
    value.is_as_above = flag("as_above", problems);
    value.is_html = flag("html", problems);
    value.is_sum = flag("sum", problems);
    value.leaves_travel_out = flag("without_travel", problems);
    value.is_marked_by_anything = flag("any_mark", problems);
    value.when = fields.optional("when", problems, conditions).unwrap_or_default();
    value.words = fields.optional("words", problems, words).unwrap_or_default();
    value.items = fields.optional("items", problems, words).unwrap_or_default();
    value.nothing_is = fields.optional("nothing_is", problems, text);
    value.order =
        fields.optional("order", problems, |node, problems| word(node, problems, &DayOrder::WORDS));
    value.bare = fields.optional("bare", problems, |node, problems| word(node, problems, &UNITS));
    value.between = fields.optional("between", problems, text).unwrap_or(value.between);
    fields.finish(problems);
    value.from = from?;
    value.or = or.map(|(from, own)| {
        let like_this = Value { from, or: None, ..value.clone() };
        Box::new(own.unwrap_or(like_this))
    });
    Some(value)
}

fn from(fields: &mut Fields, problems: &mut Problems) -> Option<From> {
    let columns = fields.optional("column", problems, patterns);
    let columns = fields.optional("columns", problems, patterns).or(columns);
    let items = fields.optional("items_in", problems, pattern);
    let constant = fields.optional("is", problems, scalar);
    let cell = fields.optional("cell", problems, cell);
    let sheet = fields.optional("sheet", problems, pattern);
    let beside = items.zip(columns.as_ref().and_then(|columns| columns.first().cloned()));
    let given = [
        beside.map(|(items, values)| From::Beside { items, values }),
        columns.map(From::Columns),
        constant.map(From::Constant),
        cell.map(|(row, column)| From::Cell(row, column)),
        sheet.map(From::SheetName),
    ];
    let from = given.into_iter().flatten().next();
    if from.is_none() {
        let message = "nothing says where this comes from";
        let finding = Finding::new(&rules::MISSING_KEY, fields.anchor(), message)
            .label("one of `column`, `columns`, `is`, `cell` and `sheet` belongs here");
        problems.push(finding);
    }
    from
}

fn words(node: &Node, problems: &mut Problems) -> Option<Vec<(Pattern, String)>> {
    let Tree::Map(entries) = &node.value else {
        let message = "the source's words and the record's belong here";
        let finding = Finding::new(&rules::WRONG_TYPE, node.span, message);
        problems.push(finding.help("for example { \"Face to face\" = \"in-person\" }"));
        return None;
    };
    let one = |entry: &Entry, problems: &mut Problems| {
        Some((Pattern::of(&entry.key), scalar(&entry.value, problems)?))
    };
    let words = entries.iter().filter_map(|entry| one(entry, problems));
    let mut words: Vec<(Pattern, String)> = words.collect();
    // What is written out comes before what has gaps.
    words.sort_by_key(|(pattern, _)| pattern.has_gap());
    Some(words)
}
