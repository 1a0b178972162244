//! One record as people read it: its file's text and whose it is come in; a page of all that it says goes out. Nothing
//! is hidden: it is for those whose record it is.

use super::listing::is_open;
use super::said::{anything, label, lines};
use crate::diagnostic::Problems;
use crate::domain::record::{Kind, Relationship, Vocabulary, read};
use crate::report::page::{Fact, Part};
use crate::report::text::{self, Style};
use crate::store::last::RecordPath;
use crate::store::{DistrictFolder, People, coach_of};
use crate::syntax::tree::{Entry, Node, Value};
use crate::syntax::yaml;
use crate::text::source::Source;

/// A record and whose it is.
#[derive(Clone, Copy)]
pub(crate) struct Of<'r> {
    pub folder: &'r DistrictFolder,
    pub record: &'r RecordPath,
    pub source: &'r Source,
    /// The relationship it belongs to, if that can be read.
    pub relationship: Option<&'r Relationship>,
    /// The names to be shown.
    pub people: &'r People,
}

/// The record as lines of text.
pub(crate) fn render(of: Of, look: Style) -> String {
    text::draw(&parts(of), look)
}

/// The record as a page.
pub(super) fn parts(of: Of) -> Vec<Part> {
    let mut problems = Problems::default();
    let Ok(root) = yaml::parse(of.source, &mut problems) else {
        let as_it_stands = of.source.text.lines().map(str::to_owned).collect();
        return [head(of, None), vec![fault(of), Part::Gap, Part::Notes(as_it_stands)]].concat();
    };
    let vocabulary = Vocabulary {
        profiles: &of.folder.profiles,
        profile: of.relationship.map(|relationship| &relationship.profile),
        schools: &of.folder.district.schools,
        groups: &of.folder.district.groups,
    };
    let typed = read(&root, &vocabulary, &mut problems);
    let mut parts = head(of, Some(&root));
    if typed.is_some_and(|typed| is_open(&typed.record)) {
        parts.push(Part::Line("It is open: something is still to come".to_owned()));
    }
    if !problems.is_empty() {
        parts.push(fault(of));
    }
    parts.extend([Part::Gap, Part::Facts(facts(of, &root))]);
    parts
}

fn head(of: Of, root: Option<&Node>) -> Vec<Part> {
    let kind = of.record.kind;
    let date = root.and_then(|root| root.get(kind.date_key())?.text());
    let mut letters = kind.name().chars();
    let name: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let title = match (kind, date) {
        (_, None) => name,
        (Kind::Relationship, Some(date)) => format!("{name} since {date}"),
        (_, Some(date)) => format!("{name} of {date}"),
    };
    let whose = of.relationship.map(|pair| {
        let [educator, coach] =
            [&pair.educator.value, &pair.coach.value].map(|id| of.people.with_name(id));
        let school = &pair.school.value;
        let school = of.folder.district.schools.get(school).unwrap_or(school);
        Part::Line(format!("Educator {educator} with coach {coach} at {school}"))
    });
    let own = coach_of(of.record.folder());
    let own = own.map(|id| Part::Line(format!("Coach {}", of.people.with_name(id))));
    let path = Part::Line(of.record.path.clone());
    std::iter::once(Part::Heading(title)).chain(whose).chain(own).chain([path]).collect()
}

fn fault(of: Of) -> Part {
    Part::Line(format!(
        "It has a fault, so no number counts it: `coach check {}` shows it",
        of.record.path
    ))
}

/// Every key that is there, in the order of its kind's table; what no table knows comes last.
fn facts(of: Of, root: &Node) -> Vec<Fact> {
    let Value::Map(entries) = &root.value else { return Vec::new() };
    let kind = of.record.kind;
    let profile = of.relationship.map(|relationship| &*relationship.profile);
    let known = kind.table().keys.iter().filter_map(|key| {
        let said = lines(key, root.get(key.name)?, profile);
        // The day is in the title.
        (key.name != kind.date_key()).then(|| Fact::new(label(key.name), said))
    });
    let is_known = |entry: &&Entry| entry.key == "kind" || kind.table().key(&entry.key).is_some();
    let others = entries.iter().filter(|entry| !is_known(entry));
    let others = others.map(|entry| Fact::new(entry.key.to_string(), vec![anything(&entry.value)]));
    known.chain(others).collect()
}
