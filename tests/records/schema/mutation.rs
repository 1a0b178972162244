//! Records and settings that are changed at random: a key dropped, doubled or mistyped, a value of
//! another type, a word or number out of place.

use coach::syntax::tree::{Node, Value};
use proptest::prelude::*;

/// A tree that can be changed and written again.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Null,
    Plain(String),
    Quoted(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    pub(crate) fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null | Value::Refused => Tree::Null,
            // What would end a word in brackets is put in quotes; it is text either way.
            Value::Plain(text) if text.bytes().all(is_of_a_word) => Tree::Plain(text.to_string()),
            Value::Plain(text) | Value::Quoted(text) => Tree::Quoted(text.to_string()),
            Value::List(nodes) => Tree::List(nodes.iter().map(Tree::of).collect()),
            Value::Map(entries) => Tree::Map(
                entries
                    .iter()
                    .map(|entry| (entry.key.to_string(), Tree::of(&entry.value)))
                    .collect(),
            ),
        }
    }

    /// As YAML, on one line.
    pub(crate) fn yaml(&self) -> String {
        let joined = |parts: Vec<String>| parts.join(", ");
        match self {
            Tree::Null => "null".to_owned(),
            Tree::Plain(text) => text.clone(),
            Tree::Quoted(text) => quoted(text),
            Tree::List(list) => format!("[{}]", joined(list.iter().map(Tree::yaml).collect())),
            Tree::Map(map) => {
                let entry =
                    |(key, value): &(String, Tree)| format!("{}: {}", quoted(key), value.yaml());
                format!("{{{}}}", joined(map.iter().map(entry).collect()))
            }
        }
    }

    /// As TOML: this map's keys on lines of their own.
    pub(crate) fn toml(&self) -> String {
        let Tree::Map(map) = self else { return String::new() };
        map.iter().map(|(key, value)| format!("{} = {}\n", quoted(key), value.inline())).collect()
    }

    fn inline(&self) -> String {
        match self {
            Tree::Null => "\"\"".to_owned(),
            Tree::Plain(text) if is_toml(text) => text.clone(),
            Tree::Plain(text) | Tree::Quoted(text) => quoted(text),
            Tree::List(list) => {
                format!("[{}]", list.iter().map(Tree::inline).collect::<Vec<_>>().join(", "))
            }
            Tree::Map(map) => {
                let entry =
                    |(key, value): &(String, Tree)| format!("{} = {}", quoted(key), value.inline());
                format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// How many nodes there are, this one among them.
    pub(crate) fn size(&self) -> usize {
        1 + match self {
            Tree::List(list) => list.iter().map(Tree::size).sum(),
            Tree::Map(map) => map.iter().map(|(_, value)| value.size()).sum(),
            _ => 0,
        }
    }

    /// The node at `index` in the order of the text.
    pub(crate) fn at(&mut self, index: usize) -> &mut Tree {
        if index == 0 {
            return self;
        }
        let mut left = index - 1;
        let children: Vec<&mut Tree> = match self {
            Tree::List(list) => list.iter_mut().collect(),
            Tree::Map(map) => map.iter_mut().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        };
        for child in children {
            let size = child.size();
            if left < size {
                return child.at(left);
            }
            left -= size;
        }
        unreachable!("the index lies in the tree")
    }
}

fn is_of_a_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+' | b':')
}

/// Whether `text` is a value in TOML as it stands.
fn is_toml(text: &str) -> bool {
    toml::de::DeTable::parse(&format!("x = {text}")).is_ok()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text")
}

/// One change.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Replace(Tree),
    Drop(usize),
    Add(String, Tree),
    Rename(usize, String),
    Append(Tree),
    /// Puts what stands at another place here.
    Copy(usize),
}

