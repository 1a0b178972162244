//! A district in which every field that holds words of people, or says who someone is, holds a word of its own: where
//! such a word turns up, it tells which field of which pair it comes from.

use std::collections::BTreeMap;

use coach::domain::key::{Form, Key, Table};
use coach::domain::record::Kind;

use crate::harness::{District, SETTINGS};

/// The pairs, each by a letter, and their schools. With five educators as the least, Lincoln is too small, and
/// Prairie has to join it: the two together are 7 educators, River alone is 5.
pub(super) const PAIRS: [(char, &str); 12] = [
    ('a', "lincoln"),
    ('b', "lincoln"),
    ('c', "prairie"),
    ('d', "prairie"),
    ('e', "prairie"),
    ('f', "prairie"),
    ('g', "prairie"),
    ('h', "river"),
    ('i', "river"),
    ('j', "river"),
    ('k', "river"),
    ('l', "river"),
];

/// The fields, each with its kind: what stands in braces in [`FILES`].
const FILES: [(&str, &str); 10] = [
    (
        "relationship.yaml",
        "kind: relationship\nprofile: missouri-sbic-2014\ncoach: {coach}\neducator: {educator}\n\
         school: SCHOOL\npractice: {practice}\nstarted: 2025-09-01\nended: 2026-05-20\n\
         end_reason: {end_reason}\nagreement: {committed_on: 2025-09-02, respond_within_days: 2, \
         meet_every_days: 14, minutes: 45}\nsource: {name: {name}, key: {key}}\n",
    ),
    (
        "2025-09-03-session-0001.yaml",
        "kind: session\ndate: 2025-09-03\nmethod: in-person\nminutes: 45\nitems: [rationale, listens]\n\
         also_coach: [{also_coach}]\nobserved: {on: 2025-09-03, focus: {focus}}\n\
         strengths: {strengths}\nreflection: {working: {working}, not_working: {not_working}}\n\
         next_steps: [{id: s1, what: {what}, who: educator, due: 2025-09-10}]\nnotes: {notes}\n",
    ),
    (
        "2025-09-04-contact-0002.yaml",
        "kind: contact\ndate: 2025-09-04\nmethod: email\nabout: {contact-about}\n",
    ),
    ("2025-09-05-request-0003.yaml", "kind: request\nasked: 2025-09-05\nabout: {request-about}\n"),
    (
        "2025-09-06-feedback-0004.yaml",
        "kind: feedback\nrequested: 2025-09-06\nreceived: 2025-09-07\nsummary: {summary}\n\
         response: {response}\n",
    ),
    (
        "2025-10-01-checklist-0005.yaml",
        "kind: checklist\ndate: 2025-10-01\nrater: {role: observer, id: {id}}\n\
         ratings: {rationale: in-place, listens: partial}\nlevels: {dialogue: close}\n\
         comments: {rationale: {comments}}\n",
    ),
    (
        "2025-10-30-review-0006.yaml",
        "kind: review\ndate: 2025-10-30\nworking: {review-working}\nnot_working: {review-not_working}\n\
         data: [{id: d1, source: student-data, measure: {measure}, improvement: increase, \
         values: [{on: 2025-08-10, value: 52, n: 24}, {on: 2025-10-22, value: 68, n: 25}]}]\n\
         next_steps: [{what: {review-what}, because_of: [d1]}]\n",
    ),
    (
        "2025-11-03-missed-0007.yaml",
        "kind: missed\ndate: 2025-11-03\nby: educator\nreason: {reason}\n",
    ),
    (
        "coaches/2025-11-04-time-0008.yaml",
        "kind: time\ndate: 2025-11-04\nwhat: planning\nminutes: 30\nnotes: {time-notes}\n",
    ),
    ("people.yaml", "{coach}: {coach-name}\n{educator}: {educator-name}\n"),
];

/// Keys that hold no words of a person and say who nobody is: a digest and a run of an import, ids within a record,
/// names of files.
const NO_MARK: [&str; 3] = ["run", "seal", "continues"];

/// The word for `field` of the pair `letter`: an id like any other.
pub(super) fn mark(letter: char, field: &str) -> String {
    let fields = fields();
    let number = fields.iter().position(|known| known == field).expect("a field");
    format!("zq{letter}{number:02}z")
}

/// The fields, in the order in which they stand.
pub(super) fn fields() -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for (_, text) in FILES {
        for part in text.split('{').skip(1) {
            let (word, _) = part.split_once('}').unwrap_or_default();
            let is_field = !word.is_empty() && !word.contains([':', ' ', ',']);
            if is_field && !fields.iter().any(|known| known == word) {
                fields.push(word.to_owned());
            }
        }
    }
    fields
}

/// The district with `settings` behind the usual ones.
pub(super) fn district(settings: &str) -> District {
    let settings = format!(
        "{SETTINGS}[schools.river]\nname = \"River\"\n[thresholds]\nmin_educators = 5\n{settings}\n"
    );
    let mut district = District::new().file("coach.toml", settings);
    let mut people = String::new();
    for (letter, school) in PAIRS {
        let [coach, educator] = ["coach", "educator"].map(|field| mark(letter, field));
        for (name, text) in FILES {
            let mut text = text.replace("SCHOOL", school);
            for field in fields() {
                text = text.replace(&format!("{{{field}}}"), &mark(letter, &field));
            }
            district = match name {
                "people.yaml" => {
                    people.push_str(&text);
                    district
                }
                name => match name.strip_prefix("coaches/") {
                    Some(name) => district.file(&format!("records/coaches/{coach}/{name}"), text),
                    None => {
                        district.file(&format!("records/{school}/{coach}-{educator}/{name}"), text)
                    }
                },
            };
        }
    }
    district.file("people.yaml", people)
}

/// Which marks stand in `output`, in any case of letters.
pub(super) fn found(output: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(output).to_lowercase();
    let mut found = BTreeMap::new();
    for (letter, _) in PAIRS {
        for field in fields() {
            let mark = mark(letter, &field);
            if text.contains(&mark) {
                found.insert(mark, format!("{field} of {letter}"));
            }
        }
    }
    found
}

/// Every key of `table` and of the groups in it.
fn all_keys(table: &'static Table) -> Vec<&'static Key> {
    let within = |key: &'static Key| key.form.table().map(all_keys).unwrap_or_default();
    table.keys.iter().flat_map(|key| std::iter::once(key).chain(within(key))).collect()
}

#[test]
fn every_field_of_every_kind_has_a_mark() {
    let fields = fields();
    for kind in Kind::ALL {
        for key in all_keys(kind.table()) {
            let is_marked = matches!(
                key.form,
                Form::Title
                    | Form::Prose
                    | Form::Statement
                    | Form::Comments
                    | Form::PersonId
                    | Form::PersonIds
                    | Form::Pair
            );
            let names = [key.name.to_owned(), format!("{}-{}", kind.name(), key.name)];
            let has_mark = names.iter().any(|name| fields.contains(name));
            assert!(
                !is_marked || has_mark || NO_MARK.contains(&key.name),
                "{} of a {} holds words or says who someone is, and no test looks for it",
                key.name,
                kind.name()
            );
        }
    }
}

#[test]
fn the_marked_district_is_counted_whole() {
    let district = district("");
    let run = district.coach(&["report", "--format", "json"]);
    let report = run.json();
    assert_eq!(report["periods"][0]["records"]["left_out"], 0, "{}", run.err);
    // A relationship, seven records and one of the coach's time for each of the 12 pairs.
    assert_eq!(report["periods"][0]["records"]["found"], 12 * 9);
}
