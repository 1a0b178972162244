//! What a source truly holds, and whether a district holds the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A source's truth.
pub(super) struct Truth(Value);

/// What becomes of the records of a second export.
pub(super) struct Plan {
    pub(super) same: u64,
    pub(super) add: usize,
    pub(super) changed: usize,
    pub(super) gone: usize,
}

impl Truth {
    pub(super) fn read(path: &Path) -> Self {
        Self(serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    }

    pub(super) fn file(&self) -> &str {
        self.0["files"][0].as_str().unwrap()
    }

    pub(super) fn plan(&self) -> Plan {
        let plan = &self.0["plan"];
        let number = |key: &str| plan[key].as_array().unwrap().len();
        let same = plan["same"].as_u64().unwrap();
        Plan { same, add: number("add"), changed: number("changed"), gone: number("gone") }
    }

    pub(super) fn refused_cells(&self) -> Vec<String> {
        let refused = self.0["refuse"].as_array().unwrap().iter();
        let cells = refused.flat_map(|refused| refused["cells"].as_array().unwrap().clone());
        cells.map(|cell| cell.as_str().unwrap().to_owned()).collect()
    }

    fn broken_cell(&self) -> &Value {
        &self.0["break"][0]
    }

    /// The address of the cell to break.
    pub(super) fn break_cell(&self) -> &str {
        self.broken_cell()["cell"].as_str().unwrap()
    }

    /// `bytes`, the source, with that cell broken.
    pub(super) fn broken(&self, bytes: &[u8]) -> Vec<u8> {
        let (row, to) = (self.broken_cell()["row"].as_u64().unwrap(), &self.broken_cell()["to"]);
        let (row, to) = (usize::try_from(row).unwrap(), to.as_str().unwrap());
        let column = self.broken_cell()["column"].as_str().unwrap();
        if bytes.starts_with(b"{") {
            let text = std::str::from_utf8(bytes).unwrap();
            let lines = text.split_inclusive('\n').enumerate().map(|(at, line)| {
                if at + 1 != row {
                    return line.to_owned();
                }
                let key = format!("\"{column}\": \"");
                let begin = line.find(&key).unwrap() + key.len();
                let end = begin + line[begin..].find('"').unwrap();
                format!("{}{to}{}", &line[..begin], &line[end..])
            });
            return lines.collect::<String>().into_bytes();
        }
        let told =
            bytes.starts_with(b"sep=").then(|| bytes.iter().position(|&b| b == b'\n').unwrap() + 1);
        let (head, body) = bytes.split_at(told.unwrap_or(0));
        let delimiter = if told.is_some() { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new();
        let reader =
            reader.delimiter(delimiter).has_headers(false).flexible(true).from_reader(body);
        let mut writer = csv::WriterBuilder::new();
        let mut writer = writer.delimiter(delimiter).flexible(true).from_writer(head.to_vec());
        let mut at_column = None;
        for (at, record) in reader.into_byte_records().enumerate() {
            let mut cells: Vec<Vec<u8>> = record.unwrap().iter().map(<[u8]>::to_vec).collect();
            let is_it = |cell: &Vec<u8>| {
                let cell = String::from_utf8_lossy(cell);
                cell.trim_start_matches('\u{feff}') == column
            };
            at_column = at_column.or_else(|| cells.iter().position(is_it));
            if at + 1 == row {
                cells[at_column.unwrap()] = to.as_bytes().to_vec();
            }
            writer.write_record(cells).unwrap();
        }
        writer.into_inner().unwrap()
    }

    /// The district as it is before the source comes in.
    pub(super) fn district(&self) -> TempDir {
        let folder = TempDir::new().unwrap();
        let mut settings =
            "version = 1\ndistrict = \"Made-up\"\nprofile = \"missouri-sbic-2014\"\n\
                            year_starts = \"08-01\"\n"
                .to_owned();
        for (id, name) in self.0["schools"].as_object().unwrap() {
            settings.push_str(&format!("[schools.{id}]\nname = {name}\n"));
        }
        fs::write(folder.path().join("coach.toml"), settings).unwrap();
        fs::create_dir(folder.path().join("records")).unwrap();
        let people = self.0["people"].as_object().unwrap().iter();
        let people: String = people.map(|(id, name)| format!("{id}: {name}\n")).collect();
        fs::write(folder.path().join("people.yaml"), people).unwrap();
        for relationship in self.0["relationships_before"].as_array().unwrap() {
            let word = |key: &str| relationship[key].as_str().unwrap();
            let pair = format!("records/{}/{}-{}", word("school"), word("coach"), word("educator"));
            let pair = folder.path().join(pair);
            fs::create_dir_all(&pair).unwrap();
            let text = serde_yaml::to_string(relationship).unwrap();
            fs::write(pair.join("relationship.yaml"), text).unwrap();
        }
        folder
    }
}

/// Every file below `folder` that is a record, with its bytes.
pub(super) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = WalkDir::new(folder.join("records")).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// The records of `truth` that `folder` lacks, and those that it has beside them.
pub(super) fn compared(truth: &Truth, folder: &Path) -> (Vec<String>, Vec<String>) {
    let before: Vec<String> = truth.0["relationships_before"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            format!("{}-{}", pair["coach"].as_str().unwrap(), pair["educator"].as_str().unwrap())
        })
        .collect();
    let of_truth = |key: &str| -> Vec<(String, Value)> {
        let entries = truth.0[key].as_array().unwrap().iter();
        entries
            .filter(|entry| entry.get("record").is_some())
            .map(|entry| (entry["pair"].as_str().unwrap().to_owned(), canonical(&entry["record"])))
            .collect()
    };
    let mut found = Vec::new();
    for (path, bytes) in files(folder) {
        let pair = path.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        let record: Value = serde_yaml::from_slice(&bytes).unwrap();
        if record["kind"] == "relationship" && before.contains(&pair) {
            continue;
        }
        found.push((pair, canonical(&record)));
    }
    let mut missing = Vec::new();
    let (mut left, maybe) = (lines(found), lines(of_truth("undecided")));
    for line in lines(of_truth("records")) {
        match left.iter().position(|found| *found == line) {
            Some(at) => drop(left.swap_remove(at)),
            None => missing.push(line),
        }
    }
    left.retain(|line| !maybe.contains(line));
    (missing, left)
}

/// Each record in a line; the id of a meeting is replaced by who met.
fn lines(records: Vec<(String, Value)>) -> Vec<String> {
    let mut met: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (pair, record) in &records {
        if let Some(meeting) = record["meeting"].as_str() {
            met.entry(meeting.to_owned()).or_default().push(pair.clone());
        }
    }
    met.values_mut().for_each(|pairs| {
        pairs.sort();
        pairs.dedup();
    });
    let line = |(pair, mut record): (String, Value)| {
        if let Some(meeting) = record["meeting"].as_str() {
            record["meeting"] = json!(met[meeting].join("+"));
        }
        format!("{pair} {record}")
    };
    records.into_iter().map(line).collect()
}

/// What `record` says, without what may be written in several ways.
fn canonical(record: &Value) -> Value {
    let mut record = record.clone();
    let entries = record.as_object_mut().unwrap();
    entries.remove("source");
    let ids: BTreeMap<String, String> = entries
        .get("data")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(at, data)| Some((data["id"].as_str()?.to_owned(), format!("#{at}"))))
        .collect();
    for key in ["data", "next_steps"] {
        for element in entries.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten() {
            element.as_object_mut().unwrap().remove("id");
            for id in
                element.get_mut("because_of").and_then(Value::as_array_mut).into_iter().flatten()
            {
                let own = ids.get(id.as_str().unwrap()).cloned();
                *id = json!(own);
            }
        }
    }
    if let Some(rater) = entries.get_mut("rater").and_then(Value::as_object_mut)
        && rater["role"] != "observer"
    {
        rater.remove("id");
    }
    for key in ["items", "phases"] {
        if let Some(words) = entries.get_mut(key).and_then(Value::as_array_mut) {
            words.sort_by_key(|word| word.to_string());
        }
    }
    tidy(&record).unwrap_or_default()
}

/// `value` without what says nothing, and its text without runs of blanks.
fn tidy(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(entries) => {
            let kept = entries.iter().filter_map(|(key, value)| Some((key.clone(), tidy(value)?)));
            let kept: Map<String, Value> = kept.collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        Value::Array(elements) => {
            let kept: Vec<Value> = elements.iter().filter_map(tidy).collect();
            (!kept.is_empty()).then_some(Value::Array(kept))
        }
        Value::String(text) => plain(text).map(Value::String),
        other => plain(&other.to_string()).map(Value::String),
    }
}

fn plain(text: &str) -> Option<String> {
    let text =
        text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{a0}', '\u{202f}', '\t'], " ");
    let lines = text
        .lines()
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    let mut text = lines.collect::<Vec<_>>().join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    let text = text.trim().to_owned();
    let says_nothing = ["", "-", "—", "n/a", "none"].contains(&text.to_lowercase().as_str());
    (!says_nothing).then_some(text)
}
