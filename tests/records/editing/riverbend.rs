//! Every record of the example district, edited: `serde_yaml`, which shares no code with the edit,
//! reads the file before with just the new key.

use std::fs;
use std::path::{Path, PathBuf};

use coach::domain::record::Record;
use coach::syntax::yaml::{Part, insert, set, unset};
use serde_yaml::{Mapping, Value};

use super::typed::{record, states};

fn texts() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend/records");
    let mut folders = vec![folder];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                texts.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(texts.len() > 500);
    texts
}

/// Every group of keys in `value`, by the way to it.
fn groups<'v>(value: &'v Value, way: Vec<Part<'v>>, found: &mut Vec<Vec<Part<'v>>>) {
    let step = |part| [way.as_slice(), &[part]].concat();
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                groups(value, step(Part::Key(key.as_str().unwrap())), found);
            }
            found.push(way);
        }
        Value::Sequence(values) => {
            for (index, value) in values.iter().enumerate() {
                groups(value, step(Part::Element(index)), found);
            }
        }
        _ => {}
    }
}

fn group<'v>(value: &'v mut Value, way: &[Part]) -> &'v mut Mapping {
    let group = way.iter().fold(value, |value, part| match part {
        Part::Key(key) => value.get_mut(*key).unwrap(),
        Part::Element(index) => value.get_mut(*index).unwrap(),
    });
    group.as_mapping_mut().unwrap()
}

#[test]
fn a_key_fits_into_every_group_of_every_record() {
    const NEW: &str = "zz: new";
    for (path, text) in texts() {
        let before: Value = serde_yaml::from_str(&text).unwrap();
        let mut ways = Vec::new();
        groups(&before, Vec::new(), &mut ways);
        for way in ways {
            let shown = format!("{way:?} in {}", path.display());
            let after = insert(&text, &way, &[("zz", "new".to_owned())]).expect(&shown);
            // Each layout there is takes one insertion: cut out, it leaves the text.
            let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| {
                pairs.take_while(|(before, after)| before == after).count()
            };
            let start = same(&mut text.bytes().zip(after.bytes()));
            let end = same(&mut text.bytes().rev().zip(after.bytes().rev()));
            assert!(start + end >= text.len() && after.contains(NEW), "{shown}");
            let longest = ", ".len() + NEW.len() + "\n".len() + "          ".len();
            assert!(after.len() <= text.len() + longest, "{shown}");
            let mut read: Value = serde_yaml::from_str(&after).unwrap();
            assert_eq!(group(&mut read, &way).shift_remove("zz"), Some("new".into()), "{shown}");
            assert_eq!(read, before, "{shown}");
        }
    }
}

#[test]
fn every_value_of_every_record_gives_way_to_another() {
    let mut tried = 0;
    // One in seven, in the order of names: enough for every kind and layout, and quick.
    let mut texts = texts();
    texts.sort();
    for (path, text) in texts.into_iter().step_by(7) {
        let before: Value = serde_yaml::from_str(&text).unwrap();
        let mut ways = Vec::new();
        groups(&before, Vec::new(), &mut ways);
        for way in ways {
            let keys: Vec<Value> = group(&mut before.clone(), &way).keys().cloned().collect();
            for key in &keys {
                let key = key.as_str().unwrap();
                let shown = format!("{key} at {way:?} in {}", path.display());
                for (written, value) in [("new", "new".into()), ("[a, b]", vec!["a", "b"].into())] {
                    let after = match set(&text, &way, key, written) {
                        Ok(after) => after,
                        Err(refused) => {
                            assert!(text.contains('#'), "{shown}: {refused}");
                            continue;
                        }
                    };
                    let mut expected = before.clone();
                    group(&mut expected, &way).insert(key.into(), value);
                    let read: Value = serde_yaml::from_str(&after).unwrap();
                    assert_eq!(read, expected, "{shown}");
                }
                let mut expected = before.clone();
                group(&mut expected, &way).shift_remove(key);
                match unset(&text, &way, key) {
                    Ok(after) => {
                        let read: Value = serde_yaml::from_str(&after).unwrap();
                        assert_eq!(read, expected, "{shown}");
                        assert!(text.len() > after.len(), "{shown}");
                    }
                    Err(_) => assert_eq!(keys.len(), 1, "{shown}"),
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

/// `text` without what `begins` in it: ` done: ` and a date, with the blanks and, in braces, the comma
/// before.
fn without(text: &str, begins: &str) -> String {
    let mut text = text.to_owned();
    while let Some(at) = text.find(begins) {
        let start = text[..at].trim_end();
        let start = start.strip_suffix(',').unwrap_or(start).len();
        text.replace_range(start..at + begins.len() + "2026-01-01".len(), "");
    }
    text
}

#[test]
fn every_step_is_closed_on_its_day() {
    let mut closed = 0;
    for (path, text) in texts() {
        let text = without(&without(&text, " done: "), " dropped: ");
        let count = record(&text).steps().len();
        let mut expected = vec!["open".to_owned(); count];
        for index in 0..count {
            let place = [Part::Key("next_steps"), Part::Element(index)];
            let after = insert(&text, &place, &[("done", "2026-05-29".to_owned())]).unwrap();
            expected[index] = "done 2026-05-29".to_owned();
            assert_eq!(states(record(&after).steps()), expected, "{}", path.display());
            expected[index] = "open".to_owned();
            closed += 1;
        }
    }
    assert!(closed > 100, "{closed}");
}

#[test]
fn every_request_is_answered_and_every_relationship_ended() {
    let day = "2026-05-29".to_owned();
    let (mut answered, mut ended) = (0, 0);
    for (path, text) in texts() {
        let text: String = text
            .split_inclusive('\n')
            .filter(|line| {
                !["answered:", "ended:", "end_reason:"].iter().any(|k| line.starts_with(k))
            })
            .collect();
        match record(&text) {
            Record::Request(request) => {
                assert!(request.answered.is_none());
                let after = insert(&text, &[], &[("answered", day.clone())]).unwrap();
                let Record::Request(request) = record(&after) else { panic!("{after}") };
                assert_eq!(request.answered.unwrap().value.to_string(), day, "{}", path.display());
                answered += 1;
            }
            Record::Relationship(relationship) => {
                assert!(relationship.ended.is_none());
                let reason = ("end_reason", "\"moved: away\"".to_owned());
                let after = insert(&text, &[], &[("ended", day.clone()), reason]).unwrap();
                let Record::Relationship(relationship) = record(&after) else { panic!("{after}") };
                assert_eq!(relationship.ended.unwrap().value.to_string(), day);
                ended += 1;
            }
            _ => {}
        }
    }
    assert!(answered > 20 && ended > 20, "{answered}, {ended}");
}
