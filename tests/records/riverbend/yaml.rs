//! Writes a record the way a careful person would: short lists and maps in one line, long ones
//! broken, quotes only where YAML or an older reader of it would misread the text.

use chrono::NaiveDate;

const WIDTH: usize = 100;

pub(crate) enum Value {
    /// A number or a date, as it stands.
    Bare(String),
    /// A word or a sentence, quoted where needed.
    Text(String),
    /// Text that looks like something else and is always quoted.
    Quoted(String),
    /// Sentences, one a line, as a block scalar.
    Lines(Vec<String>),
    List(Vec<Value>),
    Map(Vec<(&'static str, Value)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Bare(date.to_string())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Bare(number.to_string())
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// The keys of a record or of a map inside it, in their order.
#[derive(Default)]
pub(crate) struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    pub(crate) fn of_kind(kind: &'static str) -> Self {
        Self::default().with("kind", kind)
    }

    pub(crate) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    pub(crate) fn with_some(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds `items` unless there are none.
    pub(crate) fn with_any<T: Into<Value>>(self, key: &'static str, items: Vec<T>) -> Self {
        if items.is_empty() { self } else { self.with(key, items) }
    }

    /// Itself, unless it has no keys.
    pub(crate) fn if_any(self) -> Option<Self> {
        (!self.0.is_empty()).then_some(self)
    }

    /// The text of the file, with a line end at its end.
    pub(crate) fn to_yaml(&self) -> String {
        self.0.iter().map(|(key, value)| entry(key, value)).collect()
    }
}

impl From<Fields> for Value {
    fn from(fields: Fields) -> Self {
        Self::Map(fields.0)
    }
}

fn entry(key: &str, value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{key}: {}\n", scalar(text, false)),
        Value::Bare(_) | Value::Quoted(_) => format!("{key}: {}\n", one_line(value)),
        Value::Lines(lines) => {
            let body: String = lines.iter().map(|text| format!("  {text}\n")).collect();
            format!("{key}: |\n{body}")
        }
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Map(_))) => {
            let body: String = items.iter().map(|item| wrapped("  - ", "     ", item)).collect();
            format!("{key}:\n{body}")
        }
        Value::List(_) => wrapped(&format!("{key}: "), "  ", value),
        Value::Map(fields) => {
            let flow = format!("{key}: {}\n", one_line(value));
            if flow.chars().count() <= WIDTH { flow } else { block_map(key, fields) }
        }
    }
}

fn block_map(key: &str, fields: &[(&'static str, Value)]) -> String {
    let line = |(inner, value): &(&'static str, Value)| match value {
        Value::Text(text) => format!("  {inner}: {}\n", scalar(text, false)),
        other => format!("  {inner}: {}\n", one_line(other)),
    };
    let body: String = fields.iter().map(line).collect();
    format!("{key}:\n{body}")
}

fn one_line(value: &Value) -> String {
    atoms(value).join(", ")
}

/// A value in flow style after `start`, broken after a comma where the line gets too long.
fn wrapped(start: &str, indent: &str, value: &Value) -> String {
    let mut out = String::new();
    let mut line = start.to_owned();
    for (index, part) in atoms(value).iter().enumerate() {
        if index > 0 {
            line.push(',');
            if line.chars().count() + part.chars().count() + 2 > WIDTH {
                out.push_str(&line);
                out.push('\n');
                indent.clone_into(&mut line);
            } else {
                line.push(' ');
            }
        }
        line.push_str(part);
    }
    out + &line + "\n"
}

/// The parts of a value in flow style between which a line may break, without their commas.
fn atoms(value: &Value) -> Vec<String> {
    match value {
        Value::Bare(text) => vec![text.clone()],
        Value::Text(text) => vec![scalar(text, true)],
        Value::Quoted(text) => vec![quote(text)],
        Value::Lines(lines) => vec![quote(&lines.join(" "))],
        Value::List(items) => enclosed('[', items.iter().flat_map(atoms).collect(), ']'),
        Value::Map(fields) => {
            let parts = fields.iter().flat_map(|(key, value)| {
                let mut parts = atoms(value);
                parts[0].insert_str(0, &format!("{key}: "));
                parts
            });
            enclosed('{', parts.collect(), '}')
        }
    }
}

fn enclosed(open: char, mut parts: Vec<String>, close: char) -> Vec<String> {
    if parts.is_empty() {
        parts.push(String::new());
    }
    parts[0].insert(0, open);
    if let Some(last) = parts.last_mut() {
        last.push(close);
    }
    parts
}

fn scalar(text: &str, in_flow: bool) -> String {
    if needs_quotes(text, in_flow) { quote(text) } else { text.to_owned() }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn needs_quotes(text: &str, in_flow: bool) -> bool {
    const WORDS: [&str; 11] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ""];
    let starts_badly = text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@` ".contains(c));
    let is_number = text.parse::<f64>().is_ok() || text.parse::<NaiveDate>().is_ok();
    starts_badly
        || is_number
        || text.ends_with([':', ' '])
        || text.contains(": ")
        || text.contains(" #")
        || WORDS.contains(&text.to_lowercase().as_str())
        || (in_flow && text.contains([',', '[', ']', '{', '}']))
}
