//! The record that a row becomes: a node of a map comes in; its keys, each with where its value comes from, go out.

use super::word::{cell, kind, pattern, patterns, scalar, text, texts, word};
use super::{conditions, fits};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Key, Needed, Table};
use crate::domain::record::{Kind, SOURCE};
use crate::import::map::pattern::Pattern;
use crate::import::map::{From, Give, RecordMap, Role, Value};
use crate::import::value::day::DayOrder;
use crate::import::value::duration::Unit;
use crate::syntax::tree::read::parse_date;
use crate::syntax::tree::{Entry, Fields, Node, Value as Tree, read, rules};
use crate::text::wording::quote;

/// What numbers without a unit may mean.
const UNITS: [(&str, Unit); 3] =
    [("minutes", Unit::Minutes), ("hours", Unit::Hours), ("hours-below-15", Unit::HoursBelow(15))];

pub(super) fn record(node: &Node, problems: &mut Problems) -> Option<RecordMap> {
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
    let keys = keys(kind, &[], &mut fields, problems);
    fields.finish(problems);
    Some(RecordMap { kind, is_of_sheet: is_of_sheet.unwrap_or_default(), when, keys })
}

/// What `fields` give to the keys of a record of `kind`, but to those in `but`.
pub(super) fn keys(
    kind: Kind,
    but: &[&str],
    fields: &mut Fields,
    problems: &mut Problems,
) -> Vec<(String, Give)> {
    let mut keys = Vec::new();
    for key in own_keys(kind).filter(|key| !but.contains(&key.name)) {
        let name = key.name;
        let give = fields.optional(name, problems, |node, problems| give(node, key, problems));
        keys.extend(give.map(|give| (name.to_owned(), give)));
    }
    keys
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
        role: match key.name {
            "educator" => Role::Educator,
            "coach" => Role::Coach,
            _ => Role::Other,
        },
        is_needed: key.is_needed,
        may_lie_ahead: AHEAD.contains(&key.name),
        or: None,
        is_as_above: false,
        is_optional: false,
        when: Vec::new(),
        words: Vec::new(),
        items: Vec::new(),
        nothing_is: None,
        order: None,
        is_swapped: None,
        needs_zone: false,
        holds_days: false,
        bare: None,
        leaves_travel_out: false,
        between: "\n".to_owned(),
        is_html: false,
        is_sum: false,
        is_marked_by_anything: false,
    };
    if node.text().is_some() {
        value.from = named(node, key, problems)?;
        return Some(value);
    }
    let mut fields = Fields::of(node, "value of a map", problems)?;
    let from = from(&mut fields, problems);
    let or = fields.optional("or", problems, |node, problems| match node.text() {
        // Read as the first is.
        Some(_) => Some((named(node, key, problems)?, None)),
        None => {
            let value = self::value(node, key, problems)?;
            Some((value.from.clone(), Some(value)))
        }
    });
    let mut flag = |name, problems: &mut Problems| {
        fields.optional(name, problems, read::boolean).unwrap_or_default()
    };
    value.is_as_above = flag("as_above", problems);
    value.is_optional = flag("optional", problems);
    value.is_html = flag("html", problems);
    value.is_sum = flag("sum", problems);
    value.leaves_travel_out = flag("without_travel", problems);
    value.is_marked_by_anything = flag("any_mark", problems);
    value.when = fields.optional("when", problems, conditions).unwrap_or_default();
    let are_several = matches!(value.form, Form::PersonIds);
    let of_words = |node: &Node, problems: &mut Problems| words(node, are_several, problems);
    value.words = fields.optional("words", problems, of_words).unwrap_or_default();
    let of_items = |node: &Node, problems: &mut Problems| words(node, false, problems);
    value.items = fields.optional("items", problems, of_items).unwrap_or_default();
    value.nothing_is = fields.optional("nothing_is", problems, text);
    value.order =
        fields.optional("order", problems, |node, problems| word(node, problems, &DayOrder::WORDS));
    value.is_swapped = fields.optional("swapped", problems, read::boolean);
    value.bare = fields.optional("bare", problems, |node, problems| word(node, problems, &UNITS));
    value.between = fields.optional("between", problems, text).unwrap_or(value.between);
    fields.finish(problems);
    fits::check(node, key.form, problems);
    value.from = from?;
    value.or = or.map(|(from, own)| {
        let like_this = Value { from, or: None, ..value.clone() };
        Box::new(own.unwrap_or(like_this))
    });
    Some(value)
}

/// What `node`, which is no group of keys, names: the column with this header. A day without quotes is always the same.
fn named(node: &Node, key: Given, problems: &mut Problems) -> Option<From> {
    match &node.value {
        Tree::Plain(day) if matches!(key.form, Form::Date) && parse_date(day).is_ok() => {
            Some(From::Constant(day.to_string()))
        }
        Tree::Plain(word) => {
            let message = format!("the header of a column belongs here, not {}", quote(word));
            let finding = Finding::new(&rules::WRONG_TYPE, node.span, message);
            let label = format!("if it is always {word}, write {} = {{ is = {word} }}", key.name);
            problems.push(finding.label(label));
            None
        }
        _ => node.text().map(|header| From::Columns(vec![Pattern::of(header)])),
    }
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

/// The source's words, each with the record's; where those `are_several`, a list of them, with commas between.
fn words(
    node: &Node,
    are_several: bool,
    problems: &mut Problems,
) -> Option<Vec<(Pattern, String)>> {
    let one = |node: &Node, problems: &mut Problems| Some(vec![scalar(node, problems)?]);
    let Tree::Map(entries) = &node.value else {
        let message = "the source's words and the record's belong here";
        let finding = Finding::new(&rules::WRONG_TYPE, node.span, message);
        problems.push(finding.help("for example { \"Face to face\" = \"in-person\" }"));
        return None;
    };
    let both = |entry: &Entry, problems: &mut Problems| {
        let word = if are_several { texts } else { one };
        Some((Pattern::of(&entry.key), word(&entry.value, problems)?.join(",")))
    };
    let words = entries.iter().filter_map(|entry| both(entry, problems));
    let mut words: Vec<(Pattern, String)> = words.collect();
    // What is written out comes before what has gaps.
    words.sort_by_key(|(pattern, _)| pattern.has_gap());
    Some(words)
}

/// Makes `keys` give always `word` to `key`, which they name.
pub(super) fn always(keys: &mut [(String, Give)], key: &str, word: &str) {
    for (known, give) in keys {
        if let (true, Give::One(value)) = (known == key, give) {
            value.from = From::Constant(word.to_owned());
        }
    }
}
