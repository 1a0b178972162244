//! `source:`, which every kind of record may have: from where a record was imported, and under which key
//! it stands there. It is told here once; the list of kinds adds it to the keys of each.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::rules;
use super::seal::Seal;
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Key, Table, needed, optional};
use crate::syntax::tree::{Node, read, rules as tree_rules};
use crate::syntax::yaml::Written;

/// The key of a record that says where it was imported from.
pub(crate) const SOURCE: &str = "source";

/// The most characters of a source's name, and of a key in it.
const MOST: usize = 100;

pub(super) const KEY: Key = optional(SOURCE, Form::Group(&SOURCE_KEYS))
    .says("only for imported records: from where, and its key there")
    .about(
        "Where the record was imported from, for example {name: coaching-form, key: r-0017}. A record \
         with the same name and key is never imported twice.",
    );

static SOURCE_KEYS: Table = Table {
    what: "source",
    example: "{name: coaching-form, key: r-0017}",
    keys: &[
        needed("name", Form::Title).says("the name of the form, sheet or system").about(
            "The name of the form, sheet or system, for example coaching-form. Never the path of a file \
             and never a person's name.",
        ),
        needed("key", Form::Title).says("what tells the record from others there").about(
            "What tells the record from all others of that source, for example r-0017: a response's \
             number or time. Never an address.",
        ),
        optional("run", Form::Title).says("which import wrote it").about(
            "The import that wrote the record, by its day: for example 2026-11-27, or 2026-11-27-2 for the \
             second of that day. `coach import --undo` takes it back.",
        ),
        optional("seal", Form::Title).says("what it said when it was imported").about(
            "Short names for what the source said, in all and of each key, as `coach import` writes them, for \
             example x9f3a12cd-77ab01ef-kq7cmz2a. They tell what was changed there from what was changed here.",
        ),
    ],
    cases: &[],
};

/// Where a record was imported from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Origin {
    /// The name of the source.
    pub name: String,
    /// What tells the record from all others of that source.
    pub key: String,
}

impl Origin {
    /// A number that is the same for the same name and key.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// What the record with the tree `root` says of it; `None` where it says nothing that can be read.
    pub(crate) fn of(root: &Node) -> Option<Self> {
        Some(Provenance::of(root)?.origin)
    }
}

/// Where a record was imported from, and what is known of how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provenance {
    pub origin: Origin,
    /// Which import wrote it.
    pub run: Option<String>,
    /// What it said then.
    pub seal: Option<Seal>,
}

impl Provenance {
    /// What `node`, the value of `source`, says.
    pub(super) fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut fields = SOURCE_KEYS.open(node, problems)?;
        let name = fields.required("name", problems, part);
        let key = fields.required("key", problems, part);
        let run = fields.optional("run", problems, part);
        let seal = fields.optional("seal", problems, seal);
        fields.finish(problems);
        Some(Self { origin: Origin { name: name?, key: key? }, run, seal })
    }

    /// What the record with the tree `root` says of it; `None` where it says nothing that can be read.
    pub(crate) fn of(root: &Node) -> Option<Self> {
        Self::read(root.get(SOURCE)?, &mut Problems::default())
    }

    /// Its keys under `source`, with their values.
    pub(crate) fn written(&self) -> Written {
        let seal = self.seal.as_ref().map(Seal::to_string);
        let values = [
            ("name", Some(&self.origin.name)),
            ("key", Some(&self.origin.key)),
            ("run", self.run.as_ref()),
            ("seal", seal.as_ref()),
        ];
        let said = values.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Written::Map(said.map(|(key, value)| (key, Written::Text(value.clone()))).collect())
    }
}

fn seal(node: &Node, problems: &mut Problems) -> Option<Seal> {
    let text = read::text(node, problems)?;
    let seal = Seal::parse(text);
    if seal.is_none() {
        problems.hide(node.span);
        problems.push(
            Finding::new(&tree_rules::OUT_OF_RANGE, node.span, "this is no seal of an import")
                .label("take `seal` out, or put back what `coach import` wrote"),
        );
    }
    seal
}

/// The name of a source, or a key in it.
fn part(node: &Node, problems: &mut Problems) -> Option<String> {
    let text = read::text(node, problems)?;
    let finding = |rule, message: &str| Finding::new(rule, node.span, message);
    let finding = if is_path(text) {
        finding(&rules::PATH_IN_SOURCE, "this may be the path or name of a file")
            .label("write a name that stays the same, such as coaching-form")
            .help(
                "the same records may come in another file tomorrow; they keep their source's name",
            )
    } else if text.trim().is_empty() {
        finding(&tree_rules::OUT_OF_RANGE, "there is nothing in it")
            .label("write at least one character")
    } else if text.contains(char::is_control) {
        finding(&tree_rules::OUT_OF_RANGE, "this goes over several lines").label("write one line")
    } else if text.chars().count() > MOST {
        let label = format!("{} characters; at most {MOST} belong here", text.chars().count());
        finding(&tree_rules::OUT_OF_RANGE, "this is too long").label(label)
    } else {
        problems.written(node.span);
        return Some(text.to_owned());
    };
    // It may say whose computer it came from, or be prose.
    problems.hide(node.span);
    problems.push(finding);
    None
}

/// Whether `text` looks like the path or name of a file. A slash between digits is in dates and school
/// years, and makes no path.
fn is_path(text: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "csv", "tsv", "xls", "xlsx", "xlsm", "ods", "numbers", "json", "yaml", "yml", "txt", "pdf",
        "doc", "docx",
    ];
    let ends_like_a_file = text
        .trim_end()
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)));
    let between_digits = |at: usize| {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        is_digit(text[..at].chars().next_back()) && is_digit(text[at + 1..].chars().next())
    };
    let has_path = text.match_indices('/').any(|(at, _)| !between_digits(at));
    ends_like_a_file || has_path || text.contains('\\')
}

/// The keys `own` of a kind, and then those that every kind has.
pub(super) const fn with_common<const N: usize>(own: &[Key]) -> [Key; N] {
    let mut keys = [KEY; N];
    let mut at = 0;
    while at < own.len() {
        keys[at] = own[at];
        at += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn paths_and_names_of_files_are_told_from_keys() {
        let paths =
            ["logs/2026", "C:\\logs", "log.csv", "Log.XLSX", "/", "a/1", "1/a", "./x", "é/1"];
        for path in paths {
            assert!(is_path(path), "{path}");
        }
        for key in ["9/14/2026 14:05:33", "2025/26", "r-0017", "v1.2", "form 2.0", "17", "é"] {
            assert!(!is_path(key), "{key}");
        }
    }
}
