//! What a record that is handed over says of whose it is: keys beside its own, which are taken out of its
//! tree and are not written.

use crate::diagnostic::Problems;
use crate::domain::record::{Home, Kind};
use crate::syntax::tree::digest::digest;
use crate::syntax::tree::{Node, Value, read};
use crate::syntax::yaml::Written;
use crate::text::source::{At, Span};

/// Every key of an [`Address`].
const ALL: [&str; 6] = ["pair", "educator", "coach", "school", "together", "each"];

/// The relationship or the coach that a handed-over record belongs to, as far as it says so itself, or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The pair's folder, or part of it.
    pub pair: Option<At<String>>,
    /// The coached educators.
    pub educators: Vec<At<String>>,
    /// The coach.
    pub coach: Option<At<String>>,
    /// The school of the relationship.
    pub school: Option<At<String>>,
    /// That several educators were together in one meeting.
    pub together: Option<At<bool>>,
    /// That each of several was by themselves.
    pub each: Option<At<bool>>,
}

impl Address {
    /// Its keys beside a record's own keys, where the record is of `kind`. A relationship says whose it is with keys
    /// of its own.
    pub(crate) fn keys(kind: Kind) -> &'static [&'static str] {
        if kind == Kind::Relationship {
            return &[];
        }
        match kind.home() {
            Home::Pair => &ALL,
            Home::Coach => &["coach"],
        }
    }

    /// The same for `record`; one that does not say its kind may be of any.
    pub(crate) fn keys_in(record: &Node) -> &'static [&'static str] {
        let kind = record.get("kind").and_then(Node::text).and_then(Kind::from_name);
        kind.map_or(&ALL[..], Self::keys)
    }

    /// Whether it says whose the record is.
    pub(crate) fn names_someone(&self) -> bool {
        self.pair.is_some() || !self.educators.is_empty()
    }

    /// The digest of a record that belongs there and says what has the digest `own`.
    pub(crate) fn said(&self, own: u32) -> u32 {
        let text = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
        let educators = self.educators.iter().map(|educator| educator.value.as_str());
        let is_together = self.together.is_some_and(|at| at.value);
        let whose = (text(&self.pair), text(&self.coach));
        said_of(own, (whose.0.as_deref(), whose.1.as_deref()), educators, is_together)
    }

    /// Takes `value` if `key` is one of an address.
    fn take(&mut self, key: &str, value: &Node, problems: &mut Problems) -> bool {
        let span = value.span;
        let text = |problems: &mut Problems| {
            read::text(value, problems).map(|text| At { value: text.to_owned(), span })
        };
        let said = |problems: &mut Problems| {
            read::boolean(value, problems).map(|value| At { value, span })
        };
        match key {
            "pair" => self.pair = text(problems),
            "educator" => self.educators = educators(value, problems),
            "coach" => self.coach = text(problems),
            "school" => self.school = text(problems),
            "together" => self.together = said(problems),
            "each" => self.each = said(problems),
            _ => return false,
        }
        true
    }
}

/// The digest of a record that says what has the digest `own`, and whose it is: by the folder of a pair, a coach, and
/// educators in any order. Where several `are_together`, that is said, too.
pub(crate) fn said_of<'e>(
    own: u32,
    (pair, coach): (Option<&str>, Option<&str>),
    educators: impl Iterator<Item = &'e str>,
    are_together: bool,
) -> u32 {
    let mut educators: Vec<&str> = educators.collect();
    educators.sort_unstable();
    let together = if are_together && educators.len() > 1 { "true" } else { "" };
    let text = |text: Option<&str>| Written::Text(text.unwrap_or_default().to_owned());
    let educators = educators.into_iter().map(|educator| Written::Text(educator.to_owned()));
    let whose = [
        ("said", Written::Plain(own.to_string())),
        ("pair", text(pair)),
        ("coach", text(coach)),
        ("educator", Written::List(educators.collect())),
        ("together", text(Some(together))),
    ];
    digest(whose.iter().map(|(key, value)| (*key, value)).collect())
}

/// One educator, or several: each in a list, or ids with commas between.
fn educators(node: &Node, problems: &mut Problems) -> Vec<At<String>> {
    let Value::List(elements) = &node.value else { return by_commas(node, problems) };
    let one = |element: &Node, problems: &mut Problems| {
        let value = read::text(element, problems)?.trim().to_owned();
        (!value.is_empty()).then_some(At { value, span: element.span })
    };
    elements.iter().filter_map(|element| one(element, problems)).collect()
}

fn by_commas(node: &Node, problems: &mut Problems) -> Vec<At<String>> {
    let text = read::text(node, problems).unwrap_or_default();
    // Words beside a comma may be prose under the wrong key, or one name that begins with the family's.
    let is_id = |id: &str| {
        id.trim().contains(|c: char| c.is_ascii_digit()) && !id.trim().contains(char::is_whitespace)
    };
    let is_list = text.split(',').all(|id| id.trim().is_empty() || is_id(id));
    let ids: Vec<&str> = if is_list { text.split(',').collect() } else { vec![text] };
    let ids = ids.into_iter().map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| At { value: id.to_owned(), span: node.span }).collect()
}

/// Takes what says whose a record is out of `record`, and tells where it stood.
pub(crate) fn take_address(record: &mut Node, problems: &mut Problems) -> (Address, Vec<Span>) {
    let (mut address, mut spans) = (Address::default(), Vec::new());
    let keys = Address::keys_in(record);
    let Value::Map(entries) = &mut record.value else { return (address, spans) };
    entries.retain(|entry| {
        let is_taken =
            keys.contains(&&*entry.key) && address.take(&entry.key, &entry.value, problems);
        if is_taken {
            spans.push(entry.key_span.to(entry.value.span));
        }
        !is_taken
    });
    (address, spans)
}
