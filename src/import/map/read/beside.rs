//! What a map says beside its records: how relationships that are not there yet are opened, who has which id, and which
//! tables belong together. Tables of TOML come in; rules go out.

use super::record::keys;
use super::word::{pattern, patterns, text, word};
use super::{conditions, header};
use crate::diagnostic::{Finding, Problems};
use crate::domain::record::Kind;
use crate::import::map::pattern::Pattern;
use crate::import::map::{
    Gather, Give, Header, Identity, Join, Map, Open, People, RecordMap, Role, Roster, Started,
};
use crate::syntax::tree::read::{id_fault, parse_date};
use crate::syntax::tree::{Fields, Node, Value as Tree, read, rules};
use crate::text::wording::quote;

/// Words for the first day of a relationship.
const STARTED: [(&str, Started); 2] =
    [("first day", Started::FirstDay), ("school year", Started::SchoolYear)];

/// The rule in `node`.
pub(super) fn open(node: &Node, problems: &mut Problems) -> Option<Open> {
    let mut fields = Fields::of(node, "rule for opening relationships", problems)?;
    let is_per_year = fields.optional("per", problems, |node, problems| {
        word(node, problems, &[("pair", false), ("school year", true)])
    });
    if fields.entry("school").is_none() {
        fields.missing("school", problems);
    }
    let word = fields.entry("started").and_then(|entry| entry.value.text());
    let rule = word.and_then(|word| STARTED.iter().find(|(known, _)| *known == word));
    let started = match (rule, word) {
        (Some((_, started)), _) => Some(*started),
        (None, None) if fields.entry("started").is_none() => Some(Started::FirstDay),
        (None, _) => None,
    };
    // Whose it is, the record says that needs it.
    let mut but = vec!["coach", "educator"];
    but.extend(started.map(|_| "started"));
    let mut keys = keys(Kind::Relationship, &but, &mut fields, problems);
    fields.finish(problems);
    if let Some(day) = word.filter(|word| parse_date(word).is_ok()) {
        super::record::always(&mut keys, "started", day);
    }
    // One row of a pair may say what another leaves out.
    for (_, give) in &mut keys {
        if let Give::One(value) = give {
            value.is_needed = false;
        }
    }
    let record = RecordMap { kind: Kind::Relationship, is_of_sheet: false, when: Vec::new(), keys };
    Some(Open { record, started, is_per_year: is_per_year.unwrap_or_default() })
}

/// The list of people in `node`.
pub(super) fn people(node: &Node, problems: &mut Problems) -> Option<People> {
    let mut fields = Fields::of(node, "list of people", problems)?;
    let file = fields.required("file", problems, text);
    let mut new = Vec::new();
    for (key, role) in [("new", Role::Educator), ("new_coach", Role::Coach)] {
        new.extend(fields.optional(key, problems, form).map(|form| (role, form)));
    }
    fields.finish(problems);
    Some(People { file: file?, new })
}

/// The form of new ids, such as `t-###`.
fn form(node: &Node, problems: &mut Problems) -> Option<String> {
    let form = text(node, problems)?;
    let runs = form.split(|letter| letter != '#').filter(|run| !run.is_empty()).count();
    if runs == 1 && id_fault(&form.replace('#', "1")).is_none() {
        return Some(form);
    }
    let message = format!("{} is no form of ids", quote(&form));
    let finding = Finding::new(&rules::BAD_ID, node.span, message);
    problems.push(finding.label("write # for each digit of a number, for example \"t-###\""));
    None
}

/// How a table is joined to another.
pub(super) fn join(node: &Node, problems: &mut Problems) -> Option<Join> {
    let mut fields = Fields::of(node, "join of a map", problems)?;
    let sheet = fields.required("sheet", problems, pattern);
    let on = fields.required("on", problems, |node, problems| {
        let columns = patterns(node, problems)?;
        match <[Pattern; 2]>::try_from(columns) {
            Ok(columns) => Some(columns),
            Err(_) => {
                let message = "two columns belong here: the one of the first table, and the one of \
                               the table that is joined to it";
                let finding = Finding::new(&rules::OUT_OF_RANGE, node.span, message);
                problems.push(finding.label("for example [\"_index\", \"_parent_index\"]"));
                None
            }
        }
    });
    let rows = [("many", true), ("one", false)];
    let is_many = fields.optional("rows", problems, |node, problems| word(node, problems, &rows));
    let name = fields.optional("as", problems, text);
    let leave_out = fields.optional("leave_out", problems, conditions).unwrap_or_default();
    let header = header(&mut fields, problems);
    fields.finish(problems);
    let [here, there] = on?;
    let is_many = is_many.unwrap_or(true);
    Some(Join { sheet: sheet?, name, here, there, leave_out, is_many, header: header? })
}

pub(super) fn gather(node: &Node, problems: &mut Problems) -> Option<Gather> {
    let mut fields = Fields::of(node, "rule for rows that are one", problems)?;
    let by = fields.required("by", problems, by);
    let name = fields.optional("as", problems, text).unwrap_or_else(|| "row".to_owned());
    fields.finish(problems);
    let (by, is_as_above) = by?;
    Some(Gather { by, is_as_above, name })
}

/// A column, and whether an empty cell of it means the one above.
fn by(node: &Node, problems: &mut Problems) -> Option<(Pattern, bool)> {
    if !matches!(node.value, Tree::Map(_)) {
        return Some((pattern(node, problems)?, false));
    }
    let mut fields = Fields::of(node, "column by which rows are one", problems)?;
    let column = fields.required("column", problems, pattern);
    let is_as_above = fields.optional("as_above", problems, read::boolean);
    fields.finish(problems);
    Some((column?, is_as_above.unwrap_or_default()))
}

/// A roster that is still without what it shares with its map.
pub(super) struct Listed {
    file: String,
    header: Header,
    record: RecordMap,
}

impl Listed {
    /// It as one of `map`.
    pub(super) fn under(self, map: &Map) -> Roster {
        let Self { file, header, record } = self;
        let own = Map {
            sheets: Vec::new(),
            header,
            leave_out: Vec::new(),
            identity: Identity::Content,
            records: vec![record],
            open: None,
            roster: None,
            joins: Vec::new(),
            gather: None,
            code_books: Vec::new(),
            ..map.clone()
        };
        Roster { file, map: Box::new(own) }
    }
}

/// The list in `node`.
pub(super) fn roster(node: &Node, problems: &mut Problems) -> Option<Listed> {
    let mut fields = Fields::of(node, "roster of a map", problems)?;
    let file = fields.required("file", problems, text);
    let header = header(&mut fields, problems);
    for key in ["coach", "educator", "school", "started"] {
        if fields.entry(key).is_none() {
            fields.missing(key, problems);
        }
    }
    let keys = keys(Kind::Relationship, &[], &mut fields, problems);
    fields.finish(problems);
    let record = RecordMap { kind: Kind::Relationship, is_of_sheet: false, when: Vec::new(), keys };
    Some(Listed { file: file?, header: header?, record })
}
