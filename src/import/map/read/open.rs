//! How relationships that are not there yet are opened: the tables `open` and `roster` of a map come in; a rule and
//! a list go out.

use super::header;
use super::record::keys;
use super::word::{text, word};
use crate::diagnostic::Problems;
use crate::domain::record::Kind;
use crate::import::map::{Give, Header, Identity, Map, Open, RecordMap, Roster, Started};
use crate::syntax::tree::{Fields, Node, read::parse_date};

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
    let record = RecordMap { kind: Kind::Relationship, is_of_sheet: false, when: Vec::new(), keys };
    Some(Open { record, started, is_per_year: is_per_year.unwrap_or_default() })
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