impl Change {
    /// Makes the change at the node with this index (of as many as there are), if it can be made.
    pub(crate) fn make(&self, tree: &mut Tree, index: usize) {
        let size = tree.size();
        let copied = match self {
            Change::Copy(from) => Some(tree.at(from % size).clone()),
            _ => None,
        };
        match (self, tree.at(index % size)) {
            (Change::Replace(new), node) => *node = new.clone(),
            (Change::Copy(_), node) => *node = copied.expect("copied"),
            (Change::Drop(key), Tree::Map(map)) if !map.is_empty() => {
                map.remove(key % map.len());
            }
            (Change::Add(key, value), Tree::Map(map)) if map.iter().all(|(k, _)| k != key) => {
                map.push((key.clone(), value.clone()));
            }
            (Change::Rename(at, key), Tree::Map(map))
                if !map.is_empty() && map.iter().all(|(k, _)| k != key) =>
            {
                let at = at % map.len();
                map[at].0 = key.clone();
            }
            (Change::Append(value), Tree::List(list)) => list.push(value.clone()),
            _ => {}
        }
    }
}

const WORDS: &str = "
    0 1 -1 5 28 90 91 100 101 365 366 367 1000 1001 1440 1441 3660 3661 10000 10001 100000
    100001 45.5 45.0 007 1e3 5e-1 0x1f +5 .5 true false True null ~ 2026-09-14 2026-02-29
    2024-02-29 2026-02-30 2026-04-31 2026-13-01 2026-00-10 1989-12-31 1990-01-01 2099-12-31
    2100-01-01 2026-9-14 20260914 14:05 24:00 23:59 9:05 14:60 08-01 02-29 13-01 in-person email
    In-Person nonsense rationale listens dialogue close ideal far partial in-place 2 n/a self
    coach educator observer session contact request feedback checklist review relationship
    debrief calendar working c-01 t-104 o-1 Olmsted olmsted lincoln-elementary lincon
    missouri-sbic-2014 rounds fidelity-checklist student-data increase decrease error warning
    off all judged count percent missing session-item commitment distinct-methods
    timely-response profiles/a.toml a.TOML abcdefghijklmnopqrstuvwxyz-01234
    abcdefghijklmnopqrstuvwxyz-012345
";
const TEXTS: &[&str] = &[
    "",
    " ",
    "-",
    "waits, and asks",
    "a b",
    "é",
    "…",
    "in person",
    "2026-09-14 ",
    "x\n",
    "2026-09-14\n",
];
const KEYS: &str = "
    kind date method minutes starts meeting phases items observed on focus strengths reflection
    working not_working next_steps notes id what who due done dropped because_of profile coach
    educator school practice started ended end_reason agreement committed_on respond_within_days
    days methods meet_every_days about asked answered requested received summary response rater
    role ratings levels comments replaces rationale dialogue period from to data source ref
    measure improvement values value n zzz Date version district year_starts year_ends as_of holidays
    profiles schools name educators periods checks thresholds min_students not_met_days
    not_met_days_of groups coached
    judge_from_day window bad-date
    few-students 2025-26 fall text added label evidence rule at_least at_most at_least_percent
    first_session_days within_days next_step may_be_na mended grounds rubric reached lead_in
    heading functions format title edition
";

fn one_of(words: &'static str) -> impl Strategy<Value = String> + Clone {
    let words: Vec<&str> = words.split_whitespace().collect();
    prop::sample::select(words).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Tree> {
    let word = || one_of(WORDS);
    let scalar = prop_oneof![
        4 => word().prop_map(Tree::Plain),
        2 => word().prop_map(Tree::Quoted),
        1 => prop::sample::select(TEXTS).prop_map(|text| Tree::Quoted(text.to_owned())),
        1 => Just(Tree::Null),
    ];
    prop_oneof![
        8 => scalar.clone(),
        1 => prop::collection::vec(scalar.clone(), 0..3).prop_map(Tree::List),
        1 => prop::collection::btree_map(key(), scalar, 0..3)
            .prop_map(|map| Tree::Map(map.into_iter().collect())),
    ]
}

fn key() -> impl Strategy<Value = String> {
    one_of(KEYS)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => value().prop_map(Change::Replace),
        2 => any::<usize>().prop_map(Change::Drop),
        3 => (key(), value()).prop_map(|(key, value)| Change::Add(key, value)),
        1 => (any::<usize>(), key()).prop_map(|(at, key)| Change::Rename(at, key)),
        1 => value().prop_map(Change::Append),
        2 => any::<usize>().prop_map(Change::Copy),
    ]
}

/// Up to three changes, each with the index of the node where it is made.
pub(crate) fn changes() -> impl Strategy<Value = Vec<(Change, usize)>> {
    prop::collection::vec((change(), any::<usize>()), 1..=3)
}
