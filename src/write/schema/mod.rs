//! JSON Schemas of the files that people write, so that an editor completes and checks them while
//! they are typed. The words of a district or of the profiles alone come in; schemas go out. Nothing
//! is read or written here; only whether a schema is there is looked up.
//!
//! The schemas are of draft 7, the newest that the YAML language server of the common editors
//! promises to know, and that Even Better TOML knows too. They use no references: editors show
//! descriptions beside a reference in different ways, or not at all. What a schema cannot say (that
//! an answer is no older than its question) is found by `coach check`; what `coach check` allows, a
//! schema allows too.

mod group;
mod keys;
mod known;
mod profile;
mod settings;
mod value;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::district::SETTINGS;
use crate::domain::profile::PROFILE;
use crate::domain::record::Kind;
use crate::text::wording::json;
use group::{Group, has_value};
use value::{Word, one_of};

pub use known::Known;

/// The folder of the schemas, in the district's.
pub const FOLDER: &str = "schemas";

/// What marks a schema as made here, so that it may be made anew.
const MARK: &str = "Made by `coach schema --write`, which overwrites changes";

/// What a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Records of one kind.
    Record(Kind),
    /// Records of any kind, by their `kind:`.
    AnyRecord,
    /// A practice profile.
    Profile,
    /// `coach.toml`.
    Settings,
}

impl Subject {
    /// Every subject: the kinds of record first, in their own order.
    pub fn all() -> impl Iterator<Item = Subject> {
        let others = [Subject::AnyRecord, Subject::Profile, Subject::Settings];
        Kind::ALL.into_iter().map(Subject::Record).chain(others)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Record(kind) => kind.name(),
            Subject::AnyRecord => "record",
            Subject::Profile => "profile",
            Subject::Settings => "settings",
        }
    }

    /// The subject with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|subject| subject.name() == name)
    }

    /// The path of its schema from the district's folder.
    ///
    /// ```
    /// # use coach::{domain::record::Kind, write::schema::Subject};
    /// let path = |subject: Subject| subject.path();
    /// assert_eq!(path(Subject::Record(Kind::Session)), "schemas/session.schema.json");
    /// assert_eq!(path(Subject::Settings), "schemas/coach.schema.json");
    /// ```
    pub fn path(self) -> String {
        let stem = match self {
            Subject::Settings => "coach",
            other => other.name(),
        };
        format!("{FOLDER}/{stem}.schema.json")
    }

    /// What it is, in one line without a full stop.
    pub fn about(self) -> &'static str {
        match self {
            Subject::Record(kind) => kind.about(),
            Subject::AnyRecord => "a record of any kind, by its `kind:`",
            Subject::Profile => "a practice profile, in TOML",
            Subject::Settings => "the district's settings, coach.toml",
        }
    }
}

/// The line by which the YAML file of a record in `records/<school>/<pair>/` names the schema of its
/// kind to an editor: a comment, to be first in the file.
///
/// ```
/// # use coach::{domain::record::Kind, write::schema::modeline};
/// assert_eq!(
///     modeline(Kind::Session),
///     "# yaml-language-server: $schema=../../../schemas/session.schema.json"
/// );
/// ```
pub fn modeline(kind: Kind) -> String {
    format!("# yaml-language-server: $schema=../../../{}", Subject::Record(kind).path())
}

/// `text`, a record of `kind`, with the line by which editors find its schema, where the folder `root` has one.
pub(crate) fn with_modeline(root: &Path, kind: Kind, text: String) -> String {
    if is_named(&text) || !root.join(Subject::Record(kind).path()).is_file() {
        return text;
    }
    format!("{}\n{text}", modeline(kind))
}

/// Whether a line of `text`, a record, names a schema already.
fn is_named(text: &str) -> bool {
    let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix('#'));
    comments.into_iter().any(is_for_editors)
}

/// Whether `comment`, without its `#`, tells an editor of a schema.
pub(crate) fn is_for_editors(comment: &str) -> bool {
    comment.trim_start().starts_with("yaml-language-server:")
}

/// The line by which coach.toml names its schema to an editor: a comment, to be first in the file.
pub(crate) fn settings_line() -> String {
    format!("#:schema {}", Subject::Settings.path())
}

/// The schema of `subject` with the words of `known`.
pub fn schema(subject: Subject, known: &Known) -> Value {
    let mut schema = match subject {
        Subject::Record(kind) => record(kind, known),
        Subject::AnyRecord => any_record(known),
        Subject::Profile => keys::schema(Group::toml(), &PROFILE, known),
        Subject::Settings => keys::schema(Group::toml(), &SETTINGS, known),
    };
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["$comment"] = json!(MARK);
    schema["title"] = json!(format!("{}: {}", subject.name(), subject.about()));
    schema
}

/// The schema of `subject` as the text of a file. The same words give the same bytes.
///
/// # Errors
/// None in practice: every key is text and every number finite.
pub fn text(subject: Subject, known: &Known) -> Result<String, serde_json::Error> {
    json(&Sorted::of(schema(subject, known)))
}

/// Whether `text`, the contents of a file, is a schema that was made here.
pub(crate) fn is_ours(text: &str) -> bool {
    let parsed: Option<Value> = serde_json::from_str(text).ok();
    parsed.is_some_and(|schema| schema["$comment"] == MARK)
}

fn record(kind: Kind, known: &Known) -> Value {
    let about = format!("The kind of record, for example {}.", kind.name());
    let record = Group::yaml().needs("kind", &about, json!({"const": kind.name()}));
    keys::schema(record, kind.table(), known)
}

fn any_record(known: &Known) -> Value {
    let kinds = Kind::ALL.map(|kind| Word::new(kind.name(), format!("{}.", kind.about())));
    let mut kind = one_of(&kinds);
    kind["description"] = json!("The kind of record, for example session.");
    let cases = Kind::ALL
        .map(|kind| json!({"if": has_value("kind", kind.name()), "then": record(kind, known)}));
    json!({"type": "object", "required": ["kind"], "properties": {"kind": kind}, "allOf": cases})
}

/// A JSON value with its keys in the order of the alphabet, whatever order the library keeps.
#[derive(Serialize)]
#[serde(untagged)]
enum Sorted {
    Map(BTreeMap<String, Sorted>),
    List(Vec<Sorted>),
    Scalar(Value),
}

impl Sorted {
    fn of(value: Value) -> Self {
        match value {
            Value::Object(map) => {
                Self::Map(map.into_iter().map(|(key, value)| (key, Self::of(value))).collect())
            }
            Value::Array(list) => Self::List(list.into_iter().map(Self::of).collect()),
            scalar => Self::Scalar(scalar),
        }
    }
}
